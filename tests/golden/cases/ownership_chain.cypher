RETURN [COLLECT {
  MATCH (n0:Building)
  WHERE n0.code = $p0.value
  CALL (n0) {
    RETURN COLLECT {
      MATCH (n0)<-[r3:OWNS|HOLDS_SHARE*0..]-(n3)
      WHERE all(each IN r3 WHERE (each.validFrom IS NULL OR each.validFrom <= $p2.value) AND (each.validTo IS NULL OR each.validTo > $p2.value))
      WITH DISTINCT n3
      MATCH (n3)<-[r4:OWNS|HOLDS_SHARE]-(n4:Agency|Enterprise|Person)
      WHERE (r4.validFrom IS NULL OR r4.validFrom <= $p2.value) AND (r4.validTo IS NULL OR r4.validTo > $p2.value)
      WITH n4, sum(r4.share) AS w4
      ORDER BY w4 DESC, n4.id LIMIT 1000
      RETURN [n4.id, [n4.name]] AS row
    } AS c4
  }
  CALL (n0) {
    RETURN COLLECT {
      MATCH (n0)<-[r7:OWNS|HOLDS_SHARE*0..]-(n7)
      WHERE all(each IN r7 WHERE (each.validFrom IS NULL OR each.validFrom <= $p2.value) AND (each.validTo IS NULL OR each.validTo > $p2.value))
      WITH DISTINCT n7
      MATCH (n7)<-[r8:OWNS|HOLDS_SHARE]-(n8:Agency|Enterprise|Person)
      WHERE (r8.validFrom IS NULL OR r8.validFrom <= $p2.value) AND (r8.validTo IS NULL OR r8.validTo > $p2.value)
      WITH n8, sum(r8.share) AS w8
      ORDER BY w8 DESC, n8.id LIMIT 1000
      RETURN [n8.id, [n8.code]] AS row
    } AS c8
  }
  CALL (n0) {
    RETURN COLLECT {
      MATCH (n0)<-[r9:OWNS|HOLDS_SHARE*0..]-(n9)
      WHERE all(each IN r9 WHERE (each.validFrom IS NULL OR each.validFrom <= $p2.value) AND (each.validTo IS NULL OR each.validTo > $p2.value))
      WITH DISTINCT n9
      MATCH (n9)<-[r10:OWNS|HOLDS_SHARE]-(n10:Agency|Enterprise|Person)
      WHERE (r10.validFrom IS NULL OR r10.validFrom <= $p2.value) AND (r10.validTo IS NULL OR r10.validTo > $p2.value)
      WITH n10, sum(r10.share) AS w10
      ORDER BY w10 DESC, n10.id LIMIT 1000
      RETURN [n10.id, [n10.name]] AS row
    } AS c10
  }
  RETURN [[$p1.value, null, n0.id, COLLECT {
    MATCH (n0)<-[r1:OWNS|HOLDS_SHARE*0..]-(n1)
    WHERE all(each IN r1 WHERE (each.validFrom IS NULL OR each.validFrom <= $p2.value) AND (each.validTo IS NULL OR each.validTo > $p2.value))
    WITH DISTINCT n1
    MATCH (n1)<-[r2:OWNS|HOLDS_SHARE]-(n2:Agency|Enterprise|Person)
    WHERE (r2.validFrom IS NULL OR r2.validFrom <= $p2.value) AND (r2.validTo IS NULL OR r2.validTo > $p2.value)
    WITH n1, r2, n2 LIMIT 200001
    RETURN [n2.id, n1.id, r2.id, type(r2), CASE WHEN r2:OWNS THEN r2.right WHEN r2:HOLDS_SHARE THEN r2.kind END, r2.share, toString(r2.validFrom), r2.document] AS row
  }, c4, COLLECT {
    MATCH (n0)<-[r5:OWNS|HOLDS_SHARE*0..]-(n5)
    WHERE all(each IN r5 WHERE (each.validFrom IS NULL OR each.validFrom <= $p2.value) AND (each.validTo IS NULL OR each.validTo > $p2.value))
    WITH DISTINCT n5
    WHERE EXISTS {
      MATCH (n5)<-[r6:OWNS|HOLDS_SHARE]-(n6:Agency|Enterprise|Person)
      WHERE (r6.validFrom IS NULL OR r6.validFrom <= $p2.value) AND (r6.validTo IS NULL OR r6.validTo > $p2.value)
    }
    WITH n5 LIMIT 1000
    RETURN [n5.id, [n5.id]] AS row
  }, c8, c10]] AS row
}, [$p3.value, COLLECT {
  MATCH (n11:Agency)
  WHERE n11.id IS NOT NULL
  WITH n11 ORDER BY n11.id LIMIT $p3.value + 1
  CALL (n11) {
    RETURN COLLECT {
      MATCH (n11)-[r14:OWNS|HOLDS_SHARE*0..]->(n14)
      WHERE all(each IN r14 WHERE (each.validFrom IS NULL OR each.validFrom <= $p6.value) AND (each.validTo IS NULL OR each.validTo > $p6.value))
      WITH DISTINCT n14
      MATCH (n14)-[r15:OWNS|HOLDS_SHARE]->(n15:Building|Room|Enterprise|HousingUnit|LandParcel|Compound|Vehicle)
      WHERE (r15.validFrom IS NULL OR r15.validFrom <= $p6.value) AND (r15.validTo IS NULL OR r15.validTo > $p6.value)
      WITH n15, sum(r15.share) AS w15
      ORDER BY w15 DESC, n15.id LIMIT 1000
      RETURN [n15.id, CASE WHEN n15:Disposal|IncomeItem|OperatingCost|FundAccount|Agency|Building|Room|Division|Meter|EnergyReading|EnergyTarget|Enterprise|Event|Reservation|VehiclePlan|Procurement|VehicleUsage|HousingUnit|LandParcel|Compound|Person|PropertyContract|LogisticsService|Enrolment|Staff|Policy|Standard|StandardItem|Inspection|InspectionFinding|StockTake|StockTakeItem|Task|Project|MaintenancePlan|WorkOrder THEN [0, [n15.id]] WHEN n15:Vehicle THEN [1, [n15.id, n15.plate]] END] AS row
    } AS c15
  }
  RETURN [[[$p5.value, $p4.value, n11.id, COLLECT {
    MATCH (n11)-[r12:OWNS|HOLDS_SHARE*0..]->(n12)
    WHERE all(each IN r12 WHERE (each.validFrom IS NULL OR each.validFrom <= $p6.value) AND (each.validTo IS NULL OR each.validTo > $p6.value))
    WITH DISTINCT n12
    MATCH (n12)-[r13:OWNS|HOLDS_SHARE]->(n13:Building|Room|Enterprise|HousingUnit|LandParcel|Compound|Vehicle)
    WHERE (r13.validFrom IS NULL OR r13.validFrom <= $p6.value) AND (r13.validTo IS NULL OR r13.validTo > $p6.value)
    WITH n12, r13, n13 LIMIT 200001
    RETURN [n12.id, n13.id, r13.id, type(r13), CASE WHEN r13:OWNS THEN r13.right WHEN r13:HOLDS_SHARE THEN r13.kind END, r13.share] AS row
  }, c15], [$p5.value, $p7.value, n11.id, COLLECT {
    MATCH (n11)-[r16:OWNS|HOLDS_SHARE*0..]->(n16)
    WHERE all(each IN r16 WHERE (each.validFrom IS NULL OR each.validFrom <= $p6.value) AND (each.validTo IS NULL OR each.validTo > $p6.value))
    WITH DISTINCT n16
    MATCH (n16)-[r17:OWNS|HOLDS_SHARE]->(n17:Building|Room|Enterprise|HousingUnit|LandParcel|Compound|Vehicle)
    WHERE (r17.validFrom IS NULL OR r17.validFrom <= $p6.value) AND (r17.validTo IS NULL OR r17.validTo > $p6.value)
    WITH n16, r17, n17 LIMIT 200001
    RETURN [n16.id, n17.id, r17.id, type(r17), CASE WHEN r17:OWNS THEN r17.right WHEN r17:HOLDS_SHARE THEN r17.kind END, r17.share] AS row
  }]]] AS row
}]] AS row
