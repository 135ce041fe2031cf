RETURN [[$p0.value, COLLECT {
  MATCH (n0:Agency)
  WHERE n0.id IS NOT NULL
  WITH n0 ORDER BY n0.id LIMIT $p0.value + 1
  RETURN [[[n0.code]], [n0.id]] AS row
}]] AS row
