// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/addresses.h"

#include <QNetworkInterface>
#include <QTest>

namespace wl {

class TestAddresses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeAddressesAreTaken_data();
    void wholeAddressesAreTaken();
    void starIsAnyOfBothFamilies();
    void wrongAddressesAreRefusedWithASentence_data();
    void wrongAddressesAreRefusedWithASentence();
    void zoneOfAnExistingInterfaceIsTaken();
    void hostNamesAreTakenAndTrimmed_data();
    void hostNamesAreTakenAndTrimmed();
    void wrongHostsAreRefusedWithASentence_data();
    void wrongHostsAreRefusedWithASentence();
    void portsAreDecimalNumbers();
    void wrongPortsAreRefused_data();
    void wrongPortsAreRefused();
    void packedAddressesUnpackToTheSame_data();
    void packedAddressesUnpackToTheSame();
    void addressTextReadsBack_data();
    void addressTextReadsBack();
    void zoneStaysANumberInText();
    void anyIsPackedAsIpv6AndNullAsNothing();
    void wrongAddressTextIsInvalid_data();
    void wrongAddressTextIsInvalid();
};

void TestAddresses::wholeAddressesAreTaken_data()
{
    QTest::addColumn<QString>("expected");
    for (const char *text :
        {"127.0.0.1", "0.0.0.0", "255.255.255.255", "10.20.30.40", "::", "::1", "fe80::1", "2001:db8::7"})
        QTest::newRow(text) << QString(QLatin1String(text));
}

void TestAddresses::wholeAddressesAreTaken()
{
    QFETCH(QString, expected);
    const auto address = strictAddress(expected);
    QVERIFY2(address, qPrintable(address.error()));
    QCOMPARE(address->toString(), expected);
    QCOMPARE(address->protocol(),
        expected.contains(u':') ? QAbstractSocket::IPv6Protocol : QAbstractSocket::IPv4Protocol);
    QVERIFY(hostOrAddress(expected));
}

void TestAddresses::starIsAnyOfBothFamilies()
{
    const auto address = strictAddress(QStringLiteral("*"));
    QVERIFY(address);
    QCOMPARE(address->protocol(), QAbstractSocket::AnyIPProtocol);
}

void TestAddresses::wrongAddressesAreRefusedWithASentence_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *text, const char *says) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(says);
    };
    row("", "empty");
    row("   ", "empty");
    row("1.2.3", "four decimal numbers");
    row("127.1", "four decimal numbers");
    row("1.2.3.4.5", "four decimal numbers");
    row("1..2.3", "four decimal numbers");
    row("2130706433", "four decimal numbers");
    row("0x7f.1", "four decimal numbers");
    row("0x7f.0.0.1", "four decimal numbers");
    row("-1.2.3.4", "four decimal numbers");
    row("1.2.3. 4", "four decimal numbers");
    row("١.2.3.4", "four decimal numbers");
    row("localhost", "four decimal numbers");
    row("256.1.1.1", "“256” in “256.1.1.1” is more than 255");
    row("1.2.3.99999999999", "more than 255");
    row("01.2.3.4", "begins with a zero");
    row("1.2.3.00", "begins with a zero");
    row("[::1]", "brackets");
    row("1:2:3", "IPv6");
    row("::1::", "IPv6");
    row("::g", "IPv6");
    row("::1.2.3", "IPv6");
    row("127.0.0.1:80", "port");
    row("127.0.0.1%lo", "four decimal numbers");
    row("fe80::1%nosuch", "“nosuch” in “fe80::1%nosuch” is not a network interface");
    row("fe80::1%", "not a network interface");
    row("fe80::1%0", "not a network interface");
    row("fe80::1%999999", "not a network interface");
    QTest::newRow("300 characters") << QString(300, u'1') << QStringLiteral("too long: 300 characters");
    QTest::newRow("nul inside") << QString(QStringLiteral("::1") + QChar(0) + u'x') << QStringLiteral("IPv6");
    QTest::newRow("nul in the zone") << QString(QStringLiteral("::1%lo") + QChar(0))
                                     << QStringLiteral("interface");
    QTest::newRow("bidi") << QStringLiteral("\u202E1.2.3.4") << QStringLiteral("\\u{202E}");
}

void TestAddresses::wrongAddressesAreRefusedWithASentence()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    const auto address = strictAddress(text);
    QVERIFY(!address);
    QVERIFY2(address.error().contains(says), qPrintable(address.error()));
    QVERIFY(address.error().endsWith(u'.'));
    QVERIFY(address.error().size() < 300);
}

void TestAddresses::zoneOfAnExistingInterfaceIsTaken()
{
    const QNetworkInterface loopback = QNetworkInterface::interfaceFromIndex(1);
    if (!loopback.isValid())
        QSKIP("This system has no interface 1.");
    const QString byName = QStringLiteral("fe80::1%") + loopback.name();
    const auto named = strictAddress(byName);
    QVERIFY2(named, qPrintable(named.error()));
    QCOMPARE(named->scopeId(), loopback.name());
    QCOMPARE(packAddress(*named, 1).scope, 1u);
    QVERIFY(strictAddress(QStringLiteral("fe80::1%1")));
    const auto host = hostOrAddress(byName);
    QVERIFY(host);
    QCOMPARE(*host, byName);
}

void TestAddresses::hostNamesAreTakenAndTrimmed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("host");
    for (const char *text : {"localhost", "example.org", "example.org.", "a-b.c_d", "xn--bcher-kva.example",
             "3com.com", "1a", "0xyz", "127.0.0.1", "::1", "*"})
        QTest::newRow(text) << QString(u' ' + QLatin1String(text) + u'\t') << QString(QLatin1String(text));
    const QString longest = QStringList(4, QString(62, u'a')).join(u'.');
    QTest::newRow("long") << longest << longest;
}

