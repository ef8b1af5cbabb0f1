// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "app/journal/journal.h"
#include "app/sockets/addresses.h"

#include <QTest>

#include <atomic>
#include <map>
#include <string>
#include <thread>

namespace wl {

class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyJournalHasNothing();
    void eventsComeBackAsTheyWereAppended();
    void blobPlaceAndSizeOfTheCallerAreNotBelieved();
    void addressesStandBeforeThePayload_data();
    void addressesStandBeforeThePayload();
    void invalidAddressesAreNotKept();
    void payloadIsCutAndTheTrueSizeStays();
    void wordsAreKeptWhenPayloadsAreNot();
    void theMostThatOneEventCanKeepFillsAChunk();
    void aViewDoesNotGrow();
    void aViewOutlivesItsJournal();
    void forEachStopsAtTheEndOfTheView();
    void readersSeeWholeEventsWhileTheJournalGrows();
    void evictedChunksComeBackThroughTheSource();
    void onlySpooledChunksAreEvicted();
    void theChunkThatGrowsIsNeverEvicted();
    void aViewTakenBeforeKeepsItsChunks();
    void whatCannotBeFetchedIsPassedOver();
};

namespace {

Bytes bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t *>(text.data()), text.size()};
}

Event numbered(EventIndex i)
{
    Event e;
    e.step = Step::CallRead;
    e.time = std::int64_t(i);
    e.arg = i;
    e.result = std::int64_t(i);
    return e;
}

void fill(Journal &journal, EventIndex events)
{
    for (EventIndex i = journal.size(); i < events; ++i)
        journal.append(numbered(i), bytesOf(std::to_string(i)));
}

/// Keeps the chunks it is given and counts how often they are asked for.
class Shelf final : public ChunkSource
{
public:
    void take(std::size_t number, EventIndex events)
    {
        auto chunk = std::make_shared<Chunk>();
        for (EventIndex i = number * Chunk::capacity; i < (number + 1) * Chunk::capacity && i < events; ++i)
            chunk->append(numbered(i), {}, bytesOf(std::to_string(i)));
        m_chunks[number] = std::move(chunk);
    }
    std::shared_ptr<const Chunk> fetch(std::size_t number) override
    {
        ++fetched;
        const auto it = m_chunks.find(number);
        return it == m_chunks.end() ? nullptr : it->second;
    }
    int fetched = 0;

private:
    std::map<std::size_t, std::shared_ptr<const Chunk>> m_chunks;
};

bool isWhole(const EventRef &event)
{
    return event->arg == event.index() && event->time == std::int64_t(event.index())
        && event.text() == std::to_string(event.index());
}

} // namespace

void TestJournal::emptyJournalHasNothing()
{
    const Journal journal;
    QCOMPARE(journal.size(), EventIndex(0));
    QVERIFY(!journal.view().at(0));
    QVERIFY(!JournalView().at(0));
    QCOMPARE(journal.footprint(), std::size_t(0));
}

void TestJournal::eventsComeBackAsTheyWereAppended()
{
    Journal journal;
    Event e;
    e.step = Step::CallSetsockopt;
    e.time = 1;
    e.result = -2;
    e.arg = 3;
    e.offset = 4;
    e.endpoint = 5;
    e.socket = 6;
    e.fd = 7;
    e.took = 8;
    e.cause = 0;
    e.extra = 9;
    e.error = 10;
    e.evidence = Evidence::Polled;
    e.before = TcpState::Listen;
    e.after = TcpState::Closing;
    e.flags = Event::Housekeeping | Event::Retry | Event::Datagram;
    e.slot = Slot::StreamReads;
    e.stateRead = 1;
    QCOMPARE(journal.append(e), EventIndex(0));
    QCOMPARE(journal.append(Event{.step = Step::NoteText}, std::string_view("words")), EventIndex(1));
    const EventRef first = journal.view().at(0);
    QCOMPARE(first.index(), EventIndex(0));
    QVERIFY(std::memcmp(&first.event(), &e, sizeof e) == 0);
    QVERIFY(first.payload().empty() && first.text().empty());
    QVERIFY(journal.view().at(1).text() == "words");
    QVERIFY(!journal.view().at(2));
}

void TestJournal::blobPlaceAndSizeOfTheCallerAreNotBelieved()
{
    Journal journal;
    Event e = numbered(0);
    e.blob = 0xFFFFFF;
    e.blobSize = 0xFFFF;
    e.flags = Event::HasLocal | Event::HasPeer;
    journal.append(e, bytesOf("x"));
    const EventRef back = journal.view().at(0);
    QVERIFY(back.text() == "x");
    QVERIFY(!back.local().isValid() && !back.peer().isValid());
    QCOMPARE(back->flags, std::uint8_t(0));
}

