"""The words of a coordinator's page, and those of the chat's panel that speak of counties instead of questions."""

from __future__ import annotations

from collections.abc import Mapping

_ZH = {
    "contents": "各县",
    "search": "按县名查找",
    "found": "找到 {count} 家",
    "desk": "总览网页",
    "desk_title": "{region}申报进度",
    "desk_at": "{at}　共 {total} 家",
    "desk_all": "全部 {count}",
    "desk_filter": "如：填报中 5天没动",
    "desk_go": "筛选",
    "desk_unknown": "没认出“{words}”。",
    "desk_found": "{count} 家",
    "desk_county": "县",
    "desk_state": "状态",
    "desk_sections": "各节",
    "desk_matters": "要看的",
    "desk_updated": "最近更新",
    "desk_none": "没有符合的。",
    "desk_table": "下载表格（.xlsx）",
    "desk_picture": "图片",
    "desk_plain": "不带县名的图片",
    "desk_before": "上一页",
    "desk_after": "下一页",
    "desk_page": "第 {number}/{pages} 页",
    "desk_chat": "回到对话",
    "desk_comma": "、",
    "desk_u": "未开始",
    "desk_s": "进行中",
    "desk_t": "有问题",
    "desk_f": "已填完",
}
_EN = {
    "contents": "Counties",
    "search": "Find a county",
    "found": "{count} found",
    "desk": "Overview page",
    "desk_title": "Progress of {region}",
    "desk_at": "{at}, {total} in all",
    "desk_all": "all {count}",
    "desk_filter": "Filter: filling idle 5 days …",
    "desk_go": "Filter",
    "desk_unknown": "“{words}” is not known.",
    "desk_found": "{count} found",
    "desk_county": "County",
    "desk_state": "State",
    "desk_sections": "Sections",
    "desk_matters": "To look at",
    "desk_updated": "Last change",
    "desk_none": "None.",
    "desk_table": "Download the table (.xlsx)",
    "desk_picture": "Picture",
    "desk_plain": "Picture without names",
    "desk_before": "Previous page",
    "desk_after": "Next page",
    "desk_page": "Page {number}/{pages}",
    "desk_chat": "Back to the chat",
    "desk_comma": ", ",
    "desk_u": "not begun",
    "desk_s": "in progress",
    "desk_t": "has problems",
    "desk_f": "filled",
}


def desk_texts(locale: str) -> Mapping[str, str]:
    """These words in a person's language; in Chinese for a language that nobody translated them into."""
    return _EN if locale == "en" else _ZH
