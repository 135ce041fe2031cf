RETURN [[$p0.value, COLLECT {
  MATCH (n0:Building)
  WHERE (n0.name CONTAINS $p1.value OR n0.grossFloorAreaM2 >= $p2.value) AND NOT coalesce(n0.use IN $p3.value, false) AND EXISTS {
    MATCH (n0)<-[r1:PART_OF]-(n1:Room)
    WHERE (r1.validFrom IS NULL OR r1.validFrom <= $p4.value) AND (r1.validTo IS NULL OR r1.validTo > $p4.value) AND NOT EXISTS {
      MATCH (n1)<-[r2:OCCUPIES]-(n2:Staff)
      WHERE (r2.validFrom IS NULL OR r2.validFrom <= $p4.value) AND (r2.validTo IS NULL OR r2.validTo > $p4.value) AND n2.name STARTS WITH $p5.value
    }
  } AND COUNT {
    MATCH (n0)<-[r3:PART_OF]-(n3:Room)
    WHERE (r3.validFrom IS NULL OR r3.validFrom <= $p4.value) AND (r3.validTo IS NULL OR r3.validTo > $p4.value)
  } <= $p6.value
  WITH n0 ORDER BY n0.id LIMIT $p0.value + 1
  RETURN [[n0.code]] AS row
}, COUNT {
  MATCH (n4:Building)
  WHERE (n4.name CONTAINS $p1.value OR n4.grossFloorAreaM2 >= $p2.value) AND NOT coalesce(n4.use IN $p3.value, false) AND EXISTS {
    MATCH (n4)<-[r5:PART_OF]-(n5:Room)
    WHERE (r5.validFrom IS NULL OR r5.validFrom <= $p4.value) AND (r5.validTo IS NULL OR r5.validTo > $p4.value) AND NOT EXISTS {
      MATCH (n5)<-[r6:OCCUPIES]-(n6:Staff)
      WHERE (r6.validFrom IS NULL OR r6.validFrom <= $p4.value) AND (r6.validTo IS NULL OR r6.validTo > $p4.value) AND n6.name STARTS WITH $p5.value
    }
  } AND COUNT {
    MATCH (n4)<-[r7:PART_OF]-(n7:Room)
    WHERE (r7.validFrom IS NULL OR r7.validFrom <= $p4.value) AND (r7.validTo IS NULL OR r7.validTo > $p4.value)
  } <= $p6.value
  RETURN n4
}]] AS row
