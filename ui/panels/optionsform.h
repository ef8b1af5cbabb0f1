// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/optionfield.h"

class QLabel;
class QToolButton;

namespace wl {

/// The rarest part of a form: the socket options that are set before bind, listen or connect, folded away
/// until they are asked for.
class OptionsForm final : public QWidget
{
    Q_OBJECT

public:
    OptionsForm(Role role, QWidget *parent);

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

    void createRows();
    void showWhatApplies();

    Role m_role;
    QToolButton *m_toggle;
    QWidget *m_rows;
    QList<Row> m_fields;
    Protocol m_protocol = Protocol::Tcp;
};

} // namespace wl
