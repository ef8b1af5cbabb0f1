// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/explanations.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QTranslator>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

using namespace wl;

namespace {

/// All steps that the journal knows.
std::vector<Step> allSteps()
{
    std::vector<Step> steps;
    for (int number = 1; number < 1024; ++number) {
        if (*stepName(Step(number)) != 0)
            steps.push_back(Step(number));
    }
    return steps;
}

Event optionEvent(Step call, int level, int option)
{
    Event event;
    event.step = call;
    event.extra = std::uint32_t(level) << 16 | std::uint32_t(option);
    return event;
}

/// JSON that is written with single quotes.
QByteArray json(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

/// One entry with this content as a file would hold it.
QByteArray fileWith(const char *parts)
{
    return json("{'call': {'connect': ") + json(parts) + "}}";
}

/// A language in which every text of the explanations is the same.
class OneWord : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *, const char *, int) const override
    {
        return qstrcmp(context, "explanations") == 0 ? QStringLiteral("Wort") : QString();
    }
};

} // namespace

class ExplanationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        Result<Explanations> read = Explanations::load(Words::english());
        QVERIFY2(read, qPrintable(read.error()));
        m_all = *read;
    }

    void everyStepIsExplained()
    {
        QVERIFY(allSteps().size() > 100);
        for (const Step step : allSteps())
            QVERIFY2(m_all.ofStep(step), stepName(step));
    }

    void everyCallAndKernelEventHasEveryPart()
    {
        for (const Step step : allSteps()) {
            if (stepKind(step) != Kind::Call && stepKind(step) != Kind::Kernel)
                continue;
            const Explanation *explanation = m_all.ofStep(step);
            QVERIFY2(explanation && isWhole(*explanation), stepName(step));
        }
    }

    void everyStateIsExplained()
    {
        QSet<QString> texts;
        for (int number = 1; number <= int(TcpState::Closing); ++number) {
            Event event;
            event.step = Step::KernelState;
            event.after = TcpState(number);
            const Explanation *explanation = m_all.of(event);
            QVERIFY2(explanation && isWhole(*explanation), stateName(TcpState(number)));
            QCOMPARE(explanation, m_all.ofState(TcpState(number)));
            texts << explanation->does;
        }
        QCOMPARE(texts.size(), 11);
    }

    void unknownStateIsExplainedAsAChange()
    {
        Event event;
        event.step = Step::KernelState;
        QVERIFY(m_all.of(event));
        QCOMPARE(m_all.of(event), m_all.ofStep(Step::KernelState));
        QVERIFY(!m_all.ofState(TcpState::Unknown));
    }

    void everyOptionOfThePanelIsExplained_data()
    {
        QTest::addColumn<int>("level");
        QTest::addColumn<int>("option");
        QTest::newRow("TCP_NODELAY") << int(IPPROTO_TCP) << TCP_NODELAY;
        QTest::newRow("SO_KEEPALIVE") << SOL_SOCKET << SO_KEEPALIVE;
        QTest::newRow("TCP_KEEPINTVL") << int(IPPROTO_TCP) << TCP_KEEPINTVL;
        QTest::newRow("TCP_KEEPCNT") << int(IPPROTO_TCP) << TCP_KEEPCNT;
        QTest::newRow("SO_REUSEADDR") << SOL_SOCKET << SO_REUSEADDR;
        QTest::newRow("SO_LINGER") << SOL_SOCKET << SO_LINGER;
        QTest::newRow("SO_SNDBUF") << SOL_SOCKET << SO_SNDBUF;
        QTest::newRow("SO_RCVBUF") << SOL_SOCKET << SO_RCVBUF;
        QTest::newRow("IPV6_V6ONLY") << int(IPPROTO_IPV6) << IPV6_V6ONLY;
        QTest::newRow("IP_TTL") << int(IPPROTO_IP) << IP_TTL;
        QTest::newRow("SO_BROADCAST") << SOL_SOCKET << SO_BROADCAST;
#ifdef TCP_USER_TIMEOUT
        QTest::newRow("TCP_KEEPIDLE") << int(IPPROTO_TCP) << TCP_KEEPIDLE;
        QTest::newRow("TCP_USER_TIMEOUT") << int(IPPROTO_TCP) << TCP_USER_TIMEOUT;
        QTest::newRow("TCP_SYNCNT") << int(IPPROTO_TCP) << TCP_SYNCNT;
#endif
    }

    void everyOptionOfThePanelIsExplained()
    {
        QFETCH(int, level);
        QFETCH(int, option);
        const Explanation *named = m_all.ofOption(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(named && isWhole(*named));
        for (const Step call : {Step::CallSetsockopt, Step::CallGetsockopt})
            QCOMPARE(m_all.of(optionEvent(call, level, option)), named);
    }

    void optionWithoutATextIsExplainedAsItsCall()
    {
        for (const Step call : {Step::CallSetsockopt, Step::CallGetsockopt}) {
            QVERIFY(m_all.ofStep(call));
            QCOMPARE(m_all.of(optionEvent(call, 99, 99)), m_all.ofStep(call));
        }
    }

    void unknownStepsHaveNone()
    {
        QVERIFY(!m_all.ofStep(Step::None));
        QVERIFY(!m_all.ofStep(Step(999)));
        QVERIFY(!m_all.of(Event()));
        QVERIFY(!m_all.ofOption(QStringLiteral("SO_NOTHING")));
    }

    void sameNameOfTwoKindsIsToldApart()
    {
        QVERIFY(m_all.ofStep(Step::Connect)->does != m_all.ofStep(Step::CallConnect)->does);
        QVERIFY(m_all.ofStep(Step::Reset)->does != m_all.ofStep(Step::NoteReset)->does);
    }

    void everyPartHasTwoToFiveSentences()
    {
        for (const QJsonObject &file : files()) {
            for (const auto &entries : file) {
                const QJsonObject named = entries.toObject();
                for (auto entry = named.begin(); entry != named.end(); ++entry)
                    checkSentences(entry.key(), entry.value().toObject());
            }
        }
    }

    void referencesAreManualPagesSectionsOrNamesOfQt_data()
    {
        QTest::addColumn<bool>("good");
        for (const char *text :
            {"connect(2)", "tcp(7)", "sock_diag(7)", "resolv.conf(5)", "RFC 768", "RFC 9293, section 3.5",
                "RFC 9293, section 3.10.7.4", "QTcpSocket", "QAbstractSocket::connectToHost()"})
            QTest::newRow(text) << true;
        for (const char *text :
            {"connect", "connect(2) ", "Connect(2)", "connect(0)", "RFC 09293", "RFC 9293 section 3.5",
                "RFC 9293, section 3.", "rfc 768", "qTcpSocket", "QTcpSocket::Close()", "see tcp(7)"})
            QTest::newRow(text) << false;
    }

    void referencesAreManualPagesSectionsOrNamesOfQt()
    {
        QFETCH(bool, good);
        const QString text = QString::fromLatin1(QTest::currentDataTag());
        QCOMPARE(isReference(text), good);
        QVERIFY(!isReference(text + u'\n') && !isReference({}));
    }

    void brokenFileIsRefused_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("an unknown group") << json("{'calls': {'connect': {'does': ['It is.']}}}");
        QTest::newRow("a group without entries") << json("{'call': {}}");
        QTest::newRow("an unknown step") << json("{'call': {'conect': {'does': ['It is.']}}}");
        QTest::newRow("an unknown state") << json("{'state': {'OPEN': {'does': ['It is.']}}}");
        QTest::newRow("no option's name") << json("{'option': {'nodelay': {'does': ['It is.']}}}");
        QTest::newRow("no does") << fileWith("{'kernel': ['It is.']}");
        QTest::newRow("an empty text") << fileWith("{'does': ['It is.', ' ']}");
        QTest::newRow("an empty list") << fileWith("{'does': []}");
        QTest::newRow("a number") << fileWith("{'does': ['It is.', 1]}");
        QTest::newRow("a bare string") << fileWith("{'does': 'It is.'}");
        QTest::newRow("an unknown part") << fileWith("{'does': ['It is.'], 'why': ['So.']}");
        QTest::newRow("a wrong reference") << fileWith("{'does': ['It is.'], 'read': ['the manual']}");
    }

    void brokenFileIsRefused()
    {
        QFETCH(QByteArray, file);
        Explanations some;
        QVERIFY(some.add(json("{'call': {'bind': {'does': ['It is.']}}}"), Words::english()));
        const Result<Done> added = some.add(file, Words::english());
        QVERIFY(!added);
        QVERIFY2(added.error().endsWith(QLatin1String("Install it again.")), qPrintable(added.error()));
        QVERIFY(some.ofStep(Step::CallBind));
        QVERIFY(!some.ofStep(Step::CallConnect));
    }

    void secondTextForTheSameIsRefused()
    {
        const QByteArray file = fileWith("{'does': ['It is.']}");
        Explanations some;
        QVERIFY(some.add(file, Words::english()));
        QVERIFY(!some.add(file, Words::english()));
    }

    void partsAreJoinedAndMayBeMissing()
    {
        Explanations some;
        const QByteArray file = fileWith("{'does': ['It is.', 'It was.'], 'read': ['tcp(7)', 'RFC 768']}");
        QVERIFY(some.add(file, Words::english()));
        const Explanation *explanation = some.ofStep(Step::CallConnect);
        QVERIFY(explanation);
        QCOMPARE(explanation->does, QStringLiteral("It is. It was."));
        QVERIFY(explanation->kernel.isEmpty() && explanation->wrong.isEmpty());
        QCOMPARE(explanation->readOn, QStringList({QStringLiteral("tcp(7)"), QStringLiteral("RFC 768")}));
    }

    void textsFollowTheLanguageAndReferencesDoNot()
    {
        OneWord german;
        QVERIFY(QCoreApplication::installTranslator(&german));
        const Result<Explanations> translated = Explanations::load(Words::translated());
        const Result<Explanations> english = Explanations::load(Words::english());
        QCoreApplication::removeTranslator(&german);
        QVERIFY(translated && english);
        const Explanation *there = translated->ofStep(Step::CallConnect);
        const Explanation *here = english->ofStep(Step::CallConnect);
        for (const QString &text : {there->does, there->kernel, there->wrong})
            QCOMPARE(text, QStringLiteral("Wort"));
        QCOMPARE(here->does, m_all.ofStep(Step::CallConnect)->does);
        QCOMPARE(there->readOn, here->readOn);
    }

