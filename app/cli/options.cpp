// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/cli/options.h"

#include "app/core/safetext.h"
#include "app/exporters/pictureexport.h"
#include "app/setups/setup.h"

#include <QCoreApplication>
#include <QFile>

#include <functional>
#include <map>

namespace wl {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("wl", text);
}

/// What somebody typed, harmless and short enough for one line.
QString shown(const QString &word)
{
    return safeText(word, 60);
}

/// The names of --export in lines that fit below the options.
QString exportList()
{
    QString list;
    qsizetype column = 0;
    for (const ExportName &name : exportNames()) {
        const QString part = list.isEmpty() ? name.name : QString(QLatin1String(", ") + name.name);
        const bool isFull = column + part.size() > 80;
        list += isFull ? QString(QLatin1String(",\n                       ") + name.name) : part;
        column = isFull ? name.name.size() : column + part.size();
    }
    return list;
}

/// Reads one command line; each option is a small function that takes its value.
class Parser
{
public:
    explicit Parser(Program program);
    Result<CliOptions> parse(const QStringList &arguments);

private:
    using Take = std::function<Result<Done>(const QString &value)>;
    struct Option {
        bool hasValue;
        Take take;
    };

    void addActions();
    void addRunning();
    void addLog();
    void addExports();
    void flag(const char *name, bool &target);
    Result<Done> takeUrl(Role role, const QString &url);
    Result<Done> takeSettings(const EndpointSettings &settings);
    Result<Done> takeSetup(const QString &path);
    Result<Done> takeSend(const Result<QByteArray> &bytes);
    Result<Done> takeSeconds(std::optional<double> &target, const QString &value);
    Result<Done> takeKinds(const QString &value);
    Result<Done> takeFile(const QString &path);
    Result<Done> takeFormat(const QString &value);
    Result<Done> checkTogether() const;

    std::map<QString, Option> m_table;
    CliOptions m_options;
    LineEnding m_ending = LineEnding::None;
    bool m_connected = false;
    int m_listeners = 0;
};

Parser::Parser(Program program)
{
    addActions();
    addRunning();
    if (program != Program::CommandLine)
        return;
    addLog();
    addExports();
}

void Parser::addActions()
{
    m_table[QStringLiteral("--listen")] = {
        true, [this](const QString &v) { return takeUrl(Role::Server, v); }};
    m_table[QStringLiteral("--connect")] = {
        true, [this](const QString &v) { return takeUrl(Role::Client, v); }};
    m_table[QStringLiteral("--setup")] = {true, [this](const QString &v) { return takeSetup(v); }};
    m_table[QStringLiteral("--send")] = {
        true, [this](const QString &v) { return takeSend(bytesFromEscapes(v)); }};
    m_table[QStringLiteral("--send-hex")] = {
        true, [this](const QString &v) { return takeSend(bytesFromHex(v)); }};
    m_table[QStringLiteral("--send-file")] = {
        true, [this](const QString &v) -> Result<Done> {
            if (!m_connected)
                return Failure{tr("there is nothing to send on: put a --connect before it.")};
            m_options.actions.push_back(CliOptions::SendFile{v});
            return Done{};
        }};
    m_table[QStringLiteral("--line-ending")] = {true, [this](const QString &v) -> Result<Done> {
                                                    const auto ending = lineEndingFromName(v);
                                                    if (!ending)
                                                        return Failure{ending.error()};
                                                    m_ending = *ending;
                                                    return Done{};
                                                }};
}

void Parser::addRunning()
{
    m_table[QStringLiteral("--session")] = {true, [this](const QString &v) -> Result<Done> {
                                                m_options.sessionFile = v;
                                                return Done{};
                                            }};
    m_table[QStringLiteral("--open")] = {true, [this](const QString &v) { return takeFile(v); }};
    m_table[QStringLiteral("--for")] = {
        true, [this](const QString &v) { return takeSeconds(m_options.forSeconds, v); }};
    m_table[QStringLiteral("--until-idle")] = {
        true, [this](const QString &v) { return takeSeconds(m_options.untilIdleSeconds, v); }};
    flag("--until-closed", m_options.untilClosed);
    flag("--demo", m_options.demo);
    flag("--help", m_options.help);
    flag("-h", m_options.help);
    flag("--version", m_options.version);
    flag("-v", m_options.version);
}

