-- source: City of Chicago, City-Owned Land Inventory
-- file land: land_inventory.csv.gz

-- A 0 stands for what is not known: sizes, coordinates, ZIP codes, community areas. So does `None` for an organisation;
-- `Obsolete PIN`, `Revenue Lot` and `See notes` are remarks and no organisations. CDOT and the Department of Housing are
-- agencies that the city's list of employees calls otherwise.
CREATE VIEW parcels AS
SELECT
    *,
    'US-IL-CHI:' || PIN AS code,
    'US-IL-CHI:A' || lpad(nullif("Community Area Number", '0'), 2, '0') AS area,
    concat_ws(', ', trim(Address), concat_ws(' ', 'Chicago IL', nullif("Zip Code", '0'))) AS place,
    as_date("Date of Acquisition", '%m/%d/%Y') AS acquired,
    as_date("Date of Disposition", '%m/%d/%Y') AS disposed,
    max(as_date("Last Update", '%m/%d/%Y')) OVER () AS changed, acquired > changed AS slip,
    CASE WHEN "Property Status" ILIKE 'sold%' THEN 'Sold' ELSE "Property Status" END AS held,
    'US-IL-CHI:' || CASE "Managing Organization" WHEN 'CDOT' THEN 'TRANSPORTN' WHEN 'Dept of Housing' THEN 'HOUSING'
        ELSE nullif("Managing Organization", 'None') END AS manager
FROM land;
CREATE MACRO standing(held, disposed) AS
    CASE WHEN held = 'Sold' THEN 'DISPOSED' WHEN held = 'Leased' THEN 'LEASED' WHEN disposed <> '' THEN 'DISPOSED'
    ELSE 'REGISTERED' END;
CREATE VIEW managed AS
FROM parcels WHERE "Managing Organization" NOT IN ('None', 'Obsolete PIN', 'Revenue Lot', 'See notes');

-- node: Division
FROM (VALUES
    ('US', 'United States', 'NATION', NULL), ('US-IL', 'Illinois', 'PROVINCE', NULL), ('US-IL-CHI', 'Chicago', 'PREFECTURE', NULL)
) AS division(code, name, level, _row)
UNION ALL
SELECT area, mode(upper("Community Area Name")), 'COUNTY', min(_row) FROM parcels WHERE area <> '' GROUP BY area;

-- node: Agency
SELECT 'US-IL-CHI:CITY' AS code, 'City of Chicago' AS name, 'City of Chicago' AS nameEn, NULL AS _row
UNION ALL
SELECT manager, substr(manager, 11), substr(manager, 11), min(_row) FROM managed GROUP BY manager;

-- node: LandParcel
SELECT
    code,
    coalesce(nullif(trim(Address), ''), PIN) AS name,
    place AS address,
    standing(held, disposed) AS status,
    "Zoning Classification" AS landUse,
    nullif(as_number("Sq. Ft.", '.', factor := 0.09290304), '0') AS areaM2,
    disposed AS disposedOn,
    CASE WHEN Latitude <> '0.0000000' THEN Longitude END AS longitude,
    CASE WHEN Latitude <> '0.0000000' THEN Latitude END AS latitude,
    _row
FROM parcels;

-- An acquisition after the day on which the register was last changed is a slip: it is told, and nothing else is lost.
-- node: LandParcel
SELECT code, coalesce(nullif(trim(Address), ''), PIN) AS name, standing(held, disposed) AS status,
    CASE WHEN slip THEN acquired || ', after the last change of ' || changed ELSE acquired END AS acquiredOn, _row
FROM parcels WHERE acquired <> '';

-- relationship: PART_OF from Division to Division
FROM (VALUES ('US-IL', 'US', NULL), ('US-IL-CHI', 'US-IL', NULL)) AS part("from", "to", _row)
UNION ALL
SELECT area, 'US-IL-CHI', min(_row) FROM parcels WHERE area <> '' GROUP BY area;

-- relationship: SITUATED_IN from LandParcel to Division
SELECT code AS "from", coalesce(area, 'US-IL-CHI') AS "to", _row FROM parcels;

-- Of most that was sold the register does not say when: no period can be given, so none is claimed. Nor does it say whose
-- the leased land is.
-- relationship: OWNS from Agency to LandParcel
SELECT
    'US-IL-CHI:CITY' AS "from", code AS "to", 'OWNERSHIP' AS "right",
    CASE WHEN NOT coalesce(slip, false) THEN acquired END AS validFrom, disposed AS validTo, _row
FROM parcels WHERE held = 'Owned by City' OR held IN ('Sold', 'Not City Owned') AND disposed <> '';

-- relationship: MANAGES from Agency to LandParcel
SELECT manager AS "from", code AS "to", _row FROM managed;
