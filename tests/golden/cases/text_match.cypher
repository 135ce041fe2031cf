RETURN [[$p0.value, COLLECT {
  CALL () {
    MATCH (n0:Agency)
    USING INDEX n0:Agency(name, id)
    WHERE n0.name IS NOT NULL AND n0.id IS NOT NULL AND (n0.name CONTAINS $p1.value OR n0.namePinyin STARTS WITH $p2.value)
    RETURN n0, n0.name AS k0_0, n0.id AS k0_1 ORDER BY n0.name, n0.id LIMIT $p0.value + 1
  }
  WITH n0, k0_0, k0_1 ORDER BY k0_0, k0_1 LIMIT $p0.value + 1
  RETURN [[n0.name, [$p3.value, COLLECT {
    MATCH (n0)-[r1:MANAGES]->(n1:Building|Room|HousingUnit|LandParcel|Compound|Vehicle)
    WHERE (r1.validFrom IS NULL OR r1.validFrom <= $p4.value) AND (r1.validTo IS NULL OR r1.validTo > $p4.value) AND n1.name ENDS WITH $p5.value
    WITH n1, r1 ORDER BY n1.id, r1.id LIMIT $p3.value + 1
    RETURN [[n1.name]] AS row
  }, COUNT {
    MATCH (n0)-[r2:MANAGES]->(n2:Building|Room|HousingUnit|LandParcel|Compound|Vehicle)
    WHERE (r2.validFrom IS NULL OR r2.validFrom <= $p4.value) AND (r2.validTo IS NULL OR r2.validTo > $p4.value) AND n2.name ENDS WITH $p5.value
    RETURN n2
  }]]] AS row
}]] AS row
