// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/optionfield.h"

#include "ui/panels/formparts.h"

#include <QCoreApplication>
#include <QHBoxLayout>

#include <limits>

namespace wl {

OptionField::OptionField(const SocketOptionKind &kind, const QString &unset, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
{
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    if (kind.value == SocketOptionKind::Value::Number)
        makeNumber(unset);
    else
        makeChoice(unset);
    QWidget *field = m_number ? static_cast<QWidget *>(m_number) : m_choice;
    const QString help = QCoreApplication::translate("wl", kind.help);
    field->setAccessibleName(title());
    field->setToolTip(QStringLiteral("%1: %2").arg(QLatin1String(kind.constant), help));
    setFocusProxy(field);
    line->addWidget(field);
}

QString OptionField::title() const
{
    return QCoreApplication::translate("wl", m_kind.title);
}

void OptionField::makeChoice(const QString &unset)
{
    m_choice = new QComboBox(this);
    m_choice->addItem(unset, QString());
    if (m_kind.value != SocketOptionKind::Value::Linger)
        m_choice->addItem(tr("on"), QStringLiteral("on"));
    m_choice->addItem(tr("off"), QStringLiteral("off"));
    if (m_kind.value == SocketOptionKind::Value::Linger) {
        m_choice->addItem(tr("0 s: reset"), QStringLiteral("0"));
        m_choice->addItem(tr("5 s"), QStringLiteral("5"));
        m_choice->addItem(tr("60 s"), QStringLiteral("60"));
    } else if (m_kind.value == SocketOptionKind::Value::Keepalive) {
        m_choice->addItem(tr("after 60 s, every 10 s, 5 times"), QStringLiteral("60/10/5"));
        m_choice->addItem(tr("after 1 s, every 1 s, 2 times"), QStringLiteral("1/1/2"));
    }
    letCombosShrink(this);
}

void OptionField::makeNumber(const QString &unset)
{
    m_number = new QSpinBox(this);
    constexpr qint64 mostInBox = std::numeric_limits<int>::max();
    m_number->setRange(int(m_kind.least) - 1, int(qMin(m_kind.most, mostInBox)));
    m_number->setSpecialValueText(unset);
    m_number->setValue(m_number->minimum());
    m_number->setGroupSeparatorShown(false);
    const QString unit = QCoreApplication::translate("wl", m_kind.unit);
    if (m_kind.unit[0] != '\0')
        m_number->setSuffix(u' ' + unit);
    m_number->setMinimumWidth(60);
}

QString OptionField::value() const
{
    if (m_choice)
        return m_choice->currentData().toString();
    return m_number->value() == m_number->minimum() ? QString() : QString::number(m_number->value());
}

void OptionField::setValue(const QString &value)
{
    if (m_number) {
        m_number->setValue(value.isEmpty() ? m_number->minimum() : value.toInt());
        return;
    }
    int at = m_choice->findData(value);
    if (at < 0) {
        m_choice->addItem(value, value);
        at = m_choice->count() - 1;
    }
    m_choice->setCurrentIndex(at);
}

QList<const SocketOptionKind *> optionsFor(Protocol protocol)
{
    QList<const SocketOptionKind *> kinds;
    for (const SocketOptionKind &kind : socketOptionKinds()) {
        if (protocol == Protocol::Tcp ? kind.tcp : kind.udp)
            kinds += &kind;
    }
    return kinds;
}

} // namespace wl
