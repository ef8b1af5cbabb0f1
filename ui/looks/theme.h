// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/drawing.h"

#include <QColor>
#include <QFont>
#include <QObject>

#include <memory>

class QApplication;
class QPalette;

namespace wl {

/// All colours of the program in light or dark, from the table of ink.h.
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
    using Colour = Ink;

    explicit Theme(QObject *parent = nullptr);

    /// Sets palette and style sheet of the whole application; emits changed().
    void apply(QApplication &application, Choice choice);
    /// The colours alone, without touching the application: for pictures that are taken away.
    static std::unique_ptr<Theme> ofPictures(bool dark);
    Choice choice() const { return m_choice; }
    bool isDark() const { return m_dark; }

    QColor colour(Colour colour) const;
    /// The ground of a state's pill and band; white or dark text by stateText().
    QColor state(TcpState state) const;
    QColor stateText(TcpState state) const;
    /// The colour of a mark in a drawing.
    QColor paint(const Paint &paint) const;
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
