RETURN [[$p0.value, COLLECT {
  CALL () {
    MATCH (n0:Room)
    USING INDEX n0:Room(absent_usableAreaM2, id)
    WHERE n0.absent_usableAreaM2 = true AND n0.id IS NOT NULL
    RETURN n0, null AS k0_0, n0.id AS k0_1 ORDER BY n0.absent_usableAreaM2 DESC, n0.id DESC LIMIT $p0.value + 1
    UNION ALL
    MATCH (n0:Room)
    USING INDEX n0:Room(usableAreaM2, id)
    WHERE n0.usableAreaM2 IS NOT NULL AND n0.id IS NOT NULL
    RETURN n0, n0.usableAreaM2 AS k0_0, n0.id AS k0_1 ORDER BY n0.usableAreaM2 DESC, n0.id DESC LIMIT $p0.value + 1
  }
  WITH n0, k0_0, k0_1 ORDER BY k0_0 DESC, k0_1 DESC LIMIT $p0.value + 1
  RETURN [[[n0.code, n0.usableAreaM2]], [n0.usableAreaM2, n0.id]] AS row
}]] AS row
