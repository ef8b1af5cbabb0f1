// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/endpointpanel.h"

#include "app/core/safetext.h"
#include "app/models/eventtext.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLocale>
#include <QMenu>

namespace wl {

EndpointPanel::EndpointPanel(const PanelContext &context, EndpointId id, QWidget *parent)
    : QFrame(parent)
    , m_context(context)
    , m_id(id)
    , m_box(new QVBoxLayout(this))
{
    setProperty("card", true);
    m_box->setContentsMargins(12, 10, 12, 10);
    m_box->setSpacing(8);
    createHead();
    m_summary = makeLabel();
    m_box->addWidget(m_summary);
    m_chips = new ChipRow(context.theme, context.selection, this);
    m_box->addWidget(m_chips);
}

QLabel *EndpointPanel::makeLabel(const char *property)
{
    auto *label = new QLabel(this);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (property)
        label->setProperty(property, true);
    return label;
}

void EndpointPanel::createHead()
{
    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    m_name = makeLabel("heading");
    m_name->setWordWrap(false);
    m_pill = new StatePill(m_context.theme, this);
    m_more = new QToolButton(this);
    m_more->setText(QStringLiteral("⋯"));
    m_more->setAccessibleName(tr("Menu of this panel"));
    m_more->setToolTip(tr("Rename, remove"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setAutoRaise(true);
    auto *menu = new QMenu(m_more);
    menu->addAction(tr("Rename…"), this, &EndpointPanel::rename);
    menu->addAction(tr("Remove"), this, &EndpointPanel::remove);
    m_more->setMenu(menu);
    line->addWidget(m_name, 1);
    line->addWidget(m_pill);
    line->addWidget(m_more);
    m_box->addLayout(line);
}

void EndpointPanel::addTrouble()
{
    m_trouble = makeLabel("error");
    m_trouble->hide();
    m_box->addWidget(m_trouble);
}

void EndpointPanel::addMore()
{
    m_moreToggle = new QToolButton(this);
    m_moreToggle->setText(tr("More"));
    m_moreToggle->setArrowType(Qt::RightArrow);
    m_moreToggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_moreToggle->setCheckable(true);
    m_moreToggle->setAutoRaise(true);
    m_moreToggle->setToolTip(tr("Rare settings and presets"));
    m_box->addWidget(m_moreToggle, 0, Qt::AlignLeft);
    connect(m_moreToggle, &QToolButton::toggled, this, [this](bool on) {
        m_moreToggle->setArrowType(on ? Qt::DownArrow : Qt::RightArrow);
        toggleMore(on);
    });
}

void EndpointPanel::addFileProgress()
{
    m_file = new QWidget(this);
    auto *line = new QHBoxLayout(m_file);
    line->setContentsMargins(0, 0, 0, 0);
    m_fileWords = makeLabel("weak");
    m_fileCancel = new QPushButton(tr("Cancel"), m_file);
    m_fileCancel->setToolTip(tr("Stop sending the file; what is sent stays sent."));
    line->addWidget(m_fileWords, 1);
    line->addWidget(m_fileCancel);
    m_file->hide();
    m_box->addWidget(m_file);
    connect(m_fileCancel, &QPushButton::clicked, this, [this] { post(Command::CancelFile{}); });
}

void EndpointPanel::refresh()
{
    const EndpointFacts *f = facts();
    if (!f)
        return;
    const bool udp = f->settings.protocol == Protocol::Udp;
    const QString name = QStringLiteral("%1 (%2)").arg(safeText(f->name, 60), udp ? tr("UDP") : tr("TCP"));
    if (m_name->text() != name) {
        m_name->setText(name);
        setAccessibleName(name);
    }
    m_chips->setChips(f->chips);
    showTrouble(*f);
    showFile(*f);
    showFacts(*f, m_context.feed.table().socket(f->main));
}

void EndpointPanel::showTrouble(const EndpointFacts &facts)
{
    if (!m_trouble || facts.trouble == m_shownTrouble)
        return;
    m_shownTrouble = facts.trouble;
    m_trouble->setVisible(facts.trouble.has_value());
    if (!facts.trouble)
        return;
    const EventRef event = m_context.feed.view().at(*facts.trouble);
    const auto names = [this](EndpointId id) { return m_context.feed.table().endpointName(id); };
    m_trouble->setText(event ? sentence(event, names) : QString());
}

void EndpointPanel::showFile(const EndpointFacts &facts)
{
    if (!m_file)
        return;
    const bool running = facts.file && facts.file->running;
    m_file->setVisible(running);
    if (!running)
        return;
    const QLocale locale;
    m_fileWords->setText(tr("%1: %2 of %3 sent")
                             .arg(safeText(QFileInfo(facts.file->path).fileName(), 40),
                                 locale.formattedDataSize(qint64(facts.file->sent)),
                                 locale.formattedDataSize(qint64(facts.file->size))));
}

void EndpointPanel::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_more->setVisible(!readOnly);
    refresh();
}

void EndpointPanel::rename()
{
    const EndpointFacts *f = facts();
    bool ok = false;
    const QString name =
        QInputDialog::getText(this, tr("Rename"), tr("Name"), QLineEdit::Normal, f ? f->name : QString(), &ok)
            .trimmed()
            .left(60);
    if (ok && !name.isEmpty())
        post(Command::Rename{name});
}

void EndpointPanel::remove()
{
    post(Command::Remove{});
}

} // namespace wl
