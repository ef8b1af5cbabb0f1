// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/kerneltable.h"

#include "app/core/safetext.h"
#include "app/models/gaugetext.h"
#include "ui/looks/plaintooltip.h"
#include "ui/panels/byteflow.h"

#include <QAction>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace wl {

KernelTable::KernelTable(const PanelContext &context, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
{
    resize(560, 620);
    auto *box = new QVBoxLayout(this);
    m_tree = new QTreeWidget(this);
    m_tree->setColumnCount(3);
    m_tree->setRootIsDecorated(false);
    m_tree->setItemsExpandable(false);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setAccessibleName(tr("Numbers of the kernel"));
    m_tree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    box->addWidget(m_tree);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *copyAll = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    copyAll->setToolTip(tr("Copies the whole table as text (Ctrl+C)."));
    box->addWidget(buttons);
    connect(copyAll, &QPushButton::clicked, this, &KernelTable::copy);
    // The tree would copy one cell.
    auto *copyKey = new QAction(m_tree);
    copyKey->setShortcut(QKeySequence::Copy);
    copyKey->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_tree->addAction(copyKey);
    connect(copyKey, &QAction::triggered, this, &KernelTable::copy);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
}

void KernelTable::setSocket(SocketId socket)
{
    const SocketFacts *facts = m_context.feed.table().socket(socket);
    if (!facts)
        return;
    m_socket = socket;
    const QString name = safeText(m_context.feed.table().socketName(socket), 60);
    setWindowTitle(tr("%1: all numbers of the kernel").arg(name));
    const QString other = safeText(m_context.feed.table().socketName(facts->partner), 60);
    m_tree->setHeaderLabels({tr("What"), name, other});
    m_tree->setColumnHidden(2, facts->partner == 0);
    fill(facts->role == SocketRole::Datagram);
    refresh();
}

void KernelTable::fill(bool isDatagram)
{
    const Words words = Words::translated();
    m_tree->clear();
    m_rows.clear();
    for (auto &shown : m_shown)
        shown.reset();
    for (const GaugeGroup &group : gaugeGroups()) {
        QTreeWidgetItem *head = nullptr;
        for (const GaugeField field : group.fields) {
            if (!gaugeFieldApplies(field, isDatagram))
                continue;
            if (!head) {
                head = new QTreeWidgetItem(m_tree, {gaugeGroupTitle(group, words)});
                QFont bold = m_tree->font();
                bold.setBold(true);
                head->setFont(0, bold);
                head->setFirstColumnSpanned(true);
            }
            auto *item = new QTreeWidgetItem(head, {gaugeTitle(field, words)});
            item->setToolTip(0, plainToolTip(gaugeHint(field, words)));
            m_rows.push_back({item, field});
        }
    }
    m_tree->expandAll();
}

std::optional<EventIndex> KernelTable::gaugeIndex(SocketId socket) const
{
    const SocketFacts *facts = m_context.feed.table().socket(socket);
    return facts ? facts->gauge : std::nullopt;
}

void KernelTable::refresh()
{
    const SocketFacts *facts = m_context.feed.table().socket(m_socket);
    if (!facts)
        return;
    showColumn(1, facts->gauge);
    showColumn(2, gaugeIndex(facts->partner));
}

void KernelTable::showColumn(int column, std::optional<EventIndex> index)
{
    auto &shown = m_shown[column - 1];
    const auto gauge = index == shown ? std::nullopt : gaugeAt(m_context.feed.view(), index);
    if (!gauge)
        return;
    shown = index;
    for (const Row &row : m_rows) {
        const QString value = gaugeValue(*gauge, row.field, Words::translated());
        if (row.item->text(column) != value)
            row.item->setText(column, value);
    }
}

QString KernelTable::text() const
{
    QStringList lines;
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
        const QTreeWidgetItem *head = m_tree->topLevelItem(i);
        lines << head->text(0);
        for (int k = 0; k < head->childCount(); ++k) {
            const QTreeWidgetItem *item = head->child(k);
            QStringList cells{item->text(0), item->text(1)};
            if (!m_tree->isColumnHidden(2))
                cells << item->text(2);
            lines << cells.join(QLatin1Char('\t'));
        }
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

void KernelTable::copy() const
{
    QGuiApplication::clipboard()->setText(text());
}

} // namespace wl
