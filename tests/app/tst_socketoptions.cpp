// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/callarguments.h"
#include "app/sockets/settingsoptions.h"
#include "app/sockets/socketoptions.h"
#include "tests/kit/journalbuilder.h"

#include <QTest>

#include <cerrno>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace wl {

namespace {

using Value = SocketOptionKind::Value;

/// A socket that is closed when it goes.
class Socket
{
public:
    explicit Socket(int type, int domain = AF_INET)
        : fd(::socket(domain, type | SOCK_CLOEXEC, 0))
    {
    }
    ~Socket() { ::close(fd); }
    Socket(const Socket &) = delete;
    Socket &operator=(const Socket &) = delete;

    int get(int level, int option) const
    {
        int value = -1;
        socklen_t size = sizeof value;
        return ::getsockopt(fd, level, option, &value, &size) == 0 ? value : -1;
    }

    const int fd;
};

OptionChoice choice(const char *key, const char *value)
{
    return {QLatin1String(key), QLatin1String(value)};
}

QStringList valuesOf(const SocketOptionKind &kind)
{
    const QString least = QString::number(kind.least);
    const QString most = QString::number(kind.most);
    switch (kind.value) {
    case Value::Switch:
        return {QStringLiteral("on"), QStringLiteral("off")};
    case Value::Number:
        return {least, most};
    case Value::Linger:
        return {QStringLiteral("off"), least, most};
    case Value::Keepalive:
        break;
    }
    return {QStringLiteral("on"), QStringLiteral("off"), QStringLiteral("60/10/5"), QStringLiteral("1/1/1"),
        QStringLiteral("32767/32767/127")};
}

QStringList strangersOf(const SocketOptionKind &kind)
{
    QStringList wrong{QString(), QStringLiteral("On"), QStringLiteral("yes"), QStringLiteral(" 1"),
        QStringLiteral("+1"), QStringLiteral("-1"), QStringLiteral("1.5"), QStringLiteral("0x10"),
        QStringLiteral("99999999999999999999"), QStringLiteral("٣"), QString::number(kind.most + 1)};
    if (kind.value == Value::Switch)
        wrong += {QStringLiteral("0"), QStringLiteral("1"), QStringLiteral("on/off")};
    if (kind.value == Value::Number)
        wrong += {QStringLiteral("on"), QStringLiteral("off"), QStringLiteral("1/1/1")};
    if (kind.value == Value::Number && kind.least > 0)
        wrong += QString::number(kind.least - 1);
    if (kind.value == Value::Linger)
        wrong += {QStringLiteral("on"), QStringLiteral("1/1/1")};
    if (kind.value == Value::Keepalive)
        wrong += {QStringLiteral("60"), QStringLiteral("60/10"), QStringLiteral("60/10/5/1"),
            QStringLiteral("0/10/5"), QStringLiteral("60/10/128"), QStringLiteral("60//5")};
    return wrong;
}

} // namespace

class TestSocketOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindAcceptsItsOwnValues();
    void everyKindRefusesOthersWithASentence();
    void unknownOptionsAreRefusedByTheirName();
    void everyKindHasAKeyOfItsOwnInUrls();
    void everyKindIsForSomeSocketAndSaysWhatItDoes();
    void tcpSocketGrantsWhatItSays_data();
    void tcpSocketGrantsWhatItSays();
    void udpSocketGrantsWhatItSays_data();
    void udpSocketGrantsWhatItSays();
    void ipv6SocketHasItsOwnTimeToLive();
    void buffersAreGrantedDoubled();
    void lingerTellsItsSecondsAndThatItIsOff();
    void keepaliveIsFourCalls();
    void refusalCarriesItsErrno_data();
    void refusalCarriesItsErrno();
    void callsAreReadByName_data();
    void callsAreReadByName();
    void lingerInACallShowsItsSwitchAlone();
};

void TestSocketOptions::everyKindAcceptsItsOwnValues()
{
    for (const SocketOptionKind &kind : socketOptionKinds()) {
        for (const QString &value : valuesOf(kind)) {
            const QString text = QLatin1String(kind.key) + u'=' + value;
            const auto option = optionFromText(text);
            QVERIFY2(option, qPrintable(QString(text + u": " + option.error())));
            QCOMPARE(optionText(*option), text);
        }
    }
}

