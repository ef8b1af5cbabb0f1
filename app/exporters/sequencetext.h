// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/sequencerows.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace wl {

/// A sequence diagram as a short list of statements, for the languages that describe one in text.
struct SequenceText {
    enum class Form : std::uint8_t {
        Call, ///< a note beside `from`
        State, ///< a note on `from`
        Message, ///< bytes from `from` to `to`
        Lost, ///< bytes that nobody took
        Accepted, ///< accept() gave the connection `to`
        Inferred, ///< dashed: nobody observed it
        Remark ///< about the whole
    };
    /// A socket's lifeline; id 0 is the outside.
    struct Participant {
        SocketId id = 0;
        QString name;
        bool isServer = false;
    };
    struct Statement {
        Form form = Form::Call;
        SocketId from = 0;
        SocketId to = 0;
        QString text; ///< harmless, on one line, not empty
        bool ofServer = false; ///< `from` is a server's
    };

    std::vector<Participant> participants; ///< servers first, the outside last
    std::vector<Statement> statements; ///< in the order in which they happened
    QString title;
};

/// How much of a session goes into one text: tools that draw such a text are slow with more.
struct SequenceTextLimits {
    std::size_t messages = 500;
    std::size_t statements = 4000;
    std::size_t participants = 60;
};

/// The rows as statements; what was left out is said in a remark at the end.
SequenceText sequenceTextOf(const SequenceRows &rows, const JournalView &view, const SocketTable &table,
    const SequenceTextLimits &limits = {});

/// The same of a moment of the journal.
SequenceText sequenceTextOf(const JournalView &view);

/// The name by which statements mean a participant: "S3" for socket 3, "Outside" for 0.
QByteArray participantId(SocketId socket);

} // namespace wl
