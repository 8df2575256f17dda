"""Short notices of the desk: one sentence each, named in the machine and worded here."""

from __future__ import annotations

from dialogs.definition.form import Form
from dialogs.saying.briefs import Note
from renderers.chat.desk_meanings import NOTES as MEANINGS
from renderers.chat.handing import NOTES
from renderers.chat.review_words import NOTES as REVIEW_NOTES
from renderers.chat.review_words import about_comment
from renderers.chat.seconding import NOTES as SECOND_NOTES
from renderers.chat.stages import chosen
from renderers.chat.values import phrase_date, phrase_moment
from renderers.chat.wishes import WISHES
from renderers.i18n import Language, mark

_NOTES = {
    **NOTES,
    **MEANINGS,
    **SECOND_NOTES,
    "invite whom": mark("邀请谁？发“县 姓名 电话”，一行一人，也可以整列从表格里粘贴过来。"),
    "invite to": mark("邀请{name}的谁？发“姓名 电话”。"),
    "nobody invited": mark("一条链接也没有做。"),
    "sheet at hand": mark("收到“{name}”。这是要邀请的人的名单，还是要群发的附件？"),
    "list empty": mark("“{name}”里没有内容。请检查后再发一次。"),
    "list unread": mark("“{name}”打不开，或不是表格。请存成 .xlsx 或 .csv 再发，也可以把几列直接粘贴过来。"),
    "which column county": mark("名单有 {count} 行。哪一列是县？"),
    "which column name": mark("名单有 {count} 行。哪一列是姓名？"),
    "which column phone": mark("名单有 {count} 行。哪一列是电话？"),
    "hand over": mark("{name}移交给{to}，原来由谁填？他的链接和登录马上失效，填过的都转给{to}；请把新链接发给{to}。"),
    "hand over how": mark("移交给谁？这样写：移交 {name} 姓名 电话"),
    "nobody to replace": mark("{name}现在没有联系人，直接邀请。"),
    "stand-in not needed": mark("{name}已有联系人{names}在填，不用代录。要换人，发“移交 {name} 姓名 电话”。"),
    "stand-in begun": mark(
        "现在替{name}填：发“开始”一题一题填，或直接发申报表 Word、佐证文件。每一项都标着“代录”，等县里进来确认。"
        "填好发“结束代录”回协调台。"
    ),
    "stand-in over": mark(
        "{name}的代录先到这里，填过的都在。要再填，发“代录 {name}”；县里有人了，发“邀请 {name} 姓名 电话”。"
    ),
    "people left": mark("名单里的 {count} 人还没有发链接。要发，就把这几行再发一次：\n{lines}"),
    "too many people": mark("这里有 {count} 行，一次最多 {limit} 行，一条链接也没有做。请分几次发。"),
    "nobody to reissue": mark("这里还没有联系人，发“邀请”和县名、姓名。"),
    "withdrawn": mark("{county} {name} 的链接已收回。"),
    "nobody to write to": mark("还没有人进来，没法群发。先发“邀请”请县里进来。"),
    "nothing begun": mark(
        "“{words}”：没有发消息，也没有约提醒。要停正在发的群发，发“取消群发”；自己约的提醒在“今天”里。"
    ),
    "sent later": mark("群发不会自己定时发。这条先留着，没有发；到时候发“继续群发”，看过再发。"),
    "no clock": mark("群发不会自己定时发。写好看过可以现在发；发“{words}再发”，就先放着，到时提醒您。"),
    "undo what": mark("要撤回哪一件？发出去的文字已看到的收不回，没发到的可以停；改过的再改一次就行。"),
    "nothing to undo": mark("没有可撤回的：什么也没有发出、没有上报。要改什么，直接说。"),
    "rest": mark("好。写到一半的都留着，随时回来接着办。"),
    "hard going": mark("抱歉，不顺手。要办什么直接用自己的话说就行；发“?”看能做什么，“今天”看要办的事。"),
    "perhaps": mark("“{words}”没全看懂，什么也没有做。是要："),
    "comment on which": mark("说的是哪一题？写题号和意见，如“2.7 家数与名单不符”。"),
    "write text": mark("群发什么？直接发文字（{limit} 字以内），也可以先发一个文件。"),
    "write text to": mark("发给{to}：群发什么？直接发文字（{limit} 字以内），也可以先发一个文件。"),
    "text cut": mark("上次群发的开头是“{words}”，这里只留着开头，全文请从“群发进度”里复制过来发。"),
    "text too long": mark("文字有 {count} 字，超过 {limit} 字，没有记下。请缩短后再发，或作为文件发。"),
    "for whom": mark("发给谁？点一项，或写：填报中 5天没动、清河县、张三、筛选的名字。"),
    "draft unclear": mark(
        "“{words}”没看懂，还没有发，也没有改。要改哪里，点下面的按钮，或写“把周五改成周四”“不发给威县”。"
    ),
    "unknown recipients": mark("没认出“{words}”。"),
    "no recipients": mark("“{words}”里没有已进入的人。"),
    "nothing to send": mark("没有等着发送的群发。发“群发”开始写。"),
    "discarded": mark("不发了，草稿已清除。"),
    "nothing was sent": mark("还没有群发过。"),
    "nothing on its way": mark("没有正在发的群发。"),
    "file not kept": mark("“{name}”没有存成。请再发一次。"),
    "file at hand": mark("收到“{name}”。要把它群发给县里吗？"),
    "file taken": mark("收到“{name}”，随这条群发一起发。请写正文。"),
    "write note": mark("{name}的备注写什么？只有您自己看得到。发“无”清除。现在：{note}"),
    "noted": mark("{name}的备注记下了：{note}"),
    "note without": mark("{name}的备注里没有“{words}”，什么也没有改。要改备注，点“写备注”重写一遍。"),
    "text awaited": mark("群发的文字还等着：写好直接发，不发了发“算了”。"),
    "text ready still": mark("写好的群发还没有发：发“继续群发”再看一遍。"),
    "put right": mark("“{old}”改成“{new}”："),
    "note which": mark("{name}的备注是“{note}”，没有改。要改成："),
    "note gone": mark("{name}的备注“{note}”去掉了："),
    "and then": mark("还有一件没有办：“{words}”。点一下就办，或者再说一遍。"),
    "proofs where": mark("每一题下面列着它的佐证文件，缺哪几类写在概况里；整册佐证随导出的材料一起来。"),
    "due later": mark("退回的日期还没有定：批注写好以后再退回、再定日期。"),
    "remind when": mark("“{words}”哪天提醒？发日期，如“周五”“明天下午3点”“4月18日”。"),
    "remind again when": mark("哪天再提醒？发日期，如“周五”“4月18日”。"),
    "remind what": mark("提醒您什么？写在日期后面，如“提醒我 周五 催清河县”。"),
    "remind past": mark("{day} 已经过去了，没有记。"),
    "will remind": mark("记下了，{when}提醒您：{words}"),
    "call kept": mark("{name}的电话记下了：{words}\n要到时提醒您再问吗？"),
    "call kept, again": mark("{name}的电话记下了：{words}\n{when}提醒您再问。"),
    "follow done": mark("好，不再提醒：{name} {words}"),
    "flagged": mark("{name}已标记。发“标记的”看所有标记的县。"),
    "unmarked": mark("{name}：标记或备注已清除。"),
    "received": mark("{name}：已登记收到，也告诉了县里。"),
    "county sent": mark("{name}（{by}）送审了，现在看得到内容。"),
    "county sent back": mark("{name}（{by}）改好送回了。"),
    **REVIEW_NOTES,
    "date when": mark("{name}哪天交市里？发日期，如“4月22日”。"),
    "date whose": mark("要写清是哪个市或县，如“截止日期 邢台市 4月22日”。"),
    "no such day": mark("“{words}”没有这一天：{month}月只有{days}天。请重发。"),
    "no link there": mark("{name}没有还没用的链接，没有可收回的。"),
    "decided before": mark("{names}已经决定过（补正或不予受理），没有改；要改成受理，发“受理 {first}”。"),
    "all accepted": mark("都已经受理过了，什么也没有改。"),
    "draft left": mark("写了一半的群发还没有发，先放着：“{words}”。发“继续群发”接着写。"),
    "no such date": mark("“{words}”不像日期，没有改。"),
    "date past": mark("{day} 已经过去了，没有改。"),
    "date late": mark("{day} 晚于报省里的 {last}，没有改。请定在那天以前。"),
    "date early": mark("{day} 早于有的县交市里的日期，没有改。请先改市里的日期，或另定一天。"),
    "date of province": mark("报省里的日期由省里定，您这里改不了。交市里的日期这样改：截止日期 4月22日"),
    "holidays": mark("已有 {years} 年的放假安排。要加一年，把国务院办公厅的通知（“一、元旦：……”）整段粘贴过来。"),
    "holidays unread": mark("没读出年份或放假日期，什么也没有改。请粘贴通知原文，从标题“20XX年部分节假日安排”开始。"),
    "year kept": mark("{year} 年的工作日记下了，日期和提醒从现在起按它算。"),
    "date same": mark("{name}的日期本来就是 {day}，没有改。"),
    "date direct": mark("{name}直接报省里，没有交市里的日期。"),
    "date unknown": mark("没有找到“{name}”，日期没有改。"),
    "name filter": mark("“{words}”这个筛选叫什么名字？"),
    "filters": mark("存下的筛选 {count} 个。新的这样写：筛选 填报中 5天没动"),
    "filter kept": mark("筛选“{name}”已存，以后发它的名字就行。"),
    "filter gone": mark("筛选“{name}”已删。"),
    "nothing to export": mark("{name}还没有申报，没有可导出的。"),
    "not finished yet": mark("{name}还没有送审，送审以后才看得到内容、能导出。现在的进度："),
    "not filled yet": mark("{name}还没有填完，没有可登记的材料。现在的进度："),
    "nothing finished": mark("{region}还没有送审的申报，没有可导出的。"),
    "exporting": mark("正在导出{region}已送审的 {count} 份，好了就发来，可以接着做别的。"),
    "not among the exported": mark("{names}还没有送审，不在里面；送审以后再导。"),
    "export failed": mark("这次没有导出成，我们会查原因。请稍后再试一次。"),
    "page": mark("进度网页（要先在这个浏览器里登录）：\n{link}"),
    "nothing called so": mark("{region}里没有找到“{words}”。"),
    "who hands up": mark("通知：{sentence}{groups}各自直接报省里，不跟着所在的市报，不占市里的名额。"),
    "people of cities": mark("市局的经办人不在这份名单里，这里记的是各县的联系人："),
    "county elsewhere": mark("“{words}”：“{name}”属{city}，不在{region}，这里看不到、也办不了。什么也没有做。"),
    "city elsewhere": mark("“{words}”：这里只管{region}，{name}的看不到、也办不了。什么也没有做。"),
    "old button": mark("这个按钮是以前的，现在不起作用了。"),
    "stopped": mark("好，什么也没有做。"),
    "too long": mark("这条有 {count} 字，太长了，什么也没有做。请分几条发。"),
    "text or wish": mark("“{words}”是要写的内容，还是要办的事？"),
    "page trouble": WISHES["page trouble"],
    "unclear": mark("没听懂“{words}”，什么也没有改。发“?”看能做什么。"),
    "language": mark("现在用中文。官方标题和正文始终是中文。"),
    "not yours": mark("这不在您的地区，或您没有这个权限，什么也没有做。"),
    "failed": mark("抱歉，这一步没做成，已记录并会查。请稍后再试。"),
    "help": mark(
        "能做的事：\n"
        "今天（要办什么）· 进度 · 谁没动 · 多少家（一行，可转发）\n"
        "打开 清河县 · 备注 清河县 … · 标记 清河县 · 筛选 填报中 5天没动\n"
        "提醒我 周五 催清河县 · 打过电话 清河县 说下周交 · 我的提醒\n"
        "邀请 县 姓名 电话（可整列粘贴，或发表格）· 名单 · 重发 清河县 · 撤回 清河县 李四\n"
        "移交 清河县 李四 电话 · 代录 清河县（县里没人上线时）· 放假安排\n"
        "群发 · 群发进度 · 暂停群发 · 恢复群发 · 取消群发 · 群发要两人确认 · 待确认\n"
        "截止日期 · 截止日期 清河县 4月26日 · 已收 清河县\n"
        "审核 清河县 · 批注 2.1 … · 退回补正 · 只看新的 · 比较 清河县 第1版 第3版 · 审核步骤 · 审核通过 · 推荐意见\n"
        "导出 清河县（可加 Word、PDF、报送版）· 导出全市 · 导出数据 · 表格 · 图片 · 不带县名的图 · 网页\n"
        "English"
    ),
}


def note(form: Form, reply: Note, language: Language) -> str:
    """The words of a notice."""
    figures = {"note": "", "name": "", "words": "", "region": "", "county": "", "link": "", **reply.figures}
    figures |= about_comment(form, reply, language)
    figures |= {key: phrase_date(figures[key]) for key in ("day", "last", "due") if key in figures}
    figures["when"] = phrase_moment(figures["when"]) if figures.get("when") else ""
    if reply.what in ("no recipients", "name filter"):
        figures["words"] = chosen(figures["words"], language)
    what = "write text to" if reply.what == "write text" and figures.get("to") else reply.what
    return language.say(_NOTES[what], figures).rstrip()
