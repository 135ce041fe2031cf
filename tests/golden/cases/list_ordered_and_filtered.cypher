RETURN [[$p0, COLLECT {
  MATCH (n0:Building)
  WHERE n0.status IN $p1 AND n0.heritage IS NOT NULL
  WITH n0 ORDER BY n0.grossFloorAreaM2 DESC, n0.code, n0.id LIMIT $p0 + 1
  RETURN [[n0.code, n0.grossFloorAreaM2], [n0.grossFloorAreaM2, n0.code, n0.id]] AS row
}, COUNT {
  MATCH (n1:Building)
  WHERE n1.status IN $p1 AND n1.heritage IS NOT NULL
  RETURN n1
}]] AS row
