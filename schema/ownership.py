"""Chains of ownership: fields and types of models in which a relationship type is declared with a stake."""

from collections.abc import Mapping
from typing import Any, Protocol

from strawberry.types.field import StrawberryField

from graph.chains import End, Fate
from graph.chains.measures import PATHS, STAKES
from graph.model import NODE, EnumType, EnumValue, GraphModel, Interface, NodeType, Property
from schema.builder import Argument, Builder, Resolver, annotation
from schema.relay import AS_OF

CHAIN, HOLDINGS, HOLDING_CHAIN = "ownershipChain", "holdings", "holdingChain"
CHAINS = (CHAIN, HOLDINGS, HOLDING_CHAIN)
DEPTH_DEFAULT, DEPTH_LIMIT = 20, 100

DEPTH = Argument(
    "maxDepth",
    "int",
    f"How many links away is listed, 1 to {DEPTH_LIMIT}; sums are never cut.\n最大层级",
    DEPTH_DEFAULT,
)
MINIMUM = Argument("minShare", "Kind_DECIMAL", "The least share that is listed, from 0 to 1.\n最低份额", "0")
ENDS = {
    End.OWNER: "Its last owner has none of its own.\n最终权利人",
    End.CIRCLE: "Its last owner stands on it already.\n循环持股",
    End.DEPTH: "It is longer than was asked for.\n达到层级上限",
}
FATES = {
    Fate.SOLVED: "It is passed on to those who own the circle from outside.\n已求解",
    Fate.CLOSED: "Nobody outside is recorded as an owner: it ends there.\n封闭",
    Fate.OVERFULL: "Recorded shares add up to more than one, so far that no sum exists.\n份额超出",
    Fate.TOO_LARGE: "The circle is too large to be solved.\n过大",
}
SHARE = ("share", "Kind_DECIMAL", "Summed over all ways, from 0 to 1 where records do not add up to more.\n合计份额")
KIND = ("kind", "str", "Of which right, or of capital or votes.\n份额类型")
DISTANCE = ("depth", "int", "How many links away, on the shortest way.\n层级")
EXACT = ("exact", "bool", "Whether all shares on the ways are known; else it is at least so much.\n是否精确")


class Resolvers(Protocol):
    """What answers these fields in the reference execution."""

    def property(self, property: Property) -> Resolver: ...
    def key(self, name: str) -> Resolver: ...
    def chain(self) -> Resolver: ...
    def holdings(self, *, bare: bool) -> Resolver: ...


def owners(model: GraphModel) -> tuple[str, ...]:
    """The node types that can own, in order of declaration."""
    return _ends(model, 0)


def owned(model: GraphModel) -> tuple[str, ...]:
    """The node types that can be owned, in order of declaration."""
    return _ends(model, 1)


def _ends(model: GraphModel, end: int) -> tuple[str, ...]:
    found = {pair[end] for type_ in model.stakes for pair in type_.endpoints}
    return tuple(name for name in model.node_types if name in found)


def party(model: GraphModel) -> str:
    """The narrowest interface that all who can own have in common."""
    able = set(owners(model))
    fitting = [name for name in model.interfaces if able <= set(model.members(name))]
    return min(fitting, key=lambda name: len(model.members(name)), default=NODE)


def shared_properties(model: GraphModel) -> tuple[Property, ...]:
    """What all links of chains say beside share and kind."""
    first, *others = model.stakes
    apart = {each.name for type_ in model.stakes if type_.stake for each in (type_.stake.share, type_.stake.kind)}
    return tuple(
        each for each in first.properties if each.name not in apart and all(each in one.properties for one in others)
    )


def chain_fields(
    builder: Builder, given: NodeType | Interface, model: GraphModel, resolvers: Resolvers
) -> dict[str, StrawberryField]:
    """The chain of what can be owned, the holdings of who can own."""
    if not model.stakes:
        return {}
    members = set(model.members(given.name))
    fields: dict[str, StrawberryField] = {}
    if members and members <= set(owned(model)):
        text = "Who owns it, through whom, up to its ultimate owners.\n权属链"
        fields[CHAIN] = builder.field(CHAIN, "OwnershipChain", text, resolvers.chain(), (AS_OF, DEPTH))
    if members and members <= set(owners(model)):
        arguments = (AS_OF, MINIMUM, DEPTH)
        text = f"What is held, directly or through others: the {STAKES:,} largest holdings.\n直接和间接持有"
        holdings = resolvers.holdings(bare=True)
        fields[HOLDINGS] = builder.field(HOLDINGS, "list[Holding]", text, holdings, arguments)
        text = "The same, with circles, unknown shares, and whether any were left out.\n持有链"
        chain = resolvers.holdings(bare=False)
        fields[HOLDING_CHAIN] = builder.field(HOLDING_CHAIN, "HoldingChain", text, chain, arguments)
    return fields


