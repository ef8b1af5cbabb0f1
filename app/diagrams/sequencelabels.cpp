// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/sequencelabels.h"

#include "app/core/safetext.h"
#include "app/models/callarguments.h"
#include "app/models/eventtext.h"

#include <QCoreApplication>

#include <cerrno>

namespace wl {

namespace {

QString sizeText(std::int64_t bytes)
{
    return QCoreApplication::translate("wl", "%1 B").arg(bytes);
}

QString transferLabel(const Event &e, const QString &family)
{
    if (e.result < 0)
        return family + QStringLiteral("()");
    if (e.result == 0 && isRecvCall(e.step) && !e.has(Event::Datagram) && e.arg > 0)
        return family + QLatin1Char(' ') + QCoreApplication::translate("wl", "0 (end)");
    return family + QLatin1Char(' ') + sizeText(e.result);
}

/// What a learner wants to know of the arguments: a port, a backlog, a direction.
QString fact(const EventRef &event)
{
    switch (event->step) {
    case Step::CallBind:
        return event.peer().isValid() ? QStringLiteral(":%1").arg(event.peer().port) : QString();
    case Step::CallListen:
        return QString::number(event->arg);
    case Step::CallShutdown:
        return shutdownName(event->arg);
    case Step::CallSetsockopt:
    case Step::CallGetsockopt:
        return optionName(event->extra);
    default:
        return {};
    }
}

bool givesDescriptor(const Event &e)
{
    return e.result >= 0 && (e.step == Step::CallAccept || e.step == Step::CallAccept4);
}

} // namespace

bool isFailure(const Event &e)
{
    return e.failed() && e.error != EINPROGRESS && e.error != EAGAIN && e.error != EWOULDBLOCK
        && e.error != EINTR;
}

QString callLabel(const EventRef &event)
{
    const Event &e = event.event();
    const QString family = QLatin1String(stepFamily(e.step));
    QString label =
        isSendCall(e.step) || isRecvCall(e.step) ? transferLabel(e, family) : family + QStringLiteral("()");
    const QString known = fact(event);
    if (!known.isEmpty())
        label += QLatin1Char(' ') + known;
    if (givesDescriptor(e) || (e.step == Step::CallConnect && e.result >= 0))
        label += QStringLiteral(" = %1").arg(e.result);
    // A connect that is still in progress is what always happens: its name alone would look like a failure.
    if (e.result < 0 && !(e.step == Step::CallConnect && e.error == EINPROGRESS))
        label += QLatin1Char(' ') + errnoName(e.error);
    if (e.step == Step::CallConnect && e.has(Event::Retry))
        label += QLatin1Char(' ') + QCoreApplication::translate("wl", "(Qt's 2nd try)");
    return isFailure(e) ? QString(QChar(0x2717) + QLatin1Char(' ') + label) : label;
}

QString messageLabel(const EventRef &event)
{
    constexpr qsizetype mostCharacters = 80;
    const Bytes bytes = event.payload();
    const QString size = sizeText(event->result);
    if (bytes.empty())
        return size;
    const auto *data = reinterpret_cast<const char *>(bytes.data());
    // What the journal did not keep is missing here too; the size is the true one.
    const bool cut = std::int64_t(bytes.size()) < event->result;
    const QString text = safeText(QByteArrayView(data, qsizetype(bytes.size())), mostCharacters);
    const bool marked = text.endsWith(QChar(0x2026));
    return QStringLiteral("\u201C%1%2\u201D %3")
        .arg(text, cut && !marked ? QStringLiteral("\u2026") : QString(), size);
}

} // namespace wl