void Parser::addLog()
{
    m_table[QStringLiteral("--log")] = {true, [this](const QString &v) { return takeFormat(v); }};
    m_table[QStringLiteral("--kinds")] = {true, [this](const QString &v) { return takeKinds(v); }};
    flag("--housekeeping", m_options.housekeeping);
}

void Parser::addExports()
{
    m_table[QStringLiteral("--export")] = {true, [this](const QString &v) -> Result<Done> {
                                               if (const auto target = exportTargetOf(v); !target)
                                                   return Failure{target.error()};
                                               m_options.exports << v;
                                               return Done{};
                                           }};
    m_table[QStringLiteral("--output")] = {
        true, [this](const QString &v) -> Result<Done> {
            m_options.output = v;
            return v.isEmpty() ? Result<Done>(Failure{tr("a path is missing.")}) : Result<Done>(Done{});
        }};
    flag("--dark", m_options.dark);
    flag("--transparent", m_options.transparent);
}

void Parser::flag(const char *name, bool &target)
{
    m_table[QLatin1String(name)] = {false, [&target](const QString &) -> Result<Done> {
                                        target = true;
                                        return Done{};
                                    }};
}

Result<CliOptions> Parser::parse(const QStringList &arguments)
{
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &word = arguments[i];
        if (!word.startsWith(QLatin1Char('-'))) {
            if (const auto taken = takeFile(word); !taken)
                return Failure{taken.error()};
            continue;
        }
        const qsizetype equals = word.startsWith(QLatin1String("--")) ? word.indexOf(QLatin1Char('=')) : -1;
        const QString name = equals < 0 ? word : word.left(equals);
        const auto option = m_table.find(name);
        if (option == m_table.end())
            return Failure{tr("“%1” is no option of this program. --help lists them.").arg(shown(name))};
        QString value = equals < 0 ? QString() : word.mid(equals + 1);
        if (option->second.hasValue && equals < 0) {
            if (i + 1 >= arguments.size())
                return Failure{tr("%1 needs a value after it.").arg(name)};
            value = arguments[++i];
        } else if (!option->second.hasValue && equals >= 0) {
            return Failure{tr("%1 takes no value.").arg(name)};
        }
        const auto taken = option->second.take(value);
        if (!taken)
            return Failure{QStringLiteral("%1: %2").arg(name, taken.error())};
    }
    if (const auto together = checkTogether(); !together)
        return Failure{together.error()};
    return m_options;
}

Result<Done> Parser::checkTogether() const
{
    const CliOptions &o = m_options;
    if (!o.openFile.isEmpty() && !o.actions.empty())
        return Failure{
            tr("A session that is opened cannot be given commands: leave --open or the commands out.")};
    if (!o.exports.isEmpty() && o.openFile.isEmpty() && !o.help && !o.version)
        return Failure{tr("--export makes files of a saved session: name it with --open.")};
    if (o.exports.isEmpty() && (!o.output.isEmpty() || o.dark || o.transparent))
        return Failure{tr("--output, --dark and --transparent belong to an --export.")};
    return Done{};
}

Result<Done> Parser::takeUrl(Role role, const QString &url)
{
    const auto settings = settingsFromUrl(role, url);
    return settings ? takeSettings(*settings) : Failure{settings.error()};
}

Result<Done> Parser::takeSettings(const EndpointSettings &settings)
{
    if (settings.role == Role::Client && settings.address.startsWith(QLatin1Char('@'))
        && settings.address.mid(1).toInt() > m_listeners)
        return Failure{tr("“%1” means a listener that is not there: put its --listen before it.")
                           .arg(shown(settings.address))};
    if (settings.role == Role::Server) {
        ++m_listeners;
        m_options.actions.push_back(CliOptions::Listen{settings});
    } else {
        m_connected = true;
        m_options.actions.push_back(CliOptions::Connect{settings});
    }
    return Done{};
}

Result<Done> Parser::takeSetup(const QString &path)
{
    const auto setup = readSetup(path);
    if (!setup)
        return Failure{setup.error()};
    for (const EndpointSettings &settings : setup->panels) {
        if (const auto taken = takeSettings(settings); !taken)
            return taken;
    }
    m_options.messages = setup->messages;
    return Done{};
}

