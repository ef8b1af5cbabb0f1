// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/window/banner.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace wl {

Banner::Banner(QWidget *parent)
    : QFrame(parent)
{
    setProperty("note", true);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(16, 8, 12, 8);
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    m_heading = new QLabel(this);
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setProperty("heading", true);
    m_sentence = new QLabel(this);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    words->addWidget(m_heading);
    words->addWidget(m_sentence);
    line->addLayout(words, 1);
    m_buttons = new QHBoxLayout;
    line->addLayout(m_buttons);
    setAccessibleName(tr("Message"));
    hide();
}

void Banner::say(const QString &heading, const QString &sentence, const std::vector<Choice> &choices)
{
    m_heading->setText(heading);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        // The click that brought us here may come from one of them.
        item->widget()->deleteLater();
        delete item;
    }
    std::vector<Choice> all = choices;
    if (all.empty())
        all.push_back({tr("Close"), {}});
    for (const Choice &choice : all) {
        auto *button = new QPushButton(choice.text, this);
        m_buttons->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, act = choice.act] {
            hide();
            if (act)
                act();
        });
    }
    show();
}

QString Banner::text() const
{
    return m_heading->text() + QLatin1Char(' ') + m_sentence->text();
}

} // namespace wl
