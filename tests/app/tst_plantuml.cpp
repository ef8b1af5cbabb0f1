// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/plantuml.h"
#include "tests/kit/sequencesample.h"

#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace wl;
using namespace wl::kit;

namespace {

QStringList linesOf(const QByteArray &text)
{
    return QString::fromUtf8(text).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

} // namespace

class TestPlantUml final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLineIsAStatementOfTheLanguage();
    void messagesAndStatesAreThere();
    void hostileTextIsWrittenAsNumbers();
    void anEmptySessionIsStillADiagram();
    void plantUmlItselfTakesIt();
};

void TestPlantUml::everyLineIsAStatementOfTheLanguage()
{
    const QString text = QStringLiteral("(?:[A-Za-z0-9 .,()!?=+:/_\\x{A0}-\\x{FFFF}-]|<U\\+[0-9A-F]{4,6}>)+");
    const QString id = QStringLiteral("(?:S\\d+|Outside)");
    const QRegularExpression statement(QStringLiteral(
        "^(?:participant \"%2\" as %1|%1 (?:->|->x|->>|-->) %1 : %2|note (?:left|right) of %1 : %2"
        "|h?note over %1(?:, %1)? : %2)$")
                                           .arg(id, text));
    const QStringList lines = linesOf(plantUmlOf(sequenceFrom(hostileConversation)));
    QCOMPARE(lines.mid(0, 3),
        QStringList({QStringLiteral("@startuml"), QStringLiteral("title What the sockets did"),
            QStringLiteral("hide footbox")}));
    QCOMPARE(lines.last(), QStringLiteral("@enduml"));
    QCOMPARE(lines.count(QStringLiteral("@enduml")), 1);
    for (const QString &line : lines.mid(3, lines.size() - 4))
        QVERIFY2(statement.match(line).hasMatch(), qPrintable(line));
}

void TestPlantUml::messagesAndStatesAreThere()
{
    const QStringList lines = linesOf(plantUmlOf(sequenceFrom(hostileConversation)));
    QVERIFY(lines.contains(QStringLiteral("hnote over S1 : LISTEN")));
    QVERIFY(lines.contains(QStringLiteral("note left of S1 : listen() 5")));
    QVERIFY(lines.contains(QStringLiteral("S1 ->> S3 : accept() = 15")));
    QVERIFY(lines.contains(QStringLiteral("S2 --> S1 : handshake by the kernels (inferred)")));
    QCOMPARE(lines.filter(QStringLiteral("S2 -> S3 : ")).size(), 2);
}

void TestPlantUml::hostileTextIsWrittenAsNumbers()
{
    QCOMPARE(plantUmlEscaped(u"a\"b<i>"), QByteArray("a<U+0022>b<U+003C>i<U+003E>"));
    QCOMPARE(plantUmlEscaped(u"%getenv(\"x\") !include"),
        QByteArray("<U+0025>getenv(<U+0022>x<U+0022>) !include"));
    QCOMPARE(plantUmlEscaped(u"//a//"), QByteArray("/<U+002F>a/<U+002F>"));
    QCOMPARE(plantUmlEscaped(u"**~[[x]]"),
        QByteArray("<U+002A><U+002A><U+007E><U+005B><U+005B>x<U+005D><U+005D>"));
    QCOMPARE(plantUmlEscaped(u"\\n$a&#1;"), QByteArray("<U+005C>n<U+0024>a<U+0026><U+0023>1<U+003B>"));
    QCOMPARE(plantUmlEscaped(u"a\n@enduml\r'x"), QByteArray("a <U+0040>enduml <U+0027>x"));
}

void TestPlantUml::anEmptySessionIsStillADiagram()
{
    const QStringList lines = linesOf(plantUmlOf(sequenceFrom("")));
    QCOMPARE(lines.first(), QStringLiteral("@startuml"));
    QCOMPARE(lines.last(), QStringLiteral("@enduml"));
    QCOMPARE(lines.size(), 4);
}

void TestPlantUml::plantUmlItselfTakesIt()
{
    const QString program = QStandardPaths::findExecutable(QStringLiteral("plantuml"));
    if (program.isEmpty())
        QSKIP("plantuml is not installed, so it was not asked here.");
    QProcess process;
    process.setProgram(program);
    process.setArguments({QStringLiteral("-syntax")});
    QSignalSpy ended(&process, &QProcess::finished);
    process.start();
    process.write(plantUmlOf(sequenceFrom(hostileConversation)));
    process.closeWriteChannel();
    QVERIFY(!ended.isEmpty() || ended.wait(100000));
    const QByteArray said = process.readAllStandardOutput();
    QVERIFY2(said.startsWith("SEQUENCE"), said.constData());
}

QTEST_GUILESS_MAIN(TestPlantUml)
#include "tst_plantuml.moc"
