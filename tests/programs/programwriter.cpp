// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// Prints the program of one endpoint of a session file: programwriter SESSION.jsonl ENDPOINT python|c|qt.
// Remarks go to the error output, one a line. For programs.py.

#include "app/exporters/sessionreader.h"
#include "app/programs/program.h"

#include <QCoreApplication>

#include <cstdio>

using namespace wl;

namespace {

QString readSession(Journal &journal, const QString &path)
{
    SessionReader reader(journal);
    if (const auto opened = reader.open(path); !opened)
        return opened.error();
    for (;;) {
        const auto done = reader.step(1000);
        if (!done)
            return done.error();
        if (*done)
            return {};
    }
}

int fail(const QString &reason)
{
    std::fprintf(stderr, "%s\n", qPrintable(reason));
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4)
        return fail(QStringLiteral("Usage: programwriter SESSION ENDPOINT python|c|qt"));
    Journal journal(Chunk::maxBlob);
    if (const QString error = readSession(journal, arguments[1]); !error.isEmpty())
        return fail(error);
    SocketTable table;
    table.advance(journal.view());
    for (const Language language : {Language::Python, Language::C, Language::Qt}) {
        if (languageId(language) != arguments[3])
            continue;
        for (const auto &[id, facts] : table.endpoints()) {
            if (facts.name != arguments[2])
                continue;
            const SourceProgram program = programOf(id, journal.view(), table, language);
            for (const QString &remark : program.remarks)
                std::fprintf(stderr, "%s\n", qPrintable(remark));
            std::fwrite(program.text.constData(), 1, std::size_t(program.text.size()), stdout);
            return 0;
        }
    }
    return fail(QStringLiteral("no such endpoint or language"));
}
