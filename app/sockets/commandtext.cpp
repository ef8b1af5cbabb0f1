// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/sockets/commandtext.h"

namespace wl {

namespace {

template <class... Fs> struct Overloaded : Fs... {
    using Fs::operator()...;
};
template <class... Fs> Overloaded(Fs...) -> Overloaded<Fs...>;

const QLatin1String serverWord("server ");
const QLatin1String clientWord("client ");

} // namespace

Step commandStep(const Command &command)
{
    static constexpr Step steps[] = {Step::Create, Step::Rename, Step::Remove, Step::Listen,
        Step::StopListening, Step::Connect, Step::Disconnect, Step::Abort, Step::Send, Step::SendToAll,
        Step::SendFile, Step::CancelFile, Step::CloseConnection, Step::JoinGroup, Step::LeaveGroup,
        Step::ShutdownWrite, Step::Reset, Step::CloseUnread, Step::SetOption, Step::HoldReading,
        Step::ReleaseReading, Step::SetPace, Step::NextStep, Step::SkipStep, Step::StepWhenReady,
        Step::NoteText};
    static_assert(std::size(steps) == std::variant_size_v<Command::Body>);
    return steps[command.body.index()];
}

QByteArray commandText(const Command &command)
{
    return std::visit(Overloaded{
                          [](const Command::Create &c) -> QString {
                              return (c.settings.role == Role::Server ? serverWord : clientWord)
                                  + settingsUrl(c.settings);
                          },
                          [](const Command::Listen &c) { return settingsUrl(c.settings); },
                          [](const Command::Connect &c) { return settingsUrl(c.settings); },
                          [](const Command::Rename &c) { return c.name; },
                          [](const Command::SendFile &c) { return c.path; },
                          [](const Command::JoinGroup &c) { return c.group; },
                          [](const Command::LeaveGroup &c) { return c.group; },
                          [](const Command::SetOption &c) { return c.option; },
                          [](const Command::SetPace &c) { return paceText(c.pace); },
                          [](const Command::NextStep &c) { return c.family; },
                          [](const Command::SkipStep &c) { return c.family; },
                          [](const Command::StepWhenReady &c) { return c.family; },
                          [](const Command::AddNote &c) { return c.text; },
                          [](const auto &) { return QString(); },
                      },
        command.body)
        .toUtf8();
}

Result<EndpointSettings> settingsFromCommandText(Step step, const QString &text)
{
    if (step == Step::Listen)
        return settingsFromUrl(Role::Server, text);
    if (step == Step::Connect)
        return settingsFromUrl(Role::Client, text);
    const bool server = text.startsWith(serverWord);
    return settingsFromUrl(server ? Role::Server : Role::Client, text.mid(serverWord.size()));
}

} // namespace wl
