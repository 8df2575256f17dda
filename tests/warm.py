"""What the process has read that all others are forked from: every channel's libraries, and the form."""

import gc

import bot.channels.console
import bot.channels.telegram.service
import bot.desk.exporting
import bot.printing.exporting
import bot.serving  # noqa: F401 all of them are only read
import tests.bot.april
from dialogs.loader import load

load()
gc.collect()
gc.freeze()
