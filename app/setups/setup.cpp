// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/setups/setup.h"

#include "app/core/safetext.h"
#include "app/exporters/safefile.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace wl {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(wl)
};

constexpr int version = 1;

Failure wrong(const QString &where, const QString &what)
{
    return Failure{Text::tr("%1: %2").arg(where, what)};
}

Result<Done> onlyKeys(
    const QJsonObject &object, std::initializer_list<const char *> known, const QString &where)
{
    for (const QString &key : object.keys()) {
        const bool isKnown = std::any_of(
            known.begin(), known.end(), [&key](const char *k) { return key == QLatin1String(k); });
        if (!isKnown)
            return wrong(where, Text::tr("“%1” is not known here.").arg(safeText(QStringView(key), 40)));
    }
    return Done();
}

Result<QString> text(const QJsonObject &object, const char *key, int longest, const QString &where)
{
    const QJsonValue value = object[QLatin1String(key)];
    if (value.isUndefined())
        return QString();
    if (!value.isString() || value.toString().size() > longest || value.toString().contains(QChar(0)))
        return wrong(where,
            Text::tr("“%1” has to be a text of at most %2 characters.").arg(QLatin1String(key)).arg(longest));
    return value.toString();
}

Result<int> number(const QJsonObject &object, const char *key, int otherwise, int most, const QString &where)
{
    const QJsonValue value = object[QLatin1String(key)];
    if (value.isUndefined())
        return otherwise;
    const double n = value.toDouble(-1);
    if (!value.isDouble() || n < 0 || n > most || n != std::floor(n))
        return wrong(
            where, Text::tr("“%1” has to be a whole number from 0 to %2.").arg(QLatin1String(key)).arg(most));
    return int(n);
}

Result<EndpointSettings> panelFrom(const QJsonValue &value, const QString &where)
{
    const QJsonObject object = value.toObject();
    if (const auto known = onlyKeys(object, {"role", "url"}, where); !known)
        return Failure{known.error()};
    const QString role = object[QLatin1String("role")].toString();
    if (role != QLatin1String("server") && role != QLatin1String("client"))
        return wrong(where, Text::tr("“role” has to be “server” or “client”."));
    const auto settings = settingsFromUrl(role == QLatin1String("server") ? Role::Server : Role::Client,
        object[QLatin1String("url")].toString());
    return settings ? settings : wrong(where, settings.error());
}

Result<SavedMessage> messageFrom(const QJsonValue &value, const QString &where)
{
    const QJsonObject object = value.toObject();
    if (!value.isObject())
        return wrong(where, Text::tr("a message has to be an object."));
    if (const auto known = onlyKeys(object, {"name", "text", "hex", "ending", "every", "times"}, where);
        !known)
        return Failure{known.error()};
    const auto name = text(object, "name", 200, where);
    const auto words = text(object, "text", longestMessage, where);
    const auto every = number(object, "every", 0, longestWait, where);
    const auto times = number(object, "times", 1, 1'000'000'000, where);
    const QJsonValue end = object[QLatin1String("ending")];
    const auto ending =
        lineEndingFromName(end.isUndefined() ? lineEndingName(LineEnding::None) : end.toString());
    const QJsonValue hex = object[QLatin1String("hex")];
    if (!hex.isUndefined() && !hex.isBool())
        return wrong(where, Text::tr("“hex” has to be true or false."));
    if (!name || !words)
        return Failure{!name ? name.error() : words.error()};
    if (!every || !times)
        return Failure{!every ? every.error() : times.error()};
    if (!ending)
        return wrong(where, ending.error());
    return SavedMessage{*name, *words, hex.toBool(), *ending, *every, *times};
}

template <typename T>
Result<QList<T>> listFrom(const QJsonValue &value, int most, const QString &title,
    Result<T> (*read)(const QJsonValue &, const QString &))
{
    if (value.isUndefined())
        return QList<T>();
    const QJsonArray array = value.toArray();
    if (!value.isArray() || array.size() > most)
        return wrong(title, Text::tr("there has to be a list of at most %1 here.").arg(most));
    QList<T> list;
    for (int i = 0; i < int(array.size()); ++i) {
        const auto item = read(array[i], Text::tr("%1, number %2").arg(title).arg(i + 1));
        if (!item)
            return Failure{item.error()};
        list << *item;
    }
    return list;
}

QJsonArray arrayOf(const QList<SavedMessage> &messages)
{
    QJsonArray array;
    for (const SavedMessage &m : messages) {
        QJsonObject object{{QStringLiteral("name"), m.name}, {QStringLiteral("text"), m.text}};
        if (m.hex)
            object[QLatin1String("hex")] = true;
        if (m.ending != LineEnding::None)
            object[QLatin1String("ending")] = lineEndingName(m.ending);
        if (m.everyMs != 0)
            object[QLatin1String("every")] = m.everyMs;
        if (m.times != 1)
            object[QLatin1String("times")] = m.times;
        array << object;
    }
    return array;
}

Result<QJsonDocument> documentFrom(const QByteArray &json)
{
    QJsonParseError error;
    QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (document.isNull())
        return Failure{
            Text::tr("This is no JSON: %1, at byte %2.").arg(error.errorString()).arg(error.offset)};
    return document;
}

} // namespace

