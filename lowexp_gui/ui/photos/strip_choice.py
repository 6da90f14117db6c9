"""Where the filmstrip is, and how large thumbnails are."""

from enum import StrEnum


class StripPlace(StrEnum):
    """Where the filmstrip is."""

    LEFT = "left"
    BELOW = "below"


class ThumbnailSize(StrEnum):
    """How large thumbnails are."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


ROW_SIDES = {ThumbnailSize.SMALL: 56, ThumbnailSize.MEDIUM: 72, ThumbnailSize.LARGE: 128}
"""Widths of thumbnails in the filmstrip on the left, logical pixels."""
STRIP_SIDES = {ThumbnailSize.SMALL: 88, ThumbnailSize.MEDIUM: 128, ThumbnailSize.LARGE: 184}
"""The same in the filmstrip below."""
TILE_SIDES = {ThumbnailSize.SMALL: 136, ThumbnailSize.MEDIUM: 200, ThumbnailSize.LARGE: 296}
"""The same in the grid."""
