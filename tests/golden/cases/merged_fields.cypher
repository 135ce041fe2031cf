RETURN [[$p0.value, COLLECT {
  MATCH (n0:Room)
  WHERE n0.id IS NOT NULL
  WITH n0 ORDER BY n0.id LIMIT $p0.value + 1
  RETURN [[COLLECT {
    MATCH (n0)-[r1:PART_OF]->(n1:Building)
    WHERE (r1.validFrom IS NULL OR r1.validFrom <= $p1.value) AND (r1.validTo IS NULL OR r1.validTo > $p1.value)
    WITH n1, r1 ORDER BY r1.validFrom DESC, n1.id, r1.id LIMIT 1
    RETURN [n1.code, n1.name] AS row
  }, n0.code]] AS row
}]] AS row
