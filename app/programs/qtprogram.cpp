// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/programs/qthelpers.h"
#include "app/programs/writers.h"

#include <QCoreApplication>

#include <map>
#include <set>

namespace wl {

namespace {

using Kind = Action::Kind;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(wl)
};

/// Writes each action as a step that is tried again at each signal until it is done.
class QtWriter
{
public:
    explicit QtWriter(Script &script)
        : m_script(script)
    {
    }

    QByteArray write();

private:
    void head();
    void beginMain();
    void write(const Action &action);
    void option(const Action &action);
    void options(const Action &action);
    void open(const Action &action);
    void bind(const Action &action);
    void listen(const Action &action);
    void accept(const Action &action);
    void connect(const Action &action);
    void receiveFrom(const Action &action);
    void finish(const Action &action);
    void send(const Action &action);
    void tail();
    void remark(const QString &sentence);
    QByteArray addressPair(const PackedAddress &address, bool atTarget) const;
    QByteArray variable(const ScriptSocket &socket) const;
    const ScriptSocket &socket(const Action &action) const { return m_script.sockets[action.socket]; }
    /// client, "client"
    QByteArray both(const Action &action) const
    {
        return socket(action).name + ", \"" + socket(action).name + '"';
    }
    void step(const QByteArray &condition) { line("steps.add([&] { return " + condition + "; });"); }
    void line(const QByteArray &text) { m_text += "    " + text + '\n'; }

