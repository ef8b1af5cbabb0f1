// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/formparts.h"
#include "ui/panels/optionsform.h"

namespace wl {

/// What a server can be set to before it starts: the usual at once, the rare under "More".
class ServerForm final : public QWidget
{
    Q_OBJECT

public:
    explicit ServerForm(QWidget *parent = nullptr);

    EndpointSettings settings() const;
    void setSettings(const EndpointSettings &settings);
    void setMoreVisible(bool visible);

Q_SIGNALS:
    /// Enter was pressed in a field.
    void submitted();

private:
    void createUsual();
    void createRare();
    void fillAddresses();
    void fillServices();
    void applyPreset(int index);
    void showWhatApplies();
    void showServices();

    ProtocolSwitch *m_protocol = nullptr;
    QComboBox *m_address = nullptr;
    QSpinBox *m_port = nullptr;
    QComboBox *m_service = nullptr;
    QLabel *m_serviceSays = nullptr;
    QLineEdit *m_reply = nullptr;
    QLabel *m_replyLabel = nullptr;
    QSpinBox *m_idle = nullptr;
    QLabel *m_idleLabel = nullptr;
    QSpinBox *m_mailbox = nullptr;
    QLabel *m_mailboxLabel = nullptr;
    QWidget *m_rare = nullptr;
    QComboBox *m_preset = nullptr;
    QComboBox *m_backlog = nullptr;
    ReadSizeBox *m_readSize = nullptr;
    QComboBox *m_after = nullptr;
    QComboBox *m_clients = nullptr;
    QLineEdit *m_announce = nullptr;
    QLineEdit *m_groups = nullptr;
    QList<QWidget *> m_tcpOnly;
    QList<QWidget *> m_udpOnly;
    PeerEndBox *m_peerEnd = nullptr;
    OptionsForm *m_options = nullptr;
    EndpointSettings m_base; ///< what no field shows
};

} // namespace wl
