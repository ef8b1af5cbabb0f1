// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/services/webpage.h"

#include "app/core/safetext.h"

#include <QByteArrayList>

namespace wl {

namespace {

/// The number in a Content-Length header; -1 when there is one that is no number.
qint64 bodySize(const QByteArray &head)
{
    const QByteArrayList lines = head.split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0 || line.left(colon).trimmed().toLower() != "content-length")
            continue;
        bool isNumber = false;
        const qint64 size = line.mid(colon + 1).trimmed().toLongLong(&isNumber);
        return isNumber && size >= 0 ? size : -1;
    }
    return 0;
}

/// Lines of a hostile request as they may stand in a page.
QByteArray escapedLines(const QByteArray &bytes)
{
    QByteArray shown;
    QByteArrayList lines = bytes.split('\n');
    if (lines.constLast().isEmpty())
        lines.removeLast();
    for (QByteArray &line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
        shown += safeText(line).toHtmlEscaped().toUtf8() + '\n';
    }
    return shown;
}

const char style[] = "body{font:18px/1.5 sans-serif;max-width:46em;margin:2em auto;padding:0 1em;"
                     "color:#1b1f24;background:#fff}pre{background:#eef1f4;padding:1em;overflow-x:auto;"
                     "white-space:pre-wrap;overflow-wrap:anywhere}"
                     "@media(prefers-color-scheme:dark){body{color:#e6e8ea;background:#1e2226}"
                     "pre{background:#2b3036}}";

} // namespace

ServiceAnswer WebPage::received(QByteArrayView bytes)
{
    if (m_answered)
        return {};
    m_request += bytes;
    const qsizetype head = headSize();
    if (head == 0)
        return m_request.size() > largestHead
            ? refuse("431 Request Header Fields Too Large", "The head of the request is too large.")
            : ServiceAnswer();
    const qint64 body = bodySize(m_request.left(head));
    if (body < 0)
        return refuse("400 Bad Request", "Content-Length is not a number.");
    if (head > largestHead || body > largestBody)
        return refuse("413 Content Too Large", "This page takes no more than 64 KiB.");
    // Closing while the rest is on its way would answer it with a reset, and the page would be lost.
    return m_request.size() - head < body ? ServiceAnswer() : answer();
}

ServiceAnswer WebPage::peerFinished()
{
    if (m_answered || m_request.isEmpty())
        return {};
    return refuse("400 Bad Request", "The request ended before the empty line that ends its head.");
}

qsizetype WebPage::headSize() const
{
    const qsizetype crlf = m_request.indexOf("\r\n\r\n");
    const qsizetype lf = m_request.indexOf("\n\n");
    if (crlf >= 0 && (lf < 0 || crlf < lf))
        return crlf + 4;
    return lf >= 0 ? lf + 2 : 0;
}

ServiceAnswer WebPage::answer()
{
    const QByteArray line = m_request.left(m_request.indexOf('\n')).trimmed();
    const QByteArrayList words = line.split(' ');
    QByteArray target = words.size() == 3 ? words[1] : QByteArray();
    // What is said to a proxy has the whole address (RFC 1945, 5.1.2).
    if (target.toLower().startsWith("http://")) {
        const qsizetype slash = target.indexOf('/', 7);
        target = slash < 0 ? QByteArray("/") : target.mid(slash);
    }
    const bool isRequest = words.size() == 3 && words[2].startsWith("HTTP/1.") && target.startsWith('/');
    if (!isRequest)
        return refuse("400 Bad Request", "A request line looks like: GET / HTTP/1.0");
    const QByteArray path = target.split('?').constFirst();
    const bool isPage = path == "/" || path == "/index.html";
    if (words[0] != "GET" && words[0] != "HEAD")
        return refuse("501 Not Implemented", "Only GET and HEAD are answered here.");
    if (!isPage)
        return refuse("404 Not Found", "There is only one page here: /");
    return reply("200 OK", "A server in Wireladder sent this page", {});
}

ServiceAnswer WebPage::refuse(const QByteArray &status, const QByteArray &why)
{
    return reply(status, status, "<p>" + why + "</p>\n");
}

ServiceAnswer WebPage::reply(const QByteArray &status, const QByteArray &heading, const QByteArray &words)
{
    m_answered = true;
    const QByteArray peer = m_peer.toHtmlEscaped().toUtf8();
    const QByteArray page = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                            "<meta name=\"viewport\" content=\"width=device-width\">\n<title>"
        + heading + "</title><style>" + style + "</style></head><body>\n<h1>" + heading + "</h1>\n" + words
        + "<p>These " + QByteArray::number(m_request.size())
        + " bytes are what your program sent, with what can not be printed escaped:</p>\n<pre>"
        + escapedLines(m_request) + "</pre>\n<h2>Where to look in Wireladder</h2>\n<ul>\n"
        + "<li>Connections of the server: yours comes from <b>" + peer + "</b>.</li>\n"
        + "<li>Tab <b>Sequence</b>: accept, the recv that brought these bytes, the send of this page, and "
          "close.</li>\n"
        + "<li>Log: select a recv, and the inspector shows its bytes beside its text.</li>\n"
        + "<li>After close the kernel keeps the connection in TIME-WAIT for a minute: HTTP/1.0 lets the "
          "server close first.</li>\n</ul>\n</body></html>\n";
    QByteArray head = "HTTP/1.0 " + status
        + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + QByteArray::number(page.size())
        + "\r\nContent-Security-Policy: default-src 'none'; style-src 'unsafe-inline'"
          "\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nServer: Wireladder"
          "\r\nConnection: close\r\n\r\n";
    const bool headOnly = m_request.startsWith("HEAD ");
    return {.send = headOnly ? head : head + page, .complete = true, .note = {}, .close = true};
}

} // namespace wl
