-- source: US General Services Administration, Inventory of Owned and Leased Properties
-- file buildings: iolp_buildings.csv.gz

-- A spreadsheet took the year of construction for a count of days since the end of 1899, and showed the day
-- that many days later: 2025 became 17-07-1905. Counting back gives the year.
CREATE VIEW built AS
SELECT
    *,
    'US-GSA:' || "Location Code" AS code,
    date_diff('day', DATE '1899-12-30', TRY_CAST(as_date("Construction Date", '%d-%m-%Y') AS DATE)) AS year
FROM buildings;

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
    CASE WHEN year BETWEEN 1700 AND 2100 THEN make_date(year::INTEGER, 1, 1) END AS builtOn,
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
