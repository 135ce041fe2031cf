"""What is left of rules for those who may not know some node types."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from graph.rules import Rule


def without(rules: Iterable[Rule], hidden: Collection[str]) -> Iterator[Rule]:
    """The rules without their checks of hidden types; one that checks nothing else is hidden too."""
    for each in rules:
        checks = {label: check for label, check in each.checks.items() if label not in hidden}
        if checks or not each.checks:
            yield replace(each, checks=checks)
