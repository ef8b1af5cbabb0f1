// SPDX-FileCopyrightText: 2026 The Wireladder authors
// SPDX-License-Identifier: MIT
#include "ui/views/drawingaccessible.h"

#include <QAbstractScrollArea>
#include <QAccessible>
#include <QAccessibleWidget>
#include <QHash>
#include <QPointer>

namespace wl {

namespace {

/// One part of a picture.
class PartInterface final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    PartInterface(QAbstractScrollArea *view, int index)
        : m_view(view)
        , m_index(index)
    {
    }

    bool isValid() const override { return part() != nullptr; }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_view ? m_view->window()->windowHandle() : nullptr; }
    QAccessibleInterface *parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override
    {
        return part() && part()->press ? QAccessible::PushButton : QAccessible::ListItem;
    }
    QString text(QAccessible::Text what) const override
    {
        return what == QAccessible::Name && part() ? part()->sentence : QString();
    }
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override;
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this)
                                                    : nullptr;
    }
    QStringList actionNames() const override
    {
        return part() && (part()->press || part()->event) ? QStringList{pressAction()} : QStringList();
    }
    void doAction(const QString &name) override
    {
        if (name == pressAction() && part())
            holder()->usePart(m_index);
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }
    int index() const { return m_index; }

private:
    PartsHolder *holder() const { return dynamic_cast<PartsHolder *>(m_view.data()); }
    const Drawing::Item *part() const
    {
        const PartsHolder *h = holder();
        return h && m_index < int(h->parts().size()) ? &h->parts()[std::size_t(m_index)] : nullptr;
    }

    QPointer<QAbstractScrollArea> m_view;
    int m_index;
};

QRect PartInterface::rect() const
{
    if (!part())
        return {};
    const QRect place = part()->area.translated(holder()->partsOrigin()).toAlignedRect();
    return {m_view->viewport()->mapToGlobal(place.topLeft()), place.size()};
}

QAccessible::State PartInterface::state() const
{
    QAccessible::State state;
    state.invalid = !part();
    if (state.invalid)
        return state;
    state.readOnly = true;
    state.focusable = true;
    state.selectable = true;
    state.selected = holder()->currentPart() == m_index;
    state.focused = state.selected && m_view->hasFocus();
    const QRectF place = part()->area.translated(holder()->partsOrigin());
    state.offscreen = !QRectF(m_view->viewport()->rect()).intersects(place);
    return state;
}

/// A painted picture as a list of its parts.
class PartsInterface final : public QAccessibleWidget
{
public:
    explicit PartsInterface(QAbstractScrollArea *view)
        : QAccessibleWidget(view, QAccessible::List)
        , m_view(view)
    {
    }
    ~PartsInterface() override
    {
        for (const QAccessible::Id id : std::as_const(m_parts))
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return holder() ? int(holder()->parts().size()) : 0; }
    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        // A part is known by its place: what stands there may be another one after the next picture.
        const auto known = m_parts.constFind(index);
        if (known != m_parts.cend())
            return QAccessible::accessibleInterface(*known);
        auto *part = new PartInterface(m_view, index);
        m_parts.insert(index, QAccessible::registerAccessibleInterface(part));
        return part;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        // Small parts lie on large ones.
        QAccessibleInterface *found = nullptr;
        for (int i = 0; i < childCount(); ++i) {
            const QRect place = child(i)->rect();
            const auto size = [](const QRect &r) { return qint64(r.width()) * r.height(); };
            if (place.contains(x, y) && (!found || size(place) <= size(found->rect())))
                found = child(i);
        }
        return found;
    }
    int indexOfChild(const QAccessibleInterface *part) const override
    {
        const auto *found = dynamic_cast<const PartInterface *>(part);
        return found ? found->index() : -1;
    }
    QAccessibleInterface *focusChild() const override
    {
        return holder() && m_view->hasFocus() ? child(holder()->currentPart()) : nullptr;
    }

private:
    const PartsHolder *holder() const { return dynamic_cast<const PartsHolder *>(m_view.data()); }

    QPointer<QAbstractScrollArea> m_view;
    mutable QHash<int, QAccessible::Id> m_parts;
};

QAccessibleInterface *makeParts(const QString &, QObject *object)
{
    auto *view = qobject_cast<QAbstractScrollArea *>(object);
    return view && dynamic_cast<PartsHolder *>(view) ? new PartsInterface(view) : nullptr;
}

} // namespace

void installDrawingAccessible()
{
    static const bool isInstalled = [] {
        QAccessible::installFactory(makeParts);
        return true;
    }();
    Q_UNUSED(isInstalled);
}

void announcePart(QAbstractScrollArea *view, int part)
{
    if (!QAccessible::isActive() || part < 0)
        return;
    QAccessibleEvent event(view, QAccessible::Focus);
    event.setChild(part);
    QAccessible::updateAccessibility(&event);
}

} // namespace wl
