"""Sentences of the parts that know no Qt, in the window's language.

Those parts say what went wrong in English. Here are the patterns of their sentences; `%1` and so on stand
for names, numbers and reasons. A sentence of no pattern stays as it is.
"""

import re
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject

from lowexp_gui.app.sentences import filled

# In each group, the more particular patterns first.
_OF_FILES = (
    QT_TRANSLATE_NOOP("below", "The picture"),
    QT_TRANSLATE_NOOP("below", "%1 is a folder; open the photos in it."),
    QT_TRANSLATE_NOOP("below", "%1 is no file with a photo in it; choose another one."),
    QT_TRANSLATE_NOOP("below", "%1 is not there any more; look where it went."),
    QT_TRANSLATE_NOOP("below", "%1 is not there; look where it went."),
    QT_TRANSLATE_NOOP("below", "%1 may not be read; change its permissions."),
    QT_TRANSLATE_NOOP("below", "%1 cannot be read: %2."),
    QT_TRANSLATE_NOOP("below", "%1 needs more memory than there is; close other programs."),
    QT_TRANSLATE_NOOP("below", "There are no photos in the folder %1."),
    QT_TRANSLATE_NOOP("below", "The folder %1 may not be read."),
    QT_TRANSLATE_NOOP("below", "%1 is neither a file nor a folder."),
    QT_TRANSLATE_NOOP("below", "There are more than %1 photos; only the first %2 are taken."),
    QT_TRANSLATE_NOOP("below", "The folder of %1 is not there any more; choose another folder."),
    QT_TRANSLATE_NOOP("below", "1 result of Lowexp was left out."),
    QT_TRANSLATE_NOOP("below", "%1 results of Lowexp were left out."),
)
_OF_CONTENTS = (
    QT_TRANSLATE_NOOP("below", "%1 is damaged or cut short; copy it again from the card or the backup."),
    QT_TRANSLATE_NOOP(
        "below",
        "%1 is cut short: its last %2 of %3 rows are missing; copy it again from the card or the backup.",
    ),
    QT_TRANSLATE_NOOP(
        "below",
        "%1 is cut short: its fine detail is missing; copy it again from the card or the backup.",
    ),
    QT_TRANSLATE_NOOP(
        "below",
        "%1 is far longer than a picture of its size can be; copy it again from the card or the backup.",
    ),
    QT_TRANSLATE_NOOP(
        "below", "%1 is a film without a still picture; save one of its pictures as JPEG first."
    ),
    QT_TRANSLATE_NOOP("below", "%1 is empty; copy it again from the card or the backup."),
    QT_TRANSLATE_NOOP("below", "%1 is no picture of a known format; convert it to JPEG, PNG or TIFF first."),
    QT_TRANSLATE_NOOP(
        "below", "%1 is a JPEG of a rare kind (12-bit or lossless); save it as PNG or TIFF first."
    ),
    QT_TRANSLATE_NOOP("below", "%1 is a raw file of a camera that is not known; develop it to TIFF first."),
    QT_TRANSLATE_NOOP("below", "%1 is an HDR picture; save it as an ordinary one (SDR) first."),
    QT_TRANSLATE_NOOP("below", "%1 holds several pictures; the first one was opened."),
    QT_TRANSLATE_NOOP("below", "%1 holds %2 pictures; the first one was opened."),
    QT_TRANSLATE_NOOP("below", "%1 holds several pictures; the largest one was opened."),
    QT_TRANSLATE_NOOP("below", "%1 has texts that are too long; they are left out."),
    QT_TRANSLATE_NOOP("below", "%1 is animated; its first picture was opened."),
    QT_TRANSLATE_NOOP(
        "below", "%1 is a JPEG XL whose colour profile cannot be read; its colours are taken as sRGB."
    ),
    QT_TRANSLATE_NOOP(
        "below",
        "%1 has values above white, which are clipped; choose an exposure before you save such a TIFF.",
    ),
    QT_TRANSLATE_NOOP("below", "%1 has damaged EXIF data; they are left out."),
    QT_TRANSLATE_NOOP("below", "%1 has damaged EXIF data; what is sound of them is kept."),
    QT_TRANSLATE_NOOP("below", "%1 has XMP data that are damaged or too large; they are left out."),
    QT_TRANSLATE_NOOP("below", "%1 lacks a part of its XMP data; the rest is kept."),
    QT_TRANSLATE_NOOP("below", "%1 is a motion photo; its film is not kept."),
    QT_TRANSLATE_NOOP("below", "%1 is an HDR photo with a gain map; the gain map is not kept."),
    QT_TRANSLATE_NOOP("below", "%1 is a motion photo with a gain map; film and gain map are not kept."),
    QT_TRANSLATE_NOOP("below", "%1 holds more than the picture; the other parts are not kept."),
    QT_TRANSLATE_NOOP(
        "below", "%1 has settings of Camera Raw or Lightroom; they are neither applied nor kept."
    ),
    QT_TRANSLATE_NOOP("below", "%1 is a TIFF of a rare kind; save it as an 8-bit or 16-bit RGB TIFF first."),
    QT_TRANSLATE_NOOP(
        "below",
        "%1 holds numbers of a rare kind; save it as an 8-bit or 16-bit RGB TIFF first.",
    ),
    QT_TRANSLATE_NOOP("below", "%1 has %2 channels, which is no photo's number."),
    QT_TRANSLATE_NOOP("below", "%1 has %2 channels, and a photo has one to four."),
    QT_TRANSLATE_NOOP("below", "%1 is larger than four gigabytes; make it smaller or cut it in parts."),
    QT_TRANSLATE_NOOP(
        "below",
        "%1 is too large (%2 x %3 pixels, the limit is %4 megapixels); make it smaller or cut it in parts.",
    ),
)
_OF_SAVING = (
    QT_TRANSLATE_NOOP("below", "%1 is the original photo and stays untouched; choose another name."),
    QT_TRANSLATE_NOOP("below", "%1 exists already; choose another name or allow replacing it."),
    QT_TRANSLATE_NOOP("below", "%1 was not saved: %2"),
    QT_TRANSLATE_NOOP("below", "%1 is no sound XMP file and stays as it is; move it away or mend it."),
    QT_TRANSLATE_NOOP(
        "below", "%1 was written by a newer version of Lowexp and stays as it is; update Lowexp."
    ),
    QT_TRANSLATE_NOOP(
        "below",
        "The result of %1 lacks EXIF data, for which a JPEG has no room; choose PNG or TIFF to keep them.",
    ),
    QT_TRANSLATE_NOOP(
        "below",
        "The result of %1 lacks XMP data, for which a JPEG has no room; choose PNG or TIFF to keep them.",
    ),
    QT_TRANSLATE_NOOP("below", "%1 is read-only and stays as it is; change its permissions."),
    QT_TRANSLATE_NOOP("below", "%1 was changed by another program meanwhile; try again."),
    QT_TRANSLATE_NOOP("below", "the disk is full; make room and save again."),
    QT_TRANSLATE_NOOP("below", "the folder %1 is read-only; choose another one."),
    QT_TRANSLATE_NOOP("below", "the folder %1 is not there; choose another one."),
    QT_TRANSLATE_NOOP("below", "its name is too long; choose a shorter one."),
    QT_TRANSLATE_NOOP("below", "it is too large for this disk; choose another disk or format."),
    QT_TRANSLATE_NOOP("below", "there is a folder of this name; choose another name."),
    QT_TRANSLATE_NOOP("below", "there is not enough memory; close other programs."),
    QT_TRANSLATE_NOOP("below", "a %1 holds at most %2 pixels a side; choose PNG or TIFF."),
    QT_TRANSLATE_NOOP("below", "%1; choose another place or name."),
    QT_TRANSLATE_NOOP("below", "its name is not a valid one"),
    QT_TRANSLATE_NOOP("below", "The folder %1 cannot be made: %2. Choose another output folder."),
    QT_TRANSLATE_NOOP("below", "Your settings cannot be kept: their folder cannot be made."),
    QT_TRANSLATE_NOOP("below", "Your presets cannot be kept: their folder cannot be made."),
)
_OF_KEPT_EDITS = (
    QT_TRANSLATE_NOOP(
        "below", "The model %1, with which photos were adjusted, is not on the shelf; %2 is used."
    ),
    QT_TRANSLATE_NOOP(
        "below",
        "The model %1 is another one than when photos were adjusted with it; "
        "look whether you like the results.",
    ),
    QT_TRANSLATE_NOOP(
        "below",
        "The file with the adjustments of your photos was damaged; it is kept as %1, and a new one begins.",
    ),
    QT_TRANSLATE_NOOP(
        "below",
        "The adjustments of your photos were kept by a newer version of Lowexp; "
        "they stay as they are, and this version keeps none.",
    ),
    QT_TRANSLATE_NOOP("below", "The adjustments of your photos cannot be kept: %1."),
    QT_TRANSLATE_NOOP("below", "the disk is full; make room"),
    QT_TRANSLATE_NOOP("below", "look at its disk"),
    QT_TRANSLATE_NOOP("below", "its folder cannot be written to"),
    QT_TRANSLATE_NOOP("below", "move away the file, which is damaged"),
)
_OF_SYSTEMS = (
    QT_TRANSLATE_NOOP("below", "Permission denied"),
    QT_TRANSLATE_NOOP("below", "Input/output error"),
    QT_TRANSLATE_NOOP("below", "Not a directory"),
    QT_TRANSLATE_NOOP("below", "File name too long"),
    QT_TRANSLATE_NOOP("below", "Read-only file system"),
    QT_TRANSLATE_NOOP("below", "No space left on device"),
)
_OF_RUNNING = (
    QT_TRANSLATE_NOOP("below", "CPU (%1)"),
    QT_TRANSLATE_NOOP("below", "There is not enough memory for this photo; close other programs."),
    QT_TRANSLATE_NOOP("below", "Memory is short, so the photo is worked on in smaller pieces."),
    QT_TRANSLATE_NOOP("below", "%1 ran out of memory; the CPU goes on, more slowly."),
    QT_TRANSLATE_NOOP("below", "%1 failed; the CPU goes on, more slowly."),
    QT_TRANSLATE_NOOP("below", "There is no device %1 on this machine. Choose one of: %2."),
    QT_TRANSLATE_NOOP("below", "There is no model %1. Choose one of: %2."),
    QT_TRANSLATE_NOOP("below", "The weights of the model %1 are damaged (wrong checksum); install it again."),
    QT_TRANSLATE_NOOP("below", "The model %1 needs another version of Lowexp (%2)."),
    QT_TRANSLATE_NOOP(
        "below", "The weights of the model %1 are missing or damaged; import or teach it again."
    ),
    QT_TRANSLATE_NOOP("below", "The weights of the model %1 are damaged; install it again."),
    QT_TRANSLATE_NOOP("below", "The weights of the model %1 do not fit its networks; install it again."),
    QT_TRANSLATE_NOOP("below", "The weights of the model %1 are larger than any model; install it again."),
    QT_TRANSLATE_NOOP("below", "The weights of the model %1 cannot be read; install it again."),
    QT_TRANSLATE_NOOP("below", "The model card %1 cannot be read; install the model again."),
    QT_TRANSLATE_NOOP(
        "below", "The installation is incomplete: its folder %1 is missing. Install Lowexp again."
    ),
)
_OF_MODELS = (
    QT_TRANSLATE_NOOP("below", "%1 is no file with a model in it; choose another one."),
    QT_TRANSLATE_NOOP("below", "%1 is no model of Lowexp, or damaged; get it again."),
    QT_TRANSLATE_NOOP("below", "The model %1 came with Lowexp and stays as it is."),
    QT_TRANSLATE_NOOP("below", "There is a model %1 already; choose another name."),
    QT_TRANSLATE_NOOP("below", "A model's name has letters, digits, - and _ only, and at most %1 of them."),
    QT_TRANSLATE_NOOP("below", "A model's title is one line of at most %1 characters."),
    QT_TRANSLATE_NOOP("below", "A description has at most %1 characters, all of which can be shown."),
    QT_TRANSLATE_NOOP("below", "The model %1 cannot be deleted: %2."),
    QT_TRANSLATE_NOOP("below", "The model %1 is gone and cannot be brought back."),
    QT_TRANSLATE_NOOP("below", "Your models cannot be kept: their folder cannot be made."),
)
_OF_PAIRS = (
    QT_TRANSLATE_NOOP("below", "%1 and %2 lie on each other."),
    QT_TRANSLATE_NOOP("below", "%1 is shifted by %2; that is taken back."),
    QT_TRANSLATE_NOOP("below", "%1 is shifted by %2, which is too far; use a tripod."),
    QT_TRANSLATE_NOOP("below", "%1 is shifted too far; it is left out."),
    QT_TRANSLATE_NOOP("below", "There are more pairs than can be taught; %1 of %2 are left out."),
    QT_TRANSLATE_NOOP("below", "Of %1 pairs, %2 teach the denoiser; the others teach the light alone."),
    QT_TRANSLATE_NOOP("below", "%1 and %2 show different scenes; they are left out."),
    QT_TRANSLATE_NOOP("below", "Much of %1 is pure white or black; choose another exposure."),
    QT_TRANSLATE_NOOP("below", "%1 and %2 are equally bright; choose a darker photo."),
    QT_TRANSLATE_NOOP("below", "%1 is brighter than %2; exchange them."),
    QT_TRANSLATE_NOOP("below", "%1 and %2 are in another pair already; they are left out."),
    QT_TRANSLATE_NOOP("below", "%1 and %2 differ in size or orientation; export both alike."),
    QT_TRANSLATE_NOOP(
        "below",
        "Found %1, and at least %2 are needed: take more, each a dark and "
        "a well-exposed photo of one scene from a tripod.",
    ),
    QT_TRANSLATE_NOOP(
        "below",
        "The pairs show %1, and at least %2 are needed: take pairs of other scenes too.",
    ),
    QT_TRANSLATE_NOOP(
        "below", "Too few pairs are left: some could not be read or are shifted too far. Take more."
    ),
    QT_TRANSLATE_NOOP("below", "%1 is well exposed."),
    QT_TRANSLATE_NOOP("below", "%1 is too dark to learn from; choose a well-exposed photo."),
    QT_TRANSLATE_NOOP("below", "%1 is there more than once; it is left out."),
    QT_TRANSLATE_NOOP(
        "below",
        "There are clean photos of %1, and at least %2 are needed: take more, well "
        "exposed and at the lowest sensitivity (ISO).",
    ),
    QT_TRANSLATE_NOOP("below", "Too few clean photos are left: some could not be read. Take more."),
)
_OF_NOISE = (
    QT_TRANSLATE_NOOP("below", "There are no photos that show the noise; choose two shots of one scene."),
    QT_TRANSLATE_NOOP("below", "At most %1 photos are measured together; choose fewer."),
    QT_TRANSLATE_NOOP(
        "below",
        "The photos are too small, too dark or too bright to see their noise; "
        "choose ones with large even parts of middle brightness.",
    ),
    QT_TRANSLATE_NOOP(
        "below",
        "The photos have too few flat parts to tell noise from drawing; "
        "take two shots of one scene, or a photo of an even wall.",
    ),
    QT_TRANSLATE_NOOP(
        "below",
        "No noise is to be seen in the photos; choose ones of a higher sensitivity (ISO), "
        "or 16-bit ones without noise reduction.",
    ),
)
_OF_TEACHING = (
    QT_TRANSLATE_NOOP(
        "below", "Teaching went wrong; it goes on from the last good state with smaller steps."
    ),
    QT_TRANSLATE_NOOP("below", "Teaching went wrong with every step size; look at your pairs again."),
    QT_TRANSLATE_NOOP("below", "Memory is short: each step learns from %1 instead of %2."),
    QT_TRANSLATE_NOOP(
        "below", "The installation is incomplete: its photos are missing. Install Lowexp again."
    ),
    QT_TRANSLATE_NOOP("below", "The checkpoint %1 is damaged; delete it to start again."),
    QT_TRANSLATE_NOOP("below", "%1 is no checkpoint, or a damaged one."),
    QT_TRANSLATE_NOOP("below", "The list of prepared pairs in %1 is damaged; delete that folder."),
    QT_TRANSLATE_NOOP("below", "%1 is damaged; delete the folder %2 to start again."),
    QT_TRANSLATE_NOOP("below", "What was to be taught cannot be read any more; begin again."),
    QT_TRANSLATE_NOOP("below", "The model that was taught cannot be read any more; teach it again."),
    QT_TRANSLATE_NOOP("below", "Nothing can be taught: the folder for it cannot be made."),
    QT_TRANSLATE_NOOP("below", "The folder %1 holds other files, which are left alone; choose an empty one."),
    QT_TRANSLATE_NOOP("below", "%1 is no folder; choose another one."),
)
_OF_JUDGEMENTS = (
    QT_TRANSLATE_NOOP("below", "It gained nothing on %1."),
    QT_TRANSLATE_NOOP("below", "It gained %1 dB on %2."),
    QT_TRANSLATE_NOOP("below", "It lost %1 dB on %2."),
    QT_TRANSLATE_NOOP(
        "below",
        "Chance alone would make such a gain in at most %1 of cases: that is beyond chance, and the new "
        "model is better on your photos.",
    ),
    QT_TRANSLATE_NOOP(
        "below", "Chance alone would make such a loss in at most %1 of cases: the new model is worse."
    ),
    QT_TRANSLATE_NOOP(
        "below",
        "1 held-back scene is too few to judge: chance alone makes all of so few gain in %1 of cases.",
    ),
    QT_TRANSLATE_NOOP(
        "below",
        "%1 held-back scenes are too few to judge: chance alone makes all of so few gain in %2 of cases.",
    ),
    QT_TRANSLATE_NOOP("below", "At least %1 are needed, as photos of %2 give."),
    QT_TRANSLATE_NOOP("below", "The new model is not better."),
    QT_TRANSLATE_NOOP(
        "below",
        "That may be chance, which alone would make such a gain in at most %1 of cases; "
        "more scenes would tell.",
    ),
    QT_TRANSLATE_NOOP(
        "below",
        "That may be chance, which alone would make such a gain in at most %1 of cases: the new model is not "
        "shown to be better.",
    ),
    QT_TRANSLATE_NOOP("below", "It forgot nothing on other photos."),
    QT_TRANSLATE_NOOP("below", "On other photos it lost %1 dB."),
    QT_TRANSLATE_NOOP("below", "Look at the pictures before you keep it."),
    QT_TRANSLATE_NOOP("below", "Better discard it."),
)
_OF_VERSIONS = (
    QT_TRANSLATE_NOOP(
        "below",
        "The model card %1 was written by a newer version of Lowexp; install that to use the model.",
    ),
    QT_TRANSLATE_NOOP("below", "%1 was written by a newer version of Lowexp; install that to use the model."),
    QT_TRANSLATE_NOOP(
        "below",
        "%1 was written by a newer version of Lowexp; the usual values are used, and a copy of it is kept.",
    ),
    QT_TRANSLATE_NOOP("below", "%1 is damaged; the usual values are used, and a copy of it is kept."),
    QT_TRANSLATE_NOOP(
        "below",
        "%1 holds values that make no sense; the usual ones are used in their place, "
        "and a copy of it is kept.",
    ),
    QT_TRANSLATE_NOOP(
        "below",
        "%1 cannot be read or replaced; the usual values are used, and changes are not kept. Move it away.",
    ),
    QT_TRANSLATE_NOOP("below", "%1 cannot be replaced: it is no file, or may not be read."),
    QT_TRANSLATE_NOOP("below", "The model %1 is damaged and is not offered; import or teach it again."),
    QT_TRANSLATE_NOOP("below", "There are %1 presets already; remove one first."),
    QT_TRANSLATE_NOOP(
        "below",
        "Nothing can be written in %1: the disk is full. "
        "Settings, the log and the like are not kept until that is mended.",
    ),
    QT_TRANSLATE_NOOP(
        "below",
        "Nothing can be written in %1: it is read-only. "
        "Settings, the log and the like are not kept until that is mended.",
    ),
    QT_TRANSLATE_NOOP(
        "below",
        "Nothing can be written in %1: %2. Settings, the log and the like are not kept until that is mended.",
    ),
    QT_TRANSLATE_NOOP(
        "below",
        "The model %1 was made by a newer version of Lowexp; it stays where it is, and is not offered.",
    ),
    QT_TRANSLATE_NOOP(
        "below", "A newer version of Lowexp was teaching a model; only that can go on with it."
    ),
    QT_TRANSLATE_NOOP(
        "below", "A newer version of Lowexp began to teach this model; go on with that, or begin again."
    ),
    QT_TRANSLATE_NOOP("below", "%1 is damaged and cannot be copied; move it away."),
    QT_TRANSLATE_NOOP("below", "%1 cannot be moved aside: %2."),
)
_OF_QUEUES = (
    QT_TRANSLATE_NOOP("below", "%1 was changed while it was read; try it again when it is complete."),
    QT_TRANSLATE_NOOP("below", "%1 could not be enhanced (%2); the log has the details."),
    QT_TRANSLATE_NOOP(
        "below",
        "%1 makes the program break off each time it is tried; leave it out, or save it in another format "
        "and try that.",
    ),
    QT_TRANSLATE_NOOP(
        "below", "The model %1 is another one than when the photo was queued; queue the photo again."
    ),
    QT_TRANSLATE_NOOP("below", "There is no folder %1 to watch; look where it went."),
    QT_TRANSLATE_NOOP(
        "below", "The results would come back as new photos of the folder %1; choose another output folder."
    ),
    QT_TRANSLATE_NOOP(
        "below", "%1 is not to be seen from the cluster's machine %2; all machines need the same folders."
    ),
    QT_TRANSLATE_NOOP("below", "Another Lowexp works on this queue; wait until it is done, or close it."),
    QT_TRANSLATE_NOOP("below", "The queue cannot be kept: its folder cannot be written to."),
    QT_TRANSLATE_NOOP("below", "The queue cannot be written: the disk is full; make room."),
    QT_TRANSLATE_NOOP("below", "The queue cannot be read or written; look at its disk."),
    QT_TRANSLATE_NOOP("below", "The queue is damaged; it is set aside."),
    QT_TRANSLATE_NOOP("below", "The queue is of another version of Lowexp; it is set aside."),
    QT_TRANSLATE_NOOP("below", "The damaged queue %1 cannot be renamed; delete it."),
)
_OF_NAMES = (
    QT_TRANSLATE_NOOP("below", "The file name is too long; shorten the template."),
    QT_TRANSLATE_NOOP("below", "The template gives an empty file name; add {stem}."),
    QT_TRANSLATE_NOOP("below", "The template is empty; try {stem}_lowexp."),
    QT_TRANSLATE_NOOP("below", "The braces of the template do not match; write fields as in {stem}."),
    QT_TRANSLATE_NOOP("below", "A file name has no folders in it; choose the folder apart from the name."),
    QT_TRANSLATE_NOOP("below", "%1 is not allowed in file names; leave it out."),
    QT_TRANSLATE_NOOP("below", "Windows does not allow files named %1; change the template."),
    QT_TRANSLATE_NOOP("below", "%1 is not known in a file name; there are %2."),
    QT_TRANSLATE_NOOP("below", "%1 takes no such format; only {n} takes one, as in {n:03}."),
)
_PATTERNS = tuple(
    str(pattern)
    for pattern in (
        *_OF_VERSIONS,
        *_OF_FILES,
        *_OF_CONTENTS,
        *_OF_SAVING,
        *_OF_KEPT_EDITS,
        *_OF_SYSTEMS,
        *_OF_RUNNING,
        *_OF_MODELS,
        *_OF_PAIRS,
        *_OF_NOISE,
        *_OF_TEACHING,
        *_OF_JUDGEMENTS,
        *_OF_QUEUES,
        *_OF_NAMES,
    )
)
_PLACE = re.compile(r"%\d")
_QUOTED = "“"
_MOST_DIGITS = 12
_BETWEEN_SENTENCES = re.compile(r"(?<=\.) ")
_COUNTED = re.compile(rf"([0-9]{{1,{_MOST_DIGITS}}}) ([a-z -]+)")
# Names in longer ones could keep an expression busy; no sentence of this program has so many characters.
_LONGEST = 800


