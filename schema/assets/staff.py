"""Staff: who works where, in which room, with which vehicle and housing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from graph.model import Direction
from schema.asset import Connection, Property, Relationship, asset
from schema.interfaces import Registered
from schema.relationships import Allotment, Assignment, Occupancy, Posting

if TYPE_CHECKING:
    from schema.assets.agencies import Agency
    from schema.assets.buildings import Room
    from schema.assets.housing import HousingUnit
    from schema.assets.vehicles import Vehicle


@asset(singular="staffMember", plural="staffMembers")
class Staff(Registered):
    """A member of staff. Never known by a resident identity number.

    工作人员
    """

    staff_no: Annotated[str | None, Property("Number at the agency.", "工号", index=True)]
    rank: Annotated[str | None, Property("Rank.", "职级", index=True)]
    post: Annotated[str | None, Property("Post.", "职务", index=True)]

    employers: Annotated[
        Connection[Agency], Relationship(Posting, Direction.IN, "Agencies that employ them.", "所在单位")
    ]
    rooms: Annotated[Connection[Room], Relationship(Occupancy, Direction.OUT, "Rooms they work in.", "办公用房")]
    vehicles: Annotated[
        Connection[Vehicle], Relationship(Assignment, Direction.IN, "Vehicles assigned to them.", "配备车辆")
    ]
    housing_units: Annotated[
        Connection[HousingUnit], Relationship(Allotment, Direction.IN, "Housing allotted to them.", "分配住房")
    ]
