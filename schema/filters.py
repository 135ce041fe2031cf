"""Filters, derived: what nodes, relationships and values can be asked to meet."""

from collections.abc import Mapping

from graph.model import GraphModel, Interface, Kind, NodeType, Property, Relationship, RelationshipType
from schema.asset import edge_name
from schema.builder import Argument, Builder
from schema.search import NODE_TYPES

Fields = dict[str, tuple[str, str]]

EQUALITY = ("eq", "ne", "in", "notIn")
ORDER = ("lt", "lte", "gt", "gte")
TEXT = ("startsWith", "endsWith", "contains")
OPERATORS: Mapping[Kind, tuple[str, ...]] = {
    Kind.ID: EQUALITY,
    Kind.STRING: (*EQUALITY, *ORDER, *TEXT),
    Kind.INTEGER: (*EQUALITY, *ORDER),
    Kind.FLOAT: (*EQUALITY, *ORDER),
    Kind.DECIMAL: (*EQUALITY, *ORDER),
    Kind.BOOLEAN: ("eq", "ne"),
    Kind.DATE: (*EQUALITY, *ORDER),
    Kind.DATETIME: (*EQUALITY, *ORDER),
    Kind.ENUM: EQUALITY,
}
MEANING = {
    "eq": "Equal to it.\n等于",
    "ne": "There is a value, another one.\n不等于",
    "in": "Equal to one of them; of none, nothing.\n属于",
    "notIn": "There is a value, none of them.\n不属于",
    "lt": "Less than it.\n小于",
    "lte": "Less than it or equal.\n小于等于",
    "gt": "Greater than it.\n大于",
    "gte": "Greater than it or equal.\n大于等于",
    "startsWith": "Begins with it, letter by letter.\n开头是",
    "endsWith": "Ends with it, letter by letter.\n结尾是",
    "contains": "Contains it, letter by letter.\n包含",
}
IS_NULL = ("bool", "Whether there is no value.\n是否为空")


def filters(builder: Builder, model: GraphModel) -> None:
    """Every filter of a model."""
    for kind, operators in OPERATORS.items():
        if kind is not Kind.ENUM:
            _comparison(builder, kind.value, f"Kind_{kind.name}", operators)
    for enum in model.enums.values():
        _comparison(builder, enum.name, enum.name, OPERATORS[Kind.ENUM])
    _areas(builder)
    period = {"from": ("Date", "Its first day.\n起始日"), "to": ("Date", "The day after its last.\n截止日（不含）")}
    builder.required("Period", "Some days, one after another.\n期间", period)
    for type_ in model.relationship_types.values():
        if type_.properties:
            _edge(builder, type_)
    for owner in filtered(model):
        _ratio(builder, owner)
        for each in owner.relationships.values():
            _related(builder, owner, each, model)
        _nodes(builder, owner)


def filtered(model: GraphModel) -> tuple[NodeType | Interface, ...]:
    """What can be filtered: every node type, and interfaces that a relationship leads to."""
    targets = {each.target for one in model.node_types.values() for each in one.relationships.values()}
    return (*(each for name, each in model.interfaces.items() if name in targets), *model.node_types.values())


def narrowing(relationship: Relationship | None, target: str, model: GraphModel) -> tuple[Argument, ...]:
    """The arguments that say which of a list's nodes and edges are wanted."""
    arguments: list[Argument] = []
    if relationship and several_types(target, model):
        arguments.append(Argument("types", f"list[{NODE_TYPES}] | None", "Nodes of these types alone.\n节点类型"))
    if target not in model.unions:
        arguments.append(Argument("where", f"{target}Filter | None", "Which of them.\n筛选条件"))
    if relationship and model.relationship_types[relationship.type].properties:
        name = edge_name(model.relationship_types[relationship.type].name, "EdgeFilter")
        text = "Which of them, by the relationship's own properties.\n关系筛选条件"
        arguments.append(Argument("edgeWhere", f"{name} | None", text))
    return tuple(arguments)


def several_types(target: str, model: GraphModel) -> bool:
    """Whether a relationship leads to nodes of more than one type."""
    return len(model.members(target)) > 1


def _comparison(builder: Builder, name: str, type_: str, operators: tuple[str, ...]) -> None:
    fields: Fields = {
        each: (f"list[{type_}]" if each in ("in", "notIn") else type_, MEANING[each]) for each in operators
    }
    builder.input(
        f"{name}Filter", f"What a {name} must meet: every operator given.\n条件", fields | {"isNull": IS_NULL}
    )


