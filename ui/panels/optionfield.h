// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sockets/socketoptions.h"

#include <QWidget>

class QComboBox;
class QSpinBox;

namespace wl {

/// The control for one socket option: a choice or a number, and "as the system does".
class OptionField final : public QWidget
{
    Q_OBJECT

public:
    OptionField(const SocketOptionKind &kind, const QString &unset, QWidget *parent);

    QString key() const { return QLatin1String(m_kind.key); }
    QString title() const;
    /// As in a settings URL; empty: as the system does.
    QString value() const;
    void setValue(const QString &value);

private:
    void makeChoice(const QString &unset);
    void makeNumber(const QString &unset);

    const SocketOptionKind &m_kind;
    QComboBox *m_choice = nullptr;
    QSpinBox *m_number = nullptr;
};

/// The options that a socket of this protocol has, in the catalogue's order.
QList<const SocketOptionKind *> optionsFor(Protocol protocol);

} // namespace wl
