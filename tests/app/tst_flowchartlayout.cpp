// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "tests/app/toldflowchart.h"

#include <QTest>

namespace wl {

class TestFlowchartLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsKeepTheirDistance_data();
    void textsKeepTheirDistance();
};

void TestFlowchartLayout::textsKeepTheirDistance_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QSizeF>("room");
    QTest::addColumn<double>("line");
    const QByteArray tcp = server + client + accepted + asked + heard + closed;
    const QByteArray stepped = "0 command pace \"step\"\n" + server + client + accepted
        + "22 call setsockopt ep=1 sock=1 fd=10 arg=1 extra=65538 = 0\n"
          "22 note waits ep=1 sock=3 arg=0 \"recv,send,shutdown,close\"\n"
          "23 call shutdown ep=2 sock=2 fd=11 arg=1 before=ESTABLISHED after=FIN-WAIT-1 read = 0\n";
    const QByteArray failed = server + create
        + "13 call connect ep=2 sock=2 fd=11 peer=127.0.0.1:12000 after=CLOSED read = -1 ECONNREFUSED\n";
    const QByteArray udp = receiver + udpSender
        + "13 call recvfrom ep=1 sock=1 fd=10 arg=65535 peer=127.0.0.1:41000 datagram = 4 \"ping\"\n";
    const std::pair<const char *, QByteArray> sessions[] = {{"tcp", tcp}, {"stepped", stepped},
        {"failed", failed}, {"udp", udp}, {"foreign client", server + accepted}, {"foreign server", client}};
    const std::pair<QSizeF, double> rooms[] = {{{640, 420}, 18}, {{760, 500}, 18}, {{900, 420}, 18},
        {{1280, 620}, 18}, {{1280, 620}, 27}, {{1920, 900}, 18}, {{300, 300}, 18}};
    for (const auto &[name, text] : sessions) {
        for (const auto &[room, line] : rooms)
            QTest::addRow("%s %dx%d at %d", name, int(room.width()), int(room.height()), int(line))
                << text << room << line;
    }
}

void TestFlowchartLayout::textsKeepTheirDistance()
{
    QFETCH(QByteArray, text);
    QFETCH(QSizeF, room);
    QFETCH(double, line);
    const Drawing drawing = ToldFlowchart(text).draw(room, line, EventIndex(3));
    if (room.width() >= 34 * line)
        QCOMPARE(drawing.size.width(), room.width());
    const QRectF whole(QPointF(), drawing.size);
    std::vector<TextMark> seen;
    for (const Mark &mark : drawing.marks) {
        if (const auto *box = std::get_if<BoxMark>(&mark)) {
            QVERIFY(whole.contains(box->rect));
        } else if (const auto *path = std::get_if<PathMark>(&mark)) {
            for (const QPointF &point : path->points)
                QVERIFY(whole.contains(point));
        } else if (const auto *found = std::get_if<TextMark>(&mark)) {
            QVERIFY2(whole.contains(found->rect), qPrintable(found->text));
            const double space = found->upwards ? found->rect.height() : found->rect.width();
            QVERIFY2(
                narrowText(found->text, found->style) * line / 18 <= space + 0.01, qPrintable(found->text));
            seen.push_back(*found);
        }
    }
    for (std::size_t i = 0; i < seen.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j)
            QVERIFY2(!seen[i].rect.intersects(seen[j].rect), qPrintable(seen[i].text + u'|' + seen[j].text));
        for (const Mark &mark : drawing.marks) {
            const auto *box = std::get_if<BoxMark>(&mark);
            QVERIFY2(!box || box->rect.contains(seen[i].rect) || !box->rect.intersects(seen[i].rect),
                qPrintable(seen[i].text));
        }
    }
}

} // namespace wl

QTEST_GUILESS_MAIN(wl::TestFlowchartLayout)
#include "tst_flowchartlayout.moc"
