RETURN [[$p0.value, COLLECT {
  MATCH (n0:Building)
  WHERE point.distance(n0.location, point({longitude: $p1.value, latitude: $p2.value})) <= $p3.value
  WITH n0 ORDER BY n0.id LIMIT $p0.value + 1
  RETURN [[n0.code]] AS row
}], [$p0.value, null, COUNT {
  MATCH (n1:LandParcel)
  WHERE (point.withinBBox(n1.location, point({longitude: $p5.value, latitude: $p6.value}), point({longitude: $p7.value, latitude: $p8.value})) AND reduce(inside = false, e IN $p4.value | CASE WHEN (e[1] > n1.location.latitude) <> (e[3] > n1.location.latitude) AND n1.location.longitude < (e[2] - e[0]) * (n1.location.latitude - e[1]) / (e[3] - e[1]) + e[0] THEN NOT inside ELSE inside END))
  RETURN n1
}], [$p0.value, null, COUNT {
  MATCH (n2:HousingUnit)
  WHERE point.withinBBox(n2.location, point({longitude: $p9.value, latitude: $p10.value}), point({longitude: $p11.value, latitude: $p12.value}))
  RETURN n2
}]] AS row
