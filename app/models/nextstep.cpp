// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/nextstep.h"

#include <algorithm>

namespace wl {

namespace {

bool isClosing(const StepWait &wait)
{
    return wait.families.constFirst() == "close" || wait.families.constFirst() == "shutdown";
}

/// Smaller comes first.
int rank(const StepChoice &choice, EndpointId chosen, const SocketTable &table)
{
    if (!choice.wait.ready)
        return choice.endpoint == chosen ? 40 : 50;
    const SocketFacts *s = table.socket(choice.socket);
    const bool listener = s && s->role == SocketRole::Listener;
    // A server that has served everybody may close; but it is the last to go.
    // A server that is just opening goes before the client that wants to reach it.
    const bool connects = choice.wait.families.constFirst() == "connect";
    const int kind = connects ? 5 : !isClosing(choice.wait) ? 0 : listener ? 20 : 10;
    return kind + (choice.endpoint == chosen ? 0 : 1);
}

} // namespace

std::vector<StepChoice> waitingSteps(const SocketTable &table)
{
    std::vector<StepChoice> all;
    for (const auto &[id, e] : table.endpoints()) {
        if (e.removed)
            continue;
        if (e.wait)
            all.push_back({id, 0, *e.wait});
        if (const SocketFacts *main = table.socket(e.main); main && main->wait)
            all.push_back({id, main->id, *main->wait});
        for (const SocketId accepted : e.accepted) {
            if (const SocketFacts *s = table.socket(accepted); s && s->wait)
                all.push_back({id, accepted, *s->wait});
        }
    }
    return all;
}

std::optional<StepChoice> nextStep(const SocketTable &table, EndpointId chosen)
{
    const std::vector<StepChoice> all = waitingSteps(table);
    const auto first =
        std::min_element(all.begin(), all.end(), [&](const StepChoice &a, const StepChoice &b) {
            return rank(a, chosen, table) < rank(b, chosen, table);
        });
    if (first == all.end())
        return {};
    return *first;
}

} // namespace wl
