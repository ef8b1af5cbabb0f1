// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
// Ratios of the log, measured side by side in one run: a frame at 10^4 and at 10^6 events, and its filter
// against QSortFilterProxyModel over the same payloads. Prints; asserts nothing.
#include "app/models/rowindex.h"
#include "ui/looks/theme.h"
#include "ui/views/logview.h"
#include "ui/window/feed.h"
#include "ui/window/selection.h"

#include <QAbstractTableModel>
#include <QApplication>
#include <QElapsedTimer>
#include <QPixmap>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QTextStream>

#include <algorithm>

using namespace wl;

namespace {

constexpr int rounds = 5;

double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(values.size() / 2), values.end());
    return values[values.size() / 2];
}

void fill(Journal &journal, int count)
{
    const std::string_view texts[] = {"This is the message. It will be repeated.",
        "hello world, here is line 7\n", "GET /index.html HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "a needle in between"};
    for (int i = 0; i < count; ++i) {
        Event event;
        event.time = std::int64_t(i) * 12'345;
        event.step = i % 4 == 1 ? Step::ReadyRead : (i % 4 == 3 ? Step::CallWrite : Step::CallRead);
        event.endpoint = 1;
        event.fd = 15;
        event.result = 42;
        event.arg = 4096;
        event.after = TcpState::Established;
        event.flags = i % 10 == 9 ? Event::Housekeeping : 0;
        const bool isRare = i % 10'000 == 77;
        journal.append(
            event, isRare ? texts[3] : (i % 4 == 1 ? std::string_view() : texts[std::size_t(i) % 3]));
    }
}

/// The journal as QSortFilterProxyModel needs it: the payload as text, made on demand.
class PayloadModel final : public QAbstractTableModel
{
public:
    explicit PayloadModel(const JournalView &view)
        : m_view(view)
    {
    }
    int rowCount(const QModelIndex &) const override { return int(m_view.size()); }
    int columnCount(const QModelIndex &) const override { return 1; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role != Qt::DisplayRole)
            return {};
        const EventRef event = m_view.at(EventIndex(index.row()));
        const std::string_view text = event.text();
        return QString::fromUtf8(text.data(), qsizetype(text.size()));
    }

private:
    JournalView m_view;
};

double frame(LogView &view)
{
    std::vector<double> times;
    QPixmap picture(view.viewport()->size());
    for (int i = 0; i < 60; ++i) {
        const int most = view.verticalScrollBar()->maximum();
        view.verticalScrollBar()->setValue(int(qint64(most) * (i * 37 % 60) / 60));
        QElapsedTimer timer;
        timer.start();
        view.viewport()->render(&picture);
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    return median(times);
}

double frameAt(int events)
{
    Journal journal;
    fill(journal, events);
    Theme theme;
    Selection selection;
    Feed feed;
    feed.setJournal(&journal);
    LogView view(feed, selection, theme);
    view.resize(1200, 760);
    view.show();
    view.setFollowing(false);
    return frame(view);
}

struct Filtering {
    double total = 0;
    double longestSlice = 0;
};

Filtering filterOurs(const JournalView &view, const QString &text)
{
    const EndpointNames names = [](EndpointId) { return QStringLiteral("Server 1"); };
    RowIndex index;
    index.advance(view, names, {});
    index.setQuery(EventQuery::fromText(text).value());
    Filtering f;
    for (bool isDone = false; !isDone;) {
        QElapsedTimer timer;
        timer.start();
        isDone = index.advance(view, names, {.time = std::chrono::milliseconds(6)});
        const double took = double(timer.nsecsElapsed()) / 1e6;
        f.total += took;
        f.longestSlice = std::max(f.longestSlice, took);
    }
    return f;
}

/// The proxy as a log would use it: behind a table that shows it, every row shown before.
double filterProxy(const JournalView &view, const QString &text)
{
    PayloadModel model(view);
    QSortFilterProxyModel proxy;
    proxy.setSourceModel(&model);
    proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
    QTableView table;
    table.setModel(&proxy);
    table.resize(1200, 760);
    table.show();
    QElapsedTimer timer;
    timer.start();
    proxy.setFilterFixedString(text);
    return double(timer.nsecsElapsed()) / 1e6;
}

void compareFilters(QTextStream &out, const JournalView &view, const QString &text)
{
    std::vector<double> ratios;
    std::vector<double> totals;
    double longest = 0;
    const QString quoted = u'"' + text + u'"';
    for (int i = 0; i < rounds; ++i) {
        const Filtering ours = filterOurs(view, QStringLiteral("text:") + quoted);
        longest = std::max(longest, ours.longestSlice);
        totals.push_back(ours.total);
        ratios.push_back(filterProxy(view, text) / ours.total);
    }
    const double anywhere = filterOurs(view, quoted).total;
    out << "filter " << view.size() << " events by payload " << quoted << ": " << median(totals)
        << " ms, longest slice " << longest << " ms, QSortFilterProxyModel takes " << median(ratios)
        << " times as long; as a word anywhere " << anywhere << " ms" << Qt::endl;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QTextStream out(stdout);
    std::vector<double> small;
    std::vector<double> large;
    for (int i = 0; i < rounds; ++i) {
        small.push_back(frameAt(10'000));
        large.push_back(frameAt(1'000'000));
    }
    out << "log frame: 10^4 events " << median(small) << " ms, 10^6 events " << median(large) << " ms, ratio "
        << median(large) / median(small) << Qt::endl;
    for (const int events : {100'000, 1'000'000}) {
        Journal journal;
        fill(journal, events);
        compareFilters(out, journal.view(), QStringLiteral("needle"));
        // Every fourth row or so: at 10^6 events the proxy needs minutes.
        if (events == 100'000)
            compareFilters(out, journal.view(), QStringLiteral("LINE 7"));
    }
    return 0;
}
