"""Measure what of a photo survives from one file format to another.

    python packaging/measure_round_trips.py > packaging/round_trips.md

A source file of each format gets all metadata that ExifTool can write: EXIF with a maker note and a position,
XMP, IPTC, a Display P3 profile and an orientation. It is read and written in each format, without any change
of the pixels. ExifTool then compares the tags (Debian: libimage-exiftool-perl).
"""

import io
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import imagecodecs
import numpy as np
from PIL import Image

from lowexp_gui.bundled import sample_photo
from lowexp_gui.photo.colour import from_extended_srgb
from lowexp_gui.photo.encoding import Encoding
from lowexp_gui.photo.formats.photo_format import WRITABLE
from lowexp_gui.photo.made_profiles import DISPLAY_P3
from lowexp_gui.photo.photograph import Photo
from lowexp_gui.photo.processing import Processing
from lowexp_gui.photo.reading import read_photo
from lowexp_gui.photo.writing import write_photo, written_depth, written_profile
from lowexp_gui.srgb import srgb_to_linear

_HEADING = """# What survives from one format to another

Made by `python packaging/measure_round_trips.py > packaging/round_trips.md`. The columns of metadata count
the values that ExifTool finds unchanged. The error is the largest of any value in 0..1, in a photo with 8-bit
noise. Lossy formats have quality 97.
"""
_IPTC_IN_XMP = {"IPTC:Caption-Abstract": "XMP-dc:Description", "IPTC:Keywords": "XMP-dc:Subject"}
_TEST_FILES = Path(__file__).parents[1] / "tests" / "photo"
_MAKER_NOTE = bytes(range(1, 256)) * 2
_TAGS = (
    "-EXIF:Make=Lowlight Cameras",
    "-EXIF:Model=Model 1",
    "-EXIF:DateTimeOriginal=2024:02:03 04:05:06",
    "-EXIF:ExposureTime=0.5",
    "-EXIF:ISO=6400",
    "-EXIF:Copyright=Nobody",
    "-EXIF:GPSLatitude=52.504306",
    "-EXIF:GPSLatitudeRef=N",
    "-EXIF:GPSLongitude=13.4",
    "-EXIF:GPSLongitudeRef=E",
    "-XMP-dc:Title=Nächte",
    "-XMP-xmp:Rating=4",
    "-XMP-exif:GPSLatitude=52.504306",
    "-IPTC:Caption-Abstract=A dark inn",
    "-IPTC:Keywords=night",
)
# Tags that may change, and tags that describe the file and not the photo.
_CHANGING = ("Software", "Orientation", "ImageWidth", "ImageHeight", "ExifImageWidth", "ExifImageHeight")
_STRUCTURE = (
    *("ThumbnailOffset", "ThumbnailLength", "Compression", "YCbCrPositioning", "ColorSpace", "ExifVersion"),
    *(
        "ComponentsConfiguration",
        "FlashpixVersion",
        "XMPToolkit",
        "ApplicationRecordVersion",
        "CodedCharacterSet",
    ),
    *(
        "XResolution",
        "YResolution",
        "ResolutionUnit",
        "GPSVersionID",
        "BitsPerSample",
        "PhotometricInterpretation",
    ),
    *(
        "StripOffsets",
        "SamplesPerPixel",
        "RowsPerStrip",
        "StripByteCounts",
        "PlanarConfiguration",
        "Predictor",
    ),
    *("CFARepeatPatternDim", "CFAPattern2", "DNGVersion", "UniqueCameraModel", "WhiteLevel", "ColorMatrix1"),
    *("AsShotNeutral", "CalibrationIlluminant1", "CalibrationIlluminant"),
    *("ImageDescription", "SubfileType", "ExtraSamples", "SampleFormat", "HostComputer"),
)


@dataclass(frozen=True)
class Survived:
    """What of a photo is left in a file made from it, as the cells of a row.

    Attributes:
        depth: bits per channel.
        error: the largest difference of a value, in 0..1.
    """

    depth: int
    error: float
    profile: str
    exif: str
    maker_note: str
    position: str
    xmp: str
    iptc: str
    upright: str


def main() -> int:
    """Print the table."""
    if shutil.which("exiftool") is None:
        sys.stderr.write("exiftool is missing; on Debian, install libimage-exiftool-perl.\n")
        return 1
    print(_HEADING)
    print(
        "| from | to | bits | largest error | profile | EXIF | maker note | position | XMP | IPTC | upright |"
    )
    print("| --- " * 11 + "|")
    with TemporaryDirectory() as folder:
        for name, path in _sources(Path(folder)).items():
            photo, tags = read_photo(path), _tags_of(path)
            for target_format in WRITABLE:
                target = Path(folder) / f"result-{path.stem}{target_format.about.suffix}"
                survived = _survived(photo, tags, target)
                cells = " | ".join(str(value) for value in vars(survived).values())
                print(f"| {name} | {target_format.value} | {cells} |")
    return 0


