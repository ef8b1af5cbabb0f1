// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "tests/kit/journalbuilder.h"
#include "tests/ui/windowkit.h"
#include "ui/panels/connectionmenu.h"
#include "ui/panels/stepbar.h"
#include "ui/window/pacebar.h"

#include <QMainWindow>
#include <QToolBar>

namespace wl::kit {

/// The text of a journal, and whose panels can be clicked: what they post is kept instead of done.
class PanelDesk
{
public:
    PanelDesk()
        : context{theme, selection, feed, transcripts, mail, [this](const Command &c) { posted.append(c); }}
        , actions(&window)
        , servers(QStringLiteral("Servers"), {})
        , clients(QStringLiteral("Clients"), {})
        , panels(context, &servers, &clients, nullptr)
        , pace(actions, context, panels, nullptr)
    {
        theme.apply(*qApp, Theme::Choice::Light);
        auto *content = new QWidget;
        auto *box = new QHBoxLayout(content);
        box->addWidget(&servers);
        box->addStretch(1);
        box->addWidget(&clients);
        window.setCentralWidget(content);
        window.resize(1000, 800);
        window.show();
    }

    ~PanelDesk()
    {
        // They are members, not children to delete.
        servers.setParent(nullptr);
        clients.setParent(nullptr);
    }

    PanelDesk(const PanelDesk &) = delete;
    PanelDesk &operator=(const PanelDesk &) = delete;

    /// Shows the journal of this text from its beginning, or what was added to the text since.
    void show(const QByteArray &text)
    {
        const bool more = !m_text.isEmpty() && text.startsWith(m_text);
        m_text = text;
        if (!more) {
            panels.clear();
            transcripts.clear();
            pace.reset();
        }
        auto journal = journalFrom(text.constData());
        feed.setJournal(journal.get());
        m_journal = std::move(journal);
        transcripts.clear();
        transcripts.advance(feed.view());
        mail.clear();
        mail.advance(feed.view(), feed.table());
        panels.refresh();
        pace.refresh();
    }
    void add(const QByteArray &lines) { show(m_text + lines); }

    EndpointPanel *panel(EndpointId id) const { return panels.panel(id); }
    /// The last command if it is of this kind; null otherwise.
    template <class T> const T *last() const
    {
        return posted.isEmpty() ? nullptr : std::get_if<T>(&posted.constLast().body);
    }

    /// The label on this widget, visible, that has these words; null when there is none.
    static QLabel *label(const QWidget *parent, const QString &words)
    {
        for (QLabel *l : parent->findChildren<QLabel *>()) {
            if (l->isVisible() && l->text().contains(words))
                return l;
        }
        return nullptr;
    }

    Theme theme;
    Selection selection;
    Feed feed;
    Transcripts transcripts;
    MailFold mail;
    QList<Command> posted;
    PanelContext context;
    QMainWindow window;
    Actions actions;
    SideColumn servers;
    SideColumn clients;
    PanelSet panels;
    PaceBar pace;

private:
    QByteArray m_text;
    std::unique_ptr<Journal> m_journal;
};

// Server 1 (endpoint 1) listens and has accepted Client 1 (endpoint 2): sockets 1, 3 and 2.
inline const QByteArray talkingSession =
    "0 command create ep=1 \"server tcp://127.0.0.1:12000?name=Server%201\"\n"
    "1 command create ep=2 \"client tcp://127.0.0.1:12000?name=Client%201\"\n"
    "5 command listen ep=1 \"tcp://127.0.0.1:12000?name=Server%201\"\n"
    "10 call socket ep=1 sock=1 fd=12 arg=2 extra=1 after=CLOSED = 12\n"
    "20 call bind ep=1 sock=1 fd=12 peer=127.0.0.1:12000 = 0\n"
    "30 call listen ep=1 sock=1 fd=12 arg=2 after=LISTEN read = 0\n"
    "40 command connect ep=2 \"tcp://127.0.0.1:12000?name=Client%201\"\n"
    "50 call socket ep=2 sock=2 fd=14 arg=2 extra=1 after=CLOSED = 14\n"
    "60 call connect ep=2 sock=2 fd=14 local=127.0.0.1:40000 peer=127.0.0.1:12000 after=ESTABLISHED read = "
    "0\n"
    "65 signal connected ep=2 sock=2\n"
    "70 call accept4 ep=1 sock=1 fd=12 arg=3 peer=127.0.0.1:40000 after=ESTABLISHED = 15\n"
    "75 call getsockname ep=1 sock=3 fd=15 local=127.0.0.1:12000 housekeeping = 0\n";

} // namespace wl::kit
