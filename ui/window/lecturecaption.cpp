// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/window/lecturecaption.h"

#include "app/models/eventtext.h"
#include "app/models/whatcomesnext.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace wl {

namespace {

constexpr int farthestBack = 256; ///< how far the newest event to tell of is looked for

bool isWorthTelling(const Event &event)
{
    if (event.has(Event::Housekeeping) || event.has(Event::Probe))
        return false;
    switch (event.step) {
    case Step::KernelGauge:
    case Step::KernelQueue:
    case Step::KernelFinal:
    case Step::KernelAcked:
    case Step::NoteWaits:
    case Step::NextStep:
    case Step::SetPace:
    case Step::CallSetsockopt:
        return false;
    default:
        return event.kind() != Kind::Signal;
    }
}

QLabel *largeLabel(QWidget *parent, const QString &accessibleName, double points, bool bold)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setAccessibleName(accessibleName);
    QFont font = label->font();
    font.setPointSizeF(points);
    font.setBold(bold);
    label->setFont(font);
    return label;
}

} // namespace

LectureCaption::LectureCaption(const PanelContext &context, QAction *step, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_step(step)
{
    setProperty("note", true);
    m_heading = largeLabel(this, tr("What just happened"), 17, true);
    m_remark = largeLabel(this, tr("What comes next"), 15, false);
    m_button = new QPushButton(this);
    m_button->setProperty("primary", true);
    QFont font = m_button->font();
    font.setPointSizeF(15);
    m_button->setFont(font);
    connect(m_button, &QPushButton::clicked, m_step, &QAction::trigger);
    connect(m_step, &QAction::changed, this, &LectureCaption::showStep);
    auto *leave = new QPushButton(tr("Leave (F11)"), this);
    leave->setFont(font);
    connect(leave, &QPushButton::clicked, this, &LectureCaption::leaveWanted);
    auto *words = new QVBoxLayout;
    words->addWidget(m_heading);
    words->addWidget(m_remark);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(18, 12, 18, 12);
    row->setSpacing(12);
    row->addLayout(words, 1);
    row->addWidget(m_button);
    row->addWidget(leave);
    connect(&m_context.selection, &Selection::changed, this, [this] {
        const auto chosen = m_context.selection.current();
        if (const EventRef event = chosen && isVisible() ? m_context.feed.view().at(*chosen) : EventRef())
            tell(event);
    });
    showStep();
}

QString LectureCaption::heading() const
{
    return m_heading->text();
}

QString LectureCaption::remark() const
{
    return m_remark->text();
}

std::optional<EventIndex> LectureCaption::newest() const
{
    const JournalView &view = m_context.feed.view();
    for (int back = 1; back <= farthestBack && EventIndex(back) <= view.size(); ++back) {
        const EventRef event = view.at(view.size() - EventIndex(back));
        if (event && isWorthTelling(event.event()))
            return event.index();
    }
    return {};
}

void LectureCaption::refresh()
{
    // Outside the lecture nobody reads it; begin() catches up.
    const EventIndex size = m_context.feed.view().size();
    if (!isVisible() || (size == m_size && size > 0))
        return;
    m_size = size;
    const auto index = newest();
    if (index) {
        tell(m_context.feed.view().at(*index));
        return;
    }
    m_heading->setText(tr("Nothing has happened yet."));
    m_remark->setText(tr("Start a server and a client, and every call is told here."));
}

void LectureCaption::begin()
{
    m_size = 0;
    refresh();
}

void LectureCaption::tell(const EventRef &event)
{
    const SocketTable &table = m_context.feed.table();
    m_heading->setText(sentence(event, [&](EndpointId id) { return table.endpointName(id); }));
    const QString next = whatComesNext(event, table);
    m_remark->setText(next);
    m_remark->setVisible(!next.isEmpty());
}

void LectureCaption::showStep()
{
    m_button->setText(m_step->text());
    m_button->setEnabled(m_step->isEnabled());
    m_button->setToolTip(m_step->toolTip());
}

} // namespace wl
