"""What was done to a photo, written into its XMP packet so that the picture can be made again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr, unescape

NAMESPACE = "https://lowexp.invalid/ns/1.0/"
_PREFIX = "lowexp"
_OWN = re.compile(rb"\s*<rdf:Description\b[^<>]*?" + re.escape(NAMESPACE.encode()) + rb"[^<>]*?/>", re.DOTALL)
_FIELD = re.compile(r"lowexp:(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_END = b"</rdf:RDF>"
_EMPTY = (
    b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
    b"</rdf:RDF>\n</x:xmpmeta>\n"
    b'<?xpacket end="w"?>'
)
_ENTITIES = {"&quot;": '"', "&apos;": "'"}


@dataclass(frozen=True)
class Processing:
    """How a picture was made.

    Attributes:
        software: name and version of the program.
        model: name of the model.
        model_hash: SHA-256 of its weights, hexadecimal, or "".
        adjustments: by name; see `enhancing.adjustments`.
    """

    software: str
    model: str = ""
    model_hash: str = ""
    adjustments: Mapping[str, float] = field(default_factory=dict)


def with_processing(xmp: bytes | None, processing: Processing) -> bytes | None:
    """The packet with what was done added, in place of what an earlier run wrote.

    A packet that is not in UTF-8 or not built as usual is given back as it is.
    """
    packet = _OWN.sub(b"", xmp) if xmp else _EMPTY
    place = packet.rfind(_END)
    if place < 0:
        return xmp
    fields = {
        "Software": processing.software,
        "Model": processing.model,
        "ModelHash": processing.model_hash,
        **{f"Adjust_{name}": repr(float(value)) for name, value in processing.adjustments.items()},
    }
    written = "".join(
        f"\n    {_PREFIX}:{name}={quoteattr(value, {chr(10): ' '})}"
        for name, value in fields.items()
        if value
    )
    description = f'<rdf:Description rdf:about="" xmlns:{_PREFIX}="{NAMESPACE}"{written}/>\n'
    return packet[:place] + description.encode() + packet[place:]


def processing_of(xmp: bytes | None) -> Processing | None:
    """What was done to a photo, as its packet says; None where it says nothing."""
    found = _OWN.search(xmp) if xmp else None
    if found is None:
        return None
    text = found.group().decode("utf-8", "replace")
    fields = {name: unescape(one or other, _ENTITIES) for name, one, other in _FIELD.findall(text)}
    adjustments = {}
    for name, value in fields.items():
        if name.startswith("Adjust_"):
            try:
                adjustments[name.removeprefix("Adjust_")] = float(value)
            except ValueError:
                return None
    return Processing(
        fields.get("Software", ""), fields.get("Model", ""), fields.get("ModelHash", ""), adjustments
    )
