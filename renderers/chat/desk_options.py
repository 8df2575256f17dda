"""What buttons of the desk say that offer what a message probably wished."""

from __future__ import annotations

from renderers.i18n import mark

OFFERED = {
    "desk do progress": mark("看进度"),
    "desk do count": mark("多少家"),
    "desk do announce": mark("写群发"),
    "desk do announcements": mark("看群发情况"),
    "desk do draft": mark("接着写群发"),
    "desk do table": mark("要进度表"),
    "desk do picture": mark("要进度图"),
    "desk do plain_picture": mark("要不带县名的图"),
    "desk do data": mark("导出数据"),
    "desk do package": mark("要推荐材料"),
    "desk do recommended": mark("看推荐名单"),
    "desk do hand up": mark("上报"),
    "desk do hand-ups": mark("看各市上报"),
    "desk do dates": mark("看截止日期"),
    "desk do holidays": mark("看放假安排"),
    "desk do reviews": mark("看待审的"),
    "desk do help": mark("看能做什么"),
    "desk do links": mark("看联系人名单"),
    "desk do invite": mark("邀请联系人"),
    "desk do page": mark("开进度网页"),
    "desk do drafts": mark("导出全部申报表"),
    "desk do review_first": mark("看这份的概况"),
    "desk do review_new": mark("看改了什么"),
    "desk do review_drafts": mark("看批注草稿"),
    "desk do review_sections": mark("逐节看"),
    "desk do undo": mark("撤回做过的"),
    "desk do pass": mark("审核通过"),
    "desk do send_back": mark("退回县里"),
    "desk do review_steps": mark("看审核步骤"),
    "desk chosen": mark("{name}"),
    "desk announce those": mark("给{name}群发"),
    "desk none of these": mark("都不是"),
    "desk follow ups": mark("我的提醒"),
}
