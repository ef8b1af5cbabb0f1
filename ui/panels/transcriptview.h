// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelcontext.h"

#include <QAbstractListModel>
#include <QListView>
#include <QTimer>

namespace wl {

class BubbleDelegate;

/// The entries of one transcript for a list view: facts and harmless text, one row each.
class TranscriptModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { DirectionRole = Qt::UserRole, BytesRole, SizeRole, EventRole };
    enum Direction { Sent, Received, Remark };

    explicit TranscriptModel(const PanelContext &context, QObject *parent = nullptr);

    /// The most entries that come into the list in one piece.
    static constexpr std::size_t mostAtOnce = 50;

    /// Takes what is new; true when there are new entries. Of very many in one piece only
    /// the last ones: showOlder() brings the others.
    bool refresh(EndpointId endpoint, const QString &prefix, bool isFollowed);
    bool hasOlder(EndpointId endpoint) const;
    /// Some more of the entries before the first.
    void showOlder(EndpointId endpoint);
    void clear();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    void takeEnd(const Transcripts::Transcript &transcript);
    QString bubbleText(const EventRef &event) const;
    QString sizeText(const EventRef &event) const;
    /// How far a sent message is known to have come.
    QString fateText(const EventRef &event) const;

    const PanelContext &m_context;
    std::deque<EventIndex> m_entries;
    std::uint64_t m_revision = 0;
    std::uint64_t m_first = 0; ///< how many entries came before the first of these
    QString m_prefix;
};

/// What an endpoint sent (right) and received (left), with sizes; a click selects the event.
class TranscriptView : public QListView
{
    Q_OBJECT

public:
    explicit TranscriptView(const PanelContext &context, QWidget *parent = nullptr);
    void refresh(EndpointId endpoint, const QString &prefix);
    QSize sizeHint() const override { return {200, 130}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void showOlder();

    const PanelContext &m_context;
    TranscriptModel *m_model;
    BubbleDelegate *m_bubbles;
    QTimer m_calm; ///< nothing came for a while: there is time for what was left out
    EndpointId m_endpoint = 0;
    bool m_follows = true; ///< the end is in sight, and stays there
    QString m_prefix;
};

} // namespace wl
