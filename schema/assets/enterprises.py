"""Enterprises, in which agencies and other enterprises hold shares."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from annotated_types import Ge

from graph.model import Direction
from schema.asset import Connection, Property, Relationship, asset
from schema.identifiers import CreditCode, CurrencyCode
from schema.interfaces import Asset, Located, Party
from schema.relationships import Holding, Money, Operation


@asset
class Enterprise(Party, Located):
    """An enterprise, known by its unified social credit code or by a foreign register's identifier.

    企业
    """

    credit_code: Annotated[
        str | None, Property("Unified social credit code, GB 32100-2015.", "统一社会信用代码", unique=True), CreditCode
    ]
    scheme: Annotated[str | None, Property("The foreign register that its code is of.", "境外登记机构")]
    registered_capital: Annotated[Money | None, Property("Registered capital, in `currency`.", "注册资本"), Ge(0)]
    currency: Annotated[str | None, Property("Currency of the capital, ISO 4217.", "币种"), CurrencyCode]
    jurisdiction: Annotated[str | None, Property("Under whose law it stands.", "注册地", index=True)]
    purpose: Annotated[str | None, Property("What it does.", "经营范围")]
    established_on: Annotated[date | None, Property("When it was established.", "成立日期")]

    holders: Annotated[
        Connection[Party], Relationship(Holding, Direction.IN, "Who holds a share in it directly.", "股东")
    ]
    holds_shares: Annotated[
        Connection[Enterprise], Relationship(Holding, Direction.OUT, "Enterprises it holds directly.", "直接持股企业")
    ]
    operates: Annotated[
        Connection[Asset], Relationship(Operation, Direction.OUT, "Assets it runs under contract.", "受托管理的资产")
    ]
