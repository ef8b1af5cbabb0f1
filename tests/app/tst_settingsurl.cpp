// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/services/servicecatalogue.h"
#include "app/sockets/socketoptions.h"

#include <QRandomGenerator>
#include <QTest>

namespace wl {

class TestSettingsUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsMakeAShortUrl();
    void onlyWhatDiffersIsWrittenInAFixedOrder();
    void classicUrlIsUnderstood();
    void everyOptionIsRead();
    void ipv6HostsStandInBrackets();
    void zonesAreWrittenAsTheRfcSays();
    void starIsForServers();
    void clientMayNameAListener();
    void textIsPercentEncodedUtf8();
    void handwrittenTextMayStayPlain();
    void wrongUrlsAreRefusedWithASentence_data();
    void wrongUrlsAreRefusedWithASentence();
    void wrongSocketOptionsAreRefusedWithASentence_data();
    void wrongSocketOptionsAreRefusedWithASentence();
    void clientUrlsThatOnlyServersMayHaveAreRefused();
    void longUrlIsRefused();
    void sentencesNeverCarryControlCharacters();
    void eachSocketOptionSurvivesTheRoundTrip_data();
    void eachSocketOptionSurvivesTheRoundTrip();
    void socketOptionsAreKeptInTheCataloguesOrder();
    void whatHappensWhenThePeerFinishesIsWrittenOnlyWhenChosen();
    void whatUdpLacksIsNeverWritten();
    void settingsSurviveTheRoundTrip();
    void garbageNeverPassesSilently();
};

namespace {

EndpointSettings taken(Role role, const char *url)
{
    const auto settings = settingsFromUrl(role, QString::fromUtf8(url));
    if (!settings)
        qWarning("%s: %s", url, qPrintable(settings.error()));
    return settings ? *settings
                    : EndpointSettings{.name = QStringLiteral("refused"),
                        .localAddress = {},
                        .groups = {},
                        .options = {},
                        .prefix = {},
                        .announce = {}};
}

/// Some that this option takes.
QStringList valuesOf(const SocketOptionKind &kind)
{
    switch (kind.value) {
    case SocketOptionKind::Value::Switch:
        return {QStringLiteral("on"), QStringLiteral("off")};
    case SocketOptionKind::Value::Number:
        return {QString::number(kind.least), QString::number(kind.most)};
    case SocketOptionKind::Value::Linger:
        return {QStringLiteral("off"), QStringLiteral("0"), QStringLiteral("5")};
    case SocketOptionKind::Value::Keepalive:
        break;
    }
    return {QStringLiteral("on"), QStringLiteral("off"), QStringLiteral("60/10/5")};
}

} // namespace

void TestSettingsUrl::defaultsMakeAShortUrl()
{
    EndpointSettings settings;
    QCOMPARE(settingsUrl(settings), QStringLiteral("tcp://127.0.0.1:12000"));
    settings.protocol = Protocol::Udp;
    settings.address = QStringLiteral("*");
    settings.port = 0;
    QCOMPARE(settingsUrl(settings), QStringLiteral("udp://*:0"));
}

void TestSettingsUrl::onlyWhatDiffersIsWrittenInAFixedOrder()
{
    EndpointSettings settings;
    settings.announce = QStringLiteral("The server is ready to receive");
    settings.readSize = 1024;
    settings.backlog = 0;
    settings.service = QStringLiteral("uppercase");
    settings.closeAfterReply = true;
    settings.oneClient = true;
    QCOMPARE(settingsUrl(settings),
        QStringLiteral(
            "tcp://127.0.0.1:12000?service=uppercase&backlog=0&read=1024&close=after-reply&clients=one"
            "&announce=The%20server%20is%20ready%20to%20receive"));
}

void TestSettingsUrl::classicUrlIsUnderstood()
{
    EndpointSettings expected;
    expected.service = QStringLiteral("uppercase");
    expected.backlog = 5;
    expected.readSize = 1024;
    expected.closeAfterReply = true;
    expected.oneClient = true;
    QCOMPARE(taken(Role::Server,
                 "tcp://127.0.0.1:12000?service=uppercase&backlog=5&read=1024&close=after-reply&clients=one"),
        expected);
}

