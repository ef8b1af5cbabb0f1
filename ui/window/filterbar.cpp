// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/window/filterbar.h"

#include "ui/looks/theme.h"
#include "ui/views/kindmark.h"
#include "ui/views/logview.h"

#include <QAction>
#include <QDataStream>
#include <QHBoxLayout>
#include <QIcon>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPixmap>
#include <QStyle>
#include <QToolButton>

#include <chrono>

namespace wl {

namespace {

constexpr std::chrono::milliseconds typingPause{150};
constexpr int roomForSwitches = 900;
constexpr quint8 stateVersion = 1;

QToolButton *button(QAction *action)
{
    auto *made = new QToolButton;
    made->setDefaultAction(action);
    made->setToolButtonStyle(action->icon().isNull() ? Qt::ToolButtonTextOnly : Qt::ToolButtonTextBesideIcon);
    made->setFocusPolicy(Qt::TabFocus);
    made->setAccessibleName(action->text());
    made->setAccessibleDescription(action->toolTip());
    return made;
}

QLabel *plainLabel(const char *property)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setProperty(property, true);
    return label;
}

QHBoxLayout *row(QWidget *widget)
{
    auto *layout = new QHBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    return layout;
}

} // namespace

FilterBar::FilterBar(LogView &log, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_log(log)
    , m_theme(theme)
{
    makeActions();
    makeFilterLine();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(4);
    layout->addWidget(makeTop());
    layout->addWidget(m_error);
    layout->addWidget(makeFindLine());
    connect(&m_theme, &Theme::changed, this, &FilterBar::drawMarks);
    drawMarks();
    connectLog();
    applyFilter();
}

void FilterBar::addKind(Kind kind, const QString &text, const QString &hint)
{
    auto *action = new QAction(text, this);
    action->setCheckable(true);
    action->setChecked(true);
    action->setToolTip(hint);
    connect(action, &QAction::toggled, this, &FilterBar::applyFilter);
    m_kinds.emplace_back(kind, action);
}

void FilterBar::makeActions()
{
    addKind(
        Kind::Command, tr("Commands"), tr("Show what was asked for: by you, a script or the command line."));
    addKind(Kind::Call, tr("Calls"), tr("Show the socket calls as they were made."));
    addKind(Kind::Signal, tr("Signals"), tr("Show the Qt signals and the slots that took them."));
    addKind(Kind::Kernel, tr("Kernel"), tr("Show what the kernel said by itself, such as a new TCP state."));
    addKind(Kind::Note, tr("Notes"), tr("Show the remarks of the program."));
    m_housekeeping = new QAction(tr("Housekeeping"), this);
    m_housekeeping->setCheckable(true);
    m_housekeeping->setToolTip(
        tr("Show also the calls that only inform Qt or this program, such as getsockname."));
    connect(m_housekeeping, &QAction::toggled, this, &FilterBar::applyFilter);
    m_follow = new QAction(tr("Follow"), this);
    m_follow->setCheckable(true);
    m_follow->setToolTip(tr("Keep the newest row in sight. Scrolling up stops it, End starts it again."));
    m_find = new QAction(tr("Find in the log"), this);
    m_find->setShortcut(QKeySequence::Find);
    connect(m_find, &QAction::triggered, this, &FilterBar::openFind);
    m_findNext = new QAction(tr("Find next"), this);
    m_findNext->setShortcut(QKeySequence::FindNext);
    connect(m_findNext, &QAction::triggered, this, [this] { findText(true); });
    addActions({m_find, m_findNext});
}

QWidget *FilterBar::makeTop()
{
    auto *top = new QWidget;
    QHBoxLayout *layout = row(top);
    m_hidden = plainLabel("weak");
    m_hidden->setAccessibleName(tr("Hidden rows"));
    layout->addWidget(makeKinds());
    layout->addWidget(m_menu);
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_hidden);
    layout->addWidget(button(m_follow));
    return top;
}

