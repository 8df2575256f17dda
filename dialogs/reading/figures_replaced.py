"""A figure of a year that was to be told, and the one that holds: 23年本来22家，有两家没过复核，按20报."""

from __future__ import annotations

import re

_FIRST_AND_THEN = re.compile(
    r"(?:本来|原来|原先|原本|起先)(?:是|有|报了?)?[0-9]+(?:\.[0-9]+)?[^0-9年]{0,30}?[,，;； ]"
    r"(?:所以|那|就|得|应该?|要|只能|最后)*(?:按|算|报|记|填)(?P<holds>[0-9]+(?:\.[0-9]+)?[^\s,，。;；报算记填写]{0,2}?)"
    r"(?:来)?(?:报|算|记|填|写)?(?:了|吧|的)*(?=[,，。;； \n]|$)"
)


def as_it_holds(text: str) -> str:
    """The text with only the figure that holds in the place of both."""
    return _FIRST_AND_THEN.sub(r"\g<holds>", text)
