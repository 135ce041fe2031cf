RETURN [COLLECT {
  CALL () {
    UNWIND $p0.value.nodes AS asked
    CALL db.index.fulltext.queryNodes(asked.index, asked.query, {limit: $p1.value + 50}) YIELD node
    RETURN node AS n0, [name IN asked.compared | [name, replace(toLower(node[name]), ' ', '')]] + [name IN asked.heard | [name[0], split(node[name[1]], ' ')[0]]] + [name IN asked.heard | [name[0], split(node[name[1]], ' ')[1]]] AS v0
  UNION
    UNWIND $p0.value.links AS asked
    CALL db.index.fulltext.queryRelationships(asked.index, asked.query, {limit: $p1.value + 50}) YIELD relationship
    WITH endNode(relationship) AS n0, [name IN asked.compared | [name, replace(toLower(relationship[name]), ' ', '')]] AS v0
    WHERE any(label IN labels(n0) WHERE label IN $p0.value.labels)
    RETURN n0, v0
  }
  UNWIND range(0, size(v0) - 1) AS i0
  UNWIND $p0.value.needles AS t0
  WITH n0, v0, i0, t0 WHERE v0[i0][1] IS NOT NULL
  WITH n0, max([CASE WHEN v0[i0][1] = t0 THEN 3.0 WHEN v0[i0][1] STARTS WITH t0 THEN 2.0 + toFloat(size(t0)) / size(v0[i0][1]) WHEN v0[i0][1] CONTAINS t0 THEN 1.0 + toFloat(size(t0)) / size(v0[i0][1]) ELSE toFloat(size([word IN $p0.value.words WHERE v0[i0][1] CONTAINS word])) / size($p0.value.words) END, -i0, v0[i0][0], v0[i0][1]]) AS b0
  ORDER BY b0[0] DESC, b0[3], n0.id LIMIT $p1.value
  RETURN [b0[0], b0[2], CASE WHEN n0:Disposal|IncomeItem|OperatingCost|FundAccount|Building|Room|Division|Meter|EnergyReading|EnergyTarget|Enterprise|Event|Reservation|VehiclePlan|Procurement|VehicleUsage|HousingUnit|LandParcel|Compound|Person|PropertyContract|LogisticsService|Enrolment|Staff|Policy|Standard|StandardItem|Inspection|InspectionFinding|StockTake|StockTakeItem|Task|Project|MaintenancePlan|WorkOrder THEN [0, [CASE WHEN n0:Disposal THEN 'Disposal' WHEN n0:IncomeItem THEN 'IncomeItem' WHEN n0:OperatingCost THEN 'OperatingCost' WHEN n0:FundAccount THEN 'FundAccount' WHEN n0:Agency THEN 'Agency' WHEN n0:Building THEN 'Building' WHEN n0:Room THEN 'Room' WHEN n0:Division THEN 'Division' WHEN n0:Meter THEN 'Meter' WHEN n0:EnergyReading THEN 'EnergyReading' WHEN n0:EnergyTarget THEN 'EnergyTarget' WHEN n0:Enterprise THEN 'Enterprise' WHEN n0:Event THEN 'Event' WHEN n0:Reservation THEN 'Reservation' WHEN n0:VehiclePlan THEN 'VehiclePlan' WHEN n0:Procurement THEN 'Procurement' WHEN n0:VehicleUsage THEN 'VehicleUsage' WHEN n0:HousingUnit THEN 'HousingUnit' WHEN n0:LandParcel THEN 'LandParcel' WHEN n0:Compound THEN 'Compound' WHEN n0:Person THEN 'Person' WHEN n0:PropertyContract THEN 'PropertyContract' WHEN n0:LogisticsService THEN 'LogisticsService' WHEN n0:Enrolment THEN 'Enrolment' WHEN n0:Staff THEN 'Staff' WHEN n0:Policy THEN 'Policy' WHEN n0:Standard THEN 'Standard' WHEN n0:StandardItem THEN 'StandardItem' WHEN n0:Inspection THEN 'Inspection' WHEN n0:InspectionFinding THEN 'InspectionFinding' WHEN n0:StockTake THEN 'StockTake' WHEN n0:StockTakeItem THEN 'StockTakeItem' WHEN n0:Task THEN 'Task' WHEN n0:Vehicle THEN 'Vehicle' WHEN n0:Project THEN 'Project' WHEN n0:MaintenancePlan THEN 'MaintenancePlan' WHEN n0:WorkOrder THEN 'WorkOrder' END, n0.id]] WHEN n0:Agency THEN [1, [CASE WHEN n0:Disposal THEN 'Disposal' WHEN n0:IncomeItem THEN 'IncomeItem' WHEN n0:OperatingCost THEN 'OperatingCost' WHEN n0:FundAccount THEN 'FundAccount' WHEN n0:Agency THEN 'Agency' WHEN n0:Building THEN 'Building' WHEN n0:Room THEN 'Room' WHEN n0:Division THEN 'Division' WHEN n0:Meter THEN 'Meter' WHEN n0:EnergyReading THEN 'EnergyReading' WHEN n0:EnergyTarget THEN 'EnergyTarget' WHEN n0:Enterprise THEN 'Enterprise' WHEN n0:Event THEN 'Event' WHEN n0:Reservation THEN 'Reservation' WHEN n0:VehiclePlan THEN 'VehiclePlan' WHEN n0:Procurement THEN 'Procurement' WHEN n0:VehicleUsage THEN 'VehicleUsage' WHEN n0:HousingUnit THEN 'HousingUnit' WHEN n0:LandParcel THEN 'LandParcel' WHEN n0:Compound THEN 'Compound' WHEN n0:Person THEN 'Person' WHEN n0:PropertyContract THEN 'PropertyContract' WHEN n0:LogisticsService THEN 'LogisticsService' WHEN n0:Enrolment THEN 'Enrolment' WHEN n0:Staff THEN 'Staff' WHEN n0:Policy THEN 'Policy' WHEN n0:Standard THEN 'Standard' WHEN n0:StandardItem THEN 'StandardItem' WHEN n0:Inspection THEN 'Inspection' WHEN n0:InspectionFinding THEN 'InspectionFinding' WHEN n0:StockTake THEN 'StockTake' WHEN n0:StockTakeItem THEN 'StockTakeItem' WHEN n0:Task THEN 'Task' WHEN n0:Vehicle THEN 'Vehicle' WHEN n0:Project THEN 'Project' WHEN n0:MaintenancePlan THEN 'MaintenancePlan' WHEN n0:WorkOrder THEN 'WorkOrder' END, n0.id, n0.name, [$p2.value, null, COUNT {
    MATCH (n0:Agency)-[r1:OWNS]->(n1:Building|Room|HousingUnit|LandParcel|Compound|Vehicle)
    WHERE (r1.validFrom IS NULL OR r1.validFrom <= $p3.value) AND (r1.validTo IS NULL OR r1.validTo > $p3.value)
    RETURN n1
  }]]] WHEN n0:Vehicle THEN [2, [CASE WHEN n0:Disposal THEN 'Disposal' WHEN n0:IncomeItem THEN 'IncomeItem' WHEN n0:OperatingCost THEN 'OperatingCost' WHEN n0:FundAccount THEN 'FundAccount' WHEN n0:Agency THEN 'Agency' WHEN n0:Building THEN 'Building' WHEN n0:Room THEN 'Room' WHEN n0:Division THEN 'Division' WHEN n0:Meter THEN 'Meter' WHEN n0:EnergyReading THEN 'EnergyReading' WHEN n0:EnergyTarget THEN 'EnergyTarget' WHEN n0:Enterprise THEN 'Enterprise' WHEN n0:Event THEN 'Event' WHEN n0:Reservation THEN 'Reservation' WHEN n0:VehiclePlan THEN 'VehiclePlan' WHEN n0:Procurement THEN 'Procurement' WHEN n0:VehicleUsage THEN 'VehicleUsage' WHEN n0:HousingUnit THEN 'HousingUnit' WHEN n0:LandParcel THEN 'LandParcel' WHEN n0:Compound THEN 'Compound' WHEN n0:Person THEN 'Person' WHEN n0:PropertyContract THEN 'PropertyContract' WHEN n0:LogisticsService THEN 'LogisticsService' WHEN n0:Enrolment THEN 'Enrolment' WHEN n0:Staff THEN 'Staff' WHEN n0:Policy THEN 'Policy' WHEN n0:Standard THEN 'Standard' WHEN n0:StandardItem THEN 'StandardItem' WHEN n0:Inspection THEN 'Inspection' WHEN n0:InspectionFinding THEN 'InspectionFinding' WHEN n0:StockTake THEN 'StockTake' WHEN n0:StockTakeItem THEN 'StockTakeItem' WHEN n0:Task THEN 'Task' WHEN n0:Vehicle THEN 'Vehicle' WHEN n0:Project THEN 'Project' WHEN n0:MaintenancePlan THEN 'MaintenancePlan' WHEN n0:WorkOrder THEN 'WorkOrder' END, n0.id, n0.plate]] END] AS row
}, COLLECT {
  CALL () {
    UNWIND $p4.value.nodes AS asked
    CALL db.index.fulltext.queryNodes(asked.index, asked.query, {limit: $p5.value + 50}) YIELD node
    RETURN node AS n2, [name IN asked.compared | [name, replace(toLower(node[name]), ' ', '')]] + [name IN asked.heard | [name[0], split(node[name[1]], ' ')[0]]] + [name IN asked.heard | [name[0], split(node[name[1]], ' ')[1]]] AS v2
  UNION
    UNWIND $p4.value.links AS asked
    CALL db.index.fulltext.queryRelationships(asked.index, asked.query, {limit: $p5.value + 50}) YIELD relationship
    WITH endNode(relationship) AS n2, [name IN asked.compared | [name, replace(toLower(relationship[name]), ' ', '')]] AS v2
    WHERE any(label IN labels(n2) WHERE label IN $p4.value.labels)
    RETURN n2, v2
  }
  UNWIND range(0, size(v2) - 1) AS i2
  UNWIND $p4.value.needles AS t2
  WITH n2, v2, i2, t2 WHERE v2[i2][1] IS NOT NULL
  WITH n2, max([CASE WHEN v2[i2][1] = t2 THEN 3.0 WHEN v2[i2][1] STARTS WITH t2 THEN 2.0 + toFloat(size(t2)) / size(v2[i2][1]) WHEN v2[i2][1] CONTAINS t2 THEN 1.0 + toFloat(size(t2)) / size(v2[i2][1]) ELSE toFloat(size([word IN $p4.value.words WHERE v2[i2][1] CONTAINS word])) / size($p4.value.words) END, -i2, v2[i2][0], v2[i2][1]]) AS b2
  ORDER BY b2[0] DESC, b2[3], n2.id LIMIT $p5.value
  RETURN [b2[0], b2[2], [n2.id], CASE WHEN n2:Disposal|IncomeItem|OperatingCost|FundAccount|Meter|EnergyReading|EnergyTarget|Reservation|VehiclePlan|Procurement|VehicleUsage|Enrolment|StandardItem|InspectionFinding|StockTakeItem|WorkOrder THEN [0, []] WHEN n2:Agency|Building|Room|Division|Enterprise|Event|HousingUnit|LandParcel|Compound|Person|PropertyContract|LogisticsService|Staff|Policy|Standard|Inspection|StockTake|Task|Vehicle|Project|MaintenancePlan THEN [1, [n2.code]] END] AS row
}] AS row
