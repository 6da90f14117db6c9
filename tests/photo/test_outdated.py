"""What is not true of a result is not told by it."""

import pytest
from test_xmp import HEAD, TAIL

from lowexp_gui.photo.metadata import upright_metadata

RAW = b'xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"'
NODE = (
    b'<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
    b'xmlns:g="http://ns.google.com/photos/1.0/camera/" xmlns:c="http://ns.google.com/photos/1.0/container/" '
    b'xmlns:h="http://ns.adobe.com/hdr-gain-map/1.0/" '
    b'xmlns:i="http://ns.google.com/photos/1.0/container/item/" ' + RAW + b' xmp:Rating="4" '
)
DIRECTORY = (
    b"<c:Directory><rdf:Seq><rdf:li rdf:parseType='Resource'><c:Item i:Semantic='GainMap' i:Length='9'/>"
    b"</rdf:li></rdf:Seq></c:Directory>"
)
FILM = "{photo} is a motion photo; its video is not kept."
GAIN_MAP = "{photo} is an HDR photo with a gain map; the gain map is not kept."
BOTH = "{photo} is a motion photo with a gain map; the video and the gain map are not kept."
PARTS = "{photo} contains more than the picture; the other parts are not kept."
SETTINGS = "{photo} has settings of Camera Raw or Lightroom; they are not applied and not kept."


@pytest.mark.parametrize(
    ("said", "notices"),
    [
        (b'g:MotionPhoto="1" g:MotionPhotoVersion="1"/>', (FILM,)),
        (b'g:MicroVideo="1" g:MicroVideoOffset="4096">' + DIRECTORY + b"</rdf:Description>", (FILM,)),
        (b"><g:MotionPhoto>1</g:MotionPhoto></rdf:Description>", (FILM,)),
        (b'h:Version="1.0">' + DIRECTORY + b"</rdf:Description>", (GAIN_MAP,)),
        (b"><h:GainMapMax><rdf:Seq><rdf:li>3</rdf:li></rdf:Seq></h:GainMapMax></rdf:Description>",
         (GAIN_MAP,)),
        (b'h:Version="1.0" g:MotionPhoto="1">' + DIRECTORY + b"</rdf:Description>", (BOTH,)),
        (b">" + DIRECTORY + b"</rdf:Description>", (PARTS,)),
        (b'crs:Exposure2012="+3.00" crs:HasSettings="True" crs:AlreadyApplied="False"/>', (SETTINGS,)),
        (b'crs:HasSettings="True"><crs:ToneCurve><rdf:Seq><rdf:li>0, 0</rdf:li></rdf:Seq></crs:ToneCurve>'
         b"</rdf:Description>", (SETTINGS,)),
        (b'crs:RawFileName="a.dng"/>', ()),
        (b'xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="0"/>', ()),
        (b"><xmp:Thumbnails><rdf:Alt><rdf:li rdf:parseType='Resource'><xmp:image>AAAA</xmp:image>"
         b"</rdf:li></rdf:Alt></xmp:Thumbnails></rdf:Description>", ()),
    ],
)  # fmt: skip
def test_it_goes_with_one_notice(said: bytes, notices: tuple[str, ...]) -> None:
    upright = upright_metadata(None, HEAD + NODE + said + TAIL)
    assert tuple(map(str, upright.notices)) == notices
    told = upright.metadata.xmp or b""
    assert b'xmp:Rating="4"' in told
    for word in (b"Motion", b"MicroVideo", b"Directory", b"h:", b"crs:", b"Thumbnails", b"Semantic", b"Note"):
        assert word not in told.replace(b"xmlns:crs", b"").replace(b"xmlns:h", b"")
    assert upright_metadata(None, told).metadata.xmp == told
    assert upright_metadata(None, told).notices == ()


@pytest.mark.parametrize(
    "said",
    [
        b'crs:Exposure2012="+3.00" crs:HasSettings="True" crs:AlreadyApplied="True"/>',
        b"><crs:Exposure2012>1</crs:Exposure2012><crs:AlreadyApplied>True</crs:AlreadyApplied></rdf:Description>",
        b'g:BurstID="1"/>',
        b'xmp:CreatorTool="Lightroom"/>',
    ],
)
def test_what_is_true_stays(said: bytes) -> None:
    packet = HEAD + NODE + said + TAIL
    upright = upright_metadata(None, packet)
    assert (upright.metadata.xmp, upright.notices) == (packet, ())
