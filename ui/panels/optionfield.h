// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sockets/socketoptions.h"

#include <QWidget>

class QComboBox;
class QSpinBox;
class QVBoxLayout;

namespace wl {

/// The control for one socket option: a choice or a number; at first it says what `unset` says.
class OptionField final : public QWidget
{
    Q_OBJECT

public:
    OptionField(const SocketOptionKind &kind, const QString &unset, QWidget *parent);

    QString key() const { return QLatin1String(m_kind.key); }
    QString title() const;
    /// As in a settings URL; empty: nothing is set.
    QString value() const;
    void setValue(const QString &value);

Q_SIGNALS:
    void changed();
    /// Enter was pressed.
    void submitted();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void makeChoice(const QString &unset);
    void makeNumber(const QString &unset);
    void makeParts();
    QSpinBox *addPart(qint64 most, int value, const QString &suffix, const QString &says);
    void showParts();

    const SocketOptionKind &m_kind;
    QVBoxLayout *m_box;
    QComboBox *m_choice = nullptr;
    QSpinBox *m_number = nullptr;
    QWidget *m_partsRow = nullptr;
    QList<QSpinBox *> m_parts; ///< numbers that are typed when no entry of the choice fits
};

/// True when a form offers this option to sockets of this protocol and role.
bool isOffered(const SocketOptionKind &kind, Protocol protocol, Role role);

} // namespace wl
