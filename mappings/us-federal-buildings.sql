-- source: US General Services Administration, Inventory of Owned and Leased Properties
-- file buildings: iolp_buildings.csv.gz

-- `Construction Date` is left out: a spreadsheet filled the column with a running series of days, 2025 down to 26
-- and again, whatever the building. It looks like dates and says nothing.
CREATE VIEW built AS SELECT *, 'US-GSA:' || "Location Code" AS code FROM buildings;

-- node: Division
SELECT 'US' AS code, 'United States' AS name, 'NATION' AS level, NULL AS _row
UNION ALL SELECT 'US-' || State, State, 'PROVINCE', min(_row) FROM built GROUP BY State;

-- node: Agency
SELECT 'US-GSA' AS code, 'General Services Administration' AS name, 'General Services Administration' AS nameEn, 'CENTRAL' AS level;

-- node: Building
SELECT DISTINCT ON (code)
    code, "Real Property Asset Name" AS name, "Real Property Asset Name" AS nameEn,
    concat_ws(', ', "Street Address", City, State, "Zip Code") AS address,
    CASE "Building Status" WHEN 'Active' THEN 'IN_USE' WHEN 'Excess' THEN 'IDLE' WHEN 'Decommissioned' THEN 'IDLE' ELSE 'REGISTERED' END AS status,
    round(nullif(TRY_CAST("Building Rentable Square Feet" AS DOUBLE), 0) * 0.09290304, 2) AS usableAreaM2,
    nullif(nullif(Longitude, ''), 'NA') AS longitude, nullif(nullif(Latitude, ''), 'NA') AS latitude, _row
FROM built;

-- relationship: PART_OF from Division to Division
SELECT DISTINCT ON (State) 'US-' || State AS "from", 'US' AS "to", _row FROM built;

-- relationship: SITUATED_IN from Building to Division
SELECT DISTINCT ON (code) code AS "from", 'US-' || State AS "to", _row FROM built;

-- relationship: OWNS from Agency to Building
SELECT DISTINCT ON (code) 'US-GSA' AS "from", code AS "to", 'OWNERSHIP' AS "right", 1 AS share, _row
FROM built WHERE "Owned or Leased" = 'F';

-- relationship: USES from Agency to Building
SELECT DISTINCT ON (code) 'US-GSA' AS "from", code AS "to", 'LEASED' AS basis, _row FROM built WHERE "Owned or Leased" = 'L';
