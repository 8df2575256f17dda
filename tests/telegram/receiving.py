"""The methods by which a bot gets its updates, files and commands."""

from __future__ import annotations

import re
from typing import Any

from yarl import URL

from tests.telegram.calls import Call
from tests.telegram.membership import membership
from tests.telegram.refusals import WEBHOOK_ACTIVE, Refused, bad
from tests.telegram.state import Telegram
from tests.telegram.webhooks import Hook, Webhooks

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_HERE = {"127.0.0.1", "localhost", "::1"}
_KINDS = {
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "inline_query",
    "chosen_inline_result",
    "message_reaction",
    "message_reaction_count",
    "poll",
    "poll_answer",
    "shipping_query",
    "pre_checkout_query",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "chat_boost",
    "removed_chat_boost",
    "purchased_paid_media",
}


class Receiving:
    """Polling or a webhook, never both."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram
        self.webhooks = Webhooks(telegram.updates, telegram.now)
        telegram.updates.on_due = self.webhooks.take

    def _allow(self, call: Call) -> None:
        """Take over allowed_updates where it is given; an empty list means the usual ones."""
        given = call.value("allowed_updates")
        if given is None:
            return
        if not isinstance(given, list):
            raise bad("can't parse allowed updates: must be an Array")
        if unknown := [each for each in given if each not in _KINDS]:
            raise self.telegram.complain(f"unknown kinds in allowed_updates: {unknown}")
        self.telegram.updates.allowed = given

    async def get_updates(self, telegram: Telegram, call: Call) -> Any:
        """What came since, waiting for it if asked to."""
        if self.webhooks.hook is not None:
            raise Refused(409, WEBHOOK_ACTIVE)
        self._allow(call)
        limit = min(max(call.integer("limit", 100), 1), 100)
        timeout = min(max(call.integer("timeout"), 0), 50)
        return [each.json() for each in await telegram.updates.fetch(call.integer("offset"), limit, timeout)]

    async def set_webhook(self, telegram: Telegram, call: Call) -> bool:
        """Deliver to this address from now on; an empty one ends it."""
        address = call.text("url")
        if not address:
            return await self.delete_webhook(telegram, call)
        url, secret = URL(address), call.text("secret_token")
        if url.scheme not in ("http", "https") or (url.scheme == "http" and url.host not in _HERE):
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if url.host not in _HERE:
            raise bad("bad webhook: Failed to resolve host: Name or service not known")
        if secret and not _SECRET.fullmatch(secret):
            raise bad("secret token contains unallowed characters")
        connections = call.integer("max_connections", 40)
        if not 1 <= connections <= 100:
            raise bad("max_connections must be between 1 and 100")
        self._allow(call)
        self._drop(call)
        telegram.updates.end_poll(by_webhook=True)
        await self.webhooks.set(Hook(address, secret, connections))
        return True

    async def delete_webhook(self, telegram: Telegram, call: Call) -> bool:
        """Back to polling."""
        self._drop(call)
        await self.webhooks.set(None)
        return True

    def _drop(self, call: Call) -> None:
        if call.flag("drop_pending_updates"):
            self.telegram.updates.pending.clear()
            self.webhooks.drop()

    def webhook_info(self, telegram: Telegram, call: Call) -> Any:
        """How delivery goes."""
        hook, updates = self.webhooks.hook, telegram.updates
        updates.drop_expired()
        info: dict[str, Any] = {
            "url": hook.url if hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(updates.pending),
        }
        if hook:
            info |= {"max_connections": hook.max_connections, "ip_address": "127.0.0.1"}
        if self.webhooks.error:
            info |= {"last_error_date": self.webhooks.error_date, "last_error_message": self.webhooks.error}
        return {**info, **({"allowed_updates": updates.allowed} if updates.allowed else {})}


def get_file(telegram: Telegram, call: Call) -> Any:
    """Where a file can be downloaded, for an hour."""
    file = telegram.files.find(call.text("file_id"))
    return {**file.fields(), "file_path": telegram.files.open_path(file, telegram.now())}


def get_chat(telegram: Telegram, call: Call) -> Any:
    """All about a chat."""
    chat = telegram.chat(call.values.get("chat_id", ""))
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return {
        **chat.about,
        "accent_color_id": 3,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, True),
    }


def leave_chat(telegram: Telegram, call: Call) -> bool:
    """Leave a group."""
    chat = telegram.chat(call.values.get("chat_id", ""))
    if chat.id > 0:
        raise bad("chat member status can't be changed in private chats")
    membership(telegram, chat, telegram.bot, "member", "left")
    chat.shut = f"bot is not a member of the {chat.about['type']} chat"
    chat.ring()
    return True


def _scope(call: Call) -> str:
    scope = call.value("scope") or {"type": "default"}
    return f"{scope['type']}:{scope.get('chat_id', '')}:{call.text('language_code')}"


def set_commands(telegram: Telegram, call: Call) -> bool:
    """The command menu."""
    commands = call.value("commands")
    if not isinstance(commands, list) or len(commands) > 100:
        raise bad("can't parse bot commands: must be an Array of at most 100")
    for each in commands:
        if not _COMMAND.fullmatch(str(each.get("command", "")).removeprefix("/")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(str(each.get("description", ""))) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    telegram.commands[_scope(call)] = [
        {"command": each["command"].removeprefix("/"), "description": each["description"]} for each in commands
    ]
    return True


def get_commands(telegram: Telegram, call: Call) -> Any:
    """The command menu as it was set."""
    return telegram.commands.get(_scope(call), [])


def delete_commands(telegram: Telegram, call: Call) -> bool:
    """No command menu any more."""
    telegram.commands.pop(_scope(call), None)
    return True


METHODS = {
    "getFile": get_file,
    "getChat": get_chat,
    "leaveChat": leave_chat,
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
}