void TestSocketOptions::everyKindRefusesOthersWithASentence()
{
    for (const SocketOptionKind &kind : socketOptionKinds()) {
        for (const QString &value : strangersOf(kind)) {
            const auto done = checkOption({QLatin1String(kind.key), value});
            QVERIFY2(!done, qPrintable(QString(QLatin1String(kind.key) + u'=' + value)));
            QVERIFY2(done.error().contains(QLatin1String(kind.key)), qPrintable(done.error()));
            QVERIFY2(done.error().endsWith(u'.'), qPrintable(done.error()));
        }
    }
}

void TestSocketOptions::unknownOptionsAreRefusedByTheirName()
{
    for (const char *text : {"", "=", "=on", "nodelay", "Nodelay=on", "nodelay =on", "colour=red"})
        QVERIFY2(!optionFromText(QLatin1String(text)), text);
    const auto done = optionFromText(QStringLiteral("col\n\u202Eour=red"));
    QVERIFY(!done && done.error().contains(QStringLiteral("col")));
    QVERIFY(!done.error().contains(u'\n') && !done.error().contains(QChar(0x202e)));
    QVERIFY(optionFromText(QStringLiteral("x") + QString(5000, u'y') + QStringLiteral("=1")).error().size()
        < 200);
}

void TestSocketOptions::everyKindHasAKeyOfItsOwnInUrls()
{
    QStringList catalogue;
    for (const SocketOptionKind &kind : socketOptionKinds())
        catalogue += QLatin1String(kind.key);
    QCOMPARE(QSet<QString>(catalogue.begin(), catalogue.end()).size(), catalogue.size());
    QStringList keys;
    for (const SettingsOption &option : settingsOptions()) {
        if (const QString key = QLatin1String(option.key); catalogue.contains(key))
            keys += key;
    }
    // Broadcast has a field of its own in the settings.
    catalogue.removeAll(QStringLiteral("broadcast"));
    QCOMPARE(keys.count(QStringLiteral("broadcast")), 1);
    keys.removeAll(QStringLiteral("broadcast"));
    QCOMPARE(keys, catalogue);
}

void TestSocketOptions::everyKindIsForSomeSocketAndSaysWhatItDoes()
{
    for (const SocketOptionKind &kind : socketOptionKinds()) {
        QVERIFY2(kind.tcp || kind.udp, kind.key);
        QVERIFY2(qstrlen(kind.title) > 0, kind.key);
        QVERIFY2(QString::fromUtf8(kind.help).endsWith(u'.'), kind.key);
        QCOMPARE(socketOptionKind(QLatin1String(kind.key)), &kind);
    }
    QVERIFY(!socketOptionKind(QString()));
}

void TestSocketOptions::tcpSocketGrantsWhatItSays_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<int>("level");
    QTest::addColumn<int>("name");
    QTest::addColumn<int>("granted");
    const auto row = [](const char *option, int level, int name, int granted) {
        QTest::newRow(option) << QString(QLatin1String(option)) << level << name << granted;
    };
    row("nodelay=on", IPPROTO_TCP, TCP_NODELAY, 1);
    row("reuseaddr=on", SOL_SOCKET, SO_REUSEADDR, 1);
    row("reuseaddr=off", SOL_SOCKET, SO_REUSEADDR, 0);
    row("keepalive=on", SOL_SOCKET, SO_KEEPALIVE, 1);
    row("user-timeout=1500", IPPROTO_TCP, TCP_USER_TIMEOUT, 1500);
    row("syn-retries=2", IPPROTO_TCP, TCP_SYNCNT, 2);
    row("ttl=7", IPPROTO_IP, IP_TTL, 7);
}

void TestSocketOptions::tcpSocketGrantsWhatItSays()
{
    QFETCH(QString, option);
    QFETCH(int, level);
    QFETCH(int, name);
    QFETCH(int, granted);
    const Socket socket(SOCK_STREAM);
    const auto outcomes = setSocketOption(socket.fd, false, *optionFromText(option));
    QCOMPARE(outcomes.size(), 1);
    QCOMPARE(outcomes[0].error, 0);
    QCOMPARE(outcomes[0].asked, qint64(granted));
    QCOMPARE(outcomes[0].granted, qint64(granted));
    QCOMPARE(socket.get(level, name), granted);
}

