-- source: Standards of Party and government organs

-- Every limit with the instrument that set it. Another administration replaces these three files by its own.
-- file policies: policies.csv
-- file standards: standards.csv
-- file standard_items: standard_items.csv

-- node: Policy
SELECT * FROM policies;

-- node: Standard
SELECT * EXCLUDE (policy) FROM standards;

-- node: StandardItem
SELECT * EXCLUDE (standard) FROM standard_items;

-- relationship: SET_BY from Standard to Policy
SELECT code AS "from", policy AS "to", validFrom, _row FROM standards WHERE policy IS NOT NULL;

-- relationship: PART_OF from StandardItem to Standard
SELECT code AS "from", standard AS "to", _row FROM standard_items;
