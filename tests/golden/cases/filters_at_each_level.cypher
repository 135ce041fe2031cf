RETURN [[$p0.value, COLLECT {
  MATCH (n0:Division)
  WHERE COUNT {
    MATCH (n0)<-[r1:SITUATED_IN]-(n1:Agency|Building|Enterprise|HousingUnit|LandParcel|Compound)
    WHERE (r1.validFrom IS NULL OR r1.validFrom <= $p1.value) AND (r1.validTo IS NULL OR r1.validTo > $p1.value)
  } >= $p2.value
  WITH n0 ORDER BY n0.id LIMIT $p0.value + 1
  RETURN [[n0.code, [$p3.value, COLLECT {
    MATCH (n0)<-[r2:SITUATED_IN]-(n2:Building)
    WHERE (r2.validFrom IS NULL OR r2.validFrom <= $p1.value) AND (r2.validTo IS NULL OR r2.validTo > $p1.value)
    WITH n2, r2 ORDER BY n2.id, r2.id LIMIT $p3.value + 1
    RETURN [CASE WHEN n2:Agency|Enterprise|HousingUnit|LandParcel|Compound THEN [0, []] WHEN n2:Building THEN [1, [n2.code, [$p4.value, COLLECT {
      MATCH (n2:Building)<-[r3:PART_OF]-(n3:Room)
      WHERE (r3.validFrom IS NULL OR r3.validFrom <= $p1.value) AND (r3.validTo IS NULL OR r3.validTo > $p1.value) AND n3.usableAreaM2 >= $p5.value AND EXISTS {
        MATCH (n3)-[r4:PART_OF]->(n4:Building)
        WHERE (r4.validFrom IS NULL OR r4.validFrom <= $p1.value) AND (r4.validTo IS NULL OR r4.validTo > $p1.value) AND n4.use <> $p6.value
      }
      WITH n3, r3 ORDER BY n3.id, r3.id LIMIT $p4.value + 1
      RETURN [[n3.code, [$p7.value, COLLECT {
        MATCH (n3)<-[r5:OCCUPIES]-(n5:Staff)
        WHERE (r5.validFrom IS NULL OR r5.validFrom <= $p1.value) AND (r5.validTo IS NULL OR r5.validTo > $p1.value) AND COUNT {
          MATCH (n5)-[r6:OCCUPIES]->(n6:Room)
          WHERE (r6.validFrom IS NULL OR r6.validFrom <= $p1.value) AND (r6.validTo IS NULL OR r6.validTo > $p1.value)
        } >= $p8.value
        WITH n5, r5 ORDER BY n5.id, r5.id LIMIT $p7.value + 1
        RETURN [[n5.code]] AS row
      }]]] AS row
    }]]] END] AS row
  }]]] AS row
}]] AS row
