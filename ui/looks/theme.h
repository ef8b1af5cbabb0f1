// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/event.h"

#include <QColor>
#include <QFont>
#include <QObject>

class QApplication;
class QPalette;

namespace wl {

/// All colours of the program, colour-blind safe (Okabe-Ito hues), with text at 4.5:1 and lines at 3:1 on
/// their ground. Hue means TCP state and nothing else; kinds are told by letter and shape.
///
/// Widgets get their look by properties: QPushButton[primary="true"],
/// QPushButton[chip="done"|"next"|"waiting"|"failed"|"tocome"], QPushButton[small="true"],
/// QPushButton[link="true"], QFrame[card="true"], QFrame[note="true"], QFrame[step="true"],
/// QLabel[weak="true"], QLabel[heading="true"], QLabel[error="true"], QLabel[mono="true"].
class Theme final : public QObject
{
    Q_OBJECT

public:
    enum class Choice { System, Light, Dark };
    enum class Colour {
        Window, ///< behind panels
        Surface, ///< cards, log, stage
        Border, ///< hairlines that only please the eye
        Text,
        WeakText,
        Accent, ///< the one dark primary button
        AccentText,
        Selection,
        SelectionText,
        Good, ///< done chips: ground
        GoodText,
        Next, ///< next chips: ground
        NextText,
        Bad, ///< failed: ground
        BadText,
        Signal, ///< signal letters
        Note, ///< banner ground
        NoteLine,
        Lane, ///< a lane before it has a state
        BandOut, ///< bytes on their way, first hue
        BandIn,
        ControlBorder, ///< around what can be typed into or pressed
        Subtle, ///< ground of headers and of what the mouse is over
        Count
    };

    explicit Theme(QObject *parent = nullptr);

    /// Sets palette and style sheet of the whole application; emits changed().
    void apply(QApplication &application, Choice choice);
    Choice choice() const { return m_choice; }
    bool isDark() const { return m_dark; }

    QColor colour(Colour colour) const;
    /// The ground of a state's pill and band; white or dark text by stateText().
    QColor state(TcpState state) const;
    QColor stateText(TcpState state) const;
    /// Fixed pitch font for calls and bytes.
    QFont mono() const;

Q_SIGNALS:
    void changed();

private:
    QPalette palette() const;

    Choice m_choice = Choice::System;
    bool m_systemIsDark = false; ///< as it was before we changed anything
    bool m_dark = false;
};

} // namespace wl
