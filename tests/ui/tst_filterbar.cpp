// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/kit/journalbuilder.h"
#include "ui/looks/theme.h"
#include "ui/views/logview.h"
#include "ui/window/feed.h"
#include "ui/window/filterbar.h"
#include "ui/window/selection.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace wl;

namespace {

const char *const session = "10 call socket ep=1 sock=1 fd=12 arg=2 extra=1 = 12\n"
                            "15 call getsockname ep=1 sock=1 fd=12 housekeeping = 0\n"
                            "30 signal readyRead ep=1 sock=1 = 6\n"
                            "40 call read ep=1 sock=1 fd=12 arg=4096 = 5 \"again\"\n";

} // namespace

class FilterBarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_journal = kit::JournalBuilder::build(QString::fromUtf8(session));
        m_feed = std::make_unique<Feed>();
        m_feed->setJournal(m_journal.get());
        m_window = std::make_unique<QWidget>();
        m_log = new LogView(*m_feed, m_selection, m_theme);
        m_bar = new FilterBar(*m_log, m_theme);
        auto *layout = new QVBoxLayout(m_window.get());
        layout->addWidget(m_bar);
        layout->addWidget(m_log);
        m_window->resize(1100, 400);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void cleanup() { m_window.reset(); }

    void housekeepingIsHiddenAtFirstAndCounted()
    {
        QCOMPARE(m_log->rows(), EventIndex(3));
        QCOMPARE(label("Hidden rows")->text(), QStringLiteral("1 housekeeping row hidden"));
        QTest::mouseClick(button("Housekeeping"), Qt::LeftButton);
        QCOMPARE(m_log->rows(), EventIndex(4));
        QVERIFY(label("Hidden rows")->text().isEmpty());
    }

    void switchHidesItsKind()
    {
        QTest::mouseClick(button("Signals"), Qt::LeftButton);
        QCOMPARE(m_log->rows(), EventIndex(2));
        QCOMPARE(label("Hidden rows")->text(), QStringLiteral("2 rows hidden"));
    }

    void typedFilterIsApplied()
    {
        QTest::keyClicks(line("Filter"), QStringLiteral("step:recv"));
        QTRY_COMPARE(m_log->rows(), EventIndex(1));
        line("Filter")->clear();
        QTRY_COMPARE(m_log->rows(), EventIndex(3));
    }

    void wrongFilterIsExplainedAndTheOldOneStays()
    {
        m_bar->setFilterText(QStringLiteral("step:recv"));
        m_bar->setFilterText(QStringLiteral("step:jump"));
        QVERIFY(label("What is wrong with the filter")->isVisible());
        QVERIFY(label("What is wrong with the filter")->text().contains(QLatin1String("jump")));
        QCOMPARE(m_log->rows(), EventIndex(1));
        m_bar->setFilterText({});
        QVERIFY(!label("What is wrong with the filter")->isVisible());
        QCOMPARE(m_log->rows(), EventIndex(3));
    }

    void followSwitchAndLogAgree()
    {
        QVERIFY(m_bar->followAction()->isChecked());
        QTest::mouseClick(button("Follow"), Qt::LeftButton);
        QVERIFY(!m_log->isFollowing());
        m_log->setFollowing(true);
        QVERIFY(m_bar->followAction()->isChecked());
    }

    void findOpensByKeyAndSelects()
    {
        QVERIFY(!line("Find")->isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(line("Find")->isVisible());
        QVERIFY(line("Find")->hasFocus());
        QTest::keyClicks(line("Find"), QStringLiteral("AGAIN"));
        QTest::keyClick(line("Find"), Qt::Key_Return);
        QTRY_COMPARE(m_selection.current(), std::optional<EventIndex>(3));
        line("Find")->setText(QStringLiteral("nowhere"));
        QTest::keyClick(line("Find"), Qt::Key_Return);
        QTRY_COMPARE(label("Result of the search")->text(), QStringLiteral("Not found in the rows shown."));
        QTest::keyClick(line("Find"), Qt::Key_Escape);
        QVERIFY(!line("Find")->isVisible());
        QVERIFY(m_log->hasFocus());
    }

    void switchesAreKept()
    {
        QTest::mouseClick(button("Signals"), Qt::LeftButton);
        const QByteArray state = m_bar->saveState();
        FilterBar other(*m_log, m_theme);
        QVERIFY(other.restoreState(state));
        QCOMPARE(m_log->query().kinds(), KindSet(allKinds & ~kindBit(Kind::Signal)));
        QVERIFY(!other.restoreState("x"));
    }

    void narrowBarPutsTheSwitchesIntoAMenu()
    {
        QVERIFY(button("Calls")->isVisible());
        QVERIFY(!button("Show kinds of rows")->isVisible());
        m_window->resize(500, 400);
        QTRY_VERIFY(!button("Calls")->isVisible());
        QVERIFY(button("Show kinds of rows")->isVisible());
        QVERIFY(m_bar->width() <= 500);
    }

    void everyControlHasAName()
    {
        for (const QToolButton *b : m_bar->findChildren<QToolButton *>()) {
            const bool isOurs = !qobject_cast<QLineEdit *>(b->parentWidget());
            QVERIFY(!isOurs || (!b->accessibleName().isEmpty() && !b->toolTip().isEmpty()));
        }
    }

private:
    QToolButton *button(const char *name) const
    {
        for (QToolButton *b : m_bar->findChildren<QToolButton *>()) {
            if (b->accessibleName() == QLatin1String(name))
                return b;
        }
        return nullptr;
    }

    QLabel *label(const char *name) const
    {
        for (QLabel *l : m_bar->findChildren<QLabel *>()) {
            if (l->accessibleName() == QLatin1String(name))
                return l;
        }
        return nullptr;
    }

    QLineEdit *line(const char *name) const
    {
        for (QLineEdit *l : m_bar->findChildren<QLineEdit *>()) {
            if (l->accessibleName() == QLatin1String(name))
                return l;
        }
        return nullptr;
    }

    Theme m_theme;
    Selection m_selection;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<Feed> m_feed;
    std::unique_ptr<QWidget> m_window;
    LogView *m_log = nullptr;
    FilterBar *m_bar = nullptr;
};

QTEST_MAIN(FilterBarTest)
#include "tst_filterbar.moc"
