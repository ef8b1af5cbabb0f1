// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/journal.h"
#include "app/models/explanations.h"

#include <QTabWidget>

#include <optional>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;

namespace wl {

class ExplanationView;
class Feed;
class Selection;
class Theme;

/// What there is to know about the selected event: one tab explains it and what it is in general, one shows
/// its bytes. Plain text throughout.
class Inspector final : public QTabWidget
{
    Q_OBJECT

public:
    Inspector(const Feed &feed, Selection &selection, const Theme &theme, QWidget *parent = nullptr);

private:
    QWidget *makeExplain();
    QWidget *makeBytes();
    QLabel *addLabel(QWidget &page, const char *property, const QString &accessibleName);
    void useFonts();
    void showSelected();
    void clear();
    void explain(const EventRef &event);
    void explainCause(const EventRef &event);
    void teach(const EventRef &event);
    void showBytes(const EventRef &event);

    const Feed &m_feed;
    Selection &m_selection;
    const Theme &m_theme;
    QScrollArea *m_scroll = nullptr;
    QLabel *m_heading = nullptr;
    QLabel *m_place = nullptr;
    QLabel *m_sentence = nullptr;
    QLabel *m_advice = nullptr;
    QLabel *m_detail = nullptr;
    QLabel *m_evidence = nullptr;
    QPushButton *m_cause = nullptr;
    ExplanationView *m_explanation = nullptr;
    QLabel *m_size = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QPlainTextEdit *m_hex = nullptr;
    std::optional<EventIndex> m_causeEvent;
    std::optional<Result<Explanations>> m_explanations; ///< read when the first event is chosen
};

} // namespace wl
