// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/sockets/endpointsettings.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QWidget>

class QGridLayout;

namespace wl {

/// The TCP/UDP switch: two buttons of which one is down.
class ProtocolSwitch final : public QWidget
{
    Q_OBJECT

public:
    explicit ProtocolSwitch(QWidget *parent = nullptr);
    Protocol protocol() const { return m_group->checkedId() == 1 ? Protocol::Udp : Protocol::Tcp; }
    void setProtocol(Protocol protocol);

Q_SIGNALS:
    void switched(Protocol protocol);

private:
    QButtonGroup *m_group;
};

/// 1,024, 2,048, 4,096 or any.
class ReadSizeBox final : public QComboBox
{
    Q_OBJECT

public:
    explicit ReadSizeBox(QWidget *parent = nullptr);
    int bytes() const { return currentData().toInt(); }
    void setBytes(int bytes);
};

/// What happens when the peer shuts down its writing side.
class PeerEndBox final : public QComboBox
{
    Q_OBJECT

public:
    explicit PeerEndBox(QWidget *parent = nullptr);
    PeerEnd peerEnd() const { return PeerEnd(currentData().toInt()); }
    void setPeerEnd(PeerEnd end) { setCurrentIndex(findData(int(end))); }
};

/// Keeps the wheel, turned to scroll past a form, from changing what lies under the pointer.
void letWheelPass(QWidget *form);
/// Lets every combo box of a form be as narrow as its column: the longest entry must not widen the panel.
void letCombosShrink(QWidget *form);
/// A field for a port; empty is not allowed, 0 only where the system may choose.
QSpinBox *makePortBox(QWidget *parent, bool zeroAllowed);
/// A field for a time in whole seconds, at most a day; 0 reads as `none`.
QSpinBox *makeSecondsBox(QWidget *parent, const QString &none);
/// A plain-text label in a form's left column, tied to its field for keyboard and screen reader.
QLabel *addRow(QGridLayout *grid, int row, const QString &label, QWidget *field);

} // namespace wl
