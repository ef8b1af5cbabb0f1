// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/services/service.h"

#include <QList>

#include <memory>

namespace wl {

/// A service as the panel, the command line and the docs name it.
struct ServiceKind {
    QString id; ///< "echo", "uppercase", "fixed-reply", "hello", "manual", "relay", "web-page"
    QString title; ///< translated, for a combo box
    QString says; ///< translated, one line: "answers in capitals"
    bool tcpOnly = false; ///< needs connections
};

/// What a server's services are made from.
struct ServiceSetup {
    QString reply; ///< the text of fixed-reply
    int mailbox = 100; ///< relay: messages kept for one name
    std::shared_ptr<ServiceRoom> room; ///< made by the first service that needs one; the server keeps it
};

/// All services, in the order of the panel's list; made anew, so that a change of language shows.
QList<ServiceKind> serviceKinds();
bool isService(const QString &id);
bool needsTcp(const QString &id);
/// A fresh service. Null for an unknown id.
std::unique_ptr<Service> makeService(const QString &id, ServiceSetup &setup);

} // namespace wl
