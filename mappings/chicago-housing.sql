-- source: City of Chicago, affordable rental housing developments
-- file housing: affordable_housing.csv

-- Almost every row stands in the file twice. The register has no number of its own: name, address, kind and units together
-- tell one development from another. Names of community areas and companies are as most rows spell them.
CREATE VIEW developments AS
SELECT
    *,
    'US-IL-CHI:H' || left(md5("Property Name" || '|' || Address || '|' || "Property Type" || '|' || Units), 12) AS code,
    'US-IL-CHI:A' || lpad("Community Area Number", 2, '0') AS area,
    'US-IL-CHI:M' || left(md5(regexp_replace(lower("Management Company"), '[^a-z0-9]', '', 'g')), 12) AS company
FROM housing;

-- node: Division
FROM (VALUES
    ('US', 'United States', 'NATION', NULL), ('US-IL', 'Illinois', 'PROVINCE', NULL), ('US-IL-CHI', 'Chicago', 'PREFECTURE', NULL)
) AS division(code, name, level, _row)
UNION ALL
SELECT area, mode(upper("Community Area Name")), 'COUNTY', min(_row) FROM developments GROUP BY area;

-- node: Enterprise
SELECT company AS code, mode("Management Company") AS name, 'US-IL' AS jurisdiction, min(_row) AS _row
FROM developments WHERE "Management Company" <> '' GROUP BY company;

-- node: HousingUnit
SELECT
    code, "Property Name" AS name, concat_ws(', ', Address, concat_ws(' ', 'Chicago IL', "Zip Code")) AS address,
    'IN_USE' AS status, 'AFFORDABLE' AS kind,
    CASE WHEN "Property Type" IN ('Multfamily', 'Mutifamily', 'Multigfamily') THEN 'Multifamily'
        WHEN "Property Type" = 'Seniors' THEN 'Senior' ELSE "Property Type" END AS category,
    Units AS units, Longitude AS longitude, Latitude AS latitude, _row
FROM developments;

-- relationship: PART_OF from Division to Division
FROM (VALUES ('US-IL', 'US', NULL), ('US-IL-CHI', 'US-IL', NULL)) AS part("from", "to", _row)
UNION ALL
SELECT area, 'US-IL-CHI', min(_row) FROM developments GROUP BY area;

-- relationship: SITUATED_IN from HousingUnit to Division
SELECT code AS "from", area AS "to", _row FROM developments;

-- Who owns a development the register does not say.
-- relationship: OPERATES from Enterprise to HousingUnit
SELECT company AS "from", code AS "to", _row FROM developments WHERE "Management Company" <> '';
