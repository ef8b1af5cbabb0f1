// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/setups/commandlines.h"
#include "app/setups/messagesender.h"
#include "app/setups/setup.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace wl;

namespace {

Setup sample()
{
    EndpointSettings server;
    server.name = QStringLiteral("Relay \u201cone\u201d");
    server.service = QStringLiteral("relay");
    server.idle = 30;
    EndpointSettings client;
    client.role = Role::Client;
    client.name = QStringLiteral("bob");
    client.first = QStringLiteral("name bob\\nfetch\\n");
    client.reconnect = 10;
    client.idle = 2;
    client.options = {{QStringLiteral("nodelay"), QStringLiteral("on")}};
    return {QStringLiteral("Two policies"), {server, client},
        {{QStringLiteral("hi"), QStringLiteral("to bob: {{counter}}"), false, LineEnding::Lf, 250, 0},
            {QStringLiteral("bytes"), QStringLiteral("00 ff"), true, LineEnding::None, 0, 1}}};
}

} // namespace

class TestSetups final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setupSurvivesTheRoundTrip();
    void setupSurvivesAFile();
    void wrongSetupsAreRefusedWithASentence_data();
    void wrongSetupsAreRefusedWithASentence();
    void variablesAreReplacedOnce();
    void messagesBecomeBytes();
    void senderSendsEachAsOftenAsItSays();
    void senderStopsWhenItIsTold();
    void senderEndsAtAMessageThatIsWrong();
    void shellWordsAreWhatAShellReads();
    void commandLinesNameTheSameAddress();
    void ourOwnCommandLineIsTheWholePanel();
};

void TestSetups::setupSurvivesTheRoundTrip()
{
    const auto read = setupFromJson(setupJson(sample()));
    QVERIFY2(bool(read), qPrintable(read ? QString() : read.error()));
    QVERIFY(*read == sample());
    const auto messages = messagesFromJson(messagesJson(sample().messages));
    QVERIFY(messages && *messages == sample().messages);
}

void TestSetups::setupSurvivesAFile()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("a.wireladder-setup"));
    QVERIFY(bool(writeSetup(sample(), path)));
    const auto read = readSetup(path);
    QVERIFY(read && *read == sample());
    QVERIFY(!readSetup(dir.path()));
    QVERIFY(!readSetup(dir.filePath(QStringLiteral("absent"))));
    QVERIFY(!writeSetup(sample(), dir.filePath(QStringLiteral("no/such/folder"))));
}

void TestSetups::wrongSetupsAreRefusedWithASentence_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *json, const char *says) {
        QTest::addRow("%s", json) << QByteArray(json) << QString::fromUtf8(says);
    };
    row("", "no JSON");
    row("{\"wireladder-setup\":", "no JSON");
    row("[]", "no setup of Wireladder");
    row("{\"wireladder-setup\":2}", "later version");
    row("{\"wireladder-setup\":1,\"run\":\"rm\"}", "\u201crun\u201d is not known");
    row("{\"wireladder-setup\":1,\"name\":5}", "has to be a text");
    row("{\"wireladder-setup\":1,\"panels\":{}}", "a list of at most");
    row("{\"wireladder-setup\":1,\"panels\":[{\"role\":\"king\",\"url\":\"tcp://127.0.0.1:1\"}]}",
        "Panels, number 1");
    row("{\"wireladder-setup\":1,\"panels\":[{\"role\":\"server\",\"url\":\"tcp://127.0.0.1:99999\"}]}",
        "Panels, number 1");
    row("{\"wireladder-setup\":1,\"messages\":[{\"every\":-1}]}", "whole number");
    row("{\"wireladder-setup\":1,\"messages\":[{\"every\":1e300}]}", "whole number");
    row("{\"wireladder-setup\":1,\"messages\":[{\"every\":0.5}]}", "whole number");
    row("{\"wireladder-setup\":1,\"messages\":[{\"ending\":\"up\"}]}", "Messages, number 1");
    row("{\"wireladder-setup\":1,\"messages\":[{\"hex\":1}]}", "true or false");
    row("{\"wireladder-setup\":1,\"messages\":[{\"ending\":5}]}", "Messages, number 1");
    row("{\"wireladder-setup\":1,\"messages\":[5]}", "has to be an object");
}

void TestSetups::wrongSetupsAreRefusedWithASentence()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, says);
    const auto setup = setupFromJson(json);
    QVERIFY(!setup);
    QVERIFY2(setup.error().contains(says), qPrintable(setup.error()));
    QVERIFY(setup.error().endsWith(u'.'));
}

void TestSetups::variablesAreReplacedOnce()
{
    MessageVariables variables(7);
    const QDateTime now(QDate(2026, 11, 21), QTime(10, 0, 0, 5), Qt::UTC);
    const auto expand = [&](const char *text) { return variables.expand(QString::fromUtf8(text), now); };
    QCOMPARE(expand("{{counter}}, {{counter}}"), QStringLiteral("1, 1"));
    QCOMPARE(expand("{{counter}}"), QStringLiteral("2"));
    QCOMPARE(expand("{{time}}"), QStringLiteral("2026-11-21T10:00:00.005Z"));
    QCOMPARE(expand("{{{{counter}}}}"), QStringLiteral("{{4}}"));
    QCOMPARE(expand("{{{counter}}"), QStringLiteral("{5"));
    QCOMPARE(expand("{{unknown}} {{ }} {{"), QStringLiteral("{{unknown}} {{ }} {{"));
    const QString a = expand("{{random}}");
    const QString b = expand("{{random}}");
    QCOMPARE(a.size(), 8);
    QVERIFY(a != b);
}

