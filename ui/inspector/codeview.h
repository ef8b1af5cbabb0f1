// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/programs/program.h"

#include <QScrollArea>

#include <array>

class QLabel;
class QPlainTextEdit;

namespace wl {

class Theme;

/// The selected step as a program would write it, once in each language.
class CodeView final : public QScrollArea
{
    Q_OBJECT

public:
    explicit CodeView(const Theme &theme, QWidget *parent = nullptr);

    void showStep(const EventRef &event, const SocketTable &table);
    /// Nothing is chosen.
    void clear();

private:
    struct Block {
        QWidget *whole = nullptr;
        QPlainTextEdit *code = nullptr;
    };

    Block addBlock(const QString &language, QWidget &page);
    void fill(const Block &block, const QString &code) const;
    void useFont();

    const Theme &m_theme;
    QLabel *m_said = nullptr;
    std::array<Block, 3> m_blocks;
};

} // namespace wl
