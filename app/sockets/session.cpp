// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/session.h"

#include "app/sockets/engine.h"
#include "app/sockets/epolldispatcher.h"
#include "app/sockets/kernelwatch.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QNetworkProxy>
#include <QStandardPaths>
#include <QUdpSocket>
#include <QUuid>

#include <cstring>

#include <sys/resource.h>

namespace wl {

namespace {

/// Sockets of a server are descriptors: the soft limit of 1,024 would end a load test that the machine can
/// bear.
int raiseDescriptorLimit()
{
    rlimit limit = {};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 1024;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
    return int(std::min<rlim_t>(limit.rlim_cur, 1 << 20));
}

/// Does a call that Qt makes really pass through us? Everything the log calls "observed" rests on it.
bool hookIsLive(Recorder &recorder)
{
    const EventIndex before = recorder.journal().size();
    const Recorder::Probing probing(recorder);
    {
        QUdpSocket socket;
        socket.setProxy(QNetworkProxy::NoProxy);
        socket.bind(QHostAddress::LocalHost, 0);
    }
    return recorder.journal().size() > before;
}

} // namespace

/// What lives in the network thread.
struct Session::Network {
    explicit Network(Journal &journal)
        : recorder(journal)
        , context{recorder}
    {
    }

    Recorder recorder;
    NetworkContext context;
    std::unique_ptr<KernelWatch> watch;
    std::unique_ptr<Engine> engine;
};

Session::Session(const Options &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_startedAt(QDateTime::currentMSecsSinceEpoch())
    , m_journal(options.keptBytes)
{
    m_thread.setObjectName(QStringLiteral("network"));
}

QString spoolFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + QStringLiteral("/wireladder/sessions");
}

Session::~Session()
{
    stop(true);
}

QString Session::spoolPath() const
{
    return m_spool ? QString::fromStdString(m_spool->path()) : QString();
}

void Session::start()
{
    auto made = EpollDispatcher::make();
    EpollDispatcher *dispatcher = made.get();
    if (dispatcher)
        m_thread.setEventDispatcher(made.release());
    m_door = new QObject;
    m_door->moveToThread(&m_thread);
    m_thread.start();
    QMetaObject::invokeMethod(
        m_door,
        [this, dispatcher] {
            runNetwork();
            if (dispatcher)
                m_network->context.peerHungUp = [dispatcher](int fd) { return dispatcher->peerHungUp(fd); };
        },
        Qt::BlockingQueuedConnection);
    startSpool();
}

void Session::runNetwork()
{
    m_network = std::make_unique<Network>(m_journal);
    m_network->context.maxDescriptors = raiseDescriptorLimit();
    m_network->recorder.install();
    if (!hookIsLive(m_network->recorder))
        m_network->recorder.note(Step::NoteObservationOff, 0, 0, "the interposed calls are not reached");
    m_network->engine = std::make_unique<Engine>(m_network->context);
    m_network->watch = std::make_unique<KernelWatch>(m_network->context);
    // At the end of each turn of the loop, not for each event: the window hears of a thousand events once.
    connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock,
        m_network->engine.get(), [this] {
            m_network->watch->takeNews();
            announce();
        });
}

void Session::announce()
{
    const EventIndex size = m_journal.size();
    if (size == m_announced || !m_armed.exchange(false))
        return;
    m_announced = size;
    Q_EMIT grew();
}

void Session::startSpool()
{
    if (m_options.spoolFolder.isEmpty())
        return;
    const QDir folder(m_options.spoolFolder);
    folder.mkpath(QStringLiteral("."));
    QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const QString name =
        QDateTime::fromMSecsSinceEpoch(m_startedAt).toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"))
        + QLatin1Char('-') + QUuid::createUuid().toString(QUuid::Id128).left(6) + QStringLiteral(".wlspool");
    const auto tell = [this](const std::string &reason) {
        const QString why = QString::fromStdString(reason);
        QMetaObject::invokeMethod(m_door, [this, why] {
            if (m_network && m_network->engine)
                m_network->engine->setJournalTrouble(why);
        });
    };
    m_spool = std::make_unique<Spool>(m_journal, folder.filePath(name).toStdString(),
        Spool::Options{m_options.diskLimit, m_options.memoryBudget, m_startedAt}, tell);
    if (const int error = m_spool->start()) {
        m_spool.reset();
        const std::string why = tr("This session is not kept on disk (%1): save it before you leave.")
                                    .arg(QString::fromLocal8Bit(std::strerror(error)))
                                    .toStdString();
        QMetaObject::invokeMethod(
            m_door, [this, why] { m_network->recorder.note(Step::NoteText, 0, 0, why); });
    }
}

void Session::post(const Command &command)
{
    if (!m_thread.isRunning())
        return;
    QMetaObject::invokeMethod(m_door, [this, command] {
        if (m_network && m_network->engine)
            m_network->engine->execute(command);
    });
}

void Session::closeSockets()
{
    if (!m_thread.isRunning())
        return;
    QMetaObject::invokeMethod(
        m_door,
        [this] {
            m_network->engine->closeAll();
            m_network->engine.reset();
            m_network->watch.reset();
        },
        Qt::BlockingQueuedConnection);
    // The sockets that were let go with deleteLater() close now, while their calls are still recorded.
    QMetaObject::invokeMethod(
        m_door, [] { QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); },
        Qt::BlockingQueuedConnection);
    QMetaObject::invokeMethod(
        m_door, [this] { m_network.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void Session::stop(bool keepSpool)
{
    closeSockets();
    if (m_spool) {
        m_spool->stop(keepSpool);
        m_spool.reset();
    }
    // Last: until now the spool's thread could still have something to tell it.
    delete m_door;
    m_door = nullptr;
}

} // namespace wl
