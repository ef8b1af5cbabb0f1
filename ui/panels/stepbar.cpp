// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/stepbar.h"

#include "app/core/safetext.h"
#include "ui/panels/flowlayout.h"

#include <QApplication>
#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace wl {

namespace {

/// A session file may list any number.
constexpr qsizetype mostFamilies = 12;

QString familyText(const QByteArray &family)
{
    return safeText(QByteArrayView(family), 20);
}

QString firstOf(const StepWait &wait)
{
    return wait.families.isEmpty() ? QString() : familyText(wait.families.constFirst());
}

bool takesSize(const StepWait &wait)
{
    return wait.families.contains("send") || wait.families.contains("recv");
}

QLabel *makeLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

StepBar::StepBar(Post post, QWidget *parent)
    : QFrame(parent)
    , m_post(std::move(post))
{
    setProperty("step", true);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(8, 6, 8, 8);
    box->setSpacing(4);
    m_title = makeLabel(this);
    m_title->setProperty("heading", true);
    m_words = makeLabel(this);
    box->addWidget(m_title);
    box->addWidget(m_words);
    createButtons();
    box->addWidget(m_row);
    hide();
}

void StepBar::createButtons()
{
    m_row = new QWidget(this);
    new FlowLayout(m_row);
    const auto make = [this](const QString &text) {
        auto *button = new QPushButton(text, m_row);
        button->setProperty("small", true);
        return button;
    };
    m_step = make({});
    m_size = new QLineEdit(m_row);
    m_size->setValidator(new QIntValidator(1, 1 << 30, m_size));
    m_size->setPlaceholderText(tr("bytes"));
    m_size->setFixedWidth(fontMetrics().horizontalAdvance(QStringLiteral("0000000")) + 16);
    m_size->setAccessibleName(tr("How many bytes this call takes"));
    m_size->setToolTip(tr("How many bytes send or recv takes; empty: as many as offered"));
    m_size->setFixedHeight(m_step->sizeHint().height());
    m_whenReady = make(tr("When ready"));
    m_whenReady->setToolTip(tr("Makes this call as soon as it would not block."));
    m_skip = make(tr("Skip"));
    m_skip->setToolTip(tr("Leaves this call out (Shift+F10); the kernel then does what it does without it."));
    connect(
        m_step, &QPushButton::clicked, this, [this] { step(m_shown ? firstOf(m_shown->wait) : QString()); });
    connect(m_size, &QLineEdit::returnPressed, m_step, &QPushButton::click);
    connect(m_whenReady, &QPushButton::clicked, this, [this] {
        if (m_shown)
            m_post(Command::StepWhenReady{m_shown->socket, firstOf(m_shown->wait), sizeFor(m_shown->socket)});
    });
    connect(m_skip, &QPushButton::clicked, this, [this] {
        if (m_shown)
            m_post(Command::SkipStep{m_shown->socket, firstOf(m_shown->wait)});
    });
}

bool StepBar::canSkip(const StepWait &wait)
{
    return !wait.families.isEmpty()
        && (wait.families.constFirst() == "setsockopt" || wait.families.constFirst() == "bind");
}

void StepBar::step(const QString &family)
{
    if (!m_shown || m_shown->isReadOnly || family.isEmpty())
        return;
    const bool sized = family == QLatin1String("send") || family == QLatin1String("recv");
    m_post(Command::NextStep{m_shown->socket, family, sized ? sizeFor(m_shown->socket) : 0});
}

int StepBar::sizeFor(SocketId socket) const
{
    const bool mine = m_shown && m_shown->socket == socket && takesSize(m_shown->wait);
    return mine && m_size->hasAcceptableInput() ? m_size->text().toInt() : 0;
}

void StepBar::giveWay()
{
    // Between two steps nothing waits for a moment: the keyboard must not wander off to another control.
    m_hadFocus = isAncestorOf(QApplication::focusWidget());
    if (m_hadFocus)
        parentWidget()->setFocus();
    hide();
}

void StepBar::showWaiting(const std::optional<Waiting> &waiting)
{
    if (waiting == m_shown)
        return;
    const bool other = !m_shown || !waiting || m_shown->socket != waiting->socket
        || firstOf(m_shown->wait) != firstOf(waiting->wait);
    if (waiting && other)
        m_size->clear();
    m_shown = waiting;
    if (!waiting || waiting->wait.families.isEmpty()) {
        giveWay();
        return;
    }
    showWords();
    m_row->setVisible(!waiting->isReadOnly);
    showButtons();
    showOthers();
    arrange();
    show();
    if (m_hadFocus && QApplication::focusWidget() == parentWidget())
        m_step->setFocus();
    m_hadFocus = false;
}

void StepBar::showWords()
{
    const QString family = firstOf(m_shown->wait);
    QString title = m_shown->isSlow ? tr("‖ Next in slow motion: %1").arg(family)
                                    : tr("‖ Waits for you before %1").arg(family);
    if (!m_shown->who.isEmpty())
        title = m_shown->isSlow ? tr("‖ %1, next in slow motion: %2").arg(m_shown->who, family)
                                : tr("‖ %1 waits for you before %2").arg(m_shown->who, family);
    m_title->setText(title);
    QStringList words;
    if (m_shown->wait.ready)
        words << tr("It would not block.");
    else if (family == QLatin1String("recv"))
        words << tr("It would block now: nothing has arrived.");
    else if (family == QLatin1String("accept"))
        words << tr("It would block now: no connection waits.");
    else if (family == QLatin1String("send"))
        words << tr("It would block now: the kernel's send buffer is full.");
    else
        words << tr("It would block now.");
    if (m_shown->wait.offered > 0)
        words << tr(
            "To be sent: %n bytes.", nullptr, int(std::min<std::uint64_t>(m_shown->wait.offered, 1u << 30)));
    if (!m_shown->proposal.isEmpty())
        words << tr("The service proposes “%1”").arg(m_shown->proposal);
    m_words->setText(words.join(QLatin1Char(' ')));
}

void StepBar::showButtons()
{
    const QString family = firstOf(m_shown->wait);
    m_step->setText(tr("Step: %1").arg(family));
    m_step->setToolTip(tr("Makes one call of %1 now (Next step, F10).").arg(family));
}

void StepBar::showOthers()
{
    const QByteArrayList others = m_shown->wait.families.mid(1, mostFamilies);
    while (m_others.size() > others.size())
        delete m_others.takeLast();
    while (m_others.size() < others.size()) {
        auto *button = new QPushButton(m_row);
        button->setProperty("small", true);
        connect(button, &QPushButton::clicked, this,
            [this, button] { step(button->property("family").toString()); });
        m_others << button;
    }
    for (qsizetype i = 0; i < others.size(); ++i) {
        const QString family = familyText(others[i]);
        m_others[i]->setProperty("family", family);
        m_others[i]->setText(family);
        m_others[i]->setToolTip(tr("Makes one call of %1 instead.").arg(family));
    }
}

void StepBar::arrange()
{
    // What is hidden must not keep a gap in the row.
    while (QLayoutItem *item = m_row->layout()->takeAt(0))
        delete item;
    const auto place = [this](QWidget *widget, bool visible) {
        widget->setVisible(visible);
        if (visible)
            m_row->layout()->addWidget(widget);
    };
    place(m_step, true);
    place(m_size, takesSize(m_shown->wait));
    place(m_whenReady, !m_shown->wait.ready);
    place(m_skip, canSkip(m_shown->wait));
    for (QPushButton *other : m_others)
        place(other, true);
    m_row->updateGeometry();
}

} // namespace wl
