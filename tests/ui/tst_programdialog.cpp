// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/kit/journalbuilder.h"
#include "tests/kit/sessionfiles.h"
#include "ui/looks/theme.h"
#include "ui/window/feed.h"
#include "ui/window/programdialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace wl;

namespace {

const char *const session =
    "10 command create ep=2 \"client tcp://127.0.0.1:12000?name=Client%201\"\n"
    "20 call socket ep=2 sock=1 fd=12 arg=2 extra=1 = 12\n"
    "30 call connect ep=2 sock=1 fd=12 peer=127.0.0.1:12000 extra=1 after=ESTABLISHED = 0\n"
    "40 call write ep=2 sock=1 fd=12 arg=9 = 9 \"cut\"\n"
    "50 call close ep=2 sock=1 fd=12 = 0\n"
    "60 command create ep=3 \"client tcp://127.0.0.1:12000?name=Idle\"\n";

} // namespace

class ProgramDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_journal = kit::journalFrom(session);
        m_feed = std::make_unique<Feed>();
        m_feed->setJournal(m_journal.get());
    }

    void eachLanguageHasItsTab()
    {
        ProgramDialog dialog(*m_feed, 2, m_theme);
        dialog.show();
        QVERIFY(dialog.windowTitle().contains(QLatin1String("Client 1")));
        const char *const words[][2] = {{"Python", "import socket"}, {"C", "#include <sys/socket.h>"},
            {"C++ (Qt)", "QTcpSocket client;"}};
        for (int i = 0; i < 3; ++i) {
            tabs(dialog)->setCurrentIndex(i);
            QCOMPARE(tabs(dialog)->tabText(i), QLatin1String(words[i][0]));
            auto *text = qobject_cast<QPlainTextEdit *>(tabs(dialog)->currentWidget());
            QVERIFY(text->toPlainText().contains(QLatin1String(words[i][1])));
            QVERIFY(text->isReadOnly());
            QVERIFY(text->accessibleName().contains(QLatin1String(words[i][0])));
        }
    }

    void whatIsMissingIsSaidAbove()
    {
        ProgramDialog dialog(*m_feed, 2, m_theme);
        dialog.show();
        QLabel *remarks = label(dialog, "What the program could not take over");
        QVERIFY(remarks->isVisible());
        QVERIFY(remarks->text().contains(QLatin1String("6 of the 9 bytes")));
        QCOMPARE(remarks->textFormat(), Qt::PlainText);
    }

    void copyTakesTheProgramThatIsShown()
    {
        ProgramDialog dialog(*m_feed, 2, m_theme);
        tabs(dialog)->setCurrentIndex(1);
        button(dialog, "Copy")->click();
        QVERIFY(QGuiApplication::clipboard()->text().contains(QLatin1String("int main(int argc")));
    }

    void savedFileHoldsTheProgram()
    {
        QTemporaryDir folder;
        ProgramDialog dialog(*m_feed, 2, m_theme);
        const QString path = folder.filePath(QStringLiteral("p.py"));
        QVERIFY(dialog.saveTo(path));
        QVERIFY(kit::fileBytes(path).startsWith("#!/usr/bin/env python3\n"));
        QVERIFY(!dialog.saveTo(folder.filePath(QStringLiteral("none/p.py"))).error().isEmpty());
    }

    void endpointWithoutCallsSaysSo()
    {
        ProgramDialog dialog(*m_feed, 3, m_theme);
        dialog.show();
        QVERIFY(label(dialog, "What the program could not take over")
                    ->text()
                    .contains(QLatin1String("no program")));
        QVERIFY(!button(dialog, "Copy")->isEnabled());
        QVERIFY(!button(dialog, "Save as…")->isEnabled());
    }

private:
    static QTabWidget *tabs(const QWidget &dialog) { return dialog.findChild<QTabWidget *>(); }

    static QLabel *label(const QWidget &dialog, const char *name)
    {
        for (QLabel *l : dialog.findChildren<QLabel *>()) {
            if (l->accessibleName() == QLatin1String(name))
                return l;
        }
        return nullptr;
    }

    static QPushButton *button(const QWidget &dialog, const char *text)
    {
        for (QPushButton *b : dialog.findChildren<QPushButton *>()) {
            if (b->text() == QString::fromUtf8(text))
                return b;
        }
        return nullptr;
    }

    Theme m_theme;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<Feed> m_feed;
};

QTEST_MAIN(ProgramDialogTest)
#include "tst_programdialog.moc"
