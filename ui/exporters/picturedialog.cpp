// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/exporters/picturedialog.h"

#include "app/exporters/safefile.h"
#include "app/exporters/svg.h"
#include "ui/panels/formparts.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QMimeData>
#include <QStyle>
#include <QVBoxLayout>

#include <cmath>

namespace wl {

namespace {

constexpr int mostScale = 4;

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

PictureDialog::PictureDialog(PictureSource source, const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_source(std::move(source))
    , m_format(new QComboBox(this))
    , m_scale(new QComboBox(this))
    , m_ground(new QComboBox(this))
    , m_colours(new QComboBox(this))
    , m_size(plainLabel(this))
    , m_outcome(plainLabel(this))
{
    setWindowTitle(tr("Take the picture with you"));
    addRows();
    m_colours->setCurrentIndex(theme.isDark() ? 1 : 0);
    addButtons();
    connect(m_format, &QComboBox::currentIndexChanged, this, &PictureDialog::updateRows);
    connect(m_scale, &QComboBox::currentIndexChanged, this, &PictureDialog::updateRows);
    connect(m_colours, &QComboBox::currentIndexChanged, this, &PictureDialog::updateRows);
    updateRows();
    resize(std::max(sizeHint().width(), 440), sizeHint().height());
}

void PictureDialog::addRows()
{
    m_format->addItem(tr("SVG (drawing)"), int(Format::Svg));
    m_format->addItem(tr("PNG (pixels)"), int(Format::Png));
    m_format->addItem(tr("PDF (pages)"), int(Format::Pdf));
    if (m_source.mermaid)
        m_format->addItem(tr("Mermaid (text)"), int(Format::Mermaid));
    if (m_source.plantUml)
        m_format->addItem(tr("PlantUML (text)"), int(Format::PlantUml));
    for (int scale = 1; scale <= mostScale; ++scale)
        m_scale->addItem(tr("%1 ×").arg(scale), scale);
    m_scale->setCurrentIndex(1);
    m_ground->addItem(tr("Filled"), false);
    m_ground->addItem(tr("Transparent"), true);
    m_colours->addItem(tr("Light"), false);
    m_colours->addItem(tr("Dark"), true);
    auto *box = new QVBoxLayout(this);
    auto *grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    int row = 0;
    addRow(grid, row++, tr("Format"), m_format);
    addRow(grid, row++, tr("Scale"), m_scale);
    addRow(grid, row++, tr("Ground"), m_ground);
    addRow(grid, row++, tr("Colours"), m_colours);
    m_size->setProperty("weak", true);
    grid->addWidget(m_size, row, 1);
    box->addLayout(grid);
    box->addStretch(1);
    box->addWidget(m_outcome);
}

void PictureDialog::addButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_save = buttons->addButton(tr("Save…"), QDialogButtonBox::ActionRole);
    m_copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    m_save->setProperty("primary", true);
    m_save->setDefault(true);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    m_copy->setAutoDefault(false);
    connect(m_save, &QPushButton::clicked, this, &PictureDialog::askWhere);
    connect(m_copy, &QPushButton::clicked, this, &PictureDialog::copy);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    layout()->addWidget(buttons);
}

void PictureDialog::setFormat(Format format)
{
    m_format->setCurrentIndex(m_format->findData(int(format)));
}

void PictureDialog::updateRows()
{
    m_scale->setEnabled(format() == Format::Png);
    m_ground->setEnabled(!isText());
    m_colours->setEnabled(!isText());
    m_size->setText(sizeText());
    m_outcome->clear();
}

QString PictureDialog::sizeText() const
{
    if (format() != Format::Png)
        return {};
    const QSizeF size = m_source.draw(pictureRuler(theme())).size * look().scale;
    return tr("%1 × %2 pixels").arg(int(std::ceil(size.width()))).arg(int(std::ceil(size.height())));
}

PictureLook PictureDialog::look() const
{
    return {double(m_scale->currentData().toInt()), m_ground->currentData().toBool()};
}

QByteArray PictureDialog::svg() const
{
    const Ruler ruler = builtInRuler();
    return svgOf(m_source.draw(ruler), {isDark(), look().transparent, ruler.line, {}});
}

QByteArray PictureDialog::text() const
{
    return format() == Format::Mermaid ? m_source.mermaid() : m_source.plantUml();
}

QString PictureDialog::suffix() const
{
    static constexpr const char *suffixes[] = {"svg", "png", "pdf", "mmd", "puml"};
    return QLatin1String(suffixes[int(format())]);
}

void PictureDialog::askWhere()
{
    const QString proposed = m_source.id + QLatin1Char('.') + suffix();
    QString path = QFileDialog::getSaveFileName(this, tr("Save the picture"), proposed);
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QLatin1Char('.') + suffix();
    // Whatever went wrong stands in the dialog.
    if (saveTo(path))
        accept();
}

Result<Done> PictureDialog::saveTo(const QString &path)
{
    const QString success = tr("Saved as %1.").arg(shownPath(path));
    switch (format()) {
    case Format::Svg:
        return told(writeWhole(svg(), path), success);
    case Format::Png:
        return told(writePng(m_source.draw(pictureRuler(theme())), theme(), look(), path), success);
    case Format::Pdf:
        return told(
            writePdf(m_source.draw(pictureRuler(theme())), theme(), look().transparent, path), success);
    default:
        return told(writeWhole(text(), path), success);
    }
}

Result<Done> PictureDialog::copy()
{
    const QString success = tr("Copied.");
    if (isText()) {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(text()));
        return told(Done(), success);
    }
    const PictureLook pixels{format() == Format::Png ? look().scale : 2, look().transparent};
    const auto data = pictureForClipboard(m_source.draw(pictureRuler(theme())), theme(), pixels, svg());
    if (!data)
        return told(Failure{data.error()}, {});
    QGuiApplication::clipboard()->setMimeData(*data);
    return told(Done(), success);
}

Result<Done> PictureDialog::told(const Result<Done> &result, const QString &success)
{
    m_outcome->setProperty("error", !result);
    m_outcome->style()->unpolish(m_outcome);
    m_outcome->style()->polish(m_outcome);
    m_outcome->setText(result ? success : result.error());
    return result;
}

} // namespace wl
