// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/services/service.h"

namespace wl {

/// Answers `HI` as soon as `Hello` has come, with or without CR LF or LF after it, however it was cut into
/// reads; tells a peer that sends anything else at which byte it went wrong. After a wrong byte the next
/// message begins after the next LF or with the next recv, whichever is first; only the first wrong message
/// of a recv is answered.
class Hello final : public Service
{
public:
    ServiceAnswer received(QByteArrayView bytes) override;
    ServiceAnswer peerFinished() override;

private:
    enum class Awaits { Word, LineEnd, LineFeed };

    void take(char byte, ServiceAnswer &answer);
    void takeWord(char byte, ServiceAnswer &answer);
    void complete(ServiceAnswer &answer);
    void refuse(char expected, ServiceAnswer &answer);
    void begin();

    Awaits m_awaits = Awaits::Word;
    quint64 m_place = 0; ///< of the byte to come in its message, counted from 0 as stream offsets are
    bool m_skipping = false; ///< what is left of a wrong line in this recv
};

} // namespace wl
