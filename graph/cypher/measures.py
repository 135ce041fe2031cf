"""What lists come to: aggregates and groups, each in one pass over what matches."""

from collections.abc import Callable, Iterator
from typing import TypeAlias, assert_never

from graph.cypher.anchors import finding
from graph.cypher.names import Names, Place, listed, shown
from graph.cypher.order import of_relative
from graph.plan import (
    Aggregate,
    Constant,
    DatePart,
    Function,
    Grouped,
    GroupKey,
    KeyRead,
    Keys,
    Measure,
    Measured,
    Measures,
    Record,
)

RenderRecord: TypeAlias = Callable[[Record, Place, Names], str]


def aggregate(each: Aggregate, place: Place, names: Names) -> str:
    """One row of all measures."""
    found = names.place()
    # Without any measure there would be a row for each node, and none for none.
    columns = [*measures(each.measured, found)] or ["count(*)"]
    return names.collected(place, found, finding(each.select, place, found, names), listed(columns), sums=True)


def grouped(each: Grouped, place: Place, names: Names, record: RenderRecord) -> str:
    """A row a group: its keys, and its measures; every group's size is known, to begin with the largest."""
    found = names.place()
    lines = [*finding(each.select, place, found, names)]
    keys = [found.key(index) for index in range(len(each.by))]
    relatives = {
        alias: of_relative((key.step,), found, names, lambda there: there.node)
        for alias, key in zip(keys, each.by, strict=True)
        if key.step
    }
    if relatives:
        carried = [found.node, *([found.relationship] if each.select.hop else [])]
        lines.append(f"WITH {', '.join([*carried, *(f'{value} AS {alias}' for alias, value in relatives.items())])}")
    values = [alias if alias in relatives else of_key(key, found) for alias, key in zip(keys, each.by, strict=True)]
    projected = [value if value == alias else f"{value} AS {alias}" for value, alias in zip(values, keys, strict=True)]
    taken = [
        column
        for part in each.parts
        if not isinstance(part, Keys | Constant)
        for column in measures(part.measured, found)
    ]
    size, sums = f"s{found.node[1:]}", f"m{found.node[1:]}"
    lines.append(f"WITH {', '.join([*projected, f'count(*) AS {size}', f'{listed(taken)} AS {sums}'])}")
    ordered = [f"{alias}.id" if alias in relatives else alias for alias in keys]
    lines.append(f"ORDER BY {', '.join([f'{size} DESC', *ordered])} LIMIT {names.limit(each.size)}")
    columns = [
        key_column(field, keys, names, record)
        for part in each.parts
        if isinstance(part, Keys)
        for field in part.fields
        if isinstance(field, KeyRead) and field.index is not None
    ]
    return names.collected(place, found, lines, f"[{listed(columns)}, {sums}]", *keys, sums=True)


def key_column(field: KeyRead, keys: list[str], names: Names, record: RenderRecord) -> str:
    assert field.index is not None
    alias = keys[field.index]
    if field.record:
        return f"CASE WHEN {alias} IS NOT NULL THEN {record(field.record, Place(alias, alias), names)} END"
    return alias


def of_key(key: GroupKey, found: Place) -> str:
    assert key.property is not None
    value = found.property(key.property)
    match key.part:
        case None:
            return shown(key.property, value)
        case DatePart.DECADE:
            return f"{value}.year - {value}.year % 10"
        case DatePart.YEAR:
            return f"{value}.year"
        case DatePart.QUARTER:
            return f"substring(toString({value}), 0, 4) + '-Q' + {value}.quarter"
        case DatePart.MONTH:
            return f"substring(toString({value}), 0, 7)"
        case _:
            assert_never(key.part)


def measures(given: tuple[Measured, ...], found: Place) -> Iterator[str]:
    """The columns of measures, in order."""
    for each in given:
        match each:
            case Measures():
                yield from measures(each.measures, found)
            case Measure():
                yield measure(each, found)
            case Constant():
                pass
            case _:
                assert_never(each)


def measure(each: Measure, found: Place) -> str:
    if each.property is None:
        return "count(*)"
    value = found.property(each.property, each.side)
    match each.function:
        case Function.COUNT:
            return f"count({value})"
        case Function.SUM:
            return f"sum({value})"
        case Function.AVERAGE:
            # The quotient is taken where decimals are exact.
            return f"[sum({value}), count({value})]"
        case Function.LEAST | Function.GREATEST:
            return shown(each.property, f"{each.function.value}({value})")
        case _:
            assert_never(each.function)