QWidget *FilterBar::makeKinds()
{
    m_switches = new QWidget;
    QHBoxLayout *layout = row(m_switches);
    m_menu = new QToolButton;
    auto *menu = new QMenu(m_menu);
    for (const auto &[kind, action] : m_kinds) {
        layout->addWidget(button(action));
        menu->addAction(action);
    }
    layout->addWidget(button(m_housekeeping));
    menu->addSeparator();
    menu->addAction(m_housekeeping);
    m_menu->setText(tr("Show"));
    m_menu->setAccessibleName(tr("Show kinds of rows"));
    m_menu->setToolTip(tr("Choose which kinds of rows the log shows."));
    m_menu->setMenu(menu);
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->setFocusPolicy(Qt::TabFocus);
    return m_switches;
}

void FilterBar::makeFilterLine()
{
    m_error = plainLabel("error");
    m_error->setWordWrap(true);
    m_error->setAccessibleName(tr("What is wrong with the filter"));
    m_error->hide();
    m_filter = new QLineEdit;
    m_filter->setClearButtonEnabled(true);
    m_filter->setPlaceholderText(tr("Filter: endpoint:client1 step:recv \"again\""));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setToolTip(
        tr("endpoint:client1, step:recv, kind:call, text:hello (in the bytes), or words to find anywhere "
           "in a row; a minus before it turns it round."));
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(m_filter, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_filter, &QLineEdit::returnPressed, this, &FilterBar::applyFilter);
    connect(&m_typing, &QTimer::timeout, this, &FilterBar::applyFilter);
}

QWidget *FilterBar::makeFindLine()
{
    m_findLine = new QWidget;
    m_findText = new QLineEdit;
    m_findText->setClearButtonEnabled(true);
    m_findText->setPlaceholderText(tr("Find in the log"));
    m_findText->setAccessibleName(tr("Find"));
    m_findText->setToolTip(tr("Enter goes to the next row with this text, Shift+Enter to the one before."));
    m_findResult = plainLabel("weak");
    m_findResult->setAccessibleName(tr("Result of the search"));
    auto *previous = new QAction(tr("Previous"), this);
    previous->setToolTip(tr("Go to the row before with this text."));
    auto *next = new QAction(tr("Next"), this);
    next->setToolTip(tr("Go to the next row with this text."));
    auto *close = new QAction(tr("Close"), this);
    close->setToolTip(tr("Close the search (Esc)."));
    connect(previous, &QAction::triggered, this, [this] { findText(false); });
    connect(next, &QAction::triggered, this, [this] { findText(true); });
    connect(close, &QAction::triggered, this, &FilterBar::closeFind);
    QHBoxLayout *layout = row(m_findLine);
    layout->addWidget(m_findText, 1);
    layout->addWidget(m_findResult);
    for (QAction *action : {previous, next, close})
        layout->addWidget(button(action));
    m_findLine->hide();
    return m_findLine;
}

void FilterBar::connectLog()
{
    m_follow->setChecked(m_log.isFollowing());
    connect(m_follow, &QAction::toggled, &m_log, &LogView::setFollowing);
    connect(&m_log, &LogView::followChanged, m_follow, &QAction::setChecked);
    connect(&m_log, &LogView::hiddenChanged, this, &FilterBar::showHidden);
    connect(&m_log, &LogView::progressChanged, this, &FilterBar::showHidden);
    connect(&m_log, &LogView::findFinished, this, &FilterBar::showFindResult);
}

void FilterBar::drawMarks()
{
    constexpr int size = 15;
    for (const auto &[kind, action] : m_kinds) {
        QPixmap picture(QSize(size, size) * devicePixelRatioF());
        picture.setDevicePixelRatio(devicePixelRatioF());
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        const Theme::Colour ink = kind == Kind::Signal ? Theme::Colour::Signal : Theme::Colour::Text;
        paintKindMark(painter, QRectF(0, 0, size, size), kind, m_theme.colour(ink));
        action->setIcon(QIcon(picture));
    }
    for (QToolButton *made : m_switches->findChildren<QToolButton *>())
        made->setToolButtonStyle(
            made->icon().isNull() ? Qt::ToolButtonTextOnly : Qt::ToolButtonTextBesideIcon);
}

