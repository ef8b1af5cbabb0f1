// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace wl {

struct Explanation;

/// What there is to learn about one sort of event, under a heading for each part; empty parts are hidden.
class ExplanationView final : public QWidget
{
    Q_OBJECT

public:
    explicit ExplanationView(QWidget *parent = nullptr);

    /// Null shows nothing.
    void explain(const Explanation *explanation);

private:
    struct Part {
        QLabel *heading;
        QLabel *text;
    };
    Part addPart(QVBoxLayout &layout, const QString &title);
    static void fill(const Part &part, const QString &text);

    Part m_does;
    Part m_kernel;
    Part m_wrong;
    Part m_readOn;
};

} // namespace wl
