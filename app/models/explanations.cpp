// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/models/explanations.h"

#include "app/core/safetext.h"
#include "app/models/callarguments.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace wl {

namespace {

const auto stateGroup = QStringLiteral("state");
const auto optionGroup = QStringLiteral("option");

QString keyOf(const QString &group, const QString &name)
{
    return group + QLatin1Char('/') + name;
}

Failure damaged(const QString &where)
{
    return {QCoreApplication::translate(
        "wl", "The explanations of this program are damaged (%1). Install it again.")
                .arg(safeText(where, 200))};
}

bool isKnown(const QString &group, const QString &name)
{
    static const QRegularExpression option(QStringLiteral("^(SO|TCP|IP|IPV6)_[A-Z0-9_]+\\z"));
    const QByteArray word = name.toLatin1();
    if (group == stateGroup)
        return stateFromName(word.constData()) != TcpState::Unknown;
    if (group == optionGroup)
        return option.match(name).hasMatch();
    const Kind kind = kindFromName(group.toLatin1().constData());
    return kind != Kind::Count && stepFromName(kind, word.constData()) != Step::None;
}

/// The strings of a list; nothing when it is no list, is empty or holds anything else.
QStringList stringsOf(const QJsonValue &value)
{
    QStringList strings;
    for (const auto &item : value.toArray()) {
        if (!item.isString() || item.toString().trimmed().isEmpty())
            return {};
        strings << item.toString();
    }
    return strings;
}

bool takePart(const QString &part, const QJsonValue &value, Words words, Explanation &explanation)
{
    const QStringList strings = stringsOf(value);
    if (strings.isEmpty())
        return false;
    if (part == QLatin1String("read")) {
        explanation.readOn = strings;
        return std::all_of(strings.begin(), strings.end(), isReference);
    }
    QString *text = part == QLatin1String("does") ? &explanation.does
        : part == QLatin1String("kernel")         ? &explanation.kernel
        : part == QLatin1String("wrong")          ? &explanation.wrong
                                                  : nullptr;
    if (!text)
        return false;
    // The file has a sentence a line, for those who compare versions; whoever translates sees the whole.
    *text = words.translate("explanations", strings.join(QLatin1Char(' ')).toUtf8().constData());
    return true;
}

Result<Explanation> explanationFrom(const QJsonValue &value, Words words)
{
    Explanation explanation;
    const QJsonObject parts = value.toObject();
    for (auto part = parts.begin(); part != parts.end(); ++part) {
        if (!takePart(part.key(), part.value(), words, explanation))
            return damaged(part.key());
    }
    if (explanation.does.isEmpty())
        return damaged(QStringLiteral("does"));
    return explanation;
}

} // namespace

Result<Explanations> Explanations::load(Words words)
{
    Explanations all;
    const QDir folder(QStringLiteral(":/explanations"));
    for (const QString &name : folder.entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return damaged(name);
        if (const Result<Done> added = all.add(file.readAll(), words); !added)
            return Failure{added.error()};
    }
    if (all.m_byKey.isEmpty())
        return damaged(folder.path());
    return all;
}

Result<Done> Explanations::add(const QByteArray &json, Words words)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return damaged(error.errorString());
    QHash<QString, Explanation> read = m_byKey;
    const QJsonObject groups = document.object();
    for (auto group = groups.begin(); group != groups.end(); ++group) {
        const QJsonObject entries = group.value().toObject();
        if (entries.isEmpty())
            return damaged(group.key());
        for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
            const QString key = keyOf(group.key(), entry.key());
            if (!isKnown(group.key(), entry.key()) || read.contains(key))
                return damaged(key);
            const Result<Explanation> explanation = explanationFrom(entry.value(), words);
            if (!explanation)
                return damaged(key);
            read.insert(key, *explanation);
        }
    }
    m_byKey = std::move(read);
    return Done();
}

const Explanation *Explanations::of(const Event &event) const
{
    const Explanation *closer = nullptr;
    if (event.step == Step::KernelState)
        closer = ofState(event.after);
    else if (event.step == Step::CallSetsockopt || event.step == Step::CallGetsockopt)
        closer = ofOption(optionName(event.extra));
    return closer ? closer : ofStep(event.step);
}

const Explanation *Explanations::ofStep(Step step) const
{
    const Kind kind = stepKind(step);
    return find(keyOf(QLatin1String(kindName(kind)), QLatin1String(stepName(step))));
}

const Explanation *Explanations::ofState(TcpState state) const
{
    return find(keyOf(stateGroup, QLatin1String(stateName(state))));
}

const Explanation *Explanations::ofOption(const QString &name) const
{
    return find(keyOf(optionGroup, name));
}

const Explanation *Explanations::find(const QString &key) const
{
    const auto found = m_byKey.constFind(key);
    return found == m_byKey.constEnd() ? nullptr : &*found;
}

bool isReference(const QString &text)
{
    static const QRegularExpression reference(
        QStringLiteral("^([a-z][a-z0-9_.]*\\([1-8]\\)"
                       "|RFC [1-9][0-9]{1,4}(, section [1-9][0-9]*(\\.[1-9][0-9]*)*)?"
                       "|Q[A-Z][A-Za-z]+(::[a-z][A-Za-z]+\\(\\))?)\\z"));
    return reference.match(text).hasMatch();
}

} // namespace wl
