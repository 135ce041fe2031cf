RETURN [[COLLECT {
  OPTIONAL MATCH (n0:Node {id: $p0.value})
  CALL (n0) {
    RETURN COLLECT {
      MATCH (n0)-[r1:BELONGS_TO|MANAGES|OPERATES|OWNS|SITUATED_IN|PART_OF|SUBORDINATE_TO|SUCCEEDS|HOLDS_SHARE|USES|STANDS_ON|EMPLOYS|OCCUPIES|ASSIGNED_TO|ALLOTTED_TO|CONCERNS|GOVERNED_BY|RECORDED_FOR|REPRESENTS|RESERVES|PROVIDED_BY|SET_BY]->(n1:Node)
      WHERE (r1.validFrom IS NULL OR r1.validFrom <= $p1.value) AND (r1.validTo IS NULL OR r1.validTo > $p1.value)
      WITH type(r1) AS k1, count(*) AS s1
      RETURN [k1, 'OUT', s1] AS row
    } AS c1
  }
  CALL (n0) {
    RETURN COLLECT {
      MATCH (n0)<-[r2:BELONGS_TO|MANAGES|OPERATES|OWNS|SITUATED_IN|PART_OF|SUBORDINATE_TO|SUCCEEDS|HOLDS_SHARE|USES|STANDS_ON|EMPLOYS|OCCUPIES|ASSIGNED_TO|ALLOTTED_TO|CONCERNS|GOVERNED_BY|RECORDED_FOR|REPRESENTS|RESERVES|PROVIDED_BY|SET_BY]-(n2:Node)
      WHERE (r2.validFrom IS NULL OR r2.validFrom <= $p1.value) AND (r2.validTo IS NULL OR r2.validTo > $p1.value)
      WITH type(r2) AS k2, count(*) AS s2
      RETURN [k2, 'IN', s2] AS row
    } AS c2
  }
  RETURN c1 + c2 AS row
}, EXISTS {
  MATCH (n3:Node {id: $p0.value})
  WHERE NOT n3:ServiceArrangement
}], [COLLECT {
  OPTIONAL MATCH (n4:Node {id: $p2.value})
  CALL (n4) {
    RETURN COLLECT {
      MATCH (n4)-[r5:OWNS]->(n5:Node)
      WHERE (r5.validFrom IS NULL OR r5.validFrom <= $p4.value) AND (r5.validTo IS NULL OR r5.validTo > $p4.value)
      WITH n5, r5 ORDER BY n5.id, r5.id LIMIT $p3.value + 1
      CALL (n5) {
        RETURN COLLECT {
          MATCH (n5:Vehicle)<-[r6:OWNS]-(n6:Agency|Enterprise|Person)
          WHERE (r6.validFrom IS NULL OR r6.validFrom <= $p4.value) AND (r6.validTo IS NULL OR r6.validTo > $p4.value)
          RETURN [count(*)] AS row
        } AS c6
      }
      RETURN [[toString(r5.validFrom), CASE WHEN n5:Disposal|IncomeItem|OperatingCost|FundAccount|Agency|Building|Room|Division|Meter|EnergyReading|EnergyTarget|Enterprise|Event|Reservation|VehiclePlan|Procurement|VehicleUsage|HousingUnit|LandParcel|Compound|Person|PropertyContract|LogisticsService|Enrolment|Staff|Policy|Standard|StandardItem|Inspection|InspectionFinding|StockTake|StockTakeItem|Task|Project|MaintenancePlan|WorkOrder THEN [0, [n5.id]] WHEN n5:Vehicle THEN [1, [n5.id, n5.plate, c6]] END], [n5.id, r5.id]] AS row
    } AS c5
  }
  RETURN [$p3.value, c5, COUNT {
    MATCH (n4)-[r7:OWNS]->(n7:Node)
    WHERE (r7.validFrom IS NULL OR r7.validFrom <= $p4.value) AND (r7.validTo IS NULL OR r7.validTo > $p4.value)
    RETURN n7
  }] AS row
}, EXISTS {
  MATCH (n8:Node {id: $p2.value})
  WHERE NOT n8:ServiceArrangement
}], [COLLECT {
  MATCH (n9:Node {id: $p5.value})
  MATCH (n10:Node {id: $p6.value})
  WHERE n9 <> n10
  MATCH p11 = allShortestPaths((n9)-[r11:OWNS|USES|MANAGES*..4]-(n10))
  WHERE all(each IN r11 WHERE (each.validFrom IS NULL OR each.validFrom <= $p4.value) AND (each.validTo IS NULL OR each.validTo > $p4.value))
  WITH p11 LIMIT 3
  WITH p11 ORDER BY [each IN nodes(p11) | each.id], [each IN relationships(p11) | each.id]
  CALL (p11) {
    RETURN COLLECT {
      UNWIND range(0, length(p11)) AS i12
      WITH i12, nodes(p11)[i12] AS n12 ORDER BY i12
      CALL (n12) {
        RETURN COLLECT {
          MATCH (n12:Agency)-[r13:EMPLOYS]->(n13:Staff)
          WHERE (r13.validFrom IS NULL OR r13.validFrom <= $p4.value) AND (r13.validTo IS NULL OR r13.validTo > $p4.value)
          RETURN [count(*)] AS row
        } AS c13
      }
      RETURN CASE WHEN n12:Disposal|IncomeItem|OperatingCost|FundAccount|Building|Room|Division|Meter|EnergyReading|EnergyTarget|Enterprise|Event|Reservation|VehiclePlan|Procurement|VehicleUsage|HousingUnit|LandParcel|Compound|Person|PropertyContract|LogisticsService|Enrolment|Staff|Policy|Standard|StandardItem|Inspection|InspectionFinding|StockTake|StockTakeItem|Task|Vehicle|Project|MaintenancePlan|WorkOrder THEN [0, [CASE WHEN n12:Disposal THEN 'Disposal' WHEN n12:IncomeItem THEN 'IncomeItem' WHEN n12:OperatingCost THEN 'OperatingCost' WHEN n12:FundAccount THEN 'FundAccount' WHEN n12:Agency THEN 'Agency' WHEN n12:Building THEN 'Building' WHEN n12:Room THEN 'Room' WHEN n12:Division THEN 'Division' WHEN n12:Meter THEN 'Meter' WHEN n12:EnergyReading THEN 'EnergyReading' WHEN n12:EnergyTarget THEN 'EnergyTarget' WHEN n12:Enterprise THEN 'Enterprise' WHEN n12:Event THEN 'Event' WHEN n12:Reservation THEN 'Reservation' WHEN n12:VehiclePlan THEN 'VehiclePlan' WHEN n12:Procurement THEN 'Procurement' WHEN n12:VehicleUsage THEN 'VehicleUsage' WHEN n12:HousingUnit THEN 'HousingUnit' WHEN n12:LandParcel THEN 'LandParcel' WHEN n12:Compound THEN 'Compound' WHEN n12:Person THEN 'Person' WHEN n12:PropertyContract THEN 'PropertyContract' WHEN n12:LogisticsService THEN 'LogisticsService' WHEN n12:Enrolment THEN 'Enrolment' WHEN n12:Staff THEN 'Staff' WHEN n12:Policy THEN 'Policy' WHEN n12:Standard THEN 'Standard' WHEN n12:StandardItem THEN 'StandardItem' WHEN n12:Inspection THEN 'Inspection' WHEN n12:InspectionFinding THEN 'InspectionFinding' WHEN n12:StockTake THEN 'StockTake' WHEN n12:StockTakeItem THEN 'StockTakeItem' WHEN n12:Task THEN 'Task' WHEN n12:Vehicle THEN 'Vehicle' WHEN n12:Project THEN 'Project' WHEN n12:MaintenancePlan THEN 'MaintenancePlan' WHEN n12:WorkOrder THEN 'WorkOrder' END, n12.id]] WHEN n12:Agency THEN [1, [CASE WHEN n12:Disposal THEN 'Disposal' WHEN n12:IncomeItem THEN 'IncomeItem' WHEN n12:OperatingCost THEN 'OperatingCost' WHEN n12:FundAccount THEN 'FundAccount' WHEN n12:Agency THEN 'Agency' WHEN n12:Building THEN 'Building' WHEN n12:Room THEN 'Room' WHEN n12:Division THEN 'Division' WHEN n12:Meter THEN 'Meter' WHEN n12:EnergyReading THEN 'EnergyReading' WHEN n12:EnergyTarget THEN 'EnergyTarget' WHEN n12:Enterprise THEN 'Enterprise' WHEN n12:Event THEN 'Event' WHEN n12:Reservation THEN 'Reservation' WHEN n12:VehiclePlan THEN 'VehiclePlan' WHEN n12:Procurement THEN 'Procurement' WHEN n12:VehicleUsage THEN 'VehicleUsage' WHEN n12:HousingUnit THEN 'HousingUnit' WHEN n12:LandParcel THEN 'LandParcel' WHEN n12:Compound THEN 'Compound' WHEN n12:Person THEN 'Person' WHEN n12:PropertyContract THEN 'PropertyContract' WHEN n12:LogisticsService THEN 'LogisticsService' WHEN n12:Enrolment THEN 'Enrolment' WHEN n12:Staff THEN 'Staff' WHEN n12:Policy THEN 'Policy' WHEN n12:Standard THEN 'Standard' WHEN n12:StandardItem THEN 'StandardItem' WHEN n12:Inspection THEN 'Inspection' WHEN n12:InspectionFinding THEN 'InspectionFinding' WHEN n12:StockTake THEN 'StockTake' WHEN n12:StockTakeItem THEN 'StockTakeItem' WHEN n12:Task THEN 'Task' WHEN n12:Vehicle THEN 'Vehicle' WHEN n12:Project THEN 'Project' WHEN n12:MaintenancePlan THEN 'MaintenancePlan' WHEN n12:WorkOrder THEN 'WorkOrder' END, n12.id, c13]] END AS row
    } AS c12
  }
  RETURN [length(p11), c12, [i IN range(0, length(p11) - 1) | [type(relationships(p11)[i]), startNode(relationships(p11)[i]) = nodes(p11)[i], toString(relationships(p11)[i].validFrom)]]] AS row
}, EXISTS {
  MATCH (n14:Node {id: $p5.value})
  WHERE NOT n14:ServiceArrangement
}, EXISTS {
  MATCH (n15:Node {id: $p6.value})
  WHERE NOT n15:ServiceArrangement
}]] AS row
