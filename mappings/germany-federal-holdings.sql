-- source: Beteiligungsbericht des Bundes 2015; Ausgliederungen und Beteiligungen des Bundes 2015 (Österreich)
-- file direct: direct_ownership.csv (delimiter = ';')
-- file indirect: indirect_ownership.csv
-- file master: master.csv (delimiter = ';')
-- file austria: austria.csv (delimiter = ';', encoding = 'cp1252')

-- Names: footnotes at their end are left out; `spelling` keeps letters, digits and & alone, whatever a line break did.
CREATE MACRO titled(name) AS trim(regexp_replace(trim(name), '(\s*\d\))+\d?$', ''));
CREATE MACRO spelling(name) AS replace(replace(
    regexp_replace(lower(name), '[^\p{L}\p{N}&]+', '', 'g'), 'aktiengesellschaft', 'ag'), 'limited', 'ltd');
CREATE MACRO firm(name) AS
    spelling(regexp_replace(replace(titled(name), '(Anstalt öffentlichen Rechts)', ''), ',[^,]*$', ''));
CREATE MACRO firm_and_place(name) AS spelling(regexp_replace(titled(name), '/[^/,]*$', ''));

-- Money: a cell that held nothing but 90.000 was taken for the number 90 by a spreadsheet, 317.500 for 317.5.
CREATE MACRO money(text) AS CASE
    WHEN regexp_full_match(trim(text), '\d{1,3}(\.\d{1,4})?') THEN as_number(trim(text), '.', factor := 1000)
    ELSE as_number(trim(regexp_replace(text, '\b[A-Z]{2,3}\s*$', '')), ',') END;
CREATE MACRO currency_of(text) AS CASE regexp_extract(text, '\b[A-Z]{2,3}\b')
    WHEN '' THEN 'EUR' WHEN 'DM' THEN 'DEM' WHEN 'CYN' THEN 'CNY' ELSE regexp_extract(text, '\b[A-Z]{2,3}\b') END;

-- The lists number their companies each for itself; `master` numbers all, the indirect ones 176 later. It is read for
-- that number, the report and its day: its parents and percentages were sorted without their rows and are others'.
CREATE VIEW listed AS
SELECT 'DE-BUND:' || (TRY_CAST(id AS INTEGER) + 176) AS code, name, object AS purpose, money(capital) AS capital,
    currency_of(concat_ws(' ', capital, capital_share)) AS currency, _row
FROM indirect WHERE parent IS NOT NULL
UNION ALL
-- A company that stands in the list twice, once for a special fund of the Federation, is one.
SELECT 'DE-BUND:' || min(id) OVER (PARTITION BY name), name, NULL, capital, capital_curreny, _row
FROM direct WHERE parents = '1'
UNION ALL
SELECT 'AT-BUND:' || id, name, NULL, capital, CASE WHEN capital <> '' THEN capital_curreny END, _row
FROM austria WHERE parents = '110';

