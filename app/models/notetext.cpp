// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/errnotext.h"
#include "app/models/sentences.h"
#include "app/sockets/addresses.h"

#include <cerrno>

namespace wl {

namespace {

/// One note on its way to its sentence.
struct Telling {
    const EventRef &note;
    const QString &who;
    Words w;
    QString text = wordsOf(note);

    const Event &event() const { return note.event(); }
    QString arg() const { return QString::number(event().arg); }
    QString place() const { return note.peer().isValid() ? addressText(note.peer()) : text; }
    /// The sentence, then the name of the error and what to do about it.
    QString withAdvice(const QString &sentence, Step call) const
    {
        if (event().error == 0)
            return sentence + QLatin1Char('.');
        const QString advice = adviceFor(event().error, call, w);
        const QString named = sentence + QLatin1String(" (") + errnoName(event().error) + QLatin1String(").");
        return advice.isEmpty() ? named : named + QLatin1Char(' ') + advice;
    }
};

QString listening(const Telling &t)
{
    const QString said = t.note.peer().isValid()
        ? t.w.translate("wl", "%1 is ready at %2.").arg(t.who, addressText(t.note.peer()))
        : t.w.translate("wl", "%1 is ready at port %2.").arg(t.who, t.arg());
    return t.text.isEmpty() ? said
                            : said + QString::fromUtf8(" \u201C") + t.text + QString::fromUtf8("\u201D");
}

QString listenFailed(const Telling &t)
{
    const QString place = t.place();
    const QString said = place.isEmpty() ? t.w.translate("wl", "%1 can not listen").arg(t.who)
                                         : t.w.translate("wl", "%1 can not listen at %2").arg(t.who, place);
    return t.withAdvice(said, Step::CallBind);
}

QString connectFailed(const Telling &t)
{
    const QString place = t.place().isEmpty() ? t.w.translate("wl", "its server") : t.place();
    if (t.event().error == ECONNREFUSED)
        return t.w
            .translate("wl", "%1 was refused: nobody listens at %2. Start a server there, or check the port.")
            .arg(t.who, place);
    if (t.event().error == 0)
        return t.w.translate("wl", "%1 can not connect to %2. Check the name, the address and the network.")
            .arg(t.who, place);
    return t.withAdvice(t.w.translate("wl", "%1 can not connect to %2").arg(t.who, place), Step::CallConnect);
}

QString connectTimedOut(const Telling &t)
{
    const QString place = t.place().isEmpty() ? t.w.translate("wl", "its server") : t.place();
    const QString after = t.event().arg == 0
        ? t.w.translate("wl", "%1 got no answer from %2.").arg(t.who, place)
        : t.w.translate("wl", "%1 got no answer from %2 in %3 ms.").arg(t.who, place, t.arg());
    return after + QLatin1Char(' ') + adviceFor(ETIMEDOUT, Step::CallConnect, t.w);
}

QString connectionNote(const Telling &t)
{
    switch (t.event().step) {
    case Step::NoteListening:
        return listening(t);
    case Step::NoteListenFailed:
        return listenFailed(t);
    case Step::NoteConnectFailed:
        return connectFailed(t);
    case Step::NoteConnectTimeout:
        return connectTimedOut(t);
    case Step::NoteLookupFailed:
        return t.w
            .translate("wl", "%1 found no address for the name %2. Check the spelling and the name server.")
            .arg(t.who, t.text);
    case Step::NoteReset:
        return t.w
            .translate("wl",
                "The peer of %1 broke the connection off (reset) instead of ending it; what was under way is "
                "lost.")
            .arg(t.who);
    case Step::NotePeerFinished:
        return t.w.translate("wl", "The peer of %1 has finished sending; it can still receive.").arg(t.who);
    case Step::NoteSendFailed:
        return t.event().error
            ? t.withAdvice(t.w.translate("wl", "%1 could not send").arg(t.who), Step::CallSend)
            : t.w.translate("wl", "%1 could not send: %2").arg(t.who, t.text);
    default:
        return {};
    }
}

QString limitNote(const Telling &t)
{
    switch (t.event().step) {
    case Step::NoteConnectionLimit:
        return t.w
            .translate("wl",
                "%1 has reached its limit of %2 connections and closes further ones. Close some, or raise "
                "the "
                "limit.")
            .arg(t.who, t.arg());
    case Step::NoteDescriptorLimit:
        return t.w
            .translate("wl",
                "No descriptor can be spared (%2 are open), so %1 closes further connections. Close some, or "
                "raise the limit with ulimit -n.")
            .arg(t.who, t.arg());
    case Step::NoteAcceptPaused:
        return t.withAdvice(
            t.w.translate("wl", "%1 has paused accepting and will go on by itself").arg(t.who),
            Step::CallAccept4);
    case Step::NoteAcceptResumed:
        return t.w.translate("wl", "%1 accepts connections again.").arg(t.who);
    case Step::NoteSlowReader:
        return t.w
            .translate("wl",
                "The peer of %1 reads too slowly: %2 wait to be sent. Reading from it pauses until it "
                "catches "
                "up.")
            .arg(t.who, t.w.bytes(qint64(t.event().arg)));
    case Step::NoteSlowReaderOver:
        return t.w.translate("wl", "The peer of %1 has caught up; reading from it goes on.").arg(t.who);
    case Step::NoteDatagramsDropped:
        return t.w
            .translate("wl",
                "The kernel had no room for datagrams to %1 and dropped them: %2 now, %3 in all. They came "
                "faster than "
                "they were read.")
            .arg(t.who)
            .arg(t.event().result)
            .arg(t.event().arg);
    case Step::NoteJournalPaused:
        return t.w.translate("wl", "The record of this session is full, so reading from sockets pauses: %1")
            .arg(t.text);
    case Step::NoteJournalResumed:
        return t.w.translate("wl", "The record of this session has room again; reading goes on.");
    default:
        return {};
    }
}

QString fileNote(const Telling &t)
{
    const QString size = t.w.bytes(qint64(t.event().arg));
    const QString sent = t.w.bytes(t.event().result);
    switch (t.event().step) {
    case Step::NoteFileStarted:
        return t.w.translate("wl", "%1 begins to send the file %2 (%3).").arg(t.who, t.text, size);
    case Step::NoteFileProgress:
        return t.w.translate("wl", "%1 has sent %2 of %3 of the file.").arg(t.who, sent, size);
    case Step::NoteFileDone:
        return t.w.translate("wl", "%1 has sent the whole file: %2.").arg(t.who, sent);
    case Step::NoteFileCancelled:
        return t.w.translate("wl", "%1 stopped sending the file after %2 of %3.").arg(t.who, sent, size);
    case Step::NoteFileFailed:
        return t.w.translate("wl", "%1 could not send the file: %2").arg(t.who, t.text);
    default:
        return {};
    }
}

QString helloWrong(const Telling &t)
{
    // The number may come from a session file, so it may be the largest there is.
    const quint64 place = quint64(t.event().arg) + 1;
    const QString where =
        t.w.translate("wl", "%1 expected Hello, but byte %2 is wrong.").arg(t.who, QString::number(place));
    return t.text.isEmpty()
        ? where
        : where + QLatin1Char(' ') + t.w.translate("wl", "There should be %1.").arg(t.text);
}

QString idleNote(const Telling &t)
{
    const QString seconds = QString::number(t.event().arg / 1000);
    switch (t.event().step) {
    case Step::NoteIdleClosed:
        return t.w.translate("wl", "Nothing moved on %1 for %2 s, so it closes the connection.")
            .arg(t.who, seconds);
    case Step::NoteReconnect:
        return t.event().arg == 0 ? t.w.translate("wl", "%1 will not connect again by itself.").arg(t.who)
                                  : t.w.translate("wl", "%1 connects again in %2 s.").arg(t.who, seconds);
    case Step::NoteReconnecting:
        return t.w.translate("wl", "%1 connects again, as it is set to.").arg(t.who);
    default:
        return {};
    }
}

QString mailNote(const Telling &t)
{
    const QString number = QLatin1Char('#') + t.arg();
    const QString size = t.w.bytes(t.event().result);
    switch (t.event().step) {
    case Step::NoteNameTaken:
        return t.w.translate("wl", "The client of %1 is now known as %2.").arg(t.who, t.text);
    case Step::NoteMailKept:
        return t.w.translate("wl", "The relay keeps message %1 (%2) for %3, who can not take it now.")
            .arg(number, size, t.text);
    case Step::NoteMailPassed:
        return t.w.translate("wl", "The relay passes message %1 (%2) on to %3.").arg(number, size, t.text);
    case Step::NoteMailDelivered:
        return t.w
            .translate("wl",
                "The kernel of %2 has acknowledged all of message %1: it is delivered. Whether a program has "
                "read it is not known.")
            .arg(number, t.text);
    case Step::NoteMailReturned:
        return t.w
            .translate("wl",
                "The connection of %2 ended before message %1 was acknowledged, so the relay takes it back.")
            .arg(number, t.text);
    case Step::NoteMailLost:
        return t.w
            .translate("wl",
                "Message %1 is lost: %2 had no name under which to keep it, and its connection has ended.")
            .arg(number, t.text);
    case Step::NoteMailRefused:
        return t.w.translate("wl", "The relay has no room for a message (%1) to %2 and refuses it.")
            .arg(size, t.text);
    default:
        return {};
    }
}

QString paceNote(const Telling &t)
{
    return paceNoteSentence(t.note, t.who, t.w);
}

QString otherNote(const Telling &t)
{
    switch (t.event().step) {
    case Step::NoteHelloWrong:
        return helloWrong(t);
    case Step::NoteHelloComplete:
        return t.w.translate("wl", "%1 has read the whole Hello and answers.").arg(t.who);
    case Step::NoteCommandFailed:
        return t.w.translate("wl", "%1 could not do that: %2").arg(t.who, t.text);
    case Step::NoteObservationOff:
        return t.w.translate("wl", "The calls can not be observed here, so only signals are shown: %1")
            .arg(t.text);
    case Step::NoteText:
        if (t.event().arg == 0)
            return t.text;
        return t.text.isEmpty() ? t.w.translate("wl", "The note on row %1 was taken back.").arg(t.arg())
                                : t.w.translate("wl", "Note on row %1: %2").arg(t.arg(), t.text);
    default:
        return t.text;
    }
}

} // namespace

QString noteSentence(const EventRef &event, const QString &who, Words words)
{
    const Telling telling{event, who, words};
    for (const auto tell : {connectionNote, limitNote, fileNote, idleNote, mailNote, paceNote}) {
        const QString sentence = tell(telling);
        if (!sentence.isEmpty())
            return sentence;
    }
    return otherNote(telling);
}

} // namespace wl
