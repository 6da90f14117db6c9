"""Connections between the geometry's actions, its panel, the crop's frame, and the session."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QLineF, QObject, Signal, Slot

from lowexp_gui.app.editing.crop_frame import CropFrame
from lowexp_gui.app.session import Session
from lowexp_gui.photo.geometry import AS_TAKEN, WHOLE, Geometry
from lowexp_gui.ui.geometry.crop_overlay import CropOverlay
from lowexp_gui.ui.geometry.geometry_actions import GeometryActions
from lowexp_gui.ui.geometry.geometry_panel import AS_SHOT, GeometryPanel
from lowexp_gui.ui.viewing.viewer import Viewer


@dataclass(frozen=True, eq=False)
class _Choice:
    """A crop that is being chosen.

    Attributes:
        key: of its photo.
        geometry: quarter turns and flip of the photo as it is shown.
        overlay: shows the frame.
    """

    key: int
    geometry: Geometry
    overlay: CropOverlay


class GeometryCommands(QObject):
    """Rotates and flips photos, and lets a crop be chosen; all that is chosen together is one step."""

    begun = Signal()
    """A crop is about to be chosen in the viewer."""

    def __init__(
        self,
        actions: GeometryActions,
        panel: GeometryPanel,
        viewer: Viewer,
        session: Session,
        parent: QObject,
    ) -> None:
        """Connect everything."""
        super().__init__(parent)
        self._actions, self._panel, self._viewer, self._session = actions, panel, viewer, session
        self._choice: _Choice | None = None
        self._frame: CropFrame | None = None
        for action, turn in (
            (actions.rotate_left, lambda geometry: geometry.rotated(3)),
            (actions.rotate_right, lambda geometry: geometry.rotated(1)),
            (actions.flip_horizontal, lambda geometry: geometry.mirrored()),
            (actions.flip_vertical, lambda geometry: geometry.mirrored(vertically=True)),
            (actions.reset, lambda _: AS_TAKEN),
        ):
            action.triggered.connect(partial(self._turn, turn))
        actions.crop.toggled.connect(self._on_crop)
        actions.straighten.triggered.connect(self._straighten)
        panel.ratio_chosen.connect(self._on_ratio)
        panel.angle_chosen.connect(self._on_angle)
        panel.swapped.connect(self._swap)
        panel.applied.connect(self.apply)
        panel.cancelled.connect(self.cancel)
        viewer.layout_changed.connect(self._cover)
        session.in_view.changed.connect(self._on_current_changed)
        self._on_current_changed()

    @property
    def frame(self) -> CropFrame | None:
        """The crop that is being chosen."""
        return self._frame

    @Slot()
    def apply(self) -> None:
        """Crop the photo as chosen."""
        choice, frame = self._choice, self._frame
        if choice is not None and frame is not None:
            self._end()
            geometry = frame.geometry(choice.geometry)
            self._session.editing.change_geometry((choice.key,), lambda _: geometry)
            self._show_result()

    @Slot()
    def cancel(self) -> None:
        """Leave the photo as it was."""
        if self._choice is not None:
            self._end()
            self._show_result()

    def _turn(self, turn: Callable[[Geometry], Geometry]) -> None:
        """Turn the selected photos, or the crop that is being chosen."""
        if self._choice is None or self._frame is None:
            self._session.editing.change_geometry(self._session.targets, turn)
        else:
            self._begin(turn(self._frame.geometry(self._choice.geometry)))

    def _begin(self, geometry: Geometry) -> None:
        """Let a crop be chosen, beginning with that of a geometry."""
        photo, key = self._session.in_view.photo, self._session.in_view.key
        if photo is None or key is None:
            return
        if self._choice is None:
            self.begun.emit()
        overlay = self._choice.overlay if self._choice is not None else None
        frame = CropFrame.of(photo.width, photo.height, geometry)
        if overlay is None:
            overlay = CropOverlay(self._viewer.active_pane.canvas, frame)
            overlay.changed.connect(self._show)
            overlay.line_drawn.connect(self._on_line)
            overlay.applied.connect(self.apply)
            overlay.cancelled.connect(self.cancel)
            overlay.swapped.connect(self._swap)
        self._choice = _Choice(key, replace(geometry, crop=WHOLE, aspect=0.0), overlay)
        self._frame = None
        self._show(frame)
        self._cover()
        self._viewer.fit()
        self._panel.show_choice(True)
        self._actions.crop.setChecked(True)

    def _end(self) -> None:
        choice, self._choice, self._frame = self._choice, None, None
        if choice is not None:
            choice.overlay.hide()
            choice.overlay.setParent(None)
            choice.overlay.deleteLater()
        for pane in self._viewer.panes:
            pane.show_titles(True)
        self._panel.show_choice(False)
        self._actions.crop.setChecked(False)
        self._viewer.setFocus()

    def _show_result(self) -> None:
        """Show the photo in view with its geometry."""
        in_view = self._session.in_view
        in_view.show_geometry(in_view.geometry)
        self._viewer.fit()

    @Slot(object)
    def _show(self, frame: CropFrame) -> None:
        """Show a frame, and the photo at its angle."""
        choice, before = self._choice, self._frame
        if choice is None:
            return
        self._frame = frame
        choice.overlay.show_frame(frame)
        self._panel.show_crop(frame.angle, frame.aspect, frame.width / frame.height)
        if before is None or before.angle != frame.angle:
            geometry = replace(choice.geometry, angle=frame.angle)
            self._session.in_view.show_geometry(geometry, uncropped=True)

    @Slot()
    def _cover(self) -> None:
        if self._choice is not None:
            active = self._viewer.active_pane
            self._choice.overlay.cover(active.canvas)
            for pane in self._viewer.panes:
                pane.show_titles(pane is not active)

    @Slot(bool)
    def _on_crop(self, wanted: bool) -> None:
        if wanted and self._choice is None:
            self._begin(self._session.in_view.geometry)
            if self._choice is None:
                self._actions.crop.setChecked(False)
        elif not wanted:
            self.apply()

    @Slot()
    def _straighten(self) -> None:
        if self._choice is None:
            self._begin(self._session.in_view.geometry)
        if self._choice is not None:
            self._choice.overlay.draw_line()

    @Slot(float)
    def _on_ratio(self, ratio: float) -> None:
        if self._frame is not None:
            frame = self._frame
            wide = max(frame.width, frame.height) / min(frame.width, frame.height)
            aspect = wide if ratio == AS_SHOT else ratio
            now = frame.rectangle
            self._show(frame.with_aspect(1 / aspect if aspect and now.height > now.width else aspect))

    @Slot(float)
    def _on_angle(self, angle: float) -> None:
        if self._frame is not None:
            self._show(self._frame.with_angle(angle))

    @Slot()
    def _swap(self) -> None:
        if self._frame is not None:
            self._show(self._frame.swapped())

    @Slot(object)
    def _on_line(self, line: QLineF) -> None:
        if self._frame is not None:
            self._show(self._frame.levelled(line.dx(), line.dy()))

    @Slot()
    def _on_current_changed(self) -> None:
        in_view, choice, frame = self._session.in_view, self._choice, self._frame
        for action in self._actions.all:
            action.setEnabled(in_view.photo is not None)
        pictures = self._session.view.pictures
        if choice is None or frame is None:
            return
        if choice.key == in_view.key:
            if pictures is not None and not pictures.uncropped:
                # Undo, or a remembered state, has given the photo another geometry.
                self._end()
        else:
            # As with any adjustment, what was chosen stays when another photo is looked at.
            self._end()
            geometry = frame.geometry(choice.geometry)
            self._session.editing.change_geometry((choice.key,), lambda _: geometry)