QByteArray setupJson(const Setup &setup)
{
    QJsonArray panels;
    for (const EndpointSettings &settings : setup.panels)
        panels << QJsonObject{
            {QStringLiteral("role"),
                settings.role == Role::Server ? QStringLiteral("server") : QStringLiteral("client")},
            {QStringLiteral("url"), settingsUrl(settings)}};
    return QJsonDocument(
        QJsonObject{{QStringLiteral("wireladder-setup"), version}, {QStringLiteral("name"), setup.name},
            {QStringLiteral("panels"), panels}, {QStringLiteral("messages"), arrayOf(setup.messages)}})
        .toJson();
}

Result<Setup> setupFromJson(const QByteArray &json)
{
    const auto document = documentFrom(json);
    if (!document)
        return Failure{document.error()};
    const QJsonObject object = document->object();
    const QString whole = Text::tr("This setup");
    if (object[QLatin1String("wireladder-setup")].toInt() != version)
        return Failure{Text::tr("This is no setup of Wireladder, or one of a later version: "
                                "“wireladder-setup” has to be %1.")
                           .arg(version)};
    if (const auto known = onlyKeys(object, {"wireladder-setup", "name", "panels", "messages"}, whole);
        !known)
        return Failure{known.error()};
    const auto name = text(object, "name", 200, whole);
    const auto panels = listFrom<EndpointSettings>(
        object[QLatin1String("panels")], mostPanels, Text::tr("Panels"), panelFrom);
    const auto messages = listFrom<SavedMessage>(
        object[QLatin1String("messages")], mostMessages, Text::tr("Messages"), messageFrom);
    if (!name || !panels)
        return Failure{!name ? name.error() : panels.error()};
    if (!messages)
        return Failure{messages.error()};
    return Setup{*name, *panels, *messages};
}

Result<Setup> readSetup(const QString &path)
{
    const auto file = openRegularFile(path);
    if (!file)
        return Failure{file.error()};
    const QByteArray json = (*file)->read(largestSetup + 1);
    if (json.size() > largestSetup)
        return Failure{Text::tr("The setup is larger than %1 MiB.").arg(largestSetup >> 20)};
    return setupFromJson(json);
}

Result<Done> writeSetup(const Setup &setup, const QString &path)
{
    SafeFile file;
    if (const auto begun = file.begin(path); !begun)
        return begun;
    if (const auto written = file.write(setupJson(setup)); !written)
        return written;
    for (;;) {
        const Result<bool> done = file.finish();
        if (!done)
            return Failure{done.error()};
        if (*done)
            return Done();
    }
}

QByteArray messagesJson(const QList<SavedMessage> &messages)
{
    return QJsonDocument(arrayOf(messages)).toJson(QJsonDocument::Compact);
}

Result<QList<SavedMessage>> messagesFromJson(const QByteArray &json)
{
    const auto document = documentFrom(json);
    if (!document)
        return Failure{document.error()};
    return listFrom<SavedMessage>(document->array(), mostMessages, Text::tr("Messages"), messageFrom);
}

} // namespace wl
