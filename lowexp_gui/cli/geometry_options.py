"""The options of `lowexp enhance` that turn and crop results."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

import click

from lowexp_gui.photo.geometry import MOST_ANGLE, WHOLE, Crop, Geometry, GeometryError

_TURNS = {"0": 0, "90": 1, "180": 2, "270": 3}
_RATIO = re.compile(r"(\d{1,4}(?:\.\d{1,4})?):(\d{1,4}(?:\.\d{1,4})?)", re.ASCII)
_HORIZONTAL, _VERTICAL = "horizontal", "vertical"


class _CropType(click.ParamType):  # type: ignore[type-arg]
    """A ratio such as 4:3, or a rectangle as four fractions; gives (Crop, aspect)."""

    name = "crop"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:  # noqa: ARG002
        """How it is written, for the help."""
        return "W:H|LEFT,TOP,WIDTH,HEIGHT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The rectangle and the ratio; fails for others."""
        if isinstance(value, tuple):
            return value
        ratio = _RATIO.fullmatch(value)
        try:
            if ratio and all(float(side) > 0 for side in ratio.groups()):
                aspect = float(ratio[1]) / float(ratio[2])
                Geometry(aspect=aspect)
                return WHOLE, aspect
            sides = [float(side) for side in value.split(",")]
            if len(sides) == len(Crop.__dataclass_fields__):
                return Crop(*sides), 0.0
        except GeometryError as error:
            self.fail(str(error), param, ctx)
        except ValueError:
            pass
        raise click.BadParameter(
            f"{value!r} is neither a ratio such as 4:3 nor four numbers such as 0.1,0,0.8,1.", ctx, param
        )


_OPTIONS = (
    click.option(
        "--rotate",
        type=click.Choice(list(_TURNS)),
        default="0",
        show_default=True,
        help="Degrees by which the results are rotated clockwise.",
    ),
    click.option(
        "--flip",
        type=click.Choice([_HORIZONTAL, _VERTICAL]),
        default=None,
        help="Mirror the results, after they are rotated: exchange left and right, or top and bottom.",
    ),
    click.option(
        "--straighten",
        type=click.FloatRange(-MOST_ANGLE, MOST_ANGLE),
        default=0.0,
        metavar="DEGREES",
        help="Turn the results clockwise by up to 45 degrees. The corners beyond the photo are cut off.",
    ),
    click.option(
        "--crop",
        type=_CropType(),
        default=None,
        help=(
            "Crop the results, after they are turned: to the largest picture with this ratio of width to "
            "height, or to a rectangle in fractions of width and height, from 0 to 1."
        ),
    ),
)


def geometry_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options. The command receives `geometry`."""

    @wraps(command)
    def gathered(
        rotate: str,
        flip: str | None,
        straighten: float,
        crop: tuple[Crop, float] | None,
        **values: Any,
    ) -> None:
        chosen, aspect = crop or (WHOLE, 0.0)
        geometry = Geometry(_TURNS[rotate])
        if flip is not None:
            geometry = geometry.mirrored(vertically=flip == _VERTICAL)
        try:
            geometry = replace(geometry, angle=straighten, crop=chosen, aspect=aspect)
        except GeometryError as error:
            # Of all numbers, click lets only “nan” pass.
            raise click.BadParameter(str(error), param_hint="--straighten") from error
        command(geometry=geometry, **values)

    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered
