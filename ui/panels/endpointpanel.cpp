// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/endpointpanel.h"

#include "app/core/safetext.h"
#include "app/models/connectionmodel.h"
#include "app/models/eventtext.h"
#include "app/setups/commandlines.h"
#include "ui/looks/plaintooltip.h"
#include "ui/panels/connectionmenu.h"
#include "ui/panels/openoptions.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLocale>
#include <QMenu>

namespace wl {

EndpointPanel::EndpointPanel(const PanelContext &context, EndpointId id, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_id(id)
    , m_box(new QVBoxLayout(this))
{
    setProperty("card", true);
    m_box->setContentsMargins(12, 10, 12, 10);
    m_box->setSpacing(8);
    createHead();
    m_summary = makeLabel();
    m_box->addWidget(m_summary);
    m_chips = new ChipRow(context.theme, context.selection, this);
    m_box->addWidget(m_chips);
    connect(m_chips, &ChipRow::stepRequested, this, [this](const QString &family) { m_steps->step(family); });
}

QLabel *EndpointPanel::makeLabel(const char *property)
{
    auto *label = new QLabel(this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (property)
        label->setProperty(property, true);
    return label;
}

void EndpointPanel::createHead()
{
    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    m_name = makeLabel("heading");
    m_name->setWordWrap(false);
    m_pill = new StatePill(m_context.theme, this);
    m_more = new QToolButton(this);
    m_more->setText(QStringLiteral("⋯"));
    m_more->setAccessibleName(tr("Menu of this panel"));
    m_more->setToolTip(tr("Rename, remove, pace"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setAutoRaise(true);
    auto *menu = new QMenu(m_more);
    menu->addAction(tr("Rename…"), this, &EndpointPanel::rename);
    menu->addAction(tr("Remove"), this, &EndpointPanel::remove);
    menu->addSeparator();
    m_paceMenu = createPaces();
    menu->addMenu(m_paceMenu);
    m_options = new OpenOptions(
        m_context, [this](const Command::Body &body) { post(body); }, this);
    m_optionsAction = menu->addAction(tr("Socket options…"), this, [this] {
        if (const EndpointFacts *f = facts())
            m_options->open(f->main);
    });
    QMenu *copy = menu->addMenu(tr("Copy as command line"));
    connect(copy, &QMenu::aboutToShow, this, [this, copy] { fillCommandLines(*copy); });
    QAction *own = menu->addAction(tr("Window of its own"));
    own->setCheckable(true);
    connect(menu, &QMenu::aboutToShow, this, [this, own] { own->setChecked(property("tornOff").toBool()); });
    connect(own, &QAction::triggered, this, &EndpointPanel::windowWanted);
    m_more->setMenu(menu);
    line->addWidget(m_name, 1);
    line->addWidget(m_pill);
    line->addWidget(m_more);
    m_box->addLayout(line);
}

void EndpointPanel::fillCommandLines(QMenu &menu)
{
    menu.clear();
    menu.setToolTipsVisible(true);
    for (const CommandLine &line : commandLinesOf(settings())) {
        QAction *action =
            menu.addAction(line.differs.isEmpty() ? line.program : tr("%1 (nearly)").arg(line.program), this,
                [text = line.text] { QGuiApplication::clipboard()->setText(text); });
        action->setToolTip(plainToolTip(line.differs.isEmpty()
                ? line.text
                : line.text + QLatin1Char('\n') + tr("Differs: %1.").arg(line.differs)));
    }
}

QMenu *EndpointPanel::createPaces()
{
    auto *menu = new QMenu(tr("Pace"), m_more);
    m_paces = new QActionGroup(menu);
    const std::pair<QString, int> choices[] = {{tr("As it is for all"), -1},
        {tr("Live"), int(Pace::Mode::Live)}, {tr("Step"), int(Pace::Mode::Step)},
        {tr("Slow"), int(Pace::Mode::Slow)}};
    for (const auto &[text, choice] : choices) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setData(choice);
        m_paces->addAction(action);
    }
    connect(m_paces, &QActionGroup::triggered, this,
        [this](const QAction *action) { setPace(action->data().toInt()); });
    return menu;
}

void EndpointPanel::setPace(int choice)
{
    Pace pace = m_commonPace;
    if (choice >= 0)
        pace.mode = static_cast<Pace::Mode>(choice);
    post(Command::SetPace{pace});
}

void EndpointPanel::showPace(const EndpointFacts &facts)
{
    const int choice = paceText(facts.pace) == paceText(m_commonPace) ? -1 : int(facts.pace.mode);
    for (QAction *action : m_paces->actions())
        action->setChecked(action->data().toInt() == choice);
}

int EndpointPanel::stepSize(SocketId socket) const
{
    int size = 0;
    for (const StepBar *bar : findChildren<StepBar *>())
        size = std::max(size, bar->sizeFor(socket));
    return size;
}

QString EndpointPanel::keptWords(const SocketFacts &socket) const
{
    const int left = secondsLeft(socket, m_now);
    const QString name = QString::fromLatin1(stateName(socket.state));
    return left < 0 ? name : tr("%1 %2 s").arg(name).arg(left);
}

StepBar *EndpointPanel::makeStepBar(QBoxLayout *box)
{
    auto *bar = new StepBar([this](const Command::Body &body) { post(body); }, this);
    box->addWidget(bar);
    return bar;
}

void EndpointPanel::showStep(
    StepBar *bar, SocketId socket, const std::optional<StepWait> &wait, const QString &who)
{
    const EndpointFacts *f = facts();
    if (!f || !wait) {
        bar->showWaiting({});
        return;
    }
    StepBar::Waiting waiting{socket, *wait, who, {}, f->pace.mode == Pace::Mode::Slow, m_readOnly};
    const auto proposal = m_context.transcripts.proposalOf(socket);
    const EventRef event =
        proposal && wait->families.contains("send") ? m_context.feed.view().at(*proposal) : EventRef();
    if (event) {
        constexpr qsizetype most = 60;
        const Bytes bytes = event.payload();
        waiting.proposal = safeText(
            QByteArrayView(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())), most);
    }
    bar->showWaiting(waiting);
}

void EndpointPanel::showOwnStep(const EndpointFacts &facts, const SocketFacts *main)
{
    const bool hasSocket = !facts.wait && main && main->wait;
    const std::optional<StepWait> wait = hasSocket ? main->wait : facts.wait;
    showStep(m_steps, hasSocket ? main->id : 0, wait);
    m_chips->setChips(facts.chips, wait && !m_readOnly ? wait->families : QByteArrayList());
}

ConnectionMenu *EndpointPanel::makeConnectionMenu()
{
    auto *menu = new ConnectionMenu([this](const Command::Body &body) { post(body); }, this);
    connect(menu, &ConnectionMenu::optionsRequested, m_options, &OpenOptions::open);
    return menu;
}

void EndpointPanel::addTrouble()
{
    m_steps = makeStepBar(m_box);
    m_trouble = makeLabel("error");
    m_trouble->hide();
    m_box->addWidget(m_trouble);
}

void EndpointPanel::addMore()
{
    m_moreToggle = new QToolButton(this);
    m_moreToggle->setText(tr("More"));
    m_moreToggle->setArrowType(Qt::RightArrow);
    m_moreToggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_moreToggle->setCheckable(true);
    m_moreToggle->setAutoRaise(true);
    m_moreToggle->setToolTip(tr("Rare settings and presets"));
    m_box->addWidget(m_moreToggle, 0, Qt::AlignLeft);
    connect(m_moreToggle, &QToolButton::toggled, this, [this](bool on) {
        m_moreToggle->setArrowType(on ? Qt::DownArrow : Qt::RightArrow);
        toggleMore(on);
    });
}

void EndpointPanel::addFileProgress()
{
    m_file = new QWidget(this);
    auto *line = new QHBoxLayout(m_file);
    line->setContentsMargins(0, 0, 0, 0);
    m_fileWords = makeLabel("weak");
    m_fileCancel = new QPushButton(tr("Cancel"), m_file);
    m_fileCancel->setToolTip(tr("Stop sending the file; what is sent stays sent."));
    line->addWidget(m_fileWords, 1);
    line->addWidget(m_fileCancel);
    m_file->hide();
    m_box->addWidget(m_file);
    // Takes what is left over while there is no transcript, so that chips and steps keep their heights.
    m_box->addStretch(0);
    connect(m_fileCancel, &QPushButton::clicked, this, [this] { post(Command::CancelFile{}); });
}

void EndpointPanel::refresh()
{
    const EndpointFacts *f = facts();
    if (!f)
        return;
    const bool udp = f->settings.protocol == Protocol::Udp;
    const QString name = QStringLiteral("%1 (%2)").arg(safeText(f->name, 60), udp ? tr("UDP") : tr("TCP"));
    if (m_name->text() != name) {
        m_name->setText(name);
        setAccessibleName(name);
    }
    const SocketFacts *main = m_context.feed.table().socket(f->main);
    showOwnStep(*f, main);
    showTrouble(*f);
    showFile(*f);
    showPace(*f);
    m_optionsAction->setVisible(!udp && f->settings.role == Role::Server);
    m_optionsAction->setEnabled(main && main->isOpen());
    m_options->refresh();
    showFacts(*f, main);
}

void EndpointPanel::showTrouble(const EndpointFacts &facts)
{
    if (!m_trouble || facts.trouble == m_shownTrouble)
        return;
    m_shownTrouble = facts.trouble;
    m_trouble->setVisible(facts.trouble.has_value());
    if (!facts.trouble)
        return;
    const EventRef event = m_context.feed.view().at(*facts.trouble);
    const auto names = [this](EndpointId id) { return m_context.feed.table().endpointName(id); };
    m_trouble->setText(event ? sentence(event, names) : QString());
}

void EndpointPanel::showFile(const EndpointFacts &facts)
{
    if (!m_file)
        return;
    const bool running = facts.file && facts.file->running;
    m_file->setVisible(running);
    if (!running)
        return;
    const QLocale locale;
    m_fileWords->setText(tr("%1: %2 of %3 sent")
                             .arg(safeText(QFileInfo(facts.file->path).fileName(), 40),
                                 locale.formattedDataSize(qint64(facts.file->sent)),
                                 locale.formattedDataSize(qint64(facts.file->size))));
}

void EndpointPanel::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_more->setVisible(!readOnly);
    refresh();
}

void EndpointPanel::rename()
{
    const EndpointFacts *f = facts();
    bool ok = false;
    const QString name =
        QInputDialog::getText(this, tr("Rename"), tr("Name"), QLineEdit::Normal, f ? f->name : QString(), &ok)
            .trimmed()
            .left(60);
    if (ok && !name.isEmpty())
        post(Command::Rename{name});
}

void EndpointPanel::remove()
{
    post(Command::Remove{});
}

} // namespace wl
