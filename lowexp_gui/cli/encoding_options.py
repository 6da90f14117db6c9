"""The options of `lowexp enhance` that say how its files are written."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from lowexp_gui.photo.encoding import Compression, Encoding, Subsampling
from lowexp_gui.photo.output_profiles import OutputProfile

_DEPTHS = {"same": None, "8": 8, "16": 16}
_SUBSAMPLINGS = {"4:4:4": Subsampling.FULL, "4:2:2": Subsampling.HALF, "4:2:0": Subsampling.QUARTER}
_OPTIONS = (
    click.option(
        "--quality",
        type=click.IntRange(1, 100),
        default=95,
        show_default=True,
        help="Quality of JPEG, WebP, AVIF and JPEG XL. JPEG XL at 100 is lossless.",
    ),
    click.option(
        "--depth",
        type=click.Choice(list(_DEPTHS)),
        default="same",
        show_default=True,
        help="Bit depth of PNG, TIFF and JPEG XL. “same” keeps the depth of the photo.",
    ),
    click.option(
        "--subsampling",
        type=click.Choice(list(_SUBSAMPLINGS)),
        default="4:4:4",
        show_default=True,
        help="Chroma subsampling of JPEG and AVIF.",
    ),
    click.option(
        "--compression",
        type=click.Choice([each.value for each in Compression]),
        default=Compression.DEFLATE.value,
        show_default=True,
        help="Compression of TIFF.",
    ),
    click.option(
        "--profile",
        type=click.Choice([each.value for each in OutputProfile]),
        default=OutputProfile.AS_INPUT.value,
        show_default=True,
        help="Colour profile of the results.",
    ),
    click.option("--strip-gps", is_flag=True, help="Remove the GPS position from the results."),
)


def encoding_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command these options; it gets them together, as `encoding`."""

    @wraps(command)
    def with_encoding(
        *arguments: Any,
        quality: int,
        depth: str,
        subsampling: str,
        compression: str,
        profile: str,
        strip_gps: bool,
        **others: Any,
    ) -> Any:
        encoding = Encoding(
            quality,
            _DEPTHS[depth],
            _SUBSAMPLINGS[subsampling],
            Compression(compression),
            OutputProfile(profile),
            not strip_gps,
        )
        return command(*arguments, encoding=encoding, **others)

    for option in reversed(_OPTIONS):
        with_encoding = option(with_encoding)
    return with_encoding
