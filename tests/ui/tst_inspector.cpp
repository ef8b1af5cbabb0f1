// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/kit/journalbuilder.h"
#include "ui/inspector/bytestext.h"
#include "ui/inspector/inspector.h"
#include "ui/looks/theme.h"
#include "ui/window/feed.h"
#include "ui/window/selection.h"

#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

using namespace wl;

namespace {

const char *const session =
    "30 signal readyRead ep=1 sock=1 slot=StreamSocket::read = 12\n"
    "40 call read ep=1 sock=1 fd=12 cause=1 arg=4096 = 12 \"<b>Hello</b>\"\n"
    "50 call connect ep=1 sock=1 fd=12 peer=127.0.0.1:1 = -1 ECONNREFUSED\n"
    "60 call write ep=1 sock=1 fd=12 arg=900 = 900 \"cut\"\n"
    "70 command rename ep=1 \"Anna\"\n"
    "80 call write ep=1 sock=1 fd=12 arg=8 offset=117 = 8 \"a\\n\\0\\xffB\\xc3\\xa9c\"\n"
    "90 call socket ep=1 sock=2 fd=13 arg=2 extra=1 = 13\n"
    "95 call listen ep=1 sock=2 fd=13 arg=5 after=LISTEN = 0\n";

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
        QVERIFY(!cause()->isVisible());
        for (const char *name : {"How many bytes", "What the code is"})
            QVERIFY(label(name)->text().startsWith(QLatin1String("Choose a row")));
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
        QPushButton *cause = this->cause();
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

    void selectionInNumbersIsTheSameInText()
    {
        m_inspector->setCurrentIndex(1);
        m_selection->select(5);
        QCOMPARE(field("The bytes as text")->toPlainText(), QStringLiteral("a\\n\n\\0\\xffB\u00e9c"));
        select("The bytes as numbers", 6 + 3 * 2, 6 + 3 * 4 - 1);
        QCOMPARE(chosen("The bytes as text"), QStringLiteral("\\0\\xff"));
        QCOMPARE(label("Which bytes are selected")->text(),
            QStringLiteral("Bytes 2\u20133 of 8, counted from 0. Stream offset 119\u2013120."));
        select("The bytes as numbers", 6 + 3 * 6, 6 + 3 * 6 + 1);
        QCOMPARE(chosen("The bytes as text"), QStringLiteral("\u00e9"));
    }

    void selectionInTextIsTheSameInNumbers()
    {
        m_inspector->setCurrentIndex(1);
        m_selection->select(5);
        const auto place = int(field("The bytes as text")->toPlainText().indexOf(QChar(0xe9)));
        select("The bytes as text", place, place + 1);
        QCOMPARE(chosen("The bytes as numbers"), QStringLiteral("c3 a9"));
        button("Copy as hex")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("c3 a9"));
        select("The bytes as text", 0, 2);
        button("Copy as text")->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("a\\n"));
    }

    void everyByteIsFoundInBothWritings_data()
    {
        QTest::addColumn<int>("perLine");
        QTest::newRow("narrow") << 8;
        QTest::newRow("wide") << 16;
    }

    void everyByteIsFoundInBothWritings()
    {
        QFETCH(int, perLine);
        QByteArray bytes;
        for (int i = 0; i < 256; ++i)
            bytes += char(i);
        bytes += "\xc3\xa9\xe2\x80\xae\xcc\x81\xcc\x81\xcc\x81\xcc\x81";
        const BytesText text(bytes);
        const BytesNumbers numbers(bytes, perLine);
        QVERIFY(!text.text().contains(QChar(0x202e)));
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            const ByteRange one{i, i + 1};
            const ByteRange digits = numbers.placeOf(one);
            QCOMPARE(numbers.bytesAt(digits.first, digits.end), one);
            QCOMPARE(numbers.text().mid(digits.first, 2).toLatin1(), bytes.mid(i, 1).toHex());
            const ByteRange place = text.placeOf(one);
            const ByteRange back = text.bytesAt(place.first, place.end);
            QVERIFY(back.first <= i && back.end > i);
        }
    }

    void controlCharactersHaveTheirNames()
    {
        QVERIFY(controlName(0).startsWith(QLatin1String("NUL")));
        QVERIFY(controlName(0x0a).startsWith(QLatin1String("LF")));
        QVERIFY(controlName(0x1b).startsWith(QLatin1String("ESC")));
        QVERIFY(controlName(0x1f).startsWith(QLatin1String("US")));
        QVERIFY(controlName(0x7f).startsWith(QLatin1String("DEL")));
        QVERIFY(controlName(' ').isEmpty() && controlName(0x80).isEmpty());
    }

    void whatComesNextIsSaid()
    {
        m_selection->select(7);
        QVERIFY(label("What comes next")->text().contains(QLatin1String("accept() takes the first")));
        m_selection->select(4);
        QVERIFY(!label("What comes next")->isVisible());
    }

    void stepIsShownAsCode()
    {
        m_inspector->setCurrentIndex(2);
        m_selection->select(7);
        QCOMPARE(field("The step in Python")->toPlainText(), QStringLiteral("server.listen(5)"));
        QCOMPARE(field("The step in C")->toPlainText(), QStringLiteral("listen(server, 5);"));
        QVERIFY(field("The step in C++ with Qt")
                    ->toPlainText()
                    .contains(QLatin1String("setListenBacklogSize(5)")));
        m_selection->select(4);
        QVERIFY(label("What the code is")->text().contains(QLatin1String("writes nothing")));
        QVERIFY(!field("The step in Python")->isVisible());
    }

    void codeFitsIntoANarrowColumn()
    {
        m_inspector->resize(300, 500);
        m_inspector->setCurrentIndex(2);
        m_selection->select(5);
        for (QScrollArea *area : m_inspector->findChildren<QScrollArea *>())
            QTRY_VERIFY(!area->isVisible() || area->widget()->width() <= area->viewport()->width());
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
    QPushButton *button(const char *text) const
    {
        for (QPushButton *b : m_inspector->findChildren<QPushButton *>()) {
            if (b->text() == QLatin1String(text))
                return b;
        }
        return nullptr;
    }

    /// The button that leads to the cause, which stands first.
    QPushButton *cause() const { return m_inspector->widget(0)->findChild<QPushButton *>(); }

    void select(const char *name, int from, int to) const
    {
        QTextCursor cursor = field(name)->textCursor();
        cursor.setPosition(from);
        cursor.setPosition(to, QTextCursor::KeepAnchor);
        field(name)->setTextCursor(cursor);
    }

    QString chosen(const char *name) const { return field(name)->textCursor().selectedText(); }

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
