// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/journal/step.h"

#include <cstring>
#include <iterator>

namespace wl {

namespace {

struct StepWords {
    Step step;
    const char *name;
    const char *family;
};

const StepWords stepWords[] = {
    {Step::Create, "create", nullptr},
    {Step::Rename, "rename", nullptr},
    {Step::Remove, "remove", nullptr},
    {Step::Listen, "listen", nullptr},
    {Step::StopListening, "stop", nullptr},
    {Step::Connect, "connect", nullptr},
    {Step::Disconnect, "disconnect", nullptr},
    {Step::Abort, "abort", nullptr},
    {Step::Send, "send", nullptr},
    {Step::SendToAll, "send-to-all", nullptr},
    {Step::SendFile, "send-file", nullptr},
    {Step::CancelFile, "cancel-file", nullptr},
    {Step::CloseConnection, "close", nullptr},
    {Step::JoinGroup, "join-group", nullptr},
    {Step::LeaveGroup, "leave-group", nullptr},
    {Step::ShutdownWrite, "shutdown-write", nullptr},
    {Step::Reset, "reset", nullptr},
    {Step::CloseUnread, "close-unread", nullptr},
    {Step::SetOption, "set-option", nullptr},
    {Step::HoldReading, "hold-reading", nullptr},
    {Step::ReleaseReading, "release-reading", nullptr},
    {Step::SetPace, "pace", nullptr},
    {Step::NextStep, "step", nullptr},
    {Step::SkipStep, "skip", nullptr},
    {Step::StepWhenReady, "step-when-ready", nullptr},
    {Step::CallSocket, "socket", nullptr},
    {Step::CallBind, "bind", nullptr},
    {Step::CallListen, "listen", nullptr},
    {Step::CallAccept, "accept", nullptr},
    {Step::CallAccept4, "accept4", "accept"},
    {Step::CallConnect, "connect", nullptr},
    {Step::CallRead, "read", "recv"},
    {Step::CallWrite, "write", "send"},
    {Step::CallRecv, "recv", nullptr},
    {Step::CallSend, "send", nullptr},
    {Step::CallRecvfrom, "recvfrom", "recv"},
    {Step::CallSendto, "sendto", "send"},
    {Step::CallRecvmsg, "recvmsg", "recv"},
    {Step::CallSendmsg, "sendmsg", "send"},
    {Step::CallShutdown, "shutdown", nullptr},
    {Step::CallClose, "close", nullptr},
    {Step::CallSetsockopt, "setsockopt", nullptr},
    {Step::CallGetsockopt, "getsockopt", nullptr},
    {Step::CallGetsockname, "getsockname", nullptr},
    {Step::CallGetpeername, "getpeername", nullptr},
    {Step::CallIoctl, "ioctl", nullptr},
    {Step::CallFcntl, "fcntl", nullptr},
    {Step::NewConnection, "newConnection", nullptr},
    {Step::AcceptError, "acceptError", nullptr},
    {Step::HostFound, "hostFound", nullptr},
    {Step::StateChanged, "stateChanged", nullptr},
    {Step::Connected, "connected", nullptr},
    {Step::Disconnected, "disconnected", nullptr},
    {Step::ErrorOccurred, "errorOccurred", nullptr},
    {Step::ReadyRead, "readyRead", nullptr},
    {Step::BytesWritten, "bytesWritten", nullptr},
    {Step::ReadChannelFinished, "readChannelFinished", nullptr},
    {Step::KernelState, "state", nullptr},
    {Step::KernelGone, "gone", nullptr},
    {Step::KernelQueue, "accept-queue", nullptr},
    {Step::KernelGauge, "gauge", nullptr},
    {Step::KernelAcked, "acknowledged", nullptr},
    {Step::KernelWaiting, "waiting-connection", nullptr},
    {Step::KernelRefusal, "icmp", nullptr},
    {Step::KernelFinal, "final", nullptr},
    {Step::NoteListening, "listening", nullptr},
    {Step::NoteListenFailed, "listen-failed", nullptr},
    {Step::NoteConnectFailed, "connect-failed", nullptr},
    {Step::NoteLookupFailed, "lookup-failed", nullptr},
    {Step::NoteConnectionLimit, "connection-limit", nullptr},
    {Step::NoteDescriptorLimit, "descriptor-limit", nullptr},
    {Step::NoteAcceptPaused, "accept-paused", nullptr},
    {Step::NoteAcceptResumed, "accept-resumed", nullptr},
    {Step::NoteSlowReader, "slow-reader", nullptr},
    {Step::NoteSlowReaderOver, "slow-reader-over", nullptr},
    {Step::NoteReset, "reset", nullptr},
    {Step::NotePeerFinished, "peer-finished", nullptr},
    {Step::NoteHelloWrong, "hello-wrong", nullptr},
    {Step::NoteHelloComplete, "hello-complete", nullptr},
    {Step::NoteFileStarted, "file-started", nullptr},
    {Step::NoteFileProgress, "file-progress", nullptr},
    {Step::NoteFileDone, "file-done", nullptr},
    {Step::NoteFileCancelled, "file-cancelled", nullptr},
    {Step::NoteFileFailed, "file-failed", nullptr},
    {Step::NoteSendFailed, "send-failed", nullptr},
    {Step::NoteCommandFailed, "command-failed", nullptr},
    {Step::NoteObservationOff, "observation-off", nullptr},
    {Step::NoteJournalPaused, "journal-paused", nullptr},
    {Step::NoteJournalResumed, "journal-resumed", nullptr},
    {Step::NoteText, "text", nullptr},
    {Step::NoteConnectTimeout, "connect-timeout", nullptr},
    {Step::NoteDatagramsDropped, "datagrams-dropped", nullptr},
    {Step::NoteWaits, "waits", nullptr},
    {Step::NoteWouldBlock, "would-block", nullptr},
    {Step::NotePartialSend, "partial-send", nullptr},
    {Step::NoteProposal, "proposal", nullptr},
    {Step::NoteReadingHeld, "reading-held", nullptr},
    {Step::NoteReadingReleased, "reading-released", nullptr},
    {Step::NoteOptionSet, "option-set", nullptr},
    {Step::NoteTimeWaitFull, "time-wait-full", nullptr},
    {Step::NoteStampsOff, "stamps-off", nullptr},
    {Step::NoteKernelSilent, "kernel-silent", nullptr},
    {Step::NoteIdleClosed, "idle-closed", nullptr},
    {Step::NoteReconnect, "reconnect", nullptr},
    {Step::NoteReconnecting, "reconnecting", nullptr},
    {Step::NoteNameTaken, "name-taken", nullptr},
    {Step::NoteMailKept, "mail-kept", nullptr},
    {Step::NoteMailPassed, "mail-passed", nullptr},
    {Step::NoteMailDelivered, "mail-delivered", nullptr},
    {Step::NoteMailReturned, "mail-returned", nullptr},
    {Step::NoteMailLost, "mail-lost", nullptr},
    {Step::NoteMailRefused, "mail-refused", nullptr},
};

const char *const kindNames[] = {"command", "call", "signal", "kernel", "packet", "note"};

/// The whole range of 16 bits is small: a direct table keeps lookups free of searching on the hot path.
const StepWords *find(Step step)
{
    static const auto table = [] {
        struct Table {
            const StepWords *rows[1024] = {};
        } t;
        for (const StepWords &w : stepWords)
            t.rows[static_cast<std::uint16_t>(w.step)] = &w;
        return t;
    }();
    const auto i = static_cast<std::uint16_t>(step);
    return i < std::size(table.rows) ? table.rows[i] : nullptr;
}

} // namespace

Kind stepKind(Step step)
{
    const auto n = static_cast<std::uint16_t>(step);
    if (n < 200)
        return Kind::Command;
    if (n < 400)
        return Kind::Call;
    if (n < 500)
        return Kind::Signal;
    return n < 600 ? Kind::Kernel : Kind::Note;
}

const char *stepName(Step step)
{
    const StepWords *w = find(step);
    return w ? w->name : "";
}

const char *stepFamily(Step step)
{
    const StepWords *w = find(step);
    if (!w)
        return "";
    return w->family ? w->family : w->name;
}

Step stepFromName(Kind kind, const char *name)
{
    for (const StepWords &w : stepWords) {
        if (stepKind(w.step) == kind && std::strcmp(w.name, name) == 0)
            return w.step;
    }
    return Step::None;
}

const char *kindName(Kind kind)
{
    const auto i = static_cast<std::size_t>(kind);
    return i < std::size(kindNames) ? kindNames[i] : "";
}

Kind kindFromName(const char *name)
{
    for (std::size_t i = 0; i < std::size(kindNames); ++i) {
        if (std::strcmp(kindNames[i], name) == 0)
            return static_cast<Kind>(i);
    }
    return Kind::Count;
}

bool isSendCall(Step step)
{
    return step == Step::CallWrite || step == Step::CallSend || step == Step::CallSendto
        || step == Step::CallSendmsg;
}

bool isRecvCall(Step step)
{
    return step == Step::CallRead || step == Step::CallRecv || step == Step::CallRecvfrom
        || step == Step::CallRecvmsg;
}

} // namespace wl
