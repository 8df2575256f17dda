"""Short notices: one sentence each, named in the engine and worded here."""

from __future__ import annotations

from dialogs.definition.form import Form
from dialogs.saying.replies import Told
from renderers.chat import recognised
from renderers.chat.corrections import CORRECTIONS
from renderers.chat.wishes import WISHES
from renderers.i18n import Language, mark

_NOTICES = {
    "nothing to undo": mark("没有可撤销的了。"),
    "nothing before": mark("这已经是第一题。"),
    "undone": mark("已撤销，回到 {id}。"),
    "paused": mark("先到这里，填过的都在。回来时发“继续”。"),
    "rendering": mark("正在生成 Word 文件。"),
    "why decline": mark("申报自愿。不申报的原因是什么？一句话即可，会记在申报里；以后仍可恢复。"),
    "declined": mark("已记为不申报。{reason}"),
    "resumed": mark("已恢复申报，填过的都在。"),
    "why keep": mark("请用一句话写明口径或原因（可比价、统计口径变化等），会记在申报里，备市里审核。"),
    "agreed to which": mark("“{words}”是同意用算出的数，还是您填的数没错？"),
    "words stay": mark("{id} 照原样留着，“{words}”作为原话跟着这一题。"),
    "must be mended": mark("这处两个数互相矛盾，只说明原因不够，要改其中一个。“{words}”没有记下。"),
    "no reason": mark("原因要写成一句话，数字或单个字不算。请重写，或发“返回”。"),
    "kept for all": mark("已保留，并记下说明（{count} 个年份一并适用）：{reason}"),
    "slip": mark("？ {id} {year} 年 {value}，{other} 年 {reference}，位数像是写错了，是 {likely} 吗？"),
    "slip and more": mark(
        "？ {id} {year} 年 {value}，{other} 年 {reference}，位数像是写错了，是 {likely} 吗？它还影响另外 {count} 处。"
    ),
    "computed anew": mark("按系统计算的随之变了：{lines}"),
    "kept": mark("已保留，并记下说明：{reason}"),
    "unclear": mark("没听懂“{words}”，什么也没有改。可以发“继续”“进度”“检查”，题号如 2.7，或“?”。"),
    **CORRECTIONS,
    **WISHES,
    "which question": mark("要去哪一题？"),
    "amiss": mark("“{words}”说的是前面的 {id}（{value}）吗？它还照原样记着。"),
    "sheet unchanged": mark("这一节没有新填的内容，原来的都在。"),
    "row left": mark("这一行还没记下：{id} {words}"),
    "lines without question": mark("这几行没有题号，没有记下，请在前面写上题号再发（如“2.1 118 131 147”）：\n{words}"),
    "left undecided": mark("{id} 的“{words}”还没有记下，要填就发“改 {id} …”。"),
    "left open": mark("刚才要写的原因先放着，{id} 的问题在“检查”里。"),
    "no such question": mark("没有第 {id} 题。发“进度”看目录。"),
    "elsewhere": mark("{id} 不在这里填：由封面带出，或打印后签字盖章，或由市级填写。"),
    "old button": mark("这个按钮是以前的，现在不起作用了。"),
    "old question": mark("这是前面 {id} 的按钮。要改 {id} 吗？"),
    "still complete": mark("改好了，全部仍是填完状态。需要新的 Word 请点预览。"),
    "clusters": mark("您名下有 {count} 个集群，打开哪一个？"),
    "opened": mark("已打开：{name}"),
    "opened unnamed": mark("已打开还没有名称的那一份。"),
    "opened new": mark("新建了一个集群的申报。"),
    "about": mark(
        "这里是申报助手（程序，不是人工）：按通知逐题问、当场核对、最后生成申报表。这一题怎么填发“？”；政策口径请问本市工信局；"
        "链接、登录的事找发链接给您的人。"
    ),
    "not afresh": mark("填过的不会一次清空，以免误删。要改哪一题就发它的题号；另报一个集群可以新建一份，这一份留着。"),
    "devices": mark("换电脑接着填、让丢了的手机退出：在网页右上角“目录”→“设备”里办。填过的都在，换设备不丢。"),
    "no optional questions": mark("没有可选核对题了。"),
    "language": mark("现在用中文。官方标题和正文始终是中文。"),
    "form came": mark("收到“{name}”，里面像是申报表的内容。要怎么用？读进来之前会先给您看，不会直接改。"),
    "form kept": mark("收到“{name}”，像是申报表的内容。这一步做完后发“读文件”读进来，或发“归类”当佐证。"),
    "reading file": mark("正在读“{name}”，读完先给您看，可以接着填。"),
    "no file to read": mark("没有可读的文件。请先把 Word、Excel 文件发来。"),
    "which file to read": mark("读哪个文件？"),
    "file read elsewhere": mark("“{name}”是另一个集群的，没有读进这里。发“集群”切换过去，再发“读文件”。"),
    "file without answers": mark("“{name}”里没有找到申报表的内容，什么也没有改。文件还在待归类里。"),
    "file waits to be seen": mark("“{name}”读好了。这一步做完后发“读文件”看。"),
    "file waits": mark("“{name}”先放着，还有 {count} 处没定；发“读文件”接着看。"),
    "changed meanwhile": mark("{ids} 刚被{name}改过，先不覆盖，请按现在的再看一次。"),
    "file over": mark("这个文件已经处理完了。"),
    "file gone": mark("好，“{name}”不再采用；采用过的不变，发“撤销”可以退回。文件还在待归类里。"),
    "file done": mark("“{name}”处理完了；采用的内容发“撤销”可以一次退回。"),
    "file done unchanged": mark("“{name}”处理完了，表内没有改。"),
    "file undone": mark("已撤销：“{name}”读进来的 {count} 题都退回了。要再看发“读文件”。"),
    "file undone but": mark("已撤销：“{name}”读进来的 {count} 题退回了；{kept} 格后来被别人改过，没有动。"),
    "file unreadable damaged": mark("“{name}”打不开，没有读。请用 Word 或 WPS 另存为 .docx 再发。"),
    "file unreadable large": mark("“{name}”太大，没有读。请只留申报表的内容，另存后再发。"),
    "file unreadable kind": mark("“{name}”不是能读的文件。请发 Word（.docx）或 Excel（.xlsx）。"),
    "file unreadable html": mark("“{name}”其实是网页，没有读。请用 Excel 打开后另存为 .xlsx 再发。"),
    "file unreadable encoding": mark("“{name}”的文字编码认不出，没有读。请另存为 .xlsx 或 UTF-8 再发。"),
    "file unreadable office": mark("这里没有装 LibreOffice，“{name}”读不了。请用 Word 或 WPS 另存为 .docx 再发。"),
    "file unreadable failed": mark("“{name}”这次没有读成，什么也没有改。请再试一次，或另存为 .docx 再发。"),
    "file kept": mark("收到“{name}”，先放待归类，发“归类”再放到佐证清单里；这一步接着做就行。"),
    "files kept": mark("收到 {count} 个文件，先放待归类，发“归类”再放到佐证清单里；这一步接着做就行。"),
    "file known": mark("“{name}”已经在 {id} 了，没有重复放。"),
    "file of another": mark("“{name}”是另一个集群的文件，放在那里的待归类里了；发“集群”可以切换过去。"),
    "filed": mark("已放到 {ids} {what}。佐证还缺 {missing} 类。"),
    "also filed": mark("{count} 个文件也放到了 {ids}。"),
    "files wait": mark("文件先放待归类（{count} 个），发“归类”再放。"),
    "left unsorted": mark("好，先放待归类（{count} 个），发“归类”再放。"),
    "unsorted": mark("待归类 {count} 个：{names}"),
    "nothing unsorted": mark("没有待归类的文件。要传佐证，直接发照片或文件就行。"),
    "fetched back": mark("找回了 {count} 个文件，放在待归类里；发“归类”再放。"),
    "nothing removed": mark("没有删除过的文件。"),
    "no such item": mark("佐证清单里没有 {id}，或者不归您负责。发“佐证”看清单。"),
    "no such file": mark("没有这个编号的文件。"),
    "taken out": mark("“{name}”从 {id} 拿掉了；发“撤销”可以放回。"),
    "renamed": mark("“{old}”改名为“{name}”。"),
    "replace how": mark("请发新的文件，用它换掉“{name}”。旧的留在待归类里。"),
    "rename how": mark("“{name}”改成什么名字？直接发新名字。"),
    "also how": mark("“{name}”还用于哪几项？发编号，如“E-4、E-5”。"),
    "send again": mark("“{name}”先记为有问题；请在亮处放平重拍一张，直接发来就行。"),
    "binding": mark("正在装订佐证册（{count} 个文件；还缺 {missing} 类），好了就发来，可以接着填。"),
    "nothing to bind": mark("佐证清单里还没有文件，装订不了。发“佐证”看清单，发照片或文件就能放进去。"),
    "binding goes on": mark("还在装订：{of} 个文件里排好了 {done} 个。可以接着填，好了就发来。"),
    "rows shortened": mark(
        "{ids} 的名单太长，会把后面的行挤到下一页（附件2第23条：不得串页）。"
        "表里改写成“前两个等多少个（名单见佐证材料）”，全部名单请放进佐证。"
    ),
    "rows moved": mark("有的行被挤到了别的页（不得串页）。请缩短 {ids}，再生成一次。"),
    "bound": mark("佐证册：{files} 个文件，正文 {pages} 页，前面有目录，每页有页码。"),
    "bound but": mark(
        "佐证册：{files} 个文件，正文 {pages} 页，前面有目录，每页有页码。这几个排不成页，原件要另附：{unbound}"
    ),
    "packing": mark("正在打包报送材料（申报表、汇总表、佐证册、原件和报送清单；佐证还缺 {missing} 类），好了就发来。"),
    "only owner submits": mark("报送由联系人 {owner} 来办。"),
    "receipt sent": mark(
        "{number} 号回执：{at} {by} 送市局审核。第 {version} 版，校验码 {checksum}。佐证还缺 {missing} 类。"
    ),
    "receipt sealed": mark(
        "{number} 号回执：{at} {by} 记：负责人已签字、公章已盖。第 {version} 版，校验码 {checksum}。"
    ),
    "receipt scanned": mark("{number} 号回执：{at} {by} 扫描件已传。第 {version} 版，校验码 {checksum}。"),
    "receipt mailed": mark(
        "{number} 号回执：{at} {by} 邮件已发。第 {version} 版，校验码 {checksum}。佐证还缺 {missing} 类。"
    ),
    "receipt posted": mark(
        "{number} 号回执：{at} {by} 纸质已送。第 {version} 版，校验码 {checksum}。佐证还缺 {missing} 类。"
    ),
    "receipt offline": mark(
        "{number} 号回执：{at} {by} 已线下报送。第 {version} 版，校验码 {checksum}。佐证还缺 {missing} 类。"
    ),
    "sealed change": mark(
        "表已在 {at} 由 {by} 记为盖章签字。改 {ids} 以后，这几处要重新打印、盖章、扫描：{papers}。{city}要改吗？"
    ),
    "reopened": mark("{ids} 改了，原来的盖章不再对得上：请重新打印、盖章、扫描 {papers}。{city}"),
    "proofs undone": mark("已撤销：{names} 回到原来的位置。"),
    "proofs overtaken": mark("{names} 后来被别人动过，没有撤销。"),
    "proofs unneeded": mark("改了以后，这几项佐证不再需要：{ids}。传过的文件都留着。"),
    "needs no proof": mark("{id} 不需要佐证。"),
    "declare which": mark("生成一份自我声明，打印后签字盖章，再扫描传回来。要包括哪几项？也可发“自我声明 E-80 E-81”。"),
    "declaring": mark("正在生成自我声明（{count} 项）。打印签字盖章后，拍照发来，我会问您放到哪里。"),
    "file not kept": mark("“{name}”没有存成。请再发一次；太大的文件请用电脑在网页上传。"),
    "file too large": mark("“{name}”太大，Telegram 不转交。请用您本人的链接在网页上传（两天内有效）：\n{link}"),
    "file program": mark("“{name}”是程序，不能收。请发文档、表格、图片或 PDF。"),
    "file mismatch": mark("“{name}”的内容和后缀不符，没有收。请用原来的文件，或另存为 PDF 再发。"),
    "file damaged": mark("“{name}”打不开，可能没有传完整或已损坏，没有收。请重新导出或重新拍照后再发。"),
    "file locked": mark("“{name}”有密码，打不开，没有收。请去掉密码后再发。"),
    "file infected": mark("查毒程序说“{name}”里有病毒，没有收。请先杀毒，或另存为 PDF 或图片再发。"),
    "file unseen": mark("“{name}”这次没能检查，没有收。请再发一次；还不行就另存为 PDF 或图片再发。"),
    "file bomb": mark("“{name}”展开后过大，打不开，没有收。请另存为普通的 PDF 或图片再发。"),
    "file full": mark("“{name}”没有存下：服务器空间不足。请联系管理员，之后再发一次。"),
    "file person": mark("“{name}”没有存下：您发来的文件合计已到上限 {limit} MB。请压缩后再发，或联系管理员。"),
    "file application": mark("“{name}”没有存下：这份申报的文件合计已到上限 {limit} MB。请压缩后再发，或联系管理员。"),
    "file all": mark("“{name}”没有存下：全部文件合计已到上限 {limit} MB。请联系管理员，之后再发一次。"),
    "only words": mark("这里只收文字、按钮、图片和文件，这条没有记下。请用文字回答，或发“?”看怎么填。"),
    "edited late": mark("您改了很早以前的一条消息，记录已不在手边。请发“改 题号 新内容”，如“改 2.7 118 131 152”。"),
    "edited part": mark("这是长文字里的一段，不能单独改。请发“重写”重新写这一题，或发“改 题号”再写。"),
    "update set aside": mark("有一条 Telegram 消息（编号 {number}）试了几次都没处理成，已搁置，请查日志。"),
    "rendering review": mark("正在生成领导审阅稿（Word 和 PDF），好了就发来，可以接着填。"),
    "rendering pages": mark("正在生成页面图片，好了就发来，可以接着填。"),
    "invited to part": mark(
        "把这条链接发给{name}（{days} 天内有效，一人一条）：\n{link}\n"
        "{name}只会被问：{sections}。谁填了什么、什么时候填的，发“分工”看。"
    ),
    "invited to all": mark(
        "把这条链接发给{name}（{days} 天内有效，一人一条）：\n{link}\n"
        "{name}可以和您一起填全部内容。谁填了什么、什么时候填的，发“分工”看。"
    ),
    "looking for former form": mark("正在找往年的申报表……"),
    "no former form": mark("这里没有往年的申报表。有 Word 文件的话，直接发来就行。"),
    "which former form": mark("有几份往年的申报表，用哪一份？"),
    "pinned": mark("钉上了：{id} {label} ← {names}。它说明数从哪里来，不算佐证。发“撤销”可取下。"),
    "no file to pin": mark("您还没有发过文件。先发照片，再说“钉到 {id}”。"),
    "nothing pinned": mark("{id} 没有钉着照片。"),
    "taken off": mark("从 {id} 取下了 {names}，文件留在待归类。"),
    "answer differs": mark("{department}说 {id} 是“{words}”，和已填的不一样，先没有改，下面会问您。"),
    "held by": mark("记下了：{ids} 归 {department}。发“撤销”可恢复。"),
    "held by nobody": mark("记下了：{ids} 不归 {department}。发“撤销”可恢复。"),
    "not held anyway": mark("这几题本来就不归 {department}，没有变。"),
    "holders undone": mark("已撤销：{ids} 归回原来的部门。"),
    "forward how": mark("下面这条复制或转发给{department}。收到回复后，把回复整段发到这里。"),
    "making sheet": mark("正在生成{department}的 Excel 填报表，好了就发来。填好后把文件发回这里。"),
    "waits for department": mark("记下了：{count} 题等{department}，先不问。发“进度”可看等了多久，也可催。"),
    "source removed": mark("{ids} 的来源已去掉，数不变。发“撤销”可恢复。"),
    "no figure to source": mark("{ids} 还没有填，来源先记不上。请连数一起发：“改 {id} 数字（来源：{words}）”。"),
    "only owner invites": mark("请人一起填，要由联系人 {owner} 来发。"),
    "only owner prints": mark("预览、审阅稿和页面是整张表，您负责其中一部分；要看整张表，请联系 {owner}。"),
    "only owner opens": mark("您现在帮 {owner} 填表，不能从这里新建。有自己的申报，先发“集群”回到那里再新建。"),
    "only owner declines": mark("是否申报由联系人 {owner} 决定。您负责的部分有疑问，请直接联系 {owner}。"),
    "not yours": mark("{id} {label} 不在请您填的部分里，由 {owner} 那边填。发“继续”接着填您的部分。"),
    "welcome to part": mark("您好！{owner} 请您一起填《中小企业特色产业集群申报表》，只填这几部分：{sections}。"),
    "welcome to all": mark("您好！{owner} 请您一起填《中小企业特色产业集群申报表》。"),
    "welcome again": mark(
        "您好！《中小企业特色产业集群申报表》在这里接着填，填过的都在，发“目录”“分工”看。请勿填写或发送涉密内容。"
    ),
    "part complete": mark("请您填的部分都填完了，谢谢！{owner} 那边会看到。要改随时发题号。"),
    "handed": mark("{owner} 请您一起填一份申报，这就打开。您自己的发“集群”可以切换回去。"),
    "set aside": mark("{id} 刚被别人填了，您写的先留着：发“改 {id}”可以换成您的。"),
    "undo overtaken": mark("{id} 后来被别人改过，没有撤销。要改请发“改 {id}”。"),
    "nothing returned": mark("现在没有退回要改的意见。往来发“审核记录”看。"),
    "returned elsewhere": mark("您的另一份申报被退回了，发“集群”切换过去，再发“退回意见”看。"),
    "under review": mark(
        "这份申报 {at} 由 {by} 送审，市里还没有退回或审核通过。要改哪一题仍可以改，市里会看到改了什么。"
    ),
    "not returned": mark("市里退回的是 {asked}，没有要求改 {ids}。改了市里会看到，并标出是没有要求的改动。要改吗？"),
    "changed under review": mark("{ids} 在 {at} 送审以后改了，市里会看到改动前后的数。"),
    "explain how": mark("{ids} 不改的话，请用一句话说明依据，如“数据无误，统计局口径”。{what}"),
    "answer how": mark("请用一句话答复第 {ids} 条：{what}"),
    "explain which": mark("“{words}”是答复哪一条？"),
    "explained": mark("记下 {ids} 的说明：{words}"),
    "explanation left": mark("{id} 的说明还没有写，退回意见还等着答复。发“退回意见”接着办。"),
    "explanation too long": mark("说明有 {count} 字，超过 {limit} 字，没有记下。请缩短再发。"),
    "comments left": mark("还有 {count} 条没有改也没有说明：{ids}。现在就送回吗？"),
    "city told": mark("已告诉{to}。市里从现在起看得到这一版的内容；平时只看得到进度。"),
    "city not there": mark("已记下。市里还没有人在这里，请另行告知；他们进来就看得到这一版。"),
    "passed by city": mark("审核通过（{by}，{at}）。这还不是推荐，也不代替盖章报送；发“报送”看下一步。"),
    "passed but needs": mark(
        "审核通过（{by}，{at}），另需：{note}。这还不是推荐，也不代替盖章报送；发“报送”看下一步。"
    ),
    "received by city": mark("市局已登记收到您的申报材料（{by}，{at}）。"),
    "recorded for you": mark("{by}已替您代录 {count} 项，请核对：对的发“确认代录”，不对的直接改。"),
    "recorded for you with files": mark(
        "{by}已替您代录 {count} 项、{files} 个文件，请核对：对的发“确认代录”，不对的直接改，文件看“佐证”。"
    ),
    "recorded confirmed": mark("{count} 项代录已由您确认。"),
    "recorded confirmed with files": mark("{count} 项、{files} 个文件的代录已由您确认。"),
    "nothing recorded": mark("没有待确认的代录。"),
    "county confirms": mark("代录的要由县里的联系人确认。"),
    "passed on": mark("已转给{to}。"),
    "nothing to answer": mark("好的。现在没有等您答复的通知；要给市里留话，发“回复”和您的话，如“回复 周五报”。"),
    "nobody to tell": mark("现在还没有市里或省里的人在这里，没法转达。请直接联系市级主管部门。"),
    "failed": mark("文件没有生成，我们会查原因；您的答案都在。稍后再试一次。"),
    "too many": mark("要得太快了，这次没有生成。请 {seconds} 秒后再要；刚才生成的都在上面。"),
    "office missing": mark("这台服务器没有装 LibreOffice，出不了 PDF 和页面图片；Word 文件不受影响，发“预览”可取。"),
    "poppler missing": mark(
        "这台服务器没有装画页面的程序（poppler-utils），出不了页面图片；PDF 和 Word 文件不受影响。"
    ),
    "office failed": mark(
        "PDF 和页面图片这次没有生成（排版程序没有响应），请稍后再试；Word 文件不受影响，发“预览”可取。"
    ),
    "trouble": mark("抱歉，这一条我们没处理成，已记录并会查。您的答案都在，请换个说法或稍后再试。"),
    "snoozed": mark("好，{when} 再提醒您。"),
    "nothing to snooze": mark("日期都过了，没有可以再提醒的。发“提醒”随时可看还差什么。"),
    "submitted": mark("记下了：已报送。不再提醒；要改哪一题，还可以改。"),
    "not submitted": mark("好，还没有报送，到时再提醒您。发“提醒”可看还差什么。"),
    "received": mark("市里已经记下收到这份材料；要退回来改，请和市里说。"),
    "email kept": mark("记下了。网页和 Telegram 都找不到您的时候，提醒会发到 {address}。不要了就发“邮箱 无”。"),
    "email gone": mark("好，不再用邮箱提醒您。"),
    "bad email": mark("“{address}”不像邮箱地址，没有记下。请照这样发：邮箱 zhangsan@example.cn"),
    "reminders failed": mark(
        "过去一天的提醒：{failed} 条没有发成，{blocked} 条对方停用了机器人，{unreached} 条未触达。"
        "shenbao reminders 可看，加 --texts 得到可粘贴的话。"
    ),
    "messages failed": mark("过去一天的其他消息（答复、群发）：{failed} 条没有发成，{blocked} 条对方停用了机器人。"),
    "mail trouble": mark("邮件服务器不收：{why}。请看 SHENBAO_SMTP_ 各项设置，shenbao doctor 会再试一次。"),
    "help": mark(
        "直接回答题目就行。随时可以发：\n"
        "继续 · 下一题 · 返回 · 稍后 · 重复 · 撤销\n"
        "进度（还差什么）· 检查（哪里不对）· 预览（Word）\n"
        "2.7 或“改 2.7 118 131 152”直接去改\n"
        "整节（一次填一节；“整节 三”是第三节）\n"
        "无（没有这种情况）· 等统计局（数还没到）· 待核实\n"
        "审阅稿（给领导看）· 看页面 · 请园区填第四部分 · 分工\n"
        "佐证（清单）· 还缺哪些佐证 · 归类 · 自我声明\n"
        "期限 · 集群 · 可选核对 · 不申报 · 暂停 · English"
    ),
}


def notice(form: Form, reply: Told, language: Language) -> str:
    """The words of a notice."""
    figures = {"reason": "", "name": "", "what": "", **reply.figures}
    if reply.what == "failed":
        return language.say(_NOTICES[figures.get("why", "failed")], figures)
    if "held" in figures:
        figures["city"] = _held(figures["held"], language)
    what = "correct year" if reply.what == "correct last" and "year" in figures else reply.what
    words = _NOTICES.get(what) or recognised.NOTICES[reply.what]
    return language.say(words, figures).rstrip()


def _held(version: str, language: Language) -> str:
    """Which version the city has, if any."""
    if version == "—":
        return language.say("市局手里还没有盖章的版本。")
    return language.say("市局手里的是第 {held} 版。", {"held": version})
