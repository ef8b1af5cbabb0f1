// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/core/safetext.h"
#include "app/services/servicecatalogue.h"

#include <QTest>

#include <initializer_list>

namespace wl {

class TestServices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void catalogueKnowsAllServices();
    void echoSendsBackEveryByte();
    void emptyDatagramIsAnsweredByAnEmptyOne();
    void fixedReplyAnswersEachRecv();
    void manualWaitsForThePerson();
    void uppercaseCapitalisesLetters();
    void uppercaseIsTheSameHoweverTheBytesAreCut();
    void uppercaseHoldsACutCharacterAndFlushesItAtTheEnd();
    void uppercasePassesInvalidBytesAtOnce();
    void uppercaseAnswersNothingWhileItHoldsAll();
    void helloIsAnsweredHoweverItIsCut_data();
    void helloIsAnsweredHoweverItIsCut();
    void wrongByteIsNamed_data();
    void wrongByteIsNamed();
    void helloAfterAWrongLineIsAnswered();
    void helloAfterAWrongRecvIsAnswered();
    void floodOfWrongLinesGetsOneAnswerARecv();
    void endInsideHelloIsToldAsWrong();
    void endAfterWholeMessagesSaysNothing();
};

namespace {

std::unique_ptr<Service> make(const char *id, const QString &reply = {})
{
    ServiceSetup setup;
    setup.reply = reply;
    return makeService(QLatin1String(id), setup);
}

/// All that a service sends for these reads and the end that follows them.
QByteArray conversation(Service &service, const QList<QByteArray> &reads)
{
    QByteArray sent;
    for (const QByteArray &read : reads)
        sent += service.received(read).send;
    return sent + service.peerFinished().send;
}

} // namespace

void TestServices::catalogueKnowsAllServices()
{
    QStringList ids;
    for (const ServiceKind &kind : serviceKinds()) {
        ids += kind.id;
        QVERIFY(!kind.title.isEmpty() && !kind.says.isEmpty());
        QVERIFY(isService(kind.id));
        ServiceSetup setup;
        QVERIFY(makeService(kind.id, setup) != nullptr);
    }
    QCOMPARE(ids.join(u' '), QStringLiteral("echo uppercase fixed-reply hello relay web-page manual"));
    QVERIFY(!isService(QStringLiteral("Echo")));
    QVERIFY(!isService(QString()));
    ServiceSetup setup;
    QVERIFY(makeService(QStringLiteral("teleport"), setup) == nullptr);
    QVERIFY(needsTcp(QStringLiteral("relay")) && !needsTcp(QStringLiteral("echo")));
}

void TestServices::echoSendsBackEveryByte()
{
    const auto echo = make("echo");
    QByteArray all(256, '\0');
    for (int i = 0; i < 256; ++i)
        all[i] = static_cast<char>(i);
    const ServiceAnswer answer = echo->received(all);
    QCOMPARE(answer.send, all);
    QVERIFY(answer.complete);
    QVERIFY(!answer.note);
    QCOMPARE(echo->peerFinished().send, QByteArray());
    QVERIFY(!echo->waitsForPerson());
}

void TestServices::emptyDatagramIsAnsweredByAnEmptyOne()
{
    for (const char *id : {"echo", "uppercase"}) {
        const ServiceAnswer answer = make(id)->received(QByteArrayView());
        QVERIFY2(answer.complete && answer.send.isEmpty(), id);
    }
}

void TestServices::fixedReplyAnswersEachRecv()
{
    const auto fixed = make("fixed-reply", QStringLiteral("Grüße!"));
    for (int i = 0; i < 2; ++i) {
        const ServiceAnswer answer = fixed->received("anything");
        QCOMPARE(answer.send, QByteArray("Grüße!"));
        QVERIFY(answer.complete);
    }
    QCOMPARE(fixed->peerFinished().send, QByteArray());
}

void TestServices::manualWaitsForThePerson()
{
    const auto manual = make("manual");
    const ServiceAnswer answer = manual->received("question");
    QVERIFY(answer.send.isEmpty());
    QVERIFY(!answer.complete);
    QVERIFY(manual->waitsForPerson());
    QVERIFY(manual->peerFinished().send.isEmpty());
}

