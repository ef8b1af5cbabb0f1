// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/window/sidecolumn.h"

#include "app/core/safetext.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QTimer>

#include <algorithm>

namespace wl {

namespace {

constexpr int wideWidth = 286;
constexpr int railWidth = 52;

} // namespace

SideColumn::SideColumn(const QString &title, const QString &hint, QWidget *parent)
    : QWidget(parent)
{
    auto *box = new QHBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    createPanels(title, hint);
    createRail(title);
    box->addWidget(m_wide);
    box->addWidget(m_rail);
    m_rail->hide();
    setMinimumWidth(wideWidth);
    setAccessibleName(title);
}

void SideColumn::createPanels(const QString &title, const QString &hint)
{
    m_wide = new QWidget(this);
    auto *box = new QVBoxLayout(m_wide);
    box->setContentsMargins(10, 8, 6, 0);
    box->setSpacing(6);
    auto *head = new QHBoxLayout;
    auto *label = new QLabel(title, m_wide);
    label->setTextFormat(Qt::PlainText);
    label->setProperty("heading", true);
    auto *collapse = new QToolButton(m_wide);
    collapse->setText(QStringLiteral("–"));
    collapse->setAutoRaise(true);
    collapse->setToolTip(tr("Collapse this side to a rail"));
    collapse->setAccessibleName(tr("Collapse %1").arg(title));
    head->addWidget(label, 1);
    head->addWidget(collapse);
    box->addLayout(head);
    m_scroll = new QScrollArea(m_wide);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *content = new QWidget(m_scroll);
    content->setProperty("column", true);
    m_list = new QVBoxLayout(content);
    m_list->setContentsMargins(0, 0, 4, 10);
    m_list->setSpacing(10);
    m_hint = new QLabel(hint, content);
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    m_hint->setProperty("weak", true);
    m_list->addWidget(m_hint);
    m_list->addStretch(0);
    m_scroll->setWidget(content);
    box->addWidget(m_scroll, 1);
    connect(collapse, &QToolButton::clicked, this, [this] { setCollapsed(true); });
    connect(qApp, &QApplication::focusChanged, this, [this, content](QWidget *, QWidget *now) {
        if (!now || !content->isAncestorOf(now))
            return;
        // After the layout has settled: the focus often moves because something was just shown.
        QTimer::singleShot(100, now, [this, now] { m_scroll->ensureWidgetVisible(now, 0, 60); });
    });
}

void SideColumn::createRail(const QString &title)
{
    m_rail = new QWidget(this);
    m_rail->setFixedWidth(railWidth);
    m_railList = new QVBoxLayout(m_rail);
    m_railList->setContentsMargins(6, 8, 6, 8);
    auto *expand = new QToolButton(m_rail);
    expand->setText(QStringLiteral("+"));
    expand->setToolTip(tr("Show the panels of this side"));
    expand->setAccessibleName(tr("Expand %1").arg(title));
    expand->setFixedWidth(railWidth - 12);
    m_railList->addWidget(expand);
    m_railList->addStretch(1);
    connect(expand, &QToolButton::clicked, this, [this] { setCollapsed(false); });
}

void SideColumn::addPanel(EndpointPanel *panel)
{
    m_panels.push_back(panel);
    m_list->insertWidget(m_list->count() - 1, panel);
    panel->show();
    m_hint->hide();
    auto *button = new QToolButton(m_rail);
    button->setFixedSize(railWidth - 12, 34);
    button->setProperty("rail", true);
    m_railList->insertWidget(m_railList->count() - 1, button);
    m_railButtons.push_back(button);
    connect(button, &QToolButton::clicked, this, [this, panel] { reveal(panel); });
}

void SideColumn::removePanel(EndpointPanel *panel)
{
    const auto it = std::find(m_panels.begin(), m_panels.end(), panel);
    if (it == m_panels.end())
        return;
    const auto i = it - m_panels.begin();
    m_list->removeWidget(panel);
    delete m_railButtons[std::size_t(i)];
    m_railButtons.erase(m_railButtons.begin() + i);
    m_panels.erase(it);
    m_hint->setVisible(m_panels.empty() && !m_readOnly);
}

void SideColumn::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_hint->setVisible(m_panels.empty() && !readOnly);
}

void SideColumn::clear()
{
    while (!m_panels.empty())
        removePanel(m_panels.back());
}

void SideColumn::refreshRail(const SocketTable &table)
{
    if (!m_collapsed)
        return;
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        const EndpointFacts *f = table.endpoint(m_panels[i]->id());
        if (!f)
            continue;
        const QString name = safeText(f->name, 60);
        const QString digits = name.section(QLatin1Char(' '), -1).left(3);
        const QString text = name.left(1) + digits;
        const QString state = f->active ? tr("open") : tr("closed");
        const QString words = tr("%1, %2").arg(name, state);
        if (m_railButtons[i]->accessibleName() == words)
            continue;
        m_railButtons[i]->setText(text);
        m_railButtons[i]->setAccessibleName(words);
        m_railButtons[i]->setToolTip(QStringLiteral("<span>%1</span>").arg(words.toHtmlEscaped()));
    }
}

void SideColumn::setCollapsed(bool collapsed)
{
    if (collapsed == m_collapsed)
        return;
    m_collapsed = collapsed;
    m_wide->setVisible(!collapsed);
    m_rail->setVisible(collapsed);
    setMinimumWidth(collapsed ? railWidth : wideWidth);
    setMaximumWidth(collapsed ? railWidth : QWIDGETSIZE_MAX);
    updateGeometry();
    Q_EMIT collapsedChanged(collapsed);
}

void SideColumn::reveal(EndpointPanel *panel)
{
    setCollapsed(false);
    m_scroll->ensureWidgetVisible(panel);
}

} // namespace wl
