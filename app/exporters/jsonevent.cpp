// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/exporters/jsonevent.h"

#include "app/core/safetext.h"
#include "app/exporters/jsonlines.h"
#include "app/models/errnotext.h"
#include "app/models/sentences.h"
#include "app/sockets/addresses.h"

#include <QCoreApplication>
#include <QDateTime>

#include <limits>

namespace wl {

namespace {

constexpr SessionFlag flagWords[] = {{Event::Housekeeping, "housekeeping"}, {Event::Probe, "probe"},
    {Event::Retry, "retry"}, {Event::Truncated, "truncated"}, {Event::Datagram, "datagram"}};

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t most32 = std::numeric_limits<std::uint32_t>::max();

/// Takes typed values out of an object and keeps the first complaint.
class Fields
{
public:
    explicit Fields(const JsonObject &object)
        : m_object(object)
    {
    }

    const JsonValue *find(const char *key) const
    {
        const auto it = m_object.find(QByteArray::fromRawData(key, qsizetype(qstrlen(key))));
        return it == m_object.end() ? nullptr : &it->second;
    }
    std::int64_t integer(const char *key, std::int64_t low, std::int64_t high, std::int64_t missing);
    std::int64_t needed(const char *key, std::int64_t low, std::int64_t high);
    QByteArray text(const char *key);
    /// A text that is compared with names of ours: a NUL in it would end the comparison early.
    QByteArray name(const char *key);
    void wrong(const char *key)
    {
        if (m_error.isEmpty())
            m_error = QCoreApplication::translate("wl", "the value of \"%1\" is missing or wrong")
                          .arg(safeText(QByteArrayView(key), 40));
    }

