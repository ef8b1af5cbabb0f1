// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// Whole sessions of the relay: three clients send any bytes, acknowledge, break off and come back. Bytes 1 to
// 3 choose the client that speaks next, 4 acknowledges what it was sent, 5 breaks its connection.

#include "app/services/relay.h"

#include "tests/fuzz/fuzz.h"

#include <array>
#include <memory>

using namespace wl;

namespace {

class Wire final : public ServiceLine
{
public:
    explicit Wire(int port)
        : m_port(port)
    {
    }
    QString peer() const override { return QStringLiteral("127.0.0.1:%1").arg(m_port); }
    bool send(const QByteArray &bytes) override
    {
        fuzz::require(bytes.endsWith('\n'), "every answer is whole lines");
        m_given += quint64(bytes.size());
        return true;
    }
    quint64 given() const override { return m_given; }
    void remark(const ServiceNote &) override { }
    void awaitAcknowledgement() override { }

private:
    const int m_port;
    quint64 m_given = 0;
};

struct Client {
    Client(const std::shared_ptr<RelayRoom> &room, int port)
        : wire(port)
        , service(room)
    {
        service.began(wire);
    }
    Wire wire;
    Relay service;
};

constexpr int mostMail = 20;

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    RelayRoom::Limits limits;
    limits.mailInAll = mostMail;
    limits.boxes = 4;
    limits.bytesUnderWay = 200;
    const auto room = std::make_shared<RelayRoom>(limits);
    std::array<std::unique_ptr<Client>, 3> clients;
    int port = 0;
    std::size_t speaker = 0;
    for (std::size_t i = 0; i < size; ++i) {
        auto &client = clients[speaker];
        if (!client)
            client = std::make_unique<Client>(room, ++port);
        if (data[i] >= 1 && data[i] <= 3)
            speaker = data[i] - 1u;
        else if (data[i] == 4)
            client->service.acknowledged(client->wire.given());
        else if (data[i] == 5)
            client.reset();
        else
            client->service.received(QByteArrayView(data + i, 1));
        fuzz::require(room->mailInAll() <= mostMail, "mail is bounded");
    }
    for (auto &client : clients) {
        if (client)
            client->service.peerFinished();
        client.reset();
    }
    fuzz::require(room->mailInAll() >= 0, "no message is counted twice");
    return 0;
}
