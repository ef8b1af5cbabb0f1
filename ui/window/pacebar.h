// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/nextstep.h"
#include "ui/panels/panelcontext.h"

#include <QObject>

class QAction;
class QComboBox;

namespace wl {

class Actions;
class PanelSet;

/// The part of the toolbar that sets the pace of all endpoints and makes the next step: what the actions of
/// the Run menu do, and what they are called at the moment.
class PaceBar final : public QObject
{
    Q_OBJECT

public:
    PaceBar(Actions &actions, const PanelContext &context, PanelSet &panels, QObject *parent);

    /// Follows the fold.
    void refresh();
    /// Another session: its pace is Live.
    void reset();
    void setReadOnly(bool readOnly);
    const Pace &pace() const { return m_pace; }

private:
    void createToolBar();
    void connectActions();
    void choose(const Pace &pace);
    void pauseOrGoOn();
    void takeFacts();
    void showPace();
    void showNext();
    void step();
    void skip();

    Actions &m_actions;
    const PanelContext &m_context;
    PanelSet &m_panels;
    Pace m_pace; ///< of all endpoints that were not given their own
    std::optional<Pace> m_asked; ///< chosen here, and not yet in the journal
    bool m_paused = false; ///< slow motion stands still
    bool m_readOnly = false;
    std::optional<StepChoice> m_next;
    QComboBox *m_pauses = nullptr;
    QAction *m_pausesAction = nullptr; ///< shows and hides the chooser on the toolbar
    QAction *m_pauseAction = nullptr;
};

} // namespace wl
