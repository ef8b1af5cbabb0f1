// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/ui/windowkit.h"
#include "ui/panels/clientform.h"
#include "ui/panels/optionsdialog.h"
#include "ui/panels/serverform.h"

#include <QDialogButtonBox>
#include <QScrollArea>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace wl {

namespace {

OptionChoice choice(const char *key, const char *value)
{
    return {QLatin1String(key), QLatin1String(value)};
}

/// The field of this key below a form or dialog; null when there is none.
OptionField *field(const QWidget *parent, const char *key)
{
    for (OptionField *f : parent->findChildren<OptionField *>()) {
        if (f->key() == QLatin1String(key))
            return f;
    }
    return nullptr;
}

QToolButton *toggle(const QWidget *form)
{
    return form->findChild<OptionsForm *>()->findChild<QToolButton *>();
}

/// Every option with a value that is not the first one of its field.
EndpointSettings everything(Role role)
{
    EndpointSettings s;
    s.role = role;
    s.options = {choice("reuseaddr", "off"), choice("v6only", "on"), choice("sndbuf", "2304"),
        choice("rcvbuf", "1"), choice("nodelay", "on"), choice("keepalive", "30/3/2"), choice("linger", "7"),
        choice("user-timeout", "0"), choice("syn-retries", "2"), choice("ttl", "255")};
    s.peerEnd = PeerEnd::Hold;
    return s;
}

/// Shows a form in a column as wide as the window's.
template <class Form> std::unique_ptr<QWidget> inColumn(Form *form)
{
    auto column = std::make_unique<QWidget>();
    auto *box = new QVBoxLayout(column.get());
    box->setContentsMargins(12, 10, 12, 10);
    box->addWidget(form);
    box->addStretch(1);
    form->setMoreVisible(true);
    toggle(form)->setChecked(true);
    column->resize(300, 900);
    column->show();
    return column;
}

void clear(QSpinBox *box)
{
    box->setFocus();
    box->selectAll();
    QTest::keyClick(box, Qt::Key_Delete);
    box->clearFocus();
    box->interpretText();
}

} // namespace

class TestOptionsForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void atFirstNothingIsSet();
    void optionsAreFoldedAwayUntilAskedFor();
    void everyValueIsShownAndTakenAgain_data();
    void everyValueIsShownAndTakenAgain();
    void optionsThatAreSetAreNotHidden();
    void eachProtocolAndRoleHasItsOwnOptions();
    void whatTheOtherProtocolLacksIsLeftOut();
    void numberIsTypedAndAnEmptiedFieldMeansTheSystems();
    void keepaliveTakesItsThreeTimes();
    void lingerTakesSeconds();
    void formsOfferWhatHappensWhenThePeerFinishes();
    void everyFieldHasANameAndAHelpInPlainText();
    void wheelScrollsPastAField();
    void formFitsANarrowColumn();
    void dialogSetsWhatIsChosen();
    void enterSetsTheOptionOfItsRow();
    void dialogOffersOnlyWhatCanStillBeSet();
    void outcomesStandInTheirRow();
    void severalOutcomesOfOneOptionAreAllShown();
    void outcomeIsPlainText();
    void dialogLeavesTheWindowUsable();
};

void TestOptionsForm::atFirstNothingIsSet()
{
    const ServerForm server;
    QVERIFY(server.settings().options.isEmpty());
    QCOMPARE(server.settings().peerEnd, PeerEnd::Answer);
    const ClientForm client;
    QVERIFY(client.settings().options.isEmpty());
    for (const OptionField *f : client.findChildren<OptionField *>())
        QCOMPARE(f->value(), QString());
}

void TestOptionsForm::optionsAreFoldedAwayUntilAskedFor()
{
    ServerForm form;
    form.setMoreVisible(true);
    form.show();
    QVERIFY(toggle(&form)->isVisible());
    QVERIFY(!field(&form, "nodelay")->isVisible());
    QTest::keyClick(toggle(&form), Qt::Key_Space);
    QVERIFY(field(&form, "nodelay")->isVisible());
    QTest::mouseClick(toggle(&form), Qt::LeftButton);
    QVERIFY(!field(&form, "nodelay")->isVisible());
}

void TestOptionsForm::everyValueIsShownAndTakenAgain_data()
{
    QTest::addColumn<bool>("atServer");
    QTest::newRow("server") << true;
    QTest::newRow("client") << false;
}

void TestOptionsForm::everyValueIsShownAndTakenAgain()
{
    QFETCH(bool, atServer);
    const EndpointSettings wanted = everything(atServer ? Role::Server : Role::Client);
    ServerForm server;
    ClientForm client;
    server.setSettings(wanted);
    client.setSettings(wanted);
    const EndpointSettings taken = atServer ? server.settings() : client.settings();
    QCOMPARE(taken.options, wanted.options);
    QCOMPARE(settingsUrl(taken), settingsUrl(wanted));
    server.setSettings({});
    QVERIFY(server.settings().options.isEmpty());
    QCOMPARE(server.settings().peerEnd, PeerEnd::Answer);
}

