// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/services/service.h"

#include <QList>

#include <memory>

namespace wl {

/// A service as the panel, the command line and the docs name it.
struct ServiceKind {
    QString id; ///< "echo", "uppercase", "fixed-reply", "hello", "manual"
    QString title; ///< translated, for a combo box
    QString says; ///< translated, one line: "answers in capitals"
};

/// All services, in the order of the panel's list; made anew, so that a change of language shows.
QList<ServiceKind> serviceKinds();
bool isService(const QString &id);
/// A fresh service; `reply` is the text of fixed-reply. Null for an unknown id.
std::unique_ptr<Service> makeService(const QString &id, const QString &reply);

} // namespace wl
