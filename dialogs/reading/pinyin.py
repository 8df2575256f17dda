"""Answers whose words are typed in the Latin letters of pinyin: 2023 nian 147, 18 yi yuan, mei you, 4 yue 18 ri.

Only words that say something to a figure, date or box are known, and a message with any other Latin word is left alone.
"""

from __future__ import annotations

import re

_WORDS = {
    "nian": "年",
    "yue": "月",
    "ri": "日",
    "hao": "号",
    "wan": "万",
    "yi": "亿",
    "yuan": "元",
    "wanyuan": "万元",
    "yiyuan": "亿元",
    "jia": "家",
    "ge": "个",
    "jian": "件",
    "xiang": "项",
    "ren": "人",
    "mu": "亩",
    "dun": "吨",
    "pingfanggongli": "平方公里",
    "baifenzhi": "百分之",
    "dian": "点",
    "meiyou": "没有",
    "mei": "没",
    "you": "有",
    "wu": "无",
    "shi": "是",
    "bu": "不",
    "bushi": "不是",
    "fou": "否",
    "dou": "都",
    "buzhidao": "不知道",
    "bushiyong": "不适用",
    "dagai": "大概",
    "zuoyou": "左右",
    "deng": "等",
    "tongjiju": "统计局",
    "qunian": "去年",
    "jinnian": "今年",
    "mubiao": "目标",
    "jizhun": "基准",
    "zhuchi": "主持",
    "canyu": "参与",
    "guobiao": "国标",
    "hangbiao": "行标",
    "tuanbiao": "团标",
    "diyi": "第一",
    "dier": "第二",
    "disan": "第三",
    "chanye": "产业",
    "quanbu": "全部",
    "wanmu": "万亩",
    "pingfang": "平方",
    "gongli": "公里",
    "di": "第",
    "er": "二",
    "san": "三",
    "chan": "产",
    "ye": "业",
    "liang": "两",
}
_LATIN = re.compile(r"[A-Za-z]+")
_JOINED = re.compile(r"(?<=[\u4e00-\u9fff0-9])[ ]+(?=[\u4e00-\u9fff])")


def from_pinyin(text: str) -> str | None:
    """The text with its pinyin in characters; None where a Latin word is none that is known, or there is none."""
    words = [word.lower() for word in _LATIN.findall(text)]
    if not words or any(word not in _WORDS for word in words):
        return None
    return _JOINED.sub("", _LATIN.sub(lambda word: _WORDS[word[0].lower()], text))
