// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelcontext.h"

#include <QFrame>

class QAction;
class QLabel;
class QPushButton;

namespace wl {

/// The strip under the stage in the lecture view: what just happened in large letters, and the step button.
class LectureCaption final : public QFrame
{
    Q_OBJECT

public:
    /// `step` is what the button does and says.
    LectureCaption(const PanelContext &context, QAction *step, QWidget *parent = nullptr);

    /// What it says; for tests.
    QString heading() const;
    QString remark() const;

    /// Takes the newest event of the moment that is shown, or the selected one when that changed last.
    void refresh();
    /// Tells the newest event, whatever was told before.
    void begin();

Q_SIGNALS:
    void leaveWanted();

private:
    void tell(const EventRef &event);
    void showStep();
    std::optional<EventIndex> newest() const;

    PanelContext m_context;
    QAction *m_step;
    QLabel *m_heading = nullptr;
    QLabel *m_remark = nullptr;
    QPushButton *m_button = nullptr;
    EventIndex m_size = 0;
};

} // namespace wl
