// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/transcriptview.h"

#include "app/core/safetext.h"
#include "app/models/eventtext.h"
#include "app/sockets/addresses.h"
#include "ui/panels/bubbledelegate.h"

#include <QPainter>
#include <QScrollBar>

namespace wl {

TranscriptModel::TranscriptModel(const PanelContext &context, QObject *parent)
    : QAbstractListModel(parent)
    , m_context(context)
{
}

bool TranscriptModel::refresh(EndpointId endpoint, const QString &prefix, bool isFollowed)
{
    m_prefix = prefix;
    const Transcripts::Transcript *t = m_context.transcripts.of(endpoint);
    // At an earlier moment of the session less was said.
    const bool isEarlier = m_revision > 0 && (!t || t->revision < m_revision);
    if (isEarlier)
        clear();
    if (!t)
        return isEarlier;
    if (t->revision == m_revision)
        return false;
    m_revision = t->revision;
    const std::uint64_t end = t->dropped + t->entries.size();
    const std::uint64_t fresh = end - (m_first + m_entries.size());
    // Who reads further up is not disturbed, but by a flood in which that place is gone in a moment.
    if (fresh > (isFollowed ? mostAtOnce : Transcripts::mostEntries / 4)) {
        // Laying out hundreds of entries a frame, none of which can be read, would stall the window.
        beginResetModel();
        m_entries.assign(t->entries.end() - std::ptrdiff_t(mostAtOnce), t->entries.end());
        m_first = end - mostAtOnce;
        endResetModel();
        return true;
    }
    takeEnd(*t);
    return true;
}

void TranscriptModel::takeEnd(const Transcripts::Transcript &t)
{
    // The oldest leave at the cap, the newest come: no reset, which would lay all of them out again.
    const std::uint64_t left = t.dropped > m_first ? t.dropped - m_first : 0;
    const auto gone = std::size_t(std::min<std::uint64_t>(left, m_entries.size()));
    if (gone > 0) {
        beginRemoveRows({}, 0, int(gone) - 1);
        m_entries.erase(m_entries.begin(), m_entries.begin() + std::ptrdiff_t(gone));
        endRemoveRows();
    }
    m_first = std::max(m_first, t.dropped);
    const auto known = std::size_t(m_first + m_entries.size() - t.dropped);
    if (t.entries.size() > known) {
        const auto rows = int(m_entries.size());
        beginInsertRows({}, rows, rows + int(t.entries.size() - known) - 1);
        m_entries.insert(m_entries.end(), t.entries.begin() + std::ptrdiff_t(known), t.entries.end());
        endInsertRows();
    }
}

bool TranscriptModel::hasOlder(EndpointId endpoint) const
{
    const Transcripts::Transcript *t = m_context.transcripts.of(endpoint);
    return t && !m_entries.empty() && t->dropped < m_first;
}

void TranscriptModel::showOlder(EndpointId endpoint)
{
    if (!hasOlder(endpoint))
        return;
    const Transcripts::Transcript &t = *m_context.transcripts.of(endpoint);
    const auto missing = std::size_t(m_first - t.dropped);
    const std::size_t count = std::min(missing, mostAtOnce);
    const auto end = t.entries.begin() + std::ptrdiff_t(missing);
    beginInsertRows({}, 0, int(count) - 1);
    m_entries.insert(m_entries.begin(), end - std::ptrdiff_t(count), end);
    m_first -= count;
    endInsertRows();
}

void TranscriptModel::clear()
{
    beginResetModel();
    m_entries.clear();
    m_revision = 0;
    m_first = 0;
    endResetModel();
}

int TranscriptModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

QString TranscriptModel::bubbleText(const EventRef &event) const
{
    if (event->kind() != Kind::Call)
        return sentence(event, [this](EndpointId id) { return m_context.feed.table().endpointName(id); });
    if (event->result == 0 && !event->has(Event::Datagram))
        return isRecvCall(event->step) ? tr("end of stream: the peer will send no more") : QString();
    const Bytes bytes = event.payload();
    if (bytes.empty())
        return event->result > 0 ? tr("(bytes not kept)") : tr("(empty)");
    // No more than a panel can show; the inspector has the rest.
    constexpr qsizetype most = 400;
    const QString text =
        safeText(QByteArrayView(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())), most);
    return isRecvCall(event->step) ? m_prefix + text : text;
}

