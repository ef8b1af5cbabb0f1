// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/kit/journalbuilder.h"
#include "tests/ui/windowkit.h"
#include "ui/views/drawingview.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QProxyStyle>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolTip>

namespace wl::kit {

const char *const session = "1 command create ep=1 \"server tcp://127.0.0.1:12000?name=Server%201\"\n"
                            "2 call socket ep=1 sock=1 fd=12 after=CLOSED = 12\n"
                            "3 call bind ep=1 sock=1 fd=12 peer=127.0.0.1:12000 = 0\n"
                            "4 call listen ep=1 sock=1 fd=12 arg=5 after=LISTEN = 0\n";

inline const Drawing::Item::Press thePress{1, 1, QByteArrayLiteral("accept")};

/// What was asked of the diagram, and what it answers.
struct Wanted {
    int advances = 0;
    int clears = 0;
    int draws = 0;
    bool moves = false;
    double lines = 10; ///< height of the drawing
    double least = 0; ///< lines of its width
    std::vector<double> phases;
    EventIndex folded = 0;
};

/// A row for each event, two lines high; under them a button.
class Rows final : public Diagram
{
public:
    explicit Rows(Wanted &script)
        : m_script(script)
    {
    }
    void advance(const JournalView &view, const SocketTable &) override
    {
        ++m_script.advances;
        m_script.folded = view.size();
    }
    void clear() override
    {
        ++m_script.clears;
        m_script.folded = 0;
    }
    Drawing draw(const StageFrame &frame) const override
    {
        ++m_script.draws;
        m_script.phases.push_back(frame.phase);
        const double line = frame.ruler.line;
        Drawing drawing;
        drawing.size = {std::max(line * 10, m_script.least * line), m_script.lines * line};
        for (EventIndex i = 0; i < m_script.folded; ++i) {
            const QRectF area(0, 2 * line * double(i), line * 10, 2 * line);
            drawing.box({area, Paint::with(Ink::Good), Paint::with(Ink::Border)});
            drawing.items.push_back({area, i, QStringLiteral("Event %1 <b>").arg(i), {}});
        }
        if (m_script.folded > 0)
            drawing.items.push_back({QRectF(0, drawing.size.height() - line, line * 10, line), {},
                QStringLiteral("The next step"), thePress});
        return drawing;
    }
    bool moves() const override { return m_script.moves; }

private:
    Wanted &m_script;
};

/// The style of a system that moves, or of one that was asked not to.
class Tempo final : public QProxyStyle
{
public:
    explicit Tempo(int milliseconds)
        : m_milliseconds(milliseconds)
    {
    }
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
        QStyleHintReturn *data) const override
    {
        return hint == SH_Widget_Animation_Duration ? m_milliseconds
                                                    : QProxyStyle::styleHint(hint, option, widget, data);
    }

private:
    int m_milliseconds;
};

struct Scene {
    explicit Scene(const Wanted &wanted = {}, bool shown = true)
        : script(wanted)
        , journal(journalFrom(session))
    {
        feed.setJournal(journal.get());
        view.setStyle(&usual);
        view.resize(400, 300);
        if (shown)
            show();
    }
    void show()
    {
        view.show();
        view.activateWindow();
        view.setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        view.viewport()->repaint();
    }
    void grow()
    {
        Event e = journal->view().at(journal->size() - 1).event();
        e.flags = 0;
        journal->append(e);
        feed.wake();
        QTRY_COMPARE(feed.view().size(), journal->size());
    }
    QPoint middle(int part)
    {
        const QRectF area = view.drawing().items[std::size_t(part)].area;
        return area.translated(view.partsOrigin()).center().toPoint();
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view, key, modifiers); }
    void click(int part) { QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, middle(part)); }
    QImage picture() { return view.viewport()->grab().toImage(); }

    Tempo usual{200};
    Wanted script;
    std::unique_ptr<Journal> journal;
    Theme theme;
    Feed feed;
    Selection selection;
    DrawingView view{std::make_unique<Rows>(script), QStringLiteral("Rows"), theme, feed, selection};
};

using Chosen = std::optional<EventIndex>;

inline Wanted tall()
{
    Wanted script;
    script.lines = 100;
    return script;
}

inline Wanted moving()
{
    Wanted script;
    script.moves = true;
    return script;
}

} // namespace wl::kit