void TestJournal::addressesStandBeforeThePayload_data()
{
    QTest::addColumn<bool>("hasLocal");
    QTest::addColumn<bool>("hasPeer");
    QTest::newRow("none") << false << false;
    QTest::newRow("local") << true << false;
    QTest::newRow("peer") << false << true;
    QTest::newRow("both") << true << true;
}

void TestJournal::addressesStandBeforeThePayload()
{
    QFETCH(bool, hasLocal);
    QFETCH(bool, hasPeer);
    PackedAddress local = addressFromText(QStringLiteral("127.0.0.1:12000"));
    PackedAddress peer = addressFromText(QStringLiteral("[fe80::1]:65535"));
    peer.scope = 3;
    Journal journal(3);
    journal.append(numbered(0), bytesOf("payload"), hasLocal ? &local : nullptr, hasPeer ? &peer : nullptr);
    const EventRef back = journal.view().at(0);
    QCOMPARE(back->has(Event::HasLocal), hasLocal);
    QCOMPARE(back->has(Event::HasPeer), hasPeer);
    QVERIFY(back.local() == (hasLocal ? local : PackedAddress()));
    QVERIFY(back.peer() == (hasPeer ? peer : PackedAddress()));
    QVERIFY(back.text() == "pay");
    QCOMPARE(back.blob().size(), 3 + sizeof(PackedAddress) * (std::size_t(hasLocal) + std::size_t(hasPeer)));
}

void TestJournal::invalidAddressesAreNotKept()
{
    const PackedAddress none;
    Journal journal;
    journal.append(numbered(0), bytesOf("x"), &none, &none);
    QCOMPARE(journal.view().at(0)->blobSize, std::uint16_t(1));
    QCOMPARE(journal.view().at(0)->flags, std::uint8_t(0));
}

void TestJournal::payloadIsCutAndTheTrueSizeStays()
{
    Journal journal(10);
    Event e = numbered(0);
    e.result = 100000;
    const std::string body(100000, 'b');
    journal.append(e, bytesOf(body));
    QCOMPARE(journal.view().at(0)->result, std::int64_t(100000));
    QCOMPARE(journal.view().at(0).payload().size(), std::size_t(10));
    journal.setKeptBytes(1 << 20);
    QCOMPARE(journal.keptBytes(), Chunk::maxBlob - 2 * sizeof(PackedAddress));
    journal.append(e, bytesOf(body));
    QCOMPARE(journal.view().at(1).payload().size(), journal.keptBytes());
    QCOMPARE(journal.view().at(0).payload().size(), std::size_t(10));
}

void TestJournal::wordsAreKeptWhenPayloadsAreNot()
{
    Journal journal(0);
    journal.append(numbered(0), bytesOf("secret"));
    journal.append(Event{.step = Step::Listen}, std::string_view("tcp://127.0.0.1:1"));
    journal.append(numbered(2), bytesOf("secret"));
    QVERIFY(journal.view().at(0).text().empty());
    QVERIFY(journal.view().at(1).text() == "tcp://127.0.0.1:1");
    QVERIFY(journal.view().at(2).text().empty());
    QCOMPARE(journal.keptBytes(), std::size_t(0));
}

void TestJournal::theMostThatOneEventCanKeepFillsAChunk()
{
    Journal journal(Chunk::maxBlob);
    const PackedAddress address = addressFromText(QStringLiteral("127.0.0.1:1"));
    std::vector<std::uint8_t> body(Chunk::maxBlob);
    for (EventIndex i = 0; i <= Chunk::capacity; ++i) {
        std::memcpy(body.data(), &i, sizeof i);
        journal.append(numbered(i), body, &address, &address);
    }
    const JournalView view = journal.view();
    bool same = true;
    view.forEach(0, view.size(), [&](const EventRef &e) {
        EventIndex written = 0;
        std::memcpy(&written, e.payload().data(), sizeof written);
        same = same && written == e.index() && e.blob().size() == Chunk::maxBlob && e.local() == address;
    });
    QVERIFY(same);
    QVERIFY(journal.footprint() >= (Chunk::capacity + 1) * Chunk::maxBlob);
}

void TestJournal::aViewDoesNotGrow()
{
    Journal journal;
    fill(journal, 10);
    const JournalView view = journal.view();
    fill(journal, 3 * Chunk::capacity);
    QCOMPARE(view.size(), EventIndex(10));
    QVERIFY(!view.at(10));
    QVERIFY(isWhole(view.at(9)));
    QVERIFY(isWhole(journal.view().at(3 * Chunk::capacity - 1)));
}

