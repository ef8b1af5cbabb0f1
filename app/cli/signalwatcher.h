// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace wl {

/// Turns SIGTERM, SIGINT and SIGHUP into a Qt signal, so that the program ends in order.
class SignalWatcher final : public QObject
{
    Q_OBJECT

public:
    explicit SignalWatcher(QObject *parent = nullptr);
    /// Keeps the signals for the watcher; before the first thread starts, so that every thread inherits it.
    static void block();

Q_SIGNALS:
    void terminated();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace wl
