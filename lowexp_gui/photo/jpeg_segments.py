"""The segments of a JPEG file (ISO/IEC 10918-1, B.1): how they begin, and how long they can be."""

MAGIC = b"\xff\xd8\xff"
"""The first bytes of a file."""
SEGMENT_LIMIT = 65533
"""The most bytes in a segment, without its length field."""
EXIF_HEAD = b"Exif\0\0"
XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\0"
COMMENT = "Comment"
"""The keyword of the text that goes into a comment segment."""
