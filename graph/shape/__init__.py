"""Plan → Shape: from the row of a statement back to the answer, with GraphQL's names, order and nulls.

A shape is built once from its plan, and takes columns in the order in which `cypher` writes them.

fields       objects, field by field
connections  pages, edges, cursors, counts
measures     aggregates and groups
ownership    chains
search       hits
findings     rules, and the numbers behind what they found
indicators   figures computed
surroundings what is around a node, routes between two
values       single values
generated    the same, as Python that is generated: for rows without a fault
slots        response keys; where faults rise and where they end
"""

from dataclasses import dataclass
from typing import Any

from graph.errors import ValueFault
from graph.plan import Plan
from graph.shape.fields import fields
from graph.shape.generated import AnswerRow, Faultless, generated
from graph.shape.slots import Answer, Faults, Unwanted, Wanted, Write, always

__all__ = ["Answer", "Faults", "Shape", "Unwanted", "Wanted", "shape"]


@dataclass(frozen=True, slots=True)
class Shape:
    """How the row of one statement is answered."""

    write: Write
    plain: AnswerRow | None = None

    def answer(self, row: list[Any], wanted: Wanted = always) -> tuple[Answer | None, Faults]:
        """The answer, null where a fault rose to its top, and every fault with its path; Unwanted where it is wanted no more."""
        if self.plain:
            try:
                return self.plain(row, Faultless(wanted)), Faults()
            except Unwanted:
                raise
            except Exception:  # noqa: BLE001, S110  # whatever it is, the slots tell it with its path
                pass
        return self.explained(row, wanted)

    def explained(self, row: list[Any], wanted: Wanted = always) -> tuple[Answer | None, Faults]:
        """The same slot by slot: what is wrong is known with its path."""
        faults = Faults(wanted)
        try:
            return self.write(row, faults), faults
        except ValueFault as fault:
            faults.append(fault)
            return None, faults


def shape(plan: Plan) -> Shape:
    """The shape of a plan's answer."""
    return Shape(fields(plan.fields, ""), generated(plan))
