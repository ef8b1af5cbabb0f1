// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/ink.h"
#include "app/diagrams/ruler.h"

#include <QByteArray>
#include <QList>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <optional>
#include <variant>
#include <vector>

namespace wl {

/// A colour by its meaning: an ink, or with a state the ground (or the text) of that state.
struct Paint {
    enum class Of : std::uint8_t { Nothing, Ink, State, StateText };
    Of of = Of::Nothing;
    Ink ink = Ink::Text;
    TcpState state = TcpState::Unknown;
    double share = 1; ///< mixed into Ink::Surface: 1 is the colour itself, 0 the surface
    double opacity = 1;

    static Paint nothing() { return {}; }
    static Paint with(Ink ink, double share = 1, double opacity = 1)
    {
        return {Of::Ink, ink, TcpState::Unknown, share, opacity};
    }
    static Paint ofState(TcpState state, double share = 1) { return {Of::State, Ink::Text, state, share, 1}; }
    static Paint onState(TcpState state) { return {Of::StateText, Ink::Text, state, 1, 1}; }
    bool isNothing() const { return of == Of::Nothing; }
};

/// The colour of a paint, 0xaarrggbb.
std::uint32_t paintColour(const Paint &paint, bool dark);

enum class Align : std::uint8_t { Left, Right, Centre };

/// A rectangle, perhaps rounded, hatched or with a dashed edge.
struct BoxMark {
    QRectF rect;
    Paint fill;
    Paint line;
    double radius = 0;
    double lineWidth = 1;
    bool dashed = false;
    bool hatched = false; ///< diagonal lines in `line` over `fill`
};

/// A line of one or more pieces, a polygon when closed, with heads of arrows at its ends.
struct PathMark {
    QList<QPointF> points;
    Paint line;
    Paint fill; ///< of a closed one
    double lineWidth = 1;
    bool closed = false;
    bool dashed = false;
    bool startHead = false;
    bool endHead = false;
    double head = 9; ///< length of a head
};

/// One line of text, centred from top to bottom of its rectangle; it never leaves it sideways.
struct TextMark {
    QRectF rect;
    QString text; ///< cut to its room already
    TextStyle style = TextStyle::Detail;
    Align align = Align::Left;
    Paint ink = Paint::with(Ink::Text);
    bool upwards = false; ///< turned by 90 degrees, read from below
};

using Mark = std::variant<BoxMark, PathMark, TextMark>;

/// A picture as plain values in pixels, in the order of painting. The window's painter and the SVG writer
/// replay it; it knows no font and no colour but by meaning.
struct Drawing {
    /// A part that stands for something: it can be pointed at, walked to by keys, and read aloud.
    struct Item {
        /// The step that a click makes, where the part is a button.
        struct Press {
            std::uint32_t endpoint = 0;
            SocketId socket = 0;
            QByteArray family;
            friend bool operator==(const Press &, const Press &) = default;
        };
        QRectF area;
        std::optional<EventIndex> event; ///< what a click selects
        QString sentence; ///< whole, for tool tip and screen reader; plain text
        std::optional<Press> press;
    };

    QSizeF size;
    std::vector<Mark> marks;
    std::vector<Item> items; ///< in reading order
    QString title; ///< of the picture, for a screen reader and for an exported file

    void box(const BoxMark &mark) { marks.emplace_back(mark); }
    void path(PathMark mark) { marks.emplace_back(std::move(mark)); }
    void text(TextMark mark)
    {
        if (!mark.text.isEmpty())
            marks.emplace_back(std::move(mark));
    }
};

/// The drawing as lines of text for tests: "box 10,20 80x18 good", "text 10,20 80x18 call centre “bind()”", …
/// with whole pixels.
QStringList told(const Drawing &drawing);

} // namespace wl
