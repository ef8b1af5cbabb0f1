// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/exporters/pictures.h"

#include "app/exporters/safefile.h"
#include "ui/views/drawingpainter.h"

#include <QApplication>
#include <QBuffer>
#include <QMimeData>
#include <QPainter>
#include <QPdfWriter>
#include <QScreen>

#include <algorithm>
#include <cmath>
#include <memory>

namespace wl {

namespace {

constexpr int mostPixelsASide = 16384;
constexpr double mostPixels = 200e6;
constexpr int mostPages = 300;
constexpr double tallestPage = 2000; ///< units of a drawing that still go on one page
constexpr double marginMm = 12;

QString words(const char *source)
{
    return QCoreApplication::translate("wl", source);
}

DrawingLook lookOf(const Theme &theme)
{
    return {theme, QApplication::font(), 100};
}

/// Units of a drawing in an inch: its fonts were measured on the screen.
int unitsAnInch()
{
    const QScreen *screen = QGuiApplication::primaryScreen();
    return std::max(1, screen ? qRound(screen->logicalDotsPerInchY()) : 96);
}

struct Span {
    double top = 0;
    double bottom = 0;
};

Span spanOf(const Mark &mark)
{
    if (const auto *path = std::get_if<PathMark>(&mark)) {
        Span span{1e300, -1e300};
        for (const QPointF &p : path->points)
            span = {std::min(span.top, p.y() - path->head), std::max(span.bottom, p.y() + path->head)};
        return span;
    }
    const auto *box = std::get_if<BoxMark>(&mark);
    const QRectF rect =
        box ? box->rect.adjusted(0, -box->lineWidth, 0, box->lineWidth) : std::get<TextMark>(mark).rect;
    return {rect.top(), rect.bottom()};
}

/// The part of the drawing that has something between these two heights.
Drawing slice(const Drawing &drawing, Span span)
{
    Drawing part;
    part.size = drawing.size;
    for (const Mark &mark : drawing.marks) {
        const Span own = spanOf(mark);
        if (own.bottom >= span.top && own.top <= span.bottom)
            part.marks.push_back(mark);
    }
    return part;
}

/// Where pages end: as far down as they reach, but through no text.
QList<double> cuts(const Drawing &drawing, double pageHeight)
{
    std::vector<Span> texts;
    for (const Mark &mark : drawing.marks) {
        if (std::holds_alternative<TextMark>(mark))
            texts.push_back(spanOf(mark));
    }
    std::sort(texts.begin(), texts.end(), [](const Span &a, const Span &b) { return a.top > b.top; });
    QList<double> places{0};
    while (places.last() + pageHeight < drawing.size.height() && places.size() <= mostPages) {
        double cut = places.last() + pageHeight;
        const double highest = places.last() + pageHeight * 0.6;
        for (const Span &text : texts) {
            if (text.top < cut && text.bottom > cut && text.top > highest)
                cut = text.top;
        }
        places << cut;
    }
    places << drawing.size.height();
    return places;
}

void fillGround(QPainter &painter, const Theme &theme, bool transparent, const QRectF &area)
{
    if (!transparent)
        painter.fillRect(area, theme.colour(Theme::Colour::Surface));
}

void paintPages(QPdfWriter &pdf, const Drawing &drawing, const Theme &theme, bool transparent,
    const QList<double> &places)
{
    const DrawingLook look = lookOf(theme);
    QPainter painter(&pdf);
    const double scale = pdf.width() / drawing.size.width();
    for (qsizetype i = 0; i + 1 < places.size(); ++i) {
        if (i > 0)
            pdf.newPage();
        const Span span{places[i], places[i + 1]};
        painter.save();
        painter.scale(scale, scale);
        painter.translate(0, -span.top);
        const QRectF area(0, span.top, drawing.size.width(), span.bottom - span.top);
        painter.setClipRect(area);
        fillGround(painter, theme, transparent, area);
        paintDrawing(painter, slice(drawing, span), theme, look);
        painter.restore();
    }
}

bool isEmpty(const Drawing &drawing)
{
    return drawing.size.width() < 1 || drawing.size.height() < 1;
}

Failure nothingToDraw()
{
    return {words(QT_TRANSLATE_NOOP("wl", "There is nothing in this picture yet."))};
}

} // namespace

Ruler pictureRuler(const Theme &theme)
{
    return lookOf(theme).ruler();
}

Result<QImage> pictureImage(const Drawing &drawing, const Theme &theme, const PictureLook &look)
{
    if (isEmpty(drawing))
        return nothingToDraw();
    const double width = std::ceil(drawing.size.width() * look.scale);
    const double height = std::ceil(drawing.size.height() * look.scale);
    const auto tooLarge = [&] {
        return Failure{words(QT_TRANSLATE_NOOP("wl",
                                 "The picture would have %1 × %2 pixels, which is too many. Choose a smaller "
                                 "scale, SVG or PDF."))
                           .arg(width, 0, 'f', 0)
                           .arg(height, 0, 'f', 0)};
    };
    if (std::max(width, height) > mostPixelsASide || width * height > mostPixels)
        return tooLarge();
    QImage image(int(width), int(height), QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return tooLarge();
    image.fill(Qt::transparent);
    QPainter painter(&image);
    fillGround(painter, theme, look.transparent, QRectF(image.rect()));
    painter.scale(look.scale, look.scale);
    paintDrawing(painter, drawing, theme, lookOf(theme));
    painter.end();
    return image;
}

Result<Done> writeWhole(const QByteArray &bytes, const QString &path)
{
    SafeFile file;
    if (const auto begun = file.begin(path); !begun)
        return begun;
    if (const auto written = file.write(bytes); !written)
        return written;
    for (;;) {
        const auto finished = file.finish();
        if (!finished)
            return Failure{finished.error()};
        if (*finished)
            return Done();
    }
}

Result<Done> writePng(
    const Drawing &drawing, const Theme &theme, const PictureLook &look, const QString &path)
{
    const auto image = pictureImage(drawing, theme, look);
    if (!image)
        return Failure{image.error()};
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (!image->save(&buffer, "PNG"))
        return Failure{words(QT_TRANSLATE_NOOP("wl", "The picture could not be turned into a PNG file."))};
    return writeWhole(buffer.data(), path);
}

Result<Done> writePdf(const Drawing &drawing, const Theme &theme, bool transparent, const QString &path)
{
    if (isEmpty(drawing))
        return nothingToDraw();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter pdf(&buffer);
    pdf.setTitle(drawing.title);
    pdf.setCreator(QStringLiteral("Wireladder"));
    // Fonts have their size in points: with the screen's resolution they come out as they were measured.
    pdf.setResolution(unitsAnInch());
    QList<double> places{0, drawing.size.height()};
    if (drawing.size.height() <= tallestPage) {
        const QSizeF points = drawing.size * 72.0 / unitsAnInch();
        pdf.setPageSize(QPageSize(points, QPageSize::Point, QString(), QPageSize::ExactMatch));
        pdf.setPageMargins({});
    } else {
        pdf.setPageSize(QPageSize(QPageSize::A4));
        pdf.setPageMargins(QMarginsF(marginMm, marginMm, marginMm, marginMm), QPageLayout::Millimeter);
        places = cuts(drawing, pdf.height() * drawing.size.width() / pdf.width());
    }
    if (places.size() > mostPages)
        return Failure{words(QT_TRANSLATE_NOOP("wl",
                                 "The picture would take more than %1 pages. Choose SVG, or show less of the "
                                 "session."))
                           .arg(mostPages)};
    paintPages(pdf, drawing, theme, transparent, places);
    buffer.close();
    return writeWhole(buffer.data(), path);
}

Result<QMimeData *> pictureForClipboard(
    const Drawing &drawing, const Theme &theme, const PictureLook &look, const QByteArray &svg)
{
    const auto image = pictureImage(drawing, theme, look);
    if (!image)
        return Failure{image.error()};
    auto data = std::make_unique<QMimeData>();
    data->setImageData(*image);
    if (!svg.isEmpty())
        data->setData(QStringLiteral("image/svg+xml"), svg);
    return data.release();
}

} // namespace wl
