RETURN [[$p0.value, COLLECT {
  CALL () {
    MATCH (n0:Building)
    USING INDEX SEEK n0:Building(grossFloorAreaM2, id)
    WHERE n0.grossFloorAreaM2 = $p1.value AND (n0.id < $p2.value)
    RETURN n0, n0.grossFloorAreaM2 AS k0_0, n0.id AS k0_1 ORDER BY n0.grossFloorAreaM2 DESC, n0.id DESC LIMIT $p0.value + 1
    UNION ALL
    MATCH (n0:Building)
    USING INDEX SEEK n0:Building(grossFloorAreaM2, id)
    WHERE n0.grossFloorAreaM2 < $p1.value AND n0.id IS NOT NULL
    RETURN n0, n0.grossFloorAreaM2 AS k0_0, n0.id AS k0_1 ORDER BY n0.grossFloorAreaM2 DESC, n0.id DESC LIMIT $p0.value + 1
    UNION ALL
    WITH 1 AS one WHERE $p1.value IS NULL
    MATCH (n0:Building)
    USING INDEX SEEK n0:Building(absent_grossFloorAreaM2, id)
    WHERE n0.absent_grossFloorAreaM2 = true AND (n0.id < $p2.value)
    RETURN n0, null AS k0_0, n0.id AS k0_1 ORDER BY n0.absent_grossFloorAreaM2 DESC, n0.id DESC LIMIT $p0.value + 1
    UNION ALL
    WITH 1 AS one WHERE $p1.value IS NULL
    MATCH (n0:Building)
    USING INDEX n0:Building(grossFloorAreaM2, id)
    WHERE n0.grossFloorAreaM2 IS NOT NULL AND n0.id IS NOT NULL
    RETURN n0, n0.grossFloorAreaM2 AS k0_0, n0.id AS k0_1 ORDER BY n0.grossFloorAreaM2 DESC, n0.id DESC LIMIT $p0.value + 1
  }
  WITH n0, k0_0, k0_1 ORDER BY k0_0 DESC, k0_1 DESC LIMIT $p0.value + 1
  RETURN [[n0.code, n0.grossFloorAreaM2], [n0.grossFloorAreaM2, n0.id]] AS row
}]] AS row
