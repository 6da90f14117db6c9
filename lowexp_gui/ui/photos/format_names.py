"""What formats of files are called, wherever they are shown."""

from lowexp_gui.photo.photograph import PhotoFormat

FORMAT_NAMES = {
    PhotoFormat.JPEG: "JPEG",
    PhotoFormat.PNG: "PNG",
    PhotoFormat.WEBP: "WebP",
    PhotoFormat.TIFF: "TIFF",
    PhotoFormat.AVIF: "AVIF",
    PhotoFormat.JPEG_XL: "JPEG XL",
}
WITHOUT_QUALITY = (PhotoFormat.PNG, PhotoFormat.TIFF)