void TestSocketOptions::udpSocketGrantsWhatItSays_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<int>("level");
    QTest::addColumn<int>("name");
    QTest::addColumn<int>("granted");
    QTest::newRow("broadcast") << QStringLiteral("broadcast=on") << SOL_SOCKET << SO_BROADCAST << 1;
    QTest::newRow("reuseaddr") << QStringLiteral("reuseaddr=on") << SOL_SOCKET << SO_REUSEADDR << 1;
    QTest::newRow("ttl") << QStringLiteral("ttl=200") << int(IPPROTO_IP) << IP_TTL << 200;
}

void TestSocketOptions::udpSocketGrantsWhatItSays()
{
    QFETCH(QString, option);
    QFETCH(int, level);
    QFETCH(int, name);
    QFETCH(int, granted);
    const Socket socket(SOCK_DGRAM);
    const auto outcomes = setSocketOption(socket.fd, false, *optionFromText(option));
    QCOMPARE(outcomes.size(), 1);
    QCOMPARE(outcomes[0].error, 0);
    QCOMPARE(outcomes[0].granted, qint64(granted));
    QCOMPARE(socket.get(level, name), granted);
}

void TestSocketOptions::ipv6SocketHasItsOwnTimeToLive()
{
    const Socket socket(SOCK_STREAM, AF_INET6);
    if (socket.fd < 0)
        QSKIP("This system has no IPv6.");
    const auto hops = setSocketOption(socket.fd, true, choice("ttl", "9"));
    QCOMPARE(hops.value(0).error, 0);
    QCOMPARE(hops.value(0).granted, 9);
    QCOMPARE(socket.get(IPPROTO_IPV6, IPV6_UNICAST_HOPS), 9);
    const auto only = setSocketOption(socket.fd, true, choice("v6only", "on"));
    QCOMPARE(only.value(0).granted, 1);
    QCOMPARE(socket.get(IPPROTO_IPV6, IPV6_V6ONLY), 1);
}

void TestSocketOptions::buffersAreGrantedDoubled()
{
    // The kernel answers with what it made of the number, so that is what is compared.
    for (const int type : {SOCK_STREAM, SOCK_DGRAM}) {
        const Socket socket(type);
        const auto sending = setSocketOption(socket.fd, false, choice("sndbuf", "20000"));
        QCOMPARE(sending.value(0).asked, 20000);
        QCOMPARE(sending.value(0).granted, qint64(socket.get(SOL_SOCKET, SO_SNDBUF)));
        const auto receiving = setSocketOption(socket.fd, false, choice("rcvbuf", "20000"));
        QCOMPARE(receiving.value(0).granted, qint64(socket.get(SOL_SOCKET, SO_RCVBUF)));
        const auto least = setSocketOption(socket.fd, false, choice("rcvbuf", "1"));
        QCOMPARE(least.value(0).asked, 1);
        QVERIFY2(least.value(0).granted > 1, "the kernel has a least size of its own");
    }
}

void TestSocketOptions::lingerTellsItsSecondsAndThatItIsOff()
{
    const Socket socket(SOCK_STREAM);
    const auto kept = [&socket] {
        linger value = {};
        socklen_t size = sizeof value;
        ::getsockopt(socket.fd, SOL_SOCKET, SO_LINGER, &value, &size);
        return std::pair<int, int>(value.l_onoff, value.l_linger);
    };
    QCOMPARE(setSocketOption(socket.fd, false, choice("linger", "5")).value(0).granted, 5);
    QCOMPARE(kept(), std::pair(1, 5));
    QCOMPARE(setSocketOption(socket.fd, false, choice("linger", "0")).value(0).granted, 0);
    QCOMPARE(kept(), std::pair(1, 0));
    const auto off = setSocketOption(socket.fd, false, choice("linger", "off"));
    QCOMPARE(off.value(0).asked, -1);
    QCOMPARE(off.value(0).granted, -1);
    QCOMPARE(kept().first, 0);
}

void TestSocketOptions::keepaliveIsFourCalls()
{
    const Socket socket(SOCK_STREAM);
    QList<qint64> granted;
    for (const OptionOutcome &outcome : setSocketOption(socket.fd, false, choice("keepalive", "61/11/6"))) {
        QCOMPARE(outcome.error, 0);
        granted += outcome.granted;
    }
    QCOMPARE(granted, QList<qint64>({1, 61, 11, 6}));
    QCOMPARE(socket.get(SOL_SOCKET, SO_KEEPALIVE), 1);
    QCOMPARE(socket.get(IPPROTO_TCP, TCP_KEEPIDLE), 61);
    QCOMPARE(socket.get(IPPROTO_TCP, TCP_KEEPINTVL), 11);
    QCOMPARE(socket.get(IPPROTO_TCP, TCP_KEEPCNT), 6);
    QCOMPARE(setSocketOption(socket.fd, false, choice("keepalive", "off")).size(), 1);
    QCOMPARE(socket.get(SOL_SOCKET, SO_KEEPALIVE), 0);
    QCOMPARE(socket.get(IPPROTO_TCP, TCP_KEEPIDLE), 61);
}

