// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/messagebytes.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QWidget>

namespace wl {

/// Where a person types what is to be sent: text with C escapes or hex, a line ending, a history (Up and
/// Down), Send and, where it can go, a file.
class MessageField final : public QWidget
{
    Q_OBJECT

public:
    explicit MessageField(QWidget *parent = nullptr);

    void setFileButtonVisible(bool visible) { m_file->setVisible(visible); }
    /// Greys the Send button with the reason as its tool tip; what is typed stays.
    void setSendable(bool sendable, const QString &whyNot = {});
    void setMessage(const QString &text);
    void setEnding(LineEnding ending);
    void takeFocus();
    QPushButton *sendButton() const { return m_send; }
    QLineEdit *edit() const { return m_edit; }

Q_SIGNALS:
    void sendRequested(const QByteArray &bytes);
    void fileRequested(const QString &path);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void createControls();
    void layOut();
    void send();
    void chooseFile();
    void recall(int direction);
    bool isHex() const { return m_mode->currentIndex() == 1; }

    QLineEdit *m_edit = nullptr;
    QPushButton *m_send = nullptr;
    QComboBox *m_mode = nullptr;
    QComboBox *m_ending = nullptr;
    QPushButton *m_file = nullptr;
    QLabel *m_error = nullptr;
    QStringList m_history;
    int m_place = 0; ///< in the history; its size: the line being typed
    QString m_typing;
};

} // namespace wl