def chain_types(builder: Builder, model: GraphModel, resolvers: Resolvers) -> None:
    """The types that these fields lead to."""
    if not model.stakes:
        return

    def fields(*given: tuple[str, str, str]) -> dict[str, StrawberryField]:
        return {name: builder.field(name, kind, text, resolvers.key(name)) for name, kind, text in given}

    builder.enum(_codes("OwnershipEnd", "Why a path of ownership ends.\n链条终点", ENDS))
    builder.enum(_codes("CircleFate", "What becomes of a share in a circle.\n循环处理", FATES))
    link = {
        each.name: builder.field(each.name, annotation(each), each.description, resolvers.property(each))
        for each in shared_properties(model)
    }
    for name, (text, inner) in _described(party(model)).items():
        builder.type(name, text, fields(*inner) | (link if name == "OwnershipLink" else {}))


def _described(owner: str) -> dict[str, tuple[str, tuple[tuple[str, str, str], ...]]]:
    """The types by name: what each is, and its fields by name, type and meaning."""
    stake = (SHARE, KIND, DISTANCE, EXACT)
    facts = (
        ("circles", "list[OwnershipCircle]", "The circles on the way.\n循环持股"),
        ("unknown", "list[OwnershipLink]", "The links whose share is unknown.\n份额不详"),
        ("circular", "bool", "Whether there is a circle.\n是否循环"),
        ("truncated", "bool", "Whether anything was left out.\n是否截断"),
    )
    paths = ("paths", "list[OwnershipPath]", f"The {PATHS} paths of the largest shares.\n权属路径")
    owners = ("ultimateOwners", "list[EffectiveOwner]", f"Who owns it in the end, the {STAKES:,} largest.\n最终权利人")
    holdings = ("holdings", "list[Holding]", f"What it holds, the {STAKES:,} largest.\n持有")
    return {
        "OwnershipLink": ("One holding of a chain.\n权属环节", _link(owner)),
        "OwnershipPath": ("One way up to an owner.\n权属路径", PATH),
        "EffectiveOwner": (
            "A party that nobody owns, and what it owns in the end.\n最终权利人",
            (("party", owner, "Who.\n权利人"), *stake),
        ),
        "Holding": ("What a party holds, summed over all ways.\n持有", (("node", NODE, "What.\n标的"), *stake)),
        "OwnershipCircle": ("Parties that all hold shares in one another.\n循环持股", _circle(owner)),
        "OwnershipChain": ("All that is above a node.\n权属链", (paths, owners, *facts)),
        "HoldingChain": ("All that is below a party.\n持有链", (holdings, *facts)),
    }


PATH = (
    ("links", "list[OwnershipLink]", "Its links, the nearest owner first.\n环节"),
    ("share", "Kind_DECIMAL | None", "Their shares multiplied; null where one is unknown.\n份额"),
    ("end", "OwnershipEnd", "Why it ends.\n终点"),
)


def _link(owner: str) -> tuple[tuple[str, str, str], ...]:
    return (
        ("owner", owner, "Who holds.\n权利人"),
        ("owned", NODE, "What is held.\n标的"),
        ("share", "Kind_DECIMAL | None", "The part held, from 0 to 1; null where unknown.\n份额"),
        ("kind", "str", "Of which right, or of capital or votes.\n份额类型"),
    )


def _circle(owner: str) -> tuple[tuple[str, str, str], ...]:
    return (
        ("members", f"list[{owner}]", "Who hold shares in one another.\n成员"),
        ("share", "Kind_DECIMAL", "What comes to them from outside.\n份额"),
        ("kind", "str", "Of which right, or of capital or votes.\n份额类型"),
        ("fate", "CircleFate", "What becomes of it.\n处理"),
    )


def _codes(name: str, text: str, codes: Mapping[Any, str]) -> EnumType:
    return EnumType(name, text, tuple(EnumValue(each.name, said) for each, said in codes.items()))