void TestSettingsUrl::everyOptionIsRead()
{
    EndpointSettings expected;
    expected.role = Role::Client;
    expected.protocol = Protocol::Udp;
    expected.name = QStringLiteral("A");
    expected.address = QStringLiteral("example.org");
    expected.port = 7;
    expected.service = QStringLiteral("fixed-reply");
    expected.reply = QStringLiteral("B");
    expected.maxConnections = 3;
    expected.maxUnread = 5000000000;
    expected.bindLocal = true;
    expected.localAddress = QStringLiteral("::1");
    expected.localPort = 9;
    expected.broadcast = true;
    expected.groups = QStringList{QStringLiteral("239.1.1.1"), QStringLiteral("ff02::1")};
    expected.prefix = QStringLiteral("C");
    expected.announce = QStringLiteral("D");
    QCOMPARE(taken(Role::Client,
                 "UDP://example.org:7/"
                 "?announce=D&prefix=C&group=239.1.1.1&broadcast=on&local=[::1]:9&max-unread=5000000000"
                 "&max-clients=3&clients=all&close=keep&read=any&reply=B&service=fixed-reply&name=A&group="
                 "ff02::1"),
        expected);
    QVERIFY(taken(Role::Client, "tcp://a:1?local=:0").bindLocal);
    QCOMPARE(taken(Role::Client, "tcp://a:1?local=:0").localAddress, QString());
    QCOMPARE(taken(Role::Client, "tcp://a:1?local=*:5").localAddress, QStringLiteral("*"));
}

void TestSettingsUrl::ipv6HostsStandInBrackets()
{
    EndpointSettings settings;
    settings.address = QStringLiteral("2001:db8::1");
    settings.port = 80;
    QCOMPARE(settingsUrl(settings), QStringLiteral("tcp://[2001:db8::1]:80"));
    QCOMPARE(taken(Role::Server, "tcp://[2001:db8::1]:80"), settings);
}

void TestSettingsUrl::zonesAreWrittenAsTheRfcSays()
{
    EndpointSettings settings;
    settings.address = QStringLiteral("fe80::1%1");
    QCOMPARE(settingsUrl(settings), QStringLiteral("tcp://[fe80::1%251]:12000"));
    const auto read = settingsFromUrl(Role::Server, settingsUrl(settings));
    const auto bare = settingsFromUrl(Role::Server, QStringLiteral("tcp://[fe80::1%1]:12000"));
    if (!read)
        QSKIP("This system has no interface 1.");
    QCOMPARE(*read, settings);
    QVERIFY(bare);
    QCOMPARE(*bare, settings);
}

void TestSettingsUrl::starIsForServers()
{
    QCOMPARE(taken(Role::Server, "tcp://*:10000").address, QStringLiteral("*"));
    QVERIFY(!settingsFromUrl(Role::Client, QStringLiteral("tcp://*:10000")));
}

void TestSettingsUrl::clientMayNameAListener()
{
    const EndpointSettings settings = taken(Role::Client, "tcp://@2?read=5");
    QCOMPARE(settings.address, QStringLiteral("@2"));
    QCOMPARE(settings.port, quint16(0));
    QCOMPARE(settings.readSize, 5);
    QCOMPARE(settingsUrl(settings), QStringLiteral("tcp://@2?read=5"));
}

void TestSettingsUrl::textIsPercentEncodedUtf8()
{
    EndpointSettings settings;
    settings.reply = QStringLiteral("\uFEFFGrüße & 1+1=2 100% #1? 😀\r\n") + QChar(0);
    const QString url = settingsUrl(settings);
    QVERIFY(url.contains(QStringLiteral("Gr%C3%BC%C3%9Fe%20%26%201%2B1%3D2%20100%25%20%231%3F")));
    const auto read = settingsFromUrl(Role::Server, url);
    QVERIFY2(read, qPrintable(read.error()));
    QCOMPARE(*read, settings);
}

void TestSettingsUrl::handwrittenTextMayStayPlain()
{
    QCOMPARE(taken(Role::Server, "tcp://127.0.0.1:1?reply=a+b = é?").reply, QStringLiteral("a+b = é?"));
    QCOMPARE(taken(Role::Server, "tcp://127.0.0.1:1?reply=").reply, QString());
    QCOMPARE(taken(Role::Server, "tcp://127.0.0.1:1?"), taken(Role::Server, "tcp://127.0.0.1:1"));
}

