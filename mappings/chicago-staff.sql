-- source: City of Chicago, current employees
-- file employees: employees.csv.gz

-- node: Agency
SELECT 'US-IL-CHI:CITY' AS code, 'City of Chicago' AS name, 'City of Chicago' AS nameEn, NULL AS _row
UNION ALL
SELECT 'US-IL-CHI:' || trim(Department), trim(Department), trim(Department), min(_row) FROM employees GROUP BY trim(Department);

-- The published copy holds no personal names, only a running number. Pay is left out: the graph has no place for it.
-- node: Staff
SELECT
    'US-IL-CHI:E' || "Employee No" AS code, 'Employee ' || "Employee No" AS name,
    "Employee No" AS staffNo, trim("Job Titles") AS post, _row
FROM employees;

-- relationship: SUBORDINATE_TO from Agency to Agency
SELECT 'US-IL-CHI:' || trim(Department) AS "from", 'US-IL-CHI:CITY' AS "to", 'LEADS' AS kind, min(_row) AS _row
FROM employees GROUP BY trim(Department);

-- relationship: EMPLOYS from Agency to Staff
SELECT
    'US-IL-CHI:' || trim(Department) AS "from", 'US-IL-CHI:E' || "Employee No" AS "to", trim("Job Titles") AS post, _row
FROM employees;
