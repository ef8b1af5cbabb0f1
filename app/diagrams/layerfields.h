// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/layermessage.h"

#include <QList>

namespace wl {

/// What is known of one field of the message's headers, and how.
struct LayerField {
    QString name;
    QString value; ///< "?" when it is not known
    QString source;
    QString sentence; ///< all of it, for tool tip and screen reader
    std::optional<EventIndex> event;
    bool isKnown() const { return value != QLatin1String("?"); }
};

/// The fields of a message from the outermost known address to what no program sees.
QList<LayerField> layerFields(const LayerMessage &message, const JournalView &view, const SocketTable &table);
/// An IPv4 address, also one met on an IPv6 socket.
bool isIPv4(const PackedAddress &address);
/// Whether the message stays on this machine, as far as its ends tell.
bool staysHere(const LayerMessage &message);
/// "TCP ≥ 20 B", "UDP 8 B".
QString transportHeader(const LayerMessage &message);
/// "IPv4 ≥ 20 B", "IPv6 40 B".
QString networkHeader(const LayerMessage &message);
/// Where the message is, one sentence.
QString placeSentence(const LayerMessage &message);

} // namespace wl
