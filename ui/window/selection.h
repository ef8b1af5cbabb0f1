// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/journal/event.h"

#include <QObject>

#include <optional>

namespace wl {

/// The one selected event that every view shares.
class Selection final : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    std::optional<EventIndex> current() const { return m_event; }
    /// Tells every view but does nothing when it is selected already.
    void select(std::optional<EventIndex> event);

Q_SIGNALS:
    void changed();

private:
    std::optional<EventIndex> m_event;
};

} // namespace wl
