// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/exporters/pictures.h"

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QPushButton>

#include <functional>

namespace wl {

/// The picture that a PictureDialog offers, made anew for each format.
struct PictureSource {
    QString id; ///< "sequence"; proposed as the file's name
    std::function<Drawing(const Ruler &)> draw;
    std::function<QByteArray()> mermaid; ///< null when there is no such text
    std::function<QByteArray()> plantUml;
};

/// Asks how a picture is to be taken along, and saves or copies it.
class PictureDialog final : public QDialog
{
    Q_OBJECT

public:
    enum class Format { Svg, Png, Pdf, Mermaid, PlantUml };

    PictureDialog(PictureSource source, const Theme &theme, QWidget *parent);

    Format format() const { return Format(m_format->currentData().toInt()); }
    void setFormat(Format format);
    /// Writes the picture there as it is chosen; the failure is also shown in the dialog.
    Result<Done> saveTo(const QString &path);
    /// Puts the picture on the clipboard as it is chosen.
    Result<Done> copy();

private:
    void addRows();
    void addButtons();
    void updateRows();
    void askWhere();
    bool isText() const { return format() == Format::Mermaid || format() == Format::PlantUml; }
    bool isDark() const { return m_colours->currentData().toBool(); }
    const Theme &theme() const { return *(isDark() ? m_dark : m_light); }
    PictureLook look() const;
    QByteArray text() const;
    QByteArray svg() const;
    QString suffix() const;
    QString sizeText() const;
    Result<Done> told(const Result<Done> &result, const QString &success);

    const PictureSource m_source;
    const std::unique_ptr<Theme> m_light = Theme::ofPictures(false);
    const std::unique_ptr<Theme> m_dark = Theme::ofPictures(true);
    QComboBox *m_format;
    QComboBox *m_scale;
    QComboBox *m_ground;
    QComboBox *m_colours;
    QLabel *m_size;
    QLabel *m_outcome;
    QPushButton *m_save = nullptr;
    QPushButton *m_copy = nullptr;
};

} // namespace wl
