"""Life services for provincial leaders: found for cleared readers alone."""

from graph.rules import Figure, Severity
from schema.risks.declaring import rule

RULES = (
    rule(
        "ARRANGEMENT_OUTLASTS_POST",
        Severity.NOTICE,
        title=("Goes on after the post", "离任后仍保障"),
        text="An arrangement in force on the day for someone whom no agency employs any more.",
        instrument="机关事务管理条例（国务院令第621号）",
        checks={
            "ServiceArrangement": """
            WITH $node WHERE coalesce($node.startsOn <= $day, true) AND coalesce($node.endsOn > $day, true)
            MATCH ($node)-[tie:ARRANGED_FOR]->(recipient:Staff)
            WHERE held(tie) AND NOT EXISTS { MATCH (recipient)<-[post:EMPLOYS]-() WHERE held(post) }
            WITH collect(DISTINCT recipient) AS former WHERE size(former) > 0
            RETURN [size(former)] AS figures, former AS mentioned
            """
        },
        figures=(Figure("former", "For how many.\n人数"),),
    ),
)
