// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/window/stagearea.h"

#include "app/diagrams/notemarks.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

#include <algorithm>

namespace wl {

namespace {

constexpr std::size_t mostConversations = 30; ///< in the menu, the newest ones

QString menuText(QString text)
{
    return text.replace(u'&', QStringLiteral("&&"));
}

/// The newest connections and datagram sockets, one of each conversation.
std::vector<Conversation> newestConversations(const SocketTable &table, const JournalView &view)
{
    std::vector<Conversation> found;
    const auto &sockets = table.sockets();
    for (auto it = sockets.rbegin(); it != sockets.rend() && found.size() < mostConversations; ++it) {
        if (it->id == 0 || it->role == SocketRole::Unknown || it->role == SocketRole::Listener)
            continue;
        const Conversation conversation = conversationOf(table, view, it->openedBy);
        if (std::find(found.begin(), found.end(), conversation) == found.end())
            found.push_back(conversation);
    }
    return found;
}

} // namespace

StageArea::StageArea(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    setProperty("stage", true);
    m_bar = new QWidget(this);
    // The least width of the window is that of the pictures: the tools may be cut off before.
    m_bar->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(m_bar);
    row->setContentsMargins(6, 2, 6, 2);
    row->setSpacing(4);
    m_tabs = new QTabBar(m_bar);
    m_tabs->setAccessibleName(tr("Pictures of the session"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true);
    m_stack = new QStackedWidget(this);
    row->addWidget(m_tabs);
    row->addStretch(1);
    addViews();
    addTools();
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addWidget(m_bar);
    box->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_stack->setCurrentIndex(index);
        showTools();
        Q_EMIT currentChanged(current());
    });
    for (const auto changed : {&Feed::advanced, &Feed::reset, &Feed::rewound})
        connect(&m_context.feed, changed, this, &StageArea::showTabs);
    showTools();
}

void StageArea::addViews()
{
    m_sequence = new SequenceView(m_context.theme, m_context.feed, m_context.selection, m_stack);
    connect(m_sequence, &SequenceView::zoomChanged, this, &StageArea::showTools);
    connect(m_sequence, &SequenceView::optionsChanged, this, &StageArea::showTools);
    connect(m_sequence, &SequenceView::explanationWanted, this, &StageArea::explanationWanted);
    int key = Qt::Key_1;
    for (const DiagramKind &kind : diagramKinds()) {
        const int tab = m_tabs->addTab(kind.title);
        m_tabs->setTabToolTip(tab, tr("Alt+%1").arg(tab + 1));
        m_tabs->setTabVisible(tab, kind.service.isEmpty());
        auto *action = new QAction(this);
        action->setShortcut(QKeySequence(Qt::ALT | key++));
        connect(action, &QAction::triggered, this, [this, tab] { m_tabs->setCurrentIndex(tab); });
        addAction(action);
        if (kind.id == QLatin1String("sequence")) {
            m_stack->addWidget(m_sequence);
            m_views << nullptr;
            continue;
        }
        auto *view = new DrawingView(kind, m_context.theme, m_context.feed, m_context.selection, m_stack);
        connect(view, &DrawingView::pressed, this, &StageArea::pressed);
        connect(view, &DrawingView::explanationWanted, this, &StageArea::explanationWanted);
        connect(view, &DrawingView::zoomChanged, this, &StageArea::showTools);
        m_stack->addWidget(view);
        m_views << view;
    }
}

void StageArea::showTabs()
{
    const auto kinds = diagramKinds();
    const auto &endpoints = m_context.feed.table().endpoints();
    for (int tab = 0; tab < int(kinds.size()); ++tab) {
        const QString service = kinds[tab].service;
        if (service.isEmpty())
            continue;
        const bool matters = std::any_of(endpoints.begin(), endpoints.end(),
            [&service](const auto &e) { return e.second.settings.service == service; });
        if (!matters && m_tabs->currentIndex() == tab)
            m_tabs->setCurrentIndex(0);
        m_tabs->setTabVisible(tab, matters);
    }
}

QToolButton *StageArea::addTool(const QString &text, const QString &tip)
{
    auto *button = new QToolButton(m_bar);
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setFocusPolicy(Qt::TabFocus);
    m_bar->layout()->addWidget(button);
    return button;
}

