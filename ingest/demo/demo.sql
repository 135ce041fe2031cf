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
-- file concerns: concerns.csv
-- file meter: meter.csv
-- file energy_reading: energy_reading.csv
-- file energy_target: energy_target.csv
-- file vehicle_plan: vehicle_plan.csv
-- file vehicle_usage: vehicle_usage.csv
-- file procurement: procurement.csv
-- file project: project.csv
-- file maintenance_plan: maintenance_plan.csv
-- file work_order: work_order.csv
-- file disposal: disposal.csv
-- file income_item: income_item.csv
-- file operating_cost: operating_cost.csv
-- file fund_account: fund_account.csv
-- file event: event.csv
-- file reservation: reservation.csv
-- file inspection: inspection.csv
-- file inspection_finding: inspection_finding.csv
-- file stock_take: stock_take.csv
-- file stock_take_item: stock_take_item.csv
-- file task: task.csv
-- file property_contract: property_contract.csv
-- file logistics_service: logistics_service.csv
-- file enrolment: enrolment.csv
-- file service_arrangement: service_arrangement.csv
-- file represents: represents.csv
-- file governed_by: governed_by.csv

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
-- accept: creditCode
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
-- accept: vin
SELECT *, code AS unifiedNumber, registeredOn AS acquiredOn, 'PURCHASED' AS acquisition, purchasePrice AS originalCost, 'A0203' AS classification, 'INTERNAL' AS sensitivity FROM vehicle;

-- node: HousingUnit
SELECT *, 'A01' AS classification, 'CONFIDENTIAL' AS sensitivity FROM housing_unit;

-- node: Staff
SELECT * FROM staff;

-- node: Meter
SELECT * EXCLUDE (building) FROM meter;

-- node: EnergyReading
SELECT * EXCLUDE (building) FROM energy_reading;

-- node: EnergyTarget
SELECT * EXCLUDE (agency) FROM energy_target;

-- node: VehiclePlan
SELECT * EXCLUDE (agency) FROM vehicle_plan;

-- node: VehicleUsage
SELECT * EXCLUDE (vehicle) FROM vehicle_usage;

-- node: Procurement
SELECT * EXCLUDE (agency) FROM procurement;

-- node: Project
SELECT * EXCLUDE (agency, building) FROM project;

-- node: MaintenancePlan
SELECT * EXCLUDE (agency, building) FROM maintenance_plan;

-- node: WorkOrder
SELECT * EXCLUDE (plan, building) FROM work_order;

-- node: Disposal
SELECT * EXCLUDE (agency, assetKind, asset) FROM disposal;

-- node: IncomeItem
SELECT * EXCLUDE (agency, assetKind, asset) FROM income_item;

-- node: OperatingCost
SELECT * EXCLUDE (agency) FROM operating_cost;

-- node: FundAccount
SELECT * EXCLUDE (agency) FROM fund_account;

-- node: Event
SELECT * EXCLUDE (agency) FROM event;

-- node: Reservation
SELECT * EXCLUDE (event, reservedKind, reserved) FROM reservation;

-- node: Inspection
SELECT * EXCLUDE (agency) FROM inspection;

-- node: InspectionFinding
SELECT * EXCLUDE (inspection, asset) FROM inspection_finding;

-- node: StockTake
SELECT * EXCLUDE (agency) FROM stock_take;

-- node: StockTakeItem
SELECT * EXCLUDE (stockTake, assetKind, asset) FROM stock_take_item;

-- node: Task
SELECT * EXCLUDE (agency, building) FROM task;

-- node: PropertyContract
SELECT * EXCLUDE (agency, provider, compound) FROM property_contract;

-- node: LogisticsService
SELECT * EXCLUDE (agency, provider, compound) FROM logistics_service;

-- node: Enrolment
SELECT * EXCLUDE (agency) FROM enrolment;

-- node: ServiceArrangement
SELECT * EXCLUDE (agency, recipient, vehicle, residence) FROM service_arrangement;

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

-- relationship: PART_OF from Meter to Building
SELECT code AS "from", building AS "to" FROM meter WHERE building IS NOT NULL;

-- relationship: RECORDED_FOR from EnergyReading to Building
SELECT code AS "from", building AS "to" FROM energy_reading WHERE building IS NOT NULL;

-- relationship: BELONGS_TO from EnergyTarget to Agency
SELECT code AS "from", agency AS "to" FROM energy_target;

-- relationship: BELONGS_TO from VehiclePlan to Agency
SELECT code AS "from", agency AS "to" FROM vehicle_plan;

-- relationship: RECORDED_FOR from VehicleUsage to Vehicle
SELECT code AS "from", vehicle AS "to" FROM vehicle_usage WHERE vehicle IS NOT NULL;

-- relationship: BELONGS_TO from Procurement to Agency
SELECT code AS "from", agency AS "to" FROM procurement;

-- relationship: BELONGS_TO from Project to Agency
SELECT code AS "from", agency AS "to" FROM project;

-- relationship: CONCERNS from Project to Building
SELECT code AS "from", building AS "to" FROM project WHERE building IS NOT NULL;

-- relationship: BELONGS_TO from MaintenancePlan to Agency
SELECT code AS "from", agency AS "to" FROM maintenance_plan;

-- relationship: CONCERNS from MaintenancePlan to Building
SELECT code AS "from", building AS "to" FROM maintenance_plan WHERE building IS NOT NULL;

-- relationship: PART_OF from WorkOrder to MaintenancePlan
SELECT code AS "from", plan AS "to" FROM work_order WHERE plan IS NOT NULL;

