// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace wl {

/// What sort of row an event is.
enum class Kind : std::uint8_t { Command, Call, Signal, Kernel, Packet, Note, Count };

/// What happened. The number is stored in spools: add at the end of a group, never renumber.
enum class Step : std::uint16_t {
    None = 0,

    // Commands. Blob: the argument as text (settings URL, name, path) or the bytes to send.
    Create = 100, ///< text: settings URL
    Rename, ///< text: new name
    Remove,
    Listen, ///< text: settings URL
    StopListening,
    Connect, ///< text: settings URL
    Disconnect,
    Abort,
    Send, ///< bytes; peer address when a datagram has a destination; arg: size
    SendToAll, ///< bytes; arg: size
    SendFile, ///< text: path
    CancelFile,
    CloseConnection, ///< socket says which
    JoinGroup, ///< text: group address
    LeaveGroup, ///< text: group address
    ShutdownWrite, ///< socket says which
    Reset, ///< closes with RST (SO_LINGER with 0 s)
    CloseUnread, ///< closes while bytes of the peer lie unread in the kernel
    SetOption, ///< text: "nodelay=on", as in a settings URL
    HoldReading, ///< no recv until ReleaseReading
    ReleaseReading,
    SetPace, ///< text: "live", "step" or "slow MILLISECONDS"; endpoint 0: every panel
    NextStep, ///< text: family, empty: what is offered first; arg: bytes, 0: what is offered
    SkipStep, ///< text: family that is left out
    StepWhenReady, ///< as NextStep, as soon as it would not block

    // Calls. arg is the size asked for; extra the flags; the blob holds the bytes sent or received.
    CallSocket = 200, ///< arg: domain, extra: type | protocol << 24
    CallBind, ///< peer: the address bound to
    CallListen, ///< arg: backlog
    CallAccept, ///< socket is the listener; result the new descriptor; arg the new socket's number; peer if
                ///< known
    CallAccept4, ///< as CallAccept; extra: flags
    CallConnect, ///< peer; extra: how often connect was called on this socket, from 1
    CallRead,
    CallWrite,
    CallRecv,
    CallSend,
    CallRecvfrom,
    CallSendto,
    CallRecvmsg,
    CallSendmsg,
    CallShutdown, ///< arg: how
    CallClose,
    CallSetsockopt, ///< arg: value, extra: level << 16 | option
    CallGetsockopt, ///< arg: value, extra: level << 16 | option
    CallGetsockname, ///< local
    CallGetpeername, ///< peer
    CallIoctl, ///< arg: value returned, extra: request
    CallFcntl, ///< arg: argument, extra: command

    // Qt signals. result is the signal's number (bytes, state, error).
    NewConnection = 400,
    AcceptError, ///< result: QAbstractSocket::SocketError
    HostFound,
    StateChanged, ///< result: QAbstractSocket::SocketState
    Connected,
    Disconnected,
    ErrorOccurred, ///< result: QAbstractSocket::SocketError; text: Qt's sentence
    ReadyRead, ///< result: bytes available
    BytesWritten, ///< result: bytes
    ReadChannelFinished,

    // What the kernel says on its own.
    KernelState = 500, ///< before, after; arg: ms that the state still lasts (TIME-WAIT), 0: not known;
                       ///< extra: it was so at most this many ms ago
    KernelGone, ///< the kernel let go of a socket whose descriptor was closed; before: its last state
    KernelQueue, ///< a listener's accept queue: arg: waiting, result: backlog
    KernelGauge, ///< blob: the numbers of gauge.h, on change
    KernelAcked, ///< offset: bytes of the stream that the peer's kernel has; result: ns before this row
    KernelWaiting, ///< socket: the listener; local, peer: a connection that nobody has accepted; arg: its
                   ///< cookie; result: bytes waiting in it; after: its state
    KernelRefusal, ///< ICMP; error; arg: type << 8 | code; peer: where the datagram went; local: who refused
    KernelFinal, ///< blob: the last numbers of gauge.h, when the kernel freed the socket

