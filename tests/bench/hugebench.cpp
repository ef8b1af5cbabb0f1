// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// The log of very many events (10^7, or as many as the argument says) beside a QTableView over the same
// journal, side by side in one run: a frame after a jump, following, the view's memory, a filter, a search.
// Prints one JSON object; asserts nothing.
#include "app/models/eventtext.h"
#include "tests/bench/measure.h"
#include "ui/looks/theme.h"
#include "ui/views/logview.h"
#include "ui/window/feed.h"
#include "ui/window/selection.h"

#include <QAbstractTableModel>
#include <QApplication>
#include <QEventLoop>
#include <QHeaderView>
#include <QPixmap>
#include <QScrollBar>
#include <QTableView>
#include <QTimer>

#include <cstdlib>

using namespace wl;
using namespace wl::bench;

namespace {

constexpr int rounds = 5;
constexpr int frames = 60;
constexpr QSize size(1200, 760);

void fill(Journal &journal, EventIndex count)
{
    const std::string_view words = "hello world, here is a line\n";
    for (EventIndex i = 0; i < count; ++i) {
        Event event;
        event.time = std::int64_t(i) * 12'345;
        event.step = i % 4 == 1 ? Step::ReadyRead : (i % 4 == 3 ? Step::CallWrite : Step::CallRead);
        event.endpoint = 1;
        event.fd = int(i % 90'001);
        event.result = 42;
        event.arg = 4096;
        event.after = TcpState::Established;
        // A payload now and then: what is measured is the number of events, not of bytes.
        journal.append(event, i % 64 == 0 ? words : std::string_view());
    }
}

/// The rival: the same cells, made on demand for a QTableView.
class TableModel final : public QAbstractTableModel
{
public:
    explicit TableModel(const LogView &log)
        : m_log(log)
        , m_rows(log.rows())
    {
    }
    int rowCount(const QModelIndex &) const override { return int(m_rows); }
    int columnCount(const QModelIndex &) const override { return int(LogColumn::Count); }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? m_log.text(EventIndex(index.row()), LogColumn(index.column()))
                                       : QVariant();
    }
    void grow()
    {
        const EventIndex now = m_log.rows();
        beginInsertRows({}, int(m_rows), int(now) - 1);
        m_rows = now;
        endInsertRows();
    }

private:
    const LogView &m_log;
    EventIndex m_rows;
};

template <typename View> double frame(View &view, int number)
{
    const int most = view.verticalScrollBar()->maximum();
    QPixmap picture(view.viewport()->size());
    return milliseconds([&] {
        view.verticalScrollBar()->setValue(int(qint64(most) * (number * 37 % frames) / frames));
        view.viewport()->render(&picture);
    });
}

struct Slices {
    double total = 0;
    double longest = 0; ///< of what held the thread in one piece
};

/// Runs the window's loop until `over`, and tells how long the longest turn of it was.
template <typename Begin, typename Over> Slices slices(const Begin &begin, const Over &over)
{
    Slices found;
    QElapsedTimer whole;
    whole.start();
    found.longest = milliseconds(begin);
    QEventLoop loop;
    QTimer turn;
    QElapsedTimer since;
    since.start();
    QObject::connect(&turn, &QTimer::timeout, &loop, [&] {
        found.longest = std::max(found.longest, double(since.nsecsElapsed()) / 1e6);
        since.start();
        if (over())
            loop.quit();
    });
    turn.start(0);
    if (!over())
        loop.exec();
    found.total = double(whole.nsecsElapsed()) / 1e6;
    return found;
}

/// One log and its rival over one journal.
class Pair
{
public:
    explicit Pair(EventIndex count)
    {
        fill(m_journal, count);
        const std::size_t before = residentBytes();
        m_feed.setJournal(&m_journal);
        m_log.resize(size);
        m_log.show();
        slices([] {}, [this] { return m_log.progress() == 100; });
        QPixmap picture(m_log.viewport()->size());
        m_log.viewport()->render(&picture);
        m_bytesEach = double(residentBytes()) - double(before);
        m_bytesEach /= double(count);
        m_model = std::make_unique<TableModel>(m_log);
        m_table.setModel(m_model.get());
        m_table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
        m_table.resize(size);
        m_table.show();
        m_log.setFollowing(false);
    }

