// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// Setups from anywhere: refused with a sentence, or the same again when they are written and read once more.

#include "app/setups/setup.h"

#include "tests/fuzz/fuzz.h"

using namespace wl;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto setup = setupFromJson(fuzz::view(data, size).toByteArray());
    if (!setup) {
        fuzz::requireSentence(setup.error());
        return 0;
    }
    const auto again = setupFromJson(setupJson(*setup));
    fuzz::require(again && *again == *setup, "a setup survives the round trip");
    MessageVariables variables(1);
    for (const SavedMessage &message : setup->messages) {
        if (const auto bytes = bytesOf(message, variables, QDateTime::fromMSecsSinceEpoch(0)); !bytes)
            fuzz::requireSentence(bytes.error());
    }
    return 0;
}