void TestSetups::messagesBecomeBytes()
{
    MessageVariables variables(7);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    SavedMessage m{{}, QStringLiteral("a\\n{{counter}}"), false, LineEnding::CrLf, 0, 1};
    QCOMPARE(*bytesOf(m, variables, now), "a\n1\r\n");
    m = {{}, QStringLiteral("00 ff"), true, LineEnding::None, 0, 1};
    QCOMPARE(*bytesOf(m, variables, now), QByteArray("\0\xff", 2));
    m.text = QStringLiteral("xy");
    QVERIFY(!bytesOf(m, variables, now));
}

void TestSetups::senderSendsEachAsOftenAsItSays()
{
    MessageSender sender;
    QByteArrayList sent;
    connect(&sender, &MessageSender::due, this, [&](const QByteArray &bytes) { sent << bytes; });
    QSignalSpy finished(&sender, &MessageSender::finished);
    sender.start({{{}, QStringLiteral("a{{counter}}"), false, LineEnding::None, 1, 3},
        {{}, QStringLiteral("b"), false, LineEnding::None, 0, 1}});
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(sent.join(','), "a1,a2,a3,b");
    QVERIFY(!sender.isRunning());
}

void TestSetups::senderStopsWhenItIsTold()
{
    MessageSender sender;
    int sent = 0;
    connect(&sender, &MessageSender::due, this, [&] {
        if (++sent == 5)
            sender.stop();
    });
    QSignalSpy finished(&sender, &MessageSender::finished);
    sender.start({{{}, QStringLiteral("for ever"), false, LineEnding::None, 1, 0}});
    QTRY_COMPARE(finished.size(), 1);
    QTest::qWait(20);
    QCOMPARE(sent, 5);
    QVERIFY(!sender.isRunning());
}

void TestSetups::senderEndsAtAMessageThatIsWrong()
{
    MessageSender sender;
    QSignalSpy due(&sender, &MessageSender::due);
    QSignalSpy finished(&sender, &MessageSender::finished);
    sender.start({{{}, QStringLiteral("\\q"), false, LineEnding::None, 1, 3}});
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!finished[0][0].toString().isEmpty());
    QCOMPARE(due.size(), 0);
}

void TestSetups::shellWordsAreWhatAShellReads()
{
    const QStringList words{QStringLiteral("plain"), QStringLiteral("with space"), QStringLiteral("it's"),
        QStringLiteral("$(id) `id` \"x\" \\ ; & | > * ? # ~ !"), QString(), QStringLiteral("-n"),
        QStringLiteral("line\nbreak")};
    QString line = QStringLiteral("printf '%s\\0'");
    for (const QString &word : words)
        line += QLatin1Char(' ') + shellWord(word);
    QProcess shell;
    shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), line});
    QSignalSpy ended(&shell, &QProcess::finished);
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(shell.readAllStandardOutput(), words.join(QChar(0)).toUtf8() + '\0');
}

void TestSetups::commandLinesNameTheSameAddress()
{
    EndpointSettings s;
    const auto lines = commandLinesOf(s);
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[1].text, QStringLiteral("ncat --listen --keep-open --sh-exec cat 127.0.0.1 12000"));
    QCOMPARE(
        lines[2].text, QStringLiteral("socat 'TCP4-LISTEN:12000,reuseaddr,bind=127.0.0.1,fork' SYSTEM:cat"));
    s.role = Role::Client;
    s.protocol = Protocol::Udp;
    s.address = QStringLiteral("::1");
    s.bindLocal = true;
    s.localPort = 5000;
    QCOMPARE(commandLinesOf(s)[1].text, QStringLiteral("ncat --udp --source-port 5000 ::1 12000"));
    QCOMPARE(commandLinesOf(s)[2].text, QStringLiteral("socat - 'UDP6:[::1]:12000,bind=:5000'"));
    s.localAddress = QStringLiteral("::1");
    QCOMPARE(commandLinesOf(s)[2].text, QStringLiteral("socat - 'UDP6:[::1]:12000,bind=[::1]:5000'"));
    s.first = QStringLiteral("hi");
    QVERIFY(!commandLinesOf(s)[1].differs.isEmpty());
    s = {};
    s.service = QStringLiteral("relay");
    QVERIFY(commandLinesOf(s)[1].differs.contains(QLatin1String("no service answers")));
}

void TestSetups::ourOwnCommandLineIsTheWholePanel()
{
    const EndpointSettings relay = sample().panels[0];
    const QString text = commandLinesOf(relay)[0].text;
    const QString url = text.section(QLatin1Char(' '), 2).remove(QLatin1Char('\''));
    const auto read = settingsFromUrl(Role::Server, url);
    QVERIFY(read && *read == relay);
}

QTEST_GUILESS_MAIN(TestSetups)
#include "tst_setups.moc"
