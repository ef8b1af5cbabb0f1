// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/ui/panelkit.h"
#include "ui/window/stagearea.h"

#include <QSignalSpy>
#include <QTabBar>

using namespace wl;
using namespace wl::kit;

namespace {

const QByteArray twoClients = talkingSession
    + "80 call getsockname ep=1 sock=3 fd=15 local=127.0.0.1:12000 peer=127.0.0.1:40000 housekeeping = 0\n"
      "90 command create ep=3 \"client tcp://127.0.0.1:12000?name=Client%202\"\n"
      "91 call socket ep=3 sock=4 fd=16 arg=2 extra=1 after=CLOSED = 16\n"
      "92 call connect ep=3 sock=4 fd=16 local=127.0.0.1:41000 peer=127.0.0.1:12000 after=ESTABLISHED read = "
      "0\n"
      "93 call accept4 ep=1 sock=1 fd=12 arg=5 peer=127.0.0.1:41000 after=ESTABLISHED = 17\n"
      "94 call getsockname ep=1 sock=5 fd=17 local=127.0.0.1:12000 peer=127.0.0.1:41000 housekeeping = 0\n";

double tenEach(const QString &text, TextStyle)
{
    return 10.0 * double(text.size());
}

} // namespace

class TestStageArea final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_home = std::make_unique<OwnHome>(); }

    void init()
    {
        OwnHome::reset();
        m_journal = journalFrom(twoClients.constData());
        m_feed = std::make_unique<Feed>();
        m_feed->setJournal(m_journal.get());
        m_selection = std::make_unique<Selection>();
        m_context = std::make_unique<PanelContext>(
            PanelContext{m_theme, *m_selection, *m_feed, m_transcripts, m_mail, [](const Command &) {}});
        m_window = std::make_unique<QMainWindow>();
        m_area = new StageArea(*m_context);
        m_window->setCentralWidget(m_area);
        m_window->resize(900, 600);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void cleanup()
    {
        m_window.reset();
        m_context.reset();
        m_selection.reset();
        m_feed.reset();
        m_journal.reset();
    }

    void fourTabsAreOneKeyAway()
    {
        const auto *tabs = m_area->findChild<QTabBar *>();
        QCOMPARE(tabs->count(), 5);
        QVERIFY2(!tabs->isTabVisible(4), "mailboxes without a relay");
        QSignalSpy said(m_area, &StageArea::currentChanged);
        const QStringList ids{QStringLiteral("states"), QStringLiteral("layers"), QStringLiteral("flowchart"),
            QStringLiteral("sequence")};
        const QStringList order{QStringLiteral("sequence"), QStringLiteral("flowchart"),
            QStringLiteral("states"), QStringLiteral("layers")};
        for (const QString &id : ids) {
            const auto number = order.indexOf(id);
            QTest::keyClick(m_window.get(), Qt::Key(Qt::Key_1 + number), Qt::AltModifier);
            QCOMPARE(m_area->current(), id);
            QCOMPARE(tabs->currentIndex(), int(number));
            const DrawingView *view = m_area->view(id);
            QCOMPARE(m_area->sequence().isVisible(), view == nullptr);
            QVERIFY(!view || view->isVisible());
        }
        QCOMPARE(said.count(), 4);
        m_area->show(QStringLiteral("no such picture"));
        QCOMPARE(m_area->current(), QStringLiteral("sequence"));
        QVERIFY(!m_area->view(QStringLiteral("no such picture")));
    }

    void theMenuListsTheConversations()
    {
        const QStringList expected{QStringLiteral("All conversations"), QString(),
            QStringLiteral("Client 2 \u21C4 Server 1 #2"), QStringLiteral("Client 1 \u21C4 Server 1 #1")};
        QCOMPARE(words(conversations()), expected);
        QVERIFY(entry(conversations(), expected.first())->isChecked());
    }

    void aChosenConversationIsShownAloneAndSelected()
    {
        QAction *first = entry(conversations(), QStringLiteral("Client 1 \u21C4 Server 1 #1"));
        QVERIFY(first);
        first->trigger();
        const auto only = m_area->sequence().options().only;
        QVERIFY(only);
        QCOMPARE(only->caller, SocketId(2));
        QCOMPARE(only->accepted, SocketId(3));
        QVERIFY(m_selection->current());
        QCOMPARE(conversationOf(m_feed->table(), m_feed->view(), m_selection->current()), *only);
        const QString named = tool(QStringLiteral("Which conversation is shown"))->text();
        QVERIFY2(named.startsWith(QStringLiteral("Client 1")), qPrintable(named));
        QVERIFY(entry(conversations(), QStringLiteral("Client 1 \u21C4 Server 1 #1"))->isChecked());
        QVERIFY(!entry(conversations(), QStringLiteral("All conversations"))->isChecked());
        entry(conversations(), QStringLiteral("All conversations"))->trigger();
        QVERIFY(!m_area->sequence().options().only);
        QCOMPARE(tool(QStringLiteral("Which conversation is shown"))->text(), QStringLiteral("All \u25BE"));
    }

    void optionsOfTheSequenceAreChosenInAMenu()
    {
        const auto isOn = [this](const char *text) {
            return entry(options(), QString::fromLatin1(text))->isChecked();
        };
        QVERIFY(!isOn("Qt signals"));
        entry(options(), QStringLiteral("Qt signals"))->trigger();
        QVERIFY(m_area->sequence().options().showsSignals);
        QVERIFY(isOn("Qt signals"));
        entry(options(), QStringLiteral("Spaced by time"))->trigger();
        QVERIFY(m_area->sequence().options().byTime);
        QVERIFY(m_area->sequence().options().showsSignals);
        entry(options(), QStringLiteral("Spaced by time"))->trigger();
        QVERIFY(!m_area->sequence().options().byTime);
    }

    void everythingHiddenComesBackAtOnce()
    {
        QVERIFY(!entry(options(), QStringLiteral("Show all lifelines"))->isEnabled());
        SequenceOptions hiding;
        hiding.hiddenEndpoints = {2};
        hiding.hiddenSockets = {5};
        hiding.showsSignals = true;
        m_area->sequence().setOptions(hiding);
        QAction *all = entry(options(), QStringLiteral("Show all lifelines"));
        QVERIFY(all->isEnabled());
        all->trigger();
        QVERIFY(!m_area->sequence().options().hidesAny());
        QVERIFY(m_area->sequence().options().showsSignals);
    }

    void otherPicturesOfferNoOptionsOfTheSequence()
    {
        m_area->show(QStringLiteral("states"));
        QVERIFY(!entry(options(), QStringLiteral("Qt signals")));
        QSignalSpy wanted(m_area, &StageArea::takeAwayWanted);
        QAction *save = entry(options(), QStringLiteral("Save or copy the picture…"));
        QVERIFY(save);
        save->trigger();
        QCOMPARE(wanted.count(), 1);
    }

    void theZoomIsToldAndIsThatOfThePictureThatIsSeen()
    {
        const auto *percent = PanelDesk::label(m_area, QStringLiteral("100 %"));
        QVERIFY(percent);
        QVERIFY(click(tool(QStringLiteral("Larger picture (Ctrl and +)"))));
        QCOMPARE(percent->text(), QStringLiteral("110 %"));
        QCOMPARE(m_area->sequence().zoom(), 110);
        m_area->show(QStringLiteral("layers"));
        QCOMPARE(percent->text(), QStringLiteral("100 %"));
        QVERIFY(click(tool(QStringLiteral("Smaller picture (Ctrl and −)"))));
        QCOMPARE(percent->text(), QStringLiteral("90 %"));
        m_area->view(QStringLiteral("layers"))->setFocus();
        QTest::keyClick(m_area->view(QStringLiteral("layers")), Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(percent->text(), QStringLiteral("100 %"));
        m_area->setZoom(150);
        QCOMPARE(percent->text(), QStringLiteral("150 %"));
        QCOMPARE(m_area->sequence().zoom(), 150);
        QCOMPARE(m_area->view(QStringLiteral("states"))->zoom(), 150);
    }

    void swappedSidesAreThoseOfEveryPicture()
    {
        for (const QString &id : {QStringLiteral("sequence"), QStringLiteral("flowchart")}) {
            m_area->setSwapped(false);
            m_area->show(id);
            const QStringList before = told(m_area->picture({800, 600})(m_ruler));
            m_area->setSwapped(true);
            QVERIFY2(told(m_area->picture({800, 600})(m_ruler)) != before, qPrintable(id));
        }
    }

    void aFileGetsThePictureThatIsSeenByItsOwnMeasures()
    {
        for (const char *id : {"sequence", "flowchart", "states", "layers"}) {
            m_area->show(QString::fromLatin1(id));
            const Drawing small = m_area->picture({800, 600})(m_ruler);
            QVERIFY2(!small.marks.empty(), id);
            const Drawing large = m_area->picture({1600, 1200})({tenEach, 36});
            QVERIFY2(large.size.height() > small.size.height(), id);
        }
    }

    void aFileOfTheSequenceHidesWhatIsHidden()
    {
        const auto all = m_area->picture({800, 600})(m_ruler).items.size();
        SequenceOptions hiding;
        hiding.hiddenEndpoints = {3};
        m_area->sequence().setOptions(hiding);
        QVERIFY(m_area->picture({800, 600})(m_ruler).items.size() < all);
    }

    void bareThereIsOnlyThePicture()
    {
        m_area->setBare(true);
        QVERIFY(!m_area->findChild<QTabBar *>()->isVisible());
        QVERIFY(m_area->sequence().isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::AltModifier);
        QCOMPARE(m_area->current(), QStringLiteral("flowchart"));
        m_area->setBare(false);
        QVERIFY(m_area->findChild<QTabBar *>()->isVisible());
    }

private:
    QToolButton *tool(const QString &name) const { return named<QToolButton>(m_area, name); }
    QMenu *filled(const QString &name) const
    {
        QMenu *menu = tool(name)->menu();
        Q_EMIT menu->aboutToShow();
        return menu;
    }
    QMenu *conversations() const { return filled(QStringLiteral("Which conversation is shown")); }
    QMenu *options() const { return filled(QStringLiteral("What the picture shows")); }
    static QStringList words(const QMenu *menu)
    {
        QStringList all;
        for (const QAction *action : menu->actions())
            all << action->text();
        return all;
    }
    static QAction *entry(const QMenu *menu, const QString &text)
    {
        for (QAction *action : menu->actions()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }

    std::unique_ptr<OwnHome> m_home;
    Theme m_theme;
    Transcripts m_transcripts;
    MailFold m_mail;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<Feed> m_feed;
    std::unique_ptr<Selection> m_selection;
    std::unique_ptr<PanelContext> m_context;
    std::unique_ptr<QMainWindow> m_window;
    StageArea *m_area = nullptr;
    const Ruler m_ruler{tenEach, 18};
};

QTEST_MAIN(TestStageArea)
#include "tst_stagearea.moc"
