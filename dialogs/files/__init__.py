"""Files that were sent: evidence at its item, photos that are pinned to a question, files that hold answers."""
