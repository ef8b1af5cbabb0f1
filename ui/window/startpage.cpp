// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/window/startpage.h"

#include <QLabel>
#include <QVBoxLayout>

namespace wl {

StartPage::StartPage(QWidget *parent)
    : QWidget(parent)
{
    setProperty("stage", true);
    setAttribute(Qt::WA_StyledBackground);
    auto *box = new QVBoxLayout(this);
    box->addStretch(1);
    auto *title = new QLabel(tr("See what sockets do"), this);
    title->setTextFormat(Qt::PlainText);
    title->setAlignment(Qt::AlignCenter);
    title->setProperty("title", true);
    box->addWidget(title);
    auto *words = new QLabel(
        tr("Real sockets, real system calls, the kernel's own state. Nothing here is simulated."), this);
    words->setTextFormat(Qt::PlainText);
    words->setAlignment(Qt::AlignCenter);
    words->setWordWrap(true);
    words->setProperty("weak", true);
    box->addWidget(words);
    box->addSpacing(18);
    m_showMe = addChoice(tr("Show me"), tr("A server and a client, already talking. Then it is your turn."));
    m_showMe->setProperty("primary", true);
    auto *server =
        addChoice(tr("Start a server"), tr("Listen on a port of this machine and watch who comes."));
    auto *client =
        addChoice(tr("Start a client"), tr("Connect to a server, here or elsewhere, and talk to it."));
    box->addStretch(2);
    connect(m_showMe, &QPushButton::clicked, this, &StartPage::showMeRequested);
    connect(server, &QPushButton::clicked, this, &StartPage::serverRequested);
    connect(client, &QPushButton::clicked, this, &StartPage::clientRequested);
}

QPushButton *StartPage::addChoice(const QString &title, const QString &words)
{
    auto *button = new QPushButton(title, this);
    button->setFixedWidth(260);
    button->setMinimumHeight(42);
    button->setAccessibleDescription(words);
    auto *label = new QLabel(words, this);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    label->setProperty("weak", true);
    auto *box = static_cast<QVBoxLayout *>(layout());
    box->addWidget(button, 0, Qt::AlignHCenter);
    box->addWidget(label);
    box->addSpacing(10);
    return button;
}

} // namespace wl
