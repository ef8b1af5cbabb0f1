// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/drawing.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace wl {

/// A piece of a sequence diagram as plain values: x in pixels, y in heights of a row below the first row that
/// is kept.
struct Picture {
    /// The head over one or more lanes.
    struct Column {
        double x = 0;
        double left = 0; ///< room for the title
        double right = 0;
        QString title;
        QString detail;
        QString fullTitle;
        QString fullDetail;
        SocketId socket = 0; ///< the newest one in it; 0: none of ours, or not accepted yet
    };
    /// One socket's life; its end is drawn when `closed`.
    struct Lane {
        SocketId socket = 0;
        double x = 0;
        double top = 0;
        double bottom = 0;
        bool closed = false;
        double closedAt = 0; ///< its close(); below it only the kernel holds it
        bool outside = false; ///< what is not ours: of it only our half is known
    };
    /// A stretch of a lane in one state of the kernel; Unknown before one was read.
    struct Band {
        SocketId socket = 0;
        double x = 0;
        double top = 0;
        double bottom = 0;
        TcpState state = TcpState::Unknown;
        bool kernelOnly = false; ///< after close(): no descriptor leads there any more
    };
    /// A connection that exists in the kernel and has not been accepted.
    struct Hatch {
        SocketId client = 0; ///< 0: not ours
        double x = 0;
        double top = 0;
        double bottom = 0;
    };
    /// A packet, or a whole handshake, that nobody observed: dashed, with a head at the end of `to`.
    struct Dash {
        double x1 = 0;
        double x2 = 0;
        double y = 0;
        bool bothHeads = true; ///< a handshake goes to and fro
        EventIndex event = 0; ///< that it is inferred from
    };
    /// accept() to the lane that it made.
    struct Arrow {
        double from = 0;
        double to = 0;
        double y = 0;
        EventIndex event = 0;
    };
    /// The end of a datagram that nobody read.
    struct Cross {
        double x = 0;
        double y = 0;
        EventIndex event = 0;
    };
    /// A stretch of time without events that was cut short.
    struct Break {
        double y = 0;
        QString text;
    };
    /// Bytes from a send to a recv, each end as tall as its share of that call.
    struct Message {
        EventIndex sent = 0;
        EventIndex received = 0; ///< of an open one the same
        double x1 = 0;
        double top1 = 0;
        double bottom1 = 0;
        double x2 = 0;
        double top2 = 0;
        double bottom2 = 0;
        bool fromServer = false;
        bool open = false; ///< the other end is not ours, or has not taken it: only our half is known
    };
    /// One line of text in a strip as high as a row; no two overlap.
    struct Text {
        double row = 0; ///< top of the strip
        std::optional<EventIndex> event; ///< that it tells
        double left = 0;
        double width = 0;
        Align align = Align::Left;
        TextStyle style = TextStyle::Call;
        TcpState state = TcpState::Unknown; ///< of a State
        bool failed = false;
        bool signal = false;
        QString text; ///< cut to its room
        QString full;
    };

    std::vector<Column> columns;
    std::vector<Lane> lanes;
    std::vector<Band> bands;
    std::vector<Hatch> hatches;
    std::vector<Dash> dashes;
    std::vector<Arrow> arrows;
    std::vector<Cross> crosses;
    std::vector<Break> breaks;
    std::vector<Message> messages;
    std::vector<Text> texts;
    std::size_t notDrawn = 0; ///< sockets alive in this range without a lane
    bool hasEarlier = false; ///< older rows were folded away
};

} // namespace wl
