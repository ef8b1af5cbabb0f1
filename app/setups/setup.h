// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/setups/savedmessage.h"
#include "app/sockets/endpointsettings.h"

namespace wl {

/// What a person wants to find again: panels with all that they are set to, and a list of messages.
struct Setup {
    QString name;
    QList<EndpointSettings> panels; ///< servers and clients, in the order in which they were made
    QList<SavedMessage> messages;

    friend bool operator==(const Setup &, const Setup &) = default;
};

constexpr int mostPanels = 200; ///< of a setup
constexpr qint64 largestSetup = 4 << 20; ///< bytes of a file

/// The setup as JSON (docs/setups.md).
QByteArray setupJson(const Setup &setup);
/// The other way: a file from anywhere. Unknown keys, wrong types and numbers out of range are refused with a
/// sentence that says where.
Result<Setup> setupFromJson(const QByteArray &json);
/// Reads a file; larger ones than `largestSetup` are refused.
Result<Setup> readSetup(const QString &path);
Result<Done> writeSetup(const Setup &setup, const QString &path);

/// The message list alone, as it stands in a setup.
QByteArray messagesJson(const QList<SavedMessage> &messages);
Result<QList<SavedMessage>> messagesFromJson(const QByteArray &json);

} // namespace wl
