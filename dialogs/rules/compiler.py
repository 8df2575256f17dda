"""The expression language of forms: a closed subset of Python's grammar, in decimals and three-valued logic.

    smes <= companies
    close(cloud_share, percent(cloud_smes, smes[last]))

An expression is parsed once, when the form is loaded, into nested closures; nothing of it is ever evaluated as
Python. Names are fields and parameters, never printed numbers. A field is narrowed by a year (``output[first]``,
``output[previous]``) or by a part (``pilots.count``); inside ``each: year`` a bare yearly field means this year.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dialogs.rules.expressions import Expression, Run, Template, Values
from dialogs.rules.functions import FUNCTIONS, NIL, Unit, UnitMismatch
from dialogs.rules.scope import BadExpression, Scope


@dataclass(frozen=True, slots=True)
class _Node:
    run: Run
    unit: Unit = None
    reads: tuple[str, ...] = ()
    choices: frozenset[str] = frozenset()
    text: str | None = None  # the constant, where the node is a string


_PLACEHOLDER = re.compile(r"\{([^{}#][^{}]*?)(?::(\d))?\}")


def compile_expression(text: str, scope: Scope) -> Expression:
    """Parse an expression; raises ``BadExpression`` with a reason a form's author can act on."""
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        raise BadExpression(f"“{text}” is not an expression: {error.msg}") from None
    node = _Compiler(scope, text.strip()).node(tree)
    if node.run is _many:
        raise BadExpression(f"“{text}” names several slots; name one, or use it inside a function")
    return Expression(text, tuple(dict.fromkeys(node.reads)), node.unit, node.run)


def compile_template(text: str, scope: Scope) -> Template:
    """Parse a sentence; every ``{placeholder}`` is an expression, ``{x:2}`` prints exactly two decimals.

    ``{#name}``, the number of a question, is no figure: it is put in where the sentence is said.
    """
    parts = tuple(
        (match[0], compile_expression(match[1], scope), int(match[2]) if match[2] else None)
        for match in _PLACEHOLDER.finditer(text)
    )
    return Template(text, parts)


def _many(values: Values) -> Any:
    raise AssertionError("a row of slots is only ever flattened into a function's operands")


_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: lambda a, b: NIL if b == 0 else a / b,
}
_COMPARISON: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


