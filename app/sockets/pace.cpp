// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/pace.h"

namespace wl {

QString paceText(const Pace &pace)
{
    switch (pace.mode) {
    case Pace::Mode::Live:
        return QStringLiteral("live");
    case Pace::Mode::Step:
        return QStringLiteral("step");
    case Pace::Mode::Slow:
        break;
    }
    return QStringLiteral("slow %1").arg(pace.pauseMs);
}

std::optional<Pace> paceFromText(const QString &text)
{
    if (text == QLatin1String("live"))
        return Pace{Pace::Mode::Live};
    if (text == QLatin1String("step"))
        return Pace{Pace::Mode::Step};
    const QLatin1String slow("slow ");
    bool isNumber = false;
    const int pause = text.startsWith(slow) ? text.mid(slow.size()).toInt(&isNumber) : 0;
    if (!isNumber || pause < 250 || pause > 5000)
        return {};
    return Pace{Pace::Mode::Slow, pause};
}

} // namespace wl
