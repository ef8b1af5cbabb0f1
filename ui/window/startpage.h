// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QPushButton>
#include <QWidget>

namespace wl {

/// What an empty session shows on the stage: three ways to begin.
class StartPage final : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(QWidget *parent = nullptr);
    QPushButton *showMeButton() const { return m_showMe; }

Q_SIGNALS:
    void showMeRequested();
    void serverRequested();
    void clientRequested();

private:
    QPushButton *addChoice(const QString &title, const QString &words);

    QPushButton *m_showMe;
};

} // namespace wl
