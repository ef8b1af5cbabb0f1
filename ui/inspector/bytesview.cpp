// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/inspector/bytesview.h"

#include "app/core/messagebytes.h"
#include "ui/looks/plaintooltip.h"
#include "ui/looks/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextCursor>
#include <QToolTip>
#include <QVBoxLayout>

#include <utility>

namespace wl {

namespace {

/// As many as an event keeps; a session file may bring more, and an endless line would freeze the field.
constexpr qsizetype mostShown = 4096;

QLabel *addLabel(QWidget &page, const QString &accessibleName)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setProperty("weak", true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setAccessibleName(accessibleName);
    page.layout()->addWidget(label);
    return label;
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

void select(QPlainTextEdit &field, const ByteRange &place)
{
    QTextCursor cursor(field.document());
    cursor.setPosition(int(place.first));
    cursor.setPosition(int(place.end), QTextCursor::KeepAnchor);
    field.setTextCursor(cursor);
}

} // namespace

BytesView::BytesView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *layout = new QVBoxLayout(this);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_size = addLabel(*this, tr("How many bytes"));
    m_text = addField(tr("The bytes as text"));
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    m_numbers = addField(tr("The bytes as numbers"));
    m_numbers->setLineWrapMode(QPlainTextEdit::NoWrap);
    layout->setStretch(1, 2);
    layout->setStretch(2, 3);
    m_where = addLabel(*this, tr("Which bytes are selected"));
    addButtons();
    connect(m_text, &QPlainTextEdit::selectionChanged, this, &BytesView::selectedInText);
    connect(m_numbers, &QPlainTextEdit::selectionChanged, this, &BytesView::selectedInNumbers);
    connect(&m_theme, &Theme::changed, this, &BytesView::useTheme);
    useTheme();
    clear();
}

QPlainTextEdit *BytesView::addField(const QString &accessibleName)
{
    auto *field = new QPlainTextEdit;
    field->setReadOnly(true);
    field->setFrameShape(QFrame::NoFrame);
    field->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    field->setAccessibleName(accessibleName);
    field->viewport()->installEventFilter(this);
    layout()->addWidget(field);
    return field;
}

void BytesView::addButtons()
{
    m_buttons = new QWidget;
    auto *row = new QHBoxLayout(m_buttons);
    row->setContentsMargins({});
    auto *asText = new QPushButton(tr("Copy as text"));
    auto *asHex = new QPushButton(tr("Copy as hex"));
    asText->setToolTip(plainToolTip(tr("What is selected, or all of it, with the escapes that are shown.")));
    asHex->setToolTip(plainToolTip(tr("What is selected, or all of it, two digits a byte.")));
    for (QPushButton *button : {asText, asHex}) {
        button->setProperty("small", true);
        row->addWidget(button);
    }
    row->addStretch(1);
    layout()->addWidget(m_buttons);
    connect(asText, &QPushButton::clicked, this, [this] { copy(escapesFromBytes(chosen())); });
    connect(asHex, &QPushButton::clicked, this,
        [this] { copy(QString::fromLatin1(chosen().toByteArray().toHex(' '))); });
}

QByteArrayView BytesView::chosen() const
{
    const QByteArrayView all(m_bytes);
    return m_selected.isEmpty() ? all : all.sliced(m_selected.first, m_selected.end - m_selected.first);
}

void BytesView::copy(const QString &text) const
{
    QGuiApplication::clipboard()->setText(text);
}

void BytesView::clear()
{
    m_bytes.clear();
    m_offset.reset();
    m_whole = 0;
    fill(tr("Choose a row of the log: its bytes appear here."));
}

void BytesView::showBytesOf(const EventRef &event)
{
    const Bytes payload = event.payload();
    const auto shown = qMin(qsizetype(payload.size()), mostShown);
    m_bytes = QByteArray(reinterpret_cast<const char *>(payload.data()), shown);
    m_whole = trueSize(event);
    m_offset.reset();
    if ((isSendCall(event->step) || isRecvCall(event->step)) && !event->has(Event::Datagram))
        m_offset = event->offset;
    if (m_whole == 0)
        fill(tr("This event carries no bytes."));
    else if (m_whole == 1 && m_bytes.size() == 1)
        fill(tr("1 byte, and it was kept."));
    else if (m_whole == std::uint64_t(m_bytes.size()))
        fill(tr("%L1 bytes, all of them kept.").arg(m_whole));
    else if (payload.empty())
        fill(tr("None of the %L1 bytes were kept.").arg(m_whole));
    else if (std::size_t(shown) < payload.size())
        fill(tr("The first %L1 of %L2 bytes are shown.").arg(shown).arg(m_whole));
    else
        fill(tr("The first %L1 of %L2 bytes were kept.").arg(m_bytes.size()).arg(m_whole));
}

void BytesView::fill(const QString &said)
{
    m_size->setText(said);
    m_shown = BytesText(m_bytes);
    m_following = true;
    m_text->setPlainText(m_shown.text());
    writeNumbers();
    m_following = false;
    m_selected = {};
    mark();
    saySelection();
    for (QWidget *widget : {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_numbers), m_buttons})
        widget->setVisible(!m_bytes.isEmpty());
}

