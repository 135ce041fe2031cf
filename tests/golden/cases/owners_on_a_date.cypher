RETURN [[$p0.value, COLLECT {
  MATCH (n0:LandParcel)
  WHERE n0.id IS NOT NULL
  WITH n0 ORDER BY n0.id LIMIT $p0.value + 1
  RETURN [[n0.code, [$p0.value, COLLECT {
    MATCH (n0)<-[r1:OWNS]-(n1:Agency|Enterprise|Person)
    WHERE (r1.validFrom IS NULL OR r1.validFrom <= $p1.value) AND (r1.validTo IS NULL OR r1.validTo > $p1.value)
    WITH n1, r1 ORDER BY n1.id, r1.id LIMIT $p0.value + 1
    RETURN [[r1.share, r1.right, toString(r1.validFrom), toString(r1.validTo), CASE WHEN n1:Agency THEN [0, [CASE WHEN n1:Agency THEN 'Agency' WHEN n1:Enterprise THEN 'Enterprise' WHEN n1:Person THEN 'Person' END, n1.id, n1.name, n1.creditCode]] WHEN n1:Enterprise THEN [1, [CASE WHEN n1:Agency THEN 'Agency' WHEN n1:Enterprise THEN 'Enterprise' WHEN n1:Person THEN 'Person' END, n1.id, n1.name, n1.jurisdiction]] WHEN n1:Person THEN [2, [CASE WHEN n1:Agency THEN 'Agency' WHEN n1:Enterprise THEN 'Enterprise' WHEN n1:Person THEN 'Person' END, n1.id, n1.name]] END]] AS row
  }, COUNT {
    MATCH (n0)<-[r2:OWNS]-(n2:Agency|Enterprise|Person)
    WHERE (r2.validFrom IS NULL OR r2.validFrom <= $p1.value) AND (r2.validTo IS NULL OR r2.validTo > $p1.value)
    RETURN n2
  }], [$p0.value, COLLECT {
    MATCH (n0)<-[r3:STANDS_ON]-(n3:Building)
    WHERE (r3.validFrom IS NULL OR r3.validFrom <= $p2.value) AND (r3.validTo IS NULL OR r3.validTo > $p2.value)
    WITH n3, r3 ORDER BY n3.id, r3.id LIMIT $p0.value + 1
    RETURN [[n3.code, [$p0.value, COLLECT {
      MATCH (n3)<-[r4:OWNS]-(n4:Agency|Enterprise|Person)
      WHERE (r4.validFrom IS NULL OR r4.validFrom <= $p2.value) AND (r4.validTo IS NULL OR r4.validTo > $p2.value)
      WITH n4, r4 ORDER BY n4.id, r4.id LIMIT $p0.value + 1
      RETURN [[n4.code]] AS row
    }]]] AS row
  }]]] AS row
}]] AS row
