-- source: Demo province (invented)

-- The files are registers as an administration would hand them over: one row a thing or a link, a code for each thing.
-- file division: division.csv
-- file agency: agency.csv
-- file enterprise: enterprise.csv
-- file person: person.csv
-- file land_parcel: land_parcel.csv
-- file compound: compound.csv
-- file building: building.csv
-- file room: room.csv
-- file vehicle: vehicle.csv
-- file housing_unit: housing_unit.csv
-- file staff: staff.csv
-- file part_of: part_of.csv
-- file situated_in: situated_in.csv
-- file subordinate_to: subordinate_to.csv
-- file succeeds: succeeds.csv
-- file owns: owns.csv
-- file holds_share: holds_share.csv
-- file manages: manages.csv
-- file operates: operates.csv
-- file uses: uses.csv
-- file stands_on: stands_on.csv
-- file employs: employs.csv
-- file occupies: occupies.csv
-- file assigned_to: assigned_to.csv
-- file allotted_to: allotted_to.csv

-- A file that joins things of several kinds is cut by kind: each section below takes its own.
CREATE VIEW situations AS SELECT * RENAME (located AS "from", division AS "to") FROM situated_in;
CREATE VIEW parts AS SELECT * RENAME (part AS "from", whole AS "to") FROM part_of;
CREATE VIEW titles AS SELECT * RENAME (owner AS "from", asset AS "to") FROM owns;
CREATE VIEW shares AS SELECT * RENAME (holder AS "from", enterprise AS "to") FROM holds_share;
CREATE VIEW custodies AS SELECT * RENAME (agency AS "from", asset AS "to") FROM manages;
CREATE VIEW allocations AS SELECT * RENAME (agency AS "from", used AS "to") FROM uses;
CREATE VIEW assignments AS SELECT * RENAME (vehicle AS "from", assignee AS "to") FROM assigned_to;

-- node: Division
SELECT * FROM division;

-- node: Agency
SELECT * FROM agency;

-- node: Enterprise
SELECT * FROM enterprise;

-- node: Person
SELECT * FROM person;

-- node: LandParcel
SELECT *, 'A01' AS classification, 'PUBLIC' AS sensitivity FROM land_parcel;

-- node: Compound
SELECT *, 'PUBLIC' AS sensitivity FROM compound;

-- node: Building
SELECT *, 'A01' AS classification, 'INTERNAL' AS sensitivity FROM building;

-- node: Room
SELECT *, number || '室' AS name, 'Room ' || number AS nameEn, 'A01' AS classification, 'INTERNAL' AS sensitivity FROM room;

-- node: Vehicle
SELECT *, code AS unifiedNumber, registeredOn AS acquiredOn, 'PURCHASED' AS acquisition, purchasePrice AS originalCost, 'A0203' AS classification, 'INTERNAL' AS sensitivity FROM vehicle;

-- node: HousingUnit
SELECT *, 'A01' AS classification, 'CONFIDENTIAL' AS sensitivity FROM housing_unit;

-- node: Staff
SELECT * FROM staff;

-- relationship: PART_OF from Division to Division
SELECT * EXCLUDE (kind) FROM parts WHERE kind = 'Division';

-- relationship: PART_OF from Building to Compound
SELECT * EXCLUDE (kind) FROM parts WHERE kind = 'Building';

-- relationship: PART_OF from Room to Building
SELECT * EXCLUDE (kind) FROM parts WHERE kind = 'Room';

-- relationship: PART_OF from HousingUnit to Building
SELECT * EXCLUDE (kind) FROM parts WHERE kind = 'HousingUnit';

-- relationship: SITUATED_IN from Agency to Division
SELECT * EXCLUDE (kind) FROM situations WHERE kind = 'Agency';

-- relationship: SITUATED_IN from Enterprise to Division
SELECT * EXCLUDE (kind) FROM situations WHERE kind = 'Enterprise';

-- relationship: SITUATED_IN from LandParcel to Division
SELECT * EXCLUDE (kind) FROM situations WHERE kind = 'LandParcel';

-- relationship: SITUATED_IN from Compound to Division
SELECT * EXCLUDE (kind) FROM situations WHERE kind = 'Compound';

-- relationship: SITUATED_IN from Building to Division
SELECT * EXCLUDE (kind) FROM situations WHERE kind = 'Building';

-- relationship: SITUATED_IN from HousingUnit to Division
SELECT * EXCLUDE (kind) FROM situations WHERE kind = 'HousingUnit';

