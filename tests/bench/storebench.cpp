// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// A session far beyond its memory budget: chunks leave memory and come back from the spool while the log is
// scrolled over all of it, a filter judges all of it and the sequence picture is folded and jumped about.
// Prints one JSON object: what was held, and how many events differ from what was written.
#include "app/diagrams/sequencediagram.h"
#include "app/journal/spool.h"
#include "tests/bench/measure.h"
#include "ui/looks/theme.h"
#include "ui/views/logview.h"
#include "ui/views/sequenceview.h"
#include "ui/window/feed.h"
#include "ui/window/selection.h"

#include <QApplication>
#include <QEventLoop>
#include <QPixmap>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTimer>

#include <array>
#include <cstdlib>
#include <cstring>

using namespace wl;
using namespace wl::bench;

namespace {

constexpr std::size_t budget = 64u << 20;

/// What the number says: the same when written and when compared.
Event numbered(EventIndex i)
{
    Event e;
    e.time = std::int64_t(i) * 1'000;
    e.step = i % 2 == 0 ? Step::CallWrite : Step::CallRead;
    e.endpoint = 1;
    e.socket = SocketId(i % 32 + 1);
    e.fd = int(i % 32) + 10;
    e.result = 64;
    e.arg = i * 2'654'435'761u;
    e.after = TcpState::Established;
    return e;
}

std::array<std::uint8_t, 64> bytesOf(EventIndex i)
{
    std::array<std::uint8_t, 64> bytes;
    bytes.fill(std::uint8_t('a' + i % 23));
    std::memcpy(bytes.data(), &i, sizeof i);
    return bytes;
}

EventIndex differing(const JournalView &view, EventIndex count)
{
    EventIndex next = 0;
    EventIndex wrong = 0;
    view.forEach(0, view.size(), [&](const EventRef &e) {
        const Event expected = numbered(next);
        const auto bytes = bytesOf(next);
        const Bytes found = e.payload();
        wrong += e.index() != next || e->arg != expected.arg || e->time != expected.time
            || e->socket != expected.socket || found.size() != bytes.size()
            || std::memcmp(found.data(), bytes.data(), bytes.size()) != 0;
        ++next;
    });
    return wrong + (count - next);
}

void waitUntil(const std::function<bool()> &over)
{
    QEventLoop loop;
    QTimer turn;
    QObject::connect(&turn, &QTimer::timeout, &loop, [&] {
        if (over())
            loop.quit();
    });
    turn.start(0);
    if (!over())
        loop.exec();
}

class Watched
{
public:
    explicit Watched(const Journal &journal)
        : m_journal(journal)
    {
        m_timer.setInterval(5);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
        m_timer.start();
    }
    void look() { m_most = std::max(m_most, m_journal.footprint()); }
    std::size_t most() const { return m_most; }

private:
    const Journal &m_journal;
    QTimer m_timer;
    std::size_t m_most = 0;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const EventIndex count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 4'000'000;
    const QTemporaryDir folder;
    Journal journal;
    Spool spool(journal, folder.filePath(QStringLiteral("s")).toStdString(), {.memoryBudget = budget}, {});
    if (!folder.isValid() || spool.start() != 0)
        return 1;
    const std::size_t emptyResident = residentBytes();
    std::size_t mostWriting = 0;
    constexpr EventIndex slice = 100'000;
    for (EventIndex i = 0; i < count; ++i) {
        journal.append(numbered(i), Bytes(bytesOf(i)));
        if (i % slice == slice - 1)
            // At a pace that a disk keeps up with; a live session would pause reading.
            waitUntil([&] {
                mostWriting = std::max(mostWriting, journal.footprint());
                return spool.written() + slice >= journal.size();
            });
    }
    waitUntil([&] { return spool.written() == count && journal.footprint() <= 2 * budget; });

    Theme theme;
    Selection selection;
    Feed feed;
    Watched watched(journal);
    feed.setJournal(&journal);
    LogView log(feed, selection, theme);
    log.resize(1200, 760);
    log.show();
    waitUntil([&] { return log.progress() == 100; });
    log.setFollowing(false);
    QPixmap picture(log.viewport()->size());
    std::vector<double> frames;
    constexpr int stops = 600;
    for (int i = 0; i < stops; ++i) {
        log.verticalScrollBar()->setValue(int(qint64(log.verticalScrollBar()->maximum()) * i / stops));
        frames.push_back(milliseconds([&] { log.viewport()->render(&picture); }));
        watched.look();
    }
    QElapsedTimer filtering;
    filtering.start();
    log.setQuery(EventQuery::fromText(QStringLiteral("text:cccccccc")).value());
    waitUntil([&] { return log.progress() == 100; });
    const double filter = double(filtering.nsecsElapsed()) / 1e6;
    EventIndex expected = 0;
    for (EventIndex i = 0; i < count; ++i)
        expected += i % 23 == 2;
    const EventIndex shown = log.rows();
    SequenceView sequence(theme, feed, selection);
    sequence.resize(760, 560);
    sequence.show();
    for (int i = 0; i < 40; ++i) {
        sequence.verticalScrollBar()->setValue(
            int(qint64(sequence.verticalScrollBar()->maximum()) * (i * 37 % 40) / 40));
        sequence.viewport()->render(&picture);
        watched.look();
    }
    const EventIndex wrong = differing(journal.view(), count);
    watched.look();
    std::printf("{\"events\": %llu, \"budget_mib\": %.0f, \"written_mib\": %.0f, \"most_writing_mib\": %.1f, "
                "\"most_reading_mib\": %.1f, \"rss_growth_mib\": %.1f, \"frame_ms\": %.3f, \"frame_max_ms\": "
                "%.2f, \"filter_ms\": %.0f, \"shown\": %llu, \"expected\": %llu, \"differing\": %llu}\n",
        static_cast<unsigned long long>(count), double(budget) / (1 << 20), double(count) * 136 / (1 << 20),
        double(mostWriting) / (1 << 20), double(watched.most()) / (1 << 20),
        (double(residentBytes()) - double(emptyResident)) / (1 << 20), median(frames), quantile(frames, 1),
        filter, static_cast<unsigned long long>(shown), static_cast<unsigned long long>(expected),
        static_cast<unsigned long long>(wrong));
    spool.stop(false);
    return 0;
}
