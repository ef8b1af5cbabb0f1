// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/mailfold.h"
#include "app/models/transcript.h"
#include "app/sockets/command.h"
#include "ui/looks/theme.h"
#include "ui/window/feed.h"
#include "ui/window/selection.h"

#include <functional>

namespace wl {

/// What every panel works with; owned by the window, which outlives its panels.
struct PanelContext {
    const Theme &theme;
    Selection &selection;
    const Feed &feed;
    const Transcripts &transcripts;
    const MailFold &mail;
    std::function<void(const Command &)> post; ///< does nothing while a saved session is shown
};

} // namespace wl
