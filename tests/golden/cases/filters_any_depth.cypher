RETURN [[$p0.value, COLLECT {
  MATCH (n0:Agency)
  WHERE EXISTS {
    MATCH (n0)-[r1:SUBORDINATE_TO*1..]->(n1)
    WHERE all(each IN r1 WHERE (each.validFrom IS NULL OR each.validFrom <= $p1.value) AND (each.validTo IS NULL OR each.validTo > $p1.value) AND each.kind = $p2.value)
    WITH DISTINCT n1
    WHERE n1:Agency AND n1.name > $p3.value
    RETURN n1
  }
  WITH n0 ORDER BY n0.id LIMIT $p0.value + 1
  RETURN [[n0.name]] AS row
}], COLLECT {
  MATCH (n2:Building)
  WHERE EXISTS {
    MATCH (n2)<-[r3:USES]-(n3:Agency)
    WHERE (r3.validFrom IS NULL OR r3.validFrom <= $p4.value) AND (r3.validTo IS NULL OR r3.validTo > $p4.value) AND NOT coalesce(EXISTS {
      MATCH (n3)-[r4:SUBORDINATE_TO*1..]->(n4)
      WHERE all(each IN r4 WHERE (each.validFrom IS NULL OR each.validFrom <= $p4.value) AND (each.validTo IS NULL OR each.validTo > $p4.value))
      WITH DISTINCT n4
      WHERE n4:Agency AND n4.name > $p5.value
      RETURN n4
    }, false)
  }
  RETURN [count(*)] AS row
}] AS row