void StageArea::addTools()
{
    m_conversation = addTool(tr("All ▾"), tr("Which conversation is shown"));
    m_conversation->setProperty("menu", true);
    m_conversation->setPopupMode(QToolButton::InstantPopup);
    m_conversations = new QMenu(m_conversation);
    m_conversation->setMenu(m_conversations);
    connect(m_conversations, &QMenu::aboutToShow, this, &StageArea::fillConversations);
    m_options = addTool(tr("Show ▾"), tr("What the picture shows"));
    m_options->setProperty("menu", true);
    m_options->setPopupMode(QToolButton::InstantPopup);
    m_optionsMenu = new QMenu(m_options);
    m_options->setMenu(m_optionsMenu);
    connect(m_optionsMenu, &QMenu::aboutToShow, this, &StageArea::fillOptions);
    m_smaller = addTool(QStringLiteral("\u2212"), tr("Smaller picture (Ctrl and −)"));
    connect(m_smaller, &QToolButton::clicked, this, [this] { zoomBy(-10); });
    m_percent = new QLabel(m_bar);
    m_percent->setTextFormat(Qt::PlainText);
    m_percent->setProperty("weak", true);
    m_percent->setAlignment(Qt::AlignCenter);
    m_percent->setMinimumWidth(m_percent->fontMetrics().horizontalAdvance(QStringLiteral("300 %")) + 4);
    m_bar->layout()->addWidget(m_percent);
    m_larger = addTool(QStringLiteral("+"), tr("Larger picture (Ctrl and +)"));
    connect(m_larger, &QToolButton::clicked, this, [this] { zoomBy(10); });
}

DrawingView *StageArea::view(const QString &id) const
{
    const auto kinds = diagramKinds();
    for (qsizetype i = 0; i < kinds.size(); ++i) {
        if (kinds[i].id == id)
            return m_views[i];
    }
    return nullptr;
}

QString StageArea::current() const
{
    return diagramKinds().value(m_tabs->currentIndex()).id;
}

void StageArea::show(const QString &id)
{
    const auto kinds = diagramKinds();
    for (int i = 0; i < int(kinds.size()); ++i) {
        if (kinds[i].id == id)
            m_tabs->setCurrentIndex(i);
    }
}

void StageArea::setSwapped(bool swapped)
{
    m_swapped = swapped;
    m_sequence->setSwapped(swapped);
    for (DrawingView *view : std::as_const(m_views)) {
        if (view)
            view->setSwapped(swapped);
    }
}

int StageArea::zoom() const
{
    const DrawingView *view = m_views.value(m_tabs->currentIndex());
    return view ? view->zoom() : m_sequence->zoom();
}

void StageArea::setZoom(int percent)
{
    m_sequence->setZoom(percent);
    for (DrawingView *view : std::as_const(m_views)) {
        if (view)
            view->setZoom(percent);
    }
}

QList<int> StageArea::zooms() const
{
    QList<int> all;
    for (const DrawingView *view : m_views)
        all << (!view ? m_sequence->zoom() : view->isFitted() ? 0 : view->zoom());
    return all;
}

void StageArea::setZooms(const QList<int> &percents)
{
    for (qsizetype i = 0; i < m_views.size() && i < percents.size(); ++i) {
        if (!m_views[i])
            m_sequence->setZoom(percents[i]);
        else if (percents[i] == 0)
            m_views[i]->fit();
        else
            m_views[i]->setZoom(percents[i]);
    }
}

void StageArea::zoomBy(int percent)
{
    if (DrawingView *view = m_views.value(m_tabs->currentIndex()))
        view->setZoom(view->zoom() + percent);
    else
        m_sequence->setZoom(m_sequence->zoom() + percent);
}

void StageArea::fit()
{
    if (DrawingView *view = m_views.value(m_tabs->currentIndex()))
        view->fit();
    else
        m_sequence->fit();
}

void StageArea::setBare(bool bare)
{
    m_bar->setVisible(!bare);
}

