RETURN [COLLECT {
  MATCH (n0:Node {id: $p0.value})
  WHERE none(label IN labels(n0) WHERE label IN $p1.value)
  CALL (n0) {
    RETURN COLLECT {
      MATCH (n0)-[r1:BELONGS_TO|MANAGES|OPERATES|OWNS|SITUATED_IN|PART_OF|SUBORDINATE_TO|SUCCEEDS|HOLDS_SHARE|USES|STANDS_ON|EMPLOYS|OCCUPIES|ASSIGNED_TO|ALLOTTED_TO|CONCERNS|GOVERNED_BY|RECORDED_FOR|REPRESENTS|RESERVES|PROVIDED_BY|SET_BY]->(n1:Node)
      WHERE (r1.validFrom IS NULL OR r1.validFrom <= $p2.value) AND (r1.validTo IS NULL OR r1.validTo > $p2.value)
      WITH type(r1) AS k1, count(*) AS s1
      RETURN [k1, 'OUT', s1] AS row
    } AS c1
  }
  CALL (n0) {
    RETURN COLLECT {
      MATCH (n0)<-[r2:BELONGS_TO|MANAGES|OPERATES|OWNS|SITUATED_IN|PART_OF|SUBORDINATE_TO|SUCCEEDS|HOLDS_SHARE|USES|STANDS_ON|EMPLOYS|OCCUPIES|ASSIGNED_TO|ALLOTTED_TO|CONCERNS|GOVERNED_BY|RECORDED_FOR|REPRESENTS|RESERVES|PROVIDED_BY|SET_BY]-(n2:Node)
      WHERE (r2.validFrom IS NULL OR r2.validFrom <= $p2.value) AND (r2.validTo IS NULL OR r2.validTo > $p2.value)
      WITH type(r2) AS k2, count(*) AS s2
      RETURN [k2, 'IN', s2] AS row
    } AS c2
  }
  RETURN c1 + c2 AS row
}, COLLECT {
  MATCH (n3:Node {id: $p3.value})
  WHERE none(label IN labels(n3) WHERE label IN $p1.value)
  CALL (n3) {
    RETURN COLLECT {
      MATCH (n3)-[r4:OWNS]->(n4:Node)
      WHERE (r4.validFrom IS NULL OR r4.validFrom <= $p5.value) AND (r4.validTo IS NULL OR r4.validTo > $p5.value)
      WITH n4, r4 ORDER BY n4.id, r4.id LIMIT $p4.value + 1
      CALL (n4) {
        RETURN COLLECT {
          MATCH (n4:Vehicle)<-[r5:OWNS]-(n5:Agency|Enterprise|Person)
          WHERE (r5.validFrom IS NULL OR r5.validFrom <= $p5.value) AND (r5.validTo IS NULL OR r5.validTo > $p5.value)
          RETURN [count(*)] AS row
        } AS c5
      }
      RETURN [[toString(r4.validFrom), CASE WHEN n4:Disposal|IncomeItem|OperatingCost|FundAccount|Agency|Building|Room|Division|Meter|EnergyReading|EnergyTarget|Enterprise|Event|Reservation|VehiclePlan|Procurement|VehicleUsage|HousingUnit|LandParcel|Compound|Person|PropertyContract|LogisticsService|Enrolment|Staff|Policy|Standard|StandardItem|Inspection|InspectionFinding|StockTake|StockTakeItem|Task|Project|MaintenancePlan|WorkOrder THEN [0, [n4.id]] WHEN n4:Vehicle THEN [1, [n4.id, n4.plate, c5]] END], [n4.id, r4.id]] AS row
    } AS c4
  }
  RETURN [$p4.value, c4, COUNT {
    MATCH (n3)-[r6:OWNS]->(n6:Node)
    WHERE (r6.validFrom IS NULL OR r6.validFrom <= $p5.value) AND (r6.validTo IS NULL OR r6.validTo > $p5.value)
    RETURN n6
  }] AS row
}, [COLLECT {
  MATCH (n7:Node {id: $p6.value})
  MATCH (n8:Node {id: $p7.value})
  WHERE n7 <> n8
  MATCH p9 = allShortestPaths((n7)-[r9:OWNS|USES|MANAGES*..4]-(n8))
  WHERE all(each IN r9 WHERE (each.validFrom IS NULL OR each.validFrom <= $p5.value) AND (each.validTo IS NULL OR each.validTo > $p5.value))
  WITH p9 LIMIT 3
  WITH p9 ORDER BY [each IN nodes(p9) | each.id], [each IN relationships(p9) | each.id]
  CALL (p9) {
    RETURN COLLECT {
      UNWIND range(0, length(p9)) AS i10
      WITH i10, nodes(p9)[i10] AS n10 ORDER BY i10
      CALL (n10) {
        RETURN COLLECT {
          MATCH (n10:Agency)-[r11:EMPLOYS]->(n11:Staff)
          WHERE (r11.validFrom IS NULL OR r11.validFrom <= $p5.value) AND (r11.validTo IS NULL OR r11.validTo > $p5.value)
          RETURN [count(*)] AS row
        } AS c11
      }
      RETURN CASE WHEN n10:Disposal|IncomeItem|OperatingCost|FundAccount|Building|Room|Division|Meter|EnergyReading|EnergyTarget|Enterprise|Event|Reservation|VehiclePlan|Procurement|VehicleUsage|HousingUnit|LandParcel|Compound|Person|PropertyContract|LogisticsService|Enrolment|Staff|Policy|Standard|StandardItem|Inspection|InspectionFinding|StockTake|StockTakeItem|Task|Vehicle|Project|MaintenancePlan|WorkOrder THEN [0, [CASE WHEN n10:Disposal THEN 'Disposal' WHEN n10:IncomeItem THEN 'IncomeItem' WHEN n10:OperatingCost THEN 'OperatingCost' WHEN n10:FundAccount THEN 'FundAccount' WHEN n10:Agency THEN 'Agency' WHEN n10:Building THEN 'Building' WHEN n10:Room THEN 'Room' WHEN n10:Division THEN 'Division' WHEN n10:Meter THEN 'Meter' WHEN n10:EnergyReading THEN 'EnergyReading' WHEN n10:EnergyTarget THEN 'EnergyTarget' WHEN n10:Enterprise THEN 'Enterprise' WHEN n10:Event THEN 'Event' WHEN n10:Reservation THEN 'Reservation' WHEN n10:VehiclePlan THEN 'VehiclePlan' WHEN n10:Procurement THEN 'Procurement' WHEN n10:VehicleUsage THEN 'VehicleUsage' WHEN n10:HousingUnit THEN 'HousingUnit' WHEN n10:LandParcel THEN 'LandParcel' WHEN n10:Compound THEN 'Compound' WHEN n10:Person THEN 'Person' WHEN n10:PropertyContract THEN 'PropertyContract' WHEN n10:LogisticsService THEN 'LogisticsService' WHEN n10:Enrolment THEN 'Enrolment' WHEN n10:Staff THEN 'Staff' WHEN n10:Policy THEN 'Policy' WHEN n10:Standard THEN 'Standard' WHEN n10:StandardItem THEN 'StandardItem' WHEN n10:Inspection THEN 'Inspection' WHEN n10:InspectionFinding THEN 'InspectionFinding' WHEN n10:StockTake THEN 'StockTake' WHEN n10:StockTakeItem THEN 'StockTakeItem' WHEN n10:Task THEN 'Task' WHEN n10:Vehicle THEN 'Vehicle' WHEN n10:Project THEN 'Project' WHEN n10:MaintenancePlan THEN 'MaintenancePlan' WHEN n10:WorkOrder THEN 'WorkOrder' END, n10.id]] WHEN n10:Agency THEN [1, [CASE WHEN n10:Disposal THEN 'Disposal' WHEN n10:IncomeItem THEN 'IncomeItem' WHEN n10:OperatingCost THEN 'OperatingCost' WHEN n10:FundAccount THEN 'FundAccount' WHEN n10:Agency THEN 'Agency' WHEN n10:Building THEN 'Building' WHEN n10:Room THEN 'Room' WHEN n10:Division THEN 'Division' WHEN n10:Meter THEN 'Meter' WHEN n10:EnergyReading THEN 'EnergyReading' WHEN n10:EnergyTarget THEN 'EnergyTarget' WHEN n10:Enterprise THEN 'Enterprise' WHEN n10:Event THEN 'Event' WHEN n10:Reservation THEN 'Reservation' WHEN n10:VehiclePlan THEN 'VehiclePlan' WHEN n10:Procurement THEN 'Procurement' WHEN n10:VehicleUsage THEN 'VehicleUsage' WHEN n10:HousingUnit THEN 'HousingUnit' WHEN n10:LandParcel THEN 'LandParcel' WHEN n10:Compound THEN 'Compound' WHEN n10:Person THEN 'Person' WHEN n10:PropertyContract THEN 'PropertyContract' WHEN n10:LogisticsService THEN 'LogisticsService' WHEN n10:Enrolment THEN 'Enrolment' WHEN n10:Staff THEN 'Staff' WHEN n10:Policy THEN 'Policy' WHEN n10:Standard THEN 'Standard' WHEN n10:StandardItem THEN 'StandardItem' WHEN n10:Inspection THEN 'Inspection' WHEN n10:InspectionFinding THEN 'InspectionFinding' WHEN n10:StockTake THEN 'StockTake' WHEN n10:StockTakeItem THEN 'StockTakeItem' WHEN n10:Task THEN 'Task' WHEN n10:Vehicle THEN 'Vehicle' WHEN n10:Project THEN 'Project' WHEN n10:MaintenancePlan THEN 'MaintenancePlan' WHEN n10:WorkOrder THEN 'WorkOrder' END, n10.id, c11]] END AS row
    } AS c10
  }
  RETURN [length(p9), c10, [i IN range(0, length(p9) - 1) | [type(relationships(p9)[i]), startNode(relationships(p9)[i]) = nodes(p9)[i], toString(relationships(p9)[i].validFrom)]]] AS row
}, EXISTS {
  MATCH (n12:Node {id: $p6.value})
  WHERE none(label IN labels(n12) WHERE label IN $p1.value)
}, EXISTS {
  MATCH (n13:Node {id: $p7.value})
  WHERE none(label IN labels(n13) WHERE label IN $p1.value)
}]] AS row
