// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/inspector/inspector.h"

#include "app/models/eventtext.h"
#include "app/models/whatcomesnext.h"
#include "ui/inspector/bytesview.h"
#include "ui/inspector/codeview.h"
#include "ui/inspector/explanationview.h"
#include "ui/looks/theme.h"
#include "ui/views/logcolumns.h"
#include "ui/window/feed.h"
#include "ui/window/selection.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QVBoxLayout>

namespace wl {

namespace {

constexpr qsizetype longestText = 4000;

void setTextOf(QLabel &label, const QString &text)
{
    label.setText(text.size() > longestText ? text.left(longestText) + u'…' : text);
    label.setVisible(!text.isEmpty());
}

} // namespace

Inspector::Inspector(const Feed &feed, Selection &selection, const Theme &theme, QWidget *parent)
    : QTabWidget(parent)
    , m_feed(feed)
    , m_selection(selection)
{
    setAccessibleName(tr("Inspector"));
    setDocumentMode(true);
    tabBar()->setDrawBase(false);
    addTab(makeExplain(), tr("Explain"));
    m_bytes = new BytesView(theme);
    addTab(m_bytes, tr("Bytes"));
    m_code = new CodeView(theme);
    addTab(m_code, tr("Code"));
    connect(&m_selection, &Selection::changed, this, &Inspector::showSelected);
    connect(&m_feed, &Feed::reset, this, &Inspector::clear);
    // What comes next depends on where the socket is by now.
    connect(&m_feed, &Feed::advanced, this, &Inspector::tellNext);
    showSelected();
}

QLabel *Inspector::addLabel(QWidget &page, const char *property, const QString &accessibleName)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setAccessibleName(accessibleName);
    if (property)
        label->setProperty(property, true);
    page.layout()->addWidget(label);
    return label;
}

QWidget *Inspector::makeExplain()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setSpacing(10);
    m_heading = addLabel(*page, "heading", tr("Step"));
    m_place = addLabel(*page, "weak", tr("Where and when"));
    m_sentence = addLabel(*page, nullptr, tr("What happened"));
    m_advice = addLabel(*page, nullptr, tr("What to try"));
    m_next = addLabel(*page, nullptr, tr("What comes next"));
    m_note = addLabel(*page, nullptr, tr("Note"));
    m_detail = addLabel(*page, "mono", tr("As it was made"));
    m_evidence = addLabel(*page, "weak", tr("How it is known"));
    m_cause = new QPushButton;
    m_cause->setToolTip(tr("Select the event inside which this one happened."));
    connect(m_cause, &QPushButton::clicked, this, [this] { m_selection.select(m_causeEvent); });
    layout->addWidget(m_cause, 0, Qt::AlignLeft);
    m_explanation = new ExplanationView;
    layout->addWidget(m_explanation);
    layout->addStretch(1);
    m_scroll = new QScrollArea;
    m_scroll->setWidget(page);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    page->setBackgroundRole(QPalette::Base);
    return m_scroll;
}

void Inspector::clear()
{
    m_causeEvent.reset();
    m_cause->hide();
    m_explanation->explain(nullptr);
    for (QLabel *label : {m_heading, m_place, m_advice, m_next, m_note, m_detail, m_evidence})
        setTextOf(*label, {});
    setTextOf(*m_sentence, tr("Choose a row of the log: what happened there is explained here."));
    m_bytes->clear();
    m_code->clear();
}

void Inspector::showSelected()
{
    const EventRef event = m_selection.current() ? m_feed.view().at(*m_selection.current()) : EventRef();
    if (!event) {
        clear();
        return;
    }
    explain(event);
    explainCause(event);
    teach(event);
    tellNext();
    showNote();
    m_bytes->showBytesOf(event);
    m_code->showStep(event, m_feed.table());
}

void Inspector::tellNext()
{
    const EventRef event = m_selection.current() ? m_feed.view().at(*m_selection.current()) : EventRef();
    const QString next = event ? whatComesNext(event, m_feed.table()) : QString();
    if (next != m_next->text())
        setTextOf(*m_next, next);
    m_next->setVisible(!next.isEmpty());
}

void Inspector::showNote()
{
    const QString note = m_selection.current() ? m_feed.notes().of(*m_selection.current()) : QString();
    setTextOf(*m_note, note.isEmpty() ? QString() : tr("\u270E %1").arg(note));
}

void Inspector::explain(const EventRef &event)
{
    const QString advice = event->error != 0 ? errnoAdvice(event->error, event->step) : QString();
    const QString said = sentence(event, [this](EndpointId id) { return m_feed.table().endpointName(id); });
    const QString place = whereText(event.event(), m_feed.table());
    const QString when = tr("row %1, %2 s").arg(event.index() + 1).arg(timeText(event->time));
    setTextOf(*m_heading, stepText(event.event()));
    setTextOf(*m_place, place.isEmpty() ? when : place + QStringLiteral(", ") + when);
    setTextOf(*m_sentence, said);
    // A sentence on a failure may give the advice already.
    setTextOf(*m_advice, said.contains(advice) ? QString() : advice);
    setTextOf(*m_detail, cellText({event}, LogColumn::Detail, m_feed.table()));
    setTextOf(*m_evidence, tr("How it is known: %1.").arg(evidenceText(event.event())));
}

void Inspector::explainCause(const EventRef &event)
{
    m_causeEvent.reset();
    EventRef cause;
    if (event->cause != 0 && event->cause <= event.index()) {
        m_causeEvent = event.index() - event->cause;
        cause = m_feed.view().at(*m_causeEvent);
    }
    m_cause->setVisible(bool(cause));
    if (!cause)
        return;
    const QString slot = QLatin1String(slotName(cause->slot));
    QString text = tr("Inside: %1").arg(stepText(cause.event()));
    if (!slot.isEmpty())
        text = tr("Inside: %1,\ntaken by %2").arg(stepText(cause.event()), slot);
    m_cause->setText(text.replace(u'&', QStringLiteral("&&")));
}

void Inspector::teach(const EventRef &event)
{
    if (!m_explanations)
        m_explanations.emplace(Explanations::load(Words::translated()));
    const Explanation complaint{m_explanations->error(), {}, {}, {}};
    m_explanation->explain(*m_explanations ? (*m_explanations)->of(event.event()) : &complaint);
    m_scroll->verticalScrollBar()->setValue(0);
}

} // namespace wl
