"""Rules: Plan → Plan, one file a rule, applied in the order of RULES."""

from collections.abc import Callable
from functools import reduce

from graph.plan import Plan

Rule = Callable[[Plan], Plan]

RULES: tuple[Rule, ...] = ()


def optimise(plan: Plan) -> Plan:
    """A plan after every rule."""
    return reduce(lambda done, rule: rule(done), RULES, plan)