QString TranscriptModel::fateText(const EventRef &event) const
{
    const QString inKernel = tr("in the kernel");
    const SocketFacts *s = m_context.feed.table().socket(event->socket);
    // Nobody tells what became of a datagram.
    if (!s || event->has(Event::Datagram))
        return inKernel;
    const std::uint64_t end = event->offset + std::uint64_t(event->result);
    const SocketFacts *partner = s->partner ? m_context.feed.table().socket(s->partner) : nullptr;
    if (partner && partner->bytesIn >= end)
        return tr("read by %1").arg(safeText(m_context.feed.table().socketName(partner->id), 40));
    return s->acked >= end ? tr("acknowledged by the peer's kernel") : inKernel;
}

QString TranscriptModel::sizeText(const EventRef &event) const
{
    if (event->kind() != Kind::Call)
        return {};
    const QString bytes = tr("%1 B").arg(event->result);
    QString words = event->has(Event::Truncated) ? tr("%1, the rest is lost").arg(bytes) : bytes;
    if (event->has(Event::Datagram) && event->has(Event::HasPeer))
        words = (isSendCall(event->step) ? tr("%1 to %2") : tr("%1 from %2"))
                    .arg(words, addressText(event.peer()));
    return isSendCall(event->step) ? tr("%1, %2").arg(words, fateText(event)) : words;
}

QVariant TranscriptModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= int(m_entries.size()))
        return {};
    const EventRef event = m_context.feed.view().at(m_entries[std::size_t(index.row())]);
    if (!event)
        return {};
    const bool note = event->kind() != Kind::Call;
    switch (role) {
    case Qt::DisplayRole:
        return bubbleText(event);
    case Qt::AccessibleTextRole:
        return note ? bubbleText(event)
                    : (isSendCall(event->step) ? tr("sent: %1, %2") : tr("received: %1, %2"))
                          .arg(bubbleText(event), sizeText(event));
    case DirectionRole:
        return note ? Remark : isSendCall(event->step) ? Sent : Received;
    case SizeRole:
        return sizeText(event);
    case EventRole:
        return QVariant::fromValue(qulonglong(event.index()));
    default:
        return {};
    }
}

TranscriptView::TranscriptView(const PanelContext &context, QWidget *parent)
    : QListView(parent)
    , m_context(context)
    , m_model(new TranscriptModel(context, this))
    , m_bubbles(new BubbleDelegate(context.theme, this))
{
    setModel(m_model);
    setItemDelegate(m_bubbles);
    setAccessibleName(tr("Transcript: what was sent and received"));
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(SingleSelection);
    setMinimumHeight(80);
    connect(m_model, &QAbstractItemModel::modelReset, m_bubbles, &BubbleDelegate::forgetHeights);
    // The end moves with each layout, also when only the panel has another size.
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, [this](int, int most) {
        if (m_follows)
            verticalScrollBar()->setValue(most);
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this,
        [this](int value) { m_follows = value >= verticalScrollBar()->maximum() - 4; });
    m_calm.setSingleShot(true);
    m_calm.setInterval(100);
    connect(&m_calm, &QTimer::timeout, this, &TranscriptView::showOlder);
    connect(this, &QListView::clicked, this, [this](const QModelIndex &index) {
        m_context.selection.select(EventIndex(index.data(TranscriptModel::EventRole).toULongLong()));
    });
}

void TranscriptView::refresh(EndpointId endpoint, const QString &prefix)
{
    m_endpoint = endpoint;
    if (prefix != m_prefix)
        m_bubbles->forgetHeights();
    m_prefix = prefix;
    const bool follows = m_follows;
    if (m_model->refresh(endpoint, prefix, follows)) {
        if (follows)
            scrollToBottom();
        if (m_model->hasOlder(endpoint))
            m_calm.start();
    }
    // How far a message has come changes without a new entry; the rows keep their heights.
    viewport()->update();
}

void TranscriptView::showOlder()
{
    // What is on the screen stays where it is.
    const int fromEnd = verticalScrollBar()->maximum() - verticalScrollBar()->value();
    m_model->showOlder(m_endpoint);
    executeDelayedItemsLayout();
    verticalScrollBar()->setValue(verticalScrollBar()->maximum() - fromEnd);
    if (m_model->hasOlder(m_endpoint))
        m_calm.start();
}

void TranscriptView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    scheduleDelayedItemsLayout();
}

void TranscriptView::paintEvent(QPaintEvent *event)
{
    QListView::paintEvent(event);
    if (m_model->rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(m_context.theme.colour(Theme::Colour::WeakText));
    painter.drawText(viewport()->rect().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap,
        tr("What is sent and received appears here."));
}

} // namespace wl
