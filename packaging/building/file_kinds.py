"""The file types for which the system offers Lowexp, from the declarations of formats."""

from .project import MODEL_SUFFIX, MODEL_TYPE, TITLE  # isort: skip  It puts the sources where they are found.
from lowexp_gui.photo.formats.photo_format import PhotoFormat


def media_types() -> tuple[str, ...]:
    """The kinds of photos by shared-mime-info, such as image/jpeg."""
    return tuple(name for each in PhotoFormat for name in each.about.media_types)


def suffixes() -> tuple[str, ...]:
    """The suffixes of photos, such as .jpg, in alphabetical order."""
    return tuple(sorted({suffix for each in PhotoFormat for suffix in each.about.suffixes}))


def codecs() -> tuple[str, ...]:
    """The modules of imagecodecs that reading and writing photos needs."""
    of_formats = {codec for each in PhotoFormat for codec in each.about.codecs}
    # Colour profiles, and code shared by all modules.
    return tuple(sorted(of_formats | {"cms", "shared"}))


def document_types() -> list[dict[str, object]]:
    """The same for macOS: CFBundleDocumentTypes."""
    return [
        {
            "CFBundleTypeName": "Photo",
            "CFBundleTypeRole": "Editor",
            "LSHandlerRank": "Alternate",
            "CFBundleTypeExtensions": [suffix[1:] for suffix in suffixes()],
            "CFBundleTypeMIMETypes": list(media_types()),
        },
        {
            "CFBundleTypeName": f"Model of {TITLE}",
            "CFBundleTypeRole": "Editor",
            "LSHandlerRank": "Owner",
            "CFBundleTypeExtensions": [MODEL_SUFFIX[1:]],
            "CFBundleTypeMIMETypes": [MODEL_TYPE],
        },
    ]
