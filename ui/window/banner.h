// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>
#include <QLabel>

#include <functional>
#include <vector>

class QHBoxLayout;

namespace wl {

/// The strip between stage and log: one thing that the user should know now, with the buttons for what can be
/// done about it.
class Banner final : public QFrame
{
    Q_OBJECT

public:
    struct Choice {
        QString text;
        std::function<void()> act;
    };

    explicit Banner(QWidget *parent = nullptr);
    /// Shows a heading, a sentence and buttons; a button hides the banner before it acts.
    void say(const QString &heading, const QString &sentence, const std::vector<Choice> &choices = {});
    QString text() const;

private:
    QLabel *m_heading;
    QLabel *m_sentence;
    QHBoxLayout *m_buttons;
};

} // namespace wl