def _sources(folder: Path) -> dict[str, Path]:
    """A file of each format with all metadata that it can hold."""
    with Image.open(sample_photo()) as sample:
        codes = np.asarray(sample.convert("RGB").resize((160, 120)))
    deep = codes.astype(np.uint16) * 257
    contents = {
        "JPEG": ("source-jpeg.jpg", _pillow(codes, "JPEG", quality=97, subsampling=0)),
        "PNG, 8 bit": ("source-png8.png", _pillow(codes, "PNG")),
        "PNG, 16 bit": ("source-png16.png", imagecodecs.png_encode(deep)),
        "WebP": ("source-webp.webp", _pillow(codes, "WEBP", lossless=True)),
        "TIFF, 8 bit": ("source-tiff8.tif", _tiff(codes)),
        "TIFF, 16 bit": ("source-tiff16.tif", _tiff(deep)),
        "AVIF": ("source-avif.avif", _pillow(codes, "AVIF", quality=95, subsampling="4:4:4")),
        "JPEG XL": ("source-jxl.jxl", imagecodecs.jpegxl_encode(codes, lossless=True, usecontainer=True)),
    }
    sys.path.insert(0, str(_TEST_FILES))
    from photo_files import dng

    contents["HEIC"] = ("source-heic.heic", (_TEST_FILES / "data" / "display-p3.heic").read_bytes())
    contents["RAW (DNG)"] = ("source-raw.dng", dng(srgb_to_linear(codes / 255)))
    paths = {}
    (folder / "p3.icc").write_bytes(DISPLAY_P3)
    for name, (file, data) in contents.items():
        path = paths[name] = folder / file
        path.write_bytes(data)
        tags = _TAGS if name in ("AVIF", "HEIC") else (*_TAGS, "-EXIF:Orientation#=6")
        _exiftool("-overwrite_original", "-m", *tags, str(path))
        if name not in ("HEIC", "RAW (DNG)"):
            _exiftool("-overwrite_original", "-m", f"-icc_profile<={folder / 'p3.icc'}", str(path))
    return paths


def _pillow(codes: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]", kind: str, **options: object) -> bytes:
    """A picture with an EXIF block that has a maker note; ExifTool cannot make one by itself."""
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x927C] = _MAKER_NOTE
    stream = io.BytesIO()
    Image.fromarray(codes).save(stream, kind, exif=exif, **options)
    return stream.getvalue()


def _tiff(codes: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]") -> bytes:
    import tifffile

    stream = io.BytesIO()
    tifffile.imwrite(stream, codes, photometric="rgb", metadata=None, software=False)
    return stream.getvalue()


def _survived(photo: Photo, tags: dict[str, object], target: Path) -> Survived:
    """Write a photo without changes, and compare the file with it."""
    encoding = Encoding(quality=97)
    photo_format = next(each for each in WRITABLE if each.about.suffix == target.suffix)
    values = photo.values(photo.bounds)
    depth = written_depth(encoding, photo_format, photo.bit_depth)
    codes = from_extended_srgb(values, written_profile(encoding, photo_format, photo), depth)
    write_photo(
        codes,
        photo,
        target,
        format=photo_format,
        encoding=encoding,
        replace=True,
        processing=Processing("Lowexp", "none"),
    )
    copy, copied_tags = read_photo(target), _tags_of(target)
    error = float(np.abs(np.clip(copy.values(copy.bounds), 0, 1) - np.clip(values, 0, 1)).max())
    profile = (
        "none to keep" if photo.profile is None else "yes" if copy.profile == photo.profile else "as sRGB"
    )
    return Survived(
        copy.bit_depth,
        round(error, 4),
        profile,
        _share(tags, copied_tags, ("IFD0", "ExifIFD", "InteropIFD")),
        _maker_note(photo, target),
        _share(tags, copied_tags, ("GPS",)),
        _share(tags, copied_tags, ("XMP",)),
        _iptc(tags, copied_tags),
        "yes" if copy.pixels.shape == photo.pixels.shape and _is_upright(copied_tags) else "NO",
    )


def _share(before: dict[str, object], after: dict[str, object], groups: tuple[str, ...]) -> str:
    """How many values of some groups are unchanged."""
    values = {
        key: value
        for key, value in before.items()
        if key.split(":")[0].startswith(groups) and key.split(":")[1] not in (*_CHANGING, *_STRUCTURE)
    }
    if not values:
        return "none to keep"
    kept = sum(after.get(key) == value for key, value in values.items())
    return f"{kept} of {len(values)}"


def _iptc(before: dict[str, object], after: dict[str, object]) -> str:
    """As in `_share`; a format without IPTC has the values in XMP."""
    values = {name: before[name] for name in _IPTC_IN_XMP if name in before}
    in_xmp = sum(after.get(_IPTC_IN_XMP[name]) == value for name, value in values.items())
    has_block = any(name.startswith("IPTC") for name in after)
    return (
        f"{in_xmp} of {len(values)} in XMP" if values and not has_block else _share(before, after, ("IPTC",))
    )


def _maker_note(photo: Photo, target: Path) -> str:
    if _MAKER_NOTE not in (photo.metadata.exif or b""):
        return "none to keep"
    return "yes" if _MAKER_NOTE in target.read_bytes() else "NO"


def _is_upright(tags: dict[str, object]) -> bool:
    return all(value == 1 for key, value in tags.items() if key.endswith(":Orientation"))


def _tags_of(path: Path) -> dict[str, object]:
    """All tags of a file by group and name."""
    found: dict[str, object] = json.loads(_exiftool("-j", "-G1", "-n", "-b", "-u", str(path)))[0]
    return {key: value for key, value in found.items() if ":" in key}


def _exiftool(*arguments: str) -> str:
    ran = subprocess.run(["exiftool", *arguments], capture_output=True, text=True, check=False)
    return ran.stdout


if __name__ == "__main__":
    sys.exit(main())
