// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/result.h"
#include "app/journal/spool.h"
#include "app/sockets/command.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <memory>

namespace wl {

class Engine;
struct NetworkContext;

/// Where sessions keep their spools, for the window and the command line alike; private to the user.
QString spoolFolder();

/// A live session: the journal, its spool, and the network thread with the engine in it. Belongs to the
/// thread that made it; post() may be called from any.
class Session final : public QObject
{
    Q_OBJECT

public:
    struct Options {
        QString spoolFolder; ///< empty: nothing is kept on disk
        std::size_t keptBytes = 4096; ///< payload kept of one event
        std::uint64_t diskLimit = 8ull << 30;
        std::size_t memoryBudget = 512u << 20;
    };

    explicit Session(const Options &options, QObject *parent = nullptr);
    ~Session() override;

    /// Starts thread and spool; without a spool it runs on and the journal says so.
    void start();
    /// Closes all sockets and ends the network thread; the journal then has everything, and can still be
    /// read.
    void closeSockets();
    /// Closes all sockets, completes the spool; `keepSpool` leaves the file for a later recovery.
    void stop(bool keepSpool);
    bool isRunning() const { return m_thread.isRunning(); }

    void post(const Command &command);
    EndpointId nextEndpoint() { return ++m_lastEndpoint; }

    const Journal &journal() const { return m_journal; }
    qint64 startedAt() const { return m_startedAt; } ///< milliseconds since 1970, UTC
    QString spoolPath() const;

    /// Asks for one grew() as soon as the journal is larger than it was at the last one.
    void arm() { m_armed.store(true); }

Q_SIGNALS:
    /// The journal has new events; said once, then silent until arm().
    void grew();

private:
    struct Network;

    void runNetwork();
    void startSpool();
    void announce();

    const Options m_options;
    const qint64 m_startedAt;
    Journal m_journal;
    std::unique_ptr<Spool> m_spool;
    QThread m_thread;
    std::unique_ptr<Network> m_network; ///< made and destroyed in m_thread
    QObject *m_door = nullptr; ///< lives in m_thread: where commands are queued
    std::atomic<bool> m_armed{true};
    EventIndex m_announced = 0; ///< network thread only
    EndpointId m_lastEndpoint = 0;
};

} // namespace wl
