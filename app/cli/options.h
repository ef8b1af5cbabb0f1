// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/messagebytes.h"
#include "app/journal/event.h"
#include "app/setups/savedmessage.h"
#include "app/sockets/endpointsettings.h"

#include <QSet>

#include <optional>
#include <variant>
#include <vector>

namespace wl {

/// What the command line of either program asks for.
struct CliOptions {
    struct Listen {
        EndpointSettings settings;
    };
    struct Connect {
        EndpointSettings settings; ///< address "@1": the first listener's port
    };
    struct Send {
        QByteArray bytes;
    };
    struct SendFile {
        QString path;
    };
    using Action = std::variant<Listen, Connect, Send, SendFile>;

    std::vector<Action> actions; ///< in the order given
    QList<SavedMessage> messages; ///< of a setup, for the window's list
    QString sessionFile;
    QString openFile;
    std::optional<double> forSeconds;
    std::optional<double> untilIdleSeconds;
    bool untilClosed = false;
    QString logFormat = QStringLiteral("text");
    QSet<int> kinds; ///< of Kind; empty: all
    bool housekeeping = false;
    QStringList exports; ///< file names, as given
    QString output; ///< where to instead
    bool dark = false;
    bool transparent = false;
    bool demo = false;
    bool help = false;
    bool version = false;
};

/// Which program reads the options: some belong to wireladder-cli alone.
enum class Program { Window, CommandLine };

/// Reads the arguments (without the program's own name). GNU style: --option VALUE or --option=VALUE.
Result<CliOptions> parseOptions(const QStringList &arguments, Program program);
/// The text of --help.
QString helpText(Program program);

} // namespace wl
