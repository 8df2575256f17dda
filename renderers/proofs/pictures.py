"""Pictures of every kind that phones and scanners make, opened in one place; HEIC by a decoder of its own."""

from __future__ import annotations

from pathlib import Path

from pi_heif.as_plugin import register_heif_opener
from PIL import Image

LARGEST_PIXELS = 120_000_000
"""More dots than any phone's picture or A3 scan has."""

Image.MAX_IMAGE_PIXELS = LARGEST_PIXELS
register_heif_opener()


def open_picture(path: Path) -> Image.Image:
    """The picture in a file; its dots are read when they are asked for. ``OSError`` where it is none."""
    return Image.open(path)
