"""The methods that send files: uploaded, or sent before and named by file_id."""

from __future__ import annotations

from typing import Any

from tests.telegram.calls import Call, Upload
from tests.telegram.files import size_of
from tests.telegram.methods import Method, deliver, send
from tests.telegram.refusals import bad
from tests.telegram.state import Telegram
from tests.telegram.texts import caption_of

ALBUM = range(2, 11)
_ATTACH = "attach://"


def _given(call: Call, name: str, value: Any) -> Upload | str:
    """The file that a parameter names: part of the body under the same name or another one, or a file_id."""
    if value is None and name in call.uploads:
        return call.uploads[name]
    if not isinstance(value, str) or not value:
        raise bad(f"there is no {name} in the request")
    if not value.startswith(_ATTACH):
        return value
    upload = call.uploads.get(value.removeprefix(_ATTACH))
    if upload is None:
        raise bad(f"there is no {value.removeprefix(_ATTACH)} in the request")
    return upload


def _document(telegram: Telegram, file: Upload | str) -> dict[str, Any]:
    if isinstance(file, Upload):
        if not file.data:
            raise bad("file must be non-empty")
        return telegram.files.document(telegram.files.store(file.data, file.name), file.name, file.mime)
    sent = telegram.files.find(_known(file))
    return telegram.files.document(telegram.files.store(sent.data, sent.name, size=sent.size), sent.name)


def _photo(telegram: Telegram, file: Upload | str) -> dict[str, Any]:
    data = file.data if isinstance(file, Upload) else telegram.files.find(_known(file)).data
    width, height = size_of(data)
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return telegram.files.photo(data)


def _known(file_id: str) -> str:
    if file_id.startswith(("http://", "https://")):
        raise bad("wrong file identifier/HTTP URL specified")
    return file_id


_KINDS = {"document": _document, "photo": _photo}
_ITEM = {"type", "media", "caption", "parse_mode", "caption_entities", "disable_content_type_detection"}


def send_document(telegram: Telegram, call: Call) -> Any:
    """Send a file."""
    telegram.chat(call.values.get("chat_id", ""))
    caption = caption_of(call)
    file = _document(telegram, _given(call, "document", call.values.get("document")))
    return send(telegram, call, {**file, **caption}).raw


def send_photo(telegram: Telegram, call: Call) -> Any:
    """Send a picture as a photo."""
    telegram.chat(call.values.get("chat_id", ""))
    caption = caption_of(call)
    file = _photo(telegram, _given(call, "photo", call.values.get("photo")))
    return send(telegram, call, {**file, **caption}).raw


def _item(telegram: Telegram, call: Call, item: Any) -> dict[str, Any]:
    kind = item.get("type") if isinstance(item, dict) else None
    if kind not in _KINDS:
        raise bad(f"can't parse InputMedia: type must be one of {', '.join(_KINDS)} here")
    own = Call(call.method, {name: value for name, value in item.items() if value is not None}, call.uploads)
    if unknown := own.values.keys() - _ITEM:
        raise telegram.complain(f"media: this test server does not know {sorted(unknown)}")
    return {**_KINDS[kind](telegram, _given(own, "media", own.values.get("media"))), **caption_of(own)}


def send_media_group(telegram: Telegram, call: Call) -> Any:
    """Send an album: separate messages that belong together."""
    chat = telegram.chat(call.values.get("chat_id", ""))
    media = call.value("media")
    if not isinstance(media, list) or len(media) not in ALBUM:
        raise bad("group of media must include 2-10 items")
    if len({each.get("type") for each in media if isinstance(each, dict)}) != 1:
        raise bad("documents can't be mixed with other media types")
    items = [_item(telegram, call, each) for each in media]
    telegram.traffic.admit(chat.id, len(items))
    group = {"media_group_id": str(telegram.message_id() + 13_700_000_000_000_000)}
    return [deliver(telegram, call, chat, {**group, **each}).raw for each in items]


METHODS: dict[str, Method] = {
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "sendMediaGroup": send_media_group,
}