    void jump(double &ours, double &ratio)
    {
        std::vector<double> mine;
        std::vector<double> theirs;
        for (int i = 0; i < frames; ++i) {
            mine.push_back(frame(m_log, i));
            theirs.push_back(frame(m_table, i));
        }
        ours = median(mine);
        ratio = median(mine) / median(theirs);
    }

    void follow(double &ours, double &ratio)
    {
        constexpr EventIndex added = 1000;
        m_log.setFollowing(true);
        QPixmap picture(m_log.viewport()->size());
        std::vector<double> mine;
        std::vector<double> theirs;
        for (int i = 0; i < 20; ++i) {
            fill(m_journal, added);
            mine.push_back(milliseconds([&] {
                m_feed.catchUp();
                m_log.viewport()->render(&picture);
            }));
            theirs.push_back(milliseconds([&] {
                m_model->grow();
                m_table.scrollToBottom();
                m_table.viewport()->render(&picture);
            }));
        }
        m_log.setFollowing(false);
        ours = median(mine);
        ratio = median(mine) / median(theirs);
    }

    Slices filter(const QString &text)
    {
        const EventQuery query = EventQuery::fromText(text).value();
        return slices([&] { m_log.setQuery(query); }, [this] { return m_log.progress() == 100; });
    }
    /// With the frame that shows it.
    double clear()
    {
        QPixmap picture(m_log.viewport()->size());
        return milliseconds([&] {
            m_log.setQuery({});
            m_log.viewport()->render(&picture);
        });
    }
    Slices find(const QString &text)
    {
        bool isOver = false;
        const auto done =
            QObject::connect(&m_log, &LogView::findFinished, &m_log, [&isOver] { isOver = true; });
        const Slices found = slices([&] { m_log.find(text, true); }, [&isOver] { return isOver; });
        QObject::disconnect(done);
        return found;
    }
    double bytesEach() const { return m_bytesEach; }

private:
    Journal m_journal;
    Theme m_theme;
    Selection m_selection;
    Feed m_feed;
    LogView m_log{m_feed, m_selection, m_theme};
    std::unique_ptr<TableModel> m_model;
    QTableView m_table;
    double m_bytesEach = 0;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const EventIndex count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 10'000'000;
    Pair few(10'000);
    Pair many(count);
    std::vector<double> frameMs, frameRatio, independent, followMs, followRatio, followIndependent;
    for (int i = 0; i < rounds; ++i) {
        double ms = 0, ratio = 0, base = 0, unused = 0;
        few.jump(base, unused);
        many.jump(ms, ratio);
        frameMs.push_back(ms);
        frameRatio.push_back(ratio);
        independent.push_back(ms / base);
        few.follow(base, unused);
        many.follow(ms, ratio);
        followMs.push_back(ms);
        followRatio.push_back(ratio);
        followIndependent.push_back(ms / base);
    }
    const Slices filter = many.filter(QStringLiteral("text:\"here is\""));
    const double clear = many.clear();
    const Slices find = many.find(QStringLiteral("never written"));
    std::printf(
        "{\"events\": %llu, \"frame_ms\": %.3f, \"frame_x_table\": %.4f, \"frame_x_few\": %.3f, "
        "\"follow_ms\": %.3f, \"follow_x_table\": %.5f, \"follow_x_few\": %.3f, "
        "\"bytes_a_row\": %.3f, \"filter_ms\": %.1f, \"filter_longest_ms\": %.2f, \"clear_ms\": %.3f, "
        "\"find_ms\": %.1f, \"find_longest_ms\": %.2f}\n",
        static_cast<unsigned long long>(count), median(frameMs), median(frameRatio), median(independent),
        median(followMs), median(followRatio), median(followIndependent), many.bytesEach(), filter.total,
        filter.longest, clear, find.total, find.longest);
    return 0;
}
