-- source: City of Chicago, Building Energy Benchmarking
-- file energy: energy_benchmarking.csv.gz

-- A row is a building's report of one year; which year, this copy does not say. A building is known by its name and ZIP code.
CREATE VIEW named AS
SELECT *, trim(regexp_replace("Property Name", '\s+', ' ', 'g')) AS title, left(trim("ZIP Code"), 5) AS zip FROM energy;
CREATE VIEW reports AS
SELECT
    *, 'US-IL-CHI:E:' || zip || ':' || title AS code,
    row_number() OVER (PARTITION BY zip, title ORDER BY _row.record) AS number
FROM named WHERE title <> '' AND zip <> '';
CREATE VIEW readings AS
FROM reports WHERE coalesce(
    "Electricity Use (kBtu)", "Natural Gas Use (kBtu)", "District Steam Use (kBtu)", "Water Use (kGal)"
) IS NOT NULL;
CREATE MACRO purpose(kind) AS
    CASE WHEN kind ILIKE '%housing%' OR kind ILIKE '%residen%' THEN 'RESIDENTIAL' WHEN kind ILIKE '%office%' THEN 'OFFICE'
    WHEN kind ILIKE '%school%' OR kind ILIKE '%college%' OR kind ILIKE '%education%' THEN 'EDUCATION'
    WHEN kind ILIKE '%hospital%' OR kind ILIKE '%medical%' OR kind ILIKE '%outpatient%' THEN 'MEDICAL' ELSE 'OTHER' END;

-- node: Division
FROM (VALUES
    ('US', 'United States', 'NATION', NULL), ('US-IL', 'Illinois', 'PROVINCE', NULL), ('US-IL-CHI', 'Chicago', 'PREFECTURE', NULL)
) AS division(code, name, level, _row);

-- Reports of several years differ in area and kind: of each the last that is given stands.
-- node: Building
SELECT
    code, any_value(title) AS name, 'IN_USE' AS status, arg_max("Primary Property Type", number) AS category,
    purpose(arg_max("Primary Property Type", number)) AS "use",
    as_number(arg_max("Gross Floor Area - Buildings (sq ft)", number), '.', factor := 0.09290304) AS grossFloorAreaM2,
    as_date(arg_max("Year Built", number), '%Y') AS builtOn,
    concat_ws(', ', arg_max("Community Area", number), 'Chicago IL ' || any_value(zip)) AS address, min(_row) AS _row
FROM reports GROUP BY code;

-- node: EnergyReading
SELECT
    code || ':' || number AS code,
    as_number("Electricity Use (kBtu)", '.', factor := 0.29307107) AS electricityKwh,
    as_number("Natural Gas Use (kBtu)", '.', factor := 0.02760015) AS naturalGasM3,
    as_number("District Steam Use (kBtu)", '.', factor := 0.00105505585) AS heatGj,
    as_number("Water Use (kGal)", '.', factor := 3.785411784) AS waterM3, _row
FROM readings;

-- relationship: PART_OF from Division to Division
FROM (VALUES ('US-IL', 'US', NULL), ('US-IL-CHI', 'US-IL', NULL)) AS part("from", "to", _row);

-- relationship: SITUATED_IN from Building to Division
SELECT code AS "from", 'US-IL-CHI' AS "to", min(_row) AS _row FROM reports GROUP BY code;

-- relationship: RECORDED_FOR from EnergyReading to Building
SELECT code || ':' || number AS "from", code AS "to", _row FROM readings;
