// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/looks/stylesheet.h"

#include "ui/looks/theme.h"

#include <QString>

namespace wl {

namespace {

const char *const rules = R"(
QFrame[card="true"] { background: @surface; border: 1px solid @border; border-radius: 8px; }
QFrame[step="true"] { background: @next; border: 1px solid @nexttext; border-radius: 6px; }
QFrame[step="true"] QLabel { color: @nexttext; }
QFrame[note="true"] { background: @note; border: 0; border-top: 2px solid @noteline; }

QLabel[weak="true"] { color: @weak; }
QLabel[heading="true"] { font-weight: bold; }
QLabel[error="true"] { color: @badtext; }
QLabel[mono="true"] { font-family: "@mono"; }

QPushButton {
    background: @surface; color: @text; border: 1px solid @controlborder; border-radius: 5px;
    padding: 5px 12px; min-height: 18px;
}
QPushButton:hover { background: @subtle; }
QPushButton:pressed, QPushButton:checked { background: @selection; color: @selectiontext; }
QPushButton:focus { border: 2px solid @text; padding: 4px 11px; }
QPushButton:disabled { color: @weak; border-color: @border; background: @window; }
QPushButton:flat { background: transparent; border-color: transparent; }
QPushButton:flat:focus { border-color: @text; }
QPushButton[primary="true"] { background: @accent; color: @accenttext; border-color: @accent; font-weight: bold; }
QPushButton[primary="true"]:hover { border-color: @controlborder; }
QPushButton[primary="true"]:focus { border: 2px solid @controlborder; }
QPushButton[primary="true"]:disabled { background: @subtle; color: @weak; border-color: @border; }

QPushButton[chip] { border-radius: 10px; padding: 1px 9px; min-height: 16px; }
QPushButton[chip]:focus { border: 2px solid @text; padding: 0 8px; }
QPushButton[chip="tocome"] { background: @surface; color: @weak; border: 1px solid @controlborder; }
QPushButton[chip="done"] { background: @good; color: @goodtext; border: 1px solid @goodtext; }
QPushButton[chip="next"] { background: @next; color: @nexttext; border: 1px solid @nexttext; font-weight: bold; }
QPushButton[chip="waiting"] { background: @next; color: @nexttext; border: 2px dashed @nexttext; padding: 0 8px; font-weight: bold; }
QPushButton[chip="failed"] { background: @bad; color: @badtext; border: 1px solid @badtext; }

QToolButton {
    background: transparent; color: @text; border: 1px solid transparent; border-radius: 5px; padding: 4px 8px;
}
QToolButton:hover { background: @subtle; }
QToolButton:checked { background: @selection; color: @selectiontext; border-color: @controlborder; }
QToolButton:focus { border-color: @text; }
QToolButton:disabled { color: @weak; }

QToolButton[tool="true"], QToolButton[rail="true"] { background: @surface; border: 1px solid @controlborder; }
QToolButton[tool="true"]:hover, QToolButton[rail="true"]:hover { background: @subtle; }
QToolButton[tool="true"]:checked { background: @selection; color: @selectiontext; font-weight: bold; }
QToolButton[tool="true"]:focus, QToolButton[rail="true"]:focus { border: 2px solid @text; padding: 3px 7px; }
QToolButton[menu="true"] { background: @surface; border: 1px solid @controlborder; padding: 4px 8px 3px 8px; }
QToolButton[menu="true"]:hover { background: @subtle; }
QToolButton[menu="true"]:focus { border: 2px solid @text; padding: 3px 7px 2px 7px; }
QToolButton[menu="true"]:disabled { color: @weak; border-color: @border; background: @window; }
QToolButton[menu="true"]::menu-indicator { image: none; }
QPushButton[small="true"] { padding: 2px 8px; min-height: 16px; }
QPushButton[small="true"]:focus { padding: 1px 7px; }
QPushButton[link="true"] { background: transparent; border: 0; padding: 0; min-height: 0; text-decoration: underline; }
QPushButton[link="true"]:focus { border: 1px solid @text; padding: 0; }
QPushButton[segment="true"] { border-radius: 0; padding: 3px 8px; }

QWidget[stage="true"] { background: @surface; }
QLabel[title="true"] { font-size: 20pt; font-weight: bold; }
QLabel[wide="true"] { color: @nexttext; font-weight: bold; }

QTabWidget::pane { border: 0; border-top: 1px solid @border; background: @surface; }
QTabBar::tab { background: transparent; color: @weak; padding: 6px 14px; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @text; }
QTabBar::tab:hover { background: @subtle; }
QTabBar::tab:focus { color: @text; background: @subtle; }

QHeaderView { background: @subtle; border: 0; }
QHeaderView::section {
    background: @subtle; color: @weak; border: 0; border-right: 1px solid @border; border-bottom: 1px solid @border;
    padding: 3px 5px;
}
QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: @controlborder; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @weak; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: @surface; color: @text; border: 1px solid @controlborder; padding: 4px; }
QStatusBar::item { border: 0; }
QSplitter::handle { background: @border; }
QSplitter::handle:hover { background: @controlborder; }
QToolBar { border: 0; border-bottom: 1px solid @border; spacing: 6px; padding: 6px; }
)";

struct Place {
    const char *name;
    Theme::Colour colour;
};

using Colour = Theme::Colour;

// A name that begins with another one stands before it.
const Place places[] = {
    {"@window", Colour::Window},
    {"@surface", Colour::Surface},
    {"@border", Colour::Border},
    {"@text", Colour::Text},
    {"@weak", Colour::WeakText},
    {"@accenttext", Colour::AccentText},
    {"@accent", Colour::Accent},
    {"@selectiontext", Colour::SelectionText},
    {"@selection", Colour::Selection},
    {"@goodtext", Colour::GoodText},
    {"@good", Colour::Good},
    {"@nexttext", Colour::NextText},
    {"@next", Colour::Next},
    {"@badtext", Colour::BadText},
    {"@bad", Colour::Bad},
    {"@noteline", Colour::NoteLine},
    {"@note", Colour::Note},
    {"@controlborder", Colour::ControlBorder},
    {"@subtle", Colour::Subtle},
};

} // namespace

QString styleSheet(const Theme &theme)
{
    QString sheet = QString::fromUtf8(rules);
    for (const Place &place : places)
        sheet.replace(QLatin1String(place.name), theme.colour(place.colour).name());
    return sheet.replace(QLatin1String("@mono"), theme.mono().family());
}

} // namespace wl
