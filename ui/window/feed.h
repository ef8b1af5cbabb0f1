// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/journal.h"
#include "app/models/eventnotes.h"
#include "app/models/moments.h"
#include "app/models/sockettable.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace wl {

/// Hands the journal to the views: at most 60 times a second, one batch, and not at all while nothing is new.
/// Window thread only. It holds the fold that every view shares.
class Feed final : public QObject
{
    Q_OBJECT

public:
    explicit Feed(QObject *parent = nullptr);

    /// Begins again with this journal (not owned; must outlive the feed or the next setJournal); emits
    /// reset().
    void setJournal(const Journal *journal);

    /// The journal as far as the views are to show it: up to now, or up to the moment that was chosen.
    const JournalView &view() const { return m_view; }
    const SocketTable &table() const { return m_moment ? m_past : m_present; }

    /// The number of events after which the session is shown, while it is an earlier moment of it.
    std::optional<EventIndex> moment() const { return m_moment; }
    /// Whether an earlier moment is shown: nothing may be commanded then.
    bool isPast() const { return m_moment.has_value(); }
    /// How many events the journal has, shown or not.
    EventIndex newest() const;
    /// The journal up to the newest batch, also while an earlier moment is shown: for what is saved.
    const JournalView &wholeView() const { return m_whole; }
    /// What was written about events, also after the moment that is shown: it is meant for those who look.
    const EventNotes &notes() const { return m_notes; }
    /// The fold of wholeView().
    const SocketTable &wholeTable() const { return m_present; }

public Q_SLOTS:
    /// The journal grew: a batch follows within a sixtieth of a second.
    void wake();
    /// The last batch, now: nothing more will come, and a moment of the past is left.
    void catchUp();
    /// Shows the session as it was after this many events; without a number, up to now and on.
    void showMoment(std::optional<EventIndex> events);

Q_SIGNALS:
    /// The views have to forget what they drew: another session.
    void reset();
    /// An earlier moment than before is shown: what was folded has to be forgotten; advanced() follows.
    void rewound();
    /// The past is shown, or the present again.
    void momentChanged();
    /// wholeView() grew, shown or not; at most 60 times a second.
    void newestChanged();
    /// New events lie in view(); the table has them already.
    void advanced();
    /// All that was new is on its way to the screen: the session may wake us again.
    void drained();

private:
    void tick();
    void goTo(EventIndex events);
    void returnToNow();

    const Journal *m_journal = nullptr;
    JournalView m_view;
    JournalView m_whole;
    SocketTable m_present;
    EventNotes m_notes;
    SocketTable m_past; ///< of the chosen moment; empty without one
    /// A table of ten thousand connections has some megabytes: few copies, further apart.
    Moments<SocketTable> m_moments{Moments<SocketTable>::usualDistance, 16};
    std::optional<EventIndex> m_moment;
    QTimer m_timer;
};

} // namespace wl
