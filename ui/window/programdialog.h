// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/result.h"
#include "app/programs/program.h"

#include <QDialog>

#include <array>

class QLabel;
class QPlainTextEdit;
class QTabWidget;

namespace wl {

class Feed;
class Theme;

/// What an endpoint did, as a complete program in each language, to copy or to save.
class ProgramDialog final : public QDialog
{
    Q_OBJECT

public:
    ProgramDialog(const Feed &feed, EndpointId endpoint, const Theme &theme, QWidget *parent = nullptr);

    /// Writes the program that is shown; the failure is a sentence for the user.
    Result<Done> saveTo(const QString &path);

private:
    struct Page {
        SourceProgram program;
        QPlainTextEdit *text = nullptr;
    };

    void addPage(Language language, const QString &title);
    void addButtons();
    void showRemarks();
    void saveAs();
    void copy();
    void useFont();
    const Page &current() const;

    const Feed &m_feed;
    const Theme &m_theme;
    EndpointId m_endpoint;
    QLabel *m_remarks = nullptr;
    QLabel *m_said = nullptr;
    QTabWidget *m_tabs = nullptr;
    std::array<Page, 3> m_pages;
};

} // namespace wl
