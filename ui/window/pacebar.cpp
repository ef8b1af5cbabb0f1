// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/window/pacebar.h"

#include "app/core/safetext.h"
#include "ui/looks/plaintooltip.h"
#include "ui/panels/stepbar.h"
#include "ui/window/actions.h"
#include "ui/window/panelset.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QToolBar>
#include <QToolButton>

#include <algorithm>

namespace wl {

PaceBar::PaceBar(Actions &actions, const PanelContext &context, PanelSet &panels, QObject *parent)
    : QObject(parent)
    , m_actions(actions)
    , m_context(context)
    , m_panels(panels)
{
    createToolBar();
    connectActions();
    showPace();
    showNext();
}

void PaceBar::createToolBar()
{
    QToolBar *bar = m_actions.toolBar;
    bar->addSeparator();
    const auto button = [bar](QAction *action) {
        auto *made = new QToolButton(bar);
        made->setDefaultAction(action);
        made->setToolButtonStyle(Qt::ToolButtonTextOnly);
        made->setProperty("tool", true);
        made->setFocusPolicy(Qt::TabFocus);
        return made;
    };
    auto *segments = new QWidget(bar);
    auto *line = new QHBoxLayout(segments);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(2);
    for (QAction *action : m_actions.paces->actions())
        line->addWidget(button(action));
    bar->addWidget(segments);
    m_pauses = new QComboBox(bar);
    m_pauses->setAccessibleName(tr("Time between calls"));
    m_pauses->setToolTip(tr("Time between two calls in slow motion"));
    for (const QAction *action : m_actions.pauses->actions())
        m_pauses->addItem(action->text(), action->data());
    m_pausesAction = bar->addWidget(m_pauses);
    m_pauseAction = bar->addWidget(button(m_actions.pauseOrGoOn));
    bar->addWidget(button(m_actions.nextStep));
}

void PaceBar::connectActions()
{
    connect(m_actions.paces, &QActionGroup::triggered, this, [this](const QAction *action) {
        m_paused = false;
        choose({static_cast<Pace::Mode>(action->data().toInt()), m_pace.pauseMs});
    });
    const auto choosePause = [this](int ms) {
        choose({m_pace.mode == Pace::Mode::Live ? Pace::Mode::Slow : m_pace.mode, ms});
    };
    connect(m_actions.pauses, &QActionGroup::triggered, this,
        [choosePause](const QAction *action) { choosePause(action->data().toInt()); });
    connect(m_pauses, &QComboBox::activated, this,
        [this, choosePause](int index) { choosePause(m_pauses->itemData(index).toInt()); });
    connect(m_actions.pauseOrGoOn, &QAction::triggered, this, &PaceBar::pauseOrGoOn);
    connect(m_actions.nextStep, &QAction::triggered, this, &PaceBar::step);
    connect(m_actions.skipStep, &QAction::triggered, this, &PaceBar::skip);
}

void PaceBar::choose(const Pace &pace)
{
    m_pace = pace;
    m_asked = pace;
    m_context.post({0, Command::SetPace{pace}});
    m_panels.setCommonPace(pace);
    showPace();
}

void PaceBar::pauseOrGoOn()
{
    if (m_pace.mode == Pace::Mode::Slow) {
        m_paused = true;
        choose({Pace::Mode::Step, m_pace.pauseMs});
    } else if (m_paused) {
        m_paused = false;
        choose({Pace::Mode::Slow, m_pace.pauseMs});
    }
}

void PaceBar::reset()
{
    m_pace = {};
    m_asked.reset();
    m_paused = false;
    m_next.reset();
    showPace();
    showNext();
}

void PaceBar::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    refresh();
    showPace();
}

void PaceBar::refresh()
{
    takeFacts();
    const auto &endpoints = m_context.feed.table().endpoints();
    const bool steps = std::any_of(endpoints.begin(), endpoints.end(),
        [](const auto &e) { return !e.second.removed && (!e.second.pace.isLive() || e.second.wait); });
    // Live asks nobody, and looking through ten thousand connections would cost.
    m_next = steps ? nextStep(m_context.feed.table(), m_panels.current()) : std::nullopt;
    showNext();
}

