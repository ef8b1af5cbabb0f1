// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/errnotext.h"
#include "app/models/eventtext.h"

#include <QTest>

#include <cerrno>

using namespace wl;

class TestErrnoText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyErrnoHasANameThatReadsBack();
    void namesThatAreNoneAreRefused();
    void everyErrnoOfSocketsHasAdvice_data();
    void everyErrnoOfSocketsHasAdvice();
    void theSameErrnoMeansDifferentThingsForDifferentCalls();
};

void TestErrnoText::everyErrnoHasANameThatReadsBack()
{
    for (int error = 1; error < 1000; ++error) {
        const QByteArray name = errnoName(error).toLatin1();
        QVERIFY2(name.startsWith('E'), name.constData());
        QCOMPARE(errnoFromName(QLatin1String(name.constData(), name.size())), error);
    }
    QCOMPARE(errnoName(ECONNREFUSED), QStringLiteral("ECONNREFUSED"));
    QCOMPARE(errnoName(EWOULDBLOCK), QStringLiteral("EAGAIN"));
    QCOMPARE(errnoName(999), QStringLiteral("E999"));
}

void TestErrnoText::namesThatAreNoneAreRefused()
{
    for (const char *name : {"", "E", "ENOTHING", "111", "E0", "E-1", "E70000", "econnrefused", "E111 "})
        QCOMPARE(errnoFromName(QLatin1String(name)), 0);
}

void TestErrnoText::everyErrnoOfSocketsHasAdvice_data()
{
    QTest::addColumn<int>("error");
    for (const int error : {EADDRINUSE, EACCES, EADDRNOTAVAIL, ECONNREFUSED, ECONNRESET, ETIMEDOUT,
             ENETUNREACH, EHOSTUNREACH, EINPROGRESS, EAGAIN, EPIPE, EMSGSIZE, EMFILE, ENFILE, ENOBUFS, EINVAL,
             ENOTCONN, EAFNOSUPPORT, EPERM, ECONNABORTED})
        QTest::newRow(qPrintable(errnoName(error))) << error;
}

void TestErrnoText::everyErrnoOfSocketsHasAdvice()
{
    QFETCH(int, error);
    const QString advice = errnoAdvice(error, Step::CallBind);
    QVERIFY(advice.endsWith(QLatin1Char('.')));
    QVERIFY(advice.at(0).isUpper());
    QVERIFY(errnoAdvice(999, Step::CallBind).isEmpty());
}

void TestErrnoText::theSameErrnoMeansDifferentThingsForDifferentCalls()
{
    QVERIFY(errnoAdvice(EAGAIN, Step::CallSend).contains(QStringLiteral("buffer is full")));
    QVERIFY(errnoAdvice(EAGAIN, Step::CallAccept4).contains(QStringLiteral("accepted")));
    QVERIFY(errnoAdvice(EACCES, Step::CallSendto).contains(QStringLiteral("broadcast")));
    QVERIFY(errnoAdvice(EACCES, Step::CallBind).contains(QStringLiteral("1024")));
}

QTEST_GUILESS_MAIN(TestErrnoText)
#include "tst_errnotext.moc"
