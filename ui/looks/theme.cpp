// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/looks/theme.h"

#include "ui/looks/controlstyle.h"
#include "ui/looks/stylesheet.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>

namespace wl {

namespace {

void setText(QPalette &palette, const QColor &text, const QColor &weak)
{
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(role, text);
        palette.setColor(QPalette::Disabled, role, weak);
    }
    palette.setColor(QPalette::PlaceholderText, weak);
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_systemIsDark(QGuiApplication::palette().color(QPalette::Window).lightness() < 128)
{
}

QColor Theme::colour(Colour colour) const
{
    return QColor::fromRgb(inkColour(colour, m_dark));
}

QColor Theme::state(TcpState state) const
{
    return QColor::fromRgb(stateColour(state, m_dark));
}

QColor Theme::stateText(TcpState state) const
{
    return QColor::fromRgb(stateTextColour(state, m_dark));
}

QColor Theme::paint(const Paint &paint) const
{
    return QColor::fromRgba(paintColour(paint, m_dark));
}

QFont Theme::mono() const
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QGuiApplication::font().pointSizeF());
    font.setStyleHint(QFont::Monospace);
    return font;
}

QPalette Theme::palette() const
{
    QPalette p(colour(Colour::Surface), colour(Colour::Window));
    setText(p, colour(Colour::Text), colour(Colour::WeakText));
    p.setColor(QPalette::Base, colour(Colour::Surface));
    p.setColor(QPalette::AlternateBase, colour(Colour::Subtle));
    p.setColor(QPalette::Button, colour(Colour::Surface));
    p.setColor(QPalette::Mid, colour(Colour::ControlBorder));
    p.setColor(QPalette::Dark, colour(Colour::ControlBorder));
    p.setColor(QPalette::Midlight, colour(Colour::Border));
    p.setColor(QPalette::Highlight, colour(Colour::Selection));
    p.setColor(QPalette::HighlightedText, colour(Colour::SelectionText));
    p.setColor(QPalette::ToolTipBase, colour(Colour::Surface));
    p.setColor(QPalette::ToolTipText, colour(Colour::Text));
    p.setColor(QPalette::Link, state(TcpState::Listen));
    p.setColor(QPalette::LinkVisited, state(TcpState::TimeWait));
    return p;
}

std::unique_ptr<Theme> Theme::ofPictures(bool dark)
{
    auto theme = std::make_unique<Theme>();
    theme->m_dark = dark;
    return theme;
}

void Theme::apply(QApplication &application, Choice choice)
{
    m_choice = choice;
    m_dark = choice == Choice::Dark || (choice == Choice::System && m_systemIsDark);
    // While a style sheet is set, style() is a wrapper of Qt that hides ours.
    application.setStyleSheet({});
    if (!qobject_cast<ControlStyle *>(QApplication::style()))
        QApplication::setStyle(new ControlStyle);
    QApplication::setPalette(palette());
    application.setStyleSheet(styleSheet(*this));
    Q_EMIT changed();
}

} // namespace wl
