// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/journal/spool.h"
#include "tests/kit/journalbuilder.h"
#include "tests/kit/sessionfiles.h"
#include "tests/ui/windowkit.h"
#include "ui/window/recovery.h"
#include "ui/window/sessionfiles.h"

#include <QDir>

using namespace wl;
using namespace wl::kit;

namespace {

constexpr qint64 startedAt = 1'700'000'000'000;

/// A session of its own with a spool, as a running program has it.
struct Running {
    Running(const QString &path, int events)
        : spool(journal, path.toStdString(), {.startedAt = startedAt}, [](const std::string &) {})
    {
        failure = spool.start();
        add(events);
    }

    void add(int events)
    {
        PackedAddress peer = addressFromText(QStringLiteral("127.0.0.1:12000"));
        for (int i = 0; i < events; ++i) {
            Event event;
            event.time = std::int64_t(journal.size()) * 1000;
            event.step = Step::CallRead;
            event.endpoint = 1;
            event.socket = 2;
            event.fd = 15;
            event.result = 5;
            journal.append(event, std::string_view("hello"), &peer);
        }
    }

    void create()
    {
        Event event;
        event.step = Step::Create;
        event.endpoint = 1;
        journal.append(event, std::string_view("server tcp://127.0.0.1:12000?name=Server%201"));
    }

    Journal journal;
    Spool spool;
    int failure = 0;
};

QByteArray asBytes(Bytes bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())};
}

bool sameEvent(const EventRef &a, const EventRef &b)
{
    return a && b && a->time == b->time && a->step == b->step && a->endpoint == b->endpoint
        && a->socket == b->socket && a->fd == b->fd && a->result == b->result && a->error == b->error
        && a->arg == b->arg && a->flags == b->flags && a->cause == b->cause && a->before == b->before
        && a->after == b->after && a->slot == b->slot && a->evidence == b->evidence
        && asBytes(a.blob()) == asBytes(b.blob());
}

bool sameEvents(const Journal &a, const Journal &b)
{
    if (a.size() != b.size())
        return false;
    for (EventIndex i = 0; i < a.size(); ++i) {
        if (!sameEvent(a.view().at(i), b.view().at(i)))
            return false;
    }
    return true;
}

void setAge(const QString &path, int days)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(-days), QFileDevice::FileModificationTime));
}

} // namespace

class RecoveryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_home = std::make_unique<OwnHome>();
        QVERIFY(QDir().mkpath(spoolFolder()));
    }

    void foldersOfNobodyHaveNothingToOffer()
    {
        QVERIFY(leftSessions(spoolFolder()).isEmpty());
        QVERIFY(leftSessions(m_home->path(QStringLiteral("nowhere"))).isEmpty());
        tidySpools(m_home->path(QStringLiteral("nowhere")));
    }

    void sessionThatEndedBadlyIsOffered()
    {
        leave("left", 40);
        const auto left = leftSessions(spoolFolder());
        QCOMPARE(left.size(), 1);
        QCOMPARE(left.first().path, path("left"));
        QCOMPARE(left.first().events, quint64(40));
        QCOMPARE(left.first().startedAt.toMSecsSinceEpoch(), startedAt);
        QVERIFY(!left.first().damaged);
    }

    void newestIsOfferedFirst()
    {
        for (const char *name : {"middle", "newest", "oldest"})
            leave(name, 40);
        setAge(path("middle"), 2);
        setAge(path("oldest"), 3);
        const auto left = leftSessions(spoolFolder());
        QCOMPARE(left.size(), 3);
        QCOMPARE(left[0].path, path("newest"));
        QCOMPARE(left[1].path, path("middle"));
        QCOMPARE(left[2].path, path("oldest"));
    }

    void runningSessionIsNeverOfferedNorRemoved()
    {
        Running running(path("running"), 40);
        QCOMPARE(running.failure, 0);
        QTRY_COMPARE(running.spool.written(), EventIndex(40));
        setAge(path("running"), 100);
        QVERIFY(leftSessions(spoolFolder()).isEmpty());
        tidySpools(spoolFolder());
        QVERIFY(QFile::exists(path("running")));
        running.spool.stop(true);
        QCOMPARE(leftSessions(spoolFolder()).size(), 1);
    }

    void runningSessionThatIsStillEmptyIsLeftAlone()
    {
        Running running(path("running"), 0);
        QCOMPARE(running.failure, 0);
        QVERIFY(leftSessions(spoolFolder()).isEmpty());
        QVERIFY(QFile::exists(path("running")));
    }

    void sessionInWhichNothingWasDoneIsRemoved()
    {
        leave("empty", 0);
        leave("selftest", 4);
        QVERIFY(leftSessions(spoolFolder()).isEmpty());
        QVERIFY(!QFile::exists(path("empty")));
        QVERIFY(!QFile::exists(path("selftest")));
    }

    void tornEndIsOfferedAsDamaged()
    {
        leaveInTwoBatches("torn");
        QFile file(path("torn"));
        QVERIFY(file.resize(file.size() - 10));
        expectFirstBatch("torn");
    }

    void flippedByteIsOfferedAsDamaged()
    {
        leaveInTwoBatches("flipped");
        QByteArray bytes = fileBytes(path("flipped"));
        bytes[bytes.size() - 30] = char(bytes[bytes.size() - 30] ^ 1);
        writeFile(path("flipped"), bytes);
        expectFirstBatch("flipped");
    }

    void strangersFilesAreNeitherOfferedNorRemoved()
    {
        writeFile(path("stranger"), QByteArray(2000, 'x'));
        const QString other = spoolFolder() + QStringLiteral("/notes.txt");
        writeFile(other, "mine");
        QVERIFY(leftSessions(spoolFolder()).isEmpty());
        QVERIFY(QFile::exists(path("stranger")));
        QVERIFY(QFile::exists(other));
    }

    void linkIsNotFollowed()
    {
        const QString target = m_home->path(QStringLiteral("target.wlspool"));
        leaveAt(target, 40);
        QVERIFY(QFile::link(target, path("link")));
        QVERIFY(leftSessions(spoolFolder()).isEmpty());
        tidySpools(spoolFolder());
        QVERIFY(QFile::exists(target));
    }

    void onlyTenAreKept()
    {
        for (int i = 0; i < 12; ++i) {
            const QByteArray name = QByteArray("spool") + QByteArray::number(i);
            leave(name.constData(), 40);
            setAge(path(name.constData()), i);
        }
        tidySpools(spoolFolder());
        QCOMPARE(leftSessions(spoolFolder()).size(), 10);
        QVERIFY(QFile::exists(path("spool9")));
        QVERIFY(!QFile::exists(path("spool10")));
        QVERIFY(!QFile::exists(path("spool11")));
    }

    void oldOnesAreRemoved()
    {
        leave("young", 40);
        leave("old", 40);
        setAge(path("young"), 29);
        setAge(path("old"), 31);
        tidySpools(spoolFolder());
        QVERIFY(QFile::exists(path("young")));
        QVERIFY(!QFile::exists(path("old")));
    }

    void openedSpoolHasTheSameEvents()
    {
        Running running(path("left"), 5000);
        QTRY_COMPARE(running.spool.written(), EventIndex(5000));
        running.spool.stop(true);
        const auto opened = openSpool(path("left"));
        QVERIFY2(opened, qPrintable(opened.error()));
        QVERIFY(sameEvents(*(*opened)->journal, running.journal));
        QCOMPARE((*opened)->startedAt, startedAt);
        QVERIFY((*opened)->warning.isEmpty());
    }

    void spoolThatCannotBeReadIsRefusedWithASentence()
    {
        const auto missing = openSpool(path("missing"));
        QVERIFY(!missing);
        QVERIFY(missing.error().contains(QLatin1String("cannot be recovered")));
        writeFile(path("stranger"), QByteArray(2000, 'x'));
        QVERIFY(!openSpool(path("stranger")));
    }

    void windowOpensWhatWasLeft()
    {
        Running running(path("left"), 0);
        running.create();
        running.add(40);
        QTRY_COMPARE(running.spool.written(), EventIndex(41));
        running.spool.stop(true);
        Desk desk(spoolFolder());
        QTRY_VERIFY(desk.window.banner().text().contains(QLatin1String("left behind")));
        QVERIFY(click(buttonOf(&desk.window, QStringLiteral("Open it"))));
        QTRY_VERIFY(!desk.window.session().isLive());
        QVERIFY(sameEvents(*desk.window.session().opened()->journal, running.journal));
        QVERIFY(desk.panel(QStringLiteral("Server 1")));
        QVERIFY(!buttonOf(&desk.window, QStringLiteral("Start listening")));
        QVERIFY(QFile::exists(path("left")));
    }

    void windowDeletesWhatWasLeft()
    {
        leave("left", 40);
        Desk desk(spoolFolder());
        QVERIFY(click(buttonOf(&desk.window, QStringLiteral("Delete it"))));
        QVERIFY(!QFile::exists(path("left")));
        QVERIFY(!desk.window.banner().isVisible());
        QVERIFY(desk.window.session().isLive());
    }

    void windowThatIsClosedLeavesNothing()
    {
        {
            Desk desk(spoolFolder());
            QVERIFY(desk.listening(QStringLiteral("echo")));
            QTRY_COMPARE(QDir(spoolFolder()).entryList({QStringLiteral("*.wlspool")}).size(), 1);
            QVERIFY(leftSessions(spoolFolder()).isEmpty());
        }
        QVERIFY(QDir(spoolFolder()).entryList({QStringLiteral("*.wlspool")}).isEmpty());
    }

    void nothingIsLostHoweverEarlyASessionEnds()
    {
        for (int i = 0; i < 50; ++i) {
            Running running(path("early"), 40);
            running.spool.stop(true);
            QCOMPARE(running.spool.written(), EventIndex(40));
            QVERIFY(QFile::remove(path("early")));
        }
    }

    void spoolIsPrivateToTheUser()
    {
        leave("left", 40);
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(path("left")) & others));
    }

private:
    static QString path(const char *name)
    {
        return QStringLiteral("%1/%2.wlspool").arg(spoolFolder(), QLatin1String(name));
    }

    static void leaveAt(const QString &path, int events)
    {
        Running running(path, events);
        QCOMPARE(running.failure, 0);
        QTRY_COMPARE(running.spool.written(), EventIndex(events));
        running.spool.stop(true);
    }

    /// A session that ended without being closed.
    static void leave(const char *name, int events) { leaveAt(path(name), events); }

    static void leaveInTwoBatches(const char *name)
    {
        Running running(path(name), 20);
        QCOMPARE(running.failure, 0);
        QTRY_COMPARE(running.spool.written(), EventIndex(20));
        running.add(20);
        running.spool.stop(true);
    }

    static void expectFirstBatch(const char *name)
    {
        const auto left = leftSessions(spoolFolder());
        QCOMPARE(left.size(), 1);
        QVERIFY(left.first().damaged);
        QCOMPARE(left.first().events, quint64(20));
        const auto opened = openSpool(path(name));
        QVERIFY2(opened, qPrintable(opened.error()));
        QCOMPARE((*opened)->journal->size(), EventIndex(20));
        QVERIFY((*opened)->warning.contains(QLatin1String("damaged")));
    }

    std::unique_ptr<OwnHome> m_home;
};

QTEST_MAIN(RecoveryTest)
#include "tst_recovery.moc"
