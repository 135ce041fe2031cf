"""What a declared class says of itself, and what its annotations are made of."""

from collections.abc import Mapping
from inspect import cleandoc
from types import UnionType
from typing import Annotated, Any, get_args, get_origin
from typing import Union as TypingUnion

from schema.asset import Declaration, Role, declaration, describe
from schema.refusals import DeclarationError


def stated(cls: type) -> Declaration:
    """What its decorator was given."""
    given = declaration(cls)
    assert given is not None
    return given


def annotations(cls: type) -> Mapping[str, object]:
    """Its own, without those that it inherits."""
    kept: Mapping[str, object] = vars(cls).get("__annotations__", {})
    return kept


def interfaces(cls: type) -> tuple[str, ...]:
    """The interfaces among the bases, the most general first."""
    bases = (each for each in reversed(cls.__mro__[1:]) if declaration(each))
    return tuple(each.__name__ for each in bases if stated(each).role is Role.INTERFACE)


def doc(cls: type) -> str:
    """Its description: a sentence, and the Chinese term on a line of its own."""
    if not cls.__doc__:
        raise DeclarationError(f"{cls.__name__} is not described: give it a docstring.")
    first, _, rest = cleandoc(cls.__doc__).partition("\n\n")
    return f"{first}\n{rest}".strip()


def described(name: str, text: str, zh: str) -> str:
    """The description of what is called so in messages."""
    if not text:
        raise DeclarationError(f"{name} is not described: say what it is.")
    return describe(text, zh)


def unwrap(hint: Any) -> tuple[Any, bool, tuple[object, ...]]:
    """The bare type of an annotation, whether it may be None, and all that it is annotated with."""
    if get_origin(hint) is Annotated:
        inner, optional, extras = unwrap(hint.__origin__)
        return inner, optional, (*extras, *hint.__metadata__)
    if get_origin(hint) in (UnionType, TypingUnion):
        (only,) = (each for each in get_args(hint) if each is not type(None))
        inner, _, extras = unwrap(only)
        return inner, True, extras
    return hint, False, ()
