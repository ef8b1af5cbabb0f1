// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/messagefield.h"

#include <QSignalSpy>
#include <QTest>

using namespace wl;

class MessageFieldTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_field = std::make_unique<MessageField>();
        m_field->setSendable(true);
        m_field->show();
        m_sent = std::make_unique<QSignalSpy>(m_field.get(), &MessageField::sendRequested);
    }

    void enterSendsAndEmptiesTheField()
    {
        type("hello");
        QCOMPARE(sent(), QByteArray("hello"));
        QVERIFY(m_field->edit()->text().isEmpty());
    }

    void buttonSendsToo()
    {
        m_field->setMessage(QStringLiteral("hello"));
        QTest::mouseClick(m_field->sendButton(), Qt::LeftButton);
        QCOMPARE(sent(), QByteArray("hello"));
    }

    void upAndDownWalkTheHistory()
    {
        for (const char *text : {"one", "two", "two", "three"})
            type(text);
        QTest::keyClicks(m_field->edit(), QStringLiteral("unfinished"));
        for (const char *text : {"three", "two", "one", "one"})
            QCOMPARE(press(Qt::Key_Up), QLatin1String(text));
        for (const char *text : {"two", "three", "unfinished", "unfinished"})
            QCOMPARE(press(Qt::Key_Down), QLatin1String(text));
    }

    void recalledMessageIsSentAgain()
    {
        type("again");
        press(Qt::Key_Up);
        type("");
        QCOMPARE(m_sent->size(), 2);
        QCOMPARE(sent(), QByteArray("again"));
    }

    void escapesStandForBytes()
    {
        type("a\\n\\x00\\xff\\\\");
        QCOMPARE(sent(), QByteArray("a\n\0\xff\\", 5));
    }

    void wrongEscapeIsExplainedAndKept()
    {
        type("a\\q");
        QCOMPARE(m_sent->size(), 0);
        QVERIFY(error() && !error()->text().isEmpty());
        QCOMPARE(m_field->edit()->text(), QStringLiteral("a\\q"));
    }

    void textIsSentAsUtf8()
    {
        m_field->setMessage(QStringLiteral("Grüße"));
        type("");
        QCOMPARE(sent(), QByteArray("Grüße"));
    }

    void hexDigitsAreBytes()
    {
        box("How the message is written")->setCurrentIndex(1);
        type("00 ff 4a");
        QCOMPARE(sent(), QByteArray("\0\xff\x4a", 3));
    }

    void wrongHexIsExplainedUntilItIsMended()
    {
        box("How the message is written")->setCurrentIndex(1);
        type("0g");
        QCOMPARE(m_sent->size(), 0);
        QVERIFY(error() && !error()->text().isEmpty());
        QTest::keyClick(m_field->edit(), Qt::Key_Backspace);
        QVERIFY(!error());
        type("0");
        QCOMPARE(sent(), QByteArray("\0", 1));
    }

    void lineEndingIsAdded_data()
    {
        QTest::addColumn<int>("choice");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("none") << 0 << QByteArray("hi");
        QTest::newRow("LF") << 1 << QByteArray("hi\n");
        QTest::newRow("CR LF") << 2 << QByteArray("hi\r\n");
        QTest::newRow("NUL") << 3 << QByteArray("hi\0", 3);
    }

    void lineEndingIsAdded()
    {
        QFETCH(int, choice);
        QFETCH(QByteArray, bytes);
        box("Line ending")->setCurrentIndex(choice);
        type("hi");
        QCOMPARE(sent(), bytes);
    }

    void whatCannotBeSentStaysTyped()
    {
        m_field->setSendable(false, QStringLiteral("Connect first."));
        type("later");
        QCOMPARE(m_sent->size(), 0);
        QCOMPARE(m_field->edit()->text(), QStringLiteral("later"));
        QCOMPARE(m_field->sendButton()->toolTip(), QStringLiteral("Connect first."));
        m_field->setSendable(true);
        type("");
        QCOMPARE(sent(), QByteArray("later"));
    }

private:
    void type(const char *text)
    {
        QTest::keyClicks(m_field->edit(), QString::fromUtf8(text));
        QTest::keyClick(m_field->edit(), Qt::Key_Return);
    }

    QString press(Qt::Key key)
    {
        QTest::keyClick(m_field->edit(), key);
        return m_field->edit()->text();
    }

    QByteArray sent() const
    {
        return m_sent->isEmpty() ? QByteArray() : m_sent->constLast().constFirst().toByteArray();
    }

    QComboBox *box(const char *accessibleName) const
    {
        for (QComboBox *found : m_field->findChildren<QComboBox *>()) {
            if (found->accessibleName() == QLatin1String(accessibleName))
                return found;
        }
        return nullptr;
    }

    /// The label that says what is wrong; null while nothing is.
    QLabel *error() const
    {
        for (QLabel *label : m_field->findChildren<QLabel *>()) {
            if (label->isVisible() && label->property("error").toBool())
                return label;
        }
        return nullptr;
    }

    std::unique_ptr<MessageField> m_field;
    std::unique_ptr<QSignalSpy> m_sent;
};

QTEST_MAIN(MessageFieldTest)
#include "tst_messagefield.moc"
