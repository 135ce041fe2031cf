-- source: Beneficial Ownership Data Standard 0.4, worked examples
-- file statements: *.json (objects = true)

-- Each object is a statement about a record: a person, an entity, or a relationship. Later statements replace earlier ones.
CREATE TABLE stated AS
SELECT
    json ->> 'recordId' AS record, json ->> 'recordType' AS type, json ->> 'recordStatus' AS state,
    json ->> 'statementDate' AS moment, left(json ->> 'statementDate', 10) AS day, json ->> 'statementId' AS statement,
    concat_ws(', ', json ->> '$.publicationDetails.publisher.name', json ->> '$.publicationDetails.publicationDate') AS source,
    json -> 'recordDetails' AS details, _row
FROM statements;

CREATE TABLE latest AS
SELECT *, details ->> '$.entityType.type' AS kind, details ->> '$.jurisdiction.code' AS jurisdiction,
    coalesce(details ->> '$.identifiers[0].scheme', details ->> '$.jurisdiction.code') AS scheme,
    details ->> '$.identifiers[0].id' AS identifier
FROM stated QUALIFY row_number() OVER (PARTITION BY record ORDER BY moment DESC, _row DESC) = 1;

-- What a record becomes: states and their bodies are agencies, persons persons, and all else that can be held enterprises.
-- An enterprise is known by its number in the register that it stands in, if there is one; a person never by a number.
CREATE TABLE parties AS
SELECT
    *,
    CASE WHEN type = 'person' THEN 'Person' WHEN kind IN ('state', 'stateBody') THEN 'Agency' ELSE 'Enterprise' END AS node,
    CASE WHEN type = 'entity' AND identifier <> '' AND scheme <> '' THEN scheme || ':' || identifier
        ELSE 'BODS:' || record END AS code
FROM latest WHERE type IN ('person', 'entity');

-- What each statement says of each interest, in the order of the story that statements about one record tell.
CREATE TABLE told AS
SELECT
    record, state, moment, day, statement, source, _row, details ->> 'subject' AS subject,
    details ->> 'interestedParty' AS party, coalesce(interest ->> 'type', '') AS interest, interest ->> 'directOrIndirect' AS route,
    interest ->> 'startDate' AS startDate, interest ->> 'endDate' AS endDate,
    coalesce(interest ->> '$.share.exact', CASE WHEN interest ->> '$.share.minimum' = interest ->> '$.share.maximum'
        THEN interest ->> '$.share.minimum' END) AS percent
FROM (SELECT *, unnest(details -> '$.interests[*]') AS interest FROM stated WHERE type = 'relationship');

-- How each story ends: on the day it gives, when its record is closed, or when a later statement no longer tells of it.
CREATE TABLE ends AS
SELECT record, interest, coalesce(endDate, CASE state WHEN 'closed' THEN day END, (
    SELECT min(later.day) FROM stated AS later WHERE later.record = told.record AND later.moment > told.moment)) AS ended
FROM told QUALIFY row_number() OVER (PARTITION BY record, interest ORDER BY moment DESC) = 1;

-- A turn of it: another start, or another share of the same start, which then holds from the day of the statement on.
CREATE TABLE turns AS
SELECT *, CASE WHEN place = 1 OR startDate IS DISTINCT FROM startBefore THEN startDate ELSE day END AS begun
FROM (
    SELECT *, row_number() OVER story AS place, lag(startDate) OVER story AS startBefore, lag(percent) OVER story AS percentBefore
    FROM told WINDOW story AS (PARTITION BY record, interest ORDER BY moment))
WHERE place = 1 OR startDate IS DISTINCT FROM startBefore OR percent IS DISTINCT FROM percentBefore;

-- The graph has shares of capital and of votes. Seats on boards, nominations and the like, and what is held through others
-- (the chain of direct shares says it), have no place in it: their names stand as the kind, and the rows are rejected.
CREATE TABLE interests AS
SELECT
    holder.node, holder.code AS "from", held.code AS "to",
    CASE WHEN route = 'indirect' THEN interest || ', indirect' WHEN interest = 'shareholding' THEN 'CAPITAL'
        WHEN interest = 'votingRights' THEN 'VOTING' ELSE nullif(interest, '') END AS kind,
    as_number(percent, '.', factor := 0.01) AS share, begun AS validFrom,
    coalesce(lead(begun) OVER (PARTITION BY turns.record, interest ORDER BY turns.moment), ended) AS validTo,
    turns.statement AS document, turns.source, turns._row, held.node AS held
FROM turns JOIN ends USING (record, interest)
    JOIN parties AS holder ON holder.record = party JOIN parties AS held ON held.record = subject;

-- node: Agency
SELECT code, details ->> 'name' AS name, CASE kind WHEN 'stateBody' THEN 'GOVERNMENT' END AS kind, 'CENTRAL' AS level,
    details ->> 'foundingDate' AS establishedOn, source, _row
FROM parties WHERE node = 'Agency';

-- node: Enterprise
SELECT code, details ->> 'name' AS name, jurisdiction, CASE WHEN code = scheme || ':' || identifier THEN scheme END AS scheme,
    details ->> '$.entityType.subtype' AS purpose, details ->> 'foundingDate' AS establishedOn, source, _row
FROM parties WHERE node = 'Enterprise';

-- node: Person
SELECT code, details ->> '$.names[0].fullName' AS name, source, _row FROM parties WHERE node = 'Person';

-- relationship: HOLDS_SHARE from Agency to Enterprise
SELECT * EXCLUDE (node, held) FROM interests WHERE node = 'Agency' AND held = 'Enterprise';

-- relationship: HOLDS_SHARE from Enterprise to Enterprise
SELECT * EXCLUDE (node, held) FROM interests WHERE node = 'Enterprise';

-- relationship: HOLDS_SHARE from Person to Enterprise
SELECT * EXCLUDE (node, held) FROM interests WHERE node = 'Person';

-- What a state has in its own body is no share.
-- relationship: SUBORDINATE_TO from Agency to Agency
SELECT "to" AS "from", "from" AS "to", 'LEADS' AS kind, validFrom, validTo, document, source, _row
FROM interests WHERE node = 'Agency' AND held = 'Agency';
