// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// The main of a fuzz target where there is no libFuzzer: replays files, each as it is, cut at every place and
// with every byte changed in turn.

#include "tests/fuzz/fuzz.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

namespace {

using Input = std::vector<std::uint8_t>;

constexpr std::size_t longestChanged = 512;

void run(const Input &input)
{
    // A copy of the exact size lets AddressSanitizer see a read beyond the end.
    const Input exact(input.begin(), input.end());
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

std::size_t replay(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    const Input whole{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    run(whole);
    std::size_t runs = 1;
    for (std::size_t i = 0; i < std::min(whole.size(), longestChanged); ++i) {
        run(Input(whole.begin(), whole.begin() + std::ptrdiff_t(i)));
        Input changed = whole;
        changed[i] = std::uint8_t(changed[i] ^ (1u << (i % 8)));
        run(changed);
        runs += 2;
    }
    return runs;
}

} // namespace

int main(int argc, char **argv)
{
    std::size_t files = 0;
    std::size_t runs = 0;
    for (int i = 1; i < argc; ++i) {
        for (const auto &entry : std::filesystem::directory_iterator(argv[i])) {
            runs += replay(entry.path());
            ++files;
        }
    }
    std::cout << files << " seeds, " << runs << " runs\n";
    return files > 0 ? 0 : 1;
}
