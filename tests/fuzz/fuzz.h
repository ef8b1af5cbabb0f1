// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/safetext.h"

#include <QList>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <sys/mman.h>
#include <unistd.h>

/// What every fuzz target defines: takes any bytes, ends the program when a property does not hold.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace wl::fuzz {

/// Ends the program, and says which property was broken.
inline void require(bool holds, const char *property)
{
    if (holds)
        return;
    std::fprintf(stderr, "Broken property: %s\n", property);
    std::abort();
}

inline QByteArrayView view(const std::uint8_t *data, std::size_t size)
{
    return {reinterpret_cast<const char *>(data), qsizetype(size)};
}

/// No character that could act on a terminal, turn the reading direction or hide itself.
inline bool isClean(const QString &text)
{
    for (const char32_t c : text.toUcs4()) {
        if (isUnsafe(c))
            return false;
    }
    return true;
}

/// What a person is told about refused input: something, and nothing harmful.
inline void requireSentence(const QString &sentence)
{
    require(!sentence.isEmpty(), "a refusal has a sentence");
    require(isClean(sentence), "a refusal holds no unsafe character");
    require(sentence.size() < 2000, "a refusal stays short, however long the input is");
}

/// A file without a place on any disk, for readers that take a path.
class MemoryFile
{
public:
    explicit MemoryFile(QByteArrayView bytes)
        : m_fd(::memfd_create("fuzz", MFD_CLOEXEC))
    {
        const bool whole = ::write(m_fd, bytes.data(), std::size_t(bytes.size())) == ssize_t(bytes.size());
        require(whole, "the input can be written to memory");
    }
    ~MemoryFile() { ::close(m_fd); }
    MemoryFile(const MemoryFile &) = delete;
    MemoryFile &operator=(const MemoryFile &) = delete;

    std::string path() const { return "/proc/self/fd/" + std::to_string(m_fd); }

private:
    int m_fd;
};

} // namespace wl::fuzz