-- Read by eye: names that the column of parents writes otherwise than the lists do. Where the print shows a correction,
-- the old and the new text stand in one cell, and the new one counts.
CREATE VIEW variants AS
FROM (VALUES
    ('FMS-WM', 'FMS Wertmanagement'),
    ('Bundesanstalt für Immobilienaufgaben (bis 31.12.2013 Bundesanstalt für vereinigungs- bedingte Sonderaufgaben)',
        'Bundesanstalt für Immobilienaufgaben'),
    ('Deutsche Gesellschaft für Internationale Zusammenarbeit (GIZ) GmbH',
        'Deutsche Gesellschaft für Internationale Zusammenarbeit GmbH'),
    ('Deutsche Umschlag- ges. Schiene - Straße (DUSS) mbH', 'Deutsche Umschlaggesellschaft Schiene-Straße (DUSS) mbH'),
    ('Deutsche Umschlag- gesellschaft Schiene-Straße (DSS) mbH', 'Deutsche Umschlaggesellschaft Schiene-Straße (DUSS) mbH'),
    ('TFG Transfracht Internationale Gesellschaft für Güterverkehr mbH',
        'TFG Transfracht Internationale Gesellschaft für kombinierten Güterverkehr mbH'),
    ('TGP Terminalgesellschaft Pfullendorf GmbH', 'TGP Terminalgesellschaft Pfullendorf mbH'),
    ('RVS Regionalbusverkehr Südw. GmbH', 'RVS Regionalbusverkehr Südwest GmbH'),
    ('DB Mobiliy Logistics AG', 'DB Mobility Logistics AG'),
    ('Marcroft Holding Ltd', 'Marcroft Holdings Ltd'),
    ('Schenker BITCC Logistics (Beijing) Co., Ltd.', 'Schenker BITCC logistics Logistics (Beijing) Co., Ltd.'),
    ('Transfesa Ferroviarios Especiales S.A.', 'Transportes Ferroviarios Especiales S.A.'),
    ('ESFERA UNIVERSAL S.L.', 'ESFERA UNIVERSAL SLUS.L.'),
    ('EMPRESA DE BLAS Y CIA S.L.', 'EMPRESA DE BLAS Y CIA COMPANIA S.LA.'),
    ('EMPRESA DE BLAS Y CIA S.LCOMPANIA S.A.', 'EMPRESA DE BLAS Y CIA COMPANIA S.LA.'),
    ('DB UK Holding Limited, DoncasterDB (UK) Investments Limited, Sunderland', 'DB (UK) Investments Limited'),
    ('DB UK Holding(UK) Investments Limited', 'DB (UK) Investments Limited'),
    ('DB (UK) Holding Investments Limited', 'DB (UK) Investments Limited'),
    ('DB Regio UKArriva Trains Holdings Limited', 'Arriva Trains Holdings Limited'),
    ('DB Regio UK Limited, LondonArriva Trains Holdings Limited', 'Arriva Trains Holdings Limited'),
    ('Arriva International Limited, SunderlandARRIVA SPAIN HOLDING S.L.', 'ARRIVA SPAIN HOLDING S.L.'),
    ('Arriva International (2) Limited, SunderlandDB Polska Holding Sp. Z o.o.', 'DB Polska Holding Sp. z o.o.'),
    ('Arriva Passenger Services (International) Limited', 'Arriva Passenger Services (International) Limited'),
    ('AUTOBUSES GREISI S.L.', 'AUTOBUSES GREISI S.L.'),
    ('Immo Invest Real Estate GmbH', 'Immo Invest Real Estate GmbH'),
    ('SCHENKER BETEILIGUNGS GmbH & Co. OHG', 'SCHENKER BETEILIGUNGS GmbH & Co. OHG'),
    ('Stinnes Handel GmbH & Co. Beteiligungs OHG', 'Stinnes Handel GmbH & Co. Beteiligungs OHG')
) AS variant(written, meant);

-- What a parent can be called → its code. A parent that no list has is known by its name alone.
CREATE MACRO unlisted(spelt) AS 'DE-BUND:N' || left(md5(spelt), 10);
CREATE VIEW registered AS
SELECT code, firm(name) AS spelt FROM listed WHERE starts_with(code, 'DE')
UNION SELECT code, firm_and_place(name) FROM listed WHERE starts_with(code, 'DE');
CREATE VIEW known AS
FROM registered
UNION SELECT coalesce(code, unlisted(spelling(meant))), spelling(written)
FROM variants LEFT JOIN registered ON spelt = spelling(meant);
CREATE TABLE strangers AS
SELECT spelt, min_by(name, _row) AS name, min(_row) AS _row
FROM (
    SELECT firm(parent) AS spelt, trim(parent) AS name, _row FROM indirect
    WHERE parent IS NOT NULL AND NOT EXISTS (FROM known WHERE contains(spelling(parent), spelt))
    UNION ALL
    SELECT spelling(meant), meant, {'file': NULL, 'record': NULL} FROM variants
    WHERE spelling(meant) NOT IN (SELECT spelt FROM registered))
GROUP BY spelt;
CREATE TABLE names AS
FROM known UNION SELECT unlisted(spelt), spelt FROM strangers;

