RETURN [[$p0.value, COLLECT {
  MATCH (n0:Room)
  WITH n0, head(COLLECT {
    MATCH (n0)-[r1:PART_OF]->(n1:Building)
    WHERE (r1.validFrom IS NULL OR r1.validFrom <= $p1.value) AND (r1.validTo IS NULL OR r1.validTo > $p1.value)
    WITH n1, r1 ORDER BY r1.validFrom DESC, n1.id, r1.id LIMIT 1
    RETURN head(COLLECT {
      MATCH (n1)-[r2:SITUATED_IN]->(n2:Division)
      WHERE (r2.validFrom IS NULL OR r2.validFrom <= $p1.value) AND (r2.validTo IS NULL OR r2.validTo > $p1.value)
      WITH n2, r2 ORDER BY r2.validFrom DESC, n2.id, r2.id LIMIT 1
      RETURN n2.name
    })
  }) AS k0_0
  WITH n0, k0_0 ORDER BY k0_0 DESC, n0.number, n0.id LIMIT $p0.value + 1
  RETURN [[n0.code, COLLECT {
    MATCH (n0)-[r3:PART_OF]->(n3:Building)
    WHERE (r3.validFrom IS NULL OR r3.validFrom <= $p1.value) AND (r3.validTo IS NULL OR r3.validTo > $p1.value)
    WITH n3, r3 ORDER BY r3.validFrom DESC, n3.id, r3.id LIMIT 1
    RETURN [COLLECT {
      MATCH (n3)-[r4:SITUATED_IN]->(n4:Division)
      WHERE (r4.validFrom IS NULL OR r4.validFrom <= $p1.value) AND (r4.validTo IS NULL OR r4.validTo > $p1.value)
      WITH n4, r4 ORDER BY r4.validFrom DESC, n4.id, r4.id LIMIT 1
      RETURN [n4.name] AS row
    }] AS row
  }]] AS row
}]] AS row
