// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/panels/transcriptview.h"

#include <QScrollBar>
#include <QTest>

namespace wl {

/// The list of what an endpoint said and heard, when very much comes at once.
class TranscriptTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_desk = std::make_unique<Desk>();
        m_desk->view.resize(220, 240);
        m_desk->view.show();
    }
    void cleanup() { m_desk.reset(); }

    void aBurstShowsItsEndFirstAndThenAllOfIt()
    {
        m_desk->say(1500);
        QCOMPARE(m_desk->rows(), int(TranscriptModel::mostAtOnce));
        QCOMPARE(m_desk->text(m_desk->rows() - 1), QStringLiteral("message 1499"));
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->rows(), 1500, 30000);
        for (int row = 0; row < 1500; ++row)
            QCOMPARE(m_desk->text(row), QStringLiteral("message %1").arg(row));
        QVERIFY(m_desk->isAtEnd());
    }

    void burstAfterBurstKeepsTheNewest()
    {
        const int all = 3 * int(Transcripts::mostEntries);
        for (int said = 0; said < all; said += 500)
            m_desk->say(500);
        QTRY_COMPARE_WITH_TIMEOUT(m_desk->rows(), int(Transcripts::mostEntries), 30000);
        for (int row = 0; row < m_desk->rows(); ++row)
            QCOMPARE(m_desk->text(row), QStringLiteral("message %1").arg(all - m_desk->rows() + row));
    }

    void theEndStaysInSightWhenThePanelChangesItsSize()
    {
        m_desk->say(60);
        QTRY_VERIFY(m_desk->isAtEnd() && m_desk->view.verticalScrollBar()->maximum() > 0);
        m_desk->view.resize(220, 100);
        QTRY_VERIFY(m_desk->view.viewport()->height() < 110);
        m_desk->view.executeLayout();
        QVERIFY(m_desk->isAtEnd());
        m_desk->say(1);
        QTRY_VERIFY(m_desk->isAtEnd());
        QCOMPARE(m_desk->text(m_desk->rows() - 1), QStringLiteral("message 60"));
    }

    void whoReadsFurtherUpIsLeftThere()
    {
        m_desk->say(60);
        QTRY_COMPARE(m_desk->rows(), 60);
        QTRY_VERIFY(m_desk->view.verticalScrollBar()->maximum() > 0);
        m_desk->view.verticalScrollBar()->setValue(10);
        m_desk->say(200);
        QCOMPARE(m_desk->rows(), 260);
        m_desk->view.executeLayout();
        QCOMPARE(m_desk->view.verticalScrollBar()->value(), 10);
    }

private:
    class View final : public TranscriptView
    {
    public:
        using TranscriptView::TranscriptView;
        void executeLayout() { executeDelayedItemsLayout(); }
    };

    struct Desk {
        Journal journal;
        Feed feed;
        Theme theme;
        Selection selection;
        Transcripts transcripts;
        MailFold mail;
        PanelContext context{theme, selection, feed, transcripts, mail, {}};
        View view{context};
        int said = 0;

        Desk() { feed.setJournal(&journal); }

        void say(int count)
        {
            for (int i = 0; i < count; ++i, ++said) {
                const std::string text = "message " + std::to_string(said);
                Event e;
                e.step = Step::CallRead;
                e.endpoint = 1;
                e.result = std::int64_t(text.size());
                journal.append(e, std::string_view(text));
            }
            feed.catchUp();
            transcripts.advance(feed.view());
            view.refresh(1, {});
        }
        int rows() const { return view.model()->rowCount(); }
        QString text(int row) const { return view.model()->index(row, 0).data().toString(); }
        bool isAtEnd() const
        {
            return view.verticalScrollBar()->value() == view.verticalScrollBar()->maximum();
        }
    };

    std::unique_ptr<Desk> m_desk;
};

} // namespace wl

QTEST_MAIN(wl::TranscriptTest)
#include "tst_transcript.moc"