void TestSettingsUrl::wrongUrlsAreRefusedWithASentence_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *url, const char *says) {
        QTest::newRow(url) << QString::fromUtf8(url) << QString::fromUtf8(says);
    };
    row("", "neither tcp:// nor udp://");
    row("127.0.0.1:80", "neither tcp:// nor udp://");
    row("http://127.0.0.1:80", "neither tcp:// nor udp://");
    row("tcp:127.0.0.1:80", "neither tcp:// nor udp://");
    row(" tcp://127.0.0.1:80", "neither tcp:// nor udp://");
    row("tcp://", "no port");
    row("tcp://127.0.0.1", "no port");
    row("tcp://[::1]", "no port");
    row("tcp://[::1", "not look so");
    row("tcp://::1:80", "brackets");
    row("tcp://[127.0.0.1]:80", "brackets");
    row("tcp://[::1]x:80", "brackets");
    row("tcp://127.0.0.1:", "not a port");
    row("tcp://127.0.0.1:65536", "too high");
    row("tcp://127.0.0.1:-1", "not a port");
    row("tcp://127.0.0.1:80x", "not a port");
    row("tcp://127.0.0.1:80/path", "not a port");
    row("tcp://:80", "empty");
    row("tcp://1.2.3:80", "four decimal numbers");
    row("tcp://0x7f.1:80", "four decimal numbers");
    row("tcp://256.1.1.1:80", "more than 255");
    row("tcp://[fe80::1%nosuch]:80", "network interface");
    row("tcp://user@host:80", "“@” cannot stand");
    row("tcp://a b:80", "cannot stand");
    row("tcp://loc%61lhost:80", "“%” cannot stand in a host name");
    row("tcp://127.0.0.1:80#top", "%23");
    row("tcp://@1", "only a client");
    row("tcp://127.0.0.1:80?backlog", "is not an option");
    row("tcp://127.0.0.1:80?=5", "is not an option");
    row("tcp://127.0.0.1:80?backlog=5&", "is not an option");
    row("tcp://127.0.0.1:80?Backlog=5", "no option “Backlog”");
    row("tcp://127.0.0.1:80?colour=red", "The options are: name, service,");
    row("tcp://127.0.0.1:80?backlog=5&backlog=5", "twice");
    row("tcp://127.0.0.1:80?backlog=-1", "“backlog” is wrong: “-1” is not a number from 0");
    row("tcp://127.0.0.1:80?backlog=%251%253", "“%1%3” is not a number from 0 to 2147483647");
    row("tcp://127.0.0.1:80?backlog=2147483648", "not a number");
    row("tcp://127.0.0.1:80?backlog=+5", "not a number");
    row("tcp://127.0.0.1:80?read=0", "not a number from 1");
    row("tcp://127.0.0.1:80?read=some", "not a number");
    row("tcp://127.0.0.1:80?max-clients=0", "not a number");
    row("tcp://127.0.0.1:80?max-unread=9223372036854775808", "not a number");
    row("tcp://127.0.0.1:80?service=Echo", "echo, uppercase, fixed-reply, hello, relay, web-page, manual");
    row("tcp://127.0.0.1:80?close=yes", "neither “after-reply” nor “keep”");
    row("tcp://127.0.0.1:80?clients=2", "neither “one” nor “all”");
    row("tcp://127.0.0.1:80?broadcast=", "neither “on” nor “off”");
    row("tcp://127.0.0.1:80?local=127.0.0.1", "no port");
    row("tcp://127.0.0.1:80?local=localhost:1", "four decimal numbers");
    row("tcp://127.0.0.1:80?local=::1:1", "brackets");
    row("tcp://127.0.0.1:80?group=10.0.0.1", "not a multicast address");
    row("tcp://127.0.0.1:80?group=*", "not a multicast address");
    row("tcp://127.0.0.1:80?reply=100%", "two hexadecimal digits");
    row("tcp://127.0.0.1:80?reply=%zz", "two hexadecimal digits");
    row("tcp://127.0.0.1:80?reply=%ff", "not UTF-8");
    row("tcp://127.0.0.1:80?reply=%e2%82", "not UTF-8");
    row("udp://127.0.0.1:80?service=relay", "needs connections");
    row("udp://127.0.0.1:80?idle=3", "no connections that could be idle");
    row("tcp://127.0.0.1:80?idle=x", "not a number");
    row("tcp://127.0.0.1:80?mailbox=0", "not a number from 1");
    row("tcp://127.0.0.1:80?reconnect=3", "Only a TCP client");
    row("tcp://127.0.0.1:80?first=x", "Only a TCP client");
}

