// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/setups/messagesender.h"
#include "ui/panels/panelcontext.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace wl {

/// The list of messages: what is kept to be sent again, once, many times, or all in order. Stays open beside
/// the window.
class MessageDialog final : public QDialog
{
    Q_OBJECT

public:
    MessageDialog(const PanelContext &context, QWidget *parent);

    const QList<SavedMessage> &messages() const { return m_messages; }
    void setMessages(const QList<SavedMessage> &messages);
    /// Whom to send to can be chosen anew: panels came, went, or were named otherwise.
    void refresh();
    MessageSender &sender() { return m_sender; }

Q_SIGNALS:
    /// The list is another one now, and worth keeping.
    void edited();

protected:
    /// Nothing goes on unseen.
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeList();
    QWidget *makeFields();
    void makeButtons();
    void add();
    void remove();
    void move(int by);
    void showCurrent();
    void takeFields();
    void send(const QList<SavedMessage> &messages);
    void sendBytes(const QByteArray &bytes);
    QString troubleWith(EndpointId id) const;
    bool isServer(EndpointId id) const;
    void showProgress();
    void onFinished(const QString &error);
    void updateButtons();
    int current() const;

    const PanelContext &m_context;
    QList<SavedMessage> m_messages;
    MessageSender m_sender;
    bool m_filling = false;
    EndpointId m_sendsTo = 0; ///< the receiver of what is being sent
    QString m_trouble; ///< why the sender was stopped from here
    quint64 m_count = 0; ///< sent since the latest start

    QComboBox *m_target = nullptr;
    QListWidget *m_list = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_up = nullptr;
    QPushButton *m_down = nullptr;
    QWidget *m_fields = nullptr;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_text = nullptr;
    QComboBox *m_kind = nullptr;
    QComboBox *m_ending = nullptr;
    QSpinBox *m_every = nullptr;
    QSpinBox *m_times = nullptr;
    QPushButton *m_send = nullptr;
    QPushButton *m_sendAll = nullptr;
    QPushButton *m_stop = nullptr;
    QLabel *m_state = nullptr;
};

} // namespace wl
