-- source: City of Chicago, affordable rental housing developments
-- file housing: affordable_housing.csv

-- The register has no number of its own: name, address and kind together tell one development from another.
CREATE VIEW developments AS
SELECT
    *,
    'US-IL-CHI:H' || left(md5("Property Name" || '|' || Address || '|' || "Property Type" || '|' || Units), 12) AS code,
    nullif(trim("Management Company"), '') AS company
FROM housing;

-- node: Enterprise
SELECT 'US-IL-CHI:M' || left(md5(company), 12) AS code, company AS name, 'US-IL' AS jurisdiction, min(_row) AS _row
FROM developments WHERE company IS NOT NULL GROUP BY company;

-- node: Division
SELECT 'US-IL-CHI:A' || "Community Area Number" AS code, min("Community Area Name") AS name, 'COUNTY' AS level, min(_row) AS _row
FROM developments WHERE "Community Area Number" <> '' GROUP BY "Community Area Number";

-- node: HousingUnit
SELECT DISTINCT ON (code)
    code, "Property Name" AS name, Address AS address, 'IN_USE' AS status, 'AFFORDABLE' AS kind, Units AS units,
    nullif(Longitude, '') AS longitude, nullif(Latitude, '') AS latitude, _row
FROM developments;

-- relationship: SITUATED_IN from HousingUnit to Division
SELECT DISTINCT ON (code) code AS "from", 'US-IL-CHI:A' || "Community Area Number" AS "to", _row
FROM developments WHERE "Community Area Number" <> '';
