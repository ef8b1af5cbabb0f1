// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/formparts.h"

#include <QCoreApplication>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>

namespace wl {

ProtocolSwitch::ProtocolSwitch(QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(0);
    const QString names[] = {tr("TCP"), tr("UDP")};
    const QString tips[] = {
        tr("A connection: a stream of bytes in order."), tr("Datagrams: single messages, no connection.")};
    for (int i = 0; i < 2; ++i) {
        auto *button = new QPushButton(names[i], this);
        button->setCheckable(true);
        button->setProperty("segment", true);
        button->setToolTip(tips[i]);
        m_group->addButton(button, i);
        line->addWidget(button);
    }
    m_group->button(0)->setChecked(true);
    setAccessibleName(tr("Protocol"));
    connect(m_group, &QButtonGroup::idClicked, this, [this] { Q_EMIT switched(protocol()); });
}

void ProtocolSwitch::setProtocol(Protocol protocol)
{
    m_group->button(protocol == Protocol::Udp ? 1 : 0)->setChecked(true);
}

ReadSizeBox::ReadSizeBox(QWidget *parent)
    : QComboBox(parent)
{
    addItem(tr("any size"), 0);
    for (const int size : {1024, 2048, 4096})
        addItem(tr("at most %1 bytes").arg(size), size);
    setAccessibleName(tr("Bytes that one recv may take"));
    setToolTip(tr("How many bytes one recv() asks for at most. A smaller datagram read loses the rest."));
}

void ReadSizeBox::setBytes(int bytes)
{
    const int known = findData(bytes);
    if (known < 0)
        addItem(tr("at most %1 bytes").arg(bytes), bytes);
    setCurrentIndex(known < 0 ? count() - 1 : known);
}

PeerEndBox::PeerEndBox(QWidget *parent)
    : QComboBox(parent)
{
    const auto add = [this](const QString &text, PeerEnd end, const QString &help) {
        addItem(text, int(end));
        setItemData(count() - 1, help, Qt::ToolTipRole);
    };
    add(tr("answer, then close"), PeerEnd::Answer, tr("What is still to be answered goes out first."));
    add(tr("stay open"), PeerEnd::Hold, tr("The connection stays in CLOSE-WAIT until you close it."));
    add(tr("as Qt does it"), PeerEnd::AsQtDoes, tr("QTcpSocket closes at once, by itself."));
    setAccessibleName(tr("When the peer finishes"));
    setToolTip(tr("What happens when the peer shuts down its writing side: the answer goes out and the "
                  "connection is closed; or it stays in CLOSE-WAIT until you close it; or QTcpSocket closes "
                  "it at once."));
}

namespace {

/// Hands the wheel on unless the field has the keyboard.
class WheelGuard final : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *field, QEvent *event) override
    {
        if (event->type() != QEvent::Wheel || static_cast<QWidget *>(field)->hasFocus())
            return false;
        event->ignore();
        return true;
    }
};

} // namespace

void letWheelPass(QWidget *form)
{
    auto *guard = new WheelGuard(form);
    const auto fields = form->findChildren<QWidget *>();
    for (QWidget *field : fields) {
        if (!qobject_cast<QComboBox *>(field) && !qobject_cast<QAbstractSpinBox *>(field))
            continue;
        // The wheel would give it the keyboard.
        field->setFocusPolicy(Qt::StrongFocus);
        field->installEventFilter(guard);
    }
}

void letCombosShrink(QWidget *form)
{
    const auto combos = form->findChildren<QComboBox *>();
    for (QComboBox *combo : combos) {
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(7);
        combo->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }
}

QSpinBox *makePortBox(QWidget *parent, bool zeroAllowed)
{
    auto *box = new QSpinBox(parent);
    box->setRange(zeroAllowed ? 0 : 1, 65535);
    box->setGroupSeparatorShown(false);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    box->setAccessibleName(QObject::tr("Port"));
    box->setToolTip(zeroAllowed ? QObject::tr("1 to 65535; 0 lets the system choose a free port.")
                                : QObject::tr("1 to 65535."));
    return box;
}

QSpinBox *makeSecondsBox(QWidget *parent, const QString &none)
{
    auto *box = new QSpinBox(parent);
    box->setRange(0, 24 * 3600);
    box->setSpecialValueText(none);
    box->setSuffix(QCoreApplication::translate("wl", " s"));
    return box;
}

QLabel *addRow(QGridLayout *grid, int row, const QString &label, QWidget *field)
{
    auto *words = new QLabel(label, field->parentWidget());
    words->setTextFormat(Qt::PlainText);
    words->setBuddy(field);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(label);
    grid->addWidget(words, row, 0);
    grid->addWidget(field, row, 1);
    return words;
}

} // namespace wl
