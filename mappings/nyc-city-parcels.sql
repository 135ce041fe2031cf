-- source: City of New York, City Owned and Leased Property (COLP)
-- file parcels: parcels.csv
-- file agencies: agencies.csv
-- file use_codes: use_codes.csv

-- A row is one agency's use of one parcel (BBL: borough, block, lot); a parcel stands in as many rows as it has uses.
-- Codes in hundreds name the group of a use. 1500 to 1599 and 1420 say that nothing is done there, 1900 that it is let.
CREATE VIEW uses AS
SELECT
    'US-NY-NYC:' || dcas_bbl AS parcel, 'US-NY-NYC:' || agency AS agency, agency IN ('PRIV', 'UNKN') AS nobody,
    -- Names not yet reviewed were spelt out by rule, some wrongly (SKLMN AVE: SKLMANHATTAN AVENUE): the first form counts.
    CASE reviewed WHEN 'Y' THEN display_name ELSE parcel_name END AS name,
    concat_ws(', ', nullif(concat_ws(' ', nullif(regexp_replace(display_hnum, '^[0O]$', ''), ''), regexp_replace(sname_1b, ' +', ' ', 'g')), ''), 'New York') AS address,
    'US-NY-NYC:' || left(dcas_bbl, 1) AS borough, primary_use_text AS purpose,
    starts_with(primary_use_code, '15') OR primary_use_code = '1420' AS idle, primary_use_code = '1900' AS let,
    USETYPE AS category, parcels._row
FROM parcels LEFT JOIN use_codes ON USECODE = regexp_replace(primary_use_code, '..$', '00');

-- node: Division
FROM (VALUES
    ('US', 'United States', 'NATION'), ('US-NY', 'New York', 'PROVINCE'), ('US-NY-NYC', 'New York City', 'PREFECTURE'),
    ('US-NY-NYC:1', 'Manhattan', 'COUNTY'), ('US-NY-NYC:2', 'Bronx', 'COUNTY'), ('US-NY-NYC:3', 'Brooklyn', 'COUNTY'),
    ('US-NY-NYC:4', 'Queens', 'COUNTY'), ('US-NY-NYC:5', 'Staten Island', 'COUNTY')
) AS division(code, name, level);

-- Two abbreviations of the list stand for nobody: private users, and unknown ones.
-- node: Agency
SELECT 'US-NY-NYC:' || Abbreviation AS code, "Agency Name" AS name, "Agency Name" AS nameEn, _row
FROM agencies WHERE Abbreviation NOT IN ('PRIV', 'UNKN');

-- node: LandParcel
SELECT
    parcel AS code, name, name AS nameEn, address,
    CASE WHEN bool_and(idle) THEN 'IDLE' WHEN bool_and(idle OR let) THEN 'LEASED' ELSE 'IN_USE' END AS status,
    CASE WHEN count(DISTINCT category) = 1 THEN min(category) END AS category,
    CASE WHEN count(DISTINCT purpose) = 1 THEN min(purpose) END AS landUse, min(_row) AS _row
FROM uses GROUP BY parcel, name, address;

-- relationship: PART_OF from Division to Division
FROM (VALUES
    ('US-NY', 'US'), ('US-NY-NYC', 'US-NY'), ('US-NY-NYC:1', 'US-NY-NYC'), ('US-NY-NYC:2', 'US-NY-NYC'),
    ('US-NY-NYC:3', 'US-NY-NYC'), ('US-NY-NYC:4', 'US-NY-NYC'), ('US-NY-NYC:5', 'US-NY-NYC')
) AS part("from", "to");

-- relationship: SITUATED_IN from LandParcel to Division
SELECT parcel AS "from", borough AS "to", min(_row) AS _row FROM uses GROUP BY parcel, borough;

-- Who owns a parcel the register does not say: the city owns some and leases others. It says who uses it, and for what.
-- relationship: USES from Agency to LandParcel
SELECT agency AS "from", parcel AS "to", string_agg(DISTINCT purpose, '; ' ORDER BY purpose) AS purpose, min(_row) AS _row
FROM uses WHERE NOT idle AND NOT let AND NOT nobody GROUP BY agency, parcel;

-- An agency that has a parcel without using it, or lets it, answers for it.
-- relationship: MANAGES from Agency to LandParcel
SELECT agency AS "from", parcel AS "to", min(_row) AS _row FROM uses WHERE (idle OR let) AND NOT nobody GROUP BY agency, parcel;
