// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/kit/journalbuilder.h"
#include "ui/looks/theme.h"
#include "ui/views/logheader.h"
#include "ui/views/logview.h"
#include "ui/window/feed.h"
#include "ui/window/selection.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace wl;

namespace {

const char *const session = "0 command create ep=1 \"tcp://127.0.0.1:12000?name=Server%201\"\n"
                            "10 call socket ep=1 sock=1 fd=12 arg=2 extra=1 after=CLOSED = 12\n"
                            "15 call getsockname ep=1 sock=1 fd=12 housekeeping probe = 0\n"
                            "20 call bind ep=1 sock=1 fd=12 cause=3 peer=127.0.0.1:12000 = -1 EADDRINUSE\n"
                            "30 signal readyRead ep=1 sock=1 cause=4 = 6\n"
                            "40 call read ep=1 sock=1 fd=12 cause=1 arg=4096 = 12 \"<b>Hello</b>\"\n"
                            "50 call connect ep=1 sock=1 fd=12 retry peer=127.0.0.1:1 = -1 ECONNREFUSED\n";

const char *const states =
    "0 call connect ep=1 sock=1 fd=12 read peer=127.0.0.1:1 before=CLOSED after=SYN-SENT = 0\n"
    "10 kernel state ep=1 sock=1 evidence=2 extra=5 before=ESTABLISHED after=CLOSE-WAIT\n"
    "20 kernel gone ep=1 sock=1 evidence=3 before=LAST-ACK\n"
    "30 call send ep=1 sock=1 fd=12 arg=5 before=ESTABLISHED after=ESTABLISHED = 5 \"hello\"\n"
    "40 note text ep=1 \"hello\"\n";

void addRows(Journal &journal, int count)
{
    for (int i = 0; i < count; ++i) {
        Event event;
        event.time = std::int64_t(journal.size()) * 1'000'000;
        event.step = Step::CallRead;
        event.endpoint = 1;
        event.fd = 5;
        event.result = 5;
        journal.append(event, std::string_view(i % 100 == 99 ? "needle" : "hello"));
    }
}

/// Hands chunks back to the journal and remembers which were asked for.
class CountingSource final : public ChunkSource
{
public:
    std::shared_ptr<const Chunk> fetch(std::size_t number) override
    {
        m_asked.insert(number);
        return m_kept.at(number);
    }
    void keep(const Journal &journal)
    {
        // The chunk itself is not public: an equal one is made from its events.
        const JournalView view = journal.view();
        for (EventIndex first = 0; first + Chunk::capacity <= view.size(); first += Chunk::capacity) {
            auto chunk = std::make_shared<Chunk>();
            view.forEach(first, first + Chunk::capacity,
                [&](const EventRef &e) { chunk->append(e.event(), {}, e.blob()); });
            m_kept.push_back(chunk);
        }
    }
    QSet<std::size_t> &asked() { return m_asked; }
    std::size_t size() const { return m_kept.size(); }

private:
    std::vector<std::shared_ptr<const Chunk>> m_kept;
    QSet<std::size_t> m_asked;
};

EventQuery query(const char *text, bool housekeeping = false)
{
    EventQuery made = EventQuery::fromText(QString::fromUtf8(text)).value();
    made.setHousekeepingShown(housekeeping);
    return made;
}

} // namespace

class LogViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_journal = std::make_unique<Journal>();
        m_theme = std::make_unique<Theme>();
        m_selection = std::make_unique<Selection>();
        m_feed = std::make_unique<Feed>();
        m_view = std::make_unique<LogView>(*m_feed, *m_selection, *m_theme);
        m_view->resize(900, 300);
        m_view->show();
        m_view->setFocus();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    void cleanup()
    {
        m_view.reset();
        m_feed.reset();
    }

    void rowsSayWhatHappened()
    {
        open(session);
        m_view->setQuery(query(""));
        QCOMPARE(m_view->rows(), EventIndex(6));
        QCOMPARE(m_view->hidden(), EventIndex(1));
        QCOMPARE(m_view->hiddenHousekeeping(), EventIndex(1));
        QCOMPARE(m_view->text(1, LogColumn::Number), QStringLiteral("2"));
        QCOMPARE(m_view->text(1, LogColumn::Step), QStringLiteral("socket"));
        QCOMPARE(m_view->text(1, LogColumn::State), QStringLiteral("CLOSED"));
        QCOMPARE(m_view->text(1, LogColumn::Kind), QStringLiteral("call"));
        QCOMPARE(m_view->text(0, LogColumn::Delta), QString());
    }

    void evidenceIsTheLastColumn()
    {
        open(states);
        QCOMPARE(m_view->text(0, LogColumn::Evidence), QStringLiteral("observed"));
        QCOMPARE(m_view->text(1, LogColumn::Evidence), QString::fromUtf8("polled ±5 ms"));
        QCOMPARE(m_view->text(2, LogColumn::Evidence), QStringLiteral("kernel event"));
        const auto *header = m_view->findChild<LogHeader *>();
        QCOMPARE(header->count(), logColumns);
        QCOMPARE(header->logicalIndex(logColumns - 1), int(LogColumn::Evidence));
        QVERIFY(!columnTitle(LogColumn::Evidence).isEmpty() && !columnHint(LogColumn::Evidence).isEmpty());
    }

    void evidenceIsPainted()
    {
        open(states);
        m_view->resize(1400, 300);
        const QImage picture = m_view->viewport()->grab(m_view->cellRect(1, LogColumn::Evidence)).toImage();
        QImage blank = picture;
        blank.fill(picture.pixel(0, 0));
        QVERIFY(picture != blank);
    }

    void cellsSayHowTheyAreKnown()
    {
        open(states);
        const auto hint = [this](EventIndex number, LogColumn column) {
            return cellHint(m_view->row(number).event.event(), column);
        };
        QCOMPARE(hint(0, LogColumn::State),
            QStringLiteral("How the state is known: read from the kernel at this event."));
        QCOMPARE(hint(0, LogColumn::Step), QStringLiteral("How it is known: observed."));
        QCOMPARE(hint(1, LogColumn::State), QString::fromUtf8("How the state is known: polled ±5 ms."));
        QVERIFY(hint(3, LogColumn::State).contains(QLatin1String("last one known")));
        QCOMPARE(hint(4, LogColumn::State), QStringLiteral("How it is known: observed."));
    }

    void deltaCountsFromTheShownRowAbove()
    {
        open(session);
        m_view->setQuery(query("", true));
        QCOMPARE(m_view->text(3, LogColumn::Delta), u'+' + timeText(5000));
        m_view->setQuery(query(""));
        QCOMPARE(m_view->text(2, LogColumn::Delta), u'+' + timeText(10'000));
    }

    void rowsInsideOthersAreIndented()
    {
        open(session);
        m_view->setQuery(query(""));
        QCOMPARE(m_view->row(0).depth, 0);
        QCOMPARE(m_view->row(2).depth, 1);
        QCOMPARE(m_view->row(4).depth, 2);
        m_view->setQuery(query("-kind:signal"));
        QCOMPARE(m_view->row(3).depth, 1);
    }

    void failuresAndRetriesAreMarkedInWords()
    {
        open(session);
        m_view->setQuery(query("", true));
        QVERIFY(m_view->text(3, LogColumn::Detail).contains(QLatin1String("failed: EADDRINUSE")));
        QVERIFY(m_view->text(6, LogColumn::Detail).contains(QLatin1String("Qt's own retry")));
        QVERIFY(m_view->text(2, LogColumn::Detail).contains(QLatin1String("probe")));
        QVERIFY(!m_view->text(5, LogColumn::Detail).contains(QLatin1String("failed")));
    }

    void followStopsWhenTheUserScrollsUpAndSaysSo()
    {
        openRows(500);
        QSignalSpy changed(m_view.get(), &LogView::followChanged);
        QScrollBar *bar = m_view->verticalScrollBar();
        QCOMPARE(bar->value(), bar->maximum());
        QVERIFY(!hint()->isVisible());
        grow(10);
        QCOMPARE(bar->value(), bar->maximum());

        bar->triggerAction(QAbstractSlider::SliderPageStepSub);
        QVERIFY(!m_view->isFollowing());
        QCOMPARE(changed.count(), 1);
        QVERIFY(hint()->isVisible());
        const int value = bar->value();
        grow(10);
        QCOMPARE(bar->value(), value);

        QTest::keyClick(m_view.get(), Qt::Key_End);
        QVERIFY(m_view->isFollowing());
        QCOMPARE(bar->value(), bar->maximum());
        QVERIFY(!hint()->isVisible());
    }

    void wheelUpStopsFollowing()
    {
        openRows(500);
        const QPointF middle(m_view->viewport()->rect().center());
        QWheelEvent wheel(middle, m_view->viewport()->mapToGlobal(middle), {}, {0, 120}, Qt::NoButton,
            Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_view->viewport(), &wheel);
        QVERIFY(!m_view->isFollowing());
        QTest::mouseClick(hint(), Qt::LeftButton);
        QVERIFY(m_view->isFollowing());
    }

    void chosenEventElsewhereIsShownAndNotScrolledAway()
    {
        openRows(500);
        m_selection->select(3);
        QVERIFY(!m_view->isFollowing());
        QVERIFY(m_view->viewport()->rect().contains(m_view->rowRect(3)));
        QCOMPARE(m_view->currentRow(), std::optional<EventIndex>(3));
        grow(10);
        QVERIFY(m_view->viewport()->rect().contains(m_view->rowRect(3)));
    }

    void keysMoveAndExtendTheSelection()
    {
        openRows(500);
        QTest::keyClick(m_view.get(), Qt::Key_Home);
        QCOMPARE(m_selection->current(), std::optional<EventIndex>(0));
        QTest::keyClick(m_view.get(), Qt::Key_Down);
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(m_view->selectedRowCount(), EventIndex(3));
        QVERIFY(m_view->isRowSelected(1) && m_view->isRowSelected(3) && !m_view->isRowSelected(0));
        QTest::keyClick(m_view.get(), Qt::Key_Up);
        QCOMPARE(m_view->selectedRowCount(), EventIndex(1));
        QTest::keyClick(m_view.get(), Qt::Key_PageDown);
        QVERIFY(*m_selection->current() > 5);
        QTest::keyClick(m_view.get(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(m_view->selectedRowCount(), EventIndex(500));
    }

    void mouseChoosesARow()
    {
        openRows(5);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, m_view->rowRect(2).center());
        QCOMPARE(m_selection->current(), std::optional<EventIndex>(2));
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, Qt::ShiftModifier, m_view->rowRect(4).center());
        QCOMPARE(m_view->selectedRowCount(), EventIndex(3));
    }

    void copyGivesTheSelectedRows()
    {
        open(session);
        m_view->setQuery(query(""));
        m_view->selectRow(1);
        m_view->selectRow(2, true);
        QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[0].startsWith(QLatin1String("2\t")));
        QVERIFY(lines[1].contains(QLatin1String("EADDRINUSE")));
    }

    void copyHandsTheShownEventsToTheExporter()
    {
        open(session);
        m_view->setQuery(query(""));
        QString format;
        QList<EventIndex> events;
        m_view->setCopier([&](const QString &f, const QList<EventIndex> &e) {
            format = f;
            events = e;
            return QByteArray("a,b");
        });
        m_view->selectAll();
        QMenu menu;
        m_view->fillMenu(menu);
        QCOMPARE(menu.actions().at(1)->text(), QStringLiteral("Copy as CSV"));
        menu.actions().at(1)->trigger();
        QCOMPARE(format, QStringLiteral("csv"));
        QCOMPARE(events, (QList<EventIndex>{0, 1, 3, 4, 5, 6}));
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("a,b"));
    }

    void copyOfVeryManyRowsIsBoundedAndSaysSo()
    {
        openRows(int(LogView::mostCopied) + 10);
        QSignalSpy told(m_view.get(), &LogView::told);
        qsizetype copied = 0;
        m_view->setCopier([&](const QString &, const QList<EventIndex> &events) {
            copied = events.size();
            return QByteArray();
        });
        m_view->selectAll();
        m_view->copy(QStringLiteral("text"));
        QCOMPARE(copied, qsizetype(LogView::mostCopied));
        QCOMPARE(told.count(), 1);
    }

    void filterHidesAndTells()
    {
        openRows(1000);
        QSignalSpy hidden(m_view.get(), &LogView::hiddenChanged);
        m_view->setQuery(query("text:needle"));
        QTRY_COMPARE(m_view->progress(), 100);
        QCOMPARE(m_view->rows(), EventIndex(10));
        QCOMPARE(m_view->hidden(), EventIndex(990));
        QVERIFY(hidden.count() > 0);
        m_view->setQuery(query(""));
        QCOMPARE(m_view->rows(), EventIndex(1000));
    }

    void chosenRowStaysInSightWhenTheFilterChanges()
    {
        openRows(2000);
        m_selection->select(999);
        m_view->setQuery(query("text:needle"));
        QTRY_COMPARE(m_view->progress(), 100);
        QCOMPARE(m_view->currentRow(), std::optional<EventIndex>(9));
        m_view->setQuery(query(""));
        QVERIFY(m_view->viewport()->rect().contains(m_view->rowRect(999)));
    }

    void findGoesRoundInBothWays()
    {
        openRows(1000);
        QSignalSpy finished(m_view.get(), &LogView::findFinished);
        m_selection->select(150);
        const auto look = [&](bool forward) {
            finished.clear();
            m_view->find(QStringLiteral("NEEDLE"), forward);
            return finished.count() > 0 || finished.wait();
        };
        QVERIFY(look(true));
        QCOMPARE(m_selection->current(), std::optional<EventIndex>(199));
        QVERIFY(look(false));
        QCOMPARE(m_selection->current(), std::optional<EventIndex>(99));
        QVERIFY(look(false));
        QCOMPARE(m_selection->current(), std::optional<EventIndex>(999));
        QCOMPARE(finished.at(0), (QVariantList{true, true}));
        m_view->find(QStringLiteral("nowhere"), true);
        QTRY_COMPARE(finished.count(), 2);
        QCOMPARE(finished.at(1), (QVariantList{false, false}));
    }

    void newNameOfAnEndpointIsFilteredAnew()
    {
        open(session);
        m_view->setQuery(query("endpoint:alice"));
        QCOMPARE(m_view->rows(), EventIndex(0));
        Event rename;
        rename.step = Step::Rename;
        rename.endpoint = 1;
        m_journal->append(rename, std::string_view("Alice"));
        m_feed->wake();
        QTRY_VERIFY(m_view->rows() > 5);
    }

    void paintingReadsOnlyWhatIsVisible()
    {
        addRows(*m_journal, 250 * int(Chunk::capacity));
        CountingSource source;
        source.keep(*m_journal);
        m_journal->evict(source.size(), 0, &source);
        // The fold reads every row once; what the view reads is counted after it.
        m_feed->setJournal(m_journal.get());
        m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum() / 2);
        source.asked().clear();
        QPixmap picture(m_view->viewport()->size());
        m_view->viewport()->render(&picture);
        QVERIFY(!source.asked().isEmpty());
        QVERIFY2(source.asked().size() <= 2, qPrintable(QString::number(source.asked().size())));
        m_feed->setJournal(nullptr); // The source dies here.
    }

    void accessibleTableTellsTheCells()
    {
        open(session);
        m_view->setQuery(query(""));
        QAccessibleInterface *log = QAccessible::queryAccessibleInterface(m_view.get());
        QVERIFY(log && log->tableInterface());
        QCOMPARE(log->text(QAccessible::Name), QStringLiteral("Log"));
        QCOMPARE(log->role(), QAccessible::Table);
        QAccessibleTableInterface *table = log->tableInterface();
        QCOMPARE(table->rowCount(), 6);
        QCOMPARE(table->columnCount(), logColumns);
        QCOMPARE(table->columnDescription(int(LogColumn::Step)), QStringLiteral("step"));
        QAccessibleInterface *cell = table->cellAt(1, int(LogColumn::Step));
        QVERIFY(cell && cell->tableCellInterface());
        QCOMPARE(cell->text(QAccessible::Name), QStringLiteral("socket"));
        QCOMPARE(cell->tableCellInterface()->rowIndex(), 1);
        QCOMPARE(log->child(log->indexOfChild(cell)), cell);
        QVERIFY(!cell->state().selected);
        QVERIFY(table->selectRow(1));
        QVERIFY(cell->state().selected);
        QCOMPARE(table->selectedRows(), QList<int>{1});
        QCOMPARE(m_selection->current(), std::optional<EventIndex>(1));
        QCOMPARE(log->childAt(cell->rect().center().x(), cell->rect().center().y()), cell);
        QVERIFY(!table->cellAt(6, 0));
        QAccessibleInterface *evidence = table->cellAt(1, int(LogColumn::Evidence));
        QVERIFY(evidence);
        QCOMPARE(evidence->text(QAccessible::Name), QStringLiteral("observed"));
        QCOMPARE(evidence->text(QAccessible::Description), QStringLiteral("How it is known: observed."));
        QCOMPARE(table->columnDescription(int(LogColumn::Evidence)), QStringLiteral("evidence"));
    }

    void widthsAreKept()
    {
        auto *header = m_view->findChild<LogHeader *>();
        header->resizeSection(int(LogColumn::Step), 222);
        const QByteArray state = m_view->saveState();
        LogView other(*m_feed, *m_selection, *m_theme);
        QVERIFY(other.restoreState(state));
        QCOMPARE(other.findChild<LogHeader *>()->sectionSize(int(LogColumn::Step)), 222);
        QVERIFY(!other.restoreState("rubbish"));
        QVERIFY(!other.restoreState({}));
        QCOMPARE(other.findChild<LogHeader *>()->sectionSize(int(LogColumn::Step)), 222);
    }

    void widthsFromBeforeTheEvidenceColumnAreKept()
    {
        QByteArray state;
        QDataStream out(&state, QIODevice::WriteOnly);
        out << quint8(1);
        for (int i = 0; i < 7; ++i)
            out << qint32(101 + i);
        QVERIFY(m_view->restoreState(state));
        auto *header = m_view->findChild<LogHeader *>();
        QCOMPARE(header->sectionSize(int(LogColumn::State)), 107);
        QVERIFY(header->sectionSize(int(LogColumn::Evidence)) > 36);
        header->resizeSection(int(LogColumn::Evidence), 133);
        LogView other(*m_feed, *m_selection, *m_theme);
        QVERIFY(other.restoreState(m_view->saveState()));
        QCOMPARE(other.findChild<LogHeader *>()->sectionSize(int(LogColumn::Evidence)), 133);
    }

    void anotherSessionBeginsAtItsEnd()
    {
        openRows(500);
        m_view->verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMinimum);
        Journal other;
        addRows(other, 100);
        m_selection->select(std::nullopt);
        m_feed->setJournal(&other);
        QCOMPARE(m_view->rows(), EventIndex(100));
        QVERIFY(m_view->isFollowing());
        m_feed->setJournal(nullptr);
        QCOMPARE(m_view->rows(), EventIndex(0));
    }

private:
    void open(const char *text)
    {
        m_journal = kit::JournalBuilder::build(QString::fromUtf8(text));
        m_feed->setJournal(m_journal.get());
    }

    void openRows(int count)
    {
        addRows(*m_journal, count);
        m_feed->setJournal(m_journal.get());
        QTRY_COMPARE(m_view->rows(), EventIndex(count));
    }

    void grow(int count)
    {
        addRows(*m_journal, count);
        m_feed->wake();
        QTRY_COMPARE(m_view->rows(), m_journal->size());
    }

    QPushButton *hint() const { return m_view->findChild<QPushButton *>(); }

    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Selection> m_selection;
    std::unique_ptr<Feed> m_feed;
    std::unique_ptr<LogView> m_view;
};

QTEST_MAIN(LogViewTest)
#include "tst_logview.moc"
