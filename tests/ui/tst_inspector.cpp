// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/kit/journalbuilder.h"
#include "ui/inspector/inspector.h"
#include "ui/looks/theme.h"
#include "ui/window/feed.h"
#include "ui/window/selection.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace wl;

namespace {

const char *const session = "30 signal readyRead ep=1 sock=1 slot=StreamSocket::read = 12\n"
                            "40 call read ep=1 sock=1 fd=12 cause=1 arg=4096 = 12 \"<b>Hello</b>\"\n"
                            "50 call connect ep=1 sock=1 fd=12 peer=127.0.0.1:1 = -1 ECONNREFUSED\n"
                            "60 call write ep=1 sock=1 fd=12 arg=900 = 900 \"cut\"\n"
                            "70 command rename ep=1 \"Anna\"\n";

} // namespace

class InspectorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_selection = std::make_unique<Selection>();
        m_journal = kit::JournalBuilder::build(QString::fromUtf8(session));
        m_feed = std::make_unique<Feed>();
        m_feed->setJournal(m_journal.get());
        m_inspector = std::make_unique<Inspector>(*m_feed, *m_selection, m_theme);
        m_inspector->resize(400, 400);
        m_inspector->show();
    }

    void nothingChosenSaysWhatToDo()
    {
        QVERIFY(label("What happened")->text().contains(QLatin1String("Choose a row")));
        QVERIFY(!m_inspector->findChild<QPushButton *>()->isVisible());
    }

    void chosenEventIsExplained()
    {
        m_selection->select(1);
        QCOMPARE(label("Step")->text(), QStringLiteral("recv"));
        QVERIFY(!label("What happened")->text().isEmpty());
        QVERIFY(label("As it was made")->text().contains(QLatin1String("read(12")));
        QVERIFY(label("How it is known")->text().contains(QLatin1String("observed")));
    }

    void failureComesWithAdvice()
    {
        m_selection->select(2);
        const QString advice = errnoAdvice(ECONNREFUSED, Step::CallConnect);
        QVERIFY(!advice.isEmpty());
        QVERIFY(label("What happened")->text().contains(advice) || label("What to try")->text() == advice);
        m_selection->select(1);
        QVERIFY(label("What to try")->text().isEmpty());
    }

    void causeLeadsToItsEvent()
    {
        m_selection->select(1);
        auto *cause = m_inspector->findChild<QPushButton *>();
        QVERIFY(cause->isVisible());
        QVERIFY(cause->text().contains(QLatin1String("readyRead()")));
        QVERIFY(cause->text().contains(QLatin1String("StreamSocket::read")));
        cause->click();
        QCOMPARE(m_selection->current(), std::optional<EventIndex>(0));
        QVERIFY(!cause->isVisible());
    }

    void stepIsExplainedInGeneral()
    {
        m_selection->select(2);
        QVERIFY(label("What it does")->text().contains(QLatin1String("EINPROGRESS")));
        QVERIFY(label("What the kernel does")->text().contains(QLatin1String("SYN-SENT")));
        QVERIFY(label("What can go wrong")->text().contains(QLatin1String("ECONNREFUSED")));
        QVERIFY(label("Read on")->text().startsWith(QLatin1String("connect(2)\n")));
        for (const char *name : {"What it does", "What the kernel does", "What can go wrong", "Read on"}) {
            QVERIFY(label(name)->textInteractionFlags().testFlag(Qt::TextSelectableByKeyboard));
            QVERIFY(heading(name) && heading(name)->isVisible());
        }
    }

    void partWithNothingToSayIsHiddenWithItsHeading()
    {
        m_selection->select(4);
        QVERIFY(label("What it does")->isVisible());
        for (const char *name : {"What the kernel does", "What can go wrong", "Read on"}) {
            QVERIFY(!label(name)->isVisible());
            QVERIFY(!heading(name)->isVisible());
        }
        m_selection->select(std::nullopt);
        QVERIFY(!label("What it does")->isVisible());
        QVERIFY(!heading("What it does")->isVisible());
    }

    void explanationFitsIntoANarrowColumn()
    {
        m_inspector->resize(300, 400);
        m_selection->select(2);
        auto *scroll = m_inspector->findChild<QScrollArea *>();
        QTRY_VERIFY(scroll->verticalScrollBar()->maximum() > 0);
        QVERIFY(scroll->widget()->width() <= scroll->viewport()->width());
        scroll->verticalScrollBar()->setValue(100);
        m_selection->select(3);
        QCOMPARE(scroll->verticalScrollBar()->value(), 0);
    }

    void bytesAreShownAsTextAndNumbers()
    {
        m_selection->select(1);
        QVERIFY(field("The bytes as numbers")->toPlainText().contains(QLatin1String("3c 62 3e 48")));
        QCOMPARE(field("The bytes as text")->toPlainText(), QStringLiteral("<b>Hello</b>"));
        QVERIFY(label("How many bytes")->text().contains(QLatin1String("12 bytes, all")));
        m_selection->select(3);
        QVERIFY(label("How many bytes")->text().contains(QLatin1String("first 3 of 900")));
        m_selection->select(2);
        QVERIFY(label("How many bytes")->text().contains(QLatin1String("no bytes")));
        QVERIFY(field("The bytes as text")->toPlainText().isEmpty());
    }

    void everyLabelShowsPlainText()
    {
        for (const QLabel *l : m_inspector->findChildren<QLabel *>())
            QCOMPARE(l->textFormat(), Qt::PlainText);
    }

    void anotherSessionForgetsTheEvent()
    {
        m_selection->select(1);
        m_feed->setJournal(nullptr);
        QVERIFY(label("Step")->text().isEmpty());
        QVERIFY(field("The bytes as text")->toPlainText().isEmpty());
    }

private:
    QLabel *label(const char *accessibleName) const
    {
        for (QLabel *l : m_inspector->findChildren<QLabel *>()) {
            if (l->accessibleName() == QLatin1String(accessibleName))
                return l;
        }
        return nullptr;
    }

    QLabel *heading(const char *text) const
    {
        for (QLabel *l : m_inspector->findChildren<QLabel *>()) {
            if (l->text() == QLatin1String(text))
                return l;
        }
        return nullptr;
    }

    QPlainTextEdit *field(const char *accessibleName) const
    {
        for (QPlainTextEdit *f : m_inspector->findChildren<QPlainTextEdit *>()) {
            if (f->accessibleName() == QLatin1String(accessibleName))
                return f;
        }
        return nullptr;
    }

    Theme m_theme;
    std::unique_ptr<Selection> m_selection;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<Feed> m_feed;
    std::unique_ptr<Inspector> m_inspector;
};

QTEST_MAIN(InspectorTest)
#include "tst_inspector.moc"
