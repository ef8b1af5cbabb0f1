// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/ruler.h"
#include "app/journal/event.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace wl {

/// A piece of a sequence diagram as plain values: x in pixels, y in rows below the first row that is kept.
struct Picture {
    /// The head over one or more lanes.
    struct Column {
        double x = 0;
        double left = 0; ///< room for the title
        double right = 0;
        QString title;
        QString detail;
        QString fullTitle;
    };
    /// One socket's life; its end is drawn when `closed`.
    struct Lane {
        SocketId socket = 0;
        double x = 0;
        double top = 0;
        double bottom = 0;
        bool closed = false;
    };
    /// A stretch of a lane in one state of the kernel; Unknown before one was read.
    struct Band {
        SocketId socket = 0;
        double x = 0;
        double top = 0;
        double bottom = 0;
        TcpState state = TcpState::Unknown;
    };
    /// A connection that exists in the kernel and has not been accepted.
    struct Hatch {
        SocketId client = 0;
        double x = 0;
        double top = 0;
        double bottom = 0;
    };
    /// A handshake that nobody observed: dashed.
    struct Dash {
        double x1 = 0;
        double x2 = 0;
        double y = 0;
    };
    /// A thin arrow: accept() to the lane that it made, or bytes that leave for or come from a place without
    /// a lane.
    struct Arrow {
        enum class Role : std::uint8_t { Accepts, Leaves, Arrives };
        Role role = Role::Leaves;
        double from = 0;
        double to = 0;
        double y = 0;
        bool fromServer = false;
    };
    /// Bytes from a send to a recv, each end as tall as its share of that call.
    struct Message {
        EventIndex sent = 0;
        EventIndex received = 0;
        double x1 = 0;
        double top1 = 0;
        double bottom1 = 0;
        double x2 = 0;
        double top2 = 0;
        double bottom2 = 0;
        bool fromServer = false;
    };
    enum class Align : std::uint8_t { Left, Right, Centre };
    /// One line of text inside one row's strip; no two overlap.
    struct Text {
        std::int64_t row = 0;
        double left = 0;
        double width = 0;
        Align align = Align::Left;
        TextStyle style = TextStyle::Call;
        TcpState state = TcpState::Unknown; ///< of a State
        bool failed = false;
        QString text; ///< cut to its room
        QString full;
    };

    std::vector<Column> columns;
    std::vector<Lane> lanes;
    std::vector<Band> bands;
    std::vector<Hatch> hatches;
    std::vector<Dash> dashes;
    std::vector<Arrow> arrows;
    std::vector<Message> messages;
    std::vector<Text> texts;
    std::size_t notDrawn = 0; ///< sockets alive in this range without a lane
    bool hasEarlier = false; ///< older rows were folded away
};

} // namespace wl
