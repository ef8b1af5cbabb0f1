// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/drawing.h"

#include <QStringList>

namespace wl {

namespace {

std::uint32_t mixed(std::uint32_t ground, std::uint32_t over, double share)
{
    std::uint32_t result = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        const double a = (ground >> shift) & 0xFF;
        const double b = (over >> shift) & 0xFF;
        result |= std::uint32_t(a + (b - a) * share + 0.5) << shift;
    }
    return result;
}

QString place(const QRectF &r)
{
    return QStringLiteral("%1,%2 %3x%4")
        .arg(qRound(r.x()))
        .arg(qRound(r.y()))
        .arg(qRound(r.width()))
        .arg(qRound(r.height()));
}

const char *inkName(Ink ink)
{
    static constexpr const char *names[] = {"window", "surface", "border", "text", "weak", "accent",
        "accent-text", "selection", "selection-text", "good", "good-text", "next", "next-text", "bad",
        "bad-text", "signal", "note", "note-line", "lane", "band-out", "band-in", "control-border", "subtle"};
    static_assert(std::size(names) == std::size_t(Ink::Count));
    return names[std::size_t(ink)];
}

QString named(const Paint &paint)
{
    switch (paint.of) {
    case Paint::Of::Ink:
        return QLatin1String(inkName(paint.ink));
    case Paint::Of::State:
        return QLatin1String(stateName(paint.state));
    case Paint::Of::StateText:
        return QStringLiteral("on ") + QLatin1String(stateName(paint.state));
    case Paint::Of::Nothing:
        break;
    }
    return QStringLiteral("none");
}

QString toldMark(const BoxMark &box)
{
    QString line = QStringLiteral("box %1 %2 %3").arg(place(box.rect), named(box.fill), named(box.line));
    if (box.dashed)
        line += QStringLiteral(" dashed");
    if (box.hatched)
        line += QStringLiteral(" hatched");
    return line;
}

QString toldMark(const PathMark &path)
{
    QString line = path.closed ? QStringLiteral("area") : QStringLiteral("path");
    for (const QPointF &p : path.points)
        line += QStringLiteral(" %1,%2").arg(qRound(p.x())).arg(qRound(p.y()));
    line += QLatin1Char(' ') + named(path.closed ? path.fill : path.line);
    if (path.dashed)
        line += QStringLiteral(" dashed");
    if (path.startHead)
        line += QStringLiteral(" <");
    if (path.endHead)
        line += QStringLiteral(" >");
    return line;
}

QString toldMark(const TextMark &text)
{
    static constexpr const char *styles[] = {"title", "detail", "call", "state", "message", "remark"};
    static constexpr const char *aligns[] = {"left", "right", "centre"};
    return QStringLiteral("text %1 %2 %3 \u201C%4\u201D")
        .arg(place(text.rect), QLatin1String(styles[std::size_t(text.style)]),
            QLatin1String(aligns[std::size_t(text.align)]), text.text);
}

} // namespace

std::uint32_t paintColour(const Paint &paint, bool dark)
{
    if (paint.isNothing())
        return 0;
    std::uint32_t colour = inkColour(paint.ink, dark);
    if (paint.of == Paint::Of::State)
        colour = stateColour(paint.state, dark);
    else if (paint.of == Paint::Of::StateText)
        colour = stateTextColour(paint.state, dark);
    const std::uint32_t opaque =
        paint.share < 1 ? mixed(inkColour(Ink::Surface, dark), colour, paint.share) : colour & 0xFFFFFF;
    return opaque | std::uint32_t(paint.opacity * 255 + 0.5) << 24;
}

QStringList told(const Drawing &drawing)
{
    QStringList lines;
    for (const Mark &mark : drawing.marks)
        lines << std::visit([](const auto &m) { return toldMark(m); }, mark);
    return lines;
}

} // namespace wl
