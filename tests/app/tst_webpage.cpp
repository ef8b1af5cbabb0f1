// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/services/webpage.h"

#include <QTest>

using namespace wl;

class TestWebPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pageShowsTheRequestEscaped();
    void anySplitGivesTheSamePage();
    void lengthIsTrue();
    void headGetsNoBody();
    void requestsAreToldWhatIsWrong_data();
    void requestsAreToldWhatIsWrong();
    void bodyIsReadBeforeTheAnswer();
    void hugeRequestsAreCutOff();
    void answersOnce();
};

namespace {

QByteArray answerTo(const QByteArray &request, bool *closes = nullptr)
{
    WebPage page;
    const ServiceAnswer answer = page.received(request);
    if (closes)
        *closes = answer.close;
    return answer.send;
}

} // namespace

void TestWebPage::pageShowsTheRequestEscaped()
{
    bool closes = false;
    const QByteArray page = answerTo("GET /?<script>x</script> HTTP/1.1\r\nHost: h\r\nX: <img "
                                     "src=file:///etc/passwd>\x1b[2J\xe2\x80\xae\r\n\r\n",
        &closes);
    QVERIFY(page.startsWith("HTTP/1.0 200 OK\r\n"));
    QVERIFY(closes);
    QVERIFY(page.contains("&lt;script&gt;"));
    QVERIFY(!page.contains("<script"));
    QVERIFY(!page.contains("<img"));
    QVERIFY(!page.contains('\x1b'));
    QVERIFY(!page.contains("\xe2\x80\xae"));
    QVERIFY(page.contains("Content-Security-Policy: default-src 'none'"));
    QVERIFY(page.contains("Where to look in Wireladder"));
}

void TestWebPage::anySplitGivesTheSamePage()
{
    const QByteArray request = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
    const QByteArray whole = answerTo(request);
    for (qsizetype cut = 1; cut < request.size(); ++cut) {
        WebPage page;
        QVERIFY(page.received(QByteArrayView(request).first(cut)).send.isEmpty());
        QCOMPARE(page.received(QByteArrayView(request).sliced(cut)).send, whole);
    }
    QVERIFY(answerTo("GET / HTTP/1.0\n\n").startsWith("HTTP/1.0 200"));
    QVERIFY(answerTo("GET http://127.0.0.1/ HTTP/1.0\r\n\r\n").startsWith("HTTP/1.0 200"));
}

void TestWebPage::lengthIsTrue()
{
    const QByteArray page = answerTo("GET / HTTP/1.0\r\n\r\n");
    const qsizetype body = page.indexOf("\r\n\r\n") + 4;
    const QByteArray length = "Content-Length: " + QByteArray::number(page.size() - body) + "\r\n";
    QVERIFY(page.contains(length));
}

void TestWebPage::headGetsNoBody()
{
    const QByteArray head = answerTo("HEAD / HTTP/1.0\r\n\r\n");
    QVERIFY(head.startsWith("HTTP/1.0 200 OK"));
    QVERIFY(head.endsWith("\r\n\r\n"));
    QVERIFY(!head.contains("<html"));
}

void TestWebPage::requestsAreToldWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("path") << QByteArray("GET /favicon.ico HTTP/1.1\r\n\r\n") << QByteArray("404");
    QTest::newRow("method") << QByteArray("BREW / HTTP/1.1\r\n\r\n") << QByteArray("501");
    QTest::newRow("no request") << QByteArray("hello\r\n\r\n") << QByteArray("400");
    QTest::newRow("length") << QByteArray("POST / HTTP/1.1\r\nContent-Length: -5\r\n\r\n")
                            << QByteArray("400");
    QTest::newRow("large") << QByteArray("POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n")
                           << QByteArray("413");
}

void TestWebPage::requestsAreToldWhatIsWrong()
{
    QFETCH(QByteArray, request);
    QFETCH(QByteArray, status);
    const QByteArray line = "HTTP/1.0 " + status;
    QVERIFY(answerTo(request).startsWith(line));
}

void TestWebPage::bodyIsReadBeforeTheAnswer()
{
    WebPage page;
    QVERIFY(page.received("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nab").send.isEmpty());
    QVERIFY(page.received("c").send.startsWith("HTTP/1.0 501"));
}

void TestWebPage::hugeRequestsAreCutOff()
{
    WebPage page;
    QByteArray sent;
    for (int i = 0; i < 20 && sent.isEmpty(); ++i)
        sent = page.received(QByteArray(1000, 'x')).send;
    QVERIFY(sent.startsWith("HTTP/1.0 431"));
}

void TestWebPage::answersOnce()
{
    WebPage page;
    QVERIFY(!page.received("GET / HTTP/1.0\r\n\r\n").send.isEmpty());
    QVERIFY(page.received("GET / HTTP/1.0\r\n\r\n").send.isEmpty());
    QVERIFY(page.peerFinished().send.isEmpty());
    WebPage cut;
    cut.received("GET / HT");
    QVERIFY(cut.peerFinished().send.startsWith("HTTP/1.0 400"));
    WebPage silent;
    QVERIFY(silent.peerFinished().send.isEmpty());
}

QTEST_GUILESS_MAIN(TestWebPage)
#include "tst_webpage.moc"
