// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/result.h"
#include "app/models/sockettable.h"

#include <QByteArray>

namespace wl {

/// A file made of a whole session, piece by piece: it sees the session grow to its end, then gives its bytes.
class SlicedText
{
public:
    virtual ~SlicedText() = default;
    /// Takes what is new in the view; the table has been fed the same view.
    virtual void fold(const JournalView &view, const SocketTable &table) = 0;
    /// The next bytes of the file, after the whole session was folded; `amount` says about how much work.
    virtual Result<QByteArray> next(int amount) = 0;
    virtual bool isDone() const = 0;
    /// How much of the bytes is made, 0 to 1.
    virtual double share() const = 0;
};

} // namespace wl
