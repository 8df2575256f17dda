"""The methods of the Bot API 10 that the server has, with the names of their parameters.

Three sets each: what the server does, what Telegram knows but the server does not do (refused loudly: a test must not
believe that it was honoured), and everything else, which is nonsense.
"""

from __future__ import annotations

_SEND = {"chat_id", "disable_notification", "protect_content", "reply_parameters", "reply_to_message_id"}
_TEXT = {"parse_mode", "entities", "link_preview_options", "disable_web_page_preview"}
_CAPTION = {"caption", "parse_mode", "caption_entities"}
_EDIT = {"chat_id", "message_id", "reply_markup"}

DONE: dict[str, set[str]] = {
    "getMe": set(),
    "getUpdates": {"offset", "limit", "timeout", "allowed_updates"},
    "setWebhook": {"url", "secret_token", "max_connections", "allowed_updates", "drop_pending_updates"},
    "deleteWebhook": {"drop_pending_updates"},
    "getWebhookInfo": set(),
    "sendMessage": {*_SEND, *_TEXT, "text", "reply_markup"},
    "sendDocument": {*_SEND, *_CAPTION, "document", "disable_content_type_detection", "reply_markup"},
    "sendPhoto": {*_SEND, *_CAPTION, "photo", "reply_markup"},
    "sendMediaGroup": {*_SEND, "media"},
    "sendChatAction": {"chat_id", "action"},
    "editMessageText": {*_EDIT, *_TEXT, "text"},
    "editMessageCaption": {*_EDIT, *_CAPTION},
    "editMessageReplyMarkup": {*_EDIT},
    "deleteMessage": {"chat_id", "message_id"},
    "answerCallbackQuery": {"callback_query_id", "text", "show_alert", "url", "cache_time"},
    "setMyCommands": {"commands", "scope", "language_code"},
    "getMyCommands": {"scope", "language_code"},
    "deleteMyCommands": {"scope", "language_code"},
    "getFile": {"file_id"},
    "getChat": {"chat_id"},
    "leaveChat": {"chat_id"},
}

_SEND_NOT_DONE = {
    "allow_paid_broadcast",
    "allow_sending_without_reply",
    "business_connection_id",
    "direct_messages_topic_id",
    "message_effect_id",
    "message_thread_id",
    "suggested_post_parameters",
}
_EDIT_NOT_DONE = {"business_connection_id", "inline_message_id"}

NOT_DONE: dict[str, set[str]] = {
    "setWebhook": {"certificate", "ip_address"},
    "sendMessage": _SEND_NOT_DONE,
    "sendDocument": {*_SEND_NOT_DONE, "thumbnail"},
    "sendPhoto": {*_SEND_NOT_DONE, "has_spoiler", "show_caption_above_media"},
    "sendMediaGroup": _SEND_NOT_DONE,
    "sendChatAction": {"business_connection_id", "message_thread_id"},
    "editMessageText": _EDIT_NOT_DONE,
    "editMessageCaption": {*_EDIT_NOT_DONE, "show_caption_above_media"},
    "editMessageReplyMarkup": _EDIT_NOT_DONE,
}

# Telegram does not mind how a method's name is spelled.
SPELLED = {name.lower(): name for name in DONE}