-- relationship: CONCERNS from WorkOrder to Building
SELECT code AS "from", building AS "to" FROM work_order WHERE building IS NOT NULL;

-- relationship: BELONGS_TO from Disposal to Agency
SELECT code AS "from", agency AS "to" FROM disposal;

-- relationship: CONCERNS from Disposal to Vehicle
SELECT code AS "from", asset AS "to" FROM disposal WHERE assetKind = 'Vehicle';

-- relationship: CONCERNS from Disposal to Building
SELECT code AS "from", asset AS "to" FROM disposal WHERE assetKind = 'Building';

-- relationship: BELONGS_TO from IncomeItem to Agency
SELECT code AS "from", agency AS "to" FROM income_item;

-- relationship: CONCERNS from IncomeItem to Compound
SELECT code AS "from", asset AS "to" FROM income_item WHERE assetKind = 'Compound';

-- relationship: BELONGS_TO from OperatingCost to Agency
SELECT code AS "from", agency AS "to" FROM operating_cost;

-- relationship: BELONGS_TO from FundAccount to Agency
SELECT code AS "from", agency AS "to" FROM fund_account;

-- relationship: BELONGS_TO from Event to Agency
SELECT code AS "from", agency AS "to" FROM event;

-- relationship: PART_OF from Reservation to Event
SELECT code AS "from", event AS "to" FROM reservation WHERE event IS NOT NULL;

-- relationship: RESERVES from Reservation to Room
SELECT code AS "from", reserved AS "to" FROM reservation WHERE reservedKind = 'Room';

-- relationship: RESERVES from Reservation to Vehicle
SELECT code AS "from", reserved AS "to" FROM reservation WHERE reservedKind = 'Vehicle';

-- relationship: BELONGS_TO from Inspection to Agency
SELECT code AS "from", agency AS "to" FROM inspection;

-- relationship: PART_OF from InspectionFinding to Inspection
SELECT code AS "from", inspection AS "to" FROM inspection_finding WHERE inspection IS NOT NULL;

-- relationship: CONCERNS from InspectionFinding to Building
SELECT code AS "from", asset AS "to" FROM inspection_finding WHERE asset IS NOT NULL;

-- relationship: BELONGS_TO from StockTake to Agency
SELECT code AS "from", agency AS "to" FROM stock_take;

-- relationship: PART_OF from StockTakeItem to StockTake
SELECT code AS "from", stockTake AS "to" FROM stock_take_item WHERE stockTake IS NOT NULL;

-- relationship: CONCERNS from StockTakeItem to LandParcel
SELECT code AS "from", asset AS "to" FROM stock_take_item WHERE assetKind = 'LandParcel';

-- relationship: CONCERNS from StockTakeItem to Building
SELECT code AS "from", asset AS "to" FROM stock_take_item WHERE assetKind = 'Building';

-- relationship: CONCERNS from StockTakeItem to HousingUnit
SELECT code AS "from", asset AS "to" FROM stock_take_item WHERE assetKind = 'HousingUnit';

-- relationship: CONCERNS from StockTakeItem to Vehicle
SELECT code AS "from", asset AS "to" FROM stock_take_item WHERE assetKind = 'Vehicle';

-- relationship: BELONGS_TO from Task to Agency
SELECT code AS "from", agency AS "to" FROM task;

-- relationship: CONCERNS from Task to Building
SELECT code AS "from", building AS "to" FROM task WHERE building IS NOT NULL;

-- relationship: BELONGS_TO from PropertyContract to Agency
SELECT code AS "from", agency AS "to" FROM property_contract;

-- relationship: PROVIDED_BY from PropertyContract to Enterprise
SELECT code AS "from", provider AS "to" FROM property_contract WHERE provider IS NOT NULL;

-- relationship: CONCERNS from PropertyContract to Compound
SELECT code AS "from", compound AS "to" FROM property_contract WHERE compound IS NOT NULL;

-- relationship: BELONGS_TO from LogisticsService to Agency
SELECT code AS "from", agency AS "to" FROM logistics_service;

-- relationship: PROVIDED_BY from LogisticsService to Enterprise
SELECT code AS "from", provider AS "to" FROM logistics_service WHERE provider IS NOT NULL;

-- relationship: CONCERNS from LogisticsService to Compound
SELECT code AS "from", compound AS "to" FROM logistics_service WHERE compound IS NOT NULL;

-- relationship: BELONGS_TO from Enrolment to Agency
SELECT code AS "from", agency AS "to" FROM enrolment;

-- relationship: ARRANGED_BY from ServiceArrangement to Agency
SELECT code AS "from", agency AS "to", startsOn AS validFrom, document FROM service_arrangement;

-- relationship: ARRANGED_FOR from ServiceArrangement to Staff
SELECT code AS "from", recipient AS "to", startsOn AS validFrom, document FROM service_arrangement;

-- relationship: ARRANGED_WITH from ServiceArrangement to Vehicle
SELECT code AS "from", vehicle AS "to", startsOn AS validFrom, document FROM service_arrangement WHERE vehicle IS NOT NULL;

-- relationship: ARRANGED_WITH from ServiceArrangement to HousingUnit
SELECT code AS "from", residence AS "to", startsOn AS validFrom, document FROM service_arrangement WHERE residence IS NOT NULL;

-- relationship: CONCERNS from Procurement to Vehicle
SELECT record AS "from", thing AS "to", validFrom FROM concerns;

-- relationship: REPRESENTS from Agency to Division
SELECT * RENAME (agency AS "from", division AS "to") FROM represents;

-- relationship: GOVERNED_BY from Agency to Standard
SELECT * RENAME (agency AS "from", standard AS "to") FROM governed_by;
