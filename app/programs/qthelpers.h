// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

namespace wl {

/// The parts of a Qt program that are always the same.
extern const char *const qtIncludes;
extern const char *const qtSteps;
extern const char *const qtOption;
extern const char *const qtConnecting;
extern const char *const qtSending;
extern const char *const qtReceiving;
extern const char *const qtEnding;
extern const char *const qtDatagramSending;
extern const char *const qtDatagramReceiving;
extern const char *const qtShutdown;
extern const char *const qtClosing;

} // namespace wl
