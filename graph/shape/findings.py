"""Findings: what is said of a rule, and the numbers behind what it found."""

from math import isfinite
from typing import Any, assert_never

from graph.errors import UnfitValue
from graph.plan import ByRule, Constant, FigureFact, FigureTold, FindingCount, FindingFigures, FindingRule, RuleFact
from graph.rules import Figure, Rule
from graph.shape.slots import Faults, Slot, Write, at, constant, every, written

CODE, NUMBER = 0, 1


def rule(given: FindingRule) -> Write:
    """The rule of a code."""
    write = written(
        Slot(each.key, constant(each.value), required=True)
        if isinstance(each, Constant)
        else Slot(each.key, told(each.fact), required=True)
        for each in given.fields
    )
    known = {each.code: each for each in given.rules}
    return lambda code, faults: write(known[code], faults)


def told(fact: RuleFact) -> Write:
    name = fact.value
    if fact is RuleFact.SEVERITY:
        return lambda given, _: given.severity.value
    return lambda given, _: getattr(given, name)


def figures(given: FindingFigures) -> Write:
    """The numbers of a finding, each with what its rule says of it; one that is unknown is left out."""
    write_all = every(
        written(
            Slot(each.key, constant(each.value), required=True)
            if isinstance(each, Constant)
            else Slot(each.key, figure(each), required=True)
            for each in given.fields
        )
    )
    known: dict[str, Rule] = {each.code: each for each in given.rules}

    def write(row: Any, faults: Faults) -> Any:
        code, numbers = row
        pairs = zip(known[code].figures, numbers, strict=True)
        return write_all([each for each in pairs if each[1] is not None], faults)

    return write


def figure(given: FigureTold) -> Write:
    match given.fact:
        case FigureFact.VALUE:
            return lambda pair, _: number(*pair)
        case FigureFact.NAME | FigureFact.DESCRIPTION | FigureFact.UNIT as fact:
            return lambda pair, _: getattr(pair[0], fact.value)
        case _:
            assert_never(given.fact)


def number(said: Figure, value: float) -> float:
    """A figure's value: what is infinite, JSON has no number for."""
    if not isfinite(value):
        raise UnfitValue(f"The values that {said.name} is reckoned from make no finite number.")
    return float(value)


def by_rule(given: ByRule) -> Write:
    """A rule and the number of its findings."""

    def slot(each: FindingRule | FindingCount | Constant) -> Slot:
        match each:
            case FindingRule():
                return Slot(each.key, at(CODE, rule(each)), required=True)
            case FindingCount():
                return Slot(each.key, at(NUMBER, lambda number, _: number), required=True)
            case Constant():
                return Slot(each.key, constant(each.value), required=True)
            case _:
                assert_never(each)

    return written(slot(each) for each in given.fields)
