"""Where the bytes of all files lie: the folder of this machine, and the object store that is set to stand behind it."""

from __future__ import annotations

from pathlib import Path

from bot.settings import Settings
from storage.files import private_folder
from storage.objects import Objects, stand_behind

FILES = "files"


def shelf_of(settings: Settings) -> Path:
    """The folder, made where it is missing; raises as ``storage.objects.Objects``."""
    folder = private_folder(settings.data / FILES)
    stand_behind(folder, Objects(settings.objects) if settings.objects else None)
    return folder