void TestSettingsUrl::wrongUrlsAreRefusedWithASentence()
{
    QFETCH(QString, url);
    QFETCH(QString, says);
    const auto settings = settingsFromUrl(Role::Server, url);
    QVERIFY(!settings);
    QVERIFY2(settings.error().contains(says), qPrintable(settings.error()));
    QVERIFY(settings.error().endsWith(u'.'));
}

void TestSettingsUrl::wrongSocketOptionsAreRefusedWithASentence_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *url, const char *says) {
        QTest::newRow(url) << QString::fromUtf8(url) << QString::fromUtf8(says);
    };
    row("tcp://127.0.0.1:80?nodelay=1", "“1” is no value of nodelay; it takes on or off");
    row("tcp://127.0.0.1:80?nodelay=", "no value of nodelay");
    row("tcp://127.0.0.1:80?sndbuf=0", "a number from 1 to");
    row("tcp://127.0.0.1:80?ttl=256", "a number from 1 to 255");
    row("tcp://127.0.0.1:80?keepalive=60", "60/10/5");
    row("tcp://127.0.0.1:80?linger=on", "off, or seconds");
    row("tcp://127.0.0.1:80?nodelay=on&nodelay=off", "twice");
    row("tcp://127.0.0.1:80?keepalive=on&ttl=5&keepalive=on", "twice");
    row("udp://127.0.0.1:80?nodelay=on", "A UDP socket has no option nodelay.");
    row("udp://127.0.0.1:80?keepalive=on", "A UDP socket has no option keepalive.");
    row("udp://127.0.0.1:80?linger=0", "A UDP socket has no option linger.");
    row("udp://127.0.0.1:80?user-timeout=5", "A UDP socket has no option user-timeout.");
    row("udp://127.0.0.1:80?syn-retries=5", "A UDP socket has no option syn-retries.");
    row("tcp://127.0.0.1:80?peer-end=answer", "neither “hold” nor “qt”");
    row("tcp://127.0.0.1:80?peer-end=hold&peer-end=hold", "twice");
    row("udp://127.0.0.1:80?peer-end=hold", "no connections");
}

void TestSettingsUrl::wrongSocketOptionsAreRefusedWithASentence()
{
    wrongUrlsAreRefusedWithASentence();
}

void TestSettingsUrl::clientUrlsThatOnlyServersMayHaveAreRefused()
{
    for (const char *url :
        {"tcp://@", "tcp://@0", "tcp://@x", "tcp://@1:80", "tcp://@9999999", "tcp://@-1", "tcp://*:1"})
        QVERIFY2(!settingsFromUrl(Role::Client, QLatin1String(url)), url);
}

void TestSettingsUrl::longUrlIsRefused()
{
    const QString url = QStringLiteral("tcp://127.0.0.1:80?reply=") + QString(70000, u'a');
    const auto settings = settingsFromUrl(Role::Server, url);
    QVERIFY(!settings);
    QVERIFY(settings.error().contains(QStringLiteral("too long")));
}

void TestSettingsUrl::sentencesNeverCarryControlCharacters()
{
    for (const char *place :
        {"%1://a:1", "tcp://%1:1", "tcp://a:%1", "tcp://a:1?%1", "tcp://a:1?%1=1", "tcp://a:1?read=%1",
            "tcp://a:1?service=%1", "tcp://a:1?local=%1", "tcp://a:1?group=%1", "tcp://a:1?close=%1",
            "tcp://a:1?nodelay=%1", "tcp://a:1?keepalive=1/1/%1", "tcp://a:1?peer-end=%1", "tcp://@%1"}) {
        const QString url = QString(QLatin1String(place)).arg(QStringLiteral("\x1b[2J\n\u202Eevil"));
        for (const Role role : {Role::Server, Role::Client}) {
            const auto settings = settingsFromUrl(role, url);
            QVERIFY2(!settings, place);
            QVERIFY2(!settings.error().contains(QChar(0x1b)) && !settings.error().contains(u'\n')
                    && !settings.error().contains(QChar(0x202e)),
                place);
        }
    }
}

