RETURN [COLLECT {
  MATCH (n0:Building)
  WHERE EXISTS {
    MATCH (n0)<-[r1:PART_OF]-(n1:Room)
    WHERE (r1.validFrom IS NULL OR r1.validFrom <= $p0.value) AND (r1.validTo IS NULL OR r1.validTo > $p0.value) AND n1.usableAreaM2 >= $p1.value
  } AND NOT EXISTS {
    MATCH (n0)-[r2:SITUATED_IN]->(n2:Division)
    WHERE (r2.validFrom IS NULL OR r2.validFrom <= $p0.value) AND (r2.validTo IS NULL OR r2.validTo > $p0.value) AND n2.level = $p2.value
  }
  RETURN [count(*), sum(n0.grossFloorAreaM2), [sum(n0.grossFloorAreaM2), count(n0.grossFloorAreaM2)]] AS row
}, [$p3.value, COLLECT {
  MATCH (n3:Building)
  WITH n3, head(COLLECT {
    MATCH (n3)-[r4:SITUATED_IN]->(n4:Division)
    WHERE (r4.validFrom IS NULL OR r4.validFrom <= $p4.value) AND (r4.validTo IS NULL OR r4.validTo > $p4.value)
    WITH n4, r4 ORDER BY r4.validFrom DESC, n4.id, r4.id LIMIT 1
    RETURN n4.name
  }) AS k3_0
  WITH n3, k3_0 ORDER BY k3_0, n3.id LIMIT $p3.value + 1
  CALL (n3) {
    RETURN COLLECT {
      MATCH (n3)<-[r5:PART_OF]-(n5:Room)
      WHERE (r5.validFrom IS NULL OR r5.validFrom <= $p4.value) AND (r5.validTo IS NULL OR r5.validTo > $p4.value) AND NOT EXISTS {
        MATCH (n5)<-[r6:OCCUPIES]-(n6:Staff)
        WHERE (r6.validFrom IS NULL OR r6.validFrom <= $p4.value) AND (r6.validTo IS NULL OR r6.validTo > $p4.value)
      } AND n5.usableAreaM2 >= $p5.value
      RETURN [count(*), sum(n5.usableAreaM2), min(n5.usableAreaM2), max(n5.usableAreaM2)] AS row
    } AS c5
  }
  RETURN [[n3.code, c5]] AS row
}], COLLECT {
  MATCH (n7:Building)
  WHERE EXISTS {
    MATCH (n7)<-[r8:USES]-(n8:Agency)
    WHERE (r8.validFrom IS NULL OR r8.validFrom <= $p6.value) AND (r8.validTo IS NULL OR r8.validTo > $p6.value) AND n8.kind <> $p7.value
  }
  WITH n7.use AS k7_0, count(*) AS s7, [count(*), sum(n7.grossFloorAreaM2)] AS m7
  ORDER BY s7 DESC, k7_0 LIMIT $p8.value
  RETURN [[k7_0], m7] AS row
}] AS row
