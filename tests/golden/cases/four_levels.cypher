RETURN [[$p0.value, COLLECT {
  MATCH (n0:Agency)
  WHERE n0.id IS NOT NULL
  WITH n0 ORDER BY n0.id LIMIT $p0.value + 1
  RETURN [[n0.code, [$p1.value, COLLECT {
    MATCH (n0)-[r1:MANAGES]->(n1:Building|Room|HousingUnit|LandParcel|Compound|Vehicle)
    WHERE (r1.validFrom IS NULL OR r1.validFrom <= $p2.value) AND (r1.validTo IS NULL OR r1.validTo > $p2.value)
    WITH n1, r1 ORDER BY n1.id, r1.id LIMIT $p1.value + 1
    RETURN [CASE WHEN n1:Building THEN [0, [n1.code, [$p3.value, COLLECT {
      MATCH (n1:Building)<-[r2:PART_OF]-(n2:Room)
      WHERE (r2.validFrom IS NULL OR r2.validFrom <= $p2.value) AND (r2.validTo IS NULL OR r2.validTo > $p2.value)
      WITH n2, r2 ORDER BY n2.id, r2.id LIMIT $p3.value + 1
      RETURN [[n2.code, [$p4.value, COLLECT {
        MATCH (n2)<-[r3:OCCUPIES]-(n3:Staff)
        WHERE (r3.validFrom IS NULL OR r3.validFrom <= $p2.value) AND (r3.validTo IS NULL OR r3.validTo > $p2.value)
        WITH n3, r3 ORDER BY n3.id, r3.id LIMIT $p4.value + 1
        RETURN [[r3.areaM2, [n3.code, n3.rank]]] AS row
      }]]] AS row
    }]]] WHEN n1:Room|HousingUnit|LandParcel|Compound|Vehicle THEN [1, [n1.code]] END] AS row
  }]]] AS row
}]] AS row