void TestServices::uppercaseCapitalisesLetters()
{
    const auto upper = make("uppercase");
    const ServiceAnswer answer = upper->received("hello, straße é ωß 漢😀\r\n");
    QCOMPARE(answer.send, QByteArray("HELLO, STRASSE É ΩSS 漢😀\r\n"));
    QVERIFY(answer.complete);
}

void TestServices::uppercaseIsTheSameHoweverTheBytesAreCut()
{
    const QByteArray text("\xef\xbb\xbf"
                          "grüße \xff\xc3 \xe2\x82 aé漢😀\xf0\x9f\x98"
                          "z\xed\xa0\x80 ǆ\xf0\x9f");
    const QByteArray whole = conversation(*make("uppercase"), {text});
    QCOMPARE(whole,
        QByteArray("\xef\xbb\xbf"
                   "GRÜSSE \xff\xc3 \xe2\x82 AÉ漢😀\xf0\x9f\x98"
                   "Z\xed\xa0\x80 Ǆ\xf0\x9f"));
    for (qsizetype i = 0; i <= text.size(); ++i) {
        for (qsizetype k = i; k <= text.size(); ++k)
            QCOMPARE(
                conversation(*make("uppercase"), {text.first(i), text.mid(i, k - i), text.mid(k)}), whole);
    }
    QList<QByteArray> bytes;
    for (const char byte : text)
        bytes += QByteArray(1, byte);
    QCOMPARE(conversation(*make("uppercase"), bytes), whole);
}

void TestServices::uppercaseHoldsACutCharacterAndFlushesItAtTheEnd()
{
    const auto upper = make("uppercase");
    QCOMPARE(upper->received("a\xc3").send, QByteArray("A"));
    QCOMPARE(upper->received("\xa9").send, QByteArray("É"));
    QCOMPARE(upper->received("b\xf0\x9f\x98").send, QByteArray("B"));
    QCOMPARE(upper->peerFinished().send, QByteArray("\xf0\x9f\x98"));
    QCOMPARE(upper->peerFinished().send, QByteArray());
}

void TestServices::uppercasePassesInvalidBytesAtOnce()
{
    const auto upper = make("uppercase");
    QCOMPARE(upper
                 ->received("\xff\xc0\x80"
                            "a")
                 .send,
        QByteArray("\xff\xc0\x80"
                   "A"));
    QCOMPARE(upper->received("\xe0\x80").send, QByteArray("\xe0\x80"));
}

void TestServices::uppercaseAnswersNothingWhileItHoldsAll()
{
    const auto upper = make("uppercase");
    const ServiceAnswer first = upper->received("\xe2\x82");
    QVERIFY(first.send.isEmpty());
    QVERIFY(!first.complete);
    QVERIFY(upper->received("\xac").complete);
}

void TestServices::helloIsAnsweredHoweverItIsCut_data()
{
    QTest::addColumn<QList<QByteArray>>("reads");
    QTest::addColumn<QByteArray>("sent");
    const auto row = [](const char *name, const QList<QByteArray> &reads, const char *sent) {
        QTest::newRow(name) << reads << QByteArray(sent);
    };
    row("bare", {"Hello"}, "HI");
    row("LF", {"Hello\n"}, "HI");
    row("CR LF", {"Hello\r\n"}, "HI");
    row("LF later", {"Hello", "\n", "Hello"}, "HIHI");
    row("CR LF later", {"Hello", "\r\n", "Hello\r\n"}, "HIHI");
    row("CR LF cut", {"Hello\r", "\nHello"}, "HIHI");
    row("byte by byte", {"H", "e", "l", "l", "o", "\r", "\n", "H", "e", "l", "l", "o"}, "HIHI");
    row("two at once", {"Hello\nHello\r\n"}, "HIHI");
    row("two without an end", {"HelloHello"}, "HIHI");
}

void TestServices::helloIsAnsweredHoweverItIsCut()
{
    QFETCH(QList<QByteArray>, reads);
    QFETCH(QByteArray, sent);
    const auto hello = make("hello");
    QByteArray all;
    for (const QByteArray &read : reads) {
        const ServiceAnswer answer = hello->received(read);
        QCOMPARE(answer.complete, !answer.send.isEmpty());
        QCOMPARE(answer.note.has_value(), answer.complete);
        if (answer.note)
            QCOMPARE(answer.note->step, Step::NoteHelloComplete);
        all += answer.send;
    }
    QCOMPARE(all, sent);
    QVERIFY(hello->peerFinished().send.isEmpty());
}

