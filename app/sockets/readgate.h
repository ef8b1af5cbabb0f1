// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>
#include <QSocketNotifier>

namespace wl {

/// Stands before the read notifiers of a QTcpServer, QTcpSocket or QUdpSocket: while it holds, Qt hears of
/// nothing that arrives, so it calls neither accept nor read; pulse() lets it hear once. (Qt has no public
/// way to read just once.)
class ReadGate final : public QObject
{
    Q_OBJECT

public:
    /// For an object that has its descriptor already; becomes its child.
    explicit ReadGate(QObject *socket);

    bool isHolding() const { return m_holding; }
    /// True when something has arrived since the last pulse.
    bool isReadable() const { return m_readable; }
    void hold();
    void release();
    /// Lets Qt read once, as if its notifier had just been activated.
    void pulse();
    /// After something was read past Qt: waits for what arrives next.
    void rearm();

Q_SIGNALS:
    /// While it holds: something can be read (data, the end, an error, a connection).
    void readable();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setNotifiersEnabled(bool enabled);

    QList<QPointer<QSocketNotifier>> m_notifiers;
    bool m_holding = false;
    bool m_pulsing = false;
    bool m_readable = false;
};

} // namespace wl
