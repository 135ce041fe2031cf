RETURN [[$p0.value, COLLECT {
  CALL () {
    MATCH ()-[r0:OWNS]->()
    USING INDEX r0:OWNS(validFrom, id)
    WHERE r0.validFrom >= $p1.value AND r0.validFrom < $p2.value AND r0.id IS NOT NULL
    RETURN r0, r0.validFrom AS d0, 'BEGAN' AS e0 ORDER BY r0.validFrom, r0.id LIMIT $p0.value + 1
    UNION ALL
    MATCH ()-[r0:OWNS]->()
    USING INDEX r0:OWNS(validTo, id)
    WHERE r0.validTo >= $p1.value AND r0.validTo < $p2.value AND r0.id IS NOT NULL
    RETURN r0, r0.validTo AS d0, 'ENDED' AS e0 ORDER BY r0.validTo, r0.id LIMIT $p0.value + 1
    UNION ALL
    MATCH ()-[r0:USES]->()
    USING INDEX r0:USES(validFrom, id)
    WHERE r0.validFrom >= $p1.value AND r0.validFrom < $p2.value AND r0.id IS NOT NULL
    RETURN r0, r0.validFrom AS d0, 'BEGAN' AS e0 ORDER BY r0.validFrom, r0.id LIMIT $p0.value + 1
    UNION ALL
    MATCH ()-[r0:USES]->()
    USING INDEX r0:USES(validTo, id)
    WHERE r0.validTo >= $p1.value AND r0.validTo < $p2.value AND r0.id IS NOT NULL
    RETURN r0, r0.validTo AS d0, 'ENDED' AS e0 ORDER BY r0.validTo, r0.id LIMIT $p0.value + 1
  }
  WITH r0, d0, e0 ORDER BY d0, r0.id, e0 LIMIT $p0.value + 1
  WITH r0, d0, e0, startNode(r0) AS a0, endNode(r0) AS z0
  RETURN [[toString(d0), e0, type(r0), toString(r0.validFrom), CASE WHEN a0:Disposal|IncomeItem|OperatingCost|FundAccount|Building|Room|Division|Meter|EnergyReading|EnergyTarget|Enterprise|Event|Reservation|VehiclePlan|Procurement|VehicleUsage|HousingUnit|LandParcel|Compound|Person|PropertyContract|LogisticsService|Enrolment|Staff|Policy|Standard|StandardItem|Inspection|InspectionFinding|StockTake|StockTakeItem|Task|Vehicle|Project|MaintenancePlan|WorkOrder THEN [0, []] WHEN a0:Agency THEN [1, [a0.name]] END, [z0.id, CASE WHEN z0:Disposal THEN 'Disposal' WHEN z0:IncomeItem THEN 'IncomeItem' WHEN z0:OperatingCost THEN 'OperatingCost' WHEN z0:FundAccount THEN 'FundAccount' WHEN z0:Agency THEN 'Agency' WHEN z0:Building THEN 'Building' WHEN z0:Room THEN 'Room' WHEN z0:Division THEN 'Division' WHEN z0:Meter THEN 'Meter' WHEN z0:EnergyReading THEN 'EnergyReading' WHEN z0:EnergyTarget THEN 'EnergyTarget' WHEN z0:Enterprise THEN 'Enterprise' WHEN z0:Event THEN 'Event' WHEN z0:Reservation THEN 'Reservation' WHEN z0:VehiclePlan THEN 'VehiclePlan' WHEN z0:Procurement THEN 'Procurement' WHEN z0:VehicleUsage THEN 'VehicleUsage' WHEN z0:HousingUnit THEN 'HousingUnit' WHEN z0:LandParcel THEN 'LandParcel' WHEN z0:Compound THEN 'Compound' WHEN z0:Person THEN 'Person' WHEN z0:PropertyContract THEN 'PropertyContract' WHEN z0:LogisticsService THEN 'LogisticsService' WHEN z0:Enrolment THEN 'Enrolment' WHEN z0:Staff THEN 'Staff' WHEN z0:Policy THEN 'Policy' WHEN z0:Standard THEN 'Standard' WHEN z0:StandardItem THEN 'StandardItem' WHEN z0:Inspection THEN 'Inspection' WHEN z0:InspectionFinding THEN 'InspectionFinding' WHEN z0:StockTake THEN 'StockTake' WHEN z0:StockTakeItem THEN 'StockTakeItem' WHEN z0:Task THEN 'Task' WHEN z0:Vehicle THEN 'Vehicle' WHEN z0:Project THEN 'Project' WHEN z0:MaintenancePlan THEN 'MaintenancePlan' WHEN z0:WorkOrder THEN 'WorkOrder' END]], [toString(d0), r0.id, e0]] AS row
}, COUNT {
  CALL () {
    MATCH ()-[r1:OWNS]->()
    USING INDEX r1:OWNS(validFrom, id)
    WHERE r1.validFrom >= $p1.value AND r1.validFrom < $p2.value AND r1.id IS NOT NULL
    RETURN r1, r1.validFrom AS d1, 'BEGAN' AS e1
    UNION ALL
    MATCH ()-[r1:OWNS]->()
    USING INDEX r1:OWNS(validTo, id)
    WHERE r1.validTo >= $p1.value AND r1.validTo < $p2.value AND r1.id IS NOT NULL
    RETURN r1, r1.validTo AS d1, 'ENDED' AS e1
    UNION ALL
    MATCH ()-[r1:USES]->()
    USING INDEX r1:USES(validFrom, id)
    WHERE r1.validFrom >= $p1.value AND r1.validFrom < $p2.value AND r1.id IS NOT NULL
    RETURN r1, r1.validFrom AS d1, 'BEGAN' AS e1
    UNION ALL
    MATCH ()-[r1:USES]->()
    USING INDEX r1:USES(validTo, id)
    WHERE r1.validTo >= $p1.value AND r1.validTo < $p2.value AND r1.id IS NOT NULL
    RETURN r1, r1.validTo AS d1, 'ENDED' AS e1
  }
  RETURN r1
}], [[$p3.value, COLLECT {
  MATCH (n3:Agency {id: $p6.value})<-[r4:SUBORDINATE_TO*0..]-(n4)
  WHERE all(each IN r4 WHERE (each.validFrom IS NULL OR each.validFrom < $p5.value) AND (each.validTo IS NULL OR each.validTo >= $p4.value))
  WITH DISTINCT n4
  MATCH (n4)-[r2:BELONGS_TO|MANAGES|OPERATES|OWNS|SITUATED_IN|PART_OF|SUBORDINATE_TO|SUCCEEDS|HOLDS_SHARE|USES|STANDS_ON|EMPLOYS|OCCUPIES|ASSIGNED_TO|ALLOTTED_TO|CONCERNS|GOVERNED_BY|RECORDED_FOR|REPRESENTS|RESERVES|PROVIDED_BY|SET_BY]-()
  WITH DISTINCT r2
  UNWIND [['BEGAN', r2.validFrom], ['ENDED', r2.validTo]] AS h2
  WITH r2, h2[0] AS e2, h2[1] AS d2
  WHERE d2 >= $p4.value AND d2 < $p5.value AND (d2 > $p7.value OR (d2 = $p7.value AND (r2.id > $p8.value OR (r2.id = $p8.value AND (e2 > $p9.value)))))
  WITH r2, d2, e2 ORDER BY d2, r2.id, e2 LIMIT $p3.value + 1
  WITH r2, d2, e2, startNode(r2) AS a2, endNode(r2) AS z2
  RETURN [[[toString(d2), type(r2)]], [toString(d2), r2.id, e2]] AS row
}], EXISTS {
  MATCH (n5:Agency {id: $p6.value})
}]] AS row
