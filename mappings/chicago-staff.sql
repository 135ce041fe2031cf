-- source: City of Chicago, current employees
-- file employees: employees.csv.gz

-- node: Agency
SELECT 'US-IL-CHI:' || trim(Department) AS code, trim(Department) AS name, trim(Department) AS nameEn, min(_row) AS _row
FROM employees GROUP BY trim(Department);

-- The published copy holds no personal names, only a running number.
-- node: Staff
SELECT
    'US-IL-CHI:E' || "Employee No" AS code, 'Employee ' || "Employee No" AS name,
    "Employee No" AS staffNo, trim("Job Titles") AS post, _row
FROM employees;

-- relationship: EMPLOYS from Agency to Staff
SELECT
    'US-IL-CHI:' || trim(Department) AS "from", 'US-IL-CHI:E' || "Employee No" AS "to",
    trim("Job Titles") AS post, 'ESTABLISHED' AS kind, _row
FROM employees;
