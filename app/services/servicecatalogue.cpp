// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/services/servicecatalogue.h"

#include "app/services/echo.h"
#include "app/services/fixedreply.h"
#include "app/services/hello.h"
#include "app/services/manual.h"
#include "app/services/relay.h"
#include "app/services/uppercase.h"
#include "app/services/webpage.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace wl {

namespace {

/// A row of the catalogue: the texts in English, and how the service is made.
struct Row {
    const char *id;
    const char *title;
    const char *says;
    std::unique_ptr<Service> (*make)(ServiceSetup &setup);
    bool tcpOnly = false;
};

template <class Kind> std::unique_ptr<Service> makePlain(ServiceSetup &)
{
    return std::make_unique<Kind>();
}

std::unique_ptr<Service> makeFixedReply(ServiceSetup &setup)
{
    return std::make_unique<FixedReply>(setup.reply);
}

std::unique_ptr<Service> makeRelay(ServiceSetup &setup)
{
    auto room = std::dynamic_pointer_cast<RelayRoom>(setup.room);
    if (!room) {
        room = std::make_shared<RelayRoom>(RelayRoom::Limits());
        setup.room = room;
    }
    room->setMailPerBox(setup.mailbox);
    return std::make_unique<Relay>(room);
}

const Row rows[] = {
    {"echo", QT_TRANSLATE_NOOP("wl", "Echo"), QT_TRANSLATE_NOOP("wl", "sends back what it receives"),
        makePlain<Echo>},
    {"uppercase", QT_TRANSLATE_NOOP("wl", "Uppercase"), QT_TRANSLATE_NOOP("wl", "answers in capitals"),
        makePlain<Uppercase>},
    {"fixed-reply", QT_TRANSLATE_NOOP("wl", "Fixed reply"),
        QT_TRANSLATE_NOOP("wl", "answers always with the same text"), makeFixedReply},
    {"hello", QT_TRANSLATE_NOOP("wl", "Hello"),
        QT_TRANSLATE_NOOP("wl", "answers HI to Hello, and says what is wrong"), makePlain<Hello>},
    {"relay", QT_TRANSLATE_NOOP("wl", "Relay"),
        QT_TRANSLATE_NOOP("wl", "passes messages from client to client, and keeps them for absent ones"),
        makeRelay, true},
    {"web-page", QT_TRANSLATE_NOOP("wl", "Web page"),
        QT_TRANSLATE_NOOP("wl", "shows a browser its own request"), makePlain<WebPage>, true},
    {"manual", QT_TRANSLATE_NOOP("wl", "Manual"), QT_TRANSLATE_NOOP("wl", "lets you answer"),
        makePlain<Manual>},
};

const Row *find(const QString &id)
{
    const auto row = std::find_if(
        std::begin(rows), std::end(rows), [&id](const Row &r) { return id == QLatin1String(r.id); });
    return row == std::end(rows) ? nullptr : row;
}

} // namespace

QList<ServiceKind> serviceKinds()
{
    QList<ServiceKind> kinds;
    for (const Row &row : rows)
        kinds += {QLatin1String(row.id), QCoreApplication::translate("wl", row.title),
            QCoreApplication::translate("wl", row.says), row.tcpOnly};
    return kinds;
}

bool isService(const QString &id)
{
    return find(id) != nullptr;
}

bool needsTcp(const QString &id)
{
    const Row *row = find(id);
    return row != nullptr && row->tcpOnly;
}

std::unique_ptr<Service> makeService(const QString &id, ServiceSetup &setup)
{
    const Row *row = find(id);
    return row != nullptr ? row->make(setup) : nullptr;
}

} // namespace wl
