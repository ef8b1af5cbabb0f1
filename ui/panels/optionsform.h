// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/optionfield.h"

class QComboBox;
class QGridLayout;
class QLabel;
class QToolButton;

namespace wl {

/// The rarest part of a form: the socket options that are set before bind, listen or connect, folded away
/// until they are asked for, and what happens when the peer finishes.
class OptionsForm final : public QWidget
{
    Q_OBJECT

public:
    explicit OptionsForm(QWidget *parent = nullptr);

    void setProtocol(Protocol protocol);
    /// Puts what is chosen into the settings.
    void fill(EndpointSettings &settings) const;
    void setSettings(const EndpointSettings &settings);

private:
    struct Row {
        OptionField *field;
        QLabel *label;
        const SocketOptionKind *kind;
    };

    void showWhatApplies();

    QToolButton *m_toggle;
    QWidget *m_rows;
    QLabel *m_endLabel = nullptr;
    QComboBox *m_end;
    QList<Row> m_fields;
    Protocol m_protocol = Protocol::Tcp;
};

} // namespace wl