void BytesView::writeNumbers()
{
    const auto width = QFontMetricsF(m_numbers->font()).horizontalAdvance(u'0');
    const auto needed =
        qreal(BytesNumbers::lineWidth(16) + 1) * width + 2 * m_numbers->document()->documentMargin();
    m_perLine = m_numbers->viewport()->width() >= needed ? 16 : 8;
    m_numbers->setPlainText(BytesNumbers(m_bytes, m_perLine).text());
}

void BytesView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layout()->activate();
    const qsizetype before = m_perLine;
    const bool was = std::exchange(m_following, true);
    writeNumbers();
    m_following = was;
    if (before != m_perLine || !m_selected.isEmpty())
        takeSelection(m_selected);
}

void BytesView::mark()
{
    QList<QTextEdit::ExtraSelection> marks;
    using Kind = BytesText::Piece::Kind;
    const auto &pieces = m_shown.pieces();
    for (std::size_t i = 0; i < pieces.size();) {
        std::size_t end = i + 1;
        while (end < pieces.size() && pieces[end].kind == pieces[i].kind)
            ++end;
        if (pieces[i].kind != Kind::Character) {
            QTextEdit::ExtraSelection run;
            run.cursor = QTextCursor(m_text->document());
            run.cursor.setPosition(int(pieces[i].place));
            run.cursor.setPosition(int(m_shown.endOf(end - 1)), QTextCursor::KeepAnchor);
            const bool invalid = pieces[i].kind == Kind::Invalid;
            run.format.setForeground(m_theme.colour(invalid ? Ink::BadText : Ink::WeakText));
            run.format.setFontUnderline(invalid);
            if (invalid)
                run.format.setBackground(m_theme.colour(Ink::Bad));
            marks.append(run);
        }
        i = end;
    }
    m_text->setExtraSelections(marks);
}

void BytesView::useTheme()
{
    const QFont mono = m_theme.mono();
    m_text->setFont(mono);
    m_numbers->setFont(mono);
    mark();
}

void BytesView::selectedInText()
{
    const QTextCursor cursor = m_text->textCursor();
    if (!m_following)
        takeSelection(m_shown.bytesAt(cursor.selectionStart(), cursor.selectionEnd()));
}

void BytesView::selectedInNumbers()
{
    const QTextCursor cursor = m_numbers->textCursor();
    if (!m_following)
        takeSelection(
            BytesNumbers(m_bytes, m_perLine).bytesAt(cursor.selectionStart(), cursor.selectionEnd()));
}

void BytesView::takeSelection(const ByteRange &range)
{
    m_selected = range;
    m_following = true;
    // The field in which somebody selects keeps its cursor, or the drag would end.
    if (!m_text->hasFocus() || range.isEmpty())
        select(*m_text, m_shown.placeOf(range));
    if (!m_numbers->hasFocus() || range.isEmpty())
        select(*m_numbers, BytesNumbers(m_bytes, m_perLine).placeOf(range));
    m_following = false;
    saySelection();
}

void BytesView::saySelection()
{
    m_where->setVisible(!m_bytes.isEmpty());
    if (m_selected.isEmpty()) {
        m_where->setText(tr("Select bytes here or there: both show them."));
        return;
    }
    const auto last = m_selected.end - 1;
    QString text = tr("Bytes %1–%2 of %L3, counted from 0.").arg(m_selected.first).arg(last).arg(m_whole);
    if (m_selected.first == last)
        text = tr("Byte %1 of %L2, counted from 0.").arg(m_selected.first).arg(m_whole);
    if (m_offset) {
        const auto first = *m_offset + std::uint64_t(m_selected.first);
        text += u' ' + tr("Stream offset %1–%2.").arg(first).arg(*m_offset + std::uint64_t(last));
    }
    m_where->setText(text);
}

bool BytesView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::eventFilter(watched, event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QPlainTextEdit &field = watched == m_text->viewport() ? *m_text : *m_numbers;
    const QString name = nameAt(field, help->pos());
    if (name.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), plainToolTip(name), field.viewport());
    return true;
}

QString BytesView::nameAt(const QPlainTextEdit &field, const QPoint &place) const
{
    const int position = field.cursorForPosition(place).position();
    const ByteRange range = &field == m_text
        ? m_shown.bytesAt(position, position + 1)
        : BytesNumbers(m_bytes, m_perLine).bytesAt(position, position + 1);
    if (range.isEmpty())
        return {};
    const auto byte = static_cast<uchar>(m_bytes[range.first]);
    const QString number = QStringLiteral("0x%1").arg(byte, 2, 16, QLatin1Char('0'));
    const QString name = controlName(byte);
    if (!name.isEmpty())
        return tr("Byte %1: %2, %3").arg(range.first).arg(number, name);
    const ByteRange shown = m_shown.placeOf({range.first, range.first + 1});
    return tr("Byte %1: %2, shown as %3")
        .arg(range.first)
        .arg(number, m_shown.text().mid(shown.first, shown.end - shown.first).trimmed());
}

} // namespace wl
