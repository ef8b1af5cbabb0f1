// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// The settings of an endpoint as a URL: what is read can be written and is read again as the same.
// The first byte chooses the role.

#include "app/sockets/endpointsettings.h"
#include "tests/fuzz/fuzz.h"

using namespace wl;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0 || size > 8192)
        return 0;
    const Role role = data[0] == 'c' ? Role::Client : Role::Server;
    const auto settings = settingsFromUrl(role, QString::fromUtf8(fuzz::view(data + 1, size - 1)));
    if (!settings) {
        fuzz::requireSentence(settings.error());
        return 0;
    }
    const QString url = settingsUrl(*settings);
    fuzz::require(fuzz::isClean(url), "a written URL holds no unsafe character");
    const auto again = settingsFromUrl(role, url);
    fuzz::require(bool(again), "a written URL can be read");
    fuzz::require(*again == *settings, "a written URL means the same settings");
    fuzz::require(settingsUrl(*again) == url, "the same settings make the same URL");
    return 0;
}
