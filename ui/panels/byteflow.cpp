// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/byteflow.h"

#include "ui/looks/plaintooltip.h"

#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace wl {

namespace {

constexpr int boxHeight = 20;

QFont smallFont(const QFont &font)
{
    QFont small = font;
    small.setPointSizeF(font.pointSizeF() * 0.88);
    return small;
}

qint64 shown(std::uint64_t number)
{
    constexpr std::uint64_t most = std::uint64_t(1) << 62;
    return qint64(std::min(number, most));
}

} // namespace

std::optional<Gauge> gaugeAt(const JournalView &view, std::optional<EventIndex> event)
{
    const EventRef found = event ? view.at(*event) : EventRef();
    return found ? std::optional(Gauge::fromBytes(found.payload())) : std::nullopt;
}

QString shortBytes(std::uint64_t bytes)
{
    constexpr std::uint64_t mostExact = 99'999;
    return bytes <= mostExact ? QLocale().toString(shown(bytes))
                              : QLocale().formattedDataSize(shown(bytes), 1);
}

bool ByteFlow::Places::isEmpty() const
{
    const bool sending = sender && ((*sender)[GaugeField::WriteBuffer] || (*sender)[GaugeField::SendQueue]);
    const bool arriving =
        receiver && ((*receiver)[GaugeField::ReceiveQueue] || (*receiver)[GaugeField::ReadBuffer]);
    return !sending && !arriving;
}

ByteFlow::ByteFlow(const Theme &theme, Theme::Colour colour, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_colour(colour)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ByteFlow::showPlaces(const Places &places)
{
    if (places == m_places)
        return;
    m_places = places;
    setAccessibleName(words());
    updateGeometry();
    update();
}

std::optional<std::uint64_t> ByteFlow::bytesAt(int place) const
{
    static constexpr GaugeField fields[placeCount] = {
        GaugeField::WriteBuffer, GaugeField::SendQueue, GaugeField::ReceiveQueue, GaugeField::ReadBuffer};
    const std::optional<Gauge> &gauge = place < 2 ? m_places.sender : m_places.receiver;
    if (!gauge)
        return {};
    return (*gauge)[fields[place]];
}

QString ByteFlow::placeWords(int place) const
{
    const auto bytes = bytesAt(place);
    const QString number =
        bytes ? QLocale().toString(shown(*bytes)) : tr("not known, the program is not ours");
    switch (place) {
    case 0:
        return tr("In the write buffer of the program of %1: %2.").arg(m_places.from, number);
    case 1:
        return tr("In the send queue of its kernel, not yet acknowledged: %1.").arg(number);
    case 2:
        return tr("In the receive queue of the kernel of %1, not yet read: %2.").arg(m_places.to, number);
    default:
        return tr("In the read buffer of its program: %1.").arg(number);
    }
}

QString ByteFlow::extraWords() const
{
    if (!m_places.sender || (*m_places.sender)[GaugeField::SendQueue] == 0)
        return {};
    const Gauge &g = *m_places.sender;
    return tr("Not sent yet: %1. The peer's window: %2.")
        .arg(shortBytes(g[GaugeField::NotSent]), shortBytes(g[GaugeField::SendWindow]));
}

QString ByteFlow::words() const
{
    QStringList all{tr("From %1 to %2.").arg(m_places.from, m_places.to)};
    for (int place = 0; place < placeCount; ++place)
        all << placeWords(place);
    all << extraWords();
    all.removeAll(QString());
    return all.join(QLatin1Char(' '));
}

QSize ByteFlow::sizeHint() const
{
    const int line = QFontMetrics(smallFont(font())).height();
    return {200, line * (extraWords().isEmpty() ? 3 : 4) + boxHeight + 6};
}

QRect ByteFlow::placeRect(int place) const
{
    // The gap in the middle is the network.
    constexpr int gap = 22;
    const int each = (width() - gap - 4) / placeCount;
    const int line = QFontMetrics(smallFont(font())).height();
    return {place * each + (place >= 2 ? gap : 0) + (place % 2) * 2, 2 * line + 1, each, boxHeight};
}

bool ByteFlow::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    QString tip = words();
    for (int place = 0; place < placeCount; ++place) {
        if (placeRect(place).adjusted(0, -14, 0, 16).contains(help->pos()))
            tip = placeWords(place);
    }
    QToolTip::showText(help->globalPos(), plainToolTip(tip), this);
    return true;
}

void ByteFlow::paintPlace(QPainter &painter, int place) const
{
    std::uint64_t most = 1;
    for (int i = 0; i < placeCount; ++i)
        most = std::max(most, bytesAt(i).value_or(0));
    const auto bytes = bytesAt(place);
    const QRectF box = QRectF(placeRect(place)).adjusted(0.5, 0.5, -0.5, -0.5);
    if (bytes && *bytes > 0) {
        QRectF bar = box;
        bar.setTop(box.bottom() - std::max(2.0, box.height() * double(*bytes) / double(most)));
        painter.fillRect(bar, m_theme.colour(m_colour));
    }
    QRect over = placeRect(place);
    over.moveBottom(over.top() - 1);
    painter.setPen(m_theme.colour(Theme::Colour::WeakText));
    const QString where = place == 0 || place == 3 ? tr("program") : tr("kernel");
    painter.drawText(over, Qt::AlignHCenter | Qt::AlignBottom,
        painter.fontMetrics().elidedText(where, Qt::ElideRight, over.width()));
    QPen pen(m_theme.colour(Theme::Colour::ControlBorder), 1);
    pen.setStyle(bytes ? Qt::SolidLine : Qt::DashLine);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box);
    painter.setPen(m_theme.colour(Theme::Colour::Text));
    QRect under = placeRect(place);
    under.moveTop(under.bottom() + 1);
    under.setHeight(painter.fontMetrics().height());
    const QString number = bytes ? shortBytes(*bytes) : QStringLiteral("?");
    painter.drawText(
        under, Qt::AlignCenter, painter.fontMetrics().elidedText(number, Qt::ElideRight, under.width()));
}

void ByteFlow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(smallFont(font()));
    painter.setPen(m_theme.colour(Theme::Colour::WeakText));
    const int line = painter.fontMetrics().height();
    const QString title = QStringLiteral("%1 → %2").arg(m_places.from, m_places.to);
    painter.drawText(QRect(0, 0, width(), line), Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(title, Qt::ElideRight, width()));
    for (int place = 0; place < placeCount; ++place)
        paintPlace(painter, place);
    painter.setPen(m_theme.colour(Theme::Colour::WeakText));
    const QRect left = placeRect(1);
    const QRect right = placeRect(2);
    painter.drawText(QRect(QPoint(left.right(), left.top()), QPoint(right.left(), left.bottom())),
        Qt::AlignCenter, QStringLiteral("→"));
    const int y = left.bottom() + 1 + line;
    painter.drawText(QRect(0, y, width(), line), Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(extraWords(), Qt::ElideRight, width()));
}

} // namespace wl