-- The column of parents holds one or more names, one after another: each known name in it, the longest where they overlap.
CREATE TABLE mentions AS
SELECT _row, code, spelt, instr(spelling(parent), spelt) AS begun FROM indirect JOIN names ON contains(spelling(parent), spelt);
CREATE TABLE parents AS
SELECT _row, list(code ORDER BY begun) AS parents FROM mentions AS one
WHERE NOT EXISTS (
    FROM mentions AS other
    WHERE other._row = one._row AND length(other.spelt) > length(one.spelt)
        AND other.begun <= one.begun AND other.begun + length(other.spelt) >= one.begun + length(one.spelt))
GROUP BY _row;

-- Percentages and amounts stand in the order of the parents; a single one may be set off by blanks that mean nothing.
CREATE MACRO pieces(text, parents) AS CASE
    WHEN parents = 1 THEN [trim(text)]
    ELSE string_split_regex(trim(regexp_replace(text, '\b[A-Z]{2,3}\b', '', 'g')), '\s+') END;
CREATE VIEW places AS
SELECT * EXCLUDE (parents), trim(parent) AS named, coalesce(parents, [NULL]) AS parents,
    unnest(range(1, coalesce(len(parents), 1) + 1)) AS place
FROM indirect LEFT JOIN parents USING (_row);
CREATE VIEW indirectly AS
SELECT
    'DE-BUND:' || (TRY_CAST(id AS INTEGER) + 176) AS code, parents[place] AS parent, named, len(parents) AS parents,
    pieces(capital_share_perc, len(parents)) AS percents, pieces(capital_share, len(parents)) AS amounts,
    place, percents[place] AS percent, amounts[place] AS part,
    CASE WHEN len(parents) = 1 THEN money(capital_share) ELSE as_number(amounts[place], ',') END AS amount,
    money(capital) AS capital, trim(capital) AS whole, currency_of(concat_ws(' ', capital, capital_share)) AS currency, _row
FROM places;

-- Where the amounts beside a percentage are unreadable or say something else, nobody knows what the share is.
CREATE MACRO agreed(percent, amount, capital) AS
    percent = '100'
    OR abs(TRY_CAST(as_number(percent, ',') AS DOUBLE) - 100 * TRY_CAST(amount AS DOUBLE) / TRY_CAST(capital AS DOUBLE)) <= 1;

CREATE VIEW countries AS
FROM (VALUES
    ('Angola', 'AO'), ('Argentinien', 'AR'), ('Australien', 'AU'), ('Belgien', 'BE'), ('Brasilien', 'BR'), ('Chile', 'CL'),
    ('China', 'CN'), ('Dänemark', 'DK'), ('Estland', 'EE'), ('Finnland', 'FI'), ('Frankreich', 'FR'), ('Gibraltar', 'GI'),
    ('Griechenland', 'GR'), ('Großbritannien', 'GB'), ('Indien', 'IN'), ('Irland', 'IE'), ('Italien', 'IT'), ('Japan', 'JP'),
    ('Kambodscha', 'KH'), ('Kanada', 'CA'), ('Kenia', 'KE'), ('Kroatien', 'HR'), ('Laos', 'LA'), ('Luxemburg', 'LU'),
    ('Malaysia', 'MY'), ('Malta', 'MT'), ('Mauritius', 'MU'), ('Mexiko', 'MX'), ('Moldawien', 'MD'), ('Namibia', 'NA'),
    ('Neuseeland', 'NZ'), ('Niederlande', 'NL'), ('Norwegen', 'NO'), ('Oman', 'OM'), ('Österreich', 'AT'),
    ('Philippinen', 'PH'), ('Polen', 'PL'), ('Portugal', 'PT'), ('Rumänien', 'RO'), ('Russland', 'RU'),
    ('SaudiArabien', 'SA'), ('Schweden', 'SE'), ('Schweiz', 'CH'), ('Serbien', 'RS'), ('Singapur', 'SG'), ('Slowakei', 'SK'),
    ('Slowenien', 'SI'), ('Spanien', 'ES'), ('Südafrika', 'ZA'), ('Südkorea', 'KR'), ('Thailand', 'TH'), ('Tschechien', 'CZ'),
    ('Türkei', 'TR'), ('Ukraine', 'UA'), ('Ungarn', 'HU'), ('USA', 'US'), ('VAE', 'AE'), ('Vietnam', 'VN'),
    ('Weißrussland', 'BY'), ('Ägypten', 'EG')
) AS country(german, iso);
CREATE MACRO country(name) AS replace(regexp_extract(titled(name), '/([^/,]*)$', 1), ' ', '');

