// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/gauge.h"
#include "app/journal/journal.h"
#include "ui/looks/theme.h"

#include <QWidget>

#include <optional>

namespace wl {

/// One direction of a connection as four places where bytes can be: in the sending program, in its kernel, in
/// the receiving kernel, in its program. A place that is not ours to see is drawn as such.
class ByteFlow final : public QWidget
{
    Q_OBJECT

public:
    struct Places {
        QString from;
        QString to;
        std::optional<Gauge> sender; ///< unset: a foreign program's
        std::optional<Gauge> receiver;

        bool isEmpty() const;
        friend bool operator==(const Places &, const Places &) = default;
    };

    ByteFlow(const Theme &theme, Theme::Colour colour, QWidget *parent);

    void showPlaces(const Places &places);
    /// Everything that is drawn, in words.
    QString words() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {160, sizeHint().height()}; }

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    static constexpr int placeCount = 4;

    std::optional<std::uint64_t> bytesAt(int place) const;
    QString placeWords(int place) const;
    QString extraWords() const;
    QRect placeRect(int place) const;
    void paintPlace(QPainter &painter, int place) const;

    const Theme &m_theme;
    const Theme::Colour m_colour;
    Places m_places;
};

/// The numbers that this event carries, if there is one and it can still be read.
std::optional<Gauge> gaugeAt(const JournalView &view, std::optional<EventIndex> event);
/// "0", "12,345", "1.2 MB": exact while it is short.
QString shortBytes(std::uint64_t bytes);

} // namespace wl
