// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/result.h"
#include "app/diagrams/drawing.h"
#include "ui/looks/theme.h"

#include <QImage>

class QMimeData;

namespace wl {

/// How a picture of pixels or for the printer is made.
struct PictureLook {
    double scale = 1; ///< pixels for each unit of the drawing
    bool transparent = false; ///< no ground under it
};

/// The measures by which a drawing must be laid out that the functions below paint.
Ruler pictureRuler(const Theme &theme);

/// The drawing in pixels; the sentence of a failure says what to choose instead when it would be too large.
Result<QImage> pictureImage(const Drawing &drawing, const Theme &theme, const PictureLook &look);
Result<Done> writePng(
    const Drawing &drawing, const Theme &theme, const PictureLook &look, const QString &path);
/// A small drawing on a page of its size, a long one on as many A4 pages as it takes, cut between its texts.
Result<Done> writePdf(const Drawing &drawing, const Theme &theme, bool transparent, const QString &path);
/// What a clipboard gets: the picture in pixels, and the same as SVG for programs that take it. Null when it
/// is too large.
Result<QMimeData *> pictureForClipboard(
    const Drawing &drawing, const Theme &theme, const PictureLook &look, const QByteArray &svg);
/// Writes these bytes as a whole or not at all.
Result<Done> writeWhole(const QByteArray &bytes, const QString &path);

} // namespace wl