void TestJournal::aViewOutlivesItsJournal()
{
    auto journal = std::make_unique<Journal>();
    fill(*journal, Chunk::capacity + 5);
    const JournalView view = journal->view();
    const EventRef event = view.at(3);
    journal.reset();
    QVERIFY(isWhole(event));
    QVERIFY(isWhole(view.at(Chunk::capacity + 4)));
}

void TestJournal::forEachStopsAtTheEndOfTheView()
{
    Journal journal;
    fill(journal, 2 * Chunk::capacity + 7);
    const JournalView view = journal.view();
    EventIndex next = Chunk::capacity - 2;
    bool inOrder = true;
    view.forEach(next, view.size() + 1000,
        [&](const EventRef &e) { inOrder = inOrder && e.index() == next++ && isWhole(e); });
    QVERIFY(inOrder);
    QCOMPARE(next, view.size());
    view.forEach(view.size(), view.size() + 5, [&](const EventRef &) { inOrder = false; });
    view.forEach(5, 2, [&](const EventRef &) { inOrder = false; });
    QVERIFY(inOrder);
}

void TestJournal::readersSeeWholeEventsWhileTheJournalGrows()
{
    constexpr EventIndex last = 5 * Chunk::capacity;
    Journal journal;
    std::atomic<bool> broken{false};
    const auto read = [&] {
        EventIndex seen = 0;
        while (seen < last) {
            const JournalView view = journal.view();
            view.forEach(seen, view.size(), [&](const EventRef &e) {
                if (!isWhole(e))
                    broken = true;
            });
            seen = view.size();
        }
    };
    std::thread one(read);
    std::thread two(read);
    fill(journal, last);
    one.join();
    two.join();
    QVERIFY(!broken);
}

void TestJournal::evictedChunksComeBackThroughTheSource()
{
    constexpr EventIndex last = 3 * Chunk::capacity + 9;
    Journal journal;
    fill(journal, last);
    Shelf shelf;
    for (std::size_t i = 0; i < 3; ++i)
        shelf.take(i, last);
    const std::size_t before = journal.footprint();
    journal.evict(3, 0, &shelf);
    QVERIFY(journal.footprint() < before / 2);
    const JournalView view = journal.view();
    EventIndex next = 0;
    bool same = true;
    view.forEach(0, last, [&](const EventRef &e) { same = same && e.index() == next++ && isWhole(e); });
    QVERIFY(same);
    QCOMPARE(next, last);
    QCOMPARE(shelf.fetched, 3);
    fill(journal, last + 1);
    QVERIFY(isWhole(journal.view().at(last)));
}

void TestJournal::onlySpooledChunksAreEvicted()
{
    Journal journal;
    fill(journal, 4 * Chunk::capacity);
    Shelf shelf;
    const std::size_t before = journal.footprint();
    journal.evict(0, 0, &shelf);
    QCOMPARE(journal.footprint(), before);
    journal.evict(2, 0, &shelf);
    QVERIFY(!journal.view().at(Chunk::capacity));
    QVERIFY(isWhole(journal.view().at(2 * Chunk::capacity)));
    QCOMPARE(journal.footprint(), before / 2);
    journal.evict(3, before, &shelf);
    QVERIFY(isWhole(journal.view().at(2 * Chunk::capacity)));
}

void TestJournal::theChunkThatGrowsIsNeverEvicted()
{
    Journal journal;
    fill(journal, Chunk::capacity + 1);
    Shelf shelf;
    journal.evict(1000, 0, &shelf);
    QVERIFY(isWhole(journal.view().at(Chunk::capacity)));
    fill(journal, 2 * Chunk::capacity);
    QVERIFY(isWhole(journal.view().at(2 * Chunk::capacity - 1)));
}

void TestJournal::aViewTakenBeforeKeepsItsChunks()
{
    Journal journal;
    fill(journal, 3 * Chunk::capacity);
    const JournalView before = journal.view();
    Shelf shelf;
    journal.evict(2, 0, &shelf);
    QVERIFY(isWhole(before.at(0)));
    QCOMPARE(shelf.fetched, 0);
}

void TestJournal::whatCannotBeFetchedIsPassedOver()
{
    Journal journal;
    fill(journal, 3 * Chunk::capacity);
    Shelf shelf;
    shelf.take(1, 2 * Chunk::capacity);
    journal.evict(2, 0, &shelf);
    const JournalView view = journal.view();
    QVERIFY(!view.at(0));
    EventIndex next = Chunk::capacity;
    view.forEach(0, view.size(), [&](const EventRef &e) { QCOMPARE(e.index(), next++); });
    QCOMPARE(next, view.size());
}

} // namespace wl

QTEST_GUILESS_MAIN(wl::TestJournal)
#include "tst_journal.moc"
