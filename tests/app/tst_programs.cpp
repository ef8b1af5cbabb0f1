// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/whatcomesnext.h"
#include "app/programs/literals.h"
#include "app/programs/program.h"
#include "tests/kit/journalbuilder.h"

#include <QTest>

using namespace wl;

namespace {

const char *const server = "10 command create ep=1 \"server tcp://127.0.0.1:0?name=Server%201\"\n"
                           "20 call socket ep=1 sock=1 fd=11 arg=2 extra=1 = 11\n"
                           "21 call setsockopt ep=1 sock=1 fd=11 arg=1 extra=65538 = 0\n"
                           "22 call setsockopt ep=1 sock=1 fd=11 arg=1 extra=65549 = 0\n"
                           "23 note option-set ep=1 sock=1 arg=5 = 5 \"linger\"\n"
                           "24 call bind ep=1 sock=1 fd=11 peer=127.0.0.1:0 = 0\n"
                           "25 call getsockname ep=1 sock=1 fd=11 local=127.0.0.1:12000 housekeeping = 0\n"
                           "26 call listen ep=1 sock=1 fd=11 arg=7 after=LISTEN = 0\n"
                           "30 call accept4 ep=1 sock=1 fd=11 arg=2 peer=127.0.0.1:40000 = 12\n"
                           "31 call accept4 ep=1 sock=1 fd=11 housekeeping = -1 EAGAIN\n"
                           "40 call read ep=1 sock=2 fd=12 arg=4096 = 3 \"abc\"\n"
                           "41 call write ep=1 sock=2 fd=12 arg=6 = 6 \"\\xffB?\\?\\\"\\n\"\n"
                           "50 call read ep=1 sock=2 fd=12 arg=4096 = 0\n"
                           "51 call shutdown ep=1 sock=2 fd=12 arg=1 = 0\n"
                           "52 call close ep=1 sock=2 fd=12 = 0\n";

const char *const refused =
    "10 command create ep=2 \"client tcp://127.0.0.1:1?name=Client%201\"\n"
    "20 call socket ep=2 sock=1 fd=12 arg=2 extra=1 = 12\n"
    "30 call connect ep=2 sock=1 fd=12 peer=127.0.0.1:1 extra=1 = -1 EINPROGRESS\n"
    "40 call connect ep=2 sock=1 fd=12 peer=127.0.0.1:1 extra=2 = -1 ECONNREFUSED\n"
    "41 call close ep=2 sock=1 fd=12 = 0\n"
    "50 call socket ep=2 sock=2 fd=12 arg=2 extra=1 = 12\n"
    "51 call connect ep=2 sock=2 fd=12 peer=127.0.0.1:1 extra=1 retry = -1 EINPROGRESS\n"
    "52 call connect ep=2 sock=2 fd=12 peer=127.0.0.1:1 extra=2 retry = -1 ECONNREFUSED\n"
    "53 call close ep=2 sock=2 fd=12 retry = 0\n";

const char *const datagrams =
    "10 command create ep=1 \"server udp://127.0.0.1:5000?name=Server%201\"\n"
    "20 call socket ep=1 sock=1 fd=11 arg=2 extra=2 datagram = 11\n"
    "21 call bind ep=1 sock=1 fd=11 peer=127.0.0.1:5000 datagram = 0\n"
    "30 call recvmsg ep=1 sock=1 fd=11 arg=65536 peer=127.0.0.1:40001 datagram = 2 \"hi\"\n"
    "31 call sendmsg ep=1 sock=1 fd=11 arg=2 peer=127.0.0.1:40001 datagram = 2 \"HI\"\n"
    "32 call recvmsg ep=1 sock=1 fd=11 arg=65536 peer=127.0.0.1:40002 datagram = 0\n"
    "40 call close ep=1 sock=1 fd=11 datagram = 0\n";

/// The part of a program that differs from one to the other: what follows the helpers.
QByteArray stepsOf(const QByteArray &text, const char *from)
{
    return text.mid(std::max<qsizetype>(0, text.lastIndexOf(from)));
}

} // namespace

class ProgramsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void literalsAreEscapedForTheirLanguage_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("python");
        QTest::addColumn<QByteArray>("c");
        QTest::newRow("empty") << QByteArray() << QByteArray("b\"\"") << QByteArray("\"\"");
        QTest::newRow("plain") << QByteArray("a b") << QByteArray("b\"a b\"") << QByteArray("\"a b\"");
        QTest::newRow("quotes") << QByteArray("\"'\\") << QByteArray("b\"\\\"'\\\\\"")
                                << QByteArray("\"\\\"'\\\\\"");
        QTest::newRow("white") << QByteArray("\t\r\n") << QByteArray("b\"\\t\\r\\n\"")
                               << QByteArray("\"\\t\\r\\n\"");
        QTest::newRow("hex before digit") << QByteArray("\x01"
                                                        "1g")
                                          << QByteArray("b\"\\x011g\"") << QByteArray("\"\\x01\"\"1g\"");
        QTest::newRow("hex before letter") << QByteArray("\xff"
                                                         "F")
                                           << QByteArray("b\"\\xffF\"") << QByteArray("\"\\xff\"\"F\"");
        QTest::newRow("hex before harmless")
            << QByteArray("\xffz") << QByteArray("b\"\\xffz\"") << QByteArray("\"\\xffz\"");
        QTest::newRow("zero") << QByteArray("\0", 1) << QByteArray("b\"\\x00\"") << QByteArray("\"\\x00\"");
        QTest::newRow("trigraph") << QByteArray("?\?/") << QByteArray("b\"?\?/\"") << QByteArray("\"?\\?/\"");
        QTest::newRow("utf-8") << QByteArray("\xc3\xa9") << QByteArray("b\"\\xc3\\xa9\"")
                               << QByteArray("\"\\xc3\\xa9\"");
    }

    void literalsAreEscapedForTheirLanguage()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, python);
        QFETCH(QByteArray, c);
        QCOMPARE(literal(bytes, Language::Python), python);
        QCOMPARE(literal(bytes, Language::C), c);
        QCOMPARE(literal(bytes, Language::Qt), c);
    }

    void longLiteralsAreFolded()
    {
        const QByteArrayList lines = literalLines(QByteArray(500, '\xfe'), Language::C);
        QVERIFY(lines.size() > 1);
        for (const QByteArray &line : lines)
            QVERIFY(line.size() < 80 && line.startsWith('"') && line.endsWith('"'));
        QCOMPARE(lines.join().count("\\xfe"), 500);
    }

    void commentsCanNotBeLeft()
    {
        const QByteArray text = commentText(QStringLiteral("a\n*/ \"\"\" ?\?/ \\\u202e b"));
        for (const char *bad : {"\n", "*", "/", "\"", "?", "\\", "\u202e"})
            QVERIFY2(!text.contains(bad), bad);
    }

    void pythonServerMakesTheSameCalls()
    {
        QCOMPARE(stepsOf(program(server, 1, Language::Python).text, "\nserver = "),
            QByteArray("\nserver = socket.socket(socket.AF_INET, socket.SOCK_STREAM)\n"
                       "server.settimeout(PATIENCE)\n"
                       "server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)\n"
                       "server.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack(\"ii\", 1, 5))\n"
                       "server.bind((HOST, PORT))\n"
                       "server.listen(7)\n"
                       "say(\"server: listening at port\", server.getsockname()[1])\n"
                       "\n"
                       "connection1, caller = server.accept()\n"
                       "connection1.settimeout(PATIENCE)\n"
                       "say(\"connection1: accepted from\", caller[0], \"port\", caller[1])\n"
                       "receive(connection1, \"connection1\", 3)\n"
                       "send(connection1, \"connection1\", b\"\\xffB?\?\\\"\\n\")\n"
                       "receive_end(connection1, \"connection1\")\n"
                       "connection1.shutdown(socket.SHUT_WR)\n"
                       "connection1.close()\n"
                       "say(\"connection1\", \"is closed\")\n"
                       "\n"
                       "# In the session still open:\n"
                       "server.close()\n"));
    }

    void chosenPortIsTheDefault()
    {
        const QByteArray python = program(server, 1, Language::Python).text;
        QVERIFY(python.contains("else 12000\n"));
        QVERIFY(python.contains("the system chose the port"));
        QVERIFY(program(server, 1, Language::C).text.contains("argv[1] : \"12000\";"));
        QVERIFY(program(server, 1, Language::Python).remarks.isEmpty());
    }

    void cServerMakesTheSameCalls()
    {
        const QByteArray text = program(server, 1, Language::C).text;
        for (const char *line :
            {"const int server = check(\"server: socket\", socket(AF_INET, SOCK_STREAM, 0));",
                "&(struct linger){1, 5}, sizeof(struct linger)", "listen(server, 7)",
                "where = at(host, port);", "receive(\"connection1\", connection1, 3);",
                "send_all(\"connection1\", connection1, \"\\xff\"\"B?\\?\\\"\\n\", 6);",
                "receive_end(\"connection1\", connection1);", "shutdown(connection1, SHUT_WR)",
                "check(\"connection1: close\", close(connection1));", "    close(server);"})
            QVERIFY2(text.contains(line), line);
        QVERIFY(!text.contains("static void expect("));
    }

    void qtServerMakesTheSameSteps()
    {
        const QByteArray text = program(server, 1, Language::Qt).text;
        for (const char *line : {"server.setListenBacklogSize(7);", "server.listen(host, port)",
                 "connection1 = server.nextPendingConnection();", "receive(connection1, \"connection1\", 3)",
                 "send(connection1, \"connection1\", \"\\xff\"\"B?\\?\\\"\\n\", 6)",
                 "shutdown(connection1, \"connection1\", SHUT_WR)", "close(connection1, \"connection1\")"})
            QVERIFY2(text.contains(line), line);
    }

    void failureThatIsExpectedIsWrittenAsOne()
    {
        const SourceProgram python = program(refused, 2, Language::Python);
        QVERIFY(python.text.contains("expect(\"ECONNREFUSED\", client.connect, (HOST, PORT))"));
        QCOMPARE(python.text.count("socket.socket(socket.AF_INET"), 1);
        QCOMPARE(python.remarks.size(), 1);
        QVERIFY(program(refused, 2, Language::C)
                    .text.contains("expect(\"client: connect\", ECONNREFUSED, connect("));
    }

    void answersGoToWhomTheDatagramCameFrom()
    {
        const QByteArray python = program(datagrams, 1, Language::Python).text;
        QVERIFY(python.contains("peer1 = None\n"));
        QVERIFY(python.contains("peer1 = receive_from(udp, \"udp\", 65536, peer1)\n"));
        QVERIFY(python.contains("send_to(udp, \"udp\", b\"HI\", peer1)\n"));
        QVERIFY(python.contains("\nreceive_from(udp, \"udp\", 65536)\n"));
        const QByteArray c = program(datagrams, 1, Language::C).text;
        QVERIFY(c.contains("receive_from(\"udp\", udp, 65536, &peer1);"));
        QVERIFY(c.contains("send_to(\"udp\", udp, \"HI\", 2, &peer1);"));
    }

    void bytesThatWereNotKeptAreNotInvented()
    {
        const char *const text = "10 command create ep=2 \"client tcp://127.0.0.1:1?name=C\"\n"
                                 "20 call socket ep=2 sock=1 fd=12 arg=2 extra=1 = 12\n"
                                 "30 call connect ep=2 sock=1 fd=12 peer=127.0.0.1:1 extra=1 = 0\n"
                                 "40 call write ep=2 sock=1 fd=12 arg=900 = 900 \"cut\"\n";
        const SourceProgram python = program(text, 2, Language::Python);
        QVERIFY(python.text.contains("send(client, \"client\", b\"cut\")\n# 897 more bytes were sent here"));
        QVERIFY(python.remarks.join(u' ').contains(QLatin1String("897 of the 900 bytes")));
    }

    void longSessionIsCutWithARemark()
    {
        QString text = QStringLiteral("10 command create ep=2 \"client tcp://127.0.0.1:1?name=C\"\n"
                                      "20 call socket ep=2 sock=1 fd=12 arg=2 extra=1 = 12\n");
        for (int i = 0; i < 2100; ++i)
            text += QStringLiteral("30 call write ep=2 sock=1 fd=12 arg=1 = 1 \"x\"\n");
        const SourceProgram python = program(text.toUtf8().constData(), 2, Language::Python);
        QCOMPARE(python.text.count("b\"x\""), 1999);
        QVERIFY(python.remarks.join(u' ').contains(QLatin1String("2,000")));
    }

    void endpointWithoutCallsHasNoProgram()
    {
        const SourceProgram none =
            program("10 command create ep=2 \"client tcp://127.0.0.1:1?name=C\"\n", 2, Language::C);
        QVERIFY(none.text.isEmpty());
        QCOMPARE(none.remarks.size(), 1);
    }

    void stepsAreWrittenWithTheirValues_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<QString>("python");
        QTest::addColumn<QString>("c");
        QTest::newRow("socket") << 1
                                << QStringLiteral(
                                       "server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)")
                                << QStringLiteral("int server = socket(AF_INET, SOCK_STREAM, 0);");
        QTest::newRow("listen") << 7 << QStringLiteral("server.listen(7)")
                                << QStringLiteral("listen(server, 7);");
        QTest::newRow("accept") << 8 << QStringLiteral("connection1, peer = server.accept()")
                                << QStringLiteral("int connection1 = accept(server, NULL, NULL);");
        QTest::newRow("recv") << 10 << QStringLiteral("data = connection1.recv(4096)")
                              << QStringLiteral(
                                     "char data[4096];\nssize_t n = recv(connection1, data, 4096, 0);");
        QTest::newRow("shutdown") << 13 << QStringLiteral("connection1.shutdown(socket.SHUT_WR)")
                                  << QStringLiteral("shutdown(connection1, SHUT_WR);");
        QTest::newRow("note") << 4 << QString() << QString();
        QTest::newRow("housekeeping") << 6 << QString() << QString();
    }

    void stepsAreWrittenWithTheirValues()
    {
        QFETCH(int, row);
        const auto journal = kit::journalFrom(server);
        SocketTable table;
        table.advance(journal->view());
        const EventRef event = journal->view().at(EventIndex(row));
        QTEST(stepCode(event, table, Language::Python), "python");
        QTEST(stepCode(event, table, Language::C), "c");
        QFETCH(QString, python);
        QCOMPARE(stepCode(event, table, Language::Qt).isEmpty(), python.isEmpty());
    }

    void failedStepSaysSo()
    {
        const auto journal = kit::journalFrom(refused);
        SocketTable table;
        table.advance(journal->view());
        QCOMPARE(stepCode(journal->view().at(3), table, Language::Python),
            QStringLiteral("client.connect((\"127.0.0.1\", 1))  # here it failed with ECONNREFUSED"));
    }

    void whatComesNextFollowsTheState()
    {
        const auto journal = kit::journalFrom(server);
        SocketTable table;
        table.advance(journal->view());
        const auto next = [&](int row) { return whatComesNext(journal->view().at(EventIndex(row)), table); };
        QVERIFY(next(1).contains(QLatin1String("bind()")));
        QVERIFY(next(5).contains(QLatin1String("listen()")));
        QVERIFY(next(7).contains(QLatin1String("accept() takes the first")));
        QVERIFY(next(4).isEmpty());
        const auto failed = kit::journalFrom(refused);
        SocketTable other;
        other.advance(failed->view());
        QVERIFY(whatComesNext(failed->view().at(3), other).contains(QLatin1String("no more use")));
    }

private:
    static SourceProgram program(const char *text, EndpointId endpoint, Language language)
    {
        const auto journal = kit::journalFrom(text);
        SocketTable table;
        table.advance(journal->view());
        return programOf(endpoint, journal->view(), table, language);
    }
};

QTEST_GUILESS_MAIN(ProgramsTest)
#include "tst_programs.moc"
