"""XMP properties of a photo that do not apply to a picture made from it."""

from lowexp_gui.errors import Sentence
from lowexp_gui.photo.xmp import NOTE, XMP, Change, Packet, Property, without_properties
from lowexp_gui.translatable import QT_TRANSLATE_NOOP

_CONTAINER = "http://ns.google.com/photos/1.0/container/"
_GAIN_MAPS = frozenset(
    {
        "http://ns.adobe.com/hdr-gain-map/1.0/",
        "http://ns.apple.com/HDRGainMap/1.0/",
        "http://ns.apple.com/HDRToneMap/1.0/",
        # Auxiliary pictures in Apple's files.
        "http://ns.apple.com/pixeldatainfo/1.0/",
    }
)
_FILMS = ("motionphoto", "microvideo", "olivephoto")
_FILM_PLACES = frozenset(
    {"http://ns.oplus.com/photos/1.0/camera/", "http://ns.xiaomi.com/photos/1.0/camera/"}
)
_CAMERA_RAW = "http://ns.adobe.com/camera-raw-settings/1.0/"
_SAVED_SETTINGS = "http://ns.adobe.com/camera-raw-saved-settings/1.0/"
_APPLIED, _HAS_SETTINGS = "AlreadyApplied", "HasSettings"
# A thumbnail, and the name of a JPEG's XMP extension, which is already joined.
_ALWAYS = frozenset({(XMP, "Thumbnails"), (NOTE, "HasExtendedXMP")})
_FILM = Sentence(QT_TRANSLATE_NOOP("sentences", "{photo} is a motion photo; its video is not kept."))
_GAIN_MAP = Sentence(
    QT_TRANSLATE_NOOP("sentences", "{photo} is an HDR photo with a gain map; the gain map is not kept.")
)
_BOTH = Sentence(
    QT_TRANSLATE_NOOP(
        "sentences", "{photo} is a motion photo with a gain map; the video and the gain map are not kept."
    )
)
_PARTS = Sentence(
    QT_TRANSLATE_NOOP("sentences", "{photo} contains more than the picture; the other parts are not kept.")
)
_SETTINGS = Sentence(
    QT_TRANSLATE_NOOP(
        "sentences", "{photo} has settings of Camera Raw or Lightroom; they are not applied and not kept."
    )
)


def outdated(packet: Packet) -> tuple[list[Change], tuple[Sentence, ...]]:
    """The changes that remove what does not apply to a result, and notices about `{photo}`.

    This concerns films, gain maps and other pictures after the first one; thumbnails of the original; and
    settings of Camera Raw that have not been applied and must not be applied later.
    """
    top = {(each.namespace, each.name): each.value for each in packet.properties()}
    raw = any(namespace == _CAMERA_RAW for namespace, _ in top)
    unapplied = raw and top.get((_CAMERA_RAW, _APPLIED), "").casefold() != "true"
    film = gain_map = parts = False

    def goes(found: Property) -> bool:
        nonlocal film, gain_map, parts
        of_film, of_gain_map = _tells_film(found), found.namespace in _GAIN_MAPS
        of_parts = found.namespace == _CONTAINER
        film, gain_map, parts = film or of_film, gain_map or of_gain_map, parts or of_parts
        settings = unapplied and found.namespace in (_CAMERA_RAW, _SAVED_SETTINGS)
        always = (found.namespace, found.name) in _ALWAYS
        return of_film or of_gain_map or of_parts or settings or always

    changes = without_properties(packet, goes)
    notices = [_of_parts(film, gain_map)] if film or gain_map or parts else []
    if unapplied and top.get((_CAMERA_RAW, _HAS_SETTINGS), "").casefold() == "true":
        notices.append(_SETTINGS)
    return changes, tuple(notices)


def _tells_film(found: Property) -> bool:
    return found.namespace in _FILM_PLACES or found.name[:20].casefold().startswith(_FILMS)


def _of_parts(film: bool, gain_map: bool) -> Sentence:
    if film:
        return _BOTH if gain_map else _FILM
    return _GAIN_MAP if gain_map else _PARTS
