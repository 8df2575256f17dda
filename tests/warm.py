"""What the process has read that all others are forked from: every channel's libraries, and the form."""

import gc
from importlib import import_module

from dialogs.definition.loader import load

for name in ("bot.channels.console", "bot.channels.telegram.service", "bot.serving", "tests.bot.april"):
    import_module(name)
load()
gc.collect()
gc.freeze()  # what is there will stay: forked processes neither look through it nor copy it
