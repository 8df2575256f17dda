"""What Telegram answers when it does not do what it was asked, in its own words: libraries match on them."""

from __future__ import annotations

from typing import Any

_TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    502: "Bad Gateway",
}


class Refused(Exception):
    """The call is answered with an error; nothing was done."""

    def __init__(self, code: int, description: str = "", **parameters: int) -> None:
        title = _TITLES.get(code, "Error")
        self.code = code
        self.description = f"{title}: {description}" if description else title
        self.parameters = parameters
        super().__init__(f"{code} {self.description}")

    def answer(self) -> dict[str, Any]:
        """The body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return {**body, "parameters": self.parameters} if self.parameters else body


def bad(description: str) -> Refused:
    """400: the call makes no sense."""
    return Refused(400, description)


def flooded(seconds: int) -> Refused:
    """429: come again in so many seconds."""
    return Refused(429, f"retry after {seconds}", retry_after=seconds)


def migrated(chat_id: int) -> Refused:
    """400: the group has become a supergroup with another id."""
    refusal = bad("group chat was upgraded to a supergroup chat")
    refusal.parameters["migrate_to_chat_id"] = chat_id
    return refusal


BLOCKED = "bot was blocked by the user"
DEACTIVATED = "user is deactivated"
KICKED = "bot was kicked from the group chat"
NO_CHAT = "chat not found"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current"
    " content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
POLL_ENDED = "terminated by setWebhook request"
