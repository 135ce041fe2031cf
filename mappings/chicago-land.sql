-- source: City of Chicago, City-Owned Land Inventory
-- file land: land_inventory.csv.gz

-- The register repeats a parcel number where a parcel was split or bought in parts: its own number `ID` is the key.
CREATE VIEW parcels AS
SELECT
    *,
    'US-IL-CHI:L' || ID AS code,
    as_date("Date of Acquisition", '%m/%d/%Y') AS acquired,
    as_date("Date of Disposition", '%m/%d/%Y') AS disposed,
    nullif("Managing Organization", 'None') AS manager
FROM land;

-- node: Division
SELECT 'US-IL-CHI' AS code, 'Chicago' AS name, 'Chicago' AS nameEn, 'PREFECTURE' AS level, NULL AS _row
UNION ALL
SELECT 'US-IL-CHI:A' || "Community Area Number", min("Community Area Name"), min("Community Area Name"), 'COUNTY', min(_row)
FROM parcels WHERE "Community Area Number" IS NOT NULL AND "Community Area Number" <> '' GROUP BY "Community Area Number";

-- node: Agency
SELECT 'US-IL-CHI:CITY' AS code, 'City of Chicago' AS name, 'City of Chicago' AS nameEn, NULL AS _row
UNION ALL
SELECT 'US-IL-CHI:' || manager, manager, manager, min(_row) FROM parcels WHERE manager <> '' GROUP BY manager;

-- node: LandParcel
SELECT
    code,
    coalesce(nullif(trim(Address), ''), PIN, ID) AS name,
    nullif(trim(Address), '') AS address,
    CASE WHEN disposed <> '' OR "Property Status" ILIKE 'sold%' THEN 'DISPOSED' ELSE 'REGISTERED' END AS status,
    nullif("Zoning Classification", '') AS landUse,
    -- A size of 0 says that it is not known.
    round(nullif(TRY_CAST(as_number("Sq. Ft.", '.') AS DOUBLE), 0) * 0.09290304, 2) AS areaM2,
    nullif(acquired, '') AS acquiredOn,
    nullif(disposed, '') AS disposedOn,
    nullif(Longitude, '') AS longitude,
    nullif(Latitude, '') AS latitude,
    _row
FROM parcels;

-- relationship: PART_OF from Division to Division
SELECT DISTINCT ON ("Community Area Number") 'US-IL-CHI:A' || "Community Area Number" AS "from", 'US-IL-CHI' AS "to", _row
FROM parcels WHERE "Community Area Number" <> '';

-- relationship: SITUATED_IN from LandParcel to Division
SELECT code AS "from", 'US-IL-CHI:A' || "Community Area Number" AS "to", _row FROM parcels WHERE "Community Area Number" <> '';

-- relationship: OWNS from Agency to LandParcel
SELECT
    'US-IL-CHI:CITY' AS "from", code AS "to", 'OWNERSHIP' AS "right",
    nullif(acquired, '') AS validFrom, nullif(disposed, '') AS validTo, PIN AS certificateNo, _row
FROM parcels WHERE "Property Status" ILIKE 'owned by city' OR disposed <> '' OR "Property Status" ILIKE 'sold%';

-- relationship: MANAGES from Agency to LandParcel
SELECT 'US-IL-CHI:' || manager AS "from", code AS "to", _row FROM parcels WHERE manager <> '';
