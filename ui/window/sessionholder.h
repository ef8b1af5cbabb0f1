// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/script.h"
#include "app/sockets/session.h"
#include "ui/window/feed.h"
#include "ui/window/sessionfiles.h"

namespace wl {

/// The session that the window shows: a live one, to which commands go, or a saved one, which only can be
/// read.
class SessionHolder final : public QObject
{
    Q_OBJECT

public:
    SessionHolder(Feed &feed, const Session::Options &options, QObject *parent);
    ~SessionHolder() override;

    void startNew();
    void show(const std::shared_ptr<OpenedSession> &opened);
    /// Ends the live session; its spool is removed unless the next start is to offer it.
    void end(bool keepSpool = false);

    bool isLive() const { return m_session != nullptr; }
    const std::shared_ptr<OpenedSession> &opened() const { return m_opened; }
    qint64 startedAt() const;
    /// True when something was done in the live session that no file has yet.
    bool hasUnsaved() const;
    void setSaved(EventIndex upTo) { m_savedUpTo = upTo; }

    void post(const Command &command);
    /// Writes about an event; in a saved session, too. An empty text takes the note back.
    void addNote(EventIndex about, const QString &text);
    /// A new panel; named "Server 1" and so on.
    EndpointId create(EndpointSettings settings);
    void run(const CliOptions &options);
    const Script *script() const { return m_script.get(); }

Q_SIGNALS:
    /// Another session, or another kind of session, is shown.
    void changed();
    void scriptFinished();

private:
    void onDrained();
    void onAdvanced();
    QString nextName(Role role);

    Feed &m_feed;
    const Session::Options m_options;
    std::unique_ptr<Session> m_session;
    std::shared_ptr<OpenedSession> m_opened;
    std::unique_ptr<Script> m_script;
    bool m_scriptRunning = false;
    int m_named[2] = {0, 0};
    EventIndex m_savedUpTo = 0;
};

} // namespace wl
