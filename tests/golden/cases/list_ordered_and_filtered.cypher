RETURN [[$p0.value, COLLECT {
  WITH COUNT {
    MATCH (n1:Building)
    USING INDEX n1:Building(grossFloorAreaM2, id)
    WHERE n1.grossFloorAreaM2 IS NOT NULL AND n1.id IS NOT NULL
    WITH n1 LIMIT 200
    WHERE n1.status IN $p1.value AND n1.heritage IS NOT NULL
    RETURN n1
  } >= 4 AS d0
  CALL (d0) {
    WITH 1 AS one WHERE d0
    MATCH (n0:Building)
    USING INDEX n0:Building(absent_grossFloorAreaM2, id)
    WHERE n0.absent_grossFloorAreaM2 = true AND n0.id IS NOT NULL AND n0.status IN $p1.value AND n0.heritage IS NOT NULL
    RETURN n0, null AS k0_0, n0.code AS k0_1, n0.id AS k0_2 ORDER BY n0.absent_grossFloorAreaM2 DESC, n0.code, n0.id LIMIT $p0.value + 1
    UNION ALL
    WITH 1 AS one WHERE d0 AND COUNT {
      MATCH (n0:Building)
      USING INDEX n0:Building(absent_grossFloorAreaM2, id)
      WHERE n0.absent_grossFloorAreaM2 = true AND n0.id IS NOT NULL AND n0.status IN $p1.value AND n0.heritage IS NOT NULL
      WITH n0 LIMIT $p0.value + 1
      RETURN n0
    } <= $p0.value
    MATCH (n0:Building)
    USING INDEX n0:Building(grossFloorAreaM2, id)
    WHERE n0.grossFloorAreaM2 IS NOT NULL AND n0.id IS NOT NULL AND n0.status IN $p1.value AND n0.heritage IS NOT NULL
    RETURN n0, n0.grossFloorAreaM2 AS k0_0, n0.code AS k0_1, n0.id AS k0_2 ORDER BY n0.grossFloorAreaM2 DESC, n0.code, n0.id LIMIT $p0.value + 1
    UNION ALL
    WITH 1 AS one WHERE NOT d0
    MATCH (n0:Building)
    WHERE n0.absent_grossFloorAreaM2 = true AND n0.id IS NOT NULL AND n0.status IN $p1.value AND n0.heritage IS NOT NULL
    RETURN n0, null AS k0_0, n0.code AS k0_1, n0.id AS k0_2 ORDER BY n0.absent_grossFloorAreaM2 DESC, n0.code, n0.id LIMIT $p0.value + 1
    UNION ALL
    WITH 1 AS one WHERE NOT d0
    MATCH (n0:Building)
    WHERE n0.grossFloorAreaM2 IS NOT NULL AND n0.id IS NOT NULL AND n0.status IN $p1.value AND n0.heritage IS NOT NULL
    RETURN n0, n0.grossFloorAreaM2 AS k0_0, n0.code AS k0_1, n0.id AS k0_2 ORDER BY n0.grossFloorAreaM2 DESC, n0.code, n0.id LIMIT $p0.value + 1
  }
  WITH n0, k0_0, k0_1, k0_2 ORDER BY k0_0 DESC, k0_1, k0_2 LIMIT $p0.value + 1
  RETURN [[n0.code, n0.grossFloorAreaM2], [n0.grossFloorAreaM2, n0.code, n0.id]] AS row
}, COUNT {
  MATCH (n2:Building)
  WHERE n2.status IN $p1.value AND n2.heritage IS NOT NULL
  RETURN n2
}]] AS row
