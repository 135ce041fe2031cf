"""What is true at the demo's present in a territory, once everything is made: who uses, owns, has which vehicles."""

from collections import defaultdict
from functools import cached_property

from ingest.demo.chance import Chance
from ingest.demo.links import AllottedTo, AssignedTo, Employs, Manages, Owns, Uses
from ingest.demo.organs import Organ
from ingest.demo.periods import TODAY, iso
from ingest.demo.places import Level
from ingest.demo.rows import Agency, Building, HousingUnit, Planted, Vehicle
from ingest.demo.setting import Setting

RECORDED_LEVEL = Level.PREFECTURE
"""In all but the largest demo, only the province's and the prefecture cities' own records are kept."""


class Present:
    """A territory as it stands, with draws of its own: what is recorded of it changes nothing that was made before."""

    def __init__(self, setting: Setting, organs: list[Organ], purpose: str) -> None:
        self.setting = setting
        self.sheets = setting.sheets
        self.chance = Chance(setting.seed, setting.place.code, purpose)
        self.organs = organs

    @property
    def recorded(self) -> bool:
        """Whether records of this territory are kept."""
        return self.setting.scale.name == "L" or self.setting.place.level <= RECORDED_LEVEL

    @cached_property
    def planted(self) -> set[str]:
        """Codes of what was made wrong already."""
        return {row.code for row in self.sheets.gathered(Planted)}

    @cached_property
    def buildings(self) -> list[Building]:
        """Buildings in use."""
        return [row for row in self.sheets.gathered(Building) if row.status == "IN_USE"]

    @cached_property
    def vehicles(self) -> list[Vehicle]:
        """Vehicles in use."""
        return [row for row in self.sheets.gathered(Vehicle) if row.status == "IN_USE"]

    @cached_property
    def units(self) -> list[HousingUnit]:
        """Housing units in use."""
        return [row for row in self.sheets.gathered(HousingUnit) if row.status == "IN_USE"]

    @cached_property
    def users(self) -> dict[str, list[Uses]]:
        """Who uses what, by its code."""
        found: dict[str, list[Uses]] = defaultdict(list)
        for row in self.sheets.gathered(Uses):
            if not row.valid_to:
                found[row.used].append(row)
        return found

    @cached_property
    def owners(self) -> dict[str, list[Owns]]:
        """Who owns what, by its code."""
        found: dict[str, list[Owns]] = defaultdict(list)
        for row in self.sheets.gathered(Owns):
            if not row.valid_to:
                found[row.asset].append(row)
        return found

    @cached_property
    def keepers(self) -> dict[str, str]:
        """Which agency answers for what."""
        return {row.asset: row.agency for row in self.sheets.gathered(Manages) if not row.valid_to}

    @cached_property
    def employers(self) -> dict[str, str]:
        """Which agency employs whom."""
        return {row.staff: row.agency for row in self.sheets.gathered(Employs) if not row.valid_to}

    @cached_property
    def homes(self) -> dict[str, list[AllottedTo]]:
        """To whom housing units are allotted."""
        found: dict[str, list[AllottedTo]] = defaultdict(list)
        for row in self.sheets.gathered(AllottedTo):
            if not row.valid_to:
                found[row.housing_unit].append(row)
        return found

    @cached_property
    def assignees(self) -> dict[str, str]:
        """Which agency has which vehicle, itself or by one of its staff."""
        open_rows = (row for row in self.sheets.gathered(AssignedTo) if not row.valid_to)
        by_vehicle = {
            row.vehicle: row.assignee if row.assignee_kind == "Agency" else self.employers.get(row.assignee, "")
            for row in open_rows
        }
        return {vehicle: agency for vehicle, agency in by_vehicle.items() if agency}

    @cached_property
    def agencies(self) -> list[Agency]:
        """Agencies that are not abolished."""
        return [row for row in self.sheets.gathered(Agency) if not row.abolished_on]

    def date(self, least: int, most: int) -> str:
        """A day so long ago."""
        return iso(TODAY - self.chance.between(least, most))

    def document(self, issuer: str, year: int) -> str:
        """The number of a decision of a year."""
        return f"{self.setting.place.abbreviation}{issuer}〔{year}〕{self.chance.between(1, 240)}号"