void PaceBar::takeFacts()
{
    // The command line and lessons set the pace too: what all endpoints have is the common one.
    std::optional<Pace> common;
    for (const auto &[id, e] : m_context.feed.table().endpoints()) {
        if (e.removed)
            continue;
        if (common && *common != e.pace)
            return;
        common = e.pace;
    }
    if (!common)
        return;
    if (m_asked) {
        // Until the engine has taken it, the facts are those of before.
        if (paceText(*common) == paceText(*m_asked))
            m_asked.reset();
        return;
    }
    if (paceText(*common) == paceText(m_pace))
        return;
    m_paused = false;
    m_pace.mode = common->mode;
    if (common->mode == Pace::Mode::Slow)
        m_pace.pauseMs = common->pauseMs;
    m_panels.setCommonPace(m_pace);
    showPace();
}

void PaceBar::showPace()
{
    for (QAction *action : m_actions.paces->actions()) {
        action->setChecked(action->data().toInt() == int(m_pace.mode));
        action->setEnabled(!m_readOnly);
    }
    for (QAction *action : m_actions.pauses->actions()) {
        action->setChecked(action->data().toInt() == m_pace.pauseMs);
        action->setEnabled(!m_readOnly);
    }
    m_pauses->setCurrentIndex(m_pauses->findData(m_pace.pauseMs));
    const bool slow = m_pace.mode == Pace::Mode::Slow;
    m_pausesAction->setVisible((slow || m_paused) && !m_readOnly);
    m_pauseAction->setVisible((slow || m_paused) && !m_readOnly);
    m_actions.pauseOrGoOn->setEnabled((slow || m_paused) && !m_readOnly);
    m_actions.pauseOrGoOn->setText(m_paused ? tr("&Go on") : tr("&Pause"));
    m_actions.pauseOrGoOn->setToolTip(
        m_paused ? tr("Goes on in slow motion (F5)") : tr("Stands still; Next step makes single calls (F5)"));
}

void PaceBar::showNext()
{
    const bool can = m_next && !m_readOnly;
    QString text = tr("&Next step");
    QString tip = tr("Nothing waits for you. Choose Step, then start a server or a client.");
    if (m_readOnly)
        tip = m_context.feed.isPast() ? tr("The past is shown: commands are off.")
                                      : tr("A saved session can only be read.");
    if (can) {
        const QString family = safeText(QByteArrayView(m_next->wait.families.constFirst()), 20);
        const SocketTable &table = m_context.feed.table();
        const QString name =
            m_next->socket ? table.socketName(m_next->socket) : table.endpointName(m_next->endpoint);
        const QString shown = safeText(name, 24);
        text =
            tr("&Next: %1 — %2").arg(family, QString(shown).replace(QLatin1Char('&'), QLatin1String("&&")));
        tip = m_next->wait.ready
            ? tr("Makes one call of %1 on %2 (F10).").arg(family, shown)
            : tr("Makes one call of %1 on %2 (F10). It would block now.").arg(family, shown);
    }
    m_actions.nextStep->setEnabled(can);
    m_actions.nextStep->setText(text);
    m_actions.nextStep->setToolTip(plainToolTip(tip));
    m_actions.skipStep->setEnabled(can && StepBar::canSkip(m_next->wait));
}

void PaceBar::step()
{
    if (!m_next || m_readOnly)
        return;
    const QByteArray family = m_next->wait.families.constFirst();
    const EndpointPanel *panel = m_panels.panel(m_next->endpoint);
    const bool sized = panel && (family == "send" || family == "recv");
    m_context.post({m_next->endpoint,
        Command::NextStep{
            m_next->socket, QString::fromUtf8(family), sized ? panel->stepSize(m_next->socket) : 0}});
}

void PaceBar::skip()
{
    if (m_next && !m_readOnly && StepBar::canSkip(m_next->wait))
        m_context.post({m_next->endpoint,
            Command::SkipStep{m_next->socket, QString::fromUtf8(m_next->wait.families.constFirst())}});
}

} // namespace wl
