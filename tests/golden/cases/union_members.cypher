RETURN [[$p0.value, COLLECT {
  MATCH (n0:Vehicle)
  WHERE n0.id IS NOT NULL
  WITH n0 ORDER BY n0.id LIMIT $p0.value + 1
  RETURN [[n0.code, [$p0.value, COLLECT {
    MATCH (n0)-[r1:ASSIGNED_TO]->(n1:Agency|Staff)
    WHERE (r1.validFrom IS NULL OR r1.validFrom <= $p1.value) AND (r1.validTo IS NULL OR r1.validTo > $p1.value)
    WITH n1, r1 ORDER BY n1.id, r1.id LIMIT $p0.value + 1
    RETURN [CASE WHEN n1:Agency THEN [0, [CASE WHEN n1:Agency THEN 'Agency' WHEN n1:Staff THEN 'Staff' END, n1.name]] WHEN n1:Staff THEN [1, [CASE WHEN n1:Agency THEN 'Agency' WHEN n1:Staff THEN 'Staff' END, n1.staffNo, [$p0.value, COLLECT {
      MATCH (n1:Staff)<-[r2:EMPLOYS]-(n2:Agency)
      WHERE (r2.validFrom IS NULL OR r2.validFrom <= $p1.value) AND (r2.validTo IS NULL OR r2.validTo > $p1.value)
      WITH n2, r2 ORDER BY n2.id, r2.id LIMIT $p0.value + 1
      RETURN [[n2.code]] AS row
    }]]] END] AS row
  }, COUNT {
    MATCH (n0)-[r3:ASSIGNED_TO]->(n3:Agency|Staff)
    WHERE (r3.validFrom IS NULL OR r3.validFrom <= $p1.value) AND (r3.validTo IS NULL OR r3.validTo > $p1.value)
    RETURN n3
  }]]] AS row
}]] AS row
