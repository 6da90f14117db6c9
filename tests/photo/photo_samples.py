"""Pictures, profiles and EXIF blocks for the tests of photos."""

import struct

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from PIL import Image

D50 = [0.3457, 0.3585, 1.0]
D65 = [0.3127, 0.3290, 1.0]
SRGB_PRIMARIES = [0.64, 0.33, 1.0, 0.30, 0.60, 1.0, 0.15, 0.06, 1.0]
P3_PRIMARIES = [0.68, 0.32, 1.0, 0.265, 0.69, 1.0, 0.15, 0.06, 1.0]
PROPHOTO_PRIMARIES = [0.7347, 0.2653, 1.0, 0.1596, 0.8404, 1.0, 0.0366, 0.0001, 1.0]
ADOBE_PRIMARIES = [0.64, 0.33, 1.0, 0.21, 0.71, 1.0, 0.15, 0.06, 1.0]
MAKER_NOTE = bytes(range(256)) * 2


SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
ROMM_CURVE = (1.8, 1.0, 0.0, 1 / 16, 16 / 512)


def sampled_profile(primaries: list[float], curves: NDArray[np.float64], white: list[float] = D65) -> bytes:
    """An RGB matrix profile with sampled curves, (3, n), 0 to 1."""
    samples = np.rint(curves * 65535).astype(np.uint16)
    return imagecodecs.cms_profile("rgb", whitepoint=white, primaries=primaries, transferfunction=samples)


def parametric_profile(primaries: list[float], curve: tuple[float, ...], white: list[float] = D65) -> bytes:
    """An RGB matrix profile as phones write them: the curve is (a x + b)^g above d, and c x below it.

    Args:
        primaries: xyY of red, green and blue.
        curve: g, a, b, c, d.
        white: xyY.
    """
    plain = imagecodecs.cms_profile("rgb", whitepoint=white, primaries=primaries, gamma=1.0)
    count = struct.unpack_from(">I", plain, 128)[0]
    curve_tag = b"para\0\0\0\0" + struct.pack(">HH5i", 3, 0, *(round(number * 65536) for number in curve))
    rows, data = [], b""
    for at in range(count):
        name, start, size = struct.unpack_from(">4sII", plain, 132 + 12 * at)
        body = curve_tag if name in (b"rTRC", b"gTRC", b"bTRC") else plain[start : start + size]
        rows.append(struct.pack(">4sII", name, 132 + 12 * count + len(data), len(body)))
        data += body + bytes(-len(body) % 4)
    whole = plain[4:128] + plain[128:132] + b"".join(rows) + data
    return struct.pack(">I", len(whole) + 4) + whole


def sampled_curve(curve: tuple[float, ...], size: int = 4096) -> NDArray[np.float64]:
    gamma, slope, shift, low_slope, knee = curve
    ramp = np.linspace(0, 1, size)
    return np.where(ramp < knee, ramp * low_slope, (ramp * slope + shift) ** gamma)


DISPLAY_P3 = parametric_profile(P3_PRIMARIES, SRGB_CURVE)
PROPHOTO = parametric_profile(PROPHOTO_PRIMARIES, ROMM_CURVE, D50)
ADOBE_RGB = imagecodecs.cms_profile("rgb", whitepoint=D65, primaries=ADOBE_PRIMARIES, gamma=2.2)