void StageArea::chooseOnly(const std::optional<Conversation> &only)
{
    SequenceOptions options = m_sequence->options();
    options.only = only;
    m_sequence->setOptions(options);
    if (!only)
        return;
    // The other pictures show the conversation of the selected event.
    const SocketId socket = only->accepted ? only->accepted : only->caller;
    if (const SocketFacts *facts = m_context.feed.table().socket(socket))
        m_context.selection.select(facts->openedBy);
}

void StageArea::fillConversations()
{
    m_conversations->clear();
    const SocketTable &table = m_context.feed.table();
    QAction *all =
        m_conversations->addAction(tr("All conversations"), this, [this] { chooseOnly(std::nullopt); });
    all->setCheckable(true);
    all->setChecked(!m_sequence->options().only);
    m_conversations->addSeparator();
    for (const Conversation &conversation : newestConversations(table, m_context.feed.view())) {
        QAction *action = m_conversations->addAction(menuText(conversationTitle(table, conversation)), this,
            [this, conversation] { chooseOnly(conversation); });
        action->setCheckable(true);
        action->setChecked(m_sequence->options().only == conversation);
    }
}

void StageArea::addSequenceOption(
    const QString &text, bool isOn, const std::function<void(SequenceOptions &)> &change)
{
    QAction *action = m_optionsMenu->addAction(text, this, [this, change] {
        SequenceOptions options = m_sequence->options();
        change(options);
        m_sequence->setOptions(options);
    });
    action->setCheckable(true);
    action->setChecked(isOn);
}

void StageArea::fillOptions()
{
    m_optionsMenu->clear();
    if (current() == QLatin1String("sequence")) {
        const SequenceOptions options = m_sequence->options();
        QAction *following =
            m_optionsMenu->addAction(tr("Follow the newest step"), m_sequence, &SequenceView::follow);
        following->setCheckable(true);
        following->setChecked(m_sequence->isFollowing());
        addSequenceOption(tr("Qt signals"), options.showsSignals,
            [](SequenceOptions &o) { o.showsSignals = !o.showsSignals; });
        addSequenceOption(
            tr("Spaced by time"), options.byTime, [](SequenceOptions &o) { o.byTime = !o.byTime; });
        QAction *all = m_optionsMenu->addAction(tr("Show all lifelines"), this, [this] {
            SequenceOptions shown = m_sequence->options();
            shown.only.reset();
            shown.hiddenEndpoints.clear();
            shown.hiddenSockets.clear();
            m_sequence->setOptions(shown);
        });
        all->setEnabled(options.hidesAny());
        m_optionsMenu->addSeparator();
    }
    m_optionsMenu->addAction(tr("All of the picture in sight (Ctrl+9)"), this, &StageArea::fit);
    m_optionsMenu->addAction(tr("100 % (Ctrl+0)"), this, [this] { setZoom(100); });
    m_optionsMenu->addSeparator();
    m_optionsMenu->addAction(tr("Save or copy the picture…"), this, &StageArea::takeAwayWanted);
}

void StageArea::showTools()
{
    m_percent->setText(tr("%1 %").arg(zoom()));
    const auto &only = m_sequence->options().only;
    QString title = only ? conversationTitle(m_context.feed.table(), *only) : tr("All");
    title = m_conversation->fontMetrics().elidedText(title, Qt::ElideMiddle, 180);
    m_conversation->setText(menuText(title) + QStringLiteral(" \u25BE"));
}

std::function<Drawing(const Ruler &)> StageArea::picture(const QSizeF &room) const
{
    // A live session goes on while somebody chooses a format: the picture is that of this moment.
    const bool isSequence = current() == QLatin1String("sequence");
    // A file of the sequence is for others: they did not select anything.
    const auto selected = isSequence ? std::nullopt : m_context.selection.current();
    return [id = current(), view = m_context.feed.view(), table = m_context.feed.table(),
               options = m_sequence->options(), swapped = m_swapped, selected, room,
               notes = m_context.feed.notes()](const Ruler &ruler) {
        const std::unique_ptr<Diagram> diagram = makeDiagram(id);
        if (auto *sequence = dynamic_cast<SequenceDrawing *>(diagram.get()))
            sequence->setOptions(options, table);
        diagram->advance(view, table);
        return drawWithNotes(*diagram, {view, table, room, ruler, selected, swapped, 1}, notes);
    };
}

} // namespace wl
