"""What a browser is called in plain words, guessed from how it calls itself: 苹果手机 · 微信."""

from __future__ import annotations

import re

from bot.channels.web.texts import SOURCE

_Words = tuple[tuple[str, str, str], ...]

# The first that fits counts: WeChat and Edge call themselves Chrome and Safari as well, an iPad sometimes a Macintosh.
_DEVICES: _Words = (
    (r"iPhone|iPod", "苹果手机", "iPhone"),
    (r"iPad|Macintosh.*Mobile/", "苹果平板", "iPad"),
    (r"HarmonyOS|OpenHarmony", "鸿蒙手机", "HarmonyOS phone"),
    (r"Android.*Mobile", "安卓手机", "Android phone"),
    (r"Android", "安卓平板", "Android tablet"),
    (r"Windows NT|Windows", "Windows 电脑", "Windows PC"),
    (r"Macintosh|Mac OS X", "苹果电脑", "Mac"),
    (r"UOS|Kylin|Linux|X11", "Linux 电脑", "Linux PC"),
)
_PROGRAMS: _Words = (
    (r"wxwork", "企业微信", "WeCom"),
    (r"MicroMessenger", "微信", "WeChat"),
    (r"DingTalk", "钉钉", "DingTalk"),
    (r"Lark|Feishu", "飞书", "Feishu"),
    (r"HuaweiBrowser|ArkWeb", "华为浏览器", "Huawei Browser"),
    (r"MiuiBrowser", "小米浏览器", "Mi Browser"),
    (r"HeyTapBrowser", "OPPO 浏览器", "OPPO Browser"),
    (r"VivoBrowser", "vivo 浏览器", "vivo Browser"),
    (r"MQQBrowser|QQBrowser|QQ/", "QQ 浏览器", "QQ Browser"),
    (r"UCBrowser|UBrowser", "UC 浏览器", "UC Browser"),
    (r"360SE|360EE|QihooBrowser|QHBrowser", "360 浏览器", "360 Browser"),
    (r"Edg(?:e|A|iOS)?/", "Edge", "Edge"),
    (r"Firefox|FxiOS", "Firefox", "Firefox"),
    (r"Chrome|CriOS|Chromium", "Chrome", "Chrome"),
    (r"Safari", "Safari", "Safari"),
)


def describe(agent: str, locale: str) -> str:
    """The device and the program, as far as they are known."""
    found = (_first(_DEVICES, agent, locale), _first(_PROGRAMS, agent, locale))
    unknown = "未知设备" if locale == SOURCE else "Unknown device"
    return " · ".join(word for word in found if word) or unknown


def _first(words: _Words, agent: str, locale: str) -> str | None:
    for pattern, chinese, english in words:
        if re.search(pattern, agent):
            return chinese if locale == SOURCE else english
    return None
