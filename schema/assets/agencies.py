"""Agencies and institutions: who holds, manages and uses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from annotated_types import Ge

from graph.model import Direction
from schema.asset import Connection, Property, Relationship, Term, Vocabulary, asset, union
from schema.identifiers import CreditCode
from schema.interfaces import Asset, Filed, Located, Party
from schema.records import Belonging, Governance, Recording, Representation
from schema.relationships import Assignment, Holding, Management, Posting, Reporting, Subordination, Succeeding, Use

if TYPE_CHECKING:
    from schema.assets.accounts import IncomeItem, OperatingCost
    from schema.assets.divisions import Division
    from schema.assets.energy import EnergyReading, EnergyTarget
    from schema.assets.enterprises import Enterprise
    from schema.assets.fleet import VehiclePlan
    from schema.assets.services import Enrolment
    from schema.assets.staff import Staff
    from schema.assets.standards import Standard
    from schema.assets.vehicles import Vehicle


class AgencyKind(Vocabulary):
    """What an agency is.

    单位性质
    """

    PARTY = Term("An organ of the Party.", "党委机关")
    PEOPLES_CONGRESS = Term("An organ of the people's congress.", "人大机关")
    GOVERNMENT = Term("An organ of government.", "政府机关")
    CPPCC = Term("An organ of the political consultative conference.", "政协机关")
    COURT = Term("A court.", "法院")
    PROCURATORATE = Term("A procuratorate.", "检察院")
    MASS_ORGANISATION = Term("A mass organisation.", "群众团体")
    INSTITUTION = Term("A public institution.", "事业单位")
    LIAISON_OFFICE = Term("A liaison office of a division in another place.", "驻外办事机构")
    KINDERGARTEN = Term("A kindergarten for children of employees.", "机关幼儿园")


class AgencyLevel(Vocabulary):
    """The level of administration that an agency belongs to.

    单位级别
    """

    CENTRAL = Term("Central.", "中央")
    PROVINCIAL = Term("Provincial.", "省级")
    MUNICIPAL = Term("Of a prefecture city.", "市级")
    COUNTY = Term("Of a county or district.", "县级")
    TOWNSHIP = Term("Of a township.", "乡级")


class Sector(Vocabulary):
    """The sector within which a public institution is compared.

    公共机构类别
    """

    AGENCIES = Term("Agencies of state and Party.", "机关")
    EDUCATION = Term("Education.", "教育")
    SCIENCE = Term("Science and technology.", "科技")
    CULTURE = Term("Culture and tourism.", "文化和旅游")
    HEALTH = Term("Health.", "卫生健康")
    SPORTS = Term("Sports.", "体育")
    OTHER = Term("Another sector.", "其他")


@union("LandParcel", "Compound", "Building", "Room")
class Usable:
    """What an agency can be using.

    可使用的对象
    """


@asset
class Agency(Party, Located):
    """An agency or public institution, known by its unified social credit code.

    机关单位
    """

    credit_code: Annotated[
        str | None, Property("Unified social credit code, GB 32100-2015.", "统一社会信用代码", unique=True), CreditCode
    ]
    kind: Annotated[AgencyKind | None, Property("What it is.", "单位性质", index=True)]
    level: Annotated[AgencyLevel | None, Property("Its level of administration.", "单位级别", index=True)]
    sector: Annotated[Sector | None, Property("The sector it is compared within.", "行业", index=True)]
    authorised_posts: Annotated[int | None, Property("Posts authorised.", "编制数"), Ge(0)]
    established_on: Annotated[date | None, Property("When it was established.", "成立日期")]
    abolished_on: Annotated[date | None, Property("When it was abolished.", "撤销日期")]

    parent: Annotated[
        Agency | None,
        Relationship(
            Reporting,
            Direction.OUT,
            "The agency it stands below; of several, see `superiors`, one that leads it, the latest of those.",
            "上级单位",
            first=Subordination.LEADS,
        ),
    ]
    superiors: Annotated[
        Connection[Agency],
        Relationship(
            Reporting,
            Direction.OUT,
            "All agencies it stands below, those that lead and those that guide.",
            "全部上级单位",
        ),
    ]
    subordinates: Annotated[
        Connection[Agency], Relationship(Reporting, Direction.IN, "The agencies directly below it.", "下级单位")
    ]
    predecessors: Annotated[
        Connection[Agency], Relationship(Succeeding, Direction.OUT, "The agencies it continues.", "前身单位")
    ]
    successors: Annotated[
        Connection[Agency], Relationship(Succeeding, Direction.IN, "The agencies that continue it.", "承继单位")
    ]
    holds_shares: Annotated[
        Connection[Enterprise], Relationship(Holding, Direction.OUT, "Enterprises it holds directly.", "直接持股企业")
    ]
    manages: Annotated[
        Connection[Asset], Relationship(Management, Direction.OUT, "Assets it answers for.", "管理的资产")
    ]
    uses: Annotated[
        Connection[Usable], Relationship(Use, Direction.OUT, "Land, compounds, buildings and rooms it uses.", "使用")
    ]
    staff: Annotated[Connection[Staff], Relationship(Posting, Direction.OUT, "Staff it employs.", "在职人员")]
    vehicles: Annotated[
        Connection[Vehicle], Relationship(Assignment, Direction.IN, "Vehicles assigned to it.", "配备车辆")
    ]
    represents: Annotated[
        Division | None,
        Relationship(Representation, Direction.OUT, "The division that a liaison office represents.", "派出地区"),
    ]
    standards: Annotated[
        Connection[Standard],
        Relationship(Governance, Direction.OUT, "Standards applied to it by decision.", "适用标准"),
    ]
    records: Annotated[
        Connection[Filed],
        Relationship(Belonging, Direction.IN, "All that is on record of it, of any kind.", "业务记录"),
    ]
    vehicle_plans: Annotated[
        Connection[VehiclePlan], Relationship(Belonging, Direction.IN, "How many vehicles it may have.", "车辆编制")
    ]
    operating_costs: Annotated[
        Connection[OperatingCost], Relationship(Belonging, Direction.IN, "What it paid to operate.", "运行成本")
    ]
    income_items: Annotated[
        Connection[IncomeItem], Relationship(Belonging, Direction.IN, "Income from its assets.", "资产收入")
    ]
    energy_targets: Annotated[
        Connection[EnergyTarget], Relationship(Belonging, Direction.IN, "What it is to reach.", "节能目标")
    ]
    energy_readings: Annotated[
        Connection[EnergyReading], Relationship(Recording, Direction.IN, "What it used of energy.", "能耗读数")
    ]
    enrolments: Annotated[
        Connection[Enrolment], Relationship(Belonging, Direction.IN, "A kindergarten's school years.", "入园情况")
    ]
