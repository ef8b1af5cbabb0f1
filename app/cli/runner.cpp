// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/cli/runner.h"

#include "app/exporters/exportercatalogue.h"
#include "app/exporters/sessionreader.h"

namespace wl {

namespace {

bool isWanted(const CliOptions &options, const Event &event)
{
    if (event.has(Event::Housekeeping) && !options.housekeeping)
        return false;
    return options.kinds.isEmpty() || options.kinds.contains(int(event.kind()));
}

bool write(FILE *to, const QByteArray &bytes)
{
    const bool whole =
        std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), to) == std::size_t(bytes.size());
    return std::fflush(to) == 0 && whole;
}

void complain(const QString &sentence)
{
    write(stderr, "wireladder-cli: " + sentence.toUtf8() + '\n');
}

/// A server that runs for days must not keep its log in memory.
Session::Options withSpool()
{
    Session::Options options;
    options.spoolFolder = spoolFolder();
    return options;
}

CliOptions withDemo(CliOptions options)
{
    if (!options.demo)
        return options;
    options.actions = demoOptions().actions;
    options.untilClosed = true;
    return options;
}

} // namespace

CliRunner::CliRunner(const CliOptions &options)
    : m_options(withDemo(options))
    , m_session(withSpool())
    , m_script(m_session, m_options)
    , m_exporter(makeExporter(m_options.logFormat, m_session.startedAt()))
    , m_limits(m_options)
{
    connect(&m_session, &Session::grew, this, &CliRunner::onGrew);
    connect(&m_limits, &RunLimits::reached, this, &CliRunner::finish);
}

CliRunner::~CliRunner() = default;

bool CliRunner::openSessionFile()
{
    if (m_options.sessionFile.isEmpty())
        return true;
    m_file = std::make_unique<SessionAppender>();
    const auto opened = m_file->open(m_options.sessionFile, m_session.startedAt());
    if (!opened)
        complain(opened.error());
    return bool(opened);
}

bool CliRunner::start()
{
    if (!openSessionFile())
        return false;
    write(stdout, m_exporter->head());
    m_session.start();
    m_limits.start();
    onGrew();
    return true;
}

int CliRunner::exitStatus() const
{
    return m_script.hasFailed() || m_broken ? 1 : 0;
}

void CliRunner::onGrew()
{
    const JournalView view = m_session.journal().view();
    const bool news = m_printed < view.size();
    view.forEach(m_printed, view.size(), [this](const EventRef &event) {
        m_table.add(event);
        print(event);
    });
    m_printed = view.size();
    m_script.advance(view, m_table);
    if (m_options.demo && !m_demoClosed)
        closeDemo();
    else if (news)
        m_limits.sawEvents(m_script, m_table);
    m_session.arm();
    // What came between the look and the arming would be announced by nobody.
    if (m_session.journal().size() != m_printed)
        QMetaObject::invokeMethod(this, &CliRunner::onGrew, Qt::QueuedConnection);
}

void CliRunner::print(const EventRef &event)
{
    const auto names = [this](EndpointId id) { return m_table.endpointName(id); };
    if (m_file) {
        if (const auto kept = m_file->append(event, names); !kept) {
            complain(kept.error());
            m_file.reset();
            m_broken = true;
        }
    }
    // A closed pipe (head, less) is no reason to stop serving; nobody reads, so nothing more is written.
    if (!std::ferror(stdout) && isWanted(m_options, event.event()))
        write(stdout, m_exporter->line(event, names));
}

void CliRunner::closeDemo()
{
    for (const auto &[id, endpoint] : m_table.endpoints()) {
        const SocketFacts *socket = m_table.socket(endpoint.main);
        if (endpoint.settings.role != Role::Client || !socket || socket->bytesIn == 0)
            continue;
        m_session.post({id, Command::Disconnect{}});
        m_demoClosed = true;
    }
}

void CliRunner::finish()
{
    if (m_ended)
        return;
    m_ended = true;
    m_session.stop(false);
    const JournalView view = m_session.journal().view();
    view.forEach(m_printed, view.size(), [this](const EventRef &event) {
        m_table.add(event);
        print(event);
    });
    m_printed = view.size();
    if (!std::ferror(stdout))
        write(stdout, m_exporter->tail());
    Q_EMIT finished();
}

int printSession(const CliOptions &options)
{
    Journal journal(Chunk::maxBlob);
    SessionReader reader(journal);
    const auto opened = reader.open(options.openFile);
    if (!opened) {
        complain(opened.error());
        return 1;
    }
    for (;;) {
        const auto more = reader.step(10000);
        if (!more) {
            complain(more.error());
            return 1;
        }
        if (*more)
            break;
    }
    if (!reader.warning().isEmpty())
        complain(reader.warning());
    const auto exporter = makeExporter(options.logFormat, reader.startedAtMs());
    SocketTable table;
    write(stdout, exporter->head());
    const JournalView view = journal.view();
    view.forEach(0, view.size(), [&](const EventRef &event) {
        table.add(event);
        if (!std::ferror(stdout) && isWanted(options, event.event()))
            write(stdout, exporter->line(event, [&table](EndpointId id) { return table.endpointName(id); }));
    });
    write(stdout, exporter->tail());
    return 0;
}

} // namespace wl
