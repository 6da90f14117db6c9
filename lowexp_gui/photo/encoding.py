"""The export options, each declared once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from lowexp_gui.field_coding import ADDED_LATER
from lowexp_gui.photo.export_option import ChoiceOption, ExportOption, NumberOption, SwitchOption
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_OPTION = "export option"


class Subsampling(StrEnum):
    """Chroma subsampling of JPEG and AVIF: none, half horizontally, or half in both directions."""

    FULL = "444"
    HALF = "422"
    QUARTER = "420"


class Compression(StrEnum):
    """Lossless compression of a TIFF."""

    NONE = "none"
    LZW = "lzw"
    DEFLATE = "deflate"


class OutputProfile(StrEnum):
    """The colour profile of a written file."""

    AS_INPUT = "as-input"
    SRGB = "srgb"
    DISPLAY_P3 = "display-p3"


@dataclass(frozen=True)
class Encoding:
    """The user's choices for a written file, apart from its format. Each field declares an option.

    Attributes:
        quality: of JPEG, WebP, AVIF and JPEG XL (where 100 is lossless), 1 to 100.
        long_side: longer side of the picture at most, in pixels; 0 for the full size.
        bit_depth: 8 or 16; None for the photo's own. Formats with only 8 bits get 8.
        subsampling: of JPEG and AVIF.
        compression: of TIFF.
        profile: the colour profile of the written file.
        keep_position: whether GPS positions are kept.
        keep_metadata: whether any metadata of the photo are kept. Colours, resolution and how the result was
            made are written in any case.
    """

    quality: int = field(
        default=95,
        metadata={
            _OPTION: NumberOption(
                flag="--quality",
                title=QT_TRANSLATE_NOOP("export", "&Quality"),
                hint=QT_TRANSLATE_NOOP("export", "For %1, from 1 to 100"),
                help="Quality of {formats}. JPEG XL at 100 is lossless.",
                values=range(1, 101),
                prominent=True,
            ),
        },
    )
    bit_depth: int | None = field(
        default=None,
        metadata={
            _OPTION: ChoiceOption(
                flag="--depth",
                title=QT_TRANSLATE_NOOP("export", "Depth"),
                hint=QT_TRANSLATE_NOOP("export", "For %1; other formats have 8 bit"),
                help="Bit depth of {formats}. “same” keeps the depth of the photo.",
                words={"same": None, "8": 8, "16": 16},
                titles={
                    None: QT_TRANSLATE_NOOP("export", "Same as the photo"),
                    8: QT_TRANSLATE_NOOP("export", "8 bit"),
                    16: QT_TRANSLATE_NOOP("export", "16 bit"),
                },
            ),
        },
    )
    subsampling: Subsampling = field(
        default=Subsampling.FULL,
        metadata={
            _OPTION: ChoiceOption(
                flag="--subsampling",
                title=QT_TRANSLATE_NOOP("export", "Colour detail"),
                hint=QT_TRANSLATE_NOOP("export", "For %1; less detail makes smaller files"),
                help="Chroma subsampling of {formats}.",
                words={"4:4:4": Subsampling.FULL, "4:2:2": Subsampling.HALF, "4:2:0": Subsampling.QUARTER},
                titles={
                    Subsampling.FULL: QT_TRANSLATE_NOOP("export", "Full (4:4:4)"),
                    Subsampling.HALF: QT_TRANSLATE_NOOP("export", "Half (4:2:2)"),
                    Subsampling.QUARTER: QT_TRANSLATE_NOOP("export", "Quarter (4:2:0)"),
                },
            ),
        },
    )
    compression: Compression = field(
        default=Compression.DEFLATE,
        metadata={
            _OPTION: ChoiceOption(
                flag="--compression",
                title=QT_TRANSLATE_NOOP("export", "Compression"),
                hint=QT_TRANSLATE_NOOP("export", "For %1, always lossless"),
                help="Compression of {formats}.",
                words={each.value: each for each in Compression},
                titles={
                    Compression.DEFLATE: "Deflate",
                    Compression.LZW: "LZW",
                    Compression.NONE: QT_TRANSLATE_NOOP("export", "None"),
                },
            ),
        },
    )
    profile: OutputProfile = field(
        default=OutputProfile.AS_INPUT,
        metadata={
            _OPTION: ChoiceOption(
                flag="--profile",
                title=QT_TRANSLATE_NOOP("export", "Colours"),
                hint=QT_TRANSLATE_NOOP("export", "The colour profile of saved files"),
                help="Colour profile of the results.",
                words={each.value: each for each in OutputProfile},
                titles={
                    OutputProfile.AS_INPUT: QT_TRANSLATE_NOOP("export", "Same as the photo"),
                    OutputProfile.SRGB: "sRGB",
                    OutputProfile.DISPLAY_P3: "Display P3",
                },
            ),
        },
    )
    keep_position: bool = field(
        default=True,
        metadata={
            _OPTION: SwitchOption(
                flag="--strip-gps",
                title=QT_TRANSLATE_NOOP("export", "Keep positions (GPS)"),
                hint=QT_TRANSLATE_NOOP("export", "Keep the place where the photo was taken"),
                help="Remove the GPS position from the results.",
                all_formats=True,
            ),
        },
    )
    keep_metadata: bool = field(
        default=True,
        metadata={
            ADDED_LATER: True,
            _OPTION: SwitchOption(
                flag="--strip-metadata",
                title=QT_TRANSLATE_NOOP("export", "Keep metadata"),
                hint=QT_TRANSLATE_NOOP("export", "Keep the camera, date, rating, keywords and rights"),
                help="Leave EXIF, XMP, IPTC, ratings, keywords and rights out of the results.",
                all_formats=True,
            ),
        },
    )
    long_side: int = field(
        default=0,
        metadata={
            ADDED_LATER: True,
            _OPTION: NumberOption(
                flag="--long-side",
                title=QT_TRANSLATE_NOOP("export", "&Long side"),
                hint=QT_TRANSLATE_NOOP("export", "In pixels; larger results are made smaller, none larger"),
                help="Longer side of the results in pixels; 0 for the full size. Nothing is enlarged.",
                values=range(65_536),
                all_formats=True,
                prominent=True,
                title_of_least=QT_TRANSLATE_NOOP("export", "Full size"),
                unit=QT_TRANSLATE_NOOP("export", " px"),
            ),
        },
    )


USUAL = Encoding()
EXPORT_OPTIONS: Mapping[str, ExportOption] = {each.name: each.metadata[_OPTION] for each in fields(Encoding)}
"""The export options by the name of their field in `Encoding`."""
