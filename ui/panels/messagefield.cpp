// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/messagefield.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>

namespace wl {

namespace {

constexpr int mostRemembered = 200;

} // namespace

MessageField::MessageField(QWidget *parent)
    : QWidget(parent)
{
    createControls();
    layOut();
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::returnPressed, this, &MessageField::send);
    connect(m_edit, &QLineEdit::textEdited, m_error, &QWidget::hide);
    connect(m_send, &QPushButton::clicked, this, &MessageField::send);
    connect(m_file, &QPushButton::clicked, this, &MessageField::chooseFile);
}

void MessageField::createControls()
{
    m_edit = new QLineEdit(this);
    m_edit->setPlaceholderText(tr("Type a message"));
    m_edit->setAccessibleName(tr("Message"));
    m_edit->setToolTip(tr("What is sent. \\n, \\r, \\t, \\0 and \\x41 stand for bytes. Up and Down bring "
                          "back earlier messages."));
    m_edit->setMaxLength(64 * 1024);
    m_send = new QPushButton(tr("Send"), this);
    m_send->setProperty("primary", true);
    m_mode = new QComboBox(this);
    m_mode->addItems({tr("Text"), tr("Hex")});
    m_mode->setAccessibleName(tr("How the message is written"));
    m_mode->setToolTip(tr("Text with escapes, or bytes as hexadecimal digits."));
    m_ending = new QComboBox(this);
    m_ending->addItems(
        {tr("no ending"), QStringLiteral("\\n"), QStringLiteral("\\r\\n"), QStringLiteral("\\0")});
    m_ending->setAccessibleName(tr("Line ending"));
    m_ending->setToolTip(tr("What is added at the end of each message."));
    m_file = new QPushButton(tr("File…"), this);
    m_file->setToolTip(tr("Send the content of a file."));
    m_file->setAccessibleName(tr("Send a file"));
    m_error = new QLabel(this);
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->setProperty("error", true);
    m_error->hide();
}

void MessageField::layOut()
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(6);
    auto *line = new QHBoxLayout;
    line->addWidget(m_edit, 1);
    line->addWidget(m_send);
    auto *options = new QHBoxLayout;
    options->setSpacing(6);
    options->addWidget(m_mode);
    options->addWidget(m_ending);
    options->addStretch(1);
    options->addWidget(m_file);
    box->addLayout(line);
    box->addLayout(options);
    box->addWidget(m_error);
}

void MessageField::setSendable(bool sendable, const QString &whyNot)
{
    m_send->setEnabled(sendable);
    m_file->setEnabled(sendable);
    m_send->setToolTip(sendable ? tr("Send the message (Enter)") : whyNot);
}

void MessageField::setMessage(const QString &text)
{
    m_edit->setText(text);
}

void MessageField::setEnding(LineEnding ending)
{
    m_ending->setCurrentIndex(int(ending));
}

void MessageField::takeFocus()
{
    m_edit->setFocus(Qt::OtherFocusReason);
}

void MessageField::send()
{
    if (!m_send->isEnabled())
        return;
    const QString typed = m_edit->text();
    const auto bytes = isHex() ? bytesFromHex(typed) : bytesFromEscapes(typed);
    if (!bytes) {
        m_error->setText(bytes.error());
        m_error->show();
        return;
    }
    m_error->hide();
    const auto ending = static_cast<LineEnding>(m_ending->currentIndex());
    if (m_history.isEmpty() || m_history.constLast() != typed)
        m_history.append(typed);
    if (m_history.size() > mostRemembered)
        m_history.removeFirst();
    m_place = int(m_history.size());
    m_typing.clear();
    m_edit->clear();
    Q_EMIT sendRequested(*bytes + lineEndingBytes(ending));
}

void MessageField::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Send a file"));
    if (!path.isEmpty())
        Q_EMIT fileRequested(path);
}

void MessageField::recall(int direction)
{
    const int place = m_place + direction;
    if (place < 0 || place > m_history.size())
        return;
    if (m_place == m_history.size())
        m_typing = m_edit->text();
    m_place = place;
    m_edit->setText(place == m_history.size() ? m_typing : m_history[place]);
}

bool MessageField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit || event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key != Qt::Key_Up && key != Qt::Key_Down)
        return false;
    recall(key == Qt::Key_Up ? -1 : 1);
    return true;
}

} // namespace wl
