"""Neighbours drawn as Mermaid, which code hosts and editors show as a picture."""

from collections.abc import Iterable, Iterator

from graph.model import GraphModel
from server.manual.links import Arrow
from server.manual.markdown import block
from server.manual.words import chinese


def diagram(model: GraphModel, arrows: Iterable[Arrow]) -> str:
    """Arrows between node types (boxes), and interfaces and unions (rounded)."""
    known = tuple(arrows)
    if not known:
        return ""
    names = dict.fromkeys(name for each in known for name in (each.start, each.end))
    lines = (*(_node(model, name) for name in names), *_arrows(known))
    return block("mermaid", "\n    ".join(["flowchart LR", *lines]))


def _node(model: GraphModel, name: str) -> str:
    given = model.node_types.get(name) or model.interfaces.get(name) or model.unions[name]
    label = "<br/>".join(each for each in (name, chinese(given.description)) if each)
    left, right = ("[", "]") if name in model.node_types else ("([", "])")
    return f'{_id(name)}{left}"{label}"{right}'


def _arrows(arrows: Iterable[Arrow]) -> Iterator[str]:
    for each in arrows:
        yield f"{_id(each.start)} -- {each.type} --> {_id(each.end)}"


def _id(name: str) -> str:
    """Some names are words of Mermaid's own, such as `end`."""
    return f"{name}_"
