// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/programs/writers.h"
#include "app/sockets/addresses.h"

namespace wl {

namespace {

using Kind = Action::Kind;
constexpr Language python = Language::Python;

const char *const beginning =
    R"(PATIENCE = 10  # seconds that a call may wait, so that the program always ends


def say(*words):
    print(*words, flush=True)
)";

const char *const expecting = R"(

def expect(error, call, *arguments):
    """Makes a call that failed in the session."""
    try:
        call(*arguments)
        say(f"{call.__name__}: no failure; in the session it was {error}")
    except OSError as failure:
        say(f"{call.__name__}: {failure}")
)";

const char *const sending = R"(

def send(sock, name, data):
    """Sends all of the bytes."""
    sock.sendall(data)
    say(f"{name}: sent {len(data)} bytes: {data[:60]!r}")
)";

const char *const receiving = R"(

def receive(sock, name, size):
    """Calls recv until that many bytes have come, or no more will come."""
    count = 0
    while count < size:
        try:
            data = sock.recv(size - count)
        except OSError as failure:
            say(f"{name}: recv: {failure}")
            break
        say(f"{name}: received {len(data)} bytes: {data[:60]!r}")
        if not data:
            break
        count += len(data)
    if count < size:
        say(f"{name}: {size} bytes were expected, {count} came")
)";

const char *const ending = R"(

def receive_end(sock, name):
    """Reads on until the other side has ended its stream."""
    try:
        while data := sock.recv(4096):
            say(f"{name}: received {len(data)} bytes more: {data[:60]!r}")
        say(f"{name}: the other side has ended its stream")
    except OSError as failure:
        say(f"{name}: recv: {failure}")
)";

const char *const datagramReceiving = R"(

def receive_from(sock, name, size, otherwise=None):
    """Receives one datagram and returns where it came from."""
    try:
        data, sender = sock.recvfrom(size)
    except OSError as failure:
        say(f"{name}: recvfrom: {failure}")
        return otherwise
    say(f"{name}: received {len(data)} bytes: {data[:60]!r}")
    return sender
)";

const char *const datagramSending = R"(

def send_to(sock, name, data, receiver):
    """Sends one datagram."""
    if receiver is None:
        say(f"{name}: nobody is known yet to whom {len(data)} bytes could go")
        return
    sock.sendto(data, receiver)
    say(f"{name}: sent {len(data)} bytes: {data[:60]!r}")
)";

QByteArray addressPair(const PackedAddress &address, bool atTarget)
{
    if (atTarget)
        return "(HOST, PORT)";
    return '(' + hostLiteral(address, python) + ", " + QByteArray::number(address.port) + ')';
}

/// Writes the actions one after the other.
class PythonWriter
{
public:
    explicit PythonWriter(const Script &script)
        : m_script(script)
    {
    }

    QByteArray write()
    {
        head();
        for (const Action &action : m_script.actions) {
            if (beginsGroup(action, m_group))
                m_text += '\n';
            write(action);
        }
        tail();
        return m_text;
    }

private:
    void head();
    void write(const Action &action);
    void call(const Action &action, const QByteArray &function, const QByteArray &arguments);
    void option(const Action &action);
    void accept(const Action &action);
    void listen(const Action &action);
    void bind(const Action &action);
    void receiveFrom(const Action &action);
    void open(const Action &action);
    void tail();
    const ScriptSocket &socket(const Action &action) const { return m_script.sockets[action.socket]; }
    QByteArray nameLiteral(const Action &action) const { return '"' + socket(action).name + '"'; }
    void line(const QByteArray &text) { m_text += text + '\n'; }

    const Script &m_script;
    std::size_t m_group = std::size_t(-1);
    QByteArray m_text;
};

void PythonWriter::head()
{
    m_text = "#!/usr/bin/env python3\n" + titleLines(m_script, "# ", "Usage: python3 FILE [PORT [HOST]]");
    bool linger = false;
    bool expects = false;
    for (const Action &a : m_script.actions) {
        linger = linger || (a.kind == Kind::Option && isLinger(a.option));
        expects = expects || a.error != 0;
    }
    m_text += "\nimport socket\n" + QByteArray(linger ? "import struct\n" : "") + "import sys\n\n";
    line("PORT = int(sys.argv[1]) if len(sys.argv) > 1 else " + QByteArray::number(m_script.target.port));
    line("HOST = sys.argv[2] if len(sys.argv) > 2 else " + hostLiteral(m_script.target, python));
    m_text += beginning;
    if (expects)
        m_text += expecting;
    const std::pair<Kind, const char *> helpers[] = {{Kind::Send, sending}, {Kind::Receive, receiving},
        {Kind::End, ending}, {Kind::SendTo, datagramSending}, {Kind::ReceiveFrom, datagramReceiving}};
    for (const auto &[kind, helper] : helpers) {
        if (m_script.has(kind))
            m_text += helper;
    }
    m_text += '\n';
    for (const ScriptPeer &peer : m_script.peers) {
        if (peer.answered)
            line(peer.name + " = " + (peer.learned ? "None" : addressPair(peer.address, peer.atTarget)));
    }
}

