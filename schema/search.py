"""Search: the root field, what it takes and what a hit is."""

from typing import Any, Protocol

from strawberry.types.field import StrawberryField

from graph.model import NODE, EnumType, EnumValue, GraphModel
from schema.builder import Argument, Builder, Resolver
from schema.relay import PAGE_LIMIT

SEARCH, NODE_TYPES, HIT = "search", "NodeType", "SearchHit"
FIRST_DEFAULT = 10
TEXT_LIMIT, WORD_LIMIT = 200, 20

TEXT = Argument(
    "text",
    "str",
    f"What to look for, up to {TEXT_LIMIT} characters: part of a name, its pinyin or initials, the beginning of a code. "
    "No character has a meaning of its own.\n检索内容",
)
TYPES = Argument("types", f"list[{NODE_TYPES}] | None", "Only nodes of these types; of all if absent.\n节点类型")
FIRST = Argument(
    "first",
    "int | None",
    f"How many hits, up to {PAGE_LIMIT}. Each index offers a few more than these to choose from, so the first of many may be better than the first of a few.\n前若干条",
    FIRST_DEFAULT,
)
SCORE = (
    "How well it matches: 3 where a value is the text, above 2 where one begins so, above 1 where one has it within, else "
    "which part of its words one has. Above 2 and 1 stands which part of the value the text is.\n匹配度"
)


class Resolvers(Protocol):
    """What answers these fields in the reference execution."""

    def key(self, name: str) -> Resolver: ...
    def search(self) -> Resolver: ...


def search_types(builder: Builder, model: GraphModel, resolvers: Resolvers) -> None:
    """A hit, and the types to choose from."""
    types = tuple(EnumValue(each.name, each.description) for each in model.node_types.values())
    builder.enum(EnumType(NODE_TYPES, "The types of nodes.\n节点类型", types))
    fields: dict[str, Any] = {
        name: builder.field(name, kind, text, resolvers.key(name))
        for name, kind, text in (
            ("node", NODE, "What was found.\n命中对象"),
            ("score", "float", SCORE),
            ("matched", "str", "The property that matched, its own or one of a relationship to it.\n匹配字段"),
        )
    }
    builder.type(HIT, "A node that a search found.\n检索结果", fields)


def search_field(builder: Builder, resolvers: Resolvers) -> StrawberryField:
    """The root field."""
    text = (
        "Nodes found by name, in Chinese, pinyin, initials or English, by code, plate or certificate, the best first; "
        "equal ones in the order of what matched.\n检索"
    )
    return builder.field(SEARCH, f"list[{HIT}]", text, resolvers.search(), (TEXT, TYPES, FIRST))
