"""The English catalogue: complete, with the same figures, and Chinese only where the form itself is named."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from dialogs.definition.form import Form
from dialogs.reading.blanks import Missing, missing
from dialogs.saying.replies import Ask, Counted, Reply, Told
from renderers.chat import phrase
from renderers.i18n import language

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "renderers" / "locales" / "en" / "LC_MESSAGES" / "shenbao.po"
SOURCES = ("bot", "renderers", "dialogs/forms")  # as `make texts` reads them
PLACEHOLDER = re.compile(r"\{(?:[^{}:|]+(?=:[^{}]*\|)|[^{}|]+(?=\}))")
"""{count} and {count:file|files} are the same figure."""
QUOTED = re.compile(r"“([^”{}]+)”")
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff01-\uff60]+")

KEPT = {
    "boxes": "非高耗能行业，不适用 非高用水行业，不适用 第一产业 第二产业 第三产业",
    "answers and boxes": "无 是 否 不适用 等统计局 待核实 来源：统计局 年报",
    "other typed words": "方向 指标 基准值 目标值 、 中文",
    "units as the form prints them": "亿元 万元 万美元 元 美元 亩 吨标准煤 立方米",
    "papers and parts": "《中小企业特色产业集群申报表》 申报表 汇总表 附件 八 五（二） 公章 空间规划图 统计公报",
    "rules and their numbers": "认定标准 培育指南 产业结构调整指导目录 工信部联企业〔 财税〔 冀工信民经函〔 〕 号",
    "the name of a cluster": "县、市、区 县 产业 产业集群",
    "words of the notice": "企业 中小企业 产值 左右 前 月 日前 重 两化融合 稳步提升 较大及以上",
    "a box quoted": "开展了碳排放和碳足迹监测与核算等",
    "companies": "专精特新 小巨人 单项冠军 高新技术企业 创新型中小企业 创新型 优质中小企业 领跑者 辅导期",
    "organisations": "主管部门 运营管理机构 管委会 产业园区管委会 园区运营企业 公共服务机构 基础建设单位",
    "words in names": "建设 建筑 工程",
    "platforms": "国家企业技术中心 国家工程研究中心 省企业技术中心 省技术创新中心",
    "green manufacturing": "绿色工厂 绿色工业园区 绿色供应链 绿色设计产品",
    "solid waste": "煤矸石 粉煤灰 尾矿 工业副产石膏 冶炼渣 建筑垃圾 农作物秸秆",
    "offices": "工信部 省工信厅 省厅 市局 工业和信息化局 雄安新区改革发展局 税务局 市场监管局",
    "places": "定州 辛集 雄安 保定市 石家庄市",
}


@lru_cache(maxsize=1)
def translations() -> dict[str, str]:
    """The pairs of the catalogue as they stand in its file."""
    with CATALOGUE.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file, locale="en") if message.id}


def collected() -> set[str]:
    """The texts that `make texts` collects."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    methods = [(mapping["pattern"], mapping["method"]) for mapping in settings["tool"]["babel"]["mappings"]]
    keywords = {**DEFAULT_KEYWORDS, "mark": None, "say": None}
    return {
        str(message)
        for folder in SOURCES
        for _, _, message, _, _ in extract_from_dir(ROOT / folder, methods, keywords=keywords)
    }


def written() -> Iterator[tuple[str, str]]:
    """Every text that the code hands to ``say`` or ``mark``, also inside an f-string or a condition, and its file."""
    for file in sorted((ROOT / "renderers").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("say", "mark"):
                yield from ((text, file.name) for argument in node.args[:1] for text in texts(argument))


def texts(node: ast.expr) -> Iterator[str]:
    """The texts that an expression can be."""
    match node:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.IfExp():
            yield from (*texts(node.body), *texts(node.orelse))
        case _:
            return


def meaning(form: Form, word: str) -> str | Missing:
    """The command that a word is for, or the missing value."""
    found = form.lexicon.get(word.casefold()) or missing(word, ())
    assert found is not None, word
    return found


def quoted(form: Form, sentence: str) -> set[str]:
    """The commands whose words a sentence quotes."""
    return {form.lexicon[word] for word in QUOTED.findall(sentence) if word in form.lexicon}


def test_no_translation_stands_twice_in_a_row() -> None:
    """What was written once is not said several times over, as a careless merge of the catalogue would have it."""
    assert [
        text for text in translations().values() if len(text) > 1 and 0 < (text + text).find(text, 1) < len(text)
    ] == []


def test_every_text_has_an_english_one() -> None:
    """What is collected from code and forms is translated, and nothing is translated that is no longer said."""
    known = {source for source, english in translations().items() if english}
    found = collected()
    assert found - known == set(), "without English"
    assert known - found == set(), "no longer said"
    assert set(translations()) == known


def test_every_text_in_the_code_can_be_collected() -> None:
    """Each text that the code says is in the catalogue word for word: Babel cannot see into f-strings or conditions."""
    assert [(text, file) for text, file in written() if text not in translations()] == []


def test_figures_are_the_same_in_both_languages() -> None:
    """A translation has exactly the placeholders of its source, so no figure is lost and none stays unfilled."""
    different = {
        source: english
        for source, english in translations().items()
        if set(PLACEHOLDER.findall(source)) != set(PLACEHOLDER.findall(english))
    }
    assert different == {}


def test_chinese_only_for_official_terms() -> None:
    """English texts hold Chinese words only where something on the form or something to be typed is named."""
    left = {
        found: english
        for english in translations().values()
        for found in CHINESE.findall(PLACEHOLDER.sub("", english))
        if found not in " ".join(KEPT.values()).split()
    }
    assert left == {}


@pytest.mark.parametrize(
    "reply",
    [
        Told("paused"),
        Counted("plan_tasks", 10, 12, 3000),
        Ask("city", ("city",)),
        Ask("output", ("output/2021", "output/2022", "output/2023")),
    ],
)
def test_words_under_a_reply_work_in_english(form: Form, reply: Reply) -> None:
    """The words offered for typing under a reply do the same in both languages."""
    chinese, english = (phrase(form, reply, language(locale)).commands for locale in ("zh", "en"))
    assert chinese
    assert [meaning(form, word) for word in english] == [meaning(form, word) for word in chinese]


def test_quoted_words_work_in_english(form: Form) -> None:
    """Where a sentence quotes a word to type, its translation quotes a word for the same command."""
    for source, english in translations().items():
        assert quoted(form, source) <= quoted(form, english), source


def test_language_says_a_sentence_with_its_figures(form: Form) -> None:
    """In English with its figures: plain ones, those of a rule's message, and the number of a question it names."""
    english = language("en").of(form)
    assert english.say("已撤销，回到 {id}。", {"id": "2.7"}) == "Undone; back at 2.7."
    rule = "{year} 年 {smes} 家，多于企业总数 {companies} 家（{#companies}）。"
    figures = {"{year}": "2022", "{smes}": "160", "{companies}": "150"}
    assert english.say(rule, figures) == "2022: 160, more than the 150 companies in all (2.6)."


def test_official_texts_stay_chinese() -> None:
    """An official label is in no catalogue and is said as it is printed; so is everything in the source language."""
    assert language("en").say("集群总产值（亿元）") == "集群总产值（亿元）"
    assert language("zh").say("已撤销，回到 {id}。", {"id": "2.7"}) == "已撤销，回到 2.7。"
