// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/connectiontable.h"
#include "ui/panels/endpointpanel.h"
#include "ui/panels/serverform.h"
#include "ui/panels/transcriptview.h"

namespace wl {

class SeatsRow;

/// A listening server: its form, then what it is doing, its connections, and a field to write to one of them
/// or to all.
class ServerPanel final : public EndpointPanel
{
    Q_OBJECT

public:
    ServerPanel(const PanelContext &context, EndpointId id, QWidget *parent);

    bool isCounting() const override { return m_model->isCounting(); }
    void setSettings(const EndpointSettings &settings) override { m_form->setSettings(settings); }
    EndpointSettings settings() const override { return m_form->settings(); }
    QPushButton *startButton() const { return m_start; }
    QPushButton *stopButton() const { return m_stop; }
    QTableView *connections() const { return m_table; }

protected:
    void showFacts(const EndpointFacts &facts, const SocketFacts *main) override;
    void toggleMore(bool more) override { m_form->setMoreVisible(more); }

private:
    void createButtons();
    void createConnections();
    void createMessage();
    void start();
    void send(const QByteArray &bytes);
    void showSummary(const EndpointFacts &facts, const SocketFacts *main);
    void showReach(const EndpointFacts &facts, const SocketFacts *main);
    void showQueue(const EndpointFacts &facts, const SocketFacts *main);
    void showConnections(const EndpointFacts &facts);
    void showMail(const EndpointFacts &facts);
    void showConnection(const EndpointFacts &facts, const SocketFacts *main);
    void showRecipients(const EndpointFacts &facts, const SocketFacts *main);
    void collectSenders(const SocketFacts *main);
    void fillRecipients(const QStringList &items, bool addresses);
    SocketId selectedConnection() const;
    /// The one whose numbers and steps are shown: the selected one, even closed, or one that waits for the
    /// user.
    SocketId shownConnection(const EndpointFacts &facts) const;
    PackedAddress chosenSender() const;

    ServerForm *m_form = nullptr;
    QPushButton *m_start = nullptr;
    QPushButton *m_stop = nullptr;
    QWidget *m_reach = nullptr;
    QLabel *m_reachWords = nullptr;
    QString m_reachAddress;
    QWidget *m_connections = nullptr;
    QLabel *m_count = nullptr;
    ConnectionTable *m_table = nullptr;
    ConnectionModel *m_model = nullptr;
    QPushButton *m_close = nullptr;
    QLabel *m_mail = nullptr;
    SeatsRow *m_seats = nullptr;
    ConnectionMenu *m_actions = nullptr; ///< of the selected connection
    ConnectionMenu *m_socketActions = nullptr; ///< of a datagram socket
    StepBar *m_connectionSteps = nullptr;
    BytesGauge *m_gauge = nullptr;
    TranscriptView *m_transcript = nullptr;
    QWidget *m_writing = nullptr;
    QComboBox *m_to = nullptr;
    std::vector<PackedAddress> m_senders; ///< of datagrams, newest first
    SocketId m_sendersOf = 0; ///< the socket they sent to
    EventIndex m_sendersRead = 0;
};

} // namespace wl