void TestSettingsUrl::eachSocketOptionSurvivesTheRoundTrip_data()
{
    QTest::addColumn<QString>("start");
    QTest::addColumn<OptionChoice>("choice");
    for (const SocketOptionKind &kind : socketOptionKinds()) {
        const QString key = QLatin1String(kind.key);
        if (key == QLatin1String("broadcast"))
            continue;
        for (const QString &value : valuesOf(kind)) {
            const OptionChoice choice{key, value};
            if (kind.tcp)
                QTest::newRow(qPrintable(QString(u"tcp " + key + u' ' + value)))
                    << QStringLiteral("tcp") << choice;
            if (kind.udp)
                QTest::newRow(qPrintable(QString(u"udp " + key + u' ' + value)))
                    << QStringLiteral("udp") << choice;
        }
    }
}

void TestSettingsUrl::eachSocketOptionSurvivesTheRoundTrip()
{
    QFETCH(QString, start);
    QFETCH(OptionChoice, choice);
    const QString url = QString(start + u"://127.0.0.1:1?" + choice.key + u'=' + choice.value);
    for (const Role role : {Role::Server, Role::Client}) {
        const auto read = settingsFromUrl(role, url);
        QVERIFY2(read, qPrintable(read.error()));
        QCOMPARE(read->options, QList<OptionChoice>{choice});
        QCOMPARE(settingsUrl(*read), url);
    }
}

void TestSettingsUrl::socketOptionsAreKeptInTheCataloguesOrder()
{
    const EndpointSettings settings =
        taken(Role::Server, "tcp://*:1?ttl=9&linger=0&nodelay=on&reuseaddr=off&sndbuf=2304");
    QStringList keys;
    for (const OptionChoice &choice : settings.options)
        keys += choice.key;
    QCOMPARE(keys.join(u' '), QStringLiteral("reuseaddr sndbuf nodelay linger ttl"));
    QCOMPARE(settingsUrl(settings),
        QStringLiteral("tcp://*:1?reuseaddr=off&sndbuf=2304&nodelay=on&linger=0&ttl=9"));
}

void TestSettingsUrl::whatHappensWhenThePeerFinishesIsWrittenOnlyWhenChosen()
{
    QCOMPARE(taken(Role::Client, "tcp://a:1").peerEnd, PeerEnd::Answer);
    QCOMPARE(taken(Role::Client, "tcp://a:1?peer-end=hold").peerEnd, PeerEnd::Hold);
    QCOMPARE(taken(Role::Server, "tcp://a:1?peer-end=qt").peerEnd, PeerEnd::AsQtDoes);
    for (const char *url : {"tcp://a:1", "tcp://a:1?peer-end=hold", "tcp://a:1?peer-end=qt"})
        QCOMPARE(settingsUrl(taken(Role::Server, url)), QLatin1String(url));
}

void TestSettingsUrl::whatUdpLacksIsNeverWritten()
{
    // A journal's URL must be readable, even of settings that no form would make.
    EndpointSettings settings;
    settings.protocol = Protocol::Udp;
    settings.peerEnd = PeerEnd::Hold;
    settings.options = {
        {QStringLiteral("nodelay"), QStringLiteral("on")}, {QStringLiteral("ttl"), QStringLiteral("5")}};
    QCOMPARE(settingsUrl(settings), QStringLiteral("udp://127.0.0.1:12000?ttl=5"));
}

