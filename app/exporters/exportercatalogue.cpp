// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/exportercatalogue.h"

#include "app/exporters/csv.h"
#include "app/exporters/html.h"
#include "app/exporters/jsonlines.h"
#include "app/exporters/text.h"

#include <QCoreApplication>

namespace wl {

namespace {

class JsonLinesExporter final : public Exporter
{
public:
    explicit JsonLinesExporter(qint64 startedAtMs)
        : m_startedAtMs(startedAtMs)
    {
    }
    QByteArray head() override { return jsonHeader(m_startedAtMs); }
    QByteArray line(const EventRef &event, const EndpointNames &names) override
    {
        return jsonLine(event, names);
    }

private:
    const qint64 m_startedAtMs;
};

template <typename T> std::unique_ptr<Exporter> make(qint64 startedAtMs)
{
    if constexpr (std::is_constructible_v<T, qint64>)
        return std::make_unique<T>(startedAtMs);
    else
        return std::make_unique<T>();
}

struct Entry {
    const char *id;
    const char *title;
    const char *suffix;
    std::unique_ptr<Exporter> (*make)(qint64 startedAtMs);
};

const Entry entries[] = {
    {"text", QT_TRANSLATE_NOOP("wl", "Plain text"), "txt", make<TextExporter>},
    {"csv", QT_TRANSLATE_NOOP("wl", "Table for a spreadsheet (CSV)"), "csv", make<CsvExporter>},
    {"html", QT_TRANSLATE_NOOP("wl", "Web page (HTML)"), "html", make<HtmlExporter>},
    {"jsonl", QT_TRANSLATE_NOOP("wl", "JSON Lines"), "jsonl", make<JsonLinesExporter>},
};

} // namespace

QList<ExporterKind> exporterKinds()
{
    QList<ExporterKind> kinds;
    for (const Entry &e : entries)
        kinds << ExporterKind{
            QLatin1String(e.id), QCoreApplication::translate("wl", e.title), QLatin1String(e.suffix)};
    return kinds;
}

std::unique_ptr<Exporter> makeExporter(const QString &id, qint64 startedAtMs)
{
    for (const Entry &e : entries) {
        if (id == QLatin1String(e.id))
            return e.make(startedAtMs);
    }
    return nullptr;
}

} // namespace wl