def in_window_language(sentence: str) -> str:
    """A sentence of the parts below, translated; as it is if nobody has translated it."""
    for pattern, expression in _expressions() if len(sentence) <= _LONGEST else ():
        found = expression.fullmatch(sentence)
        if found is not None:
            translated = QCoreApplication.translate("below", pattern)
            return filled(translated, *(_value(group) for group in found.groups()))
    return sentence


def all_in_window_language(sentences: str) -> str:
    """Several sentences, one after the other, as `in_window_language`; as they are if one is not known."""
    each = _BETWEEN_SENTENCES.split(sentences)
    known = all(any(expression.fullmatch(one) for _, expression in _expressions()) for one in each)
    return " ".join(map(in_window_language, each)) if known and len(sentences) <= _LONGEST else sentences


def _value(text: str) -> str | int:
    """What stands in a pattern's place: a number, a name, or a reason that may have words of its own."""
    if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS:
        return int(text)
    found = _COUNTED.fullmatch(text)
    if found is not None:
        return CountedThings().words(int(found[1]), found[2]) or text
    return text if text.startswith(_QUOTED) else in_window_language(text)


class CountedThings(QObject):
    """What the parts below count, in the window's language, with the plurals of that."""

    def words(self, number: int, things: str) -> str:
        """Such as “3 scenes” for 3 and “scenes”; empty for things that are not known."""
        for one, many, words in (
            ("pixel", "pixels", self.tr("%1 pixels", "", number)),
            ("scene", "scenes", self.tr("%1 scenes", "", number)),
            ("held-back scene", "held-back scenes", self.tr("%1 held-back scenes", "", number)),
            ("good pair", "good pairs", self.tr("%1 good pairs", "", number)),
            ("picture", "pictures", self.tr("%1 pictures", "", number)),
            ("core", "cores", self.tr("%1 cores", "", number)),
        ):
            if things in (one, many):
                # Where nobody translates, the words of below are right.
                return "" if words == f"%1 {many}" else filled(words, number)
        return ""


@cache
def _expressions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each pattern with an expression for the sentences made from it."""
    return tuple((pattern, _expression(pattern)) for pattern in _PATTERNS)


def _expression(pattern: str) -> re.Pattern[str]:
    words = (re.escape(part) for part in _PLACE.split(pattern))
    return re.compile("(.+?)".join(words), re.DOTALL)
