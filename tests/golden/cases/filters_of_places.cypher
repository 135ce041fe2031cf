RETURN [[$p0, COLLECT {
  MATCH (n0:Building)
  WHERE point.distance(n0.location, point({longitude: $p1, latitude: $p2})) <= $p3
  WITH n0 ORDER BY n0.id LIMIT $p0 + 1
  RETURN [[n0.code]] AS row
}], [$p0, null, COUNT {
  MATCH (n1:LandParcel)
  WHERE (point.withinBBox(n1.location, point({longitude: $p5, latitude: $p6}), point({longitude: $p7, latitude: $p8})) AND reduce(inside = false, e IN $p4.list | CASE WHEN (e[1] > n1.location.latitude) <> (e[3] > n1.location.latitude) AND n1.location.longitude < (e[2] - e[0]) * (n1.location.latitude - e[1]) / (e[3] - e[1]) + e[0] THEN NOT inside ELSE inside END))
  RETURN n1
}], [$p0, null, COUNT {
  MATCH (n2:HousingUnit)
  WHERE point.withinBBox(n2.location, point({longitude: $p9, latitude: $p10}), point({longitude: $p11, latitude: $p12}))
  RETURN n2
}]] AS row
