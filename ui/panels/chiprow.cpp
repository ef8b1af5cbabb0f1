// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/chiprow.h"

#include "ui/panels/flowlayout.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>

namespace wl {

namespace {

QString markName(Chip::Mark mark)
{
    switch (mark) {
    case Chip::Mark::Done:
        return QStringLiteral("done");
    case Chip::Mark::Next:
        return QStringLiteral("next");
    case Chip::Mark::Failed:
        return QStringLiteral("failed");
    case Chip::Mark::ToCome:
        break;
    }
    return QStringLiteral("tocome");
}

bool same(const Chip &a, const Chip &b)
{
    return a.family == b.family && a.mark == b.mark && a.event == b.event;
}

} // namespace

ChipRow::ChipRow(const Theme &theme, Selection &selection, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_selection(selection)
{
    new FlowLayout(this);
    setAccessibleName(tr("Calls of this endpoint"));
}

void ChipRow::setChips(const std::vector<Chip> &chips)
{
    while (m_buttons.size() > chips.size()) {
        delete m_buttons.back();
        m_buttons.pop_back();
    }
    while (m_buttons.size() < chips.size()) {
        auto *button = new QPushButton(this);
        button->setProperty("chip", QStringLiteral("tocome"));
        const std::size_t i = m_buttons.size();
        connect(button, &QPushButton::clicked, this, [this, i] { m_selection.select(m_chips[i].event); });
        layout()->addWidget(button);
        m_buttons.push_back(button);
    }
    for (std::size_t i = 0; i < chips.size(); ++i) {
        if (i >= m_chips.size() || !same(chips[i], m_chips[i]))
            showChip(m_buttons[i], chips[i]);
    }
    m_chips = chips;
}

void ChipRow::showChip(QPushButton *button, const Chip &chip)
{
    const QString family = QString::fromLatin1(chip.family);
    const QString mark = markName(chip.mark);
    QString words = tr("%1: still to come").arg(family);
    QString text = family;
    if (chip.mark == Chip::Mark::Done) {
        words = tr("%1: done. Click to see its latest event.").arg(family);
        text = QStringLiteral("✓ ") + family;
    } else if (chip.mark == Chip::Mark::Next) {
        words = tr("%1: next").arg(family);
        text = QStringLiteral("▸ ") + family;
    } else if (chip.mark == Chip::Mark::Failed) {
        words = tr("%1: failed. Click to see why.").arg(family);
        text = QStringLiteral("✗ ") + family;
    }
    button->setText(text);
    button->setToolTip(words);
    button->setAccessibleName(words);
    button->setFocusPolicy(chip.event ? Qt::TabFocus : Qt::NoFocus);
    if (button->property("chip").toString() != mark) {
        button->setProperty("chip", mark);
        // A style sheet looks at properties only when a widget is polished.
        button->style()->unpolish(button);
        button->style()->polish(button);
    }
}

StatePill::StatePill(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QFont StatePill::pillFont() const
{
    QFont f = QApplication::font();
    f.setBold(true);
    f.setPointSizeF(f.pointSizeF() * 0.88);
    return f;
}

void StatePill::setState(TcpState state, const QString &words)
{
    const QString name = QString::fromLatin1(stateName(state));
    const QString text = words.isEmpty() ? name : words;
    if (state == m_state && text == m_text)
        return;
    m_state = state;
    m_text = text;
    setAccessibleName(tr("State: %1").arg(text));
    setToolTip(state == TcpState::Unknown ? text : tr("The kernel's state of this socket: %1").arg(name));
    updateGeometry();
    update();
}

QSize StatePill::sizeHint() const
{
    const QFontMetrics metrics(pillFont());
    return {metrics.horizontalAdvance(m_text) + 18, metrics.height() + 6};
}

void StatePill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(pillFont());
    const bool known = m_state != TcpState::Unknown;
    painter.setPen(known ? QPen(Qt::NoPen) : QPen(m_theme.colour(Theme::Colour::Border)));
    painter.setBrush(known ? m_theme.state(m_state) : m_theme.colour(Theme::Colour::Window));
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    painter.setPen(known ? m_theme.stateText(m_state) : m_theme.colour(Theme::Colour::WeakText));
    painter.drawText(rect(), Qt::AlignCenter, m_text);
}

} // namespace wl
