"""Each package opens with a line on each of its modules: no fewer, so that one is found, and no more."""

from ast import get_docstring, parse
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LAYERS = ("graph", "schema", "resolvers", "loaders", "ingest", "server")
PACKAGES = [each.parent for layer in LAYERS for each in sorted((ROOT / layer).rglob("__init__.py"))]
# Of a package into which modules are laid without being named anywhere.
UNNAMED = "without being named anywhere"


def modules(package: Path) -> set[str]:
    """What a package consists of."""
    inner = {each.name for each in package.iterdir() if each.is_dir() and any(each.glob("*.py"))}
    return {each.stem for each in package.glob("*.py")} - {"__init__"} | inner


@pytest.mark.parametrize("package", PACKAGES, ids=lambda each: str(each.relative_to(ROOT)))
def test_a_package_names_its_modules(package: Path) -> None:
    told = get_docstring(parse((package / "__init__.py").read_text(encoding="utf-8"))) or ""
    if UNNAMED in told:
        return
    *_, lines = told.split("\n\n")
    named = [line.split()[0] for line in lines.splitlines()]
    assert sorted(named) == sorted(modules(package))
