RETURN [[$p0.value, COLLECT {
  MATCH (n0:Building)
  WHERE NOT EXISTS {
    MATCH (n0)<-[r1:OWNS]-(n1:Agency|Enterprise|Person)
    WHERE (r1.validFrom IS NULL OR r1.validFrom <= $p1.value) AND (r1.validTo IS NULL OR r1.validTo > $p1.value) AND r1.share > $p2.value AND r1.right IS NOT NULL AND NOT coalesce(n1.name <> $p3.value, false)
  }
  WITH n0 ORDER BY n0.id LIMIT $p0.value + 1
  RETURN [[n0.code, [$p4.value, COLLECT {
    MATCH (n0)<-[r2:OWNS]-(n2:Agency|Enterprise|Person)
    WHERE (r2.validFrom IS NULL OR r2.validFrom <= $p1.value) AND (r2.validTo IS NULL OR r2.validTo > $p1.value) AND r2.validFrom >= $p5.value
    WITH n2, r2 ORDER BY r2.share, n2.id, r2.id LIMIT $p4.value + 1
    RETURN [[r2.share, [n2.name]]] AS row
  }]]] AS row
}]] AS row