void TestSocketOptions::refusalCarriesItsErrno_data()
{
    QTest::addColumn<QString>("option");
    for (const char *option : {"nodelay=on", "keepalive=60/10/5", "linger=0", "sndbuf=5000", "ttl=5"})
        QTest::newRow(option) << QString(QLatin1String(option));
}

void TestSocketOptions::refusalCarriesItsErrno()
{
    QFETCH(QString, option);
    for (const OptionOutcome &outcome : setSocketOption(-1, false, *optionFromText(option)))
        QCOMPARE(outcome.error, EBADF);
    const Socket udp(SOCK_DGRAM);
    if (option.startsWith(QStringLiteral("nodelay")))
        QVERIFY(setSocketOption(udp.fd, false, *optionFromText(option)).value(0).error != 0);
}

void TestSocketOptions::callsAreReadByName_data()
{
    QTest::addColumn<int>("level");
    QTest::addColumn<int>("option");
#define WL_ROW(level, option) QTest::newRow(#option) << int(level) << int(option)
    WL_ROW(SOL_SOCKET, SO_REUSEADDR);
    WL_ROW(SOL_SOCKET, SO_SNDBUF);
    WL_ROW(SOL_SOCKET, SO_RCVBUF);
    WL_ROW(SOL_SOCKET, SO_KEEPALIVE);
    WL_ROW(SOL_SOCKET, SO_LINGER);
    WL_ROW(SOL_SOCKET, SO_BROADCAST);
    WL_ROW(SOL_SOCKET, SO_ERROR);
    WL_ROW(SOL_SOCKET, SO_COOKIE);
    WL_ROW(SOL_SOCKET, SO_MEMINFO);
    WL_ROW(SOL_SOCKET, SO_TIMESTAMPING);
    WL_ROW(IPPROTO_TCP, TCP_NODELAY);
    WL_ROW(IPPROTO_TCP, TCP_INFO);
    WL_ROW(IPPROTO_TCP, TCP_KEEPIDLE);
    WL_ROW(IPPROTO_TCP, TCP_KEEPINTVL);
    WL_ROW(IPPROTO_TCP, TCP_KEEPCNT);
    WL_ROW(IPPROTO_TCP, TCP_USER_TIMEOUT);
    WL_ROW(IPPROTO_TCP, TCP_SYNCNT);
    WL_ROW(IPPROTO_IP, IP_TTL);
    WL_ROW(IPPROTO_IP, IP_RECVERR);
    WL_ROW(IPPROTO_IPV6, IPV6_V6ONLY);
    WL_ROW(IPPROTO_IPV6, IPV6_RECVERR);
    WL_ROW(IPPROTO_IPV6, IPV6_UNICAST_HOPS);
#undef WL_ROW
}

void TestSocketOptions::callsAreReadByName()
{
    QFETCH(int, level);
    QFETCH(int, option);
    QCOMPARE(optionName(std::uint32_t(level) << 16 | std::uint32_t(option)),
        QString(QLatin1String(QTest::currentDataTag())));
}

void TestSocketOptions::lingerInACallShowsItsSwitchAlone()
{
    const QString line = QStringLiteral("1 call %1 ep=1 sock=1 fd=12 arg=1 extra=%2 = 0\n");
    const QString option = QString::number(SOL_SOCKET << 16 | SO_LINGER);
    const auto journal = kit::JournalBuilder::build(
        line.arg(QStringLiteral("setsockopt"), option) + line.arg(QStringLiteral("getsockopt"), option));
    const auto view = journal->view();
    const QStringList start{QStringLiteral("12"), QStringLiteral("SOL_SOCKET"), QStringLiteral("SO_LINGER")};
    QCOMPARE(callArguments(view.at(0)), start + QStringList{QStringLiteral("{l_onoff=1}")});
    QCOMPARE(callArguments(view.at(1)), start + QStringList{QStringLiteral("[{l_onoff=1}]")});
}

} // namespace wl

QTEST_GUILESS_MAIN(wl::TestSocketOptions)
#include "tst_socketoptions.moc"
