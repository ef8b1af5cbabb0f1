// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/diagram.h"
#include "app/models/mailfold.h"

namespace wl {

/// The clients of the relays side by side: who is here, whose mail waits, how long mail took, and what each
/// way of staying in touch costs.
class Mailboxes final : public Diagram
{
public:
    void advance(const JournalView &view, const SocketTable &table) override { m_mail.advance(view, table); }
    void clear() override { m_mail.clear(); }
    Drawing draw(const StageFrame &frame) const override;

private:
    MailFold m_mail;
};

} // namespace wl
