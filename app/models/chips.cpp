// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/chips.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace wl {

std::vector<Chip> chipsFor(const EndpointSettings &settings, bool stepped)
{
    std::vector<const char *> families{"socket"};
    const bool server = settings.role == Role::Server;
    const bool tcp = settings.protocol == Protocol::Tcp;
    if (stepped && ((tcp && server) || !settings.options.isEmpty()))
        families.push_back("setsockopt");
    if (server || settings.bindLocal)
        families.push_back("bind");
    if (!tcp) {
        families.push_back(server ? "recv" : "send");
        families.push_back(server ? "send" : "recv");
    } else if (server) {
        families.insert(families.end(), {"listen", "accept"});
    } else {
        families.insert(families.end(), {"connect", "send", "recv"});
        if (stepped)
            families.push_back("shutdown");
    }
    families.push_back("close");
    std::vector<Chip> chips;
    for (const char *family : families)
        chips.push_back({family, Chip::Mark::ToCome, {}});
    chips.front().mark = Chip::Mark::Next;
    return chips;
}

void markChip(std::vector<Chip> &chips, const EventRef &call)
{
    const char *family = stepFamily(call->step);
    const auto chip = std::find_if(
        chips.begin(), chips.end(), [family](const Chip &c) { return std::strcmp(c.family, family) == 0; });
    // "Nothing there yet" is no failure, and a connect under way is no end.
    if (chip == chips.end() || (call->failed() && (call->error == EAGAIN || call->error == EWOULDBLOCK)))
        return;
    const bool underWay = call->failed() && call->error == EINPROGRESS;
    if (chip->mark == Chip::Mark::Done && !call->failed()) {
        chip->event = call.index();
        return;
    }
    chip->mark = underWay ? Chip::Mark::Next : call->failed() ? Chip::Mark::Failed : Chip::Mark::Done;
    chip->event = call.index();
    for (Chip &other : chips) {
        if (other.mark == Chip::Mark::Next && &other != &*chip)
            other.mark = other.event ? Chip::Mark::Done : Chip::Mark::ToCome;
    }
    const bool over = std::strcmp(family, "close") == 0;
    if (chip->mark != Chip::Mark::Done || over)
        return;
    for (auto later = chip + 1; later != chips.end(); ++later) {
        if (later->mark == Chip::Mark::ToCome) {
            later->mark = Chip::Mark::Next;
            break;
        }
    }
}

void markDone(std::vector<Chip> &chips, const QByteArray &family)
{
    const auto chip =
        std::find_if(chips.begin(), chips.end(), [&family](const Chip &c) { return family == c.family; });
    if (chip == chips.end() || chip->mark != Chip::Mark::Next || !chip->event)
        return;
    chip->mark = Chip::Mark::Done;
    if (chip + 1 != chips.end() && (chip + 1)->mark == Chip::Mark::ToCome)
        (chip + 1)->mark = Chip::Mark::Next;
}

void markFailed(std::vector<Chip> &chips, const QByteArray &family)
{
    for (Chip &chip : chips) {
        if (family == chip.family && chip.event)
            chip.mark = Chip::Mark::Failed;
    }
}

void markWaiting(std::vector<Chip> &chips, const QByteArray &family)
{
    for (Chip &chip : chips) {
        // What waits here may have been done before: recv comes again and again. While something waits for
        // the user, nothing else is next.
        if (chip.mark == Chip::Mark::Waiting)
            chip.mark = chip.event ? Chip::Mark::Done : Chip::Mark::ToCome;
        if (chip.mark == Chip::Mark::Next && !family.isEmpty())
            chip.mark = Chip::Mark::ToCome;
        if (family == chip.family)
            chip.mark = Chip::Mark::Waiting;
    }
}

} // namespace wl
