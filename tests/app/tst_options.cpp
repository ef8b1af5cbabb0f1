// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/cli/options.h"

#include <QTest>

namespace wl {

class TestOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noArgumentsAskForNothing();
    void actionsKeepTheirOrder();
    void listenTakesAllSettingsOfItsUrl();
    void connectMayNameAListenerByItsNumber();
    void lineEndingHoldsForTheSendsThatFollow();
    void everyRunningOptionIsTaken();
    void everyLogOptionIsTaken();
    void valuesMayStandAfterAnEqualsSign();
    void aValueMayBeginWithAHyphen();
    void aPlainArgumentIsASessionToOpen();
    void shortOptionsAreKnown();
    void logOptionsBelongToTheCommandLine();
    void exportsAreTakenInTheirOrder();
    void exportsBelongToTheCommandLine();
    void mistakesAreToldInOneSentence_data();
    void mistakesAreToldInOneSentence();
    void hostileWordsCannotForgeLines_data();
    void hostileWordsCannotForgeLines();
    void helpNamesEveryOption();
};

namespace {

CliOptions parsed(const QStringList &arguments, Program program = Program::CommandLine)
{
    const auto options = parseOptions(arguments, program);
    if (!options) {
        QTest::qFail(qPrintable(options.error()), __FILE__, __LINE__);
        return {};
    }
    return *options;
}

/// "listen 12000", "connect @1", "send hello", "file f" for each action.
QStringList actionsOf(const CliOptions &options)
{
    QStringList words;
    for (const CliOptions::Action &action : options.actions) {
        if (const auto *listen = std::get_if<CliOptions::Listen>(&action))
            words += QStringLiteral("listen %1").arg(listen->settings.port);
        if (const auto *connect = std::get_if<CliOptions::Connect>(&action))
            words += QStringLiteral("connect %1").arg(connect->settings.address);
        if (const auto *send = std::get_if<CliOptions::Send>(&action))
            words += QStringLiteral("send ") + QString::fromLatin1(send->bytes);
        if (const auto *file = std::get_if<CliOptions::SendFile>(&action))
            words += QStringLiteral("file ") + file->path;
    }
    return words;
}

QStringList words(const char *line)
{
    return QString::fromUtf8(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

} // namespace

void TestOptions::noArgumentsAskForNothing()
{
    const CliOptions o = parsed({});
    QVERIFY(o.actions.empty() && o.sessionFile.isEmpty() && o.openFile.isEmpty() && o.kinds.isEmpty());
    QVERIFY(!o.forSeconds && !o.untilIdleSeconds && !o.untilClosed);
    QVERIFY(!o.housekeeping && !o.demo && !o.help && !o.version);
    QCOMPARE(o.logFormat, QStringLiteral("text"));
}

void TestOptions::actionsKeepTheirOrder()
{
    const CliOptions o =
        parsed(words("--connect tcp://127.0.0.1:1 --send a --listen tcp://127.0.0.1:0 --send-hex 62 "
                     "--send-file c --connect udp://127.0.0.1:2 --send d"));
    QCOMPARE(actionsOf(o),
        QStringList({QStringLiteral("connect 127.0.0.1"), QStringLiteral("send a"),
            QStringLiteral("listen 0"), QStringLiteral("send b"), QStringLiteral("file c"),
            QStringLiteral("connect 127.0.0.1"), QStringLiteral("send d")}));
}

void TestOptions::listenTakesAllSettingsOfItsUrl()
{
    const CliOptions o = parsed({QStringLiteral("--listen"),
        QStringLiteral(
            "tcp://127.0.0.1:12000?service=uppercase&backlog=5&read=1024&close=after-reply&clients=one"),
        QStringLiteral("--listen"), QStringLiteral("udp://*:9?service=fixed-reply&reply=a%20b")});
    const EndpointSettings tcp = std::get<CliOptions::Listen>(o.actions.at(0)).settings;
    QCOMPARE(tcp.role, Role::Server);
    QCOMPARE(tcp.protocol, Protocol::Tcp);
    QCOMPARE(tcp.service, QStringLiteral("uppercase"));
    QCOMPARE(tcp.backlog, 5);
    QCOMPARE(tcp.readSize, 1024);
    QVERIFY(tcp.closeAfterReply && tcp.oneClient);
    const EndpointSettings udp = std::get<CliOptions::Listen>(o.actions.at(1)).settings;
    QCOMPARE(udp.protocol, Protocol::Udp);
    QCOMPARE(udp.address, QStringLiteral("*"));
    QCOMPARE(udp.reply, QStringLiteral("a b"));
}

void TestOptions::connectMayNameAListenerByItsNumber()
{
    const CliOptions o = parsed(
        words("--listen tcp://127.0.0.1:0 --connect tcp://@1 --connect tcp://localhost:7?local=127.0.0.1:0"));
    QVERIFY(!parseOptions(words("--connect tcp://@1"), Program::CommandLine));
    const EndpointSettings first = std::get<CliOptions::Connect>(o.actions.at(1)).settings;
    QCOMPARE(first.role, Role::Client);
    QCOMPARE(first.address, QStringLiteral("@1"));
    const EndpointSettings second = std::get<CliOptions::Connect>(o.actions.at(2)).settings;
    QVERIFY(second.bindLocal);
    QCOMPARE(second.localAddress, QStringLiteral("127.0.0.1"));
}

void TestOptions::lineEndingHoldsForTheSendsThatFollow()
{
    const CliOptions o =
        parsed(words("--connect tcp://127.0.0.1:1 --send a --line-ending crlf --send b\\t --send-hex 63 "
                     "--line-ending nul --send d --line-ending none --send e --line-ending lf --send f"));
    QList<QByteArray> sent;
    for (const CliOptions::Action &action : o.actions) {
        if (const auto *send = std::get_if<CliOptions::Send>(&action))
            sent += send->bytes;
    }
    QCOMPARE(sent, QList<QByteArray>({"a", "b\t\r\n", "c\r\n", QByteArray("d\0", 2), "e", "f\n"}));
}

void TestOptions::everyRunningOptionIsTaken()
{
    const CliOptions o = parsed(words("--session s.jsonl --for 2.5 --until-idle 0.25 --until-closed --demo"));
    QCOMPARE(o.sessionFile, QStringLiteral("s.jsonl"));
    QCOMPARE(o.forSeconds.value_or(0), 2.5);
    QCOMPARE(o.untilIdleSeconds.value_or(0), 0.25);
    QVERIFY(o.untilClosed && o.demo);
    QCOMPARE(parsed(words("--for 0")).forSeconds.value_or(-1), 0.0);
}

void TestOptions::everyLogOptionIsTaken()
{
    for (const char *format : {"text", "jsonl", "csv"})
        QCOMPARE(parsed({QStringLiteral("--log"), QLatin1String(format)}).logFormat, QLatin1String(format));
    const CliOptions o = parsed(words("--kinds command,call,signal,kernel,note --housekeeping"));
    QVERIFY(o.housekeeping);
    for (const Kind kind : {Kind::Command, Kind::Call, Kind::Signal, Kind::Kernel, Kind::Note})
        QVERIFY(o.kinds.contains(int(kind)));
    QCOMPARE(parsed(words("--kinds call")).kinds, QSet<int>({int(Kind::Call)}));
}

void TestOptions::valuesMayStandAfterAnEqualsSign()
{
    const CliOptions o = parsed({QStringLiteral("--listen=tcp://127.0.0.1:0?service=hello"),
        QStringLiteral("--connect=tcp://127.0.0.1:5"), QStringLiteral("--send=a=b"),
        QStringLiteral("--send="), QStringLiteral("--for=3"), QStringLiteral("--session=x=y"),
        QStringLiteral("--log=csv")});
    QCOMPARE(actionsOf(o),
        QStringList({QStringLiteral("listen 0"), QStringLiteral("connect 127.0.0.1"),
            QStringLiteral("send a=b"), QStringLiteral("send ")}));
    QCOMPARE(std::get<CliOptions::Listen>(o.actions.at(0)).settings.service, QStringLiteral("hello"));
    QCOMPARE(o.forSeconds.value_or(0), 3.0);
    QCOMPARE(o.sessionFile, QStringLiteral("x=y"));
    QCOMPARE(o.logFormat, QStringLiteral("csv"));
}

void TestOptions::aValueMayBeginWithAHyphen()
{
    const CliOptions o = parsed(words("--connect tcp://127.0.0.1:5 --send --help --send -"));
    QCOMPARE(actionsOf(o).mid(1), QStringList({QStringLiteral("send --help"), QStringLiteral("send -")}));
    QVERIFY(!o.help);
}

void TestOptions::aPlainArgumentIsASessionToOpen()
{
    QCOMPARE(parsed(words("a.jsonl")).openFile, QStringLiteral("a.jsonl"));
    QCOMPARE(parsed(words("--open a.jsonl")).openFile, QStringLiteral("a.jsonl"));
    QCOMPARE(parsed(words("a.jsonl"), Program::Window).openFile, QStringLiteral("a.jsonl"));
}

void TestOptions::shortOptionsAreKnown()
{
    for (const Program program : {Program::Window, Program::CommandLine}) {
        QVERIFY(parsed(words("-h"), program).help && parsed(words("--help"), program).help);
        QVERIFY(parsed(words("-v"), program).version && parsed(words("--version"), program).version);
    }
}

void TestOptions::logOptionsBelongToTheCommandLine()
{
    for (const char *line : {"--log text", "--kinds call", "--housekeeping"}) {
        QVERIFY2(parseOptions(words(line), Program::CommandLine), line);
        QVERIFY2(!parseOptions(words(line), Program::Window), line);
    }
}

void TestOptions::exportsAreTakenInTheirOrder()
{
    const CliOptions o = parsed(
        words("a.jsonl --export out/sequence.svg --export=log.csv --output there/ --dark --transparent"));
    QCOMPARE(o.exports, QStringList({QStringLiteral("out/sequence.svg"), QStringLiteral("log.csv")}));
    QCOMPARE(o.output, QStringLiteral("there/"));
    QVERIFY(o.dark && o.transparent);
    QVERIFY(parsed({}).exports.isEmpty());
}

void TestOptions::exportsBelongToTheCommandLine()
{
    QVERIFY(parseOptions(words("a.jsonl --export report.html"), Program::CommandLine));
    QVERIFY(!parseOptions(words("a.jsonl --export report.html"), Program::Window));
}

void TestOptions::mistakesAreToldInOneSentence_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("names");
    const auto row = [](const char *line, const char *names) {
        QTest::newRow(line) << words(line) << QString::fromUtf8(names);
    };
    row("--lisen tcp://127.0.0.1:1", "--lisen");
    row("-x", "-x");
    row("--", "--");
    row("--listen", "--listen");
    row("--listen=", "--listen");
    row("--listen http://127.0.0.1:1", "--listen");
    row("--listen tcp://127.0.0.1:70000", "--listen");
    row("--listen tcp://127.0.0.1:1?service=nothing", "nothing");
    row("--listen tcp://@1", "--listen");
    row("--connect 127.0.0.1", "--connect");
    row("--connect tcp://1.2.3:5", "--connect");
    row("--send hello", "--connect");
    row("--send-hex 41", "--connect");
    row("--send-file f", "--connect");
    row("--listen tcp://127.0.0.1:0 --send hello", "--connect");
    row("--connect tcp://127.0.0.1:1 --send \\q", "--send");
    row("--connect tcp://127.0.0.1:1 --send-hex 4", "--send-hex");
    row("--connect tcp://127.0.0.1:1 --line-ending cr", "--line-ending");
    row("--for soon", "soon");
    row("--for -1", "--for");
    row("--for nan", "nan");
    row("--for inf", "inf");
    row("--for 1e99", "--for");
    row("--until-idle 1s", "1s");
    row("--log xml", "xml");
    row("--kinds call,cals", "cals");
    row("--until-closed=yes", "--until-closed");
    row("--help=me", "--help");
    row("a.jsonl b.jsonl", "b.jsonl");
    row("--open a.jsonl b.jsonl", "b.jsonl");
    row("a.jsonl --open b.jsonl", "b.jsonl");
    row("--open a.jsonl --listen tcp://127.0.0.1:0", "--open");
    row("--export sequence.svg", "--open");
    row("--open a.jsonl --export sequence.png", "sequence.svg");
    row("--open a.jsonl --export", "--export");
    row("--open a.jsonl --export sequence.svg --output=", "--output");
    row("--open a.jsonl --output x", "--export");
    row("--open a.jsonl --dark", "--export");
}

void TestOptions::mistakesAreToldInOneSentence()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, names);
    const auto options = parseOptions(arguments, Program::CommandLine);
    QVERIFY(!options);
    QVERIFY2(options.error().contains(names), qPrintable(options.error()));
    QVERIFY2(options.error().endsWith(QLatin1Char('.')), qPrintable(options.error()));
    QVERIFY(!options.error().contains(QLatin1Char('\n')));
}

