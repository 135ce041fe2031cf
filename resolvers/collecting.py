"""Selection sets → fields by response key: CollectFields, section 6.3.2 of the specification."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLIncludeDirective,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSkipDirective,
    InlineFragmentNode,
    SelectionSetNode,
    get_named_type,
    value_from_ast,
)

from graph.errors import BadArgument
from resolvers.arguments import Variables
from resolvers.limits import Budget


@dataclass(frozen=True, slots=True)
class Asked:
    """A field as it is asked for: its response key, every node of the document that asks, where it will be answered."""

    key: str
    nodes: tuple[FieldNode, ...]
    path: tuple[str, ...]

    @property
    def name(self) -> str:
        """The field's own name."""
        return self.nodes[0].name.value

    def same(self, other: "Asked") -> bool:
        """Whether these are the same places of the document, asked of another type."""
        return tuple(map(id, self.nodes)) == tuple(map(id, other.nodes))

    @property
    def sets(self) -> Iterable[SelectionSetNode]:
        """What is asked below it."""
        return [each.selection_set for each in self.nodes if each.selection_set]


@dataclass(slots=True)
class Collector:
    """Collects the fields of one operation, and remembers where the document asks for each."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Variables
    budget: Budget
    places: dict[tuple[str, ...], tuple[FieldNode, ...]] = field(default_factory=dict)

    def collect(
        self, sets: Iterable[SelectionSetNode], runtime: GraphQLObjectType, above: tuple[str, ...]
    ) -> Iterator[Asked]:
        """Fields by response key in the order first met, fragments opened, skipped ones left out."""
        collected: dict[str, list[FieldNode]] = {}
        for node in self._selected(sets, runtime, set()):
            self.budget.field()
            collected.setdefault((node.alias or node.name).value, []).append(node)
        self.budget.named(nodes[0].name.value for nodes in collected.values() if not nodes[0].arguments)
        for key, nodes in collected.items():
            asked = Asked(key, tuple(nodes), (*above, key))
            self.places.setdefault(asked.path, asked.nodes)
            yield asked

    def below(self, asked: Asked, runtime: GraphQLObjectType) -> Iterator[Asked]:
        """The fields below a field that leads to one object type."""
        return self.collect(asked.sets, runtime, asked.path)

    def _selected(
        self, sets: Iterable[SelectionSetNode], runtime: GraphQLObjectType, opened: set[str]
    ) -> Iterator[FieldNode]:
        for selection in (each for one in sets for each in one.selections):
            if not self.included(selection):
                continue
            match selection:
                case FieldNode():
                    yield selection
                case InlineFragmentNode():
                    if self._applies(selection, runtime):
                        yield from self._selected([selection.selection_set], runtime, opened)
                case FragmentSpreadNode():
                    name = selection.name.value
                    if name not in opened and self._applies(self.fragments[name], runtime):
                        opened.add(name)
                        yield from self._selected([self.fragments[name].selection_set], runtime, opened)

    def included(self, selection: Any) -> bool:
        """Whether neither @skip nor @include leaves it out of the answer."""
        for directive in selection.directives or ():
            for known, wanted in ((GraphQLSkipDirective, False), (GraphQLIncludeDirective, True)):
                if directive.name.value == known.name:
                    value = value_from_ast(directive.arguments[0].value, known.args["if"].type, dict(self.variables))
                    if not isinstance(value, bool):
                        raise BadArgument(f"`@{known.name}` is given null, where true or false is needed.")
                    if value is not wanted:
                        return False
        return True

    def _applies(self, fragment: InlineFragmentNode | FragmentDefinitionNode, runtime: GraphQLObjectType) -> bool:
        if fragment.type_condition is None:
            return True
        condition: Any = self.schema.get_type(fragment.type_condition.name.value)
        if condition is runtime:
            return True
        return self.schema.is_sub_type(condition, runtime) if not isinstance(condition, GraphQLObjectType) else False


def named(owner: GraphQLObjectType, name: str) -> GraphQLObjectType:
    """The object type that a field leads to."""
    found = get_named_type(owner.fields[name].type)
    assert isinstance(found, GraphQLObjectType)
    return found
