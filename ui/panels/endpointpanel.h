// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/chiprow.h"
#include "ui/panels/messagefield.h"
#include "ui/panels/panelcontext.h"
#include "ui/panels/stepbar.h"

#include <QActionGroup>
#include <QFrame>
#include <QToolButton>
#include <QVBoxLayout>

namespace wl {

class BytesGauge;
class ConnectionMenu;
class OpenOptions;

/// The card of one endpoint: name, state, what it is set to, its chips, its trouble; the two roles add the
/// rest. It commands the engine and shows what the journal says: it never touches a socket.
class EndpointPanel : public QFrame
{
    Q_OBJECT

public:
    EndpointPanel(const PanelContext &context, EndpointId id, QWidget *parent);

    EndpointId id() const { return m_id; }
    /// Shows what the journal says now.
    void refresh();
    /// What the next refresh() takes as the present moment, in the journal's own time.
    void setNow(std::int64_t now) { m_now = now; }
    /// True while something on it shows seconds that run.
    virtual bool isCounting() const = 0;
    /// The pace that all endpoints have unless one was given its own.
    void setCommonPace(const Pace &pace) { m_commonPace = pace; }
    /// Bytes that were typed for the next send or recv of this socket; 0: as offered.
    int stepSize(SocketId socket) const;
    /// A saved session: everything to see, nothing to do.
    void setReadOnly(bool readOnly);
    MessageField *messageField() const { return m_message; }
    /// Puts the settings into the form, without a command.
    virtual void setSettings(const EndpointSettings &settings) = 0;
    /// What the form says now, started or not.
    virtual EndpointSettings settings() const = 0;

Q_SIGNALS:
    /// The settings that were used to start or connect, to be proposed next time.
    void used(const EndpointSettings &settings);
    /// To be shown in a window of its own, or in its column again.
    void windowWanted(bool own);

protected:
    virtual void showFacts(const EndpointFacts &facts, const SocketFacts *main) = 0;
    virtual void toggleMore(bool more) = 0;

    const PanelContext &context() const { return m_context; }
    QVBoxLayout *box() const { return m_box; }
    const EndpointFacts *facts() const { return m_context.feed.table().endpoint(m_id); }
    bool isReadOnly() const { return m_readOnly; }
    void post(const Command::Body &body) { m_context.post({m_id, body}); }
    std::int64_t now() const { return m_now; }
    /// "TIME-WAIT 57 s" of a socket that the kernel keeps.
    QString keptWords(const SocketFacts &socket) const;
    /// The row in which a socket waits for the user; in the box where it is made.
    StepBar *makeStepBar(QBoxLayout *box);
    void showStep(
        StepBar *bar, SocketId socket, const std::optional<StepWait> &wait, const QString &who = {});
    ConnectionMenu *makeConnectionMenu();
    StatePill *pill() const { return m_pill; }
    QLabel *summary() const { return m_summary; }
    QLabel *makeLabel(const char *property = nullptr);
    void addTrouble(); ///< with the step bar of the endpoint's own socket
    /// The "More" that opens and closes the rare settings; shown while there is a form.
    void addMore();
    void setMoreVisible(bool visible) { m_moreToggle->setVisible(visible); }
    void addFileProgress();

private:
    void createHead();
    QMenu *createPaces();
    void fillCommandLines(QMenu &menu);
    void setPace(int choice);
    void showPace(const EndpointFacts &facts);
    void showOwnStep(const EndpointFacts &facts, const SocketFacts *main);
    void rename();
    void remove();
    void showTrouble(const EndpointFacts &facts);
    void showFile(const EndpointFacts &facts);

    const PanelContext &m_context;
    const EndpointId m_id;
    QVBoxLayout *m_box;
    QLabel *m_name = nullptr;
    StatePill *m_pill = nullptr;
    QLabel *m_summary = nullptr;
    ChipRow *m_chips = nullptr;
    QLabel *m_trouble = nullptr;
    StepBar *m_steps = nullptr;
    OpenOptions *m_options = nullptr;
    QAction *m_optionsAction = nullptr;
    QMenu *m_paceMenu = nullptr;
    QActionGroup *m_paces = nullptr; ///< data: -1 as for all, or Pace::Mode
    Pace m_commonPace;
    std::int64_t m_now = 0;
    QToolButton *m_more = nullptr;
    QToolButton *m_moreToggle = nullptr;
    QWidget *m_file = nullptr;
    QLabel *m_fileWords = nullptr;
    QPushButton *m_fileCancel = nullptr;
    std::optional<EventIndex> m_shownTrouble;
    bool m_readOnly = false;

protected:
    MessageField *m_message = nullptr; ///< made by the role
};

} // namespace wl
