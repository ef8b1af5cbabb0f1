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
    case Chip::Mark::Waiting:
        return QStringLiteral("waiting");
    case Chip::Mark::ToCome:
        break;
    }
    return QStringLiteral("tocome");
}

QString markSign(Chip::Mark mark)
{
    switch (mark) {
    case Chip::Mark::Done:
        return QStringLiteral("✓ ");
    case Chip::Mark::Next:
        return QStringLiteral("▸ ");
    case Chip::Mark::Failed:
        return QStringLiteral("✗ ");
    case Chip::Mark::Waiting:
        return QStringLiteral("‖ ");
    case Chip::Mark::ToCome:
        break;
    }
    return {};
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

void ChipRow::setChips(const std::vector<Chip> &chips, const QByteArrayList &possible)
{
    while (m_buttons.size() > chips.size()) {
        delete m_buttons.back();
        m_buttons.pop_back();
    }
    while (m_buttons.size() < chips.size())
        addButton();
    const bool otherSteps = possible != m_possible;
    m_possible = possible;
    for (std::size_t i = 0; i < chips.size(); ++i) {
        if (otherSteps || i >= m_chips.size() || !same(chips[i], m_chips[i]))
            showChip(m_buttons[i], chips[i]);
    }
    m_chips = chips;
}

void ChipRow::addButton()
{
    auto *button = new QPushButton(this);
    button->setProperty("chip", QStringLiteral("tocome"));
    const std::size_t place = m_buttons.size();
    connect(button, &QPushButton::clicked, this, [this, place] { click(place); });
    layout()->addWidget(button);
    m_buttons.push_back(button);
}

void ChipRow::click(std::size_t place)
{
    const Chip chip = m_chips[place];
    if (m_possible.contains(chip.family))
        Q_EMIT stepRequested(QString::fromLatin1(chip.family));
    else
        m_selection.select(chip.event);
}

QString ChipRow::chipWords(const Chip &chip) const
{
    const QString family = QString::fromLatin1(chip.family);
    const bool possible = m_possible.contains(chip.family);
    if (chip.mark == Chip::Mark::Waiting)
        return possible ? tr("%1: waiting here. Click to do it.").arg(family)
                        : tr("%1: waiting here").arg(family);
    if (possible)
        return tr("%1: possible now. Click to do it.").arg(family);
    switch (chip.mark) {
    case Chip::Mark::Done:
        return tr("%1: done. Click to see its latest event.").arg(family);
    case Chip::Mark::Next:
        return tr("%1: next").arg(family);
    case Chip::Mark::Failed:
        return tr("%1: failed. Click to see why.").arg(family);
    default:
        return tr("%1: still to come").arg(family);
    }
}

void ChipRow::showChip(QPushButton *button, const Chip &chip)
{
    const QString mark = markName(chip.mark);
    const QString words = chipWords(chip);
    button->setText(markSign(chip.mark) + QString::fromLatin1(chip.family));
    button->setToolTip(words);
    button->setAccessibleName(words);
    button->setFocusPolicy(chip.event || m_possible.contains(chip.family) ? Qt::TabFocus : Qt::NoFocus);
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

void StatePill::setState(TcpState state, const QString &words, bool kept)
{
    const QString name = QString::fromLatin1(stateName(state));
    const QString text = words.isEmpty() ? name : words;
    if (state == m_state && text == m_text && kept == m_kept)
        return;
    m_state = state;
    m_text = text;
    m_kept = kept;
    QString tip = text;
    if (kept)
        tip = tr("%1: the program has closed this socket, the kernel still keeps it.").arg(text);
    else if (state != TcpState::Unknown)
        tip = tr("The kernel's state of this socket: %1").arg(name);
    setAccessibleName(kept ? tr("State: %1, closed by the program").arg(text) : tr("State: %1").arg(text));
    setToolTip(tip);
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
    const bool filled = known && !m_kept;
    QPen outline(known ? m_theme.state(m_state) : m_theme.colour(Theme::Colour::Border), m_kept ? 1.5 : 1.0);
    if (m_kept)
        outline.setStyle(Qt::DashLine);
    painter.setPen(filled ? QPen(Qt::NoPen) : outline);
    painter.setBrush(filled ? m_theme.state(m_state) : m_theme.colour(Theme::Colour::Window));
    const QRectF box = QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75);
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    painter.setPen(filled ? m_theme.stateText(m_state) : m_theme.colour(Theme::Colour::WeakText));
    painter.drawText(rect(), Qt::AlignCenter, m_text);
}

} // namespace wl
