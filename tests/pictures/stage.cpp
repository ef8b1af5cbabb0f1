// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT

// Paints one picture of a session's stage into a PNG file, to be looked at.

#include "app/diagrams/diagramcatalogue.h"
#include "app/diagrams/notemarks.h"
#include "app/exporters/sessionreader.h"
#include "ui/views/drawingpainter.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QPainter>
#include <QTextStream>

using namespace wl;

namespace {

int complain(const QString &sentence)
{
    QTextStream(stderr) << sentence << Qt::endl;
    return 1;
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("dark"), QString()}, {QStringLiteral("swapped"), QString()},
        {QStringLiteral("select"), QString(), QStringLiteral("row")},
        {QStringLiteral("upto"), QString(), QStringLiteral("events")},
        {QStringLiteral("phase"), QString(), QStringLiteral("share"), QStringLiteral("1")},
        {QStringLiteral("zoom"), QString(), QStringLiteral("percent"), QStringLiteral("100")}});
    parser.process(application);
    const QStringList words = parser.positionalArguments();
    if (words.size() != 4)
        return complain(QStringLiteral("usage: wireladder-stage SESSION DIAGRAM OUT.png WIDTHxHEIGHT"));
    Journal journal(Chunk::maxBlob);
    SessionReader reader(journal);
    if (const auto opened = reader.open(words[0]); !opened)
        return complain(opened.error());
    for (Result<bool> read = reader.step(10000);; read = reader.step(10000)) {
        if (!read)
            return complain(read.error());
        if (*read)
            break;
    }
    const auto diagram = makeDiagram(words[1]);
    if (!diagram)
        return complain(QStringLiteral("no such diagram"));
    JournalView view = journal.view();
    if (parser.isSet(QStringLiteral("upto")))
        view = view.upTo(parser.value(QStringLiteral("upto")).toULongLong());
    SocketTable table;
    table.advance(view);
    diagram->advance(view, table);
    Theme theme;
    theme.apply(
        application, parser.isSet(QStringLiteral("dark")) ? Theme::Choice::Dark : Theme::Choice::Light);
    const DrawingLook look(theme, QApplication::font(), parser.value(QStringLiteral("zoom")).toInt());
    const QSizeF room(words[3].section(u'x', 0, 0).toInt(), words[3].section(u'x', 1).toInt());
    StageFrame frame{view, table, room, look.ruler(), {}};
    if (parser.isSet(QStringLiteral("select")))
        frame.selected = parser.value(QStringLiteral("select")).toULongLong() - 1;
    frame.swapped = parser.isSet(QStringLiteral("swapped"));
    frame.phase = parser.value(QStringLiteral("phase")).toDouble();
    EventNotes notes;
    notes.advance(view);
    const Drawing drawing = drawWithNotes(*diagram, frame, notes);
    QImage image(drawing.size.expandedTo(room).toSize(), QImage::Format_ARGB32);
    image.fill(theme.colour(Theme::Colour::Surface));
    QPainter painter(&image);
    paintDrawing(painter, drawing, theme, look);
    painter.end();
    QTextStream(stdout) << told(drawing).join(u'\n') << Qt::endl;
    return image.save(words[2]) ? 0 : complain(QStringLiteral("the picture was not written"));
}