void TestSettingsUrl::settingsSurviveTheRoundTrip()
{
    QRandomGenerator random(7);
    const auto coin = [&random] { return random.bounded(2) == 1; };
    const auto pick = [&random](const QStringList &from) { return from[random.bounded(from.size())]; };
    const QStringList addresses{QStringLiteral("127.0.0.1"), QStringLiteral("::1"), QStringLiteral("0.0.0.0"),
        QStringLiteral("example.org"), QStringLiteral("2001:db8::ffff:1.2.3.4")};
    const QStringList texts{QString(), QStringLiteral("From server: "), QStringLiteral("a&b=c?d#e/f+g%41"),
        QStringLiteral("é😀\u202E\\n\t"), QStringLiteral("Received your message!")};
    const QStringList services{QStringLiteral("echo"), QStringLiteral("uppercase"),
        QStringLiteral("fixed-reply"), QStringLiteral("hello"), QStringLiteral("manual"),
        QStringLiteral("web-page")};
    for (int round = 0; round < 2000; ++round) {
        EndpointSettings settings;
        settings.role = coin() ? Role::Server : Role::Client;
        settings.protocol = coin() ? Protocol::Tcp : Protocol::Udp;
        settings.name = pick(texts);
        settings.address = settings.role == Role::Server && coin() ? QStringLiteral("*") : pick(addresses);
        settings.port = static_cast<quint16>(random.bounded(65536));
        settings.bindLocal = coin();
        settings.localAddress = settings.bindLocal && coin() ? QStringLiteral("::1") : QString();
        settings.localPort = settings.bindLocal ? static_cast<quint16>(random.bounded(65536)) : 0;
        settings.backlog = random.bounded(10) - 1;
        settings.service = pick(services);
        if (settings.protocol == Protocol::Udp && needsTcp(settings.service))
            settings.service = services.constFirst();
        settings.reply = pick(texts);
        settings.readSize = coin() ? 0 : random.bounded(1, 70000);
        settings.closeAfterReply = coin();
        settings.oneClient = coin();
        settings.maxConnections = random.bounded(1, 20000);
        settings.maxUnread = qint64(random.bounded(1, 1 << 30)) * 5;
        settings.broadcast = coin();
        settings.groups =
            coin() ? QStringList() : QStringList{QStringLiteral("239.0.0.1"), QStringLiteral("ff02::1")};
        settings.prefix = pick(texts);
        settings.announce = pick(texts);
        const bool tcp = settings.protocol == Protocol::Tcp;
        settings.idle = tcp ? random.bounded(100) : 0;
        settings.mailbox = random.bounded(1, 300);
        const bool connects = tcp && settings.role == Role::Client;
        settings.reconnect = connects ? random.bounded(100) : 0;
        settings.first = connects && coin() ? QStringLiteral("name b\\nfetch\\n") : QString();
        settings.peerEnd = tcp ? PeerEnd(random.bounded(3)) : PeerEnd::Answer;
        for (const SocketOptionKind &kind : socketOptionKinds()) {
            if ((tcp ? kind.tcp : kind.udp) && qstrcmp(kind.key, "broadcast") != 0 && coin())
                settings.options += OptionChoice{QLatin1String(kind.key), pick(valuesOf(kind))};
        }
        const QString url = settingsUrl(settings);
        const auto read = settingsFromUrl(settings.role, url);
        QVERIFY2(read, qPrintable(QString(url + u' ' + read.error())));
        QVERIFY2(*read == settings, qPrintable(url));
        QCOMPARE(settingsUrl(*read), url);
    }
}

void TestSettingsUrl::garbageNeverPassesSilently()
{
    // Whatever is taken must say the same when it is written and read again.
    QRandomGenerator random(11);
    const QByteArray start("tcp://127.0.0.1:80?backlog=5&local=[::1]:9&reply=%41");
    for (int round = 0; round < 20000; ++round) {
        QByteArray bytes = start;
        for (int i = random.bounded(1, 4); i > 0; --i)
            bytes[random.bounded(bytes.size())] = "tcpud:/?[]%&=@*.019afx -"[random.bounded(24)];
        const auto settings = settingsFromUrl(Role::Client, QString::fromLatin1(bytes));
        if (!settings) {
            QVERIFY(settings.error().size() > 10);
            continue;
        }
        const auto again = settingsFromUrl(Role::Client, settingsUrl(*settings));
        QVERIFY2(again && *again == *settings, bytes.constData());
    }
}

} // namespace wl

QTEST_GUILESS_MAIN(wl::TestSettingsUrl)
#include "tst_settingsurl.moc"
