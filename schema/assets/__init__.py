"""The declarations, one module a subject. A module laid beside these is linked without being named anywhere."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

SUBJECTS: tuple[ModuleType, ...] = tuple(
    import_module(f"{__name__}.{each.name}") for each in sorted(iter_modules(__path__), key=lambda each: each.name)
)
