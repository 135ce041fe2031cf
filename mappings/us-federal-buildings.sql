-- source: US General Services Administration, Inventory of Owned and Leased Properties
-- file properties: iolp_buildings.csv.gz

-- `Construction Date` is left out: it follows from the number of the line alone. Read as days since 1899-12-30 the column
-- runs 2025, 2000, 1975 … down to 0 over the first 82 rows, then 1525 … 1275, then 2025 … 1275 again and again.
-- ZIP codes have lost their leading zero. A rentable area of 0 says that it is not known, and so is then what is vacant.
CREATE VIEW inventory AS
SELECT
    *,
    'US-GSA:' || "Location Code" AS code, 'US-' || State AS division,
    'US-GSA:' || lpad("GSA Region", 2, '0') AS region,
    concat_ws(', ', "Street Address", City, concat_ws(' ', State, lpad("Zip Code", 5, '0'))) AS address,
    CASE "Building Status" WHEN 'Active' THEN 'IN_USE' WHEN 'Excess' THEN 'IDLE' WHEN 'Decommissioned' THEN 'IDLE'
        ELSE "Building Status" END AS status,
    nullif("Installation Name", 'NA') AS installation,
    'US-GSA:' || left(md5("Installation Name" || '|' || State), 10) AS compound,
    nullif(as_number("Building Rentable Square Feet", '.', factor := 0.09290304), '0') AS rentable,
    CASE WHEN "Building Rentable Square Feet" <> '0' OR "Available Square Feet" <> '0'
        THEN as_number("Available Square Feet", '.', factor := 0.09290304) END AS available
FROM properties;
CREATE VIEW lands AS FROM inventory WHERE "Real Property Asset Type" = 'LAND';
CREATE VIEW buildings AS FROM inventory WHERE "Real Property Asset Type" <> 'LAND';

CREATE VIEW states AS
FROM (VALUES
    ('AK', 'Alaska'), ('AL', 'Alabama'), ('AR', 'Arkansas'), ('AS', 'American Samoa'), ('AZ', 'Arizona'),
    ('CA', 'California'), ('CO', 'Colorado'), ('CT', 'Connecticut'), ('DC', 'District of Columbia'), ('DE', 'Delaware'),
    ('FL', 'Florida'), ('GA', 'Georgia'), ('GU', 'Guam'), ('HI', 'Hawaii'), ('IA', 'Iowa'), ('ID', 'Idaho'),
    ('IL', 'Illinois'), ('IN', 'Indiana'), ('KS', 'Kansas'), ('KY', 'Kentucky'), ('LA', 'Louisiana'),
    ('MA', 'Massachusetts'), ('MD', 'Maryland'), ('ME', 'Maine'), ('MI', 'Michigan'), ('MN', 'Minnesota'),
    ('MO', 'Missouri'), ('MP', 'Northern Mariana Islands'), ('MS', 'Mississippi'), ('MT', 'Montana'),
    ('NC', 'North Carolina'), ('ND', 'North Dakota'), ('NE', 'Nebraska'), ('NH', 'New Hampshire'), ('NJ', 'New Jersey'),
    ('NM', 'New Mexico'), ('NV', 'Nevada'), ('NY', 'New York'), ('OH', 'Ohio'), ('OK', 'Oklahoma'), ('OR', 'Oregon'),
    ('PA', 'Pennsylvania'), ('PR', 'Puerto Rico'), ('RI', 'Rhode Island'), ('SC', 'South Carolina'),
    ('SD', 'South Dakota'), ('TN', 'Tennessee'), ('TX', 'Texas'), ('UT', 'Utah'), ('VA', 'Virginia'),
    ('VI', 'Virgin Islands'), ('VT', 'Vermont'), ('WA', 'Washington'), ('WI', 'Wisconsin'), ('WV', 'West Virginia'),
    ('WY', 'Wyoming')
) AS state(abbreviation, name);

-- node: Division
SELECT 'US' AS code, 'United States' AS name, 'NATION' AS level, NULL AS _row
UNION ALL
SELECT division, coalesce(name, State), 'PROVINCE', min(_row)
FROM inventory LEFT JOIN states ON abbreviation = State GROUP BY ALL;

-- The register's F says that the federal government owns a property; the agency that keeps the register answers for it
-- through its regions, and holds the lease of what is leased.
-- node: Agency
SELECT 'US' AS code, 'United States of America' AS name, 'United States of America' AS nameEn, 'CENTRAL' AS level, NULL AS _row
UNION ALL
SELECT 'US-GSA', 'General Services Administration', 'General Services Administration', 'CENTRAL', NULL
UNION ALL
SELECT region, 'GSA Region ' || "GSA Region", 'GSA Region ' || "GSA Region", 'CENTRAL', min(_row) FROM inventory GROUP BY ALL;

-- node: Compound
SELECT compound AS code, installation AS name, installation AS nameEn, 'REGISTERED' AS status, min(_row) AS _row
FROM inventory WHERE installation <> '' GROUP BY ALL;

-- node: LandParcel
SELECT code, "Real Property Asset Name" AS name, "Real Property Asset Name" AS nameEn, address, status,
    "Real Property Asset Type" AS category, Longitude AS longitude, Latitude AS latitude, _row
FROM lands;

-- node: Building
SELECT code, "Real Property Asset Name" AS name, "Real Property Asset Name" AS nameEn, address, status,
    "Real Property Asset Type" AS category, rentable AS usableAreaM2, available AS vacantAreaM2,
    Longitude AS longitude, Latitude AS latitude, _row
FROM buildings;

-- relationship: PART_OF from Division to Division
SELECT division AS "from", 'US' AS "to", min(_row) AS _row FROM inventory GROUP BY division;

-- relationship: SUBORDINATE_TO from Agency to Agency
SELECT 'US-GSA' AS "from", 'US' AS "to", 'LEADS' AS kind, NULL AS _row
UNION ALL
SELECT region, 'US-GSA', 'LEADS', min(_row) FROM inventory GROUP BY region;

-- relationship: PART_OF from Building to Compound
SELECT code AS "from", compound AS "to", _row FROM buildings WHERE installation <> '';

-- relationship: SITUATED_IN from Building to Division
SELECT code AS "from", division AS "to", _row FROM buildings;

-- relationship: SITUATED_IN from LandParcel to Division
SELECT code AS "from", division AS "to", _row FROM lands;

-- relationship: SITUATED_IN from Compound to Division
SELECT compound AS "from", division AS "to", min(_row) AS _row FROM inventory WHERE installation <> '' GROUP BY ALL;

-- relationship: OWNS from Agency to Building
SELECT 'US' AS "from", code AS "to", 'OWNERSHIP' AS "right", 1 AS share, _row FROM buildings WHERE "Owned or Leased" = 'F';

-- relationship: OWNS from Agency to LandParcel
SELECT 'US' AS "from", code AS "to", 'OWNERSHIP' AS "right", 1 AS share, _row FROM lands WHERE "Owned or Leased" = 'F';

-- relationship: USES from Agency to Building
SELECT 'US-GSA' AS "from", code AS "to", 'LEASED' AS basis, _row FROM buildings WHERE "Owned or Leased" = 'L';

-- relationship: USES from Agency to LandParcel
SELECT 'US-GSA' AS "from", code AS "to", 'LEASED' AS basis, _row FROM lands WHERE "Owned or Leased" = 'L';

-- relationship: MANAGES from Agency to Building
SELECT region AS "from", code AS "to", _row FROM buildings;

-- relationship: MANAGES from Agency to LandParcel
SELECT region AS "from", code AS "to", _row FROM lands;
