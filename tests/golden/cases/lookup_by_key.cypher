RETURN [COLLECT {
  MATCH (n0:Building)
  WHERE n0.code = $p0.value
  RETURN [n0.id, n0.code, n0.name, n0.status, n0.grossFloorAreaM2, toString(n0.builtOn), n0.location, n0.heritage] AS row
}] AS row
