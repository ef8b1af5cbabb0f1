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

bool TranscriptModel::refresh(EndpointId endpoint, const QString &prefix)
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
    // The oldest leave at the cap, the newest come: no reset, which would lay all of them out again.
    const auto gone = std::size_t(std::min<std::uint64_t>(t->dropped - m_dropped, m_entries.size()));
    if (gone > 0) {
        beginRemoveRows({}, 0, int(gone) - 1);
        m_entries.erase(m_entries.begin(), m_entries.begin() + std::ptrdiff_t(gone));
        endRemoveRows();
    }
    if (t->entries.size() > m_entries.size()) {
        beginInsertRows({}, int(m_entries.size()), int(t->entries.size()) - 1);
        m_entries.insert(
            m_entries.end(), t->entries.begin() + std::ptrdiff_t(m_entries.size()), t->entries.end());
        endInsertRows();
    }
    m_revision = t->revision;
    m_dropped = t->dropped;
    return true;
}

void TranscriptModel::clear()
{
    beginResetModel();
    m_entries.clear();
    m_revision = 0;
    m_dropped = 0;
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
{
    setModel(m_model);
    setItemDelegate(new BubbleDelegate(context.theme, this));
    setAccessibleName(tr("Transcript: what was sent and received"));
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(SingleSelection);
    setMinimumHeight(80);
    connect(this, &QListView::clicked, this, [this](const QModelIndex &index) {
        m_context.selection.select(EventIndex(index.data(TranscriptModel::EventRole).toULongLong()));
    });
}

void TranscriptView::refresh(EndpointId endpoint, const QString &prefix)
{
    const bool atEnd = verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 4;
    if (m_model->refresh(endpoint, prefix) && atEnd)
        scrollToBottom();
    // How far a message has come changes without a new entry; the rows keep their heights.
    viewport()->update();
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
