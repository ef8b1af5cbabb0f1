// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/programs/chelpers.h"
#include "app/programs/writers.h"

namespace wl {

namespace {

using Kind = Action::Kind;

/// Writes the actions one after the other.
class CWriter
{
public:
    explicit CWriter(const Script &script)
        : m_script(script)
    {
    }

    QByteArray write();

private:
    void helpers();
    void beginMain();
    void write(const Action &action);
    void call(const Action &action, const QByteArray &function, const QByteArray &arguments);
    void option(const Action &action);
    void address(const Action &action, const QByteArray &function);
    void open(const Action &action);
    void accept(const Action &action);
    void listen(const Action &action);
    void bind(const Action &action);
    void receiveFrom(const Action &action);
    void tail();
    QByteArray addressCall(const PackedAddress &address, bool atTarget) const;
    const ScriptSocket &socket(const Action &action) const { return m_script.sockets[action.socket]; }
    /// "client", client
    QByteArray both(const Action &action) const
    {
        return '"' + socket(action).name + "\", " + socket(action).name;
    }
    void line(const QByteArray &text) { m_text += "    " + text + '\n'; }

    const Script &m_script;
    std::size_t m_group = std::size_t(-1);
    QByteArray m_text;
};

QByteArray CWriter::write()
{
    helpers();
    beginMain();
    for (const Action &action : m_script.actions) {
        if (beginsGroup(action, m_group))
            m_text += '\n';
        write(action);
    }
    tail();
    return m_text;
}

void CWriter::helpers()
{
    m_text = titleLines(m_script, "// ", "cc -std=c11 -o program FILE && ./program [PORT [HOST]]");
    m_text += cIncludes;
    m_text += cBeginning;
    bool expects = false;
    bool addresses = false;
    bool says = false;
    for (const Action &a : m_script.actions) {
        const bool binds = a.kind == Kind::Bind;
        expects = expects || a.error != 0;
        addresses = addresses || binds || a.kind == Kind::Connect;
        says = says || (a.error == 0 && (a.kind == Kind::Listen || (binds && socket(a).datagram)));
    }
    for (const ScriptPeer &peer : m_script.peers)
        addresses = addresses || (peer.answered && !peer.learned);
    m_text += addresses ? cAddressing : "";
    m_text += says ? cPortSaying : "";
    m_text += expects ? cExpecting : "";
    const std::pair<Kind, const char *> texts[] = {{Kind::Send, cSending}, {Kind::Receive, cReceiving},
        {Kind::End, cEnding}, {Kind::SendTo, cDatagramSending}, {Kind::ReceiveFrom, cDatagramReceiving}};
    for (const auto &[kind, helper] : texts)
        m_text += m_script.has(kind) ? helper : "";
}

void CWriter::beginMain()
{
    m_text += "\nint main(int argc, char **argv)\n{\n";
    line("const char *port = argc > 1 ? argv[1] : \"" + QByteArray::number(m_script.target.port) + "\";");
    line("const char *host = argc > 2 ? argv[2] : " + hostLiteral(m_script.target, Language::C) + ';');
    if (m_script.has(Kind::Bind) || m_script.has(Kind::Connect))
        line("struct address where;");
    for (const ScriptPeer &peer : m_script.peers) {
        if (peer.answered)
            line("struct address " + peer.name + " = "
                + (peer.learned ? "{.length = 0}" : addressCall(peer.address, peer.atTarget)) + ';');
    }
    line("setvbuf(stdout, NULL, _IOLBF, BUFSIZ);");
    line("signal(SIGPIPE, SIG_IGN);");
    line("printf(\"host %s, port %s\\n\", host, port);");
}

QByteArray CWriter::addressCall(const PackedAddress &address, bool atTarget) const
{
    if (atTarget)
        return "at(host, port)";
    return "at(" + hostLiteral(address, Language::C) + ", \"" + QByteArray::number(address.port) + "\")";
}

void CWriter::call(const Action &action, const QByteArray &function, const QByteArray &arguments)
{
    const QByteArray label = '"' + socket(action).name + ": " + function + "\", ";
    const QByteArray made =
        function + '(' + socket(action).name + (arguments.isEmpty() ? "" : ", ") + arguments + "));";
    if (action.error != 0)
        line("expect(" + label + errorName(action) + ", " + made);
    else
        line("check(" + label + made);
}

void CWriter::open(const Action &action)
{
    const ScriptSocket &s = socket(action);
    line("const int " + s.name + " = check(\"" + s.name + ": socket\", socket(" + domainName(s) + ", "
        + typeName(s) + ", 0));");
    line("limit(" + s.name + ");");
}

void CWriter::option(const Action &action)
{
    const QByteArray number = QByteArray::number(qint64(action.value));
    QByteArray value = "&(int){" + number + "}, sizeof(int)";
    if (isLinger(action.option))
        value = "&(struct linger){" + (action.value < 0 ? QByteArray("0, 0") : "1, " + number)
            + "}, sizeof(struct linger)";
    call(action, "setsockopt",
        optionLevel(action.option) + ", " + optionConstant(action) + ",\n        " + value);
}

void CWriter::address(const Action &action, const QByteArray &function)
{
    line("where = " + addressCall(action.address, action.atTarget) + ';');
    call(action, function, "(struct sockaddr *)&where.storage, where.length");
}

void CWriter::bind(const Action &action)
{
    address(action, "bind");
    if (socket(action).datagram && action.error == 0)
        line("say_port(\"" + socket(action).name + ": bound\", " + socket(action).name + ");");
}

void CWriter::listen(const Action &action)
{
    call(action, "listen", QByteArray::number(qint64(action.value)));
    if (action.error == 0)
        line("say_port(\"" + socket(action).name + ": listening\", " + socket(action).name + ");");
}

void CWriter::accept(const Action &action)
{
    const QByteArray name = m_script.sockets[action.other].name;
    line("const int " + name + " = check(\"" + socket(action).name + ": accept\", accept("
        + socket(action).name + ", NULL, NULL));");
    line("limit(" + name + ");");
}

void CWriter::receiveFrom(const Action &action)
{
    const ScriptPeer &peer = m_script.peers[action.other];
    line("receive_from(" + both(action) + ", " + QByteArray::number(qint64(action.value)) + ", "
        + (peer.learned && peer.answered ? '&' + peer.name : QByteArray("NULL")) + ");");
}

void CWriter::write(const Action &action)
{
    const QByteArray size = ", " + QByteArray::number(action.bytes.size());
    switch (action.kind) {
    case Kind::Open:
        return open(action);
    case Kind::Option:
        return option(action);
    case Kind::Bind:
        return bind(action);
    case Kind::Listen:
        return listen(action);
    case Kind::Accept:
        return accept(action);
    case Kind::Connect:
        return address(action, "connect");
    case Kind::Send:
        return line("send_all(" + both(action) + ", " + folded(action.bytes, Language::C, 8) + size + ");");
    case Kind::Receive:
        return line("receive(" + both(action) + ", " + QByteArray::number(qint64(action.value)) + ");");
    case Kind::SendTo:
        return line("send_to(" + both(action) + ", " + folded(action.bytes, Language::C, 8) + size + ", &"
            + m_script.peers[action.other].name + ");");
    case Kind::ReceiveFrom:
        return receiveFrom(action);
    case Kind::End:
        return action.error ? call(action, "recv", "(char[4096]){0}, 4096, 0")
                            : line("receive_end(" + both(action) + ");");
    case Kind::Shutdown:
        return call(action, "shutdown", directionName(action));
    case Kind::Close:
        return call(action, "close", {});
    case Kind::Remark:
        return line("// " + action.bytes);
    }
}

void CWriter::tail()
{
    bool first = true;
    for (const ScriptSocket &s : m_script.sockets) {
        if (s.isClosed)
            continue;
        if (std::exchange(first, false))
            m_text += "\n    // In the session still open:\n";
        line("close(" + s.name + ");");
    }
    m_text += "    return 0;\n}\n";
}

} // namespace

QByteArray cProgram(const Script &script)
{
    return CWriter(script).write();
}

} // namespace wl