    const QString &error() const { return m_error; }

private:
    const JsonObject &m_object;
    QString m_error;
};

std::int64_t Fields::integer(const char *key, std::int64_t low, std::int64_t high, std::int64_t missing)
{
    const JsonValue *value = find(key);
    if (!value)
        return missing;
    const auto number = value->integer(low, high);
    if (!number)
        wrong(key);
    return number.value_or(missing);
}

std::int64_t Fields::needed(const char *key, std::int64_t low, std::int64_t high)
{
    if (!find(key))
        wrong(key);
    return integer(key, low, high, 0);
}

QByteArray Fields::text(const char *key)
{
    const JsonValue *value = find(key);
    if (value && value->type != JsonValue::Type::Text)
        wrong(key);
    return value ? value->text : QByteArray();
}

QByteArray Fields::name(const char *key)
{
    const QByteArray word = text(key);
    return word.contains('\0') ? QByteArray() : word;
}

Step readStep(Fields &f)
{
    const QByteArray kindWord = f.name("kind");
    const Kind kind = kindFromName(kindWord.constData());
    if (kind == Kind::Count) {
        f.wrong("kind");
        return Step::None;
    }
    const Step step = stepFromName(kind, f.name("step").constData());
    if (step == Step::None)
        f.wrong("step");
    return step;
}

TcpState readState(Fields &f, const char *key)
{
    if (!f.find(key))
        return TcpState::Unknown;
    const TcpState state = stateFromName(f.name(key).constData());
    if (state == TcpState::Unknown)
        f.wrong(key);
    return state;
}

Evidence readEvidence(Fields &f)
{
    const QByteArray word = f.name("evidence");
    for (int i = 0; i <= int(Evidence::Inferred); ++i) {
        if (word == evidenceName(Evidence(i)))
            return Evidence(i);
    }
    f.wrong("evidence");
    return Evidence::Observed;
}

Slot readSlot(Fields &f)
{
    if (!f.find("slot"))
        return Slot::None;
    const QByteArray word = f.name("slot");
    for (int i = 1; i < int(Slot::Count); ++i) {
        if (word == slotName(Slot(i)))
            return Slot(i);
    }
    f.wrong("slot");
    return Slot::None;
}

std::uint16_t readError(Fields &f)
{
    if (!f.find("errno"))
        return 0;
    const QByteArray word = f.name("errno");
    const int error = errnoFromName(QLatin1String(word.constData(), word.size()));
    if (error == 0)
        f.wrong("errno");
    return std::uint16_t(error);
}

std::uint8_t readFlags(Fields &f)
{
    const JsonValue *value = f.find("flags");
    if (!value)
        return 0;
    std::uint8_t flags = 0;
    if (value->type != JsonValue::Type::List)
        f.wrong("flags");
    for (const JsonValue &item : value->list) {
        std::uint8_t found = 0;
        for (const SessionFlag &known : flagWords)
            found |= item.type == JsonValue::Type::Text && item.text == known.name ? known.flag : 0;
        if (found == 0)
            f.wrong("flags");
        flags |= found;
    }
    return flags;
}

bool readTrue(Fields &f, const char *key)
{
    const JsonValue *value = f.find(key);
    if (value && value->type != JsonValue::Type::True && value->type != JsonValue::Type::False)
        f.wrong(key);
    return value && value->type == JsonValue::Type::True;
}

PackedAddress readAddress(Fields &f, const char *key)
{
    if (!f.find(key))
        return {};
    const PackedAddress address = addressFromText(QString::fromUtf8(f.text(key)));
    if (!address.isValid())
        f.wrong(key);
    return address;
}

QByteArray readBody(Fields &f)
{
    if (!f.find("data"))
        return f.text("words");
    if (f.find("words"))
        f.wrong("words");
    const auto decoded =
        QByteArray::fromBase64Encoding(f.text("data"), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        f.wrong("data");
    return decoded.decoded;
}

} // namespace

std::span<const SessionFlag> sessionFlags()
{
    return flagWords;
}

Result<SessionLine> eventFromJson(const JsonObject &object)
{
    Fields f(object);
    SessionLine line;
    Event &e = line.event;
    line.number = f.needed("n", 1, most);
    e.step = readStep(f);
    e.time = f.needed("ns", least, most);
    e.result = f.integer("result", least, most, 0);
    e.arg = std::uint64_t(f.integer("arg", least, most, 0));
    e.offset = std::uint64_t(f.integer("offset", least, most, 0));
    e.endpoint = EndpointId(f.integer("ep", 0, most32, 0));
    e.socket = SocketId(f.integer("sock", 0, most32, 0));
    e.fd = std::int32_t(f.integer("fd", std::numeric_limits<std::int32_t>::min(), most32 >> 1, -1));
    e.took = std::uint32_t(f.integer("tookNs", 0, most32, 0));
    e.cause = std::uint32_t(f.integer("cause", 0, most32, 0));
    e.extra = std::uint32_t(f.integer("extra", 0, most32, 0));
    e.error = readError(f);
    e.evidence = readEvidence(f);
    e.before = readState(f, "before");
    e.after = readState(f, "state");
    e.flags = readFlags(f);
    e.slot = readSlot(f);
    e.stateRead = readTrue(f, "stateRead") ? 1 : 0;
    line.local = readAddress(f, "local");
    line.peer = readAddress(f, "peer");
    line.body = readBody(f);
    const qsizetype room = qsizetype(Chunk::maxBlob - 2 * sizeof(PackedAddress));
    if (line.body.size() > room)
        f.wrong("data");
    if (e.cause >= std::uint64_t(line.number))
        f.wrong("cause");
    if (!f.error().isEmpty())
        return Failure{f.error()};
    return line;
}

Result<SessionHeader> headerFromJson(const JsonObject &object)
{
    Fields f(object);
    if (!f.find("wireladder"))
        return Failure{QCoreApplication::translate("wl", "it does not begin like a Wireladder session")};
    const std::int64_t format = f.integer("wireladder", 1, most, 0);
    if (f.error().isEmpty() && format > sessionFormat)
        return Failure{QCoreApplication::translate("wl",
            "it was written by a newer Wireladder (session format %1, this one reads up to %2); open it with "
            "that one")
                           .arg(QString::number(format), QString::number(sessionFormat))};
    SessionHeader header;
    header.version = f.text("version");
    if (f.find("started")) {
        const QDateTime started =
            QDateTime::fromString(QString::fromUtf8(f.text("started")), Qt::ISODateWithMs);
        if (!started.isValid())
            f.wrong("started");
        header.startedAtMs = started.isValid() ? started.toMSecsSinceEpoch() : 0;
    }
    if (!f.error().isEmpty())
        return Failure{f.error()};
    return header;
}

} // namespace wl
