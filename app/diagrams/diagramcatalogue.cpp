// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/diagramcatalogue.h"

#include "app/diagrams/flowchart.h"
#include "app/diagrams/layers.h"
#include "app/diagrams/mailboxes.h"
#include "app/diagrams/sequencedrawing.h"
#include "app/diagrams/statemachine.h"

#include <QCoreApplication>

namespace wl {

namespace {

template <typename T> std::unique_ptr<Diagram> make()
{
    return std::make_unique<T>();
}

struct Entry {
    const char *id;
    const char *title;
    std::unique_ptr<Diagram> (*make)();
    const char *service = "";
};

const Entry entries[] = {
    {"sequence", QT_TRANSLATE_NOOP("wl", "Sequence"), make<SequenceDrawing>},
    {"flowchart", QT_TRANSLATE_NOOP("wl", "Flowchart"), make<Flowchart>},
    {"states", QT_TRANSLATE_NOOP("wl", "State machine"), make<StateMachine>},
    {"layers", QT_TRANSLATE_NOOP("wl", "Layers"), make<Layers>},
    {"mailboxes", QT_TRANSLATE_NOOP("wl", "Mailboxes"), make<Mailboxes>, "relay"},
};

} // namespace

QList<DiagramKind> diagramKinds()
{
    QList<DiagramKind> kinds;
    for (const Entry &e : entries)
        kinds << DiagramKind{
            QLatin1String(e.id), QCoreApplication::translate("wl", e.title), QLatin1String(e.service)};
    return kinds;
}

std::unique_ptr<Diagram> makeDiagram(const QString &id)
{
    for (const Entry &e : entries) {
        if (id == QLatin1String(e.id))
            return e.make();
    }
    return nullptr;
}

} // namespace wl