class _Compiler:
    """Turns a syntax tree into closures; one method for each thing the grammar allows, everything else is refused."""

    def __init__(self, scope: Scope, text: str) -> None:
        self._scope = scope
        self._text = text

    def node(self, tree: ast.expr) -> _Node:  # noqa: C901 one case for each production of the grammar
        match tree:
            case ast.Constant(value=str() as text):
                return _Node(lambda values: text, text=text)
            case ast.Constant(value=int() | float()) if not isinstance(tree.value, bool):
                figure = Decimal(ast.get_source_segment(self._text, tree) or str(tree.value))
                return _Node(lambda values: figure)
            case ast.Name() | ast.Attribute() | ast.Subscript():
                return self._reference(tree)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self._negation(operand)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self._operation(lambda a, b: b - a, [operand, ast.Constant(0)], lambda units: units[0])
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
                return self._operation(_ARITHMETIC[type(op)], [left, right], self._units_of(op))
            case ast.BoolOp(op=op, values=operands):
                return self._logic(isinstance(op, ast.And), operands)
            case ast.Compare(left=left, ops=ops, comparators=others):
                return self._comparison([left, *others], ops)
            case ast.Call(func=ast.Name(id="in_city"), args=[county, city], keywords=[]):
                return self._in_city(county, city)
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
                return self._call(name, args)
            case _:
                raise BadExpression(f"“{ast.unparse(tree)}” is not part of the form language")

    def _reference(self, tree: ast.expr) -> _Node:
        name, parts = self._path(tree)
        if name in self._scope.parameters and not parts:
            figure, unit = self._scope.parameters[name]
            return _Node(lambda values: figure, self._unit(unit))
        if name not in self._scope.fields:
            raise BadExpression(f"nothing is called “{name}”")
        return self._slots(name, parts)

    def _path(self, tree: ast.expr) -> tuple[str, list[str]]:
        match tree:
            case ast.Name(id=name):
                return name, []
            case ast.Attribute(value=value, attr=part):
                name, parts = self._path(value)
                return name, [*parts, part]
            case ast.Subscript(value=value, slice=ast.Name(id=word)):
                name, parts = self._path(value)
                return name, [*parts, self._scope.index(word)]
            case _:
                raise BadExpression(f"“{ast.unparse(tree)}” does not name a field")

    def _slots(self, name: str, parts: list[str]) -> _Node:
        known = self._scope.fields[name]
        year = self._scope.year
        if year is not None and not any(part in self._scope.years or part == "" for part in parts):
            dated = [slot for slot in known if year in slot.part]
            known = tuple(dated) or known
        if "" in parts:  # the year before the first: nobody asks it
            return _Node(lambda values: None, self._unit(known[0].unit))
        chosen = [slot for slot in known if all(part in slot.part for part in parts)]
        if not chosen:
            raise BadExpression(f"“{name}” has no slot {'/'.join(parts)}")
        unit = self._unit(chosen[0].unit)
        reads = tuple(slot.path for slot in chosen)
        if len(chosen) > 1:
            return _Node(_many, unit, reads)
        path = reads[0]
        return _Node(lambda values: values.get(path), unit, reads, chosen[0].choices)

    def _unit(self, unit: Unit) -> Unit:
        return None if unit is None else self._scope.same_units.get(unit, unit)

    def _negation(self, operand: ast.expr) -> _Node:
        inner = self.node(operand)
        run = inner.run

        def negate(values: Values) -> Any:
            value = run(values)
            return value if value is None or value is NIL else not value

        return _Node(negate, None, inner.reads)

    def _units_of(self, op: ast.operator) -> Callable[[tuple[Unit, ...]], Unit]:
        if isinstance(op, (ast.Add, ast.Sub)):
            return FUNCTIONS["total"].unit
        return _product_unit if isinstance(op, ast.Mult) else _quotient_unit

    def _operation(
        self, compute: Callable[..., Any], operands: list[ast.expr], unit: Callable[[tuple[Unit, ...]], Unit]
    ) -> _Node:
        nodes = [self.node(operand) for operand in operands]
        result = self._check_units(unit, nodes)
        reads = tuple(slot for node in nodes for slot in node.reads)
        if any(node.run is _many for node in nodes):
            raise BadExpression(f"“{self._text}” computes with several slots at once; use total() or name one")
        first, second = nodes[0].run, nodes[1].run

        def run(values: Values) -> Any:
            a, b = first(values), second(values)
            if a is None or b is None:
                return None
            return NIL if a is NIL or b is NIL else compute(a, b)

        return _Node(run, result, reads)

    def _check_units(self, unit: Callable[[tuple[Unit, ...]], Unit], nodes: list[_Node]) -> Unit:
        try:
            return unit(tuple(node.unit for node in nodes))
        except UnitMismatch as error:
            raise BadExpression(f"“{self._text}”: {error}") from None

    def _logic(self, conjunction: bool, operands: list[ast.expr]) -> _Node:
        nodes = [self.node(operand) for operand in operands]
        runs, deciding = [node.run for node in nodes], not conjunction

        def run(values: Values) -> Any:
            unknown = outside = False
            for each in runs:
                result = each(values)
                if result is deciding:
                    return deciding
                unknown, outside = unknown or result is None, outside or result is NIL
            if unknown:
                return None
            return NIL if outside else conjunction

        return _Node(run, None, tuple(slot for node in nodes for slot in node.reads))

    def _comparison(self, operands: list[ast.expr], ops: list[ast.cmpop]) -> _Node:
        pairs = [self._compare(op, left, right) for op, left, right in zip(ops, operands, operands[1:], strict=False)]
        if len(pairs) == 1:
            return pairs[0]
        runs = [pair.run for pair in pairs]

        def run(values: Values) -> Any:
            results = [each(values) for each in runs]
            if False in results:
                return False
            return None if None in results else (NIL if NIL in results else True)

        return _Node(run, None, tuple(slot for pair in pairs for slot in pair.reads))

    def _compare(self, op: ast.cmpop, left: ast.expr, right: ast.expr) -> _Node:
        if type(op) not in _COMPARISON:
            raise BadExpression(f"“{self._text}”: only == != < <= > >= compare")
        first, second = self.node(left), self.node(right)
        _check_choice(first, second)
        _check_choice(second, first)
        return self._operation(
            _COMPARISON[type(op)], [left, right], lambda units: (FUNCTIONS["total"].unit(units), None)[1]
        )

    def _in_city(self, county: ast.expr, city: ast.expr) -> _Node:
        """Whether a county belongs to a city: the one question that a rule asks of the edition's regions (V-8)."""
        cities = self._scope.cities
        nodes = [self.node(county), self.node(city)]
        return _Node(
            _applied(lambda named, within: within in cities.get(named, ()), _operands(nodes), strict=True),
            None,
            tuple(slot for node in nodes for slot in node.reads),
        )

    def _call(self, name: str, args: list[ast.expr]) -> _Node:
        function = FUNCTIONS.get(name)
        if function is None:
            raise BadExpression(f"there is no function “{name}”")
        nodes = [self.node(arg) for arg in args]
        if name == "has" and len(nodes) == 2:
            _check_choice(nodes[0], nodes[1])
        unit = self._check_units(function.unit, nodes)
        reads = tuple(slot for node in nodes for slot in node.reads)
        return _Node(_applied(function.call, _operands(nodes), function.strict), unit, reads)


def _check_choice(field_: _Node, text: _Node) -> None:
    if field_.choices and text.text is not None and text.text not in field_.choices:
        raise BadExpression(f"“{text.text}” is not one of {', '.join(sorted(field_.choices))}")


def _product_unit(units: tuple[Unit, ...]) -> Unit:
    known = [unit for unit in units if unit is not None]
    return "·".join(known) if known else None


def _quotient_unit(units: tuple[Unit, ...]) -> Unit:
    above, below = units
    if below is None:
        return above
    return None if above == below else f"{above or 1}/{below}"


def _operands(nodes: list[_Node]) -> list[Run]:
    """The operands of a call, rows of slots flattened."""
    runs: list[Run] = []
    for node in nodes:
        if node.run is _many:
            runs.extend(operator.methodcaller("get", path) for path in node.reads)
        else:
            runs.append(node.run)
    return runs


def _applied(call: Callable[..., Any], runs: list[Run], strict: bool) -> Run:
    def lenient(values: Values) -> Any:
        return call(*[run(values) for run in runs])

    def run(values: Values) -> Any:
        operands = [each(values) for each in runs]
        if None in operands:
            return None
        return NIL if NIL in operands else call(*operands)

    return run if strict else lenient
