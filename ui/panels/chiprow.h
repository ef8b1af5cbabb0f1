// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/sockettable.h"
#include "ui/looks/theme.h"
#include "ui/window/selection.h"

#include <QPushButton>
#include <QWidget>

namespace wl {

/// The calls of an endpoint's life as a row of chips: done (✓), failed (✗), next (▸), waiting for the user
/// (‖) and to come. A chip that has happened selects its latest event; one that can be done now does it.
class ChipRow final : public QWidget
{
    Q_OBJECT

public:
    ChipRow(const Theme &theme, Selection &selection, QWidget *parent = nullptr);
    /// `possible`: the families of calls that a click makes.
    void setChips(const std::vector<Chip> &chips, const QByteArrayList &possible = {});

Q_SIGNALS:
    /// A chip whose call is possible now was clicked.
    void stepRequested(const QString &family);

private:
    void addButton();
    void click(std::size_t place);
    void showChip(QPushButton *button, const Chip &chip);
    QString chipWords(const Chip &chip) const;

    const Theme &m_theme;
    Selection &m_selection;
    std::vector<Chip> m_chips;
    QByteArrayList m_possible;
    std::vector<QPushButton *> m_buttons;
};

/// A TCP state in a rounded pill of its colour, as on every panel.
class StatePill final : public QWidget
{
    Q_OBJECT

public:
    explicit StatePill(const Theme &theme, QWidget *parent = nullptr);
    /// `words` stands instead of the state's name ("stopped", "TIME-WAIT 57 s"); `kept`: the program has
    /// closed the socket and only the kernel still has it.
    void setState(TcpState state, const QString &words, bool kept = false);
    bool isKept() const { return m_kept; }
    QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont pillFont() const;

    const Theme &m_theme;
    TcpState m_state = TcpState::Unknown;
    QString m_text;
    bool m_kept = false;
};

} // namespace wl
