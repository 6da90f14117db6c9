"""Where the parts of an adjustment's slider are, and how they are painted."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle

_GUTTER, _GAP, _BEFORE_TRACK = 20, 4, 8
_TRACK, _TICK, _HANDLE, _DOT = 4, 12, 12, 6
AROUND_PARTS = _GUTTER + _GAP + 2 * _BEFORE_TRACK + _HANDLE
"""The width of all that is neither name, track nor number, in pixels."""
_FOCUS, _ROUNDNESS = 2, 4
_LINE_OPACITY, _QUIET_OPACITY, _DISABLED_OPACITY = 0.22, 0.55, 0.4


@dataclass(frozen=True)
class SliderLayout:
    """The places of a slider's parts, in the direction of reading.

    Attributes:
        whole: the widget.
        name, number: the texts.
        dot: where a click resets.
        track: from the centre of the handle at one end to that at the other, as high as the widget.
        mirrored: whether values grow to the left.
    """

    whole: QRect
    dot: QRect
    name: QRect
    track: QRect
    number: QRect
    mirrored: bool

    def position_of(self, share: float) -> float:
        """Where the handle is at a share of the range, 0 to 1."""
        share = 1 - share if self.mirrored else share
        return self.track.left() + share * self.track.width()

    def share_at(self, x: float) -> float:
        """The share of the range at a place, 0 to 1."""
        share = min(1.0, max(0.0, (x - self.track.left()) / max(1, self.track.width())))
        return 1 - share if self.mirrored else share

    def is_on_track(self, point: QPoint) -> bool:
        """Whether a press there moves the handle."""
        reach = _HANDLE // 2
        return self.track.adjusted(-reach, 0, reach, 0).contains(point)


def slider_layout(
    whole: QRect, direction: Qt.LayoutDirection, name_width: int, number_width: int
) -> SliderLayout:
    """The layout of a widget of this size."""

    def placed(left: int, right: int) -> QRect:
        return QStyle.visualRect(direction, whole, QRect(left, whole.top(), right - left, whole.height()))

    end = whole.right() + 1 - _GAP
    number, name_end = end - number_width, _GUTTER + name_width
    reach = _BEFORE_TRACK + _HANDLE // 2
    return SliderLayout(
        whole,
        placed(0, _GUTTER),
        placed(_GUTTER, name_end),
        placed(name_end + reach, max(name_end + reach + 1, number - reach)),
        placed(number, end),
        direction is Qt.LayoutDirection.RightToLeft,
    )


@dataclass(frozen=True)
class SliderLook:
    """What a slider shows.

    Attributes:
        name, number: the texts; the number is empty while it is typed.
        share, neutral: the value and the neutral value as shares of the range, 0 to 1.
        ends: sRGB colours of the ends of the track; None for a plain track.
        over: the point under the pointer, or None.
        focused, enabled, pressed: the state of the widget.
    """

    name: str
    number: str
    share: float
    neutral: float
    ends: tuple[str, str] | None
    over: QPoint | None
    focused: bool
    enabled: bool
    pressed: bool


def paint_slider(painter: QPainter, layout: SliderLayout, look: SliderLook, palette: QPalette) -> None:
    """Paint name, track, handle and number, and a dot if the value is not neutral."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(1.0 if look.enabled else _DISABLED_OPACITY)
    text = palette.color(QPalette.ColorRole.WindowText)
    accent = palette.color(QPalette.ColorRole.Link)
    # The text of a disabled slider is as pale as its track.
    _paint_texts(painter, layout, look, text)
    _paint_track(painter, layout, look, text, accent)
    _paint_handle(painter, layout, look, accent, palette.color(QPalette.ColorRole.Window))
    if look.share != look.neutral:
        over = look.over is not None and layout.dot.contains(look.over)
        radius = _DOT / 2 + (1.5 if over else 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawEllipse(QRectF(layout.dot).center(), radius, radius)
    if look.focused:
        painter.setPen(QPen(accent, _FOCUS))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = _FOCUS // 2
        painter.drawRoundedRect(layout.whole.adjusted(half, half, -half, -half), _ROUNDNESS, _ROUNDNESS)


def _paint_texts(painter: QPainter, layout: SliderLayout, look: SliderLook, colour: QColor) -> None:
    painter.setPen(colour)
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    toward_start, toward_end = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    if layout.mirrored:
        toward_start, toward_end = toward_end, toward_start
    # Texts are aligned here, so painting must not mirror them again.
    fixed = Qt.AlignmentFlag.AlignAbsolute
    name = painter.fontMetrics().elidedText(look.name, Qt.TextElideMode.ElideRight, layout.name.width())
    painter.drawText(layout.name, int(middle | toward_start | fixed), name)
    painter.drawText(layout.number, int(middle | toward_end | fixed), look.number)
    if look.over is not None and layout.number.contains(look.over) and look.number and look.enabled:
        line = QColor(colour)
        line.setAlphaF(_QUIET_OPACITY)
        painter.setPen(line)
        below = layout.number.center().y() + painter.fontMetrics().height() // 2
        painter.drawLine(layout.number.left() + _GAP, below, layout.number.right(), below)


def _paint_track(
    painter: QPainter, layout: SliderLayout, look: SliderLook, text: QColor, accent: QColor
) -> None:
    middle = QRectF(layout.track).center().y()
    track = QRectF(layout.track.left(), middle - _TRACK / 2, layout.track.width(), _TRACK)
    neutral, place = layout.position_of(look.neutral), layout.position_of(look.share)
    line = QColor(text)
    line.setAlphaF(_LINE_OPACITY)
    painter.setPen(Qt.PenStyle.NoPen)
    if look.ends is None:
        painter.setBrush(line)
        painter.drawRoundedRect(track, _TRACK / 2, _TRACK / 2)
        painter.setBrush(accent)
        left, right = sorted((neutral, place))
        painter.drawRect(QRectF(left, track.top(), right - left, _TRACK))
    else:
        first, last = (layout.position_of(share) for share in (0.0, 1.0))
        colours = QLinearGradient(QPointF(first, 0), QPointF(last, 0))
        colours.setColorAt(0, QColor(look.ends[0]))
        colours.setColorAt(0.5, _between(*look.ends))
        colours.setColorAt(1, QColor(look.ends[1]))
        painter.setBrush(colours)
        painter.drawRoundedRect(track, _TRACK / 2, _TRACK / 2)
    tick = QColor(text)
    tick.setAlphaF(_QUIET_OPACITY)
    painter.setBrush(tick)
    painter.drawRect(QRectF(neutral - 1, middle - _TICK / 2, 2, _TICK))


def _between(one: str, other: str) -> QColor:
    """The light grey between two complementary colours."""
    first, last = QColor(one), QColor(other)
    lightness = (first.lightness() + last.lightness()) // 2
    return QColor.fromHsl(0, 0, min(255, lightness + 40))


def _paint_handle(
    painter: QPainter, layout: SliderLayout, look: SliderLook, accent: QColor, around: QColor
) -> None:
    centre = QPointF(layout.position_of(look.share), QRectF(layout.track).center().y())
    over = look.over is not None and layout.is_on_track(look.over)
    radius = _HANDLE / 2 + (1 if look.pressed or over else 0)
    # The ring keeps the handle apart from coloured tracks.
    painter.setPen(QPen(around, 2))
    painter.setBrush(accent)
    painter.drawEllipse(centre, radius, radius)
