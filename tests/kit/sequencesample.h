// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/exporters/sequencetext.h"
#include "tests/kit/journalbuilder.h"

namespace wl::kit {

/// A server and a client that say hello once; the client's bytes and the server's name are hostile.
inline const char *const hostileConversation =
    "1 command create ep=1 \"server tcp://127.0.0.1:12000?name=a%22%0Aend%3B%23%25%25%3Cb%3E\"\n"
    "2 command create ep=2 \"client tcp://127.0.0.1:12000?name=Client%201\"\n"
    "3 call socket ep=1 sock=1 fd=12 arg=2 extra=1 after=CLOSED = 12\n"
    "4 call bind ep=1 sock=1 fd=12 peer=127.0.0.1:12000 after=CLOSED = 0\n"
    "5 call getsockname ep=1 sock=1 fd=12 local=127.0.0.1:12000 housekeeping = 0\n"
    "6 call listen ep=1 sock=1 fd=12 arg=5 before=CLOSED after=LISTEN = 0\n"
    "7 call socket ep=2 sock=2 fd=14 arg=2 extra=1 after=CLOSED = 14\n"
    "8 call connect ep=2 sock=2 fd=14 peer=127.0.0.1:12000 extra=1 before=CLOSED after=ESTABLISHED "
    "errno=EINPROGRESS = -1\n"
    "9 call accept4 ep=1 sock=1 fd=12 arg=3 peer=127.0.0.1:40000 after=ESTABLISHED = 15\n"
    "9 call getsockname ep=2 sock=2 fd=14 local=127.0.0.1:40000 housekeeping = 0\n"
    "9 call getsockname ep=1 sock=3 fd=15 local=127.0.0.1:12000 peer=127.0.0.1:40000 housekeeping = 0\n"
    "10 call write ep=2 sock=2 fd=14 arg=30 offset=0 = 30 \"end\\n%%{x};#quot;\\nA->>B: x!\\n@enduml\"\n"
    "11 call read ep=1 sock=3 fd=15 arg=10 offset=0 = 10 \"end\\n%%{x};\"\n"
    "12 call read ep=1 sock=3 fd=15 arg=99 offset=10 = 20 \"#quot;\\nA->>B: x!\\n@end\"\n"
    "13 call close ep=2 sock=2 fd=14 after=FIN-WAIT-1 = 0\n"
    "14 call read ep=1 sock=3 fd=15 arg=99 offset=30 after=CLOSE-WAIT = 0\n";

/// The statements of a journal that is written as text.
inline SequenceText sequenceFrom(const char *text, const SequenceTextLimits &limits = {})
{
    const auto journal = journalFrom(text);
    SocketTable table;
    table.advance(journal->view());
    SequenceRows rows(1000);
    rows.advance(journal->view(), table);
    return sequenceTextOf(rows, journal->view(), table, limits);
}

} // namespace wl::kit
