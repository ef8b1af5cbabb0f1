// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

namespace wl::kit {

/// A relay (endpoint 1) and three names: alice, who stays (socket 3, her client is endpoint 2), bob, who
/// comes to fetch (socket 5, endpoint 3) and leaves again, and carol, whom nobody has seen.
inline const char *const relaySample =
    "0 command create ep=1 \"server tcp://127.0.0.1:12000?name=Server%201&service=relay\"\n"
    "1 command create ep=2 \"client tcp://127.0.0.1:12000?name=Client%201\"\n"
    "2 command create ep=3 \"client tcp://127.0.0.1:12000?name=Client%202&idle=2&reconnect=10\"\n"
    "10 call socket ep=1 sock=1 fd=12 arg=2 extra=1 after=CLOSED = 12\n"
    "20 call bind ep=1 sock=1 fd=12 peer=127.0.0.1:12000 = 0\n"
    "30 call listen ep=1 sock=1 fd=12 arg=2 after=LISTEN read = 0\n"
    "50 call socket ep=2 sock=2 fd=14 arg=2 extra=1 after=CLOSED = 14\n"
    "60 call connect ep=2 sock=2 fd=14 local=127.0.0.1:40000 peer=127.0.0.1:12000 after=ESTABLISHED read = "
    "0\n"
    "70 call accept4 ep=1 sock=1 fd=12 arg=3 peer=127.0.0.1:40000 after=ESTABLISHED = 15\n"
    "75 call getsockname ep=1 sock=3 fd=15 local=127.0.0.1:12000 housekeeping = 0\n"
    "80 call read ep=1 sock=3 fd=15 arg=4096 offset=0 = 11 \"name alice\\n\"\n"
    "85 note name-taken ep=1 sock=3 \"alice\"\n"
    "100 note mail-kept ep=1 sock=3 arg=1 = 5 \"bob\"\n"
    "110 note mail-kept ep=1 sock=3 arg=2 = 7 \"carol\"\n"
    "120 note mail-kept ep=1 sock=3 arg=3 = 9 \"carol\"\n"
    "200 call socket ep=3 sock=4 fd=16 arg=2 extra=1 after=CLOSED = 16\n"
    "210 call connect ep=3 sock=4 fd=16 local=127.0.0.1:40001 peer=127.0.0.1:12000 after=ESTABLISHED read = "
    "0\n"
    "220 call accept4 ep=1 sock=1 fd=12 arg=5 peer=127.0.0.1:40001 after=ESTABLISHED = 17\n"
    "225 call getsockname ep=1 sock=5 fd=17 local=127.0.0.1:12000 housekeeping = 0\n"
    "230 call read ep=1 sock=5 fd=17 arg=4096 offset=0 = 9 \"name bob\\n\"\n"
    "240 note name-taken ep=1 sock=5 \"bob\"\n"
    "250 note mail-passed ep=1 sock=5 arg=1 = 5 \"bob\"\n"
    "260 call write ep=1 sock=5 fd=17 arg=30 offset=0 = 30 \"from alice #1: hello\\n\"\n"
    "5100 note mail-delivered ep=1 sock=5 arg=1 = 5 \"bob\"\n"
    "5200 note mail-passed ep=1 sock=3 arg=4 = 2 \"alice\"\n"
    "9000 call close ep=1 sock=5 fd=17 after=CLOSED = 0\n"
    "9100 note text ep=1 sock=3 arg=12 \"Here the name is taken.\"\n";

} // namespace wl::kit
