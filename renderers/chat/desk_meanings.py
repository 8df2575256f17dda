"""What a coordinator is told who asks how things go: words of the desk, what follows a deed, where files are."""

from __future__ import annotations

from renderers.i18n import mark

NOTES = {
    "county by cluster": mark("报“{words}”的是{name}（{cluster}）："),
    "not by itself": mark("“{words}”：到时候不会自己发，也不会自己看动没动。可以到时提醒您："),
    "summary of cities": mark("这是各县的进度表；附件4 推荐汇总表由各市随推荐材料报来，这里不能导出。"),
    "summary of city": mark("这是各县的进度表；附件4 推荐汇总表在推荐材料里："),
    "no link yet": mark("{name}还没有发过链接，也没有人进来。"),
    "pass whole": mark("整份通过，还是只是这里没有问题？只是这里没有问题，不用记，接着看下一题。"),
    "opinion beside": mark("现在有 {count} 条批注草稿。推荐意见还没有写：“{words}”。要写："),
    "drafts go along": mark("写好的批注（{count} 条，内部的除外）会一起退回，先给您看全文。"),
    "no day in text": mark("文字里没有“{words}”，也没有写日期。没有改，也没有发：“{text}”"),
    "other day in text": mark("文字里没有“{words}”，写的是“{there}”。没有改，也没有发：“{text}”"),
    "reword yourself": mark("文字要您来改，这里不会替您改写，也没有发。现在是：“{words}”。把改好的整段发来就行。"),
    "no text of its own": mark("文字要您来写，这里不会替您拟；写好先给您看，确认了才发。"),
    "date direct, all": mark("{name}直接报省里，没有交市里的日期；报省里的日期全省是同一个，还没有改。要改全省的："),
    "never moved": mark("{name}还没有人填过。"),
    "last in": mark("{name} 最后一次进来：{when}。"),
    "last moved": mark("{name}的申报最后一次改动：{when}。"),
    "reason refused kept": mark("{name}不予受理，理由就写“{words}”吗？要改就直接写理由。"),
    "reason returned kept": mark(
        "{name}补正，记下了：“{words}”。是哪一题的？写题号，如：3.2；还有别的意见，写在题号后面。"
    ),
    "contact stays in": mark(
        "{names}已经进来，不靠链接了。让别人接着填，发“移交 {name} 姓名 电话”：原来的人马上进不来，填过的都转过去。"
    ),
    "county declines": mark(
        "{name}不申报，要由县里的联系人自己在对话里说明原因，这里改不了状态，什么也没有改。可以先这样："
    ),
    "doubts of counties": mark(
        "县里标了“待核实”的栏目，写在那个县的卡片和审核里，这里不能按它列县：发“打开”和县名看。数对不上的，发“有错”列出来。"
    ),
    "county applies again": mark(
        "{name}要重新申报，由县里的联系人自己在对话里发“恢复申报”，这里改不了状态，什么也没有改。可以先这样："
    ),
    "quota of notice": mark("名额是省里通知定的，这里改不了，还是 {count} 个。省里改了通知，按通知走；现在的名单："),
    "none sent today": mark("今天还没有新送来的。"),
    "sent today": mark("今天送来 {count} 家：{names}。"),
    "chat": mark("好，随时找我。看要办的事发“今天”，看能做什么发“?”。"),
    "left over": mark("“{words}”没有另外记，也没有另外办。"),
    "left so": mark("好，“{words}”：什么也没有做，也没有发。"),
    "left going": mark("好，“{words}”：没有再做什么，也没有发新的。正在发的那条还在发，要停就在它下面点。"),
    "asked whether": mark("“{words}”：还什么都没有做。要这样做吗？"),
    "which place": mark("“{words}”里的地名没对上，什么也没有做。是说："),
    "which question": mark("说的是哪一题？"),
    "meant another": mark("看{name}。前面做过的没有动；要收回，发“撤销”或“我的提醒”。"),
    "meant other": mark("看{name}。之前为{words}做的没有动；要收回，发“撤销”或“我的提醒”。"),
    "meant review other": mark("看{name}。{words}这份没有退回，也没有批，写好的批注草稿还在。"),
    "which day moves": mark("改到 {day} 的是哪一件？还什么都没有改。"),
    "cities not reached": mark("群发到的是县级联系人，市局的同志收不到；哪些市没上报，发“上报情况”看。"),
    "press or confirm": mark("还没有做。要做，点上面的按钮，或发“确认”；不做发“算了”。"),
    "another coordinator": mark(
        "再加一位协调员，请管理系统的人发一条链接，他进来以后看得到同样的内容。县里换人填，发“移交 县 姓名 电话”。"
    ),
    "no timer": mark("群发不会自己定时发。写好先放着，发“提醒我 明天9点 继续群发”，到时候看过再发。"),
    "no daily": mark("这里不会每天自动发进度，只有一次一次的提醒：发“提醒我 明天 8:30 看进度”。要看随时发“进度”。"),
    "with file": mark("群发可以带一个文件：先把文件发到这里，再写正文；也可以先写正文再发文件，发出前都先给您看。"),
    "no copy": mark("群发只到县级联系人，不另发给您；上面的预览就是他们看到的样子，发出去以后“群发进度”里也有。"),
    "not gone yet": mark("还没有发出去。要改哪里，点下面的按钮，或写“把周五改成周四”“不发给威县”。"),
    "never was for": mark("{name}本来就不在收件人里，不用去掉。"),
    "not in list": mark("{name}本来就不在这个名单里，名单没有变。"),
    "nobody left": mark("去掉{name}就没有收件人了，还没有发。"),
    "date by day": mark("期限按天算，“{words}”这个钟点没有记；要县里知道，可以写进群发或批注。"),
    "drafts no file": mark("批注没有单独的文件，都在下面，可以复制；退回前给您看的全文，就是县里收到的通知。"),
    "why not kept": mark("“{words}”没有记下：推荐名单里不写理由。要记，发“备注 {name} {words}”。"),
    "several comments": mark("{count} 条批注，还没有写。点哪条先写哪条，别的留着："),
    "comment instead": mark("批注草稿第 {number} 条换成这句：选好理由，原来那条就去掉。"),
    "no ranking": mark(
        "填报的数（如{name}）在这里不排名。能在这里比的是填报进度、对不上的数和缺的佐证；要比{name}，导出数据，在表格里按那一栏排。"
    ),
    "invite several": mark("请{names}各邀请谁？发“县 姓名 电话”，一行一人；也可以先点一个县。"),
    "due then": mark("退回的期限不写进批注，先记着 {day}：批注写好以后退回，全文给您看过才发。"),
    "before handing in": mark(
        "县里交市里以前：申报表填完，标着不对的改好，佐证传齐，负责人签字、盖章，再送审；您审核，退回的改好再送。"
        "哪个县差什么，发“进度”或“打开”加县名看。"
    ),
    "where files are": mark(
        "您导出的表、图、材料都在上面的对话里，往上翻就有，也可以再导出一次；随群发发出的附件在那条群发里；县里传的佐证，审核时在各题下面。"
    ),
    "why not got": mark(
        "收不到多半是三种：还没有点链接进来，退出了登录，或还没有打开页面（打开就看到，算“未触达”）。要换新链接，打开这个县就有；急的先打电话。"
    ),
    "number known": mark(
        "{name}的电话是邀请时登记的，这里不能直接改。{number} 要记成备注吗？换手机进不来的，可以重发链接。"
    ),
    "number which": mark("{name}的新号码是多少？连号码一起发，如“{name} 换号 138…”。只是进不来的，可以重发链接。"),
    "then passed": mark(
        "审核通过以后，县里会收到通知；这还不是推荐，推荐要另发“推荐”加县名。县里再改、再送审，就又等您审核。"
    ),
    "then returned": mark(
        "退回以后，县里收到一份通知：每条意见、理由、哪天前送回；内部批注看不到。县里改好送回，您用“只看新的”逐题对比。发出前先给您看全文。"
    ),
    "then handed up": mark("上报以后省里马上看得到，名单定下；省里登记收到以前可以“撤回上报”。县里不会自动收到通知。"),
    "handed up again": mark(
        "要再报一次：补正先转给县里，县里改好再送审，您审核以后在推荐名单下面再上报，按新的一次报上去，以前的那次还在。"
    ),
    "then handed over": mark(
        "移交以后，原来的人的链接和登录马上失效，填过的都转给新的人；新链接要您发给他。做之前先问您。"
    ),
    "then announced": mark(
        "发出去以后，各人在自己的对话里看到；还没发到的可以停，已看到的收不回。到谁了，发“群发进度”看。"
    ),
    "means waiting": mark(
        "跟进：您约好到时再问的事。发“提醒我 周五 催清河县”或“打过电话 清河县 说下周交”记下，“我的提醒”看全部。"
    ),
    "means reserve": mark("备选：名额以外先排着的集群，推荐的有变化时可以顶上。"),
    "means quota": mark("名额：通知给这个市最多能推荐的集群数，超过的排不进去。"),
    "means unreached": mark(
        "未触达：消息已经在他的对话里，但他还没有打开页面，所以不算送到；收不到：现在没有一处能送到他。"
    ),
    "means sent": mark("送审：县里把填好的申报表交给市里审核；从这时起您看得到内容。"),
    "means mending": mark("受理：省里收下；补正：有问题，经市里退给县里改；不予受理：不再接收。三种都由省里定。"),
    "means receipt": mark("回执：上报成功后给的编号，可以凭它查。"),
    "means stand-in": mark("代录：县里没人上线时，由您替县里填；每一项都标着“代录”，等县里进来确认。"),
    "means hand over": mark("移交：县里换人填。原来的人马上进不来，填过的都转给新的人。"),
    "means two": mark("两人确认：群发要本地区另一位协调员同意才发出去。发“群发要两人确认”打开，“待确认”看等着的。"),
    "means idle": mark("没动：三天以上没有任何新内容、该填而没填的县；几天可以自己定，如“5天没动”。"),
    "means stages": mark(
        "未联系：还没有人进来；考虑中：进来了没开始填；填报中：在填；已填完：填完还没送审；已送审：交给市里了；不申报：县里说不报。"
    ),
    "means lacking": mark("缺佐证：要附材料的题还没有传文件；不对：数和数之间对不上。打开这个县就看得到是哪些。"),
    "means edition": mark("报送版：县里送审那一刻的内容，之后的修改不在里面。"),
    "means inside": mark("批注：审核时对某一题的意见，退回时一起发给县里；内部批注只有您这边看得到。"),
    "means opinion": mark("推荐意见：市里写在申报表 9.4 的意见，日期写在 9.6。"),
    "means package": mark("推荐材料：报省里的一包，有推荐请示、汇总表（附件4）、各家申报表和佐证。"),
}
"""The notices, by name."""
