// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// The words for what Qt hides and for stepping: how a connection ends, options, pace, waiting.

#include "app/core/safetext.h"
#include "app/models/gaugetext.h"
#include "app/models/sentences.h"
#include "app/sockets/pace.h"

namespace wl {

namespace {

QString paceSentence(const EventRef &command, const QString &who, Words w)
{
    const QString text = wordsOf(command);
    const QString whom = command->endpoint == 0 ? w.translate("wl", "Every endpoint") : who;
    const auto pace = paceFromText(text);
    if (!pace)
        return w.translate("wl", "%1 is asked to change its pace (%2).").arg(whom, text);
    switch (pace->mode) {
    case Pace::Mode::Live:
        return w.translate("wl", "%1 is asked to make its calls by itself.").arg(whom);
    case Pace::Mode::Step:
        return w.translate("wl", "%1 is asked to wait for the user before each call.").arg(whom);
    case Pace::Mode::Slow:
        break;
    }
    return w.translate("wl", "%1 is asked to pause for %2 before each call.")
        .arg(whom, durationText(std::uint64_t(pace->pauseMs), w));
}

QString nextStepSentence(const EventRef &command, const QString &who, Words w)
{
    const QString family = wordsOf(command, 40);
    if (command->step == Step::SkipStep)
        return family.isEmpty() ? w.translate("wl", "%1 is asked to leave out the next call.").arg(who)
                                : w.translate("wl", "%1 is asked to leave out %2().").arg(who, family);
    QString call = family.isEmpty() ? w.translate("wl", "the next call") : family + QLatin1String("()");
    if (command->arg != 0)
        call = w.translate("wl", "%1 with %2").arg(call, w.bytes(qint64(command->arg)));
    return command->step == Step::NextStep
        ? w.translate("wl", "%1 is asked to make %2.").arg(who, call)
        : w.translate("wl", "%1 is asked to make %2 as soon as it does not block.").arg(who, call);
}

/// What a call of this family would wait for; empty when there is nothing to say.
QString blockReason(const QString &family, Words w)
{
    if (family == QLatin1String("recv"))
        return w.translate("wl", "nothing has arrived");
    if (family == QLatin1String("accept"))
        return w.translate("wl", "nobody has connected");
    if (family == QLatin1String("send"))
        return w.translate("wl", "the kernel's send buffer is full");
    return {};
}

QString waits(const EventRef &note, const QString &who, Words w)
{
    const Event &e = note.event();
    const QString family = wordsOf(note).section(QLatin1Char(','), 0, 0);
    if (family.isEmpty())
        return w.translate("wl", "%1 waits no more.").arg(who);
    const QString said = e.result > 0
        ? w.translate("wl", "%1 waits for the user before %2() of %3").arg(who, family, w.bytes(e.result))
        : w.translate("wl", "%1 waits for the user before %2()").arg(who, family);
    const QString reason = e.arg == 0 ? blockReason(family, w) : QString();
    return reason.isEmpty() ? said + QLatin1Char('.')
                            : w.translate("wl", "%1, which would block now: %2.").arg(said, reason);
}

QString wouldBlock(const EventRef &note, Words w)
{
    const QString family = wordsOf(note, 40);
    const QString call = family.isEmpty() ? w.translate("wl", "The call") : family;
    const QString reason = blockReason(family, w);
    return reason.isEmpty() ? w.translate("wl", "%1 would block.").arg(call)
                            : w.translate("wl", "%1 would block: %2.").arg(call, reason);
}

QString partialSend(const Event &e, const QString &who, Words w)
{
    return w
        .translate("wl",
            "The kernel took only %1 of the %2 that %3 gave to send; its send buffer is full, and the rest "
            "stays with the program.")
        .arg(QString::number(e.result), w.bytes(qint64(e.arg)), who);
}

QString optionSet(const EventRef &note, const QString &who, Words w)
{
    const qint64 asked = qint64(note->arg);
    const QString words = wordsOf(note, 80);
    const QString option = words.contains(u'=') ? words.section(u'=', 1) : words;
    const QString value = QString::number(asked);
    if (note->error != 0)
        return w.translate("wl", "The kernel refused the option %1 of %2 (%3): asked %4, it stays %5.")
            .arg(option, who, errnoName(note->error), value, QString::number(note->result));
    if (asked == note->result)
        return w.translate("wl", "The option %1 of %2 is now %3, as asked.").arg(option, who, value);
    return w.translate("wl", "The option %1 of %2: asked %3, granted %4.")
        .arg(option, who, value, QString::number(note->result));
}

QString kernelNote(const EventRef &note, const QString &who, Words w)
{
    const QString why = wordsOf(note);
    switch (note->step) {
    case Step::NoteTimeWaitFull:
        return w
            .translate("wl",
                "The system kept no TIME-WAIT for the connection of %1, because its table for them is full.")
            .arg(who);
    case Step::NoteStampsOff:
        return w
            .translate("wl",
                "Acknowledgements to %1 are no longer stamped, because it sends too often for that "
                "(%2 times a second).")
            .arg(who, QString::number(note->arg));
    case Step::NoteKernelSilent:
        return why.isEmpty() ? w.translate("wl", "The kernel's own word can not be had here.")
                             : w.translate("wl", "The kernel's own word can not be had here: %1").arg(why);
    default:
        return {};
    }
}

} // namespace

QString paceCommandSentence(const EventRef &event, const QString &who, Words w)
{
    switch (event->step) {
    case Step::ShutdownWrite:
        return w.translate("wl", "%1 is asked to shut down writing: it can still receive.").arg(who);
    case Step::Reset:
        return w.translate("wl", "%1 is asked to reset a connection: RST instead of FIN.").arg(who);
    case Step::CloseUnread:
        return w
            .translate("wl",
                "%1 is asked to close a connection while bytes of the peer lie unread in the kernel, which "
                "then answers with RST.")
            .arg(who);
    case Step::SetOption:
        return w.translate("wl", "%1 is asked to set a socket option (%2).").arg(who, wordsOf(event));
    case Step::HoldReading:
        return w.translate("wl", "%1 is asked to call recv no more.").arg(who);
    case Step::ReleaseReading:
        return w.translate("wl", "%1 is asked to call recv again.").arg(who);
    case Step::SetPace:
        return paceSentence(event, who, w);
    case Step::NextStep:
    case Step::SkipStep:
    case Step::StepWhenReady:
        return nextStepSentence(event, who, w);
    default:
        return {};
    }
}

QString paceNoteSentence(const EventRef &event, const QString &who, Words w)
{
    const Event &e = event.event();
    switch (e.step) {
    case Step::NoteWaits:
        return waits(event, who, w);
    case Step::NoteWouldBlock:
        return wouldBlock(event, w);
    case Step::NotePartialSend:
        return partialSend(e, who, w);
    case Step::NoteProposal:
        return e.arg == 0 ? w.translate("wl", "The service of %1 proposes to send nothing.").arg(who)
                          : w.translate("wl", "The service of %1 proposes to send %2: %3.")
                                .arg(who, w.bytes(qint64(e.arg)), payloadText(event, 120));
    case Step::NoteReadingHeld:
        return w.translate("wl", "%1 calls recv no more; what arrives waits in the kernel.").arg(who);
    case Step::NoteReadingReleased:
        return w.translate("wl", "%1 calls recv again.").arg(who);
    case Step::NoteOptionSet:
        return optionSet(event, who, w);
    default:
        return kernelNote(event, who, w);
    }
}

} // namespace wl
