-- source: Administrative divisions of China, National Bureau of Statistics
-- file provinces: provinces.csv
-- file cities: cities.csv
-- file areas: areas.csv
-- file streets: streets.csv.gz

-- node: Division
SELECT '000000' AS code, '中国' AS name, 'China' AS nameEn, 'NATION' AS level, NULL AS _row
UNION ALL SELECT code, name, NULL, 'PROVINCE', _row FROM provinces
UNION ALL SELECT code, name, NULL, 'PREFECTURE', _row FROM cities
UNION ALL SELECT code, name, NULL, 'COUNTY', _row FROM areas
UNION ALL SELECT code, name, NULL, 'TOWNSHIP', _row FROM streets;

-- relationship: PART_OF from Division to Division
SELECT code AS "from", '000000' AS "to", _row FROM provinces
UNION ALL SELECT code, provinceCode, _row FROM cities
UNION ALL SELECT code, cityCode, _row FROM areas
UNION ALL SELECT code, areaCode, _row FROM streets;
