// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/clientform.h"
#include "ui/panels/endpointpanel.h"
#include "ui/panels/transcriptview.h"

namespace wl {

/// A client: its form, Connect, Disconnect and Abort, the transcript and the message field.
class ClientPanel final : public EndpointPanel
{
    Q_OBJECT

public:
    ClientPanel(const PanelContext &context, EndpointId id, QWidget *parent);

    bool isCounting() const override;
    void setSettings(const EndpointSettings &settings) override { m_form->setSettings(settings); }
    EndpointSettings settings() const override { return m_form->settings(); }
    QPushButton *connectButton() const { return m_connect; }
    QPushButton *disconnectButton() const { return m_disconnect; }
    QPushButton *abortButton() const { return m_abort; }

protected:
    void showFacts(const EndpointFacts &facts, const SocketFacts *main) override;
    void toggleMore(bool more) override { m_form->setMoreVisible(more); }

private:
    void createButtons();
    void open();
    void showState(const EndpointFacts &facts, const SocketFacts *main);
    void showSummary(const EndpointFacts &facts, const SocketFacts *main);
    void showMessageField(const EndpointFacts &facts, const SocketFacts *main);
    QString idleWords(const SocketFacts *main) const;

    ClientForm *m_form = nullptr;
    QPushButton *m_connect = nullptr;
    QPushButton *m_disconnect = nullptr;
    QPushButton *m_abort = nullptr;
    ConnectionMenu *m_actions = nullptr;
    BytesGauge *m_gauge = nullptr;
    TranscriptView *m_transcript = nullptr;
    SocketId m_endingFor = 0; ///< the connection for which the line ending was proposed
};

} // namespace wl
