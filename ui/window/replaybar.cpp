// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/window/replaybar.h"

#include "app/models/eventtext.h"
#include "app/models/moments.h"
#include "ui/looks/theme.h"
#include "ui/window/feed.h"
#include "ui/window/selection.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QIcon>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPixmap>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

#include <limits>

namespace wl {

namespace {

constexpr std::chrono::milliseconds frame{16};
/// A window that was held up does not leap on.
constexpr qint64 mostElapsed = 250'000'000;

int sliderValue(EventIndex events)
{
    return int(std::min<EventIndex>(events, std::numeric_limits<int>::max()));
}

} // namespace

ReplayBar::ReplayBar(Feed &feed, Selection &selection, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_feed(feed)
    , m_selection(selection)
    , m_theme(theme)
{
    setAccessibleName(tr("Replay"));
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(8, 4, 8, 4);
    lines->setSpacing(2);
    auto *controls = new QHBoxLayout;
    controls->setSpacing(4);
    m_first = addButton(
        *controls, tr("First event"), tr("Show the beginning of the session (Home)."), &ReplayBar::toFirst);
    m_back = addButton(*controls, tr("Step back"), tr("Show the call, signal or kernel event before (Left)."),
        &ReplayBar::stepBack);
    m_play = addButton(*controls, tr("Play"), QString(), &ReplayBar::playOrPause);
    m_forward = addButton(*controls, tr("Step forward"),
        tr("Show the next call, signal or kernel event (Right)."), &ReplayBar::stepForward);
    createSlider();
    createSpeeds();
    createLabels();
    controls->addWidget(m_slider, 1);
    controls->addWidget(m_speed);
    controls->addWidget(m_now);
    auto *words = new QHBoxLayout;
    words->setSpacing(12);
    words->addWidget(m_where);
    words->addWidget(m_notice, 1);
    lines->addLayout(controls);
    lines->addLayout(words);
    connectParts();
    drawSigns();
    refresh();
}

QToolButton *ReplayBar::addButton(
    QHBoxLayout &row, const QString &name, const QString &hint, void (ReplayBar::*act)())
{
    auto *button = new QToolButton(this);
    button->setAccessibleName(name);
    button->setToolTip(hint);
    button->setFocusPolicy(Qt::TabFocus);
    connect(button, &QToolButton::clicked, this, act);
    row.addWidget(button);
    return button;
}

void ReplayBar::createSlider()
{
    m_slider = new QSlider(Qt::Horizontal, this);
    m_slider->setAccessibleName(tr("Moment of the session"));
    m_slider->setToolTip(tr("Drag to show the session as it was after so many events."));
    m_slider->setMinimumWidth(60);
    m_slider->installEventFilter(this);
    connect(m_slider, &QSlider::valueChanged, this, &ReplayBar::onSlider);
}

void ReplayBar::createSpeeds()
{
    m_speed = new QComboBox(this);
    m_speed->setAccessibleName(tr("Speed of the replay"));
    m_speed->setToolTip(tr("How fast the session is played; pauses last two seconds at most."));
    for (const double speed : {0.25, 0.5, 1.0, 2.0, 5.0, 20.0})
        m_speed->addItem(tr("%1×").arg(QLocale().toString(speed, 'g', 3)), speed);
    m_speed->addItem(tr("One event a second"), 0.0);
    m_speed->setCurrentIndex(m_speed->findData(1.0));
    connect(m_speed, &QComboBox::currentIndexChanged, this, [this] { m_clock.restart(); });
}

void ReplayBar::createLabels()
{
    m_now = new QPushButton(this);
    connect(m_now, &QPushButton::clicked, this, &ReplayBar::toNow);
    for (QLabel **label : {&m_where, &m_notice}) {
        *label = new QLabel(this);
        (*label)->setTextFormat(Qt::PlainText);
    }
    m_where->setAccessibleName(tr("Moment shown"));
    m_notice->setAccessibleName(tr("What the replay does"));
    m_notice->setProperty("weak", true);
    // It says more at times: the bar must not widen the window for it.
    m_notice->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void ReplayBar::connectParts()
{
    m_playing.setInterval(frame);
    m_playing.setTimerType(Qt::PreciseTimer);
    m_frame.setInterval(frame);
    m_frame.setSingleShot(true);
    connect(&m_playing, &QTimer::timeout, this, &ReplayBar::tick);
    connect(&m_frame, &QTimer::timeout, this, &ReplayBar::showWanted);
    connect(&m_feed, &Feed::reset, this, &ReplayBar::pause);
    connect(&m_feed, &Feed::reset, this, &ReplayBar::refresh);
    connect(&m_feed, &Feed::rewound, this, &ReplayBar::onRewound);
    connect(&m_feed, &Feed::newestChanged, this, &ReplayBar::refresh);
    connect(&m_feed, &Feed::momentChanged, this, &ReplayBar::refresh);
    connect(&m_theme, &Theme::changed, this, &ReplayBar::drawSigns);
}

void ReplayBar::setLive(bool live)
{
    m_isLive = live;
    refreshTexts();
}

double ReplayBar::speed() const
{
    return m_speed->currentData().toDouble();
}

void ReplayBar::play()
{
    if (isPlaying() || m_feed.newest() == 0)
        return;
    if (!m_feed.isPast())
        toFirst();
    m_clock.restart();
    m_sinceTick.start();
    m_playing.start();
    refreshPlay();
    Q_EMIT playingChanged(true);
}

void ReplayBar::pause()
{
    m_wanted.reset();
    if (!isPlaying())
        return;
    m_playing.stop();
    m_clock.restart();
    refreshPlay();
    refreshTexts();
    Q_EMIT playingChanged(false);
}

void ReplayBar::playOrPause()
{
    if (isPlaying())
        pause();
    else
        play();
}

void ReplayBar::stepForward()
{
    pause();
    if (!m_feed.isPast())
        return;
    if (const auto events = replayStepAfter(m_feed.wholeView(), m_feed.view().size()))
        stepTo(*events);
    else
        toNow();
}

void ReplayBar::stepBack()
{
    pause();
    if (const auto events = replayStepBefore(m_feed.wholeView(), m_feed.view().size()))
        stepTo(*events);
    else
        toFirst();
}

void ReplayBar::stepTo(EventIndex events)
{
    // A step to the last event stays there: the next one goes to now.
    m_feed.showMoment(events);
    m_selection.select(events - 1);
}

void ReplayBar::toFirst()
{
    pause();
    if (m_feed.newest() > 0)
        m_feed.showMoment(1);
}

void ReplayBar::toNow()
{
    pause();
    m_feed.showMoment(std::nullopt);
}

void ReplayBar::showUpTo(EventIndex events)
{
    if (events >= m_feed.wholeView().size())
        m_feed.showMoment(std::nullopt);
    else
        m_feed.showMoment(std::max<EventIndex>(events, 1));
}

void ReplayBar::onRewound()
{
    const auto selected = m_selection.current();
    if (selected && *selected >= m_feed.view().size())
        m_selection.select(std::nullopt);
}

void ReplayBar::onSlider(int value)
{
    pause();
    m_wanted = EventIndex(value);
    if (!m_frame.isActive())
        m_frame.start();
}

void ReplayBar::showWanted()
{
    if (const auto wanted = std::exchange(m_wanted, std::nullopt))
        showUpTo(*wanted);
}

void ReplayBar::tick()
{
    const qint64 elapsed = std::min(m_sinceTick.nsecsElapsed(), mostElapsed);
    m_sinceTick.start();
    const EventIndex shown = m_feed.view().size();
    const EventIndex next = m_clock.advance(m_feed.wholeView(), shown, elapsed, speed());
    if (next != shown)
        showUpTo(next);
    else
        refreshTexts();
    if (!m_feed.isPast())
        pause();
}

bool ReplayBar::takeKey(int key)
{
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        stepBack();
        return true;
    case Qt::Key_Right:
    case Qt::Key_Up:
        stepForward();
        return true;
    case Qt::Key_Home:
        toFirst();
        return true;
    case Qt::Key_End:
        toNow();
        return true;
    case Qt::Key_Space:
        playOrPause();
        return true;
    default:
        return false;
    }
}

bool ReplayBar::eventFilter(QObject *watched, QEvent *event)
{
    // The slider's own steps would halt at housekeeping.
    if (watched == m_slider && event->type() == QEvent::KeyPress)
        return takeKey(static_cast<QKeyEvent *>(event)->key());
    return QWidget::eventFilter(watched, event);
}

void ReplayBar::keyPressEvent(QKeyEvent *event)
{
    if (!takeKey(event->key()))
        QWidget::keyPressEvent(event);
}

void ReplayBar::refresh()
{
    const EventIndex newest = m_feed.wholeView().size();
    const bool isEmpty = newest == 0;
    {
        const QSignalBlocker guard(m_slider);
        m_slider->setRange(isEmpty ? 0 : 1, sliderValue(newest));
        m_slider->setPageStep(std::max(1, sliderValue(newest / 20)));
        if (!m_wanted)
            m_slider->setValue(sliderValue(m_feed.view().size()));
    }
    const bool isPast = m_feed.isPast();
    m_slider->setEnabled(!isEmpty);
    m_play->setEnabled(!isEmpty);
    m_first->setEnabled(!isEmpty && !(isPast && m_feed.view().size() <= 1));
    m_back->setEnabled(m_first->isEnabled());
    m_forward->setEnabled(isPast);
    m_now->setEnabled(isPast);
    refreshTexts();
}

QString ReplayBar::momentText() const
{
    const JournalView &view = m_feed.view();
    if (m_feed.wholeView().size() == 0)
        return tr("No events yet");
    const EventRef last = view.size() > 0 ? view.at(view.size() - 1) : EventRef();
    const QString time = last ? timeText(last->time) : QString();
    return tr("Event %L1 of %L2 · %3 s").arg(view.size()).arg(m_feed.wholeView().size()).arg(time);
}

void ReplayBar::refreshTexts()
{
    m_where->setText(momentText());
    m_now->setText(m_isLive ? tr("Back to now") : tr("To the end"));
    m_now->setToolTip(
        m_isLive ? tr("Follow the session again as it goes on (End).") : tr("Show the whole session (End)."));
    QString notice;
    if (m_feed.isPast())
        notice = m_isLive ? tr("The past: commands are off.") : tr("An earlier moment of the session.");
    if (isPlaying() && m_clock.shortened() > 0)
        notice = tr("A pause of %1 s is shortened to 2 s.").arg(timeText(m_clock.shortened()));
    m_notice->setText(notice);
    m_notice->setToolTip(notice);
}

void ReplayBar::refreshPlay()
{
    m_play->setAccessibleName(isPlaying() ? tr("Pause") : tr("Play"));
    m_play->setToolTip(isPlaying() ? tr("Stand still at this moment (Space).")
                                   : tr("Play the session by its own times, faster or slower (Space)."));
    m_play->setIcon(icon(isPlaying() ? Sign::Pause : Sign::Play));
}

void ReplayBar::drawSigns()
{
    m_first->setIcon(icon(Sign::First));
    m_back->setIcon(icon(Sign::Back));
    m_forward->setIcon(icon(Sign::Forward));
    refreshPlay();
}

QIcon ReplayBar::icon(Sign sign) const
{
    constexpr int size = 16;
    const auto draw = [&](Theme::Colour colour) {
        QPixmap picture(QSize(size, size) * devicePixelRatioF());
        picture.setDevicePixelRatio(devicePixelRatioF());
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.colour(colour));
        if (sign == Sign::First || sign == Sign::Back) {
            painter.translate(size, 0);
            painter.scale(-1, 1);
        }
        const auto bar = [&](qreal left) { painter.drawRect(QRectF(left, 3, 2.5, 10)); };
        const auto arrow = [&](qreal left, qreal right) {
            painter.drawPolygon(QPolygonF({{left, 3}, {right, 8}, {left, 13}}));
        };
        if (sign == Sign::Pause) {
            bar(4);
            bar(9.5);
        } else if (sign == Sign::Play) {
            arrow(4, 13);
        } else if (sign == Sign::First) {
            arrow(1.5, 6.5);
            arrow(6.5, 11.5);
            bar(12);
        } else {
            arrow(3, 10.5);
            bar(11);
        }
        return picture;
    };
    QIcon made(draw(Theme::Colour::Text));
    made.addPixmap(draw(Theme::Colour::Border), QIcon::Disabled);
    return made;
}

} // namespace wl
