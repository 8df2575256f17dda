"""Labels: which question a cell or line names.

The official one exactly first; what is only similar is never taken without a word, and what may be two is none.

White space, brackets, quotes and width do not count. A label may carry its printed number (2.1), a year (2021年…) and
another unit than the official one (万元 for 亿元): then its figures are in that unit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from dialogs.definition.form import Field, Form, Hand, Kind, Shape

_ASIDE = re.compile(r"[(（][^()（）]*[)）]*")
_QUIET = re.compile(r"[\W_]+")
_NUMBER = re.compile(
    r"\s*(?P<id>[CcSs]?[0-9]{1,2}\.[0-9]{1,2}|[CcSs][0-9]{1,2}|核[0-9]{1,2})(?![0-9.年])[ 、.．:：\t]*"
)
_YEAR = re.compile(
    r"^(?P<year>20[0-9]{2})年(?:度|底|末)?的?(?P<rest>.+)|^(?P<label>.+?)(?P<last>20[0-9]{2})年(?:度|底|末)?$"
)
_UNITS = ("万美元", "亿美元", "亿元", "万元", "元")
_LONGEST = 160
_SHORTEST_NEAR = 5
_TELLING = re.compile(
    "国家|省级|市级|县级行政区划|县级|国际|行业|团体|其[他它]|主持|参与|数量|比例|占|增速|增长率|强度|总额|人员|基准|目标|中小|专精特新|"
    "小巨人|冠军|高新|创新型|上市|辅导|领跑|外商|出口|情况|工作|固废|用水|联系人|方式|电话|平均|单位|上云|平台|降低|研发|从业|授权|"
    "申请|拥有|名称|主导产业|碳|能耗|软件|工具|接入|普及"
)
"""Words that tell one question from its neighbour: a label that lacks or adds one of them is no near one."""


def plain(text: str) -> str:
    """A label without what does not count."""
    return _QUIET.sub("", unicodedata.normalize("NFKC", text)).casefold()


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """The same without what stands in brackets."""
    return plain(_ASIDE.sub("", unicodedata.normalize("NFKC", text)))


def labels_of(form: Form) -> tuple[str, ...]:
    """The labels of a form as they are compared, by which a file is known to hold answers; short ones say nothing."""
    labels = Labels(form)
    return tuple(key for key in (*labels.keys, *labels.pairs) if len(key) >= _SHORTEST_NEAR)


@dataclass(frozen=True, slots=True)
class Named:
    """What a label may mean: the fields (several where it is not unique), a year, another unit than the official."""

    fields: tuple[Field, ...]
    year: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Labels:
    """The labels of a form."""

    form: Form
    _known: dict[str, Named | None] = field(default_factory=dict)

    def find(self, text: str) -> Named | None:
        """What a text names, exactly; None where it is no label."""
        if text not in self._known:
            self._known[text] = self._find(text) if 0 < len(text) <= _LONGEST else None
        return self._known[text]

    def _find(self, text: str) -> Named | None:
        number = _NUMBER.match(unicodedata.normalize("NFKC", text))
        if number is not None:
            return self._numbered(number["id"].upper(), unicodedata.normalize("NFKC", text)[number.end() :], text)
        found = self._named(text)
        if found is not None:
            return found
        dated = _YEAR.match(unicodedata.normalize("NFKC", text).replace(" ", ""))
        if dated is None:
            return None
        inner = self._named(dated["rest"] or dated["label"])
        if inner is None or any(each.shape is not Shape.YEARLY for each in inner.fields):
            return None
        return Named(inner.fields, dated["year"] or dated["last"], inner.unit)

    def _numbered(self, printed: str, rest: str, text: str) -> Named | None:
        """2.1 集群总产值: number and label have to agree; a number alone is no label."""
        field = self.form.by_id.get(printed)
        named = self._named(rest) or self._named(text)
        if field is None or named is None:
            return named
        source = self.source(field)
        return Named((source,), named.year, named.unit) if source in named.fields else None

    def _named(self, text: str) -> Named | None:
        fields = self._exact.get(plain(text)) or self._bare.get(bare(text))
        if not fields:
            return None
        return Named(fields, unit=_unit_beside(text, fields[0]))

    @property
    def keys(self) -> tuple[str, ...]:
        """Every label, with and without what stands in brackets."""
        return tuple({*self._exact, *self._bare})

    def near(self, text: str) -> Field | None:
        """The one question whose label is nearly this: a letter or two apart, none of the telling words."""
        wanted = bare(text)
        if not _SHORTEST_NEAR <= len(wanted) <= _LONGEST:
            return None
        most = 1 if len(wanted) < 10 else 2
        apart = sorted(
            (distance, key) for key in self._bare if (distance := _distance(wanted, key, most + 1)) <= most + 1
        )
        if not apart or apart[0][0] > most or (len(apart) > 1 and apart[1][0] <= apart[0][0] + 1):
            return None
        fields = self._bare[apart[0][1]]
        return fields[0] if len(fields) == 1 and _telling(wanted) == _telling(apart[0][1]) else None

    def source(self, field: Field) -> Field:
        """The field whose answer is printed there: 1.1 repeats C1."""
        if field.by is Hand.COPY and len(field.copy_of) == 1:
            return self.form.by_name[field.copy_of[0]]
        return field

    @cached_property
    def _fields(self) -> tuple[Field, ...]:
        return tuple(each for each in self.form.fields if each.answerable or len(each.copy_of) == 1)

    @cached_property
    def _exact(self) -> Mapping[str, tuple[Field, ...]]:
        return self._index(plain(each.label) for each in self._fields)

    @cached_property
    def _bare(self) -> Mapping[str, tuple[Field, ...]]:
        return self._index(bare(each.label) for each in self._fields)

    def _index(self, keys: Iterable[str]) -> dict[str, tuple[Field, ...]]:
        found: dict[str, dict[str, Field]] = {}
        for key, each in zip(keys, self._fields, strict=True):
            source = self.source(each)
            found.setdefault(key, {})[source.name] = source
        return {key: tuple(fields.values()) for key, fields in found.items() if key}

    @cached_property
    def pairs(self) -> Mapping[str, tuple[Field, Field]]:
        """Labels of two questions that share a cell: 所属地区 (city, county), 联系人及联系电话."""
        found: dict[str, list[Field]] = {}
        for each in self.form.fields:
            stem = each.label.partition("：____")
            key = plain(stem[0]) if stem[1] else plain(each.group or "")
            if each.answerable and key and key not in self._bare:
                found.setdefault(key, []).append(each)
        return {key: (two[0], two[1]) for key, two in found.items() if len(two) == 2}

    @cached_property
    def others(self) -> frozenset[str]:
        """Labels of what is signed on paper, sealed, or filled by the city: known, and nobody's here."""
        fields = [each for each in self.form.fields if each.by in (Hand.PAPER, Hand.CITY)]
        named = {plain(words) for each in fields for words in (each.label, each.group) if words}
        return frozenset(named - set(self._bare))

    @cached_property
    def dated(self) -> Mapping[str, Field]:
        """The groups at whose end the county writes a date (真实性声明), by their label."""
        dates = [each for each in self.form.fields if each.kind is Kind.DATE and each.answerable and each.group]
        return {plain(each.group or ""): each for each in dates}

    @cached_property
    def before(self) -> Mapping[str, str]:
        """Of each question the one printed before it, by name: what tells 1.3 联系人 from 1.6 联系人."""
        found, last = {}, ""
        for each in sorted(self.form.printed, key=_printed_order):
            found[each.name] = last
            last = self.source(each).name
        return found


def _printed_order(field: Field) -> tuple[str, tuple[int, ...]]:
    return field.section, tuple(int(part) for part in re.findall("[0-9]+", field.id))


def _unit_beside(text: str, field: Field) -> str:
    """The unit in a label's brackets, where it is another than the field's own."""
    said = next((unit for aside in _ASIDE.findall(text) for unit in _UNITS if plain(aside) == plain(unit)), "")
    return said if said and field.unit and said != field.unit and field.unit not in text else ""


def _telling(key: str) -> tuple[str, ...]:
    return tuple(sorted(_TELLING.findall(key)))


def _distance(one: str, other: str, most: int) -> int:
    """Letters to be changed, put in or left out; ``most + 1`` where there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        above, row[0] = row[0], place
        for column, beside in enumerate(other, 1):
            above, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, above + (letter != beside))
        if min(row) > most:
            return most + 1
    return row[-1]
