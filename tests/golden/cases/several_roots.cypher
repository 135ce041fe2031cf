RETURN [COLLECT {
  MATCH (n0:Agency)
  WHERE n0.code = $p0.value
  RETURN [n0.code, COLLECT {
    MATCH (n0)-[r1:SUBORDINATE_TO]->(n1:Agency)
    WHERE (r1.validFrom IS NULL OR r1.validFrom <= $p1.value) AND (r1.validTo IS NULL OR r1.validTo > $p1.value)
    WITH n1, r1 ORDER BY coalesce(r1.kind = 'LEADS', false) DESC, r1.validFrom DESC, n1.id, r1.id LIMIT 1
    RETURN [n1.code] AS row
  }, COLLECT {
    MATCH (n0)-[r2:SITUATED_IN]->(n2:Division)
    WHERE (r2.validFrom IS NULL OR r2.validFrom <= $p1.value) AND (r2.validTo IS NULL OR r2.validTo > $p1.value)
    WITH n2, r2 ORDER BY r2.validFrom DESC, n2.id, r2.id LIMIT 1
    RETURN [n2.code, COLLECT {
      MATCH (n2)-[r3:PART_OF]->(n3:Division)
      WHERE (r3.validFrom IS NULL OR r3.validFrom <= $p1.value) AND (r3.validTo IS NULL OR r3.validTo > $p1.value)
      WITH n3, r3 ORDER BY r3.validFrom DESC, n3.id, r3.id LIMIT 1
      RETURN [n3.code] AS row
    }] AS row
  }, [$p2.value, COLLECT {
    MATCH (n0)<-[r4:SUBORDINATE_TO]-(n4:Agency)
    WHERE (r4.validFrom IS NULL OR r4.validFrom <= $p1.value) AND (r4.validTo IS NULL OR r4.validTo > $p1.value)
    WITH n4, r4 ORDER BY n4.id, r4.id LIMIT $p2.value + 1
    RETURN [[n4.code, COLLECT {
      MATCH (n4)-[r5:SUBORDINATE_TO]->(n5:Agency)
      WHERE (r5.validFrom IS NULL OR r5.validFrom <= $p1.value) AND (r5.validTo IS NULL OR r5.validTo > $p1.value)
      WITH n5, r5 ORDER BY coalesce(r5.kind = 'LEADS', false) DESC, r5.validFrom DESC, n5.id, r5.id LIMIT 1
      RETURN [n5.code] AS row
    }, COLLECT {
      MATCH (n4)-[r6:SITUATED_IN]->(n6:Division)
      WHERE (r6.validFrom IS NULL OR r6.validFrom <= $p1.value) AND (r6.validTo IS NULL OR r6.validTo > $p1.value)
      WITH n6, r6 ORDER BY r6.validFrom DESC, n6.id, r6.id LIMIT 1
      RETURN [n6.code, COLLECT {
        MATCH (n6)-[r7:PART_OF]->(n7:Division)
        WHERE (r7.validFrom IS NULL OR r7.validFrom <= $p1.value) AND (r7.validTo IS NULL OR r7.validTo > $p1.value)
        WITH n7, r7 ORDER BY r7.validFrom DESC, n7.id, r7.id LIMIT 1
        RETURN [n7.code] AS row
      }] AS row
    }]] AS row
  }]] AS row
}, COLLECT {
  MATCH (n8:Agency)
  WHERE n8.code = $p3.value
  RETURN [n8.code, COLLECT {
    MATCH (n8)-[r9:SUBORDINATE_TO]->(n9:Agency)
    WHERE (r9.validFrom IS NULL OR r9.validFrom <= $p1.value) AND (r9.validTo IS NULL OR r9.validTo > $p1.value)
    WITH n9, r9 ORDER BY coalesce(r9.kind = 'LEADS', false) DESC, r9.validFrom DESC, n9.id, r9.id LIMIT 1
    RETURN [n9.code] AS row
  }, COLLECT {
    MATCH (n8)-[r10:SITUATED_IN]->(n10:Division)
    WHERE (r10.validFrom IS NULL OR r10.validFrom <= $p1.value) AND (r10.validTo IS NULL OR r10.validTo > $p1.value)
    WITH n10, r10 ORDER BY r10.validFrom DESC, n10.id, r10.id LIMIT 1
    RETURN [n10.code, COLLECT {
      MATCH (n10)-[r11:PART_OF]->(n11:Division)
      WHERE (r11.validFrom IS NULL OR r11.validFrom <= $p1.value) AND (r11.validTo IS NULL OR r11.validTo > $p1.value)
      WITH n11, r11 ORDER BY r11.validFrom DESC, n11.id, r11.id LIMIT 1
      RETURN [n11.code] AS row
    }] AS row
  }] AS row
}, COLLECT {
  MATCH (n12:Node)
  WHERE n12.id = $p4.value AND none(label IN labels(n12) WHERE label IN $p5.value)
  RETURN CASE WHEN n12:Disposal|IncomeItem|OperatingCost|FundAccount|Agency|Division|Meter|EnergyReading|EnergyTarget|Enterprise|Event|Reservation|VehiclePlan|Procurement|VehicleUsage|Person|PropertyContract|LogisticsService|Enrolment|Staff|Policy|Standard|StandardItem|Inspection|InspectionFinding|StockTake|StockTakeItem|Task|Project|MaintenancePlan|WorkOrder THEN [0, [CASE WHEN n12:Disposal THEN 'Disposal' WHEN n12:IncomeItem THEN 'IncomeItem' WHEN n12:OperatingCost THEN 'OperatingCost' WHEN n12:FundAccount THEN 'FundAccount' WHEN n12:Agency THEN 'Agency' WHEN n12:Building THEN 'Building' WHEN n12:Room THEN 'Room' WHEN n12:Division THEN 'Division' WHEN n12:Meter THEN 'Meter' WHEN n12:EnergyReading THEN 'EnergyReading' WHEN n12:EnergyTarget THEN 'EnergyTarget' WHEN n12:Enterprise THEN 'Enterprise' WHEN n12:Event THEN 'Event' WHEN n12:Reservation THEN 'Reservation' WHEN n12:VehiclePlan THEN 'VehiclePlan' WHEN n12:Procurement THEN 'Procurement' WHEN n12:VehicleUsage THEN 'VehicleUsage' WHEN n12:HousingUnit THEN 'HousingUnit' WHEN n12:LandParcel THEN 'LandParcel' WHEN n12:Compound THEN 'Compound' WHEN n12:Person THEN 'Person' WHEN n12:PropertyContract THEN 'PropertyContract' WHEN n12:LogisticsService THEN 'LogisticsService' WHEN n12:Enrolment THEN 'Enrolment' WHEN n12:Staff THEN 'Staff' WHEN n12:Policy THEN 'Policy' WHEN n12:Standard THEN 'Standard' WHEN n12:StandardItem THEN 'StandardItem' WHEN n12:Inspection THEN 'Inspection' WHEN n12:InspectionFinding THEN 'InspectionFinding' WHEN n12:StockTake THEN 'StockTake' WHEN n12:StockTakeItem THEN 'StockTakeItem' WHEN n12:Task THEN 'Task' WHEN n12:Vehicle THEN 'Vehicle' WHEN n12:Project THEN 'Project' WHEN n12:MaintenancePlan THEN 'MaintenancePlan' WHEN n12:WorkOrder THEN 'WorkOrder' END, n12.id]] WHEN n12:Building|Room|HousingUnit|LandParcel|Compound|Vehicle THEN [1, [CASE WHEN n12:Disposal THEN 'Disposal' WHEN n12:IncomeItem THEN 'IncomeItem' WHEN n12:OperatingCost THEN 'OperatingCost' WHEN n12:FundAccount THEN 'FundAccount' WHEN n12:Agency THEN 'Agency' WHEN n12:Building THEN 'Building' WHEN n12:Room THEN 'Room' WHEN n12:Division THEN 'Division' WHEN n12:Meter THEN 'Meter' WHEN n12:EnergyReading THEN 'EnergyReading' WHEN n12:EnergyTarget THEN 'EnergyTarget' WHEN n12:Enterprise THEN 'Enterprise' WHEN n12:Event THEN 'Event' WHEN n12:Reservation THEN 'Reservation' WHEN n12:VehiclePlan THEN 'VehiclePlan' WHEN n12:Procurement THEN 'Procurement' WHEN n12:VehicleUsage THEN 'VehicleUsage' WHEN n12:HousingUnit THEN 'HousingUnit' WHEN n12:LandParcel THEN 'LandParcel' WHEN n12:Compound THEN 'Compound' WHEN n12:Person THEN 'Person' WHEN n12:PropertyContract THEN 'PropertyContract' WHEN n12:LogisticsService THEN 'LogisticsService' WHEN n12:Enrolment THEN 'Enrolment' WHEN n12:Staff THEN 'Staff' WHEN n12:Policy THEN 'Policy' WHEN n12:Standard THEN 'Standard' WHEN n12:StandardItem THEN 'StandardItem' WHEN n12:Inspection THEN 'Inspection' WHEN n12:InspectionFinding THEN 'InspectionFinding' WHEN n12:StockTake THEN 'StockTake' WHEN n12:StockTakeItem THEN 'StockTakeItem' WHEN n12:Task THEN 'Task' WHEN n12:Vehicle THEN 'Vehicle' WHEN n12:Project THEN 'Project' WHEN n12:MaintenancePlan THEN 'MaintenancePlan' WHEN n12:WorkOrder THEN 'WorkOrder' END, n12.id, n12.code, n12.status]] END AS row
}, COLLECT {
  UNWIND range(0, size($p6.value) - 1) AS in13
  OPTIONAL MATCH (n13:Node {id: $p6.value[in13]})
  WHERE none(label IN labels(n13) WHERE label IN $p5.value)
  WITH in13, n13 ORDER BY in13
  RETURN [CASE WHEN n13 IS NOT NULL THEN [n13.id] END] AS row
}] AS row
