// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/result.h"
#include "app/journal/event.h"
#include "app/models/words.h"

#include <QHash>
#include <QString>
#include <QStringList>

namespace wl {

/// What there is to learn about one sort of event; a part with nothing to say is empty.
struct Explanation {
    QString does; ///< what it is, never empty
    QString kernel; ///< what the kernel does
    QString wrong; ///< what can go wrong
    QStringList readOn; ///< "connect(2)", "RFC 9293, section 3.5", "QTcpSocket"
};

/// The explanations of all steps, TCP states and socket options, from resources/explanations.
class Explanations
{
public:
    /// All that the program carries, in these words.
    static Result<Explanations> load(Words words);
    /// Takes what one file holds; after a failure nothing of the file is kept.
    Result<Done> add(const QByteArray &json, Words words);

    /// A change of state is explained by the state, a socket option by the option; null when nothing is
    /// known.
    const Explanation *of(const Event &event) const;
    const Explanation *ofStep(Step step) const;
    const Explanation *ofState(TcpState state) const;
    /// By its name ("SO_LINGER").
    const Explanation *ofOption(const QString &name) const;

private:
    const Explanation *find(const QString &key) const;

    QHash<QString, Explanation> m_byKey; ///< "call/connect", "state/LISTEN", "option/SO_LINGER"
};

/// True for a manual page, a section of an RFC, or a class or function of Qt.
bool isReference(const QString &text);

} // namespace wl
