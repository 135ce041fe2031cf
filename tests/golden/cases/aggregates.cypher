RETURN [COLLECT {
  MATCH (n0:Building)
  WHERE n0.status <> $p0.value
  RETURN [count(*), sum(n0.grossFloorAreaM2), [sum(n0.grossFloorAreaM2), count(n0.grossFloorAreaM2)], max(n0.grossFloorAreaM2), sum(n0.originalCost), [sum(n0.originalCost), count(n0.originalCost)], toString(min(n0.builtOn))] AS row
}, [$p1.value, COLLECT {
  MATCH (n1:Agency)
  WHERE n1.id IS NOT NULL
  WITH n1 ORDER BY n1.id LIMIT $p1.value + 1
  CALL (n1) {
    RETURN COLLECT {
      MATCH (n1)-[r2:USES]->(n2:LandParcel|Compound|Building|Room)
      WHERE (r2.validFrom IS NULL OR r2.validFrom <= $p2.value) AND (r2.validTo IS NULL OR r2.validTo > $p2.value)
      RETURN [count(*), sum(r2.areaM2), max(r2.rent)] AS row
    } AS c2
  }
  CALL (n1) {
    RETURN COLLECT {
      MATCH (n1)-[r3:OWNS]->(n3:Building|Room|HousingUnit|LandParcel|Compound|Vehicle)
      WHERE (r3.validFrom IS NULL OR r3.validFrom <= $p2.value) AND (r3.validTo IS NULL OR r3.validTo > $p2.value)
      RETURN [count(*), sum(n3.originalCost)] AS row
    } AS c3
  }
  RETURN [[n1.code, c2, c3]] AS row
}]] AS row
