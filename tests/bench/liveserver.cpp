// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// A server under load with its window visible, or with --headless the session alone. Prints its port; then
// answers on its input: "begin" forgets the ticks so far, "report" prints one JSON object as soon as the
// journal stands still. Ends with its input.
#include "app/cli/options.h"
#include "tests/bench/measure.h"
#include "ui/panels/connectiontable.h"
#include "ui/panels/endpointpanel.h"
#include "ui/window/mainwindow.h"
#include "ui/window/panelset.h"

#include <QApplication>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>
#include <QSocketNotifier>
#include <QTemporaryDir>
#include <QTimer>

#include <ctime>

#include <unistd.h>

using namespace wl;
using namespace wl::bench;

namespace {

constexpr int stillLooks = 6; ///< looks in a row that find nothing new
constexpr int lookMs = 100; ///< together longer than the quarter second after which drops are looked for

double threadMilliseconds()
{
    timespec now = {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

/// How late a tick of the window's thread comes: how long nothing else could have been done there.
class Heartbeat
{
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(5);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            m_gaps.push_back(double(m_since.nsecsElapsed()) / 1e6);
            m_since.start();
            const double now = threadMilliseconds();
            m_works.push_back(now - m_spent);
            m_spent = now;
        });
    }
    void begin()
    {
        m_gaps.clear();
        m_works.clear();
        m_spent = threadMilliseconds();
        m_since.start();
        m_timer.start();
    }
    void end() { m_timer.stop(); }
    void writeTo(QJsonObject &to) const
    {
        to[QStringLiteral("ticks")] = qint64(m_gaps.size());
        to[QStringLiteral("gap_p50")] = median(m_gaps);
        to[QStringLiteral("gap_p99")] = quantile(m_gaps, 0.99);
        to[QStringLiteral("gap_max")] = quantile(m_gaps, 1);
        to[QStringLiteral("work_p99")] = quantile(m_works, 0.99);
        to[QStringLiteral("work_max")] = quantile(m_works, 1);
    }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    std::vector<double> m_gaps;
    std::vector<double> m_works; ///< processor time between two ticks: what of a gap is our own
    double m_spent = 0;
};

QJsonObject factsOf(const JournalView &view, const SocketTable &table)
{
    qint64 in = 0;
    qint64 out = 0;
    qint64 datagramsIn = 0;
    qint64 datagramsOut = 0;
    for (const SocketFacts &s : table.sockets()) {
        in += qint64(s.bytesIn);
        out += qint64(s.bytesOut);
        datagramsIn += qint64(s.datagramsIn);
        datagramsOut += qint64(s.datagramsOut);
    }
    qint64 paused = 0;
    qint64 resumed = 0;
    qint64 dropped = 0;
    view.forEach(0, view.size(), [&](const EventRef &e) {
        paused += e->step == Step::NoteJournalPaused;
        resumed += e->step == Step::NoteJournalResumed;
        if (e->step == Step::NoteDatagramsDropped)
            dropped = qint64(e->arg);
    });
    return {{QStringLiteral("events"), qint64(view.size())},
        {QStringLiteral("open"), qint64(table.openConnections())}, {QStringLiteral("bytes_in"), in},
        {QStringLiteral("bytes_out"), out}, {QStringLiteral("datagrams_in"), datagramsIn},
        {QStringLiteral("datagrams_out"), datagramsOut}, {QStringLiteral("dropped"), dropped},
        {QStringLiteral("paused"), paused}, {QStringLiteral("resumed"), resumed},
        {QStringLiteral("rss"), qint64(residentBytes())}};
}

quint16 portOf(const SocketTable &table)
{
    for (const auto &[id, endpoint] : table.endpoints()) {
        const SocketFacts *s = table.socket(endpoint.main);
        const bool ready = s && (s->state == TcpState::Listen || s->role == SocketRole::Datagram);
        if (ready && s->local.port != 0)
            return s->local.port;
    }
    return 0;
}

/// What the two ways to run have in common: the session is looked at from outside.
class Subject
{
public:
    virtual ~Subject() = default;
    virtual EventIndex newest() const = 0;
    virtual bool isShown() const { return true; }
    virtual quint16 port() = 0;
    virtual QJsonObject report() = 0;
};

class Window final : public Subject
{
public:
    Window(const Session::Options &session, const CliOptions &options)
        : m_window(session)
    {
        m_window.resize(1400, 1000);
        m_window.show();
        m_window.begin(options);
    }
    ~Window() override { m_window.session().end(); }
    EventIndex newest() const override { return m_window.feed().newest(); }
    bool isShown() const override { return m_window.feed().view().size() == newest(); }
    quint16 port() override { return portOf(m_window.feed().table()); }
    QJsonObject report() override
    {
        QJsonObject facts = factsOf(m_window.feed().view(), m_window.feed().table());
        int listed = 0;
        for (const ConnectionTable *table : m_window.findChildren<ConnectionTable *>()) {
            const auto *model = static_cast<const ConnectionModel *>(table->model());
            for (int row = 0; row < model->rowCount(); ++row)
                listed += model->isOpenAt(row);
        }
        facts[QStringLiteral("listed")] = listed;
        return facts;
    }

private:
    MainWindow m_window;
};

