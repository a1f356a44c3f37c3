"""Pictures from outside, opened with care: damaged, huge or odd ones never stop a document."""

from __future__ import annotations

import io
import warnings
from functools import lru_cache

from PIL import Image, ImageOps, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from allydesk.reports.engine.galley import Press
from allydesk.reports.engine.tags import Element

_MOST_PIXELS = 100_000_000  # more is no logo, and would fill the memory of a small laptop
_FAINT = 24  # of 255: what is less opaque is no ink
_DARKEST_PAPER, _PALEST_INK = 110, 225  # of 255: a darker ground is no paper, what is paler no ink
_NEARLY = 0.9  # paper is never of one tone: what is nearly as light is paper too
_SHARP_ENOUGH = 1_600  # pixels along the longer side: 600 per inch at the size we print


@lru_cache(maxsize=8)
def opened(data: bytes) -> ImageReader | None:
    """Give a picture ready to draw, no larger than paper needs; None if it cannot be one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data))
            if image.format not in ("PNG", "JPEG") or image.width * image.height > _MOST_PIXELS:
                return None
            return ImageReader(_slim(image))
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


@lru_cache(maxsize=8)
def signature(data: bytes) -> ImageReader | None:
    """Give the picture of a signature: its ink alone, on white; None if it is no picture."""
    found = opened(data)
    image = getattr(found, "_image", None)
    return ImageReader(_ink(image)) if isinstance(image, Image.Image) else found


def _ink(image: Image.Image) -> Image.Image:
    """Make the paper of a scan white, and cut away what is empty around the ink."""
    if image.mode == "RGBA":
        box = image.getchannel("A").point(lambda a: 255 if a > _FAINT else 0).getbbox()
        return image.crop(box) if box else image
    paper = [channel.histogram() for channel in image.split()]
    tones = [max(range(256), key=counts.__getitem__) for counts in paper]  # the most common
    if min(tones) < _DARKEST_PAPER:
        return image
    lut = [min(255, round(n * 255 / (tone * _NEARLY))) for tone in tones for n in range(256)]
    clean = image.point(lut)
    box = clean.convert("L").point(lambda n: 255 if n < _PALEST_INK else 0).getbbox()
    return clean.crop(box) if box else clean


def _slim(image: Image.Image) -> Image.Image:
    image.draft("RGB", (_SHARP_ENOUGH, _SHARP_ENOUGH))  # JPEG can be read small at once
    upright = ImageOps.exif_transpose(image)
    clear = "A" in upright.getbands() or "transparency" in upright.info
    plain = upright.convert("RGBA" if clear else "RGB")
    plain.thumbnail((_SHARP_ENOUGH, _SHARP_ENOUGH))
    return plain


def scaled(picture: ImageReader, most: tuple[float, float]) -> tuple[float, float]:
    """Give the size at which a picture fills a room without being distorted, in points."""
    across, down = picture.getSize()
    factor = min(most[0] / across, most[1] / down)
    return across * factor, down * factor


def draw(
    press: Press, picture: ImageReader, element: Element, box: tuple[float, float, float, float]
) -> None:
    """Draw a picture into left, bottom, width, height, as the figure that an element is."""
    left, bottom, wide, tall = box
    element.attributes["BBox"] = [left, bottom, left + wide, bottom + tall]
    with press.canvas.tag(element):
        press.canvas.drawImage(picture, left, bottom, wide, tall, mask="auto")
