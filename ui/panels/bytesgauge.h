// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/byteflow.h"
#include "ui/panels/panelcontext.h"

#include <QPointer>

class QLabel;
class QPushButton;

namespace wl {

class KernelTable;

/// Where the bytes of one connection are, in both directions, from the latest numbers of the kernel; one
/// quiet line while none are under way, and nothing before the kernel has said anything.
class BytesGauge final : public QWidget
{
    Q_OBJECT

public:
    BytesGauge(const PanelContext &context, QWidget *parent);

    /// Null: there is nothing to show.
    void showSocket(const SocketFacts *socket);
    QString words() const;
    KernelTable *openTable();

private:
    std::optional<Gauge> gaugeOf(const SocketFacts *socket) const;
    void showFlows(const SocketFacts &socket, const Gauge &gauge);
    QString lineWords(const SocketFacts &socket, const Gauge &gauge) const;

    const PanelContext &m_context;
    SocketId m_socket = 0;
    ByteFlow *m_out = nullptr;
    ByteFlow *m_in = nullptr;
    QLabel *m_line = nullptr;
    QPushButton *m_all = nullptr;
    QPointer<KernelTable> m_table;
};

} // namespace wl