void TestOptionsForm::optionsThatAreSetAreNotHidden()
{
    // Of a server nobody is offered SYN retries; a URL may have brought them along.
    ServerForm form;
    EndpointSettings s;
    s.options = {choice("syn-retries", "3")};
    form.setSettings(s);
    form.setMoreVisible(true);
    form.show();
    QVERIFY(toggle(&form)->isChecked());
    QVERIFY(field(&form, "syn-retries")->isVisible());
    form.setSettings({});
    QVERIFY(!field(&form, "syn-retries")->isVisible());
}

void TestOptionsForm::eachProtocolAndRoleHasItsOwnOptions()
{
    const auto shown = [](const QWidget *form) {
        QStringList keys;
        for (const OptionField *f : form->findChildren<OptionField *>()) {
            if (!f->isHidden())
                keys += f->key();
        }
        return keys.join(u' ');
    };
    ServerForm server;
    ClientForm client;
    QCOMPARE(shown(&server),
        QStringLiteral("reuseaddr v6only sndbuf rcvbuf nodelay keepalive linger user-timeout ttl"));
    QCOMPARE(shown(&client),
        QStringLiteral("reuseaddr sndbuf rcvbuf nodelay keepalive linger user-timeout syn-retries ttl"));
    EndpointSettings udp;
    udp.protocol = Protocol::Udp;
    server.setSettings(udp);
    client.setSettings(udp);
    QCOMPARE(shown(&server), QStringLiteral("reuseaddr v6only sndbuf rcvbuf ttl"));
    QCOMPARE(shown(&client), QStringLiteral("reuseaddr sndbuf rcvbuf ttl"));
}

void TestOptionsForm::whatTheOtherProtocolLacksIsLeftOut()
{
    ServerForm form;
    form.setSettings(everything(Role::Server));
    form.show();
    QVERIFY(kit::click(kit::buttonOf(&form, QStringLiteral("UDP"))));
    const EndpointSettings udp = form.settings();
    QCOMPARE(udp.options,
        QList<OptionChoice>({choice("reuseaddr", "off"), choice("v6only", "on"), choice("sndbuf", "2304"),
            choice("rcvbuf", "1"), choice("ttl", "255")}));
    QCOMPARE(udp.peerEnd, PeerEnd::Answer);
    QVERIFY(settingsFromUrl(Role::Server, settingsUrl(udp)));
    QVERIFY(kit::click(kit::buttonOf(&form, QStringLiteral("TCP"))));
    QCOMPARE(form.settings().options, everything(Role::Server).options);
}

void TestOptionsForm::numberIsTypedAndAnEmptiedFieldMeansTheSystems()
{
    auto *form = new ServerForm;
    const auto column = inColumn(form);
    OptionField *buffer = field(form, "sndbuf");
    auto *box = buffer->findChild<QSpinBox *>();
    QCOMPARE(box->text(), QStringLiteral("as the system does"));
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, QStringLiteral("2304"));
    QCOMPARE(form->settings().options, QList<OptionChoice>{choice("sndbuf", "2304")});
    QCOMPARE(box->text(), QStringLiteral("2304 bytes"));
    clear(box);
    QCOMPARE(buffer->value(), QString());
    QVERIFY(form->settings().options.isEmpty());
    QCOMPARE(box->text(), QStringLiteral("as the system does"));
}

void TestOptionsForm::keepaliveTakesItsThreeTimes()
{
    auto *form = new ClientForm;
    const auto column = inColumn(form);
    OptionField *keep = field(form, "keepalive");
    auto *choices = keep->findChild<QComboBox *>();
    const auto parts = keep->findChildren<QSpinBox *>();
    QCOMPARE(parts.size(), 3);
    QVERIFY(!parts[0]->isVisible());
    choices->setFocus();
    QTest::keyClick(choices, Qt::Key_End);
    QVERIFY(parts[0]->isVisible());
    QCOMPARE(keep->value(), QStringLiteral("60/10/5"));
    parts[1]->setValue(2);
    parts[2]->setValue(9999);
    QCOMPARE(form->settings().options, QList<OptionChoice>{choice("keepalive", "60/2/127")});
    QVERIFY(checkOption(form->settings().options[0]));
    QTest::keyClick(choices, Qt::Key_Home);
    QVERIFY(!parts[0]->isVisible());
    QVERIFY(form->settings().options.isEmpty());
}

