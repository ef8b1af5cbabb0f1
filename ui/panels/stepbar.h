// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/panelcontext.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;

namespace wl {

/// What waits for the user on one socket, and the buttons that let it go on: the call that comes next, the
/// others that could come instead, and how many bytes a send or recv takes.
class StepBar final : public QFrame
{
    Q_OBJECT

public:
    using Post = std::function<void(const Command::Body &)>;

    struct Waiting {
        SocketId socket = 0; ///< 0: before there is a socket
        StepWait wait;
        QString who; ///< "#2" of an accepted connection; empty for the endpoint's own socket
        QString proposal; ///< what the service would send, safe to show
        bool isSlow = false; ///< slow motion: most calls come by themselves after the pause
        bool isReadOnly = false;

        friend bool operator==(const Waiting &, const Waiting &) = default;
    };

    StepBar(Post post, QWidget *parent);

    /// Hides itself when nothing waits.
    void showWaiting(const std::optional<Waiting> &waiting);
    /// One call of this family.
    void step(const QString &family);
    /// Bytes that were typed for this socket's next send or recv; 0: as offered.
    int sizeFor(SocketId socket) const;
    /// True for calls that may be left out.
    static bool canSkip(const StepWait &wait);

private:
    void createButtons();
    void giveWay();
    void showWords();
    void showButtons();
    void showOthers();
    void arrange();

    Post m_post;
    std::optional<Waiting> m_shown;
    bool m_hadFocus = false; ///< it was hidden while the keyboard was in it
    QLabel *m_title = nullptr;
    QLabel *m_words = nullptr;
    QWidget *m_row = nullptr;
    QPushButton *m_step = nullptr;
    QLineEdit *m_size = nullptr;
    QPushButton *m_whenReady = nullptr;
    QPushButton *m_skip = nullptr;
    QList<QPushButton *> m_others;
};

} // namespace wl