def table_profile() -> bytes:
    """An RGB profile of interpolated tables, which curves and a matrix cannot express.

    To light: at nine codes a channel, srgb = code ** 2.2 * (1 - 0.2 green blue).
    From light: code = srgb ** (1 / 2.2).
    """
    to_xyz = np.array([[0.4361, 0.3851, 0.1431], [0.2225, 0.7169, 0.0606], [0.0139, 0.0971, 0.7142]])
    codes = np.stack(np.meshgrid(*[np.linspace(0, 1, 9)] * 3, indexing="ij"), axis=-1)
    light = codes**2.2 * (1 - 0.2 * codes[..., 1] * codes[..., 2])[..., None]
    xyz = np.stack(np.meshgrid(*[np.linspace(0, 65535 / 32768, 17)] * 3, indexing="ij"), axis=-1)
    straight = np.linspace(0, 1, 2)
    # Light beyond sRGB fits the grid as (light + 2) / 8, so that interpolation stays exact.
    packed = (xyz @ np.linalg.inv(to_xyz).T + 2) / 8
    unpacked = np.clip(np.linspace(0, 1, 4096) * 8 - 2, 0, 1) ** (1 / 2.2)
    tables = {
        b"A2B0": _table(straight, light @ to_xyz.T * 32768 / 65535, straight),
        b"B2A0": _table(straight, packed, unpacked),
        b"wtpt": b"XYZ \0\0\0\0" + struct.pack(">3i", 63190, 65536, 54061),
    }
    rows, data = [], b""
    for name, body in tables.items():
        rows.append(struct.pack(">4sII", name, 132 + 12 * len(tables) + len(data), len(body)))
        data += body + bytes(-len(body) % 4)
    content = struct.pack(">I", len(tables)) + b"".join(rows) + data
    kind = b"lcms\x02\x40\0\0scnrRGB XYZ "
    middle = bytes(12) + b"acsp" + bytes(28) + struct.pack(">3i", 63190, 65536, 54061)
    return struct.pack(">I", 128 + len(content)) + kind + middle + bytes(48) + content


def _table(before: NDArray[np.float64], grid: NDArray[np.float64], after: NDArray[np.float64]) -> bytes:
    """A lut16 tag: (n,) curves, a (g, g, g, 3) grid, (m,) curves, all 0 to 1."""
    head = b"mft2\0\0\0\0" + bytes([3, 3, grid.shape[0], 0])
    identity = struct.pack(">9i", *(np.eye(3, dtype=int).ravel() * 65536).tolist())
    parts = [np.tile(before, 3), grid.ravel(), np.tile(after, 3)]
    numbers = np.rint(np.clip(np.concatenate(parts), 0, 1) * 65535).astype(">u2").tobytes()
    return head + identity + struct.pack(">HH", len(before), len(after)) + numbers


TABLES = table_profile()
SRGB = imagecodecs.cms_profile("srgb")
GREY_GAMMA_18 = imagecodecs.cms_profile("gray", whitepoint=D50, gamma=1.8)


def picture(
    height: int = 24, width: int = 40, channels: int = 3, dtype: type = np.uint8, seed: int = 0
) -> NDArray:
    """Random codes over the full range: (height, width) for one channel, else (height, width, channels)."""
    shape = (height, width) if channels == 1 else (height, width, channels)
    return np.random.default_rng(seed).integers(0, np.iinfo(dtype).max, shape, dtype, endpoint=True)


def smooth_picture(height: int = 24, width: int = 40) -> NDArray[np.uint8]:
    """An 8-bit RGB ramp that lossy formats keep within some codes."""
    rows, columns = np.mgrid[:height, :width]
    channels = [columns / width, rows / height, (rows + columns) / (height + width)]
    return np.rint(np.stack(channels, axis=-1) * 200 + 20).astype(np.uint8)


def exif_block(orientation: int | None = None, byte_order: str = "<") -> bytes:
    """An EXIF block with make, model, exposure time, maker note and GPS position."""
    exif = Image.Exif()
    exif.endian = byte_order
    exif[0x010F] = "Lowlight Cameras"
    exif[0x0110] = "Model 1"
    exif[0x0132] = "2024:02:03 04:05:06"
    if orientation is not None:
        exif[0x0112] = orientation
    exif.get_ifd(0x8769).update({0x829A: 0.5, 0x8827: 6400, 0x927C: MAKER_NOTE})
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 30.0, 15.5)})
    return exif.tobytes().removeprefix(b"Exif\0\0")


def xmp_packet(orientation: int | None = None) -> bytes:
    """An XMP packet with a title, and an orientation if asked for."""
    turned = f' tiff:Orientation="{orientation}"' if orientation else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        f'xmlns:tiff="http://ns.adobe.com/tiff/1.0/"{turned} title="Nächte"/></rdf:RDF></x:xmpmeta>'
        '<?xpacket end="w"?>'
    ).encode()
