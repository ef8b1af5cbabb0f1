// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/inspector/explanationview.h"

#include "app/models/explanations.h"

#include <QLabel>
#include <QVBoxLayout>

namespace wl {

namespace {

QLabel *plainLabel(const QString &text = {})
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

ExplanationView::ExplanationView(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(10);
    m_does = addPart(*layout, tr("What it does"));
    m_kernel = addPart(*layout, tr("What the kernel does"));
    m_wrong = addPart(*layout, tr("What can go wrong"));
    m_readOn = addPart(*layout, tr("Read on"));
    explain(nullptr);
}

ExplanationView::Part ExplanationView::addPart(QVBoxLayout &layout, const QString &title)
{
    const Part part{plainLabel(title), plainLabel()};
    part.heading->setProperty("heading", true);
    part.text->setAccessibleName(title);
    part.text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *pair = new QVBoxLayout;
    pair->setSpacing(3);
    pair->addWidget(part.heading);
    pair->addWidget(part.text);
    layout.addLayout(pair);
    return part;
}

void ExplanationView::fill(const Part &part, const QString &text)
{
    part.text->setText(text);
    part.heading->setVisible(!text.isEmpty());
    part.text->setVisible(!text.isEmpty());
}

void ExplanationView::explain(const Explanation *explanation)
{
    const Explanation nothing;
    const Explanation &shown = explanation ? *explanation : nothing;
    fill(m_does, shown.does);
    fill(m_kernel, shown.kernel);
    fill(m_wrong, shown.wrong);
    fill(m_readOn, shown.readOn.join(u'\n'));
    setVisible(explanation != nullptr);
}

} // namespace wl
