// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/optionfield.h"

#include <QDialog>

#include <functional>

class QLabel;

namespace wl {

/// The options of one open socket: each row sets one, and shows what was asked and what the kernel granted.
class OptionsDialog final : public QDialog
{
    Q_OBJECT

public:
    OptionsDialog(Protocol protocol, Role role, const QString &socketName,
        std::function<void(const QString &option)> set, QWidget *parent);

    /// "asked 1, granted 2304", beside the row of that option (its key, or "key=value").
    void showOutcome(const QString &option, const QString &words);

private:
    void addOption(const SocketOptionKind &kind);

    std::function<void(const QString &)> m_set;
    QWidget *m_rows;
    QHash<QString, QLabel *> m_outcomes; ///< by key
};

} // namespace wl
