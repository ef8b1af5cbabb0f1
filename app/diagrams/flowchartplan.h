// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/diagram.h"
#include "app/diagrams/flowchartcalls.h"
#include "app/diagrams/layermessage.h"

#include <optional>
#include <vector>

namespace wl {

/// A box of the flowchart: one family of calls of one socket, without a place.
struct FlowBox {
    enum class Look : std::uint8_t { ToCome, Done, Failed };
    FlowCall call = FlowCall::Socket;
    int row = 0; ///< the same on both sides for what belongs together
    Look look = Look::ToCome;
    bool optional = false;
    bool waits = false; ///< this side waits here
    bool offered = false; ///< may be made too
    bool selected = false;
    QString name; ///< "recv()"
    QString fact; ///< "19 B ×3"
    QString sentence;
    std::optional<EventIndex> event;
    std::optional<Drawing::Item::Press> press;

    QString mark() const; ///< what tells the look without colour: "✓", "✗", "▶", "▷" or nothing
};

/// A column of boxes: one socket's calls in order; or an end that is not ours.
struct FlowColumn {
    enum class Part : std::uint8_t { Listener, Connection, Client, Receiver, Sender, Outside };
    Part part = Part::Outside;
    EndpointId endpoint = 0;
    SocketId socket = 0;
    QString title;
    QString detail;
    QString outside; ///< what its one box says, of an Outside
    std::vector<FlowBox> boxes;

    const FlowBox *box(FlowCall call) const;
    bool isServerSide() const
    {
        return part == Part::Listener || part == Part::Connection || part == Part::Receiver;
    }
};

/// Something between two columns.
struct FlowLink {
    bool fromServer = false;
    FlowCall from = FlowCall::Close; ///< the box that it leaves from
    QString label;
    QString sentence;
    EventIndex event = 0;
};

/// One moment of the flowchart as facts: which boxes there are, and how they look.
struct FlowPlan {
    std::vector<FlowColumn> columns; ///< the server's side first
    std::optional<FlowLink> handshake;
    std::vector<FlowLink> bytes;
    std::vector<FlowLink> fins;
    bool isTcp = true;
    bool isStepped = false; ///< a box is a button
    int rows = 0;
};

/// What the flowchart shows of this conversation.
FlowPlan flowPlan(const FlowCalls &calls, const LayerMessages &messages, const StageFrame &frame,
    const Conversation &conversation);

} // namespace wl
