"""What is said to wishes that are no question's answer, and what the commands are called where they are offered."""

from __future__ import annotations

from renderers.i18n import mark

WISHES = {
    "which wish": mark("“{words}”是要做哪一件？"),
    "acknowledged": mark("好。发“继续”接着填，发“进度”看还差什么。"),
    "all is saved": mark("每答一题当时就存好了，关掉网页、断网、换手机都不会丢；回来发“继续”，从停下的地方接着填。"),
    "how to share": mark(
        "可以几个人一起填：发“请园区填第四部分”（换成对方的名字和部分），会得到一条链接，转发给对方就行；"
        "要部门出数，发“部门清单”，每个部门有一份可以转发的清单。"
    ),
    "share with": mark(
        "要请{name}填哪一部分？发“请{name}填第四部分”（换成那一部分），全部一起填就发“请{name}一起填”，会得到一条可以转发的链接。"
    ),
    "no figure yet": mark("“{words}”还没有记：{id} 要的是数字。有了就直接发，如 {example}；眼下没有的，选一个："),
    "not kept": mark("“{words}”还没有记。可以照上面的写法再发，也可以："),
    "no date yet": mark("“{words}”还没有记：{id} 要的是日期。定了就直接发，如 {example}；眼下没定的，选一个："),
    "no phone yet": mark("“{words}”还没有记：{id} 要的是电话号码。有了就直接发，如 {example}；眼下没有的，选一个："),
    "no choice yet": mark("“{words}”还没有记：{id} 要回选项的编号或原文（发“重复”看选项）；眼下定不了的，选一个："),
    "noted": mark("“{words}”已作为说明跟着 {id}，再问到这一题时会给您看。"),
    "proofs later": mark("“{words}”：佐证和清单什么时候补都行，发到这里就归档，不耽误往下填。"),
    "text or aside": mark("“{words}”还没有记。是 {id} 的答案，还是有别的事？"),
    "decline left": mark("还没有记为不申报。"),
    "no redo": mark("撤销的不能自动恢复，请把原来的答案再发一次；改别的题发“改 2.7”。"),
    "files welcome": mark(
        "直接把文件发到这里就行：填过的申报表、部门给的表（Word、Excel）会读出来，逐条给您看过才改；证明材料（照片、PDF）归到佐证清单。"
    ),
    "hard going": mark(
        "题是多，不用一口气填完：这一题先放着发“稍后”，改天接着填发“暂停”，一节一次填完发“整节”，请别人分担发“请园区填第四部分”。填过的都在。"
    ),
    "asked again": mark(
        "答过的都记着，不用重填；发“检查”看哪里还没定，发“目录”看哪些已填。现在这一题没有变化的话，照原样再发一次就行。"
    ),
    "notice says": mark("{says}\n出处：{source}"),
    "notice is silent": mark("通知里没有写{about}，请问{city}。"),
    "contacts": mark("通知里写的联系人：{named}。怎么填发“?”，登录和链接的事找发链接给您的人。"),
    "contacts of province": mark(
        "{city}的电话，通知里没有写，请查本市的转发通知。省里的联系人：{named}。怎么填发“?”，登录和链接的事找发链接给您的人。"
    ),
    "blank form": mark(
        "空白的表用通知所附的 Word；这里生成的表，没填的格子空着，发“预览”就有。"
        "只要题目，发“整节”；给部门的，发“部门清单”。"
    ),
    "no reminders": mark(
        "不想收提醒：填完报送、或不申报以后就不再提醒；这次先放一放，点“稍后提醒”。什么时候提醒由市里的日期定，夜里不发。"
    ),
    "remind by mail": mark("发“邮箱 ”加您的邮箱地址，在这里没看到的提醒会再发到邮箱；不要了就发“邮箱 删除”。"),
    "remind at": mark("提醒按截止日期发，不能自己定钟点；把日期存到手机日历，就能按自己的时间响。"),
    "someone takes over": mark(
        "换人接手：先改封面的联系人（发“改 C7”“改 C8”），再请市里把申报移交给新的人；"
        "只是一起填，发“请他一起填”（换成名字），会得到一条链接。"
    ),
    "data stays": mark(
        "填过的不会一键清空：错了发“撤销”，改哪一题发题号。不报了发“不申报”；要把资料删掉，请找给您链接的人，报送截止以后由管理的人删。"
    ),
    "files are kept": mark("发来的文件都在“佐证清单”里，按类放着；还没归类的在“待归类”；删掉的发“找回文件”。"),
    "steps before handing in": mark(
        "交市局之前：填完（“进度”）→ 检查（“检查”）→ 佐证齐（“还缺哪些佐证”）→ 送市局看（“送审”）"
        "→ 打印、负责人签字、盖公章 → 传扫描件、寄纸质。发“报送”看现在到哪一步。"
    ),
    "no ghost writing": mark(
        "这里只问、只核对，不替您编数、写文字：数要有出处，文字由县里写。这一题怎么填、举例，发“?”；往年报过的，发“沿用去年的表”可以照着改。"
    ),
    "done is seen": mark("填的当时就存好，请您填的{owner}那边看得到，不用另外报。还缺什么，发“检查”看。"),
    "who seals": mark(
        "申报表由县级工信主管部门负责人签字、盖本局公章（9.1、9.2）；市里的推荐意见和公章由市工信局填。填完检查无误再盖，发“报送”看到哪一步了。"
    ),
    "change any time": mark(
        "随时能改：发“改 2.7”和新的数。送审以后改的，市里会看到改动前后的数；"
        "盖章以后改的，会先说哪几页要重新打印、盖章。"
    ),
    "in parts": mark("可以。长文一段一段发，会按顺序接在一起，发完回“完成”；想一次发完也行，几千字都收。"),
    "link lasts": mark("链接几天有效，写在给您链接的那条消息里；哪些链接还有效、要收回哪一条，发“设备”。"),
    "page trouble": mark(
        "抱歉。先刷新页面（或关掉再从链接打开），填过的都在；还不行就换个浏览器或微信里打开，也可以打字代替按钮。文件传不上来，多半是太大或网络断了，换个网络再发一次。"
    ),
    "who sees": mark(
        "填报中，市里只看得到进度，看不到内容；送审或报送以后，市里才看得到这一版。请来一起填的人只看得到请他填的部分。"
    ),
}
"""Notices by name."""
COMMANDS = {
    "undo": mark("撤销上一个答案"),
    "back": mark("回上一题"),
    "later": mark("这一题稍后再填"),
    "next": mark("下一题"),
    "pause": mark("先到这里"),
    "sections": mark("目录"),
    "repeat": mark("再看一遍这一题"),
    "help": mark("这一题怎么填"),
    "missing_evidence": mark("还缺哪些佐证"),
    "declare": mark("自我声明"),
    "deadlines": mark("期限和报送方式"),
    "send_review": mark("送市局审核"),
    "returned": mark("退回意见"),
    "devices": mark("设备和链接"),
    "about": mark("找谁问"),
    "drop": mark("删掉上一句"),
    "review_history": mark("审核记录"),
    "sort": mark("待归类的文件"),
    "fetch": mark("找回删掉的文件"),
    "send_back": mark("送回"),
    "remind": mark("现在看提醒"),
    "calendar": mark("存到手机日历"),
    "not_submitted": mark("还没有报送"),
    "section": mark("整节填"),
    "people": mark("请人一起填、看分工"),
    "clusters": mark("我的集群"),
    "new_cluster": mark("新建一个集群"),
    "submitted": mark("已报送"),
    "continue": mark("都不是，继续填"),
    "language_en": mark("English"),
    "language_zh": mark("中文"),
}
"""What a command is called where it is offered, beside those that have a button of their own."""
