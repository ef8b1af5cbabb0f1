// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/inspector/codeview.h"

#include "ui/looks/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStyle>
#include <QVBoxLayout>

namespace wl {

namespace {

constexpr int mostLines = 14;

QLabel *plainLabel(const char *property, const QString &text = {})
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setProperty(property, true);
    return label;
}

} // namespace

CodeView::CodeView(const Theme &theme, QWidget *parent)
    : QScrollArea(parent)
    , m_theme(theme)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    page->setBackgroundRole(QPalette::Base);
    layout->setSpacing(12);
    m_said = plainLabel("weak");
    m_said->setAccessibleName(tr("What the code is"));
    layout->addWidget(m_said);
    m_blocks = {addBlock(tr("Python"), *page), addBlock(tr("C"), *page), addBlock(tr("C++ with Qt"), *page)};
    layout->addStretch(1);
    setWidget(page);
    connect(&m_theme, &Theme::changed, this, &CodeView::useFont);
    useFont();
    clear();
}

CodeView::Block CodeView::addBlock(const QString &language, QWidget &page)
{
    Block block;
    block.whole = new QWidget;
    auto *column = new QVBoxLayout(block.whole);
    column->setContentsMargins({});
    column->setSpacing(4);
    auto *row = new QHBoxLayout;
    row->addWidget(plainLabel("heading", language), 1);
    auto *copy = new QPushButton(tr("Copy"));
    copy->setProperty("small", true);
    copy->setAccessibleName(tr("Copy the code in %1").arg(language));
    row->addWidget(copy);
    column->addLayout(row);
    block.code = new QPlainTextEdit;
    block.code->setReadOnly(true);
    block.code->setLineWrapMode(QPlainTextEdit::NoWrap);
    block.code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    block.code->setAccessibleName(tr("The step in %1").arg(language));
    column->addWidget(block.code);
    page.layout()->addWidget(block.whole);
    connect(copy, &QPushButton::clicked, this,
        [code = block.code] { QGuiApplication::clipboard()->setText(code->toPlainText()); });
    return block;
}

void CodeView::clear()
{
    for (const Block &block : m_blocks)
        fill(block, {});
    m_said->setText(tr("Choose a row of the log: the same step appears here as code."));
}

void CodeView::showStep(const EventRef &event, const SocketTable &table)
{
    bool any = false;
    for (const Language language : {Language::Python, Language::C, Language::Qt}) {
        const QString code = stepCode(event, table, language);
        fill(m_blocks[std::size_t(language)], code);
        any = any || !code.isEmpty();
    }
    m_said->setText(any ? tr("The same step with this session's values.")
                        : tr("A program writes nothing here: this row is no call of its own."));
    verticalScrollBar()->setValue(0);
}

void CodeView::fill(const Block &block, const QString &code) const
{
    block.whole->setVisible(!code.isEmpty());
    // Polishing by the style sheet, while the field is hidden, forgets the font.
    block.code->setFont(m_theme.mono());
    block.code->document()->setDefaultFont(m_theme.mono());
    block.code->setPlainText(code);
    const auto lines = qMin(int(code.count(u'\n')) + 1, mostLines);
    const int around = 2 * (block.code->frameWidth() + int(block.code->document()->documentMargin()));
    const int bar =
        style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, block.code->horizontalScrollBar());
    block.code->setFixedHeight(lines * QFontMetrics(block.code->font()).lineSpacing() + around + bar
        + block.code->fontMetrics().height());
}

void CodeView::useFont()
{
    for (const Block &block : m_blocks)
        fill(block, block.code->toPlainText());
}

} // namespace wl