    Script &m_script;
    std::size_t m_group = std::size_t(-1);
    std::map<std::size_t, QByteArrayList> m_options; ///< those that wait for a descriptor
    std::map<std::size_t, Action> m_listenAt; ///< bind of a listener, which QTcpServer does in listen()
    std::set<std::size_t> m_open; ///< sockets that have a descriptor
    std::set<std::size_t> m_ended; ///< connections whose peer has ended its stream
    QByteArray m_text;
};

QByteArray QtWriter::write()
{
    head();
    beginMain();
    for (const Action &action : m_script.actions) {
        if (beginsGroup(action, m_group))
            m_text += '\n';
        write(action);
    }
    tail();
    m_text += "\n    QTimer::singleShot(0, &steps, [&] { steps.go(); });\n    return app.exec();\n}\n";
    return m_text;
}

void QtWriter::head()
{
    m_text = titleLines(m_script, "// ", "Usage: ./program [PORT [HOST]]");
    m_text += "// Build: g++ -std=c++20 -fPIC FILE -o program $(pkg-config --cflags --libs Qt6Network)\n";
    m_text += qtIncludes;
    m_text += qtSteps;
    const std::pair<Kind, const char *> helpers[] = {{Kind::Option, qtOption}, {Kind::Connect, qtConnecting},
        {Kind::Send, qtSending}, {Kind::Receive, qtReceiving}, {Kind::End, qtEnding},
        {Kind::SendTo, qtDatagramSending}, {Kind::ReceiveFrom, qtDatagramReceiving},
        {Kind::Shutdown, qtShutdown}};
    for (const auto &[kind, helper] : helpers)
        m_text += m_script.has(kind) ? helper : "";
    m_text += qtClosing;
}

QByteArray QtWriter::variable(const ScriptSocket &s) const
{
    switch (s.role) {
    case SocketRole::Listener:
        return "QTcpServer " + s.name + ';';
    case SocketRole::Datagram:
        return "QUdpSocket " + s.name + ';';
    case SocketRole::Accepted:
        return "QTcpSocket *" + s.name + " = nullptr;";
    default:
        return "QTcpSocket " + s.name + ';';
    }
}

void QtWriter::beginMain()
{
    m_text += "\nint main(int argc, char **argv)\n{\n";
    line("QCoreApplication app(argc, argv);");
    line("[[maybe_unused]] const quint16 port = argc > 1 ? QByteArray(argv[1]).toUShort() : "
        + QByteArray::number(m_script.target.port) + ';');
    line("[[maybe_unused]] const QHostAddress host(argc > 2 ? argv[2] : "
        + hostLiteral(m_script.target, Language::Qt) + ");");
    line("Steps steps;");
    std::set<std::size_t> used;
    for (const Action &a : m_script.actions)
        used.insert(a.kind == Kind::Accept ? a.other : a.socket);
    for (std::size_t i = 0; i < m_script.sockets.size(); ++i) {
        if (used.contains(i))
            line(variable(m_script.sockets[i]));
    }
    for (const ScriptPeer &peer : m_script.peers) {
        const QByteArray known = peer.learned ? QByteArray() : addressPair(peer.address, peer.atTarget);
        if (peer.answered)
            line("Peer " + peer.name + " = {" + known + "};");
    }
}

QByteArray QtWriter::addressPair(const PackedAddress &address, bool atTarget) const
{
    if (atTarget)
        return "host, port";
    return "QHostAddress(" + hostLiteral(address, Language::Qt) + "), " + QByteArray::number(address.port);
}

void QtWriter::open(const Action &action)
{
    line("steps.watch(&" + socket(action).name + ");");
}

void QtWriter::option(const Action &action)
{
    const QByteArray constant = optionConstant(action);
    const bool qtsOwn = constant == "SO_REUSEADDR" || constant == "SO_BROADCAST" || constant == "IPV6_V6ONLY";
    if (qtsOwn && socket(action).role != SocketRole::Accepted && !m_open.contains(action.socket)) {
        line("// " + constant + " is set by Qt itself.");
        return;
    }
    const QByteArray number = QByteArray::number(qint64(action.value));
    QByteArray value = number;
    if (isLinger(action.option))
        value = "linger{" + (action.value < 0 ? QByteArray("0, 0") : "1, " + number) + '}';
    const QByteArray dot = socket(action).role == SocketRole::Accepted ? "->" : ".";
    const QByteArray made = "setOption(" + socket(action).name + dot + "socketDescriptor(), "
        + optionLevel(action.option) + ", " + constant + ", " + value + ')';
    if (m_open.contains(action.socket))
        step(made);
    else
        m_options[action.socket] += made;
}

void QtWriter::options(const Action &action)
{
    m_open.insert(action.socket);
    const QByteArrayList waiting = m_options[action.socket];
    if (!waiting.isEmpty())
        line("// Qt makes the descriptor only now: the options that were set before come after it.");
    for (const QByteArray &option : waiting)
        step(option);
    m_options.erase(action.socket);
}

void QtWriter::bind(const Action &action)
{
    const ScriptSocket &s = socket(action);
    if (s.role == SocketRole::Listener && action.error == 0) {
        m_listenAt[action.socket] = action;
        return;
    }
    const QByteArray function = s.role == SocketRole::Listener ? ".listen(" : ".bind(";
    line("steps.add([&] {");
    line("    const bool done = " + s.name + function + addressPair(action.address, action.atTarget) + ");");
    line("    say(done ? QStringLiteral(\"" + s.name + ": bound at port %1\").arg(" + s.name
        + (s.role == SocketRole::Listener ? ".serverPort()" : ".localPort()") + ") : " + s.name
        + ".errorString());");
    line(action.error ? "    return true; // in the session it failed with " + errorName(action)
                      : QByteArray("    return done || steps.fail();"));
    line("});");
    options(action);
}

void QtWriter::listen(const Action &action)
{
    const ScriptSocket &s = socket(action);
    Action at = m_listenAt[action.socket];
    at.address.family = at.address.isValid() ? at.address.family : 4;
    line("steps.add([&] {");
    line("    " + s.name + ".setListenBacklogSize(" + QByteArray::number(qint64(action.value)) + ");");
    line("    const bool done = " + s.name + ".listen(" + addressPair(at.address, at.atTarget) + ");");
    line("    say(done ? QStringLiteral(\"" + s.name + ": listening at port %1\").arg(" + s.name
        + ".serverPort()) : " + s.name + ".errorString());");
    line(action.error ? "    return true; // in the session it failed with " + errorName(action)
                      : QByteArray("    return done || steps.fail();"));
    line("});");
    options(action);
}

void QtWriter::accept(const Action &action)
{
    const QByteArray name = m_script.sockets[action.other].name;
    line("steps.add([&] {");
    line("    " + name + " = " + socket(action).name + ".nextPendingConnection();");
    line("    if (!" + name + ")");
    line("        return false;");
    line("    say(QStringLiteral(\"" + name + ": accepted from port %1\").arg(" + name + "->peerPort()));");
    line("    steps.watch(" + name + ");");
    line("    return true;");
    line("});");
    m_open.insert(action.other);
}

void QtWriter::connect(const Action &action)
{
    const QByteArray name = socket(action).name;
    line("steps.add([&] {");
    line("    " + name + ".connectToHost(" + addressPair(action.address, action.atTarget) + ");");
    line("    return true;");
    line("});");
    if (action.error)
        line("// In the session this failed with " + errorName(action) + '.');
    step("connected(&" + both(action) + ')');
    options(action);
}

void QtWriter::remark(const QString &sentence)
{
    if (!m_script.remarks.contains(sentence))
        m_script.remarks.append(sentence);
}

void QtWriter::send(const Action &action)
{
    if (m_ended.contains(action.socket))
        remark(Text::tr("QTcpSocket closes by itself when its peer ends the stream: what is sent after that "
                        "does not go out in the Qt program."));
    const QByteArray bytes =
        folded(action.bytes, Language::Qt, 8) + ", " + QByteArray::number(action.bytes.size());
    const QByteArray pointer = socket(action).role == SocketRole::Client ? "&" : "";
    if (action.kind == Kind::Send)
        step("send(" + pointer + both(action) + ", " + bytes + ')');
    else
        step("sendTo(&" + both(action) + ", " + bytes + ", " + m_script.peers[action.other].name + ')');
}

void QtWriter::receiveFrom(const Action &action)
{
    const ScriptPeer &peer = m_script.peers[action.other];
    step("receiveFrom(&" + both(action) + ", " + QByteArray::number(qint64(action.value))
        + (peer.learned && peer.answered ? ", &" + peer.name : QByteArray()) + ')');
}

void QtWriter::finish(const Action &action)
{
    const ScriptSocket &s = socket(action);
    if (s.role == SocketRole::Listener || s.role == SocketRole::Datagram)
        step("(" + s.name + ".close(), true)");
    else
        step("close(" + QByteArray(s.role == SocketRole::Client ? "&" : "") + both(action) + ')');
}

void QtWriter::tail()
{
    bool first = true;
    for (std::size_t i = 0; i < m_script.sockets.size(); ++i) {
        if (m_script.sockets[i].isClosed)
            continue;
        if (std::exchange(first, false))
            m_text += "\n    // In the session still open:\n";
        Action close;
        close.socket = i;
        finish(close);
    }
}

void QtWriter::write(const Action &action)
{
    const QByteArray pointer = socket(action).role == SocketRole::Client ? "&" : "";
    const QByteArray dot = socket(action).role == SocketRole::Accepted ? "->" : ".";
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
        return connect(action);
    case Kind::Send:
        return send(action);
    case Kind::SendTo:
        if (m_open.insert(action.socket).second)
            step("bindAnywhere(&" + socket(action).name + (socket(action).v6 ? ", true)" : ", false)"));
        return send(action);
    case Kind::Receive:
        return step(
            "receive(" + pointer + both(action) + ", " + QByteArray::number(qint64(action.value)) + ')');
    case Kind::ReceiveFrom:
        return receiveFrom(action);
    case Kind::End:
        m_ended.insert(action.socket);
        return step("receiveEnd(" + pointer + both(action) + ')');
    case Kind::Shutdown:
        return step("shutdown(" + pointer + both(action) + ", " + directionName(action) + ')');
    case Kind::Close:
        return finish(action);
    case Kind::Remark:
        return line("// " + action.bytes);
    }
}

} // namespace

QByteArray qtProgram(Script &script)
{
    return QtWriter(script).write();
}

} // namespace wl