Result<Done> Parser::takeSend(const Result<QByteArray> &bytes)
{
    if (!bytes)
        return Failure{bytes.error()};
    if (!m_connected)
        return Failure{tr("there is nothing to send on: put a --connect before it.")};
    m_options.actions.push_back(CliOptions::Send{*bytes + lineEndingBytes(m_ending)});
    return Done{};
}

Result<Done> Parser::takeSeconds(std::optional<double> &target, const QString &value)
{
    bool ok = false;
    const double seconds = value.toDouble(&ok);
    constexpr double most = 30 * 24 * 3600;
    if (!ok || !(seconds >= 0 && seconds <= most))
        return Failure{tr("“%1” is no number of seconds.").arg(shown(value))};
    target = seconds;
    return Done{};
}

Result<Done> Parser::takeFile(const QString &path)
{
    if (!m_options.openFile.isEmpty())
        return Failure{
            tr("“%1” is one file too many: one session can be opened at a time.").arg(shown(path))};
    m_options.openFile = path;
    return Done{};
}

Result<Done> Parser::takeKinds(const QString &value)
{
    const auto names = value.split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &name : names) {
        const Kind kind = kindFromName(name.trimmed().toLatin1().constData());
        if (kind == Kind::Count)
            return Failure{tr("“%1” is no kind. The kinds are command, call, signal, kernel and note.")
                               .arg(shown(name))};
        m_options.kinds.insert(int(kind));
    }
    return Done{};
}

Result<Done> Parser::takeFormat(const QString &value)
{
    if (value != QLatin1String("text") && value != QLatin1String("jsonl") && value != QLatin1String("csv"))
        return Failure{tr("“%1” is no format. The formats are text, jsonl and csv.").arg(shown(value))};
    m_options.logFormat = value;
    return Done{};
}

} // namespace

Result<CliOptions> parseOptions(const QStringList &arguments, Program program)
{
    return Parser(program).parse(arguments);
}

QString helpText(Program program)
{
    const bool cli = program == Program::CommandLine;
    QString text = cli
        ? tr("Usage: wireladder-cli [OPTION]... [FILE]\n"
             "Shows what sockets do, without a window: each step of each connection as a line.\n")
        : tr("Usage: wireladder [OPTION]... [FILE]\n"
             "Shows what sockets do. Options are carried out in the order given.\n");
    text += tr(
        "\n"
        "  --listen URL         start a server: tcp://127.0.0.1:12000?service=uppercase&backlog=5&read=1024\n"
        "                       &close=after-reply&clients=one, or udp://…; port 0 lets the system choose;\n"
        "                       service: echo, uppercase, fixed-reply (reply=TEXT), hello,\n"
        "                       relay (idle=30, mailbox=100), web-page, manual\n"
        "  --connect URL        start a client: tcp://127.0.0.1:12000?local=127.0.0.1:0, udp://…;\n"
        "                       tcp://@1 is the first listener's port\n"
        "  --setup FILE         start all servers and clients of a saved setup\n"
        "  --send TEXT          send to the last --connect, when it is connected; C escapes: \\n \\r \\t "
        "\\xNN\n"
        "  --send-hex BYTES     the same, as 48 65 6c 6c 6f\n"
        "  --send-file FILE     the same, a file's content\n"
        "  --line-ending WHAT   lf, crlf, nul or none, for the --send that follow\n"
        "  --session FILE       write the session there as JSON Lines\n"
        "  --open FILE          open a saved session (also as plain argument)\n"
        "  --for SECONDS        end after that time\n"
        "  --until-idle SECONDS end when nothing has happened for that time\n"
        "  --until-closed       end when every connection is closed\n"
        "  --demo               a server and a client that talk, ready to look at\n");
    if (cli)
        text += tr("  --log FORMAT         text, jsonl or csv: one line an event\n"
                   "  --kinds LIST         command,call,signal,kernel,note: only these\n"
                   "  --housekeeping       also the calls that only inform Qt itself\n"
                   "  --export NAME        make a file of the session of --open, may be repeated:\n"
                   "                       %1\n"
                   "  --output PATH        where to: a folder, or another name for the one file\n"
                   "  --dark               pictures with light lines on a dark ground\n"
                   "  --transparent        pictures without a ground\n")
                    .arg(exportList());
    text += tr("  -h, --help           this text\n"
               "  -v, --version        the version\n"
               "\n"
               "Exit status: 0 all went well, 1 a command of ours failed, 2 the command line is wrong.\n");
    return text;
}

} // namespace wl
