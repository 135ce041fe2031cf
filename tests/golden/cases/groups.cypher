RETURN [COLLECT {
  MATCH (n0:Building)
  WITH n0, head(COLLECT {
    MATCH (n0)-[r1:SITUATED_IN]->(n1:Division)
    WHERE (r1.validFrom IS NULL OR r1.validFrom <= $p0.value) AND (r1.validTo IS NULL OR r1.validTo > $p0.value)
    WITH n1, r1 ORDER BY r1.validFrom DESC, n1.id, r1.id LIMIT 1
    RETURN n1
  }) AS k0_2
  WITH n0.use AS k0_0, n0.builtOn.year AS k0_1, k0_2, count(*) AS s0, [count(*), sum(n0.grossFloorAreaM2)] AS m0
  ORDER BY s0 DESC, k0_0, k0_1, k0_2.id LIMIT $p1.value
  RETURN [[k0_0, k0_1, CASE WHEN k0_2 IS NOT NULL THEN [k0_2.code, k0_2.name] END], m0] AS row
}] AS row
