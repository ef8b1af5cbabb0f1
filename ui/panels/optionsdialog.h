// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ui/panels/optionfield.h"

#include <QDialog>
#include <QHash>

#include <functional>

class QGridLayout;
class QLabel;

namespace wl {

/// The options of one open socket: each row sets one, and shows what was asked and what the kernel granted.
class OptionsDialog final : public QDialog
{
    Q_OBJECT

public:
    OptionsDialog(Protocol protocol, Role role, const QString &socketName,
        std::function<void(const QString &option)> set, QWidget *parent);

    /// "asked 1, granted 2304", in the row of that option (its key, or "key=value"). An option that takes
    /// several calls has a line for each of them.
    void showOutcome(const QString &option, const QString &words);

private:
    struct Row {
        OptionField *field = nullptr;
        QLabel *outcome = nullptr;
        QStringList lines;
        qsizetype calls = 1; ///< of setsockopt(), at most
    };

    void addOption(const SocketOptionKind &kind, QGridLayout *grid);
    void set(const QString &key);
    static void showLines(const Row &row);

    std::function<void(const QString &)> m_set;
    QWidget *m_rows;
    QHash<QString, Row> m_options; ///< by key
};

} // namespace wl