private:
    static bool isWhole(const Explanation &e)
    {
        return !e.does.isEmpty() && !e.kernel.isEmpty() && !e.wrong.isEmpty() && !e.readOn.isEmpty();
    }

    static QList<QJsonObject> files()
    {
        QList<QJsonObject> read;
        for (const char *name : {"calls", "commands", "kernel", "notes", "options", "signals", "states"}) {
            QFile file(QStringLiteral(":/explanations/%1.json").arg(QLatin1String(name)));
            if (file.open(QIODevice::ReadOnly))
                read << QJsonDocument::fromJson(file.readAll()).object();
        }
        return read;
    }

    static void checkSentences(const QString &name, const QJsonObject &parts)
    {
        for (auto part = parts.begin(); part != parts.end(); ++part) {
            const QJsonArray sentences = part.value().toArray();
            if (part.key() == QLatin1String("read"))
                continue;
            QVERIFY2(sentences.size() >= 2 && sentences.size() <= 5, qPrintable(name + part.key()));
            for (const auto &sentence : sentences)
                QVERIFY2(sentence.toString().endsWith(u'.'), qPrintable(sentence.toString()));
        }
    }

    Explanations m_all;
};

QTEST_GUILESS_MAIN(ExplanationsTest)
#include "tst_explanations.moc"
