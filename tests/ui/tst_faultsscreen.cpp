// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/kit/livesession.h"
#include "tests/ui/windowkit.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QElapsedTimer>
#include <QPlainTextEdit>

#include <sys/inotify.h>

namespace wl {

using namespace kit;

namespace {

/// Whether somebody opened a file, whichever way.
class OpenWatch
{
public:
    explicit OpenWatch(const QString &path)
        : m_fd(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
    {
        ::inotify_add_watch(m_fd, QFile::encodeName(path).constData(), IN_OPEN | IN_ACCESS);
    }
    ~OpenWatch() { ::close(m_fd); }
    Q_DISABLE_COPY_MOVE(OpenWatch)

    bool wasOpened() const
    {
        char buffer[4096];
        return ::read(m_fd, buffer, sizeof buffer) > 0;
    }

private:
    int m_fd;
};

QByteArrayList hostileMarkup(const QByteArray &file, const QByteArray &url)
{
    const QByteArray sources[] = {file, "file://" + file, url, "qrc:/x", "data:image/svg+xml,<svg/>"};
    const char *const shapes[] = {"<img src=\"%\">", "<img src=%>", "<qt><img src='%'></qt>",
        "<html><body background=%>x", "<table background=\"%\"><tr><td>x", "<link rel=stylesheet href=\"%\">",
        "<style>@import url(%);</style>", "<a href=\"%\">click</a>", "<object data='%'>",
        "<iframe src='%'></iframe>", "![x](%)", "[x](%)", "<p style=\"background-image:url(%)\">x",
        "<svg><image href='%'/></svg>", "<body><h1>%</h1>", "<li style='list-style-image:url(%)'>x",
        "<input type=image src=%>", "<video poster=%>", "<base href=%><img src=x>",
        "<!DOCTYPE html><img srcset=\"% 2x\">", "<![CDATA[<img src=%>]]>", "&lt;img src=%&gt;<img src=%>",
        "<font face=\"%\">x</font>", "<meta http-equiv=refresh content=\"0;url=%\">", "<img\nsrc=%\n>",
        "<IMG SRC=\"%\">", "<a><img src=%></a>", "<center><img align=left src=%>",
        "<?xml-stylesheet href=\"%\"?>", "<source src=%>"};
    QByteArrayList all;
    for (const QByteArray &source : sources) {
        for (const char *shape : shapes)
            all += QByteArray(shape).replace('%', source);
    }
    for (int depth : {5, 10, 15, 20, 24, 100})
        all += QByteArray("<table><tr><td>").repeated(depth);
    return all;
}

/// All that this widget and those in it show or tell a screen reader.
void collect(QAccessibleInterface *thing, QString &into, int depth = 0)
{
    if (!thing || !thing->isValid() || depth > 40)
        return;
    for (const auto part :
        {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
        into += thing->text(part) + u'\n';
    for (int i = 0; i < std::min(thing->childCount(), 2000); ++i)
        collect(thing->child(i), into, depth + 1);
}

QString shownBy(QWidget *window)
{
    QString text;
    collect(QAccessible::queryAccessibleInterface(window), text);
    for (const auto *view : window->findChildren<QAbstractItemView *>()) {
        for (int row = 0; view->model() && row < view->model()->rowCount(); ++row) {
            for (int column = 0; column < view->model()->columnCount(); ++column) {
                for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                    text += view->model()->index(row, column).data(role).toString() + u'\n';
            }
        }
    }
    for (const auto *edit : window->findChildren<QPlainTextEdit *>())
        text += edit->toPlainText() + u'\n';
    return text;
}

} // namespace

/// Rows 43 and 45 to 47 of docs/faults.md: what a peer sends, in every part of the window.
class TestFaultsScreen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { OwnHome::reset(); }
    void row43MarkupIsNeitherReadNorFollowed();
    void row45And46ControlsAreNeverShownAsThemselves();
    void row47HugeTextsAreCut();

private:
    /// Sends each as a message of its own, selects what came and lets everything be painted; the longest that
    /// this took.
    double show(Desk &desk, const QByteArrayList &messages);

    OwnHome m_home;
};

double TestFaultsScreen::show(Desk &desk, const QByteArrayList &messages)
{
    const Peer peer = Peer::connected(desk.port(QStringLiteral("Server 1")));
    const auto connected = [&] { return desk.accepted(QStringLiteral("Server 1")) != nullptr; };
    if (!QTest::qWaitFor(connected))
        return -1;
    double most = 0;
    quint64 sent = 0;
    for (const QByteArray &message : messages) {
        if (!peer.send(message))
            return -1;
        sent += quint64(message.size());
        const auto came = [&] { return desk.accepted(QStringLiteral("Server 1"))->bytesIn >= sent; };
        if (!QTest::qWaitFor(came, 20'000))
            return -1;
        QElapsedTimer time;
        time.start();
        const JournalView view = desk.window.feed().view();
        view.forEach(view.size() > 12 ? view.size() - 12 : 0, view.size(), [&](const EventRef &e) {
            if (isRecvCall(e->step) && e->result > 0)
                desk.window.selection().select(e.index());
        });
        for (auto *tabs : desk.window.findChildren<QTabWidget *>())
            tabs->setCurrentIndex((tabs->currentIndex() + 1) % tabs->count());
        desk.window.grab();
        most = std::max(most, double(time.nsecsElapsed()) / 1e6);
        QTest::qWait(1);
    }
    return most;
}

void TestFaultsScreen::row43MarkupIsNeitherReadNorFollowed()
{
    QTcpServer web;
    QVERIFY(web.listen(QHostAddress::LocalHost));
    int visits = 0;
    connect(&web, &QTcpServer::newConnection, this, [&visits] { ++visits; });
    const QString secret = m_home.path(QStringLiteral("secret.png"));
    QVERIFY(QPixmap(4, 4).toImage().convertToFormat(QImage::Format_RGB32).save(secret));
    const OpenWatch watch(secret);
    Desk desk(m_home.path(QStringLiteral("spools")));
    QVERIFY(desk.listening(QStringLiteral("echo")));
    const QByteArrayList corpus =
        hostileMarkup(secret.toUtf8(), "http://127.0.0.1:" + QByteArray::number(web.serverPort()) + "/x.png");
    const double most = show(desk, corpus);
    QVERIFY(most >= 0);
    QTest::qWait(50);
    QVERIFY(!watch.wasOpened());
    QCOMPARE(visits, 0);
    const QString shown = shownBy(&desk.window);
    QVERIFY2(shown.contains(QStringLiteral("<table><tr><td>")), "the markup is nowhere shown as text");
    // The watch itself works.
    QVERIFY(QFile(secret).open(QIODevice::ReadOnly));
    QVERIFY(watch.wasOpened());
    qInfo("row 43: pass: %lld messages of markup in every part of the window: files opened 0, connections "
          "made 0, longest "
          "turn with painting all %.1f ms",
        static_cast<long long>(corpus.size()), most);
}

void TestFaultsScreen::row45And46ControlsAreNeverShownAsThemselves()
{
    QByteArrayList corpus;
    QString raw;
    for (const auto &[from, to] : {std::pair(0x202a, 0x202e), std::pair(0x2066, 0x2069),
             std::pair(0x200b, 0x200f), std::pair(0x2060, 0x2064), std::pair(0xad, 0xad),
             std::pair(0x61c, 0x61c), std::pair(0xfeff, 0xfeff), std::pair(0x80, 0x9f), std::pair(1, 8),
             std::pair(0x0e, 0x1f), std::pair(0x7f, 0x7f)}) {
        for (int c = from; c <= to; ++c) {
            raw += QChar(c);
            corpus += QStringLiteral("safe%1]0;title\u2069txt.exe\x1b[31m\a").arg(QChar(c)).toUtf8();
        }
    }
    Desk desk(m_home.path(QStringLiteral("spools")));
    QVERIFY(desk.listening(QStringLiteral("echo")));
    desk.window.log().setFocus();
    QVERIFY(show(desk, corpus) >= 0);
    const QString shown = shownBy(&desk.window);
    QVERIFY2(shown.contains(QStringLiteral("txt.exe")), "what came is nowhere shown");
    QVERIFY(shown.contains(QStringLiteral("\\u{202E}")));
    qsizetype found = 0;
    QString which;
    for (const QChar c : raw) {
        found += shown.count(c);
        if (shown.contains(c))
            which += QString::number(c.unicode(), 16) + u' '
                + shown.mid(shown.indexOf(c) - 40, 80).toHtmlEscaped();
    }
    QVERIFY2(found == 0, qPrintable(which));
    qInfo("rows 45 and 46: pass: %lld messages, %lld characters of text shown or told to a screen reader: "
          "bidirectional, "
          "invisible and control characters among them 0",
        static_cast<long long>(corpus.size()), static_cast<long long>(shown.size()));
}

void TestFaultsScreen::row47HugeTextsAreCut()
{
    const QByteArray marks = QByteArray("a") + QByteArray("\xcc\x81").repeated(100'000);
    const QByteArray line(1'000'000, 'm');
    const QByteArray words = QByteArray("word ").repeated(200'000);
    Desk desk(m_home.path(QStringLiteral("spools")));
    QVERIFY(desk.listening(QStringLiteral("manual")));
    for (const auto &[name, bytes] : {std::pair("100,000 combining marks", marks),
             std::pair("1 MB without a space", line), std::pair("1 MB of words", words)}) {
        const double most = show(desk, {bytes});
        QVERIFY(most >= 0);
        qInfo("row 47: pass: %s: longest turn with painting all %.1f ms", name, most);
    }
    const QString shown = shownBy(&desk.window);
    const auto lines = shown.split(u'\n');
    const auto longest =
        std::max_element(lines.begin(), lines.end(), [](auto &a, auto &b) { return a.size() < b.size(); });
    QVERIFY2(longest->size() <= 16 * 1024, qPrintable(QString::number(longest->size())));
    qInfo("row 47: pass: the longest line that is shown has %lld characters",
        static_cast<long long>(longest->size()));
}

} // namespace wl

QTEST_MAIN(wl::TestFaultsScreen)
#include "tst_faultsscreen.moc"
