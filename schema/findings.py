"""Findings: what rules find, as a root field and of every node."""

from typing import Protocol

from strawberry.types.field import StrawberryField

from graph.model import NODE, EnumType, EnumValue, GraphModel
from graph.plan import FigureFact, RuleFact
from graph.rules import Severity
from schema.builder import Argument, Builder, Resolver
from schema.changes import upper
from schema.relay import AFTER, AS_OF, FIRST, PAGE_DEFAULT, page_types

FINDINGS, FINDING, RULE, FIGURE, COUNT, CODE, SEVERITY, BELOW = (
    "findings", "Finding", "Rule", "Figure", "RuleCount", "RuleCode", "Severity", "includeSubordinates",
)  # fmt: skip
SEVERITIES = {
    Severity.NOTICE: "Worth a look.\n提示",
    Severity.WARNING: "To be put right.\n一般",
    Severity.SERIOUS: "To be put right at once.\n严重",
}


class Resolvers(Protocol):
    """What answers these fields in the reference execution."""

    def key(self, name: str) -> Resolver: ...
    def findings(self) -> Resolver: ...


def chosen() -> tuple[Argument, ...]:
    """Which findings are asked for; the root field knows more."""
    return (
        Argument("rules", f"list[{CODE}] | None", "Of these rules; of all if absent.\n规则"),
        Argument("severities", f"list[{SEVERITY}] | None", "Of rules that weigh so much; of all if absent.\n严重程度"),
    )


def finding_fields(builder: Builder, model: GraphModel, resolvers: Resolvers) -> dict[str, StrawberryField]:
    """What is found of one node; a field of every type, where there are rules."""
    if not model.rules:
        return {}
    arguments = (*chosen(), AS_OF, FIRST, AFTER)
    text = "What rules find of it on the day.\n风险提示"
    return {FINDINGS: builder.field(FINDINGS, f"{FINDING}Connection", text, resolvers.findings(), arguments)}


def findings(builder: Builder, model: GraphModel, resolvers: Resolvers) -> dict[str, StrawberryField]:
    """The root field, where there are rules; its types are made on the way."""
    if not model.rules:
        return {}
    _types(builder, model, resolvers)
    first = Argument(FIRST.name, FIRST.type, FIRST.description, PAGE_DEFAULT)
    arguments = (*chosen(), *_under(model), AS_OF, first, AFTER)
    text = "What rules find, by rule, then by node.\n风险提示"
    return {FINDINGS: builder.field(FINDINGS, f"{FINDING}Connection", text, resolvers.findings(), arguments)}


def _under(model: GraphModel) -> tuple[Argument, ...]:
    above = upper(model)
    if above is None or not model.custody:
        return ()
    text = f"Only of what this {above.name} answers for, by global id.\n责任单位"
    below = f"Whether what those below that {above.name} answer for counts too.\n含下级单位"
    return Argument(above.singular, "Kind_ID | None", text), Argument(BELOW, "bool", below, default=True)


def _types(builder: Builder, model: GraphModel, resolvers: Resolvers) -> None:
    def fields(*given: tuple[str, str, str]) -> dict[str, StrawberryField]:
        return {name: builder.field(name, kind, text, resolvers.key(name)) for name, kind, text in given}

    codes = tuple(EnumValue(each.code, f"{each.title}\n{each.description}") for each in model.rules)
    builder.enum(EnumType(CODE, "A rule, by its code.\n规则代码", codes))
    severities = tuple(EnumValue(each.value, text) for each, text in SEVERITIES.items())
    builder.enum(EnumType(SEVERITY, "How much a finding weighs.\n严重程度", severities))
    rule = fields(
        (RuleFact.CODE.value, CODE, "Its code.\n规则代码"),
        (RuleFact.TITLE.value, "str", "What it finds, in a few words.\n规则名称"),
        (RuleFact.DESCRIPTION.value, "str", "What it finds, and how.\n规则说明"),
        (RuleFact.SEVERITY.value, SEVERITY, "How much its findings weigh.\n严重程度"),
        (RuleFact.INSTRUMENT.value, "str", "What it rests on.\n依据"),
    )
    builder.type(RULE, "What is wrong with a node, or worth a look.\n风险规则", rule)
    figure = fields(
        (FigureFact.NAME.value, "str", "What it is called.\n名称"),
        (FigureFact.DESCRIPTION.value, "str", "What it is.\n说明"),
        (FigureFact.VALUE.value, "float", "Its value, in `unit`.\n数值"),
        (FigureFact.UNIT.value, "str", "Its unit; empty where it counts.\n单位"),
    )
    builder.type(FIGURE, "A number behind a finding.\n数据", figure)
    finding = fields(
        ("rule", RULE, "The rule that is broken.\n规则"),
        ("node", NODE, "What breaks it.\n对象"),
        ("mentions", f"list[{NODE}]", "Other nodes behind it.\n相关对象"),
        ("figures", f"list[{FIGURE}]", "Numbers behind it; one that is unknown is left out.\n数据"),
    )
    builder.type(FINDING, "A node breaks a rule on the day.\n风险提示", finding)
    count = fields(("rule", RULE, "The rule.\n规则"), ("count", "int", "How many findings it has.\n数量"))
    builder.type(COUNT, "How many findings a rule has.\n规则统计", count)
    text = "How many findings there are on all pages, by rule; a rule without any is left out.\n按规则统计"
    tally = {"byRule": builder.field("byRule", f"list[{COUNT}]", text, resolvers.key("byRule"))}
    page_types(builder, FINDING, FINDING, "findings of a day", resolvers.key, of_page=tally)
