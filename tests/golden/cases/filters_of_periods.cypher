RETURN [[$p0.value, null, COUNT {
  MATCH (n0:Room)
  WHERE COUNT {
    MATCH (n0)<-[r1:OCCUPIES]-(n1:Staff)
    WHERE (r1.validFrom IS NULL OR r1.validFrom < $p2.value) AND (r1.validTo IS NULL OR r1.validTo > $p1.value)
  } = $p3.value
  RETURN n0
}], [$p0.value, COLLECT {
  MATCH (n2:HousingUnit)
  WHERE EXISTS {
    MATCH (n2)-[r3:ALLOTTED_TO]->(n3:Staff)
    MATCH (n2)-[r4:ALLOTTED_TO]->(n4:Staff)
    WHERE n3.id < n4.id AND r3.document IS NOT NULL AND r4.document IS NOT NULL AND (r3.validFrom IS NULL OR r3.validTo IS NULL OR r3.validFrom < r3.validTo) AND (r3.validFrom IS NULL OR r4.validTo IS NULL OR r3.validFrom < r4.validTo) AND (r4.validFrom IS NULL OR r3.validTo IS NULL OR r4.validFrom < r3.validTo) AND (r4.validFrom IS NULL OR r4.validTo IS NULL OR r4.validFrom < r4.validTo)
  }
  WITH n2 ORDER BY n2.id LIMIT $p0.value + 1
  RETURN [[n2.code]] AS row
}], [$p0.value, null, COUNT {
  MATCH (n5:Vehicle)
  WHERE COUNT {
    MATCH (n5)-[r6:ASSIGNED_TO]->(n6:Agency)
    WHERE (r6.validFrom IS NULL OR r6.validFrom <= $p4.value) AND (r6.validTo IS NULL OR r6.validTo > $p4.value)
  } > $p5.value
  RETURN n5
}], [$p6.value, COLLECT {
  MATCH (n7:Agency)
  WHERE n7.id IS NOT NULL
  WITH n7 ORDER BY n7.id LIMIT $p6.value + 1
  CALL (n7) {
    RETURN COLLECT {
      MATCH (n7)-[r8:USES]->(n8:Building|Room)
      WHERE (r8.validFrom IS NULL OR r8.validFrom <= $p7.value) AND (r8.validTo IS NULL OR r8.validTo > $p7.value)
      RETURN [sum(r8.areaM2)] AS row
    } AS c8
  }
  RETURN [[c8]] AS row
}], COLLECT {
  MATCH (n9:Building)
  WITH n9.builtOn.year - n9.builtOn.year % 10 AS k9_0, count(*) AS s9, [count(*)] AS m9
  ORDER BY s9 DESC, k9_0 LIMIT $p8.value
  RETURN [[k9_0], m9] AS row
}] AS row
