"""Metadata that reveals where a photo was taken."""

import re

from lowexp_gui.photo.iptc import record_places
from lowexp_gui.photo.xmp import DC, EXIF, IPTC_CORE, PHOTOSHOP, Property

_EXTENSION = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_PANORAMA = "http://ns.google.com/photos/1.0/panorama/"
_TERMS = "http://purl.org/dc/terms/"
_WGS84 = "http://www.w3.org/2003/01/geo/wgs84_pos#"
_OF_NAMESPACE = {
    EXIF: frozenset({"DestLatitude", "DestLongitude"}),
    PHOTOSHOP: frozenset({"City", "State", "Country"}),
    IPTC_CORE: frozenset({"Location", "CountryCode"}),
    _EXTENSION: frozenset(
        {
            "City",
            "CountryCode",
            "CountryName",
            "LocationCreated",
            "LocationId",
            "LocationName",
            "LocationShown",
            "ProvinceState",
            "Sublocation",
            "WorldRegion",
        }
    ),
    _PANORAMA: frozenset({"PoseHeadingDegrees"}),
    DC: frozenset({"coverage"}),
    _TERMS: frozenset({"spatial", "coverage"}),
    _WGS84: frozenset({"lat", "long", "alt", "lat_long", "location", "Point"}),
}
# Names used by makers of drones, phones and catalogue programs, in any namespace.
_WORDS = frozenset(
    {
        "altitude",
        "geo",
        "geohash",
        "geolocation",
        "geotag",
        "geotagging",
        "gps",
        "latitude",
        "latlng",
        "location",
        "longitude",
        # DJI's spelling.
        "longtitude",
        "rtk",
        "sublocation",
    }
)
_NAMES = frozenset({"city", "country", "countrycode", "countryname", "provincestate", "worldregion"})
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_LONGEST_NAME = 200
# Datasets of IIM's second record: content location code and name, city, sublocation, state, country code and
# name.
_RECORDS = frozenset({26, 27, 90, 92, 95, 100, 101})


def tells_place(found: Property) -> bool:
    """Whether an XMP property reveals a place, by its namespace and name or by its name alone."""
    if found.name in _OF_NAMESPACE.get(found.namespace, ()):
        return True
    return name_tells_place(found.name)


def name_tells_place(name: str) -> bool:
    """Whether a field of this name reveals a place."""
    if len(name) > _LONGEST_NAME:
        return False
    words = {word.casefold() for word in _WORD.findall(name)}
    return bool(words & _WORDS) or name.casefold() in _NAMES


def iptc_without_place(records: bytes) -> bytes | None:
    """IIM records without those that reveal a place and without invalid bytes; None if none is left."""
    kept = (
        records[start:end]
        for start, _, end in record_places(records)
        if records[start + 1] != 2 or records[start + 2] not in _RECORDS
    )
    return b"".join(kept) or None
