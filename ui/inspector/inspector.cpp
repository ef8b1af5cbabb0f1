// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/inspector/inspector.h"

#include "app/core/messagebytes.h"
#include "app/core/safetext.h"
#include "app/models/eventtext.h"
#include "ui/inspector/explanationview.h"
#include "ui/looks/theme.h"
#include "ui/views/logcolumns.h"
#include "ui/window/feed.h"
#include "ui/window/selection.h"

#include <QLabel>
#include <QPlainTextEdit>
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

QPlainTextEdit *bytesField(const QString &accessibleName)
{
    auto *field = new QPlainTextEdit;
    field->setReadOnly(true);
    field->setFrameShape(QFrame::NoFrame);
    field->setAccessibleName(accessibleName);
    return field;
}

/// How many bytes there were, which may be more than were kept.
std::uint64_t trueSize(const EventRef &event)
{
    const std::uint64_t kept = event.payload().size();
    std::uint64_t size = kept;
    if (isSendCall(event->step) || isRecvCall(event->step))
        size = event->result > 0 ? std::uint64_t(event->result) : kept;
    else if (event->step == Step::Send || event->step == Step::SendToAll)
        size = event->arg;
    return qMax(size, kept);
}

} // namespace

Inspector::Inspector(const Feed &feed, Selection &selection, const Theme &theme, QWidget *parent)
    : QTabWidget(parent)
    , m_feed(feed)
    , m_selection(selection)
    , m_theme(theme)
{
    setAccessibleName(tr("Inspector"));
    setDocumentMode(true);
    tabBar()->setDrawBase(false);
    addTab(makeExplain(), tr("Explain"));
    addTab(makeBytes(), tr("Bytes"));
    connect(&m_selection, &Selection::changed, this, &Inspector::showSelected);
    connect(&m_feed, &Feed::reset, this, &Inspector::clear);
    connect(&m_theme, &Theme::changed, this, &Inspector::useFonts);
    useFonts();
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

QWidget *Inspector::makeBytes()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    m_size = addLabel(*page, "weak", tr("How many bytes"));
    m_text = bytesField(tr("The bytes as text"));
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    m_hex = bytesField(tr("The bytes as numbers"));
    m_hex->setLineWrapMode(QPlainTextEdit::NoWrap);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_hex, 3);
    return page;
}

void Inspector::useFonts()
{
    const QFont mono = m_theme.mono();
    m_text->setFont(mono);
    m_hex->setFont(mono);
}

void Inspector::clear()
{
    m_causeEvent.reset();
    m_cause->hide();
    m_explanation->explain(nullptr);
    for (QLabel *label : {m_heading, m_place, m_advice, m_detail, m_evidence})
        setTextOf(*label, {});
    setTextOf(*m_sentence, tr("Choose a row of the log: what happened there is explained here."));
    setTextOf(*m_size, tr("Choose a row of the log: its bytes appear here."));
    for (QPlainTextEdit *field : {m_text, m_hex}) {
        field->clear();
        field->hide();
    }
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
    showBytes(event);
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

void Inspector::showBytes(const EventRef &event)
{
    const Bytes payload = event.payload();
    const QByteArrayView bytes(payload.data(), qsizetype(payload.size()));
    const std::uint64_t size = trueSize(event);
    m_text->setVisible(!bytes.isEmpty());
    m_hex->setVisible(!bytes.isEmpty());
    m_text->setPlainText(safeText(bytes, longestText));
    m_hex->setPlainText(hexDump(bytes).join(u'\n'));
    if (size == 0)
        setTextOf(*m_size, tr("This event carries no bytes."));
    else if (size == 1 && bytes.size() == 1)
        setTextOf(*m_size, tr("1 byte, and it was kept."));
    else if (size == std::uint64_t(bytes.size()))
        setTextOf(*m_size, tr("%L1 bytes, all of them kept.").arg(size));
    else if (bytes.isEmpty())
        setTextOf(*m_size, tr("None of the %L1 bytes were kept.").arg(size));
    else
        setTextOf(*m_size, tr("The first %L1 of %L2 bytes were kept.").arg(bytes.size()).arg(size));
}

} // namespace wl
