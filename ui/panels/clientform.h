// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/formparts.h"
#include "ui/panels/optionsform.h"

#include <QCheckBox>

namespace wl {

/// What a client can be set to before it connects (TCP) or opens (UDP).
class ClientForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ClientForm(QWidget *parent = nullptr);

    EndpointSettings settings() const;
    void setSettings(const EndpointSettings &settings);
    void setMoreVisible(bool visible);
    /// Says under the field what is wrong with it; true when nothing is.
    bool check();

Q_SIGNALS:
    void submitted();
    void protocolSwitched();
    /// A preset brings the classic message with it.
    void messageProposed(const QString &text);

private:
    void createUsual();
    void createRare();
    void applyPreset(int index);
    void showWhatApplies();

    ProtocolSwitch *m_protocol = nullptr;
    QLineEdit *m_host = nullptr;
    QSpinBox *m_port = nullptr;
    QWidget *m_rare = nullptr;
    QComboBox *m_preset = nullptr;
    QCheckBox *m_bind = nullptr;
    QLineEdit *m_localAddress = nullptr;
    QSpinBox *m_localPort = nullptr;
    ReadSizeBox *m_readSize = nullptr;
    QLineEdit *m_prefix = nullptr;
    QCheckBox *m_broadcast = nullptr;
    PeerEndBox *m_peerEnd = nullptr;
    QLineEdit *m_first = nullptr;
    QLabel *m_firstWrong = nullptr;
    QSpinBox *m_idle = nullptr;
    QSpinBox *m_reconnect = nullptr;
    QList<QWidget *> m_tcpOnly;
    OptionsForm *m_options = nullptr;
    EndpointSettings m_base;
};

} // namespace wl