-- The sum of numbers as text; of one, itself.
CREATE MACRO total(texts) AS CASE
    WHEN len(texts) = 1 THEN texts[1]
    WHEN list_bool_and(list_transform(texts, lambda text: TRY_CAST(text AS DECIMAL(18, 2)) IS NOT NULL))
    THEN list_sum(texts::DECIMAL(18, 2)[])::VARCHAR
    ELSE array_to_string(texts, ' + ') END;

-- The report and its day, as `master` has them for most companies of each state.
CREATE MACRO report(state) AS (
    SELECT mode(source || ', ' || source_date) FROM master WHERE CASE state WHEN 'AT' THEN parents = '110' ELSE parents = '1' END);

-- node: Agency
SELECT 'DE-BUND:' || id AS code, name, 'CENTRAL' AS level, _row FROM direct WHERE parents IS NULL
UNION ALL
SELECT 'AT-BUND:' || id, name, 'CENTRAL', _row FROM austria WHERE parents IS NULL;

-- node: Enterprise
SELECT code, titled(name) AS name, iso AS jurisdiction, trim(purpose) AS purpose, _row
FROM listed LEFT JOIN countries ON german = country(name)
UNION ALL
SELECT unlisted(spelt), name, NULL, NULL, _row FROM strangers
UNION ALL
-- One line of `indirect` is broken in two: `master` still has the company's name.
SELECT 'DE-BUND:' || id, name, NULL, NULL, _row FROM master
WHERE TRY_CAST(id AS INTEGER) IN (SELECT TRY_CAST(id AS INTEGER) + 176 FROM indirect WHERE parent IS NULL);

-- node: Enterprise
SELECT code, titled(name) AS name, capital AS registeredCapital, currency, _row FROM listed WHERE capital <> '';

-- relationship: HOLDS_SHARE from Agency to Enterprise
SELECT
    'DE-BUND:1' AS "from", 'DE-BUND:' || min(id) AS "to", 'CAPITAL' AS kind,
    as_number(total(list(capital_share_perc)), '.', factor := 0.01) AS share, total(list(capital_share)) AS amount,
    min(capital_curreny) AS currency, report('DE') AS document, min(_row) AS _row
FROM direct WHERE parents = '1' GROUP BY name
UNION ALL
SELECT 'AT-BUND:' || parents, 'AT-BUND:' || id, 'CAPITAL', as_number(capital_share_perc, ',', factor := 0.01), NULL, NULL, report('AT'), _row
FROM austria WHERE parents IS NOT NULL;

-- relationship: HOLDS_SHARE from Enterprise to Enterprise
SELECT parent AS "from", code AS "to", 'CAPITAL' AS kind, report('DE') AS document, _row FROM indirectly;

-- relationship: HOLDS_SHARE from Enterprise to Enterprise
SELECT
    parent AS "from", code AS "to", 'CAPITAL' AS kind,
    CASE WHEN len(percents) = parents AND agreed(percent, amount, capital) THEN as_number(percent, ',', factor := 0.01)
        ELSE concat(array_to_string(percents, ' '), ' % beside ', array_to_string(amounts, ' '), ' of ', whole) END AS share,
    _row
FROM indirectly WHERE parent IS NOT NULL;

-- relationship: HOLDS_SHARE from Enterprise to Enterprise
SELECT
    parent AS "from", code AS "to", 'CAPITAL' AS kind,
    CASE WHEN len(amounts) = parents AND agreed(percent, amount, capital) THEN amount
        ELSE concat(array_to_string(amounts, ' '), ' of ', whole) END AS amount,
    currency, _row
FROM indirectly WHERE parent IS NOT NULL;