class Headless final : public Subject
{
public:
    Headless(const Session::Options &options, const CliOptions &actions)
        : m_session(options)
    {
        m_session.start();
        const auto &listen = std::get<CliOptions::Listen>(actions.actions.front());
        const EndpointId id = m_session.nextEndpoint();
        m_session.post({id, Command::Create{listen.settings}});
        m_session.post({id, Command::Listen{listen.settings}});
    }
    ~Headless() override { m_session.stop(false); }
    EventIndex newest() const override { return m_session.journal().size(); }
    quint16 port() override { return portOf(folded()); }
    QJsonObject report() override
    {
        // Before the fold, which is not to be counted.
        const auto resident = qint64(residentBytes());
        QJsonObject facts = factsOf(m_session.journal().view(), folded());
        facts[QStringLiteral("rss")] = resident;
        facts[QStringLiteral("journal")] = qint64(m_session.journal().footprint());
        return facts;
    }

private:
    SocketTable folded() const
    {
        SocketTable table;
        table.advance(m_session.journal().view());
        return table;
    }

    Session m_session;
};

/// Answers what is asked on the standard input.
class Desk
{
public:
    explicit Desk(Subject &subject)
        : m_subject(subject)
        , m_input(STDIN_FILENO, QSocketNotifier::Read)
    {
        QObject::connect(&m_input, &QSocketNotifier::activated, &m_input, [this] { read(); });
        m_look.setInterval(lookMs);
        QObject::connect(&m_look, &QTimer::timeout, &m_look, [this] { look(); });
        m_look.start();
        m_heart.begin();
    }

private:
    void read()
    {
        char bytes[64];
        const ssize_t n = ::read(STDIN_FILENO, bytes, sizeof bytes);
        const QByteArray words(bytes, qsizetype(std::max<ssize_t>(n, 0)));
        // Not quit(): the window would ask what to do with the session.
        if (n <= 0)
            QCoreApplication::exit();
        else if (words.startsWith("begin"))
            m_heart.begin();
        else if (words.startsWith("report"))
            m_reporting = true;
        m_still = 0;
    }

    void look()
    {
        if (!m_told && m_subject.port() != 0) {
            m_told = true;
            std::printf("%u\n", unsigned(m_subject.port()));
            std::fflush(stdout);
        }
        const EventIndex now = m_subject.newest();
        m_still = now == m_seen && m_subject.isShown() ? m_still + 1 : 0;
        m_seen = now;
        if (!m_reporting || m_still < stillLooks)
            return;
        m_reporting = false;
        m_heart.end();
        QJsonObject facts = m_subject.report();
        m_heart.writeTo(facts);
        std::printf("%s\n", QJsonDocument(facts).toJson(QJsonDocument::Compact).constData());
        std::fflush(stdout);
        m_heart.begin();
    }

    Subject &m_subject;
    QSocketNotifier m_input;
    QTimer m_look;
    Heartbeat m_heart;
    EventIndex m_seen = 0;
    int m_still = 0;
    bool m_told = false;
    bool m_reporting = false;
};

QString option(const QStringList &arguments, const QString &name, const QString &otherwise)
{
    const qsizetype place = arguments.indexOf(name);
    return place >= 0 ? arguments.value(place + 1) : otherwise;
}

} // namespace

int main(int argc, char *argv[])
{
    const QTemporaryDir folder;
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const QString home = option(arguments, QStringLiteral("--home"), folder.path());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    QApplication app(argc, argv);
    const auto options = parseOptions({QStringLiteral("--listen"), arguments.value(0)}, Program::Window);
    if (!options) {
        std::fprintf(stderr, "liveserver: %s\n", qPrintable(options.error()));
        return 2;
    }
    Session::Options session;
    session.spoolFolder = QDir(home).filePath(QStringLiteral("spool"));
    session.diskLimit =
        option(arguments, QStringLiteral("--disk-limit"), QStringLiteral("8192")).toULongLong() << 20;
    session.memoryBudget = option(arguments, QStringLiteral("--budget"), QStringLiteral("512")).toULongLong()
        << 20;
    std::unique_ptr<Subject> subject;
    if (arguments.contains(QStringLiteral("--headless")))
        subject = std::make_unique<Headless>(session, *options);
    else
        subject = std::make_unique<Window>(session, *options);
    const Desk desk(*subject);
    return QApplication::exec();
}
