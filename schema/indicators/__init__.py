"""Figures computed of a node. A module of indicators laid beside these is served without being named anywhere."""

from importlib import import_module
from pkgutil import iter_modules

from graph.model import Indicator

INDICATORS: tuple[Indicator, ...] = tuple(
    indicator
    for each in sorted(iter_modules(__path__), key=lambda each: each.name)
    for indicator in getattr(import_module(f"{__name__}.{each.name}"), "INDICATORS", ())
)
