"""The words of the pages that work without script: devices, upload links, and what became of a session."""

from __future__ import annotations

from collections.abc import Mapping

PLAIN_ZH = {
    "ended": "登录已失效",
    "ended_more": "已填的内容都还在。请重新打开您的个人链接；打不开时，在另一台已登录的设备上生成，或向同事再要一个。",
    "signed_out_here": "已退出登录",
    "signed_out_here_more": "本机不再保留登录。要再进来，请在另一台已登录的设备上生成链接，或向发链接的同事再要一个。",
    "devices": "已登录的设备",
    "devices_more": "看到不认识的设备，或手机丢了，就在这里退出它。",
    "device_this": "本机",
    "device_open": "页面开着",
    "device_since": "登录于 {time}",
    "device_seen": "最近使用 {time}",
    "sign_out": "退出",
    "sign_out_which": "退出 {name}",
    "sign_out_here": "退出本机登录",
    "sign_out_others": "退出其他全部设备",
    "other_device": "在电脑上继续",
    "other_device_more": "生成一条十分钟内有效的链接，在办公电脑或另一部手机上打开，接着填同一份申报表。",
    "make_link": "生成链接和二维码",
    "link_ready": "在另一台设备上打开",
    "link_steps": "手机：扫描二维码。",
    "link_steps_pc": "电脑：把下面的链接发给自己（如微信“文件传输助手”），在电脑浏览器里打开，再点“进入”。",
    "link_warning": "十分钟内有效，只能用一次。这是您本人的登录，请勿转发他人。",
    "qr": "二维码，内容是下面的链接",
    "link": "链接",
    "to_devices": "返回设备列表",
    "to_chat": "返回对话",
    "upload": "上传文件",
    "upload_more": "照片、扫描件、Word、Excel、PDF、压缩包都可以，一次可选多个，每个不超过 {limit}。",
    "upload_choose": "选择文件",
    "upload_send": "上传",
    "upload_wait": "文件大时要等一会儿，请不要关闭本页。",
    "upload_sent": "已收到",
    "upload_refused": "没有收下",
    "upload_nothing": "还没有选择文件。",
    "upload_done": "已收到的文件会出现在对话里。全部传完后可以关闭本页。",
    "upload_expired": "此上传链接已过期",
    "upload_expired_more": "已上传的文件都还在。请回到对话，再要一个新的上传链接。",
    "refused_empty": "文件是空的，请检查后重新选择。",
    "refused_large": "文件超过 {limit}。请压缩或拆分后再传。",
    "refused_program": "这是程序或脚本文件，为安全起见不接收。",
    "refused_full": "服务器存储空间不足，暂时收不下文件，请联系管理员。",
}

PLAIN_EN = {
    "ended": "You are signed out",
    "ended_more": (
        "What you filled in is kept. Open your personal link again; if that fails, make a link on another device, "
        "or ask the colleague who sent it for a new one."
    ),
    "signed_out_here": "Signed out",
    "signed_out_here_more": "To come back, make a link on another device, or ask the sender of yours for a new one.",
    "devices": "Where you are signed in",
    "devices_more": "If you do not know a device, or lost one, sign it out here.",
    "device_this": "This device",
    "device_open": "Page open",
    "device_since": "Signed in {time}",
    "device_seen": "Last used {time}",
    "sign_out": "Sign out",
    "sign_out_which": "Sign out {name}",
    "sign_out_here": "Sign out here",
    "sign_out_others": "Sign out all other devices",
    "other_device": "Continue on a PC",
    "other_device_more": "Make a link, good for ten minutes, and open it on the office PC or another phone.",
    "make_link": "Make a link and a QR code",
    "link_ready": "Open this on the other device",
    "link_steps": "On a phone: scan the QR code.",
    "link_steps_pc": "On a PC: send the link below to yourself, open it in its browser and press “Enter”.",
    "link_warning": "Good for ten minutes, and once. It signs in as you: do not pass it on.",
    "qr": "QR code of the link below",
    "link": "Link",
    "to_devices": "Back to the devices",
    "to_chat": "Back to the conversation",
    "upload": "Send files",
    "upload_more": "Photos, scans, Word, Excel, PDF or archives; several at once, each up to {limit}.",
    "upload_choose": "Choose files",
    "upload_send": "Send",
    "upload_wait": "Large files take a while. Please leave this page open.",
    "upload_sent": "Received",
    "upload_refused": "Not taken",
    "upload_nothing": "No file was chosen.",
    "upload_done": "What was received appears in the conversation. Close this page once all is sent.",
    "upload_expired": "This upload link has expired",
    "upload_expired_more": "What you sent is kept. Ask for a new upload link in the conversation.",
    "refused_empty": "The file is empty. Please check it and choose again.",
    "refused_large": "The file is larger than {limit}. Please compress or split it.",
    "refused_program": "This is a program or a script, which is not taken for safety.",
    "refused_full": "The server has no room for files at present. Please tell the administrator.",
}


def plain_texts(locale: str) -> Mapping[str, str]:
    """These words in a person's language; in Chinese for a language that nobody translated them into."""
    return PLAIN_EN if locale == "en" else PLAIN_ZH
