RETURN [[$p0.value, COLLECT {
  MATCH (n0:Building)
  WHERE n0.id IS NOT NULL
  WITH n0 ORDER BY n0.id LIMIT $p0.value + 1
  RETURN [[n0.code, [$p1.value, COLLECT {
    MATCH (n0)<-[r1:PART_OF]-(n1:Room)
    WHERE (r1.validFrom IS NULL OR r1.validFrom <= $p2.value) AND (r1.validTo IS NULL OR r1.validTo > $p2.value)
    WITH n1, r1 ORDER BY n1.id, r1.id LIMIT $p1.value + 1
    RETURN [[n1.code, COLLECT {
      MATCH (n1)-[r2:PART_OF]->(n2:Building)
      WHERE (r2.validFrom IS NULL OR r2.validFrom <= $p2.value) AND (r2.validTo IS NULL OR r2.validTo > $p2.value)
      WITH n2, r2 ORDER BY r2.validFrom DESC, n2.id, r2.id LIMIT 1
      RETURN [n2.code, [$p3.value, COLLECT {
        MATCH (n2)<-[r3:PART_OF]-(n3:Room)
        WHERE (r3.validFrom IS NULL OR r3.validFrom <= $p2.value) AND (r3.validTo IS NULL OR r3.validTo > $p2.value)
        WITH n3, r3 ORDER BY n3.usableAreaM2 DESC, n3.id DESC, r3.id DESC LIMIT $p3.value + 1
        RETURN [[n3.code, COLLECT {
          MATCH (n3)-[r4:PART_OF]->(n4:Building)
          WHERE (r4.validFrom IS NULL OR r4.validFrom <= $p2.value) AND (r4.validTo IS NULL OR r4.validTo > $p2.value)
          WITH n4, r4 ORDER BY r4.validFrom DESC, n4.id, r4.id LIMIT 1
          RETURN [n4.name] AS row
        }]] AS row
      }, COUNT {
        MATCH (n2)<-[r5:PART_OF]-(n5:Room)
        WHERE (r5.validFrom IS NULL OR r5.validFrom <= $p2.value) AND (r5.validTo IS NULL OR r5.validTo > $p2.value)
        RETURN n5
      }]] AS row
    }]] AS row
  }]]] AS row
}]] AS row
