// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/journal.h"
#include "app/models/explanations.h"

#include <QTabWidget>

#include <optional>

class QLabel;
class QPushButton;
class QScrollArea;

namespace wl {

class BytesView;
class CodeView;
class ExplanationView;
class Feed;
class Selection;
class Theme;

/// What there is to know about the selected event: one tab explains it and what it is in general, one shows
/// its bytes, one the code for it. Plain text throughout.
class Inspector final : public QTabWidget
{
    Q_OBJECT

public:
    Inspector(const Feed &feed, Selection &selection, const Theme &theme, QWidget *parent = nullptr);

private:
    QWidget *makeExplain();
    QLabel *addLabel(QWidget &page, const char *property, const QString &accessibleName);
    void showSelected();
    void clear();
    void explain(const EventRef &event);
    void explainCause(const EventRef &event);
    void teach(const EventRef &event);
    void tellNext();
    void showNote();

    const Feed &m_feed;
    Selection &m_selection;
    QScrollArea *m_scroll = nullptr;
    QLabel *m_heading = nullptr;
    QLabel *m_place = nullptr;
    QLabel *m_sentence = nullptr;
    QLabel *m_advice = nullptr;
    QLabel *m_next = nullptr;
    QLabel *m_note = nullptr;
    QLabel *m_detail = nullptr;
    QLabel *m_evidence = nullptr;
    QPushButton *m_cause = nullptr;
    ExplanationView *m_explanation = nullptr;
    BytesView *m_bytes = nullptr;
    CodeView *m_code = nullptr;
    std::optional<EventIndex> m_causeEvent;
    std::optional<Result<Explanations>> m_explanations; ///< read when the first event is chosen
};

} // namespace wl