void TestServices::wrongByteIsNamed_data()
{
    QTest::addColumn<QList<QByteArray>>("reads");
    QTest::addColumn<int>("place");
    QTest::addColumn<QString>("expected");
    const auto row = [](const QList<QByteArray> &reads, int place, const char *expected) {
        QTest::newRow(qPrintable(safeText(reads.join('|'))))
            << reads << place << QString(QLatin1String(expected));
    };
    row({"x"}, 0, "H");
    row({"hello"}, 0, "H");
    row({"\n"}, 0, "H");
    row({"\xff"}, 0, "H");
    row({"HEllo"}, 1, "e");
    row({"Hexlo"}, 2, "l");
    row({"He", "l", "p"}, 3, "l");
    row({"Hell\n"}, 4, "o");
    row({"Hello\rX"}, 6, "\n");
    row({"Hello world"}, 0, "H");
}

void TestServices::wrongByteIsNamed()
{
    QFETCH(QList<QByteArray>, reads);
    QFETCH(int, place);
    QFETCH(QString, expected);
    const auto hello = make("hello");
    ServiceAnswer answer;
    for (const QByteArray &read : reads)
        answer = hello->received(read);
    QVERIFY(answer.note);
    QCOMPARE(answer.note->step, Step::NoteHelloWrong);
    QCOMPARE(answer.note->number, quint64(place));
    QCOMPARE(answer.note->text, expected);
    const QByteArray shown = expected == u'\n' ? QByteArray("\\n") : expected.toLatin1();
    const QByteArray sentence =
        "wrong at byte " + QByteArray::number(place + 1) + ": expected '" + shown + "'\n";
    QVERIFY2(answer.send.endsWith(sentence), answer.send.constData());
    QVERIFY(hello->peerFinished().send.isEmpty());
}

void TestServices::helloAfterAWrongLineIsAnswered()
{
    const auto hello = make("hello");
    const ServiceAnswer answer = hello->received("Help\nHello\n");
    QCOMPARE(answer.send, QByteArray("wrong at byte 4: expected 'l'\nHI"));
    QCOMPARE(answer.note->step, Step::NoteHelloWrong);
    QVERIFY(answer.complete);
}

void TestServices::helloAfterAWrongRecvIsAnswered()
{
    const QList<QList<QByteArray>> conversations{{"Help", "Hello"}, {"Help", "\nHello"},
        {"Help", "\r\nHello"}, {"Help\r", "\nHello"}, {"Help\n", "Hello"}, {"Help me\r\n", "Hello"}};
    for (const auto &reads : conversations) {
        const auto hello = make("hello");
        QVERIFY(!hello->received(reads[0]).complete);
        const ServiceAnswer second = hello->received(reads[1]);
        QCOMPARE(second.send, QByteArray("HI"));
        QVERIFY(second.complete);
    }
}

void TestServices::floodOfWrongLinesGetsOneAnswerARecv()
{
    const auto hello = make("hello");
    QCOMPARE(hello->received(QByteArray(100000, '\n')).send, QByteArray("wrong at byte 1: expected 'H'\n"));
    QCOMPARE(hello->received("Hello").send, QByteArray("HI"));
}

void TestServices::endInsideHelloIsToldAsWrong()
{
    const auto hello = make("hello");
    QVERIFY(hello->received("Hel").send.isEmpty());
    const ServiceAnswer answer = hello->peerFinished();
    QCOMPARE(answer.send, QByteArray("wrong at byte 4: expected 'l'\n"));
    QVERIFY(answer.note);
    QCOMPARE(answer.note->number, quint64(3));
    QVERIFY(!answer.complete);
}

void TestServices::endAfterWholeMessagesSaysNothing()
{
    for (const char *bytes : {"", "Hello", "Hello\r", "Hello\n", "wrong"}) {
        const auto hello = make("hello");
        (void)hello->received(bytes);
        const ServiceAnswer answer = hello->peerFinished();
        QVERIFY2(answer.send.isEmpty() && !answer.note, bytes);
    }
}

} // namespace wl

QTEST_GUILESS_MAIN(wl::TestServices)
#include "tst_services.moc"
