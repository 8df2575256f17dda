"""Notices about what is put right, and about whose words they are: the last answer's, a text's, the open question's."""

from renderers.i18n import mark

CORRECTIONS = {
    "button or figure": mark("“{words}”是按钮的编号，还是这题的答案？"),
    "said early": mark("“{words}”是在看到 {id} 之前发的，先没有记。"),
    "said early to nothing": mark("“{words}”是在看到上面这条之前发的，先没有记。"),
    "perhaps no reason": mark("“{words}”还没有记。是要记下的说明吗？也可以另写一句。"),
    "reason or answer": mark("“{words}”是要记下的说明，还是新的答案？"),
    "row of which": mark("“{words}”是哪一题的？"),
    "figure or jump": mark("“{words}”是这题的答案，还是要去那一题？"),
    "correct last": mark("要改的是 {id} 吗？原来 {old}，改成 {new}。"),
    "correct year": mark("要改的是 {id} 的 {year} 年吗？原来 {old}，改成 {new}。"),
    "correct which": mark("“{words}”要改的是 {id}（{label}）吗？"),
    "too many changes": mark("这条消息太长，改动没有做。请分几条发，每条不超过 {characters} 字。"),
    "text kept already": mark("{id} 已经记下了，不用再发“完成”。接着答这一题；看还差什么，发“检查”。"),
    "more of the text": mark("“{words}”不是这题的答案，是接着写 {id} 吗？"),
    "unit stands": mark("{id} 的数已经带着单位记下了：{value}，不用再加。"),
    "text stays": mark("{id} 的文字照旧留着，没处理的问题在“检查”里。"),
    "text instead": mark("“{words}”是接着 {id} 写，还是换掉原来的文字？原来的还在。"),
    "perhaps no text": mark("“{words}”先当正文记下了；不是正文就发“删掉上一句”。"),
    "sentence gone": mark("删掉了这一句：{words}（发“撤销”可以找回）"),
    "text revised": mark("改好了：{words}（发“撤销”可以改回）"),
    "revise kept": mark("“{words}”是要改刚记下的 {id} 吗？改后：{new}"),
    "no such sentence": mark("这段文字现在只有 {count} 句，没有删。"),
}
