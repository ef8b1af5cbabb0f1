// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
// The sequence picture of 10^6 events against a QGraphicsScene of 10^5 items, side by side in one run: a jump
// to another place, and a frame after 200 more events. Prints times and ratios; asserts nothing.
#include "ui/views/sequenceview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QGraphicsScene>
#include <QGraphicsTextItem>
#include <QGraphicsView>
#include <QPixmap>
#include <QScrollBar>
#include <QTextStream>

#include <algorithm>

using namespace wl;

namespace {

constexpr int rounds = 5;
constexpr int frames = 40;
constexpr int events = 1'000'000;
constexpr int items = 100'000;
constexpr int added = 200;

double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(values.size() / 2), values.end());
    return values[values.size() / 2];
}

template <typename Work> double milliseconds(const Work &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

/// A conversation that goes on: what one end sends, the other end takes.
class Talk
{
public:
    explicit Talk(Journal &journal)
        : m_journal(journal)
    {
        PackedAddress server;
        server.family = 4;
        server.port = 12000;
        server.bytes[0] = 127;
        server.bytes[3] = 1;
        PackedAddress client = server;
        client.port = 40000;
        append(Step::CallSocket, 1, 12, TcpState::Closed);
        append(Step::CallListen, 1, 0, TcpState::Listen);
        append(Step::CallSocket, 2, 14, TcpState::Closed);
        append(Step::CallConnect, 2, 0, TcpState::Established, {}, nullptr, &server);
        append(Step::CallGetsockname, 2, 0, TcpState::Established, {}, &client, &server);
        Event accept = event(Step::CallAccept4, 1, 15, TcpState::Established);
        accept.arg = 3;
        m_journal.append(accept, Bytes(), nullptr, &client);
        append(Step::CallGetsockname, 3, 0, TcpState::Established, {}, &server, &client);
    }

    void say(int count)
    {
        constexpr std::string_view words = "hello world, here is a line\n";
        for (int i = 0; i < count; i += 2) {
            const bool asks = m_said % 2 == 0;
            const std::uint64_t offset = m_said / 2 * words.size();
            transfer(Step::CallWrite, asks ? 2 : 3, offset, words);
            transfer(Step::CallRead, asks ? 3 : 2, offset, words);
            ++m_said;
        }
    }

private:
    Event event(Step step, SocketId socket, std::int64_t result, TcpState after)
    {
        Event e;
        m_time += 1'000;
        e.time = m_time;
        e.step = step;
        e.endpoint = socket == 2 ? 2 : 1;
        e.socket = socket;
        e.result = result;
        e.after = after;
        return e;
    }

    void append(Step step, SocketId socket, std::int64_t result, TcpState after, Bytes body = {},
        const PackedAddress *local = nullptr, const PackedAddress *peer = nullptr)
    {
        m_journal.append(event(step, socket, result, after), body, local, peer);
    }

    void transfer(Step step, SocketId socket, std::uint64_t offset, std::string_view words)
    {
        Event e = event(step, socket, std::int64_t(words.size()), TcpState::Established);
        e.offset = offset;
        m_journal.append(e, words);
    }

    Journal &m_journal;
    std::int64_t m_time = 0;
    std::uint64_t m_said = 0;
};

template <typename View> void jump(View &view, int frame, int total)
{
    QScrollBar &bar = *view.verticalScrollBar();
    bar.setValue(int(qint64(bar.maximum()) * (frame * 37 % total) / total));
}

template <typename View> double jumps(View &view)
{
    std::vector<double> times;
    QPixmap picture(view.viewport()->size());
    for (int i = 0; i < frames; ++i) {
        jump(view, i, frames);
        times.push_back(milliseconds([&] { view.viewport()->render(&picture); }));
    }
    return median(times);
}

void fillScene(QGraphicsScene &scene, int from, int count)
{
    for (int i = from; i < from + count; ++i) {
        const double y = i * 28.0;
        if (i % 4 == 0)
            scene.addText(QStringLiteral("send 28 B"))->setPos(40, y);
        else if (i % 4 == 1)
            scene.addLine(120, y, 600, y + 14);
        else if (i % 4 == 2)
            scene.addRect(110, y, 14, 28);
        else
            scene.addPolygon(QPolygonF(QRectF(120, y, 480, 12)));
    }
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QTextStream out(stdout);
    Journal journal;
    Talk talk(journal);
    talk.say(events);
    Theme theme;
    Selection selection;
    Feed feed;
    feed.setJournal(&journal);
    SequenceView view(theme, feed, selection);
    view.resize(760, 560);
    view.show();
    SocketTable table;
    SequenceDiagram diagram;
    table.advance(journal.view());
    const double fold = milliseconds([&] { diagram.advance(journal.view(), table); });

    QGraphicsScene scene;
    fillScene(scene, 0, items);
    QGraphicsView other(&scene);
    other.resize(760, 560);
    other.show();

    std::vector<double> jumped;
    std::vector<double> jumpRatios;
    std::vector<double> grown;
    std::vector<double> growRatios;
    int inScene = items;
    for (int i = 0; i < rounds; ++i) {
        const double ours = jumps(view);
        jumped.push_back(ours);
        jumpRatios.push_back(ours / jumps(other));
        view.follow();
        QPixmap picture(view.viewport()->size());
        talk.say(added);
        const double live = milliseconds([&] {
            feed.catchUp();
            view.viewport()->render(&picture);
        });
        const double rival = milliseconds([&] {
            fillScene(scene, inScene, added);
            other.verticalScrollBar()->setValue(other.verticalScrollBar()->maximum());
            other.viewport()->render(&picture);
        });
        inScene += added;
        grown.push_back(live);
        growRatios.push_back(live / rival);
    }
    out << "sequence of " << journal.size() << " events: folding all " << fold << " ms" << Qt::endl;
    out << "a jump: " << median(jumped) << " ms, " << median(jumpRatios) << " x QGraphicsScene of " << items
        << " items" << Qt::endl;
    out << "a frame after " << added << " more events: " << median(grown) << " ms, " << median(growRatios)
        << " x QGraphicsScene" << Qt::endl;
    return 0;
}
