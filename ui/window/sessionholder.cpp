// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/window/sessionholder.h"

namespace wl {

SessionHolder::SessionHolder(Feed &feed, const Session::Options &options, QObject *parent)
    : QObject(parent)
    , m_feed(feed)
    , m_options(options)
{
    connect(&feed, &Feed::drained, this, &SessionHolder::onDrained);
    connect(&feed, &Feed::newestChanged, this, &SessionHolder::onAdvanced);
}

SessionHolder::~SessionHolder()
{
    end();
}

void SessionHolder::startNew()
{
    end();
    m_opened.reset();
    m_session = std::make_unique<Session>(m_options);
    m_named[0] = m_named[1] = 0;
    m_savedUpTo = 0;
    connect(m_session.get(), &Session::grew, &m_feed, &Feed::wake);
    m_session->start();
    m_feed.setJournal(&m_session->journal());
    Q_EMIT changed();
}

void SessionHolder::show(const std::shared_ptr<OpenedSession> &opened)
{
    end();
    m_opened = opened;
    m_savedUpTo = opened->journal->size();
    m_feed.setJournal(opened->journal.get());
    Q_EMIT changed();
}

void SessionHolder::end(bool keepSpool)
{
    m_scriptRunning = false;
    if (!m_session)
        return;
    // In this order: the last events reach the views (and the file of --session) while the journal is whole,
    // and no view holds the journal when the spool, which may still have to give chunks back, goes.
    m_session->closeSockets();
    m_feed.catchUp();
    m_feed.setJournal(nullptr);
    m_script.reset();
    m_session->stop(keepSpool);
    m_session.reset();
}

qint64 SessionHolder::startedAt() const
{
    return m_session ? m_session->startedAt() : m_opened ? m_opened->startedAt : 0;
}

bool SessionHolder::hasUnsaved() const
{
    if (m_opened)
        return m_opened->journal->size() > m_savedUpTo;
    return m_session && !m_feed.wholeTable().endpoints().empty() && m_feed.wholeView().size() > m_savedUpTo;
}

void SessionHolder::post(const Command &command)
{
    if (m_session)
        m_session->post(command);
}

void SessionHolder::addNote(EventIndex about, const QString &text)
{
    const EventRef event = m_feed.wholeView().at(about);
    if (!event)
        return;
    if (m_session) {
        post({event->endpoint, Command::AddNote{text, about, event->socket}});
        return;
    }
    if (!m_opened)
        return;
    // Nobody else writes into the journal of a saved session.
    Event note;
    note.step = Step::NoteText;
    note.endpoint = event->endpoint;
    note.socket = event->socket;
    note.arg = about + 1;
    const EventRef last = m_feed.wholeView().at(m_feed.wholeView().size() - 1);
    note.time = last ? last->time : event->time;
    const QByteArray words = text.toUtf8();
    m_opened->journal->append(note, std::string_view(words.constData(), std::size_t(words.size())));
    m_feed.wake();
}

QString SessionHolder::nextName(Role role)
{
    return defaultName(role, ++m_named[role == Role::Server ? 0 : 1]);
}

EndpointId SessionHolder::create(EndpointSettings settings)
{
    if (!m_session)
        startNew();
    const QString next = nextName(settings.role);
    if (settings.name.isEmpty())
        settings.name = next;
    const EndpointId id = m_session->nextEndpoint();
    post({id, Command::Create{settings}});
    return id;
}

void SessionHolder::run(const CliOptions &options)
{
    if (!m_session)
        startNew();
    m_script = std::make_unique<Script>(*m_session, options, [this](Role role) { return nextName(role); });
    m_scriptRunning = true;
    onAdvanced();
}

void SessionHolder::onDrained()
{
    if (!m_session)
        return;
    m_session->arm();
    // What came between the feed's last look and the arming would be announced by nobody.
    if (m_session->journal().size() != m_feed.wholeView().size())
        m_feed.wake();
}

void SessionHolder::onAdvanced()
{
    if (!m_script)
        return;
    // Also when all is posted: what fails then counts for the exit status.
    m_script->advance(m_feed.wholeView(), m_feed.wholeTable());
    if (m_scriptRunning && m_script->isDone()) {
        m_scriptRunning = false;
        Q_EMIT scriptFinished();
    }
}

} // namespace wl
