"""Questions about links: who stands at the end of a chain, what is below, what is around, and what a text means.

Rivals that have no field for one have it in their own way: a resolver, a directive with Cypher, a function of SQL.
"""

from typing import Any

from bench.questions.asking import BY_HAND, DATALOADER, NEO4J_GRAPHQL, OURS, POSTGRAPHILE, Form, Question


def by_id(found: Any) -> Any:
    """Parties and shares, whatever their order; what floating point leaves of a share is rounded."""
    stakes = found["building"]["ownershipChain"]["ultimateOwners"]
    return sorted((each["party"]["id"], round(float(each["share"]), 9)) for each in stakes)


def shares(stakes: Any) -> Any:
    """The same of a list of parties and shares."""
    return sorted((each["partyId"], round(each["share"], 9)) for each in stakes)


STAKES = "{ partyId name share }"
CHAIN = Question(
    "chain",
    "ownership chain, ultimate owners",
    "MATCH (b:Building)<-[r:OWNS]-(e:Enterprise)<-[h:HOLDS_SHARE]-() WHERE r.validTo IS NULL AND h.validTo IS NULL "
    "WITH DISTINCT b RETURN {code: b.code} ORDER BY b.id LIMIT 200",
    {
        OURS: Form(
            "query($code: String!) { building(code: $code) { ownershipChain { ultimateOwners { share "
            "party { ... on Agency { id name } ... on Enterprise { id name } ... on Person { id name } } } } } }",
            plain=by_id,
        ),
        BY_HAND: Form("chain", plain=by_id),
        NEO4J_GRAPHQL: Form(
            f"query($code: String!) {{ ultimateOwners(code: $code) {STAKES} }}",
            plain=lambda data: shares(data["ultimateOwners"]),
        ),
        DATALOADER: Form(
            f"query($code: String!) {{ building(code: $code) {{ ultimateOwners {STAKES} }} }}",
            plain=lambda data: shares(data["building"]["ultimateOwners"]),
        ),
        POSTGRAPHILE: Form(
            f"query($code: String!) {{ ultimateOwners(code: $code) {{ nodes {STAKES} }} }}",
            plain=lambda data: shares(data["ultimateOwners"]["nodes"]),
        ),
    },
)


def about(data: Any) -> Any:
    rooms = data["roomsAggregate"]
    area = rooms["usableAreaM2"]["sum"]
    return data["agenciesAggregate"]["count"], rooms["count"], round(area or 0, 3)


def summed(below: Any) -> Any:
    """The same of one record."""
    return below["agencies"], below["rooms"], round(below["area"] or 0, 3)


SUMS = "{ agencies rooms area }"
BELOW = "or: [{code: {eq: $code}}, {parent: {reaches: {code: {eq: $code}}}}]"
SUBTREE = Question(
    "subtree",
    "agency subtree with aggregates",
    "MATCH (a:Agency)<-[r:SUBORDINATE_TO]-() WHERE r.validTo IS NULL AND a.level = 'COUNTY' WITH DISTINCT a "
    "RETURN {code: a.code} ORDER BY a.id LIMIT 200",
    {
        OURS: Form(
            f"query($code: String!) {{ agenciesAggregate(where: {{{BELOW}}}) {{ count }} "
            f"roomsAggregate(where: {{users: {{some: {{{BELOW}}}}}}}) {{ count usableAreaM2 {{ sum }} }} }}",
            plain=about,
        ),
        BY_HAND: Form("subtree", plain=about),
        **dict.fromkeys(
            (NEO4J_GRAPHQL, DATALOADER),
            Form(
                f"query($code: String!) {{ subtree(code: $code) {SUMS} }}", plain=lambda data: summed(data["subtree"])
            ),
        ),
        POSTGRAPHILE: Form(
            f"query($code: String!) {{ subtree(code: $code) {{ nodes {SUMS} }} }}",
            plain=lambda data: summed(data["subtree"]["nodes"][0]),
        ),
    },
)


def around(data: Any) -> Any:
    """Kinds of links with their numbers, whatever their order."""
    return sorted((each["kind"], each["direction"], each["count"]) for each in data["neighbourhood"])


AROUND = "query($id: ID!) { neighbourhood(id: $id) { kind direction count } }"
NEIGHBOURHOOD = Question(
    "neighbourhood",
    "neighbourhood of a node",
    "MATCH (a:Agency) WHERE a.abolishedOn IS NULL RETURN {id: a.id} ORDER BY a.id LIMIT 500",
    {
        OURS: Form(AROUND, plain=around),
        BY_HAND: Form("neighbourhood", plain=around),
        NEO4J_GRAPHQL: Form(AROUND, plain=around),
        DATALOADER: Form(AROUND.replace("ID!", "String!"), plain=around),
        POSTGRAPHILE: Form(
            "query($id: String!) { neighbourhood(id: $id) { nodes { kind direction count: links } } }",
            plain=lambda data: around({"neighbourhood": data["neighbourhood"]["nodes"]}),
        ),
    },
)


def hit(data: Any) -> Any:
    """The best hit, as a list of hits."""
    return {"search": [{"node": {"id": data["bestHit"]["id"]}}]}


SEARCH = Question(
    "search",
    "search, best hit",
    "MATCH (b:Building) WHERE b.status = 'IN_USE' WITH b ORDER BY b.id LIMIT 200 RETURN {text: b.name}",
    {
        OURS: Form(
            "query($text: String!) { search(text: $text, first: 1, types: [Building]) { node { id } } }",
        ),
        BY_HAND: Form("search"),
        **dict.fromkeys(
            (NEO4J_GRAPHQL, DATALOADER), Form("query($text: String!) { bestHit(text: $text) { id } }", plain=hit)
        ),
        POSTGRAPHILE: Form("query($text: String!) { bestHit(words: $text) { id: rowId } }", plain=hit),
    },
)
