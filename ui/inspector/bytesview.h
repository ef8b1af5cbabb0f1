// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/journal.h"
#include "ui/inspector/bytestext.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace wl {

class Theme;

/// The bytes of an event as text and as numbers; what is selected in one is selected in the other.
class BytesView final : public QWidget
{
    Q_OBJECT

public:
    explicit BytesView(const Theme &theme, QWidget *parent = nullptr);

    void showBytesOf(const EventRef &event);
    /// Nothing is chosen.
    void clear();
    ByteRange selected() const { return m_selected; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QPlainTextEdit *addField(const QString &accessibleName);
    void addButtons();
    void fill(const QString &said);
    void writeNumbers();
    void mark();
    void useTheme();
    void selectedInText();
    void selectedInNumbers();
    void takeSelection(const ByteRange &range);
    void saySelection();
    QString nameAt(const QPlainTextEdit &field, const QPoint &place) const;
    void copy(const QString &text) const;
    QByteArrayView chosen() const;

    const Theme &m_theme;
    QLabel *m_size = nullptr;
    QLabel *m_where = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QPlainTextEdit *m_numbers = nullptr;
    QWidget *m_buttons = nullptr;
    QByteArray m_bytes;
    BytesText m_shown;
    qsizetype m_perLine = 8;
    ByteRange m_selected;
    std::uint64_t m_whole = 0; ///< bytes there were, kept or not
    std::optional<std::uint64_t> m_offset; ///< of the first byte in its stream
    bool m_following = false;
};

} // namespace wl
