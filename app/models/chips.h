// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/sockettable.h"

namespace wl {

/// The calls of such an endpoint's life, all still to come; in steps also those that Qt never makes.
std::vector<Chip> chipsFor(const EndpointSettings &settings, bool stepped = false);
/// Marks the chip of this call as done or failed, and the one after it as next.
void markChip(std::vector<Chip> &chips, const EventRef &call);
/// Marks the chip of a call that was under way and has succeeded.
void markDone(std::vector<Chip> &chips, const QByteArray &family);
/// Marks the chip of a call that was under way and has failed.
void markFailed(std::vector<Chip> &chips, const QByteArray &family);
/// Marks the chip of the call that waits for the user; an empty family: none does.
void markWaiting(std::vector<Chip> &chips, const QByteArray &family);

} // namespace wl
