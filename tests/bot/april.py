"""A process that looks after one house's reminders at the time that stands in a file; to be killed.

It says each moment once that it has done everything for it.
"""

from __future__ import annotations

import sys
import time
import traceback
from datetime import datetime
from pathlib import Path

from bot.house import build
from bot.settings import Settings
from storage.errors import StorageError
from tests.bot.campaigning import Campaigned, Hand


def main() -> None:
    """Tick for ever, as fast as the clock in the second argument is turned, in the data folder of the first."""
    data, clock = sys.argv[1:]
    file = Path(clock)
    campaign = Campaigned(build(Settings(data=Path(data))), Hand(datetime.fromisoformat(file.read_text())))
    campaign.conversations.resume()
    done = ""
    while True:
        words = file.read_text()
        if words in ("", done):
            time.sleep(0.005)
            continue
        campaign.hand.now = datetime.fromisoformat(words)
        try:
            campaign.reminding.tick(campaign.hand.now)
        except StorageError:  # as the service does: told, and done with the next tick
            traceback.print_exc()
            continue
        done = words
        print(done, flush=True)
