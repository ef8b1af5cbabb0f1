// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

namespace wl {

/// The parts of a C program that are always the same.
extern const char *const cIncludes;
extern const char *const cBeginning;
extern const char *const cAddressing;
extern const char *const cPortSaying;
extern const char *const cExpecting;
extern const char *const cSending;
extern const char *const cReceiving;
extern const char *const cEnding;
extern const char *const cDatagramSending;
extern const char *const cDatagramReceiving;

} // namespace wl
