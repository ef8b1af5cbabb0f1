// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/diagrams/diagramcatalogue.h"
#include "app/diagrams/notemarks.h"
#include "app/exporters/sequencetext.h"
#include "app/models/eventtext.h"
#include "tests/kit/journalbuilder.h"
#include "tests/kit/livesession.h"
#include "tests/kit/relaysample.h"

using namespace wl;
using namespace wl::kit;

class TestEventNotes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void latestNoteOfAnEventCounts();
    void noteIsOneHarmlessLine();
    void commandWritesOneRow();
    void picturesCarryTheNote();
    void textOfThePictureCarriesTheNote();
};

void TestEventNotes::latestNoteOfAnEventCounts()
{
    const auto journal = JournalBuilder::build(QStringLiteral("1 note text arg=5 \"one\"\n"
                                                              "2 note text arg=7 \"other\"\n"
                                                              "3 note text \"about nothing\"\n"
                                                              "4 note text arg=5 \"two\"\n"
                                                              "5 note text arg=7 \"\"\n"));
    EventNotes notes;
    notes.advance(journal->view().upTo(2));
    QCOMPARE(notes.of(4), QStringLiteral("one"));
    notes.advance(journal->view());
    QCOMPARE(notes.of(4), QStringLiteral("two"));
    QCOMPARE(notes.all().size(), 1);
    const auto nobody = [](EndpointId) { return QString(); };
    QCOMPARE(sentence(journal->view().at(3), nobody), QStringLiteral("Note on row 5: two"));
    QVERIFY(sentence(journal->view().at(4), nobody).contains(QLatin1String("row 7")));
}

void TestEventNotes::noteIsOneHarmlessLine()
{
    const auto journal = JournalBuilder::build(QStringLiteral("1 note text arg=1 \"a\\nb\\x1b[2J<b>\"\n"));
    EventNotes notes;
    notes.advance(journal->view());
    QCOMPARE(notes.of(0), QStringLiteral("a\\nb\\x1b[2J<b>"));
}

void TestEventNotes::commandWritesOneRow()
{
    Live live;
    EndpointSettings settings;
    settings.port = 0;
    const EndpointId server = live.server(settings);
    QVERIFY(live.port(server) != 0);
    const EventRef listen = live.all(Step::CallListen, server).constFirst();
    const auto before = live.session.journal().size();
    live.post(server, Command::AddNote{QStringLiteral("It listens."), listen.index(), listen->socket});
    QTRY_COMPARE(live.all(Step::NoteText, server).size(), 1);
    const JournalView view = live.session.journal().view();
    view.forEach(before, view.size(), [](const EventRef &e) { QVERIFY(e->kind() != Kind::Command); });
    const EventRef note = live.all(Step::NoteText, server).constFirst();
    QCOMPARE(note->socket, listen->socket);
    QCOMPARE(notedEvent(note.event()), std::optional<EventIndex>(listen.index()));
}

void TestEventNotes::picturesCarryTheNote()
{
    const auto journal = JournalBuilder::build(
        QString::fromUtf8(relaySample) + QStringLiteral("9200 note text arg=6 \"Now it listens.\"\n"));
    SocketTable table;
    table.advance(journal->view());
    EventNotes notes;
    notes.advance(journal->view());
    const auto diagram = makeDiagram(QStringLiteral("sequence"));
    diagram->advance(journal->view(), table);
    const Ruler ruler{[](const QString &text, TextStyle) { return 8.0 * double(text.size()); }, 18};
    const StageFrame frame{journal->view(), table, {900, 400}, ruler, {}, false, 1};
    const Drawing plain = diagram->draw(frame);
    const Drawing drawing = drawWithNotes(*diagram, frame, notes);
    const QString all = told(drawing).join(QLatin1Char('\n'));
    QVERIFY(all.contains(QStringLiteral("\u270E 6: Now it listens.")));
    QVERIFY(drawing.size.height() > plain.size.height());
    const bool isRead = std::any_of(drawing.items.begin(), drawing.items.end(),
        [](const Drawing::Item &i) { return i.sentence.contains(QLatin1String("Note: Now it listens.")); });
    QVERIFY(isRead);
    for (const Mark &mark : drawing.marks) {
        if (const auto *text = std::get_if<TextMark>(&mark))
            QVERIFY(text->rect.right() <= drawing.size.width() + 1);
    }
}

void TestEventNotes::textOfThePictureCarriesTheNote()
{
    const auto journal = JournalBuilder::build(
        QString::fromUtf8(relaySample) + QStringLiteral("9200 note text arg=6 \"Now it listens.\"\n"));
    const SequenceText text = sequenceTextOf(journal->view());
    const bool isThere = std::any_of(text.statements.begin(), text.statements.end(), [](const auto &s) {
        return s.form == SequenceText::Form::Remark && s.text.contains(QLatin1String("Now it listens."));
    });
    QVERIFY(isThere);
}

QTEST_GUILESS_MAIN(TestEventNotes)
#include "tst_eventnotes.moc"