QString FilterBar::filterText() const
{
    return m_filter->text();
}

void FilterBar::setFilterText(const QString &text)
{
    m_filter->setText(text);
    applyFilter();
}

void FilterBar::applyFilter()
{
    m_typing.stop();
    Result<EventQuery> query = EventQuery::fromText(m_filter->text());
    m_error->setText(query.error());
    m_error->setVisible(!query);
    if (!query)
        return;
    KindSet kinds = allKinds;
    for (const auto &[kind, action] : m_kinds)
        kinds = action->isChecked() ? kinds : KindSet(kinds & ~kindBit(kind));
    query.value().setKinds(kinds);
    query.value().setHousekeepingShown(m_housekeeping->isChecked());
    m_log.setQuery(*query);
    showHidden();
}

void FilterBar::showHidden()
{
    const EventIndex hidden = m_log.hidden();
    const EventIndex housekeeping = m_log.hiddenHousekeeping();
    QString text;
    if (m_log.progress() < 100)
        text = tr("looking: %1 %").arg(m_log.progress());
    else if (hidden > 0 && hidden == housekeeping)
        text = hidden == 1 ? tr("1 housekeeping row hidden") : tr("%L1 housekeeping rows hidden").arg(hidden);
    else if (hidden > 0)
        text = hidden == 1 ? tr("1 row hidden") : tr("%L1 rows hidden").arg(hidden);
    m_hidden->setText(text);
    const bool isMixed = housekeeping > 0 && hidden != housekeeping;
    m_hidden->setToolTip(
        isMixed ? tr("Housekeeping among the hidden rows: %L1.").arg(housekeeping) : QString());
}

void FilterBar::openFind()
{
    m_findLine->show();
    m_findText->setFocus();
    m_findText->selectAll();
}

void FilterBar::closeFind()
{
    m_findLine->hide();
    m_findResult->clear();
    m_log.setFocus();
}

void FilterBar::findText(bool forward)
{
    if (m_findText->text().isEmpty() || m_findLine->isHidden()) {
        openFind();
        return;
    }
    m_isForward = forward;
    m_findResult->setText(tr("Searching…"));
    m_log.find(m_findText->text(), forward);
}

void FilterBar::showFindResult(bool found, bool wrapped)
{
    QString text;
    if (!found)
        text = tr("Not found in the rows shown.");
    else if (wrapped)
        text = m_isForward ? tr("Went on from the first row.") : tr("Went on from the last row.");
    m_findResult->setText(text);
}

QByteArray FilterBar::saveState() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out << stateVersion << quint8(m_log.query().kinds()) << m_housekeeping->isChecked();
    return state;
}

bool FilterBar::restoreState(const QByteArray &state)
{
    QDataStream in(state);
    quint8 version = 0;
    quint8 kinds = 0;
    bool isHousekeepingShown = false;
    in >> version >> kinds >> isHousekeepingShown;
    if (version != stateVersion || in.status() != QDataStream::Ok)
        return false;
    for (const auto &[kind, action] : m_kinds)
        action->setChecked((kinds & kindBit(kind)) != 0);
    m_housekeeping->setChecked(isHousekeepingShown);
    return true;
}

QSize FilterBar::minimumSizeHint() const
{
    // The switches give way to the menu: they must not hold the window open.
    return {320, QWidget::minimumSizeHint().height()};
}

void FilterBar::resizeEvent(QResizeEvent *event)
{
    m_switches->setVisible(width() >= roomForSwitches);
    m_menu->setVisible(width() < roomForSwitches);
    QWidget::resizeEvent(event);
}

void FilterBar::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && m_findText->hasFocus())
        findText((event->modifiers() & Qt::ShiftModifier) == 0);
    else if (event->key() == Qt::Key_Escape && m_findLine->isVisible())
        closeFind();
    else
        QWidget::keyPressEvent(event);
}

} // namespace wl
