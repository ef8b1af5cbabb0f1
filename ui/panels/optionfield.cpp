// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/optionfield.h"

#include "ui/panels/formparts.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QKeyEvent>

#include <limits>

namespace wl {

namespace {

using Value = SocketOptionKind::Value;

/// The entry of a choice that shows the numbers.
const QLatin1String typed("typed");

/// A number, or nothing: an emptied field goes back to its first word.
class NumberOrNothing final : public QSpinBox
{
public:
    using QSpinBox::QSpinBox;

protected:
    QValidator::State validate(QString &text, int &at) const override
    {
        if (text == specialValueText())
            return QValidator::Acceptable;
        return digits(text).isEmpty() ? QValidator::Intermediate : QSpinBox::validate(text, at);
    }
    int valueFromText(const QString &text) const override
    {
        return text == specialValueText() ? minimum() : QSpinBox::valueFromText(text);
    }
    void fixup(QString &text) const override
    {
        if (digits(text).isEmpty())
            text = specialValueText();
    }

private:
    /// What a person typed, without the unit.
    QString digits(const QString &text) const
    {
        QString rest = text;
        if (!suffix().isEmpty() && rest.endsWith(suffix()))
            rest.chop(suffix().size());
        return rest.trimmed();
    }
};

} // namespace

OptionField::OptionField(const SocketOptionKind &kind, const QString &unset, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_box(new QVBoxLayout(this))
{
    m_box->setContentsMargins(0, 0, 0, 0);
    m_box->setSpacing(4);
    if (kind.value == Value::Number)
        makeNumber(unset);
    else
        makeChoice(unset);
    QWidget *field = m_number ? static_cast<QWidget *>(m_number) : m_choice;
    const QString help = QCoreApplication::translate("wl", kind.help);
    field->setAccessibleName(title());
    field->setAccessibleDescription(help);
    setToolTip(QStringLiteral("%1: %2").arg(QLatin1String(kind.constant), help));
    setFocusProxy(field);
    m_box->insertWidget(0, field);
}

QString OptionField::title() const
{
    return QCoreApplication::translate("wl", m_kind.title);
}

void OptionField::makeChoice(const QString &unset)
{
    m_choice = new QComboBox(this);
    m_choice->addItem(unset, QString());
    if (m_kind.value != Value::Linger)
        m_choice->addItem(tr("on"), QStringLiteral("on"));
    m_choice->addItem(tr("off"), QStringLiteral("off"));
    if (m_kind.value == Value::Linger) {
        m_choice->addItem(tr("0 s: reset"), QStringLiteral("0"));
        m_choice->addItem(tr("seconds:"), typed);
    } else if (m_kind.value == Value::Keepalive) {
        m_choice->addItem(tr("on, with times:"), typed);
    }
    if (m_kind.value != Value::Switch)
        makeParts();
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this] {
        showParts();
        Q_EMIT changed();
    });
}

void OptionField::makeParts()
{
    m_partsRow = new QWidget(this);
    auto *line = new QHBoxLayout(m_partsRow);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    const QString seconds = tr(" s", "seconds after a number");
    if (m_kind.value == Value::Linger) {
        addPart(m_kind.most, 5, seconds, tr("Seconds for which close() may wait"));
    } else {
        addPart(m_kind.most, 60, seconds, tr("TCP_KEEPIDLE: seconds of silence before the first probe"));
        addPart(m_kind.most, 10, seconds, tr("TCP_KEEPINTVL: seconds between two probes"));
        addPart(127, 5, tr(" ×", "times, after a number"),
            tr("TCP_KEEPCNT: unanswered probes before the kernel gives up"));
    }
    m_box->addWidget(m_partsRow);
    m_partsRow->hide();
}

QSpinBox *OptionField::addPart(qint64 most, int value, const QString &suffix, const QString &says)
{
    auto *part = new QSpinBox(m_partsRow);
    part->setRange(int(m_kind.least), int(most));
    part->setValue(value);
    part->setSuffix(suffix);
    part->setButtonSymbols(QAbstractSpinBox::NoButtons);
    part->setMinimumWidth(44);
    part->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    part->setAccessibleName(says);
    part->setToolTip(says);
    m_partsRow->layout()->addWidget(part);
    m_parts += part;
    connect(part, &QSpinBox::valueChanged, this, &OptionField::changed);
    return part;
}

void OptionField::makeNumber(const QString &unset)
{
    m_number = new NumberOrNothing(this);
    constexpr qint64 mostInBox = std::numeric_limits<int>::max();
    m_number->setRange(int(m_kind.least) - 1, int(qMin(m_kind.most, mostInBox)));
    m_number->setSpecialValueText(unset);
    m_number->setValue(m_number->minimum());
    m_number->setButtonSymbols(QAbstractSpinBox::NoButtons);
    if (m_kind.unit[0] != '\0')
        m_number->setSuffix(u' ' + QCoreApplication::translate("wl", m_kind.unit));
    m_number->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(m_number, &QSpinBox::valueChanged, this, &OptionField::changed);
}

void OptionField::showParts()
{
    if (m_partsRow)
        m_partsRow->setVisible(m_choice->currentData().toString() == typed);
}

QString OptionField::value() const
{
    if (m_number)
        return m_number->value() == m_number->minimum() ? QString() : QString::number(m_number->value());
    const QString chosen = m_choice->currentData().toString();
    if (chosen != typed)
        return chosen;
    QStringList numbers;
    for (const QSpinBox *part : m_parts)
        numbers += QString::number(part->value());
    return numbers.join(u'/');
}

void OptionField::setValue(const QString &value)
{
    if (m_number) {
        m_number->setValue(value.isEmpty() ? m_number->minimum() : value.toInt());
        return;
    }
    const int known = m_choice->findData(value);
    const QStringList numbers = value.split(u'/');
    for (qsizetype i = 0; known < 0 && i < qMin(numbers.size(), m_parts.size()); ++i)
        m_parts[i]->setValue(numbers[i].toInt());
    m_choice->setCurrentIndex(known < 0 ? qMax(0, m_choice->findData(typed)) : known);
}

void OptionField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT submitted();
    QWidget::keyPressEvent(event);
}

bool isOffered(const SocketOptionKind &kind, Protocol protocol, Role role)
{
    if (protocol == Protocol::Tcp ? !kind.tcp : !kind.udp)
        return false;
    // A client's address family follows from its peer, and only a client sends a SYN.
    const char *others = role == Role::Client ? "v6only" : "syn-retries";
    return qstrcmp(kind.key, others) != 0;
}

} // namespace wl
