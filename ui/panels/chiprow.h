// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/sockettable.h"
#include "ui/looks/theme.h"
#include "ui/window/selection.h"

#include <QPushButton>
#include <QWidget>

namespace wl {

/// The calls of an endpoint's life as a row of chips: done (✓), failed (✗), next (▸) and to come. A chip that
/// has happened selects its latest event.
class ChipRow final : public QWidget
{
    Q_OBJECT

public:
    ChipRow(const Theme &theme, Selection &selection, QWidget *parent = nullptr);
    void setChips(const std::vector<Chip> &chips);

private:
    void showChip(QPushButton *button, const Chip &chip);

    const Theme &m_theme;
    Selection &m_selection;
    std::vector<Chip> m_chips;
    std::vector<QPushButton *> m_buttons;
};

/// A TCP state in a rounded pill of its colour, as on every panel.
class StatePill final : public QWidget
{
    Q_OBJECT

public:
    explicit StatePill(const Theme &theme, QWidget *parent = nullptr);
    /// `words` stands instead of the state's name when there is none ("stopped", "open").
    void setState(TcpState state, const QString &words);
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
};

} // namespace wl