void TestOptionsForm::lingerTakesSeconds()
{
    ClientForm form;
    OptionField *linger = field(&form, "linger");
    for (const char *value : {"off", "0", "1", "32767"}) {
        linger->setValue(QLatin1String(value));
        QCOMPARE(linger->value(), QLatin1String(value));
    }
}

void TestOptionsForm::formsOfferWhatHappensWhenThePeerFinishes()
{
    ServerForm server;
    ClientForm client;
    server.setMoreVisible(true);
    client.setMoreVisible(true);
    server.show();
    client.show();
    for (QWidget *form : {static_cast<QWidget *>(&server), static_cast<QWidget *>(&client)}) {
        auto *end = kit::named<PeerEndBox>(form, QStringLiteral("When the peer finishes"));
        QVERIFY(end && end->isVisible());
        QVERIFY(end->toolTip().contains(QStringLiteral("CLOSE-WAIT")));
        end->setCurrentIndex(2);
        QVERIFY(kit::click(kit::buttonOf(form, QStringLiteral("UDP"))));
        QVERIFY(!end->isVisible());
        QVERIFY(kit::click(kit::buttonOf(form, QStringLiteral("TCP"))));
    }
    QCOMPARE(server.settings().peerEnd, PeerEnd::AsQtDoes);
    QCOMPARE(client.settings().peerEnd, PeerEnd::AsQtDoes);
}

