// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/diagrams/diagram.h"

#include <QList>

#include <memory>

namespace wl {

/// A picture that the stage offers.
struct DiagramKind {
    QString id; ///< "sequence", "flowchart", "states", "layers", "mailboxes"; on the command line and in file
                ///< names
    QString title; ///< for the tab, translated
    QString service; ///< of the servers that it is about; empty: any
};

/// All pictures in the order of their tabs; the sequence first.
QList<DiagramKind> diagramKinds();
/// The picture with this id; null when there is none.
std::unique_ptr<Diagram> makeDiagram(const QString &id);

} // namespace wl