void PythonWriter::call(const Action &action, const QByteArray &function, const QByteArray &arguments)
{
    const QByteArray method = socket(action).name + '.' + function;
    if (action.error != 0) {
        line("expect(\"" + errorName(action) + "\", " + method + (arguments.isEmpty() ? "" : ", ") + arguments
            + ')');
        return;
    }
    line(method + '(' + arguments + ')');
}

void PythonWriter::open(const Action &action)
{
    const ScriptSocket &s = socket(action);
    line(s.name + " = socket.socket(socket." + domainName(s) + ", socket." + typeName(s) + ')');
    line(s.name + ".settimeout(PATIENCE)");
}

void PythonWriter::option(const Action &action)
{
    const QByteArray number = QByteArray::number(qint64(action.value));
    QByteArray value = number;
    if (isLinger(action.option))
        value = "struct.pack(\"ii\", " + (action.value < 0 ? QByteArray("0, 0") : "1, " + number) + ')';
    call(action, "setsockopt",
        "socket." + optionLevel(action.option) + ", socket." + optionConstant(action) + ", " + value);
}

void PythonWriter::bind(const Action &action)
{
    call(action, "bind", addressPair(action.address, action.atTarget));
    if (socket(action).datagram && action.error == 0)
        line("say(\"" + socket(action).name + ": bound to port\", " + socket(action).name
            + ".getsockname()[1])");
}

void PythonWriter::listen(const Action &action)
{
    call(action, "listen", QByteArray::number(qint64(action.value)));
    if (action.error == 0)
        line("say(\"" + socket(action).name + ": listening at port\", " + socket(action).name
            + ".getsockname()[1])");
}

void PythonWriter::accept(const Action &action)
{
    const QByteArray name = m_script.sockets[action.other].name;
    line(name + ", caller = " + socket(action).name + ".accept()");
    line(name + ".settimeout(PATIENCE)");
    line("say(\"" + name + ": accepted from\", caller[0], \"port\", caller[1])");
}

void PythonWriter::receiveFrom(const Action &action)
{
    const ScriptPeer &peer = m_script.peers[action.other];
    const QByteArray arguments =
        socket(action).name + ", " + nameLiteral(action) + ", " + QByteArray::number(qint64(action.value));
    if (peer.learned && peer.answered)
        line(peer.name + " = receive_from(" + arguments + ", " + peer.name + ')');
    else
        line("receive_from(" + arguments + ')');
}

void PythonWriter::write(const Action &action)
{
    const QByteArray both = socket(action).name + ", " + nameLiteral(action);
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
        call(action, "connect", addressPair(action.address, action.atTarget));
        return action.error ? void() : line("say(" + nameLiteral(action) + ", \"is connected\")");
    case Kind::Send:
        return line("send(" + both + ", " + folded(action.bytes, python, 5) + ')');
    case Kind::Receive:
        return line("receive(" + both + ", " + QByteArray::number(qint64(action.value)) + ')');
    case Kind::SendTo:
        return line("send_to(" + both + ", " + folded(action.bytes, python, 8) + ", "
            + m_script.peers[action.other].name + ')');
    case Kind::ReceiveFrom:
        return receiveFrom(action);
    case Kind::End:
        return action.error ? call(action, "recv", "4096") : line("receive_end(" + both + ')');
    case Kind::Shutdown:
        return call(action, "shutdown", "socket." + directionName(action));
    case Kind::Close:
        call(action, "close", {});
        return line("say(" + nameLiteral(action) + ", \"is closed\")");
    case Kind::Remark:
        return line("# " + action.bytes);
    }
}

void PythonWriter::tail()
{
    bool first = true;
    for (const ScriptSocket &s : m_script.sockets) {
        if (s.isClosed)
            continue;
        if (std::exchange(first, false))
            m_text += "\n# In the session still open:\n";
        line(s.name + ".close()");
    }
}

} // namespace

QByteArray pythonProgram(const Script &script)
{
    return PythonWriter(script).write();
}

} // namespace wl