    // Notes. Blob: text; arg and result: numbers, as the comment says.
    NoteListening = 600, ///< text: the classic sentence a server prints
    NoteListenFailed, ///< error: errno; peer: the address
    NoteConnectFailed, ///< error: errno, 0 for a lookup that failed; text: host
    NoteLookupFailed, ///< text: host
    NoteConnectionLimit, ///< arg: the limit
    NoteDescriptorLimit, ///< arg: descriptors open
    NoteAcceptPaused, ///< error: errno
    NoteAcceptResumed,
    NoteSlowReader, ///< arg: bytes waiting, result: the limit; reading pauses
    NoteSlowReaderOver, ///< reading goes on
    NoteReset, ///< the peer reset the connection
    NotePeerFinished, ///< the peer shut down its writing side
    NoteHelloWrong, ///< arg: place of the first wrong byte; text: what was expected there
    NoteHelloComplete,
    NoteFileStarted, ///< arg: size; text: path
    NoteFileProgress, ///< arg: size; result: sent so far
    NoteFileDone, ///< arg: size; result: sent
    NoteFileCancelled, ///< arg: size; result: sent
    NoteFileFailed, ///< text: reason
    NoteSendFailed, ///< error: errno; text: reason
    NoteCommandFailed, ///< text: reason
    NoteObservationOff, ///< the interposer is not live; text: why
    NoteJournalPaused, ///< text: why (disk limit)
    NoteJournalResumed,
    NoteText, ///< text: the user's own words; arg: the row that they are about, counted from 1; 0: none
    NoteConnectTimeout, ///< arg: milliseconds
    NoteDatagramsDropped, ///< arg: dropped by the kernel since the socket was made; result: since the last
                          ///< such note
    NoteWaits, ///< a stepped socket waits for the user; text: families that can come now,
               ///< "bind,listen,close", first what Next does, empty: waits no more; arg: 1 if that one would
               ///< not block; result: bytes offered
    NoteWouldBlock, ///< text: family; the call found nothing and did not wait
    NotePartialSend, ///< arg: bytes asked; result: bytes that the kernel took
    NoteProposal, ///< bytes: what the service would send; arg: their number
    NoteReadingHeld, ///< the program calls recv no more
    NoteReadingReleased,
    NoteOptionSet, ///< text: option, "keepalive=TCP_KEEPIDLE" where it has parts; arg: asked; result:
                   ///< granted; error
    NoteTimeWaitFull, ///< the system keeps no TIME-WAIT: its table is full
    NoteStampsOff, ///< acknowledgements are no longer stamped; arg: sends a second
    NoteKernelSilent, ///< the kernel's own word cannot be had; text: why
    NoteIdleClosed, ///< closed because nothing moved for so long; arg: milliseconds
    NoteReconnect, ///< a client connects again by itself; arg: in so many milliseconds; 0: no more
    NoteReconnecting, ///< that moment has come
    NoteNameTaken, ///< relay, text: the name that this client took
    NoteMailKept, ///< relay, text: for whom; arg: number of the message; result: its bytes. So for all mail:
    NoteMailPassed, ///< handed to the connection of the receiver
    NoteMailDelivered, ///< the receiver's kernel has acknowledged its last byte
    NoteMailReturned, ///< the connection ended before that; it waits again
    NoteMailLost, ///< the connection ended before that, and the receiver had no name to keep it for
    NoteMailRefused ///< the mailbox was full; the sender was told
};

/// The kind to which a step belongs.
Kind stepKind(Step step);
/// The call's, signal's or command's own name ("accept4", "readyRead", "listen"); empty for None.
const char *stepName(Step step);
/// The name a learner knows ("accept", "recv"); for steps that are not calls the same as stepName.
const char *stepFamily(Step step);
/// The step with this name among those of one kind; Step::None when there is none.
Step stepFromName(Kind kind, const char *name);
/// "command", "call", "signal", "kernel", "packet", "note".
const char *kindName(Kind kind);
/// The kind with that name; Kind::Count when there is none.
Kind kindFromName(const char *name);
/// True for every call that hands bytes to the kernel.
bool isSendCall(Step step);
/// True for every call that takes bytes from the kernel.
bool isRecvCall(Step step);

} // namespace wl