def _areas(builder: Builder) -> None:
    degrees = {"longitude": "Degrees east, WGS 84.\n经度", "latitude": "Degrees north, WGS 84.\n纬度"}
    builder.required(
        "GeoPointInput", "A place on earth.\n坐标点", {name: ("float", text) for name, text in degrees.items()}
    )
    circle = {"center": ("GeoPointInput", "Its centre.\n圆心"), "radiusM": ("float", "Its radius, in m.\n半径")}
    builder.required("Circle", "All within a distance of a place.\n圆形范围", circle)
    corners = {
        "southWest": ("GeoPointInput", "Its corner.\n西南角"),
        "northEast": ("GeoPointInput", "Its corner.\n东北角"),
    }
    builder.required("Box", "All between two meridians and two parallels.\n矩形范围", corners)
    areas: Fields = {
        "within": ("Circle", "In the circle.\n在圆内"),
        "inBox": ("Box", "In the box.\n在矩形内"),
        "inPolygon": (
            "list[GeoPointInput]",
            "In the polygon of these corners, 3 to 1,000 of them, in order.\n在多边形内",
        ),
        "isNull": IS_NULL,
    }
    builder.input("GeoPointFilter", "Where a place must lie: in every area given.\n空间条件", areas)


def _edge(builder: Builder, type_: RelationshipType) -> None:
    text = f"Which {type_.name} relationships: all that is given must hold.\n关系筛选条件"
    builder.input(edge_name(type_.name, "EdgeFilter"), text, {each.name: _of(each) for each in type_.properties})


def _related(builder: Builder, owner: NodeType | Interface, each: Relationship, model: GraphModel) -> None:
    fields: Fields = {}
    if each.target not in model.unions:
        fields = {
            "some": (f"{each.target}Filter", "At least one of them meets it.\n至少一个满足"),
            "every": (f"{each.target}Filter", "None of them fails it.\n全部满足"),
            "none": (f"{each.target}Filter", "None of them meets it.\n无一满足"),
            "ratio": (ratio_name(each.target), "Which part of them meets a filter.\n占比"),
        }
    if owner.name in model.members(each.target) and each.target not in model.unions:
        text = "One that meets it is reached by following this once or more, each time on the date.\n逐级可达"
        fields["reaches"] = (f"{each.target}Filter", text)
    fields["count"] = ("IntFilter", "How many there are.\n数量")
    type_ = model.relationship_types[each.type]
    if type_.properties:
        text = "Of which relationships all this is said; alone: at least one is there.\n关系条件"
        fields["edge"] = (edge_name(type_.name, "EdgeFilter"), text)
    if type_.dated:
        text = "Whether two of them, to different nodes, hold on one same day, on whichever.\n期间重叠"
        fields["overlap"] = ("bool", text)
        fields["during"] = ("Period", "Which hold on any day of it, instead of on the date.\n期间内")
    if several_types(each.target, model):
        fields["types"] = (f"list[{NODE_TYPES}]", "Which lead to nodes of these types.\n节点类型")
    text = f"What is demanded of {owner.name}.{each.name} on the date.\n关联条件"
    builder.input(related_filter_name(owner, each), text, fields)


def ratio_name(target: str) -> str:
    """`RoomRatioFilter`."""
    return f"{target}RatioFilter"


def _ratio(builder: Builder, owner: NodeType | Interface) -> None:
    fields: Fields = {
        "where": (f"{owner.name}Filter", "What that part meets.\n条件"),
        "value": ("FloatFilter", "How large the part is, from 0 to 1; of none at all there is no value.\n比值"),
    }
    among = {"among": (f"{owner.name}Filter", "Of which nodes it is a part; of all if absent.\n范围")}
    builder.required(
        ratio_name(owner.name), f"Which part of {owner.name} nodes meets a filter.\n占比条件", fields, among
    )


def related_filter_name(owner: NodeType | Interface, each: Relationship) -> str:
    """`BuildingRoomsFilter`."""
    return f"{owner.name}{each.name[0].upper()}{each.name[1:]}Filter"


def _nodes(builder: Builder, owner: NodeType | Interface) -> None:
    name = f"{owner.name}Filter"
    fields: Fields = {
        "and": (f"list[{name}]", "All of them hold.\n并且"),
        "or": (f"list[{name}]", "At least one of them holds; of none, nothing.\n或者"),
        "not": (name, "It does not hold; what has no value to compare is met too.\n取反"),
        "as": ("str", "A name for the node that all this is about, for `is` further inside.\n命名"),
        "is": ("str", "It is the very node that a filter around this one named by `as`.\n同一节点"),
    }
    fields |= {each.name: _of(each) for each in owner.properties.values()}
    fields |= {each.name: (related_filter_name(owner, each), each.description) for each in owner.relationships.values()}
    builder.input(name, f"Which {owner.name} nodes: all that is given must hold.\n筛选条件", fields)


def _of(each: Property) -> tuple[str, str]:
    return f"{each.enum.name if each.enum else each.kind.value}Filter", each.description
