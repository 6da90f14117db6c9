"""The header of a JPEG XL codestream (ISO/IEC 18181-1, annex D): size, depth, animation and colours.

The binding of libjxl that is used here does not return them.
"""

from dataclasses import dataclass, replace
from enum import IntEnum

CODESTREAM_MAGIC = b"\xff\x0a"
CONTAINER_MAGIC = b"\0\0\0\x0cJXL \r\n\x87\n"

FIRST_BYTES = 4096
"""The most bytes of a codestream's header, apart from unusual channel names."""

# Bits of a side by selector (D.2), and ratios of the sides.
_SIDE_BITS = (9, 13, 18, 30)
_RATIOS = ((1, 1), (12, 10), (4, 3), (3, 2), (16, 9), (5, 4), (2, 1))
_MOST_CHANNELS = 64
_ALPHA, _SPOT, _FILTER = 0, 2, 5
_CUSTOM, _XYB = 2, 3


class Transfer(IntEnum):
    """Transfer functions with their numbers in ITU-T H.273."""

    BT709 = 1
    UNKNOWN = 2
    LINEAR = 8
    SRGB = 13
    PQ = 16
    DCI = 17
    HLG = 18


@dataclass(frozen=True)
class Header:
    """The header of a codestream.

    Attributes:
        width, height: pixels, before rotation.
        bits: per sample.
        floating: whether samples are floating-point numbers.
        animated: whether there may be several frames.
        grey: whether there is one colour channel; None if unknown.
        has_profile: whether an ICC profile defines the colours.
        converted: whether libjxl returns sRGB regardless of the profile, because the pixels are coded in XYB.
        primaries, transfer: otherwise these define the colours: numbers of ITU-T H.273; None if unknown.
        transfer_at: position, in bits, of the four bits that hold `transfer` minus two.
    """

    width: int
    height: int
    bits: int = 8
    floating: bool = False
    animated: bool = False
    grey: bool | None = None
    has_profile: bool = False
    converted: bool = False
    primaries: int | None = None
    transfer: int | None = None
    transfer_at: int | None = None


def read_header(codestream: bytes) -> Header | None:
    """Parse the header of a codestream from its first bytes; None if it is invalid.

    If the bytes end inside the header, the rest counts as zeros.
    """
    if not codestream.startswith(CODESTREAM_MAGIC):
        return None
    bits = _Bits(codestream[len(CODESTREAM_MAGIC) : FIRST_BYTES])
    width, height = _size(bits)
    if bits.flag():
        return Header(width, height, grey=False, primaries=1, transfer=Transfer.SRGB)
    animated = False
    if bits.flag():
        bits.take(3)
        if bits.flag():
            _size(bits)
        if bits.flag():
            _skip_preview(bits)
        animated = bits.flag()
        if animated:
            _skip_animation(bits)
    depth, floating = _depth(bits)
    bits.flag()
    channels = bits.number((0, 0), (1, 0), (2, 4), (1, 12))
    if channels > _MOST_CHANNELS:
        return Header(width, height, depth, floating, animated)
    for _ in range(channels):
        _skip_channel(bits)
    converted = bits.flag()
    return _with_colours(Header(width, height, depth, floating, animated, converted=converted), bits)


def with_srgb_transfer(codestream: bytes) -> bytes:
    """A codestream with the transfer function in its header changed from linear to sRGB."""
    header = read_header(codestream)
    if header is None or header.transfer != Transfer.LINEAR or header.transfer_at is None:
        return codestream
    first = int.from_bytes(codestream[:FIRST_BYTES], "little")
    first ^= (Transfer.LINEAR - 2 ^ Transfer.SRGB - 2) << header.transfer_at
    return first.to_bytes(min(len(codestream), FIRST_BYTES), "little") + codestream[FIRST_BYTES:]


def _with_colours(header: Header, bits: "_Bits") -> Header:
    if bits.flag():
        return replace(header, grey=False, primaries=1, transfer=Transfer.SRGB)
    if bits.flag():
        return replace(header, grey=bits.choice() == 1, has_profile=True)
    space = bits.choice()
    primaries = 1
    if space != _XYB:
        white = bits.choice()
        _skip_custom(bits, 2 if white == _CUSTOM else 0)
        if space != 1:
            primaries = bits.choice()
            _skip_custom(bits, 6 if primaries == _CUSTOM else 0)
    if bits.flag():
        return replace(header, grey=space == 1, primaries=primaries)
    # After the signature and the two bits that select how the number is coded.
    at = 8 * len(CODESTREAM_MAGIC) + bits.taken + 2
    return replace(header, grey=space == 1, primaries=primaries, transfer=bits.choice(), transfer_at=at)


def _size(bits: "_Bits") -> tuple[int, int]:
    small = bits.flag()
    height = _side(bits, small)
    ratio = bits.take(3)
    if ratio:
        across, down = _RATIOS[ratio - 1]
        return height * across // down, height
    return _side(bits, small), height


def _side(bits: "_Bits", small: bool) -> int:
    if small:
        return 8 * (bits.take(5) + 1)
    return bits.take(_SIDE_BITS[bits.take(2)]) + 1


def _skip_preview(bits: "_Bits") -> None:
    in_eighths = bits.flag()
    sides = ((16, 0), (32, 0), (1, 5), (33, 9)) if in_eighths else ((1, 6), (65, 8), (321, 10), (1345, 12))
    bits.number(*sides)
    if bits.take(3) == 0:
        bits.number(*sides)


def _skip_animation(bits: "_Bits") -> None:
    bits.number((100, 0), (1000, 0), (1, 10), (1, 30))
    bits.number((1, 0), (1001, 0), (1, 8), (1, 10))
    bits.number((0, 0), (0, 3), (0, 16), (0, 32))
    bits.flag()


def _depth(bits: "_Bits") -> tuple[int, bool]:
    if bits.flag():
        depth = bits.number((32, 0), (16, 0), (24, 0), (1, 6))
        bits.take(4)
        return depth, True
    return bits.number((8, 0), (10, 0), (12, 0), (1, 6)), False


def _skip_channel(bits: "_Bits") -> None:
    if bits.flag():
        return
    kind = bits.choice()
    _depth(bits)
    bits.number((0, 0), (3, 0), (4, 0), (1, 3))
    bits.take(8 * bits.number((0, 0), (0, 4), (16, 5), (48, 10)))
    if kind == _ALPHA:
        bits.flag()
    elif kind == _SPOT:
        bits.take(4 * 16)
    elif kind == _FILTER:
        bits.number((1, 0), (0, 2), (3, 4), (19, 8))


def _skip_custom(bits: "_Bits", count: int) -> None:
    for _ in range(count):
        bits.number((0, 19), (524288, 19), (1048576, 20), (2097152, 21))


class _Bits:
    """A reader of bits, lowest first; zeros after the end."""

    def __init__(self, data: bytes) -> None:
        self._left = int.from_bytes(data, "little")
        self.taken = 0

    def take(self, count: int) -> int:
        """The next bits as a number."""
        taken = self._left & ((1 << count) - 1)
        self._left >>= count
        self.taken += count
        return taken

    def flag(self) -> bool:
        """The next bit."""
        return self.take(1) == 1

    def number(self, *ways: tuple[int, int]) -> int:
        """A number coded in one of four ways (U32), each an offset and a number of bits."""
        start, count = ways[self.take(2)]
        return start + self.take(count)

    def choice(self) -> int:
        """An enumerated value."""
        return self.number((0, 0), (1, 0), (2, 4), (18, 6))
