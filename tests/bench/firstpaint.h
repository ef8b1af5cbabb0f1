// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QEvent>
#include <QTimer>
#include <QWidget>

#include <cstdio>
#include <ctime>

namespace wl::bench {

/// Tells on the standard output when the first top-level window was painted, in nanoseconds of the clock that
/// all processes share, so that whoever started the program knows how long it took.
class FirstPaint final : public QObject
{
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *widget = qobject_cast<QWidget *>(watched);
        if (event->type() != QEvent::Paint || !widget || !widget->isWindow())
            return false;
        qApp->removeEventFilter(this);
        // The whole window is painted in one go; what is queued comes after it.
        QTimer::singleShot(0, this, [] {
            timespec now = {};
            ::clock_gettime(CLOCK_MONOTONIC, &now);
            std::printf("%lld\n", static_cast<long long>(now.tv_sec) * 1'000'000'000 + now.tv_nsec);
            std::fflush(stdout);
        });
        return false;
    }
};

inline void watchFirstPaint()
{
    qApp->installEventFilter(new FirstPaint(qApp));
}

} // namespace wl::bench
