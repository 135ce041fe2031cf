RETURN [[$p0.value, COLLECT {
  MATCH (n0:Agency)
  WHERE n0.id IS NOT NULL
  WITH n0 ORDER BY n0.id LIMIT $p0.value + 1
  RETURN [[n0.code, [$p1.value, COLLECT {
    MATCH (n0)-[r1:OWNS]->(n1:Building|Room|HousingUnit|LandParcel|Compound|Vehicle)
    WHERE (r1.validFrom IS NULL OR r1.validFrom <= $p2.value) AND (r1.validTo IS NULL OR r1.validTo > $p2.value) AND n1.status <> $p3.value
    WITH n1, r1 ORDER BY n1.originalCost DESC, n1.id DESC, r1.id DESC LIMIT $p1.value + 1
    RETURN [[CASE WHEN n1:Building THEN 'Building' WHEN n1:Room THEN 'Room' WHEN n1:HousingUnit THEN 'HousingUnit' WHEN n1:LandParcel THEN 'LandParcel' WHEN n1:Compound THEN 'Compound' WHEN n1:Vehicle THEN 'Vehicle' END, n1.code, n1.originalCost]] AS row
  }]]] AS row
}]] AS row