void TestOptionsForm::everyFieldHasANameAndAHelpInPlainText()
{
    const ServerForm form;
    for (const OptionField *f : form.findChildren<OptionField *>()) {
        const SocketOptionKind *kind = socketOptionKind(f->key());
        QVERIFY(kind);
        QVERIFY(f->toolTip().startsWith(QLatin1String(kind->constant)));
        QVERIFY2(!Qt::mightBeRichText(f->toolTip()), kind->key);
        QVERIFY(!f->focusProxy()->accessibleName().isEmpty());
        for (const QSpinBox *part : f->findChildren<QSpinBox *>())
            QVERIFY2(!part->accessibleName().isEmpty(), kind->key);
    }
    for (const QLabel *label : form.findChildren<QLabel *>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestOptionsForm::wheelScrollsPastAField()
{
    auto *form = new ServerForm;
    const auto column = inColumn(form);
    auto *choices = field(form, "nodelay")->findChild<QComboBox *>();
    form->setFocus();
    const auto turn = [choices] {
        QWheelEvent wheel(choices->rect().center(), choices->mapToGlobal(choices->rect().center()), {},
            QPoint(0, -120), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(choices, &wheel);
    };
    turn();
    QCOMPARE(choices->currentIndex(), 0);
    column->activateWindow();
    choices->setFocus();
    QTRY_VERIFY(choices->hasFocus());
    turn();
    QCOMPARE(choices->currentIndex(), 1);
}

void TestOptionsForm::formFitsANarrowColumn()
{
    auto *server = new ServerForm;
    const auto left = inColumn(server);
    auto *client = new ClientForm;
    const auto right = inColumn(client);
    server->setSettings(everything(Role::Server));
    client->setSettings(everything(Role::Client));
    QVERIFY2(server->minimumSizeHint().width() <= 276,
        qPrintable(QString::number(server->minimumSizeHint().width())));
    QVERIFY2(client->minimumSizeHint().width() <= 276,
        qPrintable(QString::number(client->minimumSizeHint().width())));
}

void TestOptionsForm::dialogSetsWhatIsChosen()
{
    QStringList asked;
    OptionsDialog dialog(
        Protocol::Tcp, Role::Client, QStringLiteral("Client 1"),
        [&asked](const QString &option) { asked += option; }, nullptr);
    dialog.show();
    QCOMPARE(dialog.windowTitle(), QStringLiteral("Socket options of Client 1"));
    auto *set = kit::named<QPushButton>(&dialog, QStringLiteral("Set No delay"));
    QVERIFY(set && !set->isEnabled());
    field(&dialog, "nodelay")->setValue(QStringLiteral("on"));
    QVERIFY(kit::click(set));
    field(&dialog, "keepalive")->setValue(QStringLiteral("1/2/3"));
    QVERIFY(kit::click(kit::named<QPushButton>(&dialog, QStringLiteral("Set Keep alive"))));
    QCOMPARE(asked, QStringList({QStringLiteral("nodelay=on"), QStringLiteral("keepalive=1/2/3")}));
    field(&dialog, "nodelay")->setValue(QString());
    QVERIFY(!set->isEnabled());
}

void TestOptionsForm::enterSetsTheOptionOfItsRow()
{
    QStringList asked;
    OptionsDialog dialog(
        Protocol::Udp, Role::Server, QStringLiteral("Server 1"),
        [&asked](const QString &option) { asked += option; }, nullptr);
    dialog.show();
    auto *box = field(&dialog, "rcvbuf")->findChild<QSpinBox *>();
    QTest::keyClick(box, Qt::Key_Return);
    QVERIFY(asked.isEmpty());
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, QStringLiteral("5000"));
    QTest::keyClick(box, Qt::Key_Return);
    QCOMPARE(asked, QStringList{QStringLiteral("rcvbuf=5000")});
    QVERIFY(dialog.isVisible());
    QTest::keyClick(box, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
}

void TestOptionsForm::dialogOffersOnlyWhatCanStillBeSet()
{
    const auto keys = [](Protocol protocol, Role role) {
        const OptionsDialog dialog(
            protocol, role, QString(), [](const QString &) {}, nullptr);
        QStringList list;
        for (const OptionField *f : dialog.findChildren<OptionField *>())
            list += f->key();
        return list.join(u' ');
    };
    QCOMPARE(keys(Protocol::Tcp, Role::Client),
        QStringLiteral("sndbuf rcvbuf nodelay keepalive linger user-timeout ttl"));
    QCOMPARE(keys(Protocol::Tcp, Role::Server),
        QStringLiteral("reuseaddr sndbuf rcvbuf nodelay keepalive linger user-timeout ttl"));
    QCOMPARE(keys(Protocol::Udp, Role::Client), QStringLiteral("sndbuf rcvbuf ttl broadcast"));
}

void TestOptionsForm::outcomesStandInTheirRow()
{
    OptionsDialog dialog(
        Protocol::Tcp, Role::Client, QStringLiteral("Client 1"), [](const QString &) {}, nullptr);
    dialog.show();
    const auto label = [&dialog](const QString &words) -> const QLabel * {
        for (const QLabel *l : dialog.findChildren<QLabel *>()) {
            if (l->text() == words && l->isVisible())
                return l;
        }
        return nullptr;
    };
    dialog.showOutcome(QStringLiteral("rcvbuf"), QStringLiteral("asked 1, granted 2304"));
    dialog.showOutcome(QStringLiteral("nosuch"), QStringLiteral("nowhere"));
    const QLabel *outcome = label(QStringLiteral("asked 1, granted 2304"));
    QVERIFY(outcome && !label(QStringLiteral("nowhere")));
    QTRY_VERIFY(outcome->geometry().top() >= field(&dialog, "rcvbuf")->geometry().bottom());
    QVERIFY(outcome->geometry().bottom() <= field(&dialog, "nodelay")->geometry().top());
    dialog.showOutcome(QStringLiteral("rcvbuf=5"), QStringLiteral("asked 5, granted 2304"));
    QVERIFY(!label(QStringLiteral("asked 1, granted 2304")));
    QVERIFY(label(QStringLiteral("asked 5, granted 2304")));
    // A new try makes the old answer disappear.
    field(&dialog, "rcvbuf")->setValue(QStringLiteral("9"));
    QVERIFY(kit::click(kit::named<QPushButton>(&dialog, QStringLiteral("Set Receive buffer"))));
    QVERIFY(!label(QStringLiteral("asked 5, granted 2304")));
}

void TestOptionsForm::severalOutcomesOfOneOptionAreAllShown()
{
    OptionsDialog dialog(
        Protocol::Tcp, Role::Client, QStringLiteral("Client 1"), [](const QString &) {}, nullptr);
    dialog.show();
    for (const char *words : {"zero", "one", "two", "three", "four"})
        dialog.showOutcome(QStringLiteral("keepalive"), QLatin1String(words));
    QStringList shown;
    for (const QLabel *l : dialog.findChildren<QLabel *>())
        shown += l->text();
    QVERIFY(shown.contains(QStringLiteral("one\ntwo\nthree\nfour")));
}

void TestOptionsForm::outcomeIsPlainText()
{
    OptionsDialog dialog(
        Protocol::Tcp, Role::Client, QStringLiteral("<b>x</b>"), [](const QString &) {}, nullptr);
    dialog.showOutcome(QStringLiteral("ttl"), QStringLiteral("<b>asked</b>"));
    for (const QLabel *l : dialog.findChildren<QLabel *>())
        QCOMPARE(l->textFormat(), Qt::PlainText);
}

void TestOptionsForm::dialogLeavesTheWindowUsable()
{
    QWidget window;
    window.show();
    auto *dialog = new OptionsDialog(
        Protocol::Tcp, Role::Client, QStringLiteral("Client 1"), [](const QString &) {}, &window);
    dialog->show();
    QVERIFY(!dialog->isModal());
    auto *close = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Close);
    QVERIFY(kit::click(close));
    QVERIFY(!dialog->isVisible());
}

} // namespace wl

QTEST_MAIN(wl::TestOptionsForm)
#include "tst_optionsform.moc"
