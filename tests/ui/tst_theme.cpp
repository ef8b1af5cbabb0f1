// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/looks/plaintooltip.h"
#include "ui/looks/theme.h"

#include <QApplication>
#include <QPalette>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace wl;
using enum Theme::Colour;

namespace {

/// Contrast of two colours by WCAG 2.1.
double luminance(const QColor &colour)
{
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a) + 0.05;
    const double y = luminance(b) + 0.05;
    return std::max(x, y) / std::min(x, y);
}

QByteArray told(const QColor &a, const QColor &b)
{
    return (
        a.name() + QStringLiteral(" on ") + b.name() + QStringLiteral(": ") + QString::number(contrast(a, b)))
        .toUtf8();
}

} // namespace

class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textCanBeReadOnItsGround_data() { bothThemes(); }
    void textCanBeReadOnItsGround()
    {
        QFETCH(Theme::Choice, choice);
        Theme theme;
        theme.apply(*qApp, choice);
        const std::pair<Theme::Colour, Theme::Colour> pairs[] = {{Text, Window}, {Text, Surface},
            {Text, Subtle}, {Text, Note}, {WeakText, Window}, {WeakText, Surface}, {WeakText, Subtle},
            {WeakText, Note}, {AccentText, Accent}, {SelectionText, Selection}, {GoodText, Good},
            {NextText, Next}, {BadText, Bad}, {BadText, Surface}, {BadText, Window}, {Signal, Surface},
            {Signal, Subtle}, {Signal, Window}};
        for (const auto &[text, ground] : pairs) {
            const QColor a = theme.colour(text);
            const QColor b = theme.colour(ground);
            QVERIFY2(contrast(a, b) >= 4.5, told(a, b).constData());
        }
        for (int i = 0; i <= int(TcpState::Closing); ++i) {
            const QColor a = theme.stateText(TcpState(i));
            const QColor b = theme.state(TcpState(i));
            QVERIFY2(contrast(a, b) >= 4.5, told(a, b).append(stateName(TcpState(i))).constData());
        }
    }

    void linesCanBeSeenOnTheirGround_data() { bothThemes(); }
    void linesCanBeSeenOnTheirGround()
    {
        QFETCH(Theme::Choice, choice);
        Theme theme;
        theme.apply(*qApp, choice);
        const std::pair<Theme::Colour, Theme::Colour> pairs[] = {{ControlBorder, Surface}, {Lane, Surface},
            {BandOut, Surface}, {BandIn, Surface}, {NoteLine, Note}, {Accent, Surface}, {Accent, Window},
            {GoodText, Surface}, {NextText, Surface}, {BadText, Surface}};
        for (const auto &[line, ground] : pairs) {
            const QColor a = theme.colour(line);
            const QColor b = theme.colour(ground);
            QVERIFY2(contrast(a, b) >= 3.0, told(a, b).constData());
        }
        for (int i = 0; i <= int(TcpState::Closing); ++i) {
            const QColor a = theme.state(TcpState(i));
            const QColor b = theme.colour(Surface);
            QVERIFY2(contrast(a, b) >= 3.0, told(a, b).append(stateName(TcpState(i))).constData());
        }
    }

    void statesThatMeanOtherThingsLookOther_data() { bothThemes(); }
    void statesThatMeanOtherThingsLookOther()
    {
        QFETCH(Theme::Choice, choice);
        Theme theme;
        theme.apply(*qApp, choice);
        const TcpState states[] = {TcpState::Listen, TcpState::SynSent, TcpState::Established,
            TcpState::FinWait1, TcpState::CloseWait, TcpState::LastAck, TcpState::TimeWait, TcpState::Closed};
        for (const TcpState a : states) {
            for (const TcpState b : states) {
                const QColor x = theme.state(a);
                const QColor y = theme.state(b);
                const int distance = std::abs(x.red() - y.red()) + std::abs(x.green() - y.green())
                    + std::abs(x.blue() - y.blue());
                QVERIFY2(a == b || distance >= 60, told(x, y).constData());
            }
        }
    }

    void choiceChangesPaletteAndTells()
    {
        Theme theme;
        QSignalSpy changed(&theme, &Theme::changed);
        theme.apply(*qApp, Theme::Choice::Dark);
        QVERIFY(theme.isDark());
        QVERIFY(QApplication::palette().color(QPalette::Window).lightness() < 128);
        theme.apply(*qApp, Theme::Choice::Light);
        QVERIFY(!theme.isDark());
        QVERIFY(QApplication::palette().color(QPalette::Window).lightness() > 128);
        QCOMPARE(QApplication::palette().color(QPalette::Base), theme.colour(Surface));
        QCOMPARE(changed.count(), 2);
        QVERIFY(!qApp->styleSheet().contains(u'@'));
    }

    void systemChoiceFollowsThePaletteAtStart()
    {
        QPalette dark(Qt::black);
        QApplication::setPalette(dark);
        Theme theme;
        theme.apply(*qApp, Theme::Choice::Light);
        theme.apply(*qApp, Theme::Choice::System);
        QVERIFY(theme.isDark());
    }

    void monoFontHasOneWidth()
    {
        const QFontMetricsF metrics{Theme().mono()};
        QCOMPARE(metrics.horizontalAdvance(u'i'), metrics.horizontalAdvance(u'W'));
    }

    void toolTipsShowMarkupAsText()
    {
        const QString tip = plainToolTip(QStringLiteral("<img src='/etc'>&\nnext"));
        QVERIFY(!tip.contains(QLatin1String("<img")));
        QVERIFY(tip.contains(QLatin1String("&lt;img")));
        QVERIFY(tip.contains(QLatin1String("&amp;<br/>next")));
        QVERIFY(plainToolTip({}).isEmpty());
    }

private:
    static void bothThemes()
    {
        QTest::addColumn<Theme::Choice>("choice");
        QTest::newRow("light") << Theme::Choice::Light;
        QTest::newRow("dark") << Theme::Choice::Dark;
    }
};

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
