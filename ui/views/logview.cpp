// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/views/logview.h"

#include "ui/looks/theme.h"
#include "ui/views/logaccessible.h"
#include "ui/views/logheader.h"
#include "ui/views/logpainter.h"
#include "ui/window/feed.h"
#include "ui/window/selection.h"

#include <QPainter>
#include <QPushButton>

namespace wl {

namespace {

/// One slice of judging or searching: two fit into a frame of 16 ms with room to paint.
constexpr std::chrono::milliseconds slice{6};
constexpr int deepest = 4;

} // namespace

LogView::LogView(const Feed &feed, Selection &selection, const Theme &theme, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_feed(feed)
    , m_selection(selection)
    , m_theme(theme)
    , m_header(new LogHeader(this))
    , m_painter(std::make_unique<LogPainter>(theme, *m_header))
{
    installLogAccessible();
    setAccessibleName(tr("Log"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setBackgroundRole(QPalette::Base);
    makeFollowHint();
    m_work.setSingleShot(true);
    connect(&m_work, &QTimer::timeout, this, &LogView::work);
    connect(m_header, &QHeaderView::sectionResized, this, [this] { updateScroll(); });
    connect(&m_selection, &Selection::changed, this, &LogView::onSelectionChanged);
    connect(&m_theme, &Theme::changed, this, &LogView::onThemeChanged);
    connectFeed(feed);
    onThemeChanged();
}

LogView::~LogView() = default;

void LogView::connectFeed(const Feed &feed)
{
    connect(&feed, &Feed::reset, this, &LogView::onReset);
    connect(&feed, &Feed::rewound, this, &LogView::onRewound);
    connect(&feed, &Feed::advanced, this, &LogView::onAdvanced);
    onAdvanced();
}

void LogView::makeFollowHint()
{
    m_followHint = new QPushButton(tr("Follow is off — End follows again"), viewport());
    m_followHint->setFocusPolicy(Qt::NoFocus);
    m_followHint->setCursor(Qt::ArrowCursor);
    m_followHint->hide();
    connect(m_followHint, &QPushButton::clicked, this, [this] { setFollowing(true); });
}

void LogView::onThemeChanged()
{
    m_painter->refresh();
    m_header->setFitting(m_painter->text());
    setViewportMargins(0, m_header->sizeHint().height(), 0, 0);
    updateScroll();
    viewport()->update();
}

void LogView::onReset()
{
    m_index.clear();
    m_finder.stop();
    m_anchor.reset();
    m_current.reset();
    m_kept.reset();
    m_names.clear();
    setFollowing(true);
    onAdvanced();
}

void LogView::onRewound()
{
    const EventIndex size = m_feed.view().size();
    m_index.truncate(m_feed.wholeView(), size);
    if (m_finder.isSearching()) {
        m_finder.stop();
        Q_EMIT findFinished(false, false);
    }
    if (m_current && *m_current >= size) {
        m_current.reset();
        m_anchor.reset();
    }
    if (m_anchor && *m_anchor >= size)
        m_anchor = m_current;
    if (m_kept && *m_kept >= size)
        m_kept.reset();
}

void LogView::onAdvanced()
{
    if (areNamesOther() && m_index.query().usesNames())
        m_index.judgeAgain();
    workOnFilter();
}

void LogView::setQuery(const EventQuery &query)
{
    if (!m_isFollowing && rows() > 0 && !m_kept)
        m_kept = m_current ? m_current : m_index.eventAt(firstRow());
    m_index.setQuery(query);
    m_finder.stop();
    workOnFilter();
}

bool LogView::areNamesOther()
{
    QStringList names;
    for (const auto &[id, facts] : m_feed.table().endpoints())
        names.append(facts.name);
    // A name more is nothing to judge again: its events are all still to come.
    const bool isOther =
        names.size() < m_names.size() || !std::equal(m_names.begin(), m_names.end(), names.begin());
    m_names = names;
    return isOther;
}

EndpointNames LogView::names() const
{
    return [this](EndpointId id) { return m_feed.table().endpointName(id); };
}

void LogView::work()
{
    if (m_isJudging)
        workOnFilter();
    if (m_finder.isSearching())
        workOnFind();
}

void LogView::workOnFilter()
{
    const bool isDone = m_index.advance(m_feed.view(), names(), {.time = slice});
    updateScroll();
    if (m_kept && !m_isFollowing)
        keepOnScreen(*m_kept);
    if (isDone)
        m_kept.reset();
    else
        m_work.start(0);
    if (!isDone || m_isJudging)
        Q_EMIT progressChanged(progress());
    m_isJudging = !isDone;
    tellHidden();
    viewport()->update();
}

void LogView::tellHidden()
{
    const std::pair<EventIndex, EventIndex> now{hidden(), hiddenHousekeeping()};
    if (now == m_toldHidden)
        return;
    m_toldHidden = now;
    Q_EMIT hiddenChanged();
}

int LogView::progress() const
{
    const EventIndex all = m_feed.view().size();
    return all == 0 ? 100 : int(m_index.judged() * 100 / all);
}

void LogView::find(const QString &text, bool forward)
{
    m_finder.start(text, m_index, m_current, forward);
    workOnFind();
}

void LogView::workOnFind()
{
    switch (m_finder.advance(m_feed.view(), names(), m_index, slice)) {
    case LogFinder::Outcome::Searching:
        m_work.start(0);
        break;
    case LogFinder::Outcome::Found:
        moveTo(m_index.rowOf(m_finder.found()), false);
        Q_EMIT findFinished(true, m_finder.hasWrapped());
        break;
    case LogFinder::Outcome::NotFound:
        Q_EMIT findFinished(false, false);
        break;
    case LogFinder::Outcome::Idle:
        break;
    }
}

QByteArray LogView::saveState() const
{
    return m_header->saveWidths();
}

bool LogView::restoreState(const QByteArray &state)
{
    return m_header->restoreWidths(state);
}

LogRow LogView::row(EventIndex number) const
{
    LogRow row;
    if (number >= rows())
        return row;
    row.event = m_feed.view().at(m_index.eventAt(number));
    if (!row.event)
        return row;
    row.depth = depth(row.event);
    const EventRef above = number > 0 ? m_feed.view().at(m_index.eventAt(number - 1)) : EventRef();
    if (above)
        row.sincePrevious = qMax<std::int64_t>(0, row.event->time - above->time);
    return row;
}

int LogView::depth(const EventRef &event) const
{
    int depth = 0;
    EventRef inner = event;
    for (int hop = 0; hop < deepest && inner && inner->cause != 0 && inner->cause <= inner.index(); ++hop) {
        const EventIndex cause = inner.index() - inner->cause;
        depth += m_index.isShown(cause) ? 1 : 0;
        inner = m_feed.view().at(cause);
    }
    return depth;
}

QString LogView::text(EventIndex number, LogColumn column) const
{
    const LogRow shown = row(number);
    return shown.event ? cellText(shown, column, m_feed.table()) : QString();
}

QString LogView::emptyText() const
{
    if (m_feed.view().size() == 0)
        return tr("Nothing has happened yet. Start a server or a client: every step appears here.");
    if (m_isJudging)
        return tr("Looking through the log: %1 %").arg(progress());
    if (!query().hasTerms() && hidden() == hiddenHousekeeping())
        return tr("Nothing has happened yet. Start a server or a client: every step appears here.");
    return tr("The filter hides every row. Clear it to see them all.");
}

void LogView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.setFont(m_painter->text().font());
    painter.fillRect(viewport()->rect(), m_theme.colour(Theme::Colour::Surface));
    const EventIndex all = rows();
    for (EventIndex number = firstRow(); number < all; ++number) {
        const QRect place = rowRect(number);
        if (place.top() >= viewport()->height())
            break;
        const LogRow shown = row(number);
        if (!shown.event)
            continue;
        const bool isCurrent = hasFocus() && m_current == shown.event.index();
        m_painter->paint(painter, place, shown, m_feed.table(),
            {isRowSelected(number), isCurrent, m_feed.notes().of(shown.event.index())});
    }
    if (all == 0) {
        painter.setFont(font());
        painter.setPen(m_theme.colour(Theme::Colour::WeakText));
        const int flags = int(Qt::AlignCenter) | int(Qt::TextWordWrap);
        painter.drawText(viewport()->rect().adjusted(24, 0, -24, 0), flags, emptyText());
    }
}

} // namespace wl