void TestOptions::hostileWordsCannotForgeLines_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::addColumn<QString>("form");
    const auto row = [](const char *name, const QStringList &before, const char *form) {
        QTest::newRow(name) << before << QString::fromUtf8(form);
    };
    const QStringList connected{QStringLiteral("--connect"), QStringLiteral("tcp://127.0.0.1:1")};
    row("option", {}, "--%1");
    row("option with value", {}, "--%1=2");
    row("url", {}, "--listen=%1");
    row("seconds", {}, "--for=%1");
    row("format", {}, "--log=%1");
    row("kind", {}, "--kinds=%1");
    row("export", {}, "--export=%1");
    row("line ending", {}, "--line-ending=%1");
    row("hex", connected, "--send-hex=%1");
    row("escapes", connected, "--send=\\q%1");
    row("second file", {QStringLiteral("a.jsonl")}, "%1");
}

void TestOptions::hostileWordsCannotForgeLines()
{
    QFETCH(QStringList, before);
    QFETCH(QString, form);
    const QString hostile =
        QStringLiteral("x\nERROR\r\x1b[2J\u202e\u200b") + QString(100000, QLatin1Char('y'));
    const auto options = parseOptions(before + QStringList{form.arg(hostile)}, Program::CommandLine);
    QVERIFY(!options);
    for (const QChar c : {QChar(u'\n'), QChar(u'\r'), QChar(u'\x1b'), QChar(0x202e), QChar(0x200b)})
        QVERIFY2(!options.error().contains(c), qPrintable(QString::number(c.unicode(), 16)));
    QVERIFY2(options.error().size() < 1000, qPrintable(QString::number(options.error().size())));
}

void TestOptions::helpNamesEveryOption()
{
    const char *both[] = {"--listen", "--connect", "--send ", "--send-hex", "--send-file", "--line-ending",
        "--session", "--open", "--for", "--until-idle", "--until-closed", "--demo", "-h, --help",
        "-v, --version"};
    for (const char *option : both) {
        QVERIFY2(helpText(Program::Window).contains(QLatin1String(option)), option);
        QVERIFY2(helpText(Program::CommandLine).contains(QLatin1String(option)), option);
    }
    for (const char *option :
        {"--log", "--kinds", "--housekeeping", "--export", "--output", "--dark", "--transparent"}) {
        QVERIFY2(!helpText(Program::Window).contains(QLatin1String(option)), option);
        QVERIFY2(helpText(Program::CommandLine).contains(QLatin1String(option)), option);
    }
}

} // namespace wl

QTEST_GUILESS_MAIN(wl::TestOptions)
#include "tst_options.moc"