void TestAddresses::hostNamesAreTakenAndTrimmed()
{
    QFETCH(QString, text);
    QFETCH(QString, host);
    const auto read = hostOrAddress(text);
    QVERIFY2(read, qPrintable(read.error()));
    QCOMPARE(*read, host);
}

void TestAddresses::wrongHostsAreRefusedWithASentence_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", " ", "1.2.3", "127.1", "1", "0x7f.1", "0x7f", "0X7F.0.0.1", "256.1.1.1",
             "01.2.3.4", "1.2.3.4.", ".", "..", "a..b", ".a", "-a", "a-", "a b", "a/b", "a@b", "bücher.de",
             "[::1]", "a:1", "fe80::1%nosuch"})
        QTest::newRow(text) << QString::fromUtf8(text);
    QTest::newRow("300 characters") << QStringList(5, QString(59, u'a')).join(u'.');
    QTest::newRow("long label") << QString(64, u'a');
    QTest::newRow("nul") << QString(QStringLiteral("a") + QChar(0) + u'b');
    QTest::newRow("line feed") << QStringLiteral("a\nb");
}

void TestAddresses::wrongHostsAreRefusedWithASentence()
{
    QFETCH(QString, text);
    const auto read = hostOrAddress(text);
    QVERIFY(!read);
    QVERIFY(read.error().size() > 20 && read.error().size() < 300);
    QVERIFY2(read.error().endsWith(u'.'), qPrintable(read.error()));
}

void TestAddresses::portsAreDecimalNumbers()
{
    for (const int port : {0, 1, 80, 12000, 65535}) {
        const auto read = strictPort(QString::number(port));
        QVERIFY(read);
        QCOMPARE(int(*read), port);
    }
}

void TestAddresses::wrongPortsAreRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
        {"", "65536", "99999999999999999999", "-1", "+1", " 80", "80 ", "0x50", "8e1", "٨٠", "http"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestAddresses::wrongPortsAreRefused()
{
    QFETCH(QString, text);
    const auto read = strictPort(text);
    QVERIFY(!read);
    QVERIFY2(read.error().contains(QStringLiteral("65535")), qPrintable(read.error()));
}

void TestAddresses::packedAddressesUnpackToTheSame_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
        {"127.0.0.1", "255.1.2.3", "0.0.0.0", "::1", "::", "2001:db8::1:2", "::ffff:127.0.0.1"})
        QTest::newRow(text) << QString(QLatin1String(text));
}

void TestAddresses::packedAddressesUnpackToTheSame()
{
    QFETCH(QString, text);
    const QHostAddress address(text);
    const PackedAddress packed = packAddress(address, 4711);
    QCOMPARE(packed.port, quint16(4711));
    QCOMPARE(int(packed.family), text.contains(u':') ? 6 : 4);
    QCOMPARE(unpackAddress(packed), address);
    QCOMPARE(unpackAddress(packed).protocol(), address.protocol());
}

void TestAddresses::addressTextReadsBack_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"127.0.0.1:12000", "0.0.0.0:0", "[::1]:80", "[::]:65535", "[fe80::1%7]:1",
             "[2001:db8::7]:443", "[::ffff:10.0.0.1]:5"})
        QTest::newRow(text) << QString(QLatin1String(text));
}

void TestAddresses::addressTextReadsBack()
{
    QFETCH(QString, text);
    const PackedAddress packed = addressFromText(text);
    QVERIFY(packed.isValid());
    QCOMPARE(addressText(packed), text);
}

void TestAddresses::zoneStaysANumberInText()
{
    const PackedAddress packed = addressFromText(QStringLiteral("[fe80::1%4000000000]:9"));
    QCOMPARE(packed.scope, 4000000000u);
    QCOMPARE(unpackAddress(packed).scopeId(), QStringLiteral("4000000000"));
    QCOMPARE(packAddress(unpackAddress(packed), 9), packed);
}

void TestAddresses::anyIsPackedAsIpv6AndNullAsNothing()
{
    QCOMPARE(addressText(packAddress(QHostAddress(QHostAddress::Any), 80)), QStringLiteral("[::]:80"));
    QVERIFY(!packAddress(QHostAddress(), 80).isValid());
    QCOMPARE(packAddress(QHostAddress(), 80), PackedAddress());
    QCOMPARE(addressText(PackedAddress()), QString());
    QVERIFY(unpackAddress(PackedAddress()).isNull());
    PackedAddress unknown;
    unknown.family = 9;
    QCOMPARE(addressText(unknown), QString());
    QVERIFY(unpackAddress(unknown).isNull());
}

void TestAddresses::wrongAddressTextIsInvalid_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
        {"", ":", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.1:80", "localhost:80", "::1:80", "[::1]",
            "[::1]80", "[127.0.0.1]:80", "[::1%]:80", "[::1%0]:80", "[::1%nosuch]:80", "[]:80", "*:80"})
        QTest::newRow(text) << QString(QLatin1String(text));
    QTest::newRow("long") << QString(QString(100000, u'[') + QStringLiteral("]:80"));
}

void TestAddresses::wrongAddressTextIsInvalid()
{
    QFETCH(QString, text);
    QVERIFY(!addressFromText(text).isValid());
}

} // namespace wl

QTEST_GUILESS_MAIN(wl::TestAddresses)
#include "tst_addresses.moc"
