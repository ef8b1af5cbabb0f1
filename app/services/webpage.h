// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/services/service.h"

namespace wl {

/// Answers one HTTP request (RFC 1945, HTTP/1.0) with a page that shows the request itself, then closes.
class WebPage final : public Service
{
public:
    static constexpr qsizetype largestHead = 16 << 10; ///< bytes of request line and headers
    static constexpr qsizetype largestBody = 64 << 10;

    void began(ServiceLine &line) override { m_peer = line.peer(); }
    ServiceAnswer received(QByteArrayView bytes) override;
    ServiceAnswer peerFinished() override;

private:
    /// The size of the head with its empty line, 0 while it is not whole.
    qsizetype headSize() const;
    ServiceAnswer answer();
    ServiceAnswer refuse(const QByteArray &status, const QByteArray &why);
    ServiceAnswer reply(const QByteArray &status, const QByteArray &heading, const QByteArray &words);

    QString m_peer;
    QByteArray m_request;
    bool m_answered = false;
};

} // namespace wl
