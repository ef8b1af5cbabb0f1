// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/window/programdialog.h"

#include "app/core/safetext.h"
#include "app/exporters/safefile.h"
#include "ui/looks/theme.h"
#include "ui/window/feed.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace wl {

namespace {

QLabel *plainLabel(const QString &accessibleName)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setAccessibleName(accessibleName);
    return label;
}

} // namespace

ProgramDialog::ProgramDialog(const Feed &feed, EndpointId endpoint, const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_feed(feed)
    , m_theme(theme)
    , m_endpoint(endpoint)
{
    const QString name = safeText(QStringView(feed.table().endpointName(endpoint)), 60);
    setWindowTitle(tr("%1 as a program").arg(name));
    auto *layout = new QVBoxLayout(this);
    m_remarks = plainLabel(tr("What the program could not take over"));
    layout->addWidget(m_remarks);
    m_tabs = new QTabWidget;
    m_tabs->setAccessibleName(tr("Language"));
    m_tabs->setDocumentMode(true);
    layout->addWidget(m_tabs, 1);
    addPage(Language::Python, tr("Python"));
    addPage(Language::C, tr("C"));
    addPage(Language::Qt, tr("C++ (Qt)"));
    m_said = plainLabel(tr("What was done"));
    m_said->setProperty("weak", true);
    m_said->hide();
    layout->addWidget(m_said);
    addButtons();
    connect(m_tabs, &QTabWidget::currentChanged, this, &ProgramDialog::showRemarks);
    connect(&m_theme, &Theme::changed, this, &ProgramDialog::useFont);
    useFont();
    showRemarks();
    resize(760, 620);
}

void ProgramDialog::addPage(Language language, const QString &title)
{
    Page &page = m_pages[std::size_t(language)];
    page.program = programOf(m_endpoint, m_feed.view(), m_feed.table(), language);
    page.text = new QPlainTextEdit(QString::fromUtf8(page.program.text));
    page.text->setReadOnly(true);
    page.text->setFrameShape(QFrame::NoFrame);
    page.text->setLineWrapMode(QPlainTextEdit::NoWrap);
    page.text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    page.text->setAccessibleName(tr("The program in %1").arg(title));
    page.text->setPlaceholderText(tr("There is no program yet."));
    m_tabs->addTab(page.text, title);
}

void ProgramDialog::addButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto *copyButton = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    auto *saveButton = buttons->addButton(tr("Save as…"), QDialogButtonBox::ActionRole);
    copyButton->setAccessibleName(tr("Copy the program"));
    saveButton->setAccessibleName(tr("Save the program as a file"));
    const bool any = !m_pages[0].program.text.isEmpty();
    for (QPushButton *button : {copyButton, saveButton}) {
        button->setEnabled(any);
        button->setAutoDefault(false);
    }
    connect(copyButton, &QPushButton::clicked, this, &ProgramDialog::copy);
    connect(saveButton, &QPushButton::clicked, this, &ProgramDialog::saveAs);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout()->addWidget(buttons);
}

const ProgramDialog::Page &ProgramDialog::current() const
{
    return m_pages[std::size_t(qBound(0, m_tabs->currentIndex(), 2))];
}

void ProgramDialog::showRemarks()
{
    m_remarks->setText(current().program.remarks.join(u'\n'));
    m_remarks->setVisible(!current().program.remarks.isEmpty());
}

void ProgramDialog::copy()
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(current().program.text));
    m_said->setText(tr("The program is in the clipboard."));
    m_said->show();
}

void ProgramDialog::saveAs()
{
    const auto language = Language(qBound(0, m_tabs->currentIndex(), 2));
    auto *dialog = new QFileDialog(this, tr("Save the program"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setDefaultSuffix(languageSuffix(language));
    dialog->selectFile(QStringLiteral("program.") + languageSuffix(language));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const auto saved = saveTo(path);
        m_said->setText(saved ? tr("The program stands in %1.").arg(shownPath(path)) : saved.error());
        m_said->show();
    });
    dialog->open();
}

Result<Done> ProgramDialog::saveTo(const QString &path)
{
    SafeFile file;
    if (const auto begun = file.begin(path); !begun)
        return begun;
    if (const auto written = file.write(current().program.text); !written)
        return written;
    for (;;) {
        const auto done = file.finish();
        if (!done)
            return Failure{done.error()};
        if (*done)
            return Done();
    }
}

void ProgramDialog::useFont()
{
    for (const Page &page : m_pages)
        page.text->setFont(m_theme.mono());
}

} // namespace wl