-- relationship: SUBORDINATE_TO from Agency to Agency
SELECT * RENAME (agency AS "from", superior AS "to") FROM subordinate_to;

-- relationship: SUCCEEDS from Agency to Agency
SELECT * RENAME (agency AS "from", predecessor AS "to") FROM succeeds;

-- relationship: OWNS from Agency to LandParcel
SELECT * EXCLUDE (ownerKind, assetKind) FROM titles WHERE ownerKind = 'Agency' AND assetKind = 'LandParcel';

-- relationship: OWNS from Agency to Building
SELECT * EXCLUDE (ownerKind, assetKind) FROM titles WHERE ownerKind = 'Agency' AND assetKind = 'Building';

-- relationship: OWNS from Agency to HousingUnit
SELECT * EXCLUDE (ownerKind, assetKind) FROM titles WHERE ownerKind = 'Agency' AND assetKind = 'HousingUnit';

-- relationship: OWNS from Agency to Vehicle
SELECT * EXCLUDE (ownerKind, assetKind) FROM titles WHERE ownerKind = 'Agency' AND assetKind = 'Vehicle';

-- relationship: OWNS from Enterprise to LandParcel
SELECT * EXCLUDE (ownerKind, assetKind) FROM titles WHERE ownerKind = 'Enterprise' AND assetKind = 'LandParcel';

-- relationship: OWNS from Enterprise to Building
SELECT * EXCLUDE (ownerKind, assetKind) FROM titles WHERE ownerKind = 'Enterprise' AND assetKind = 'Building';

-- relationship: OWNS from Person to HousingUnit
SELECT * EXCLUDE (ownerKind, assetKind) FROM titles WHERE ownerKind = 'Person' AND assetKind = 'HousingUnit';

-- relationship: HOLDS_SHARE from Agency to Enterprise
SELECT * EXCLUDE (holderKind) FROM shares WHERE holderKind = 'Agency';

-- relationship: HOLDS_SHARE from Enterprise to Enterprise
SELECT * EXCLUDE (holderKind) FROM shares WHERE holderKind = 'Enterprise';

-- relationship: HOLDS_SHARE from Person to Enterprise
SELECT * EXCLUDE (holderKind) FROM shares WHERE holderKind = 'Person';

-- relationship: MANAGES from Agency to LandParcel
SELECT * EXCLUDE (assetKind) FROM custodies WHERE assetKind = 'LandParcel';

-- relationship: MANAGES from Agency to Compound
SELECT * EXCLUDE (assetKind) FROM custodies WHERE assetKind = 'Compound';

-- relationship: MANAGES from Agency to Building
SELECT * EXCLUDE (assetKind) FROM custodies WHERE assetKind = 'Building';

-- relationship: MANAGES from Agency to HousingUnit
SELECT * EXCLUDE (assetKind) FROM custodies WHERE assetKind = 'HousingUnit';

-- relationship: MANAGES from Agency to Vehicle
SELECT * EXCLUDE (assetKind) FROM custodies WHERE assetKind = 'Vehicle';

-- relationship: OPERATES from Enterprise to Compound
SELECT * RENAME (enterprise AS "from", compound AS "to") FROM operates;

-- relationship: USES from Agency to Compound
SELECT * EXCLUDE (usedKind) FROM allocations WHERE usedKind = 'Compound';

-- relationship: USES from Agency to Building
SELECT * EXCLUDE (usedKind) FROM allocations WHERE usedKind = 'Building';

-- relationship: USES from Agency to Room
SELECT * EXCLUDE (usedKind) FROM allocations WHERE usedKind = 'Room';

-- relationship: STANDS_ON from Building to LandParcel
SELECT * RENAME (building AS "from", parcel AS "to") FROM stands_on;

-- relationship: EMPLOYS from Agency to Staff
SELECT * RENAME (agency AS "from", staff AS "to") FROM employs;

-- relationship: OCCUPIES from Staff to Room
SELECT * RENAME (staff AS "from", room AS "to") FROM occupies;

-- relationship: ASSIGNED_TO from Vehicle to Agency
SELECT * EXCLUDE (assigneeKind) FROM assignments WHERE assigneeKind = 'Agency';

-- relationship: ASSIGNED_TO from Vehicle to Staff
SELECT * EXCLUDE (assigneeKind) FROM assignments WHERE assigneeKind = 'Staff';

-- relationship: ALLOTTED_TO from HousingUnit to Staff
SELECT * RENAME (housingUnit AS "from", staff AS "to") FROM allotted_to;
