RETURN [[$p0.value, COLLECT {
  MATCH (n0:Enterprise)
  WHERE EXISTS {
    MATCH (n0)-[r1:HOLDS_SHARE*1..]->(n1)
    WHERE all(each IN r1 WHERE (each.validFrom IS NULL OR each.validFrom <= $p1.value) AND (each.validTo IS NULL OR each.validTo > $p1.value))
    WITH DISTINCT n1
    WHERE n1:Enterprise AND n1 = n0
    RETURN n1
  }
  WITH n0 ORDER BY n0.id LIMIT $p0.value + 1
  RETURN [[n0.code]] AS row
}], [$p0.value, COLLECT {
  MATCH (n2:Building)
  WHERE EXISTS {
    MATCH (n2)-[r3:STANDS_ON]->(n3:LandParcel)
    WHERE (r3.validFrom IS NULL OR r3.validFrom <= $p2.value) AND (r3.validTo IS NULL OR r3.validTo > $p2.value) AND NOT EXISTS {
      MATCH (n3)<-[r4:OWNS]-(n4:Agency|Enterprise|Person)
      WHERE (r4.validFrom IS NULL OR r4.validFrom <= $p2.value) AND (r4.validTo IS NULL OR r4.validTo > $p2.value) AND EXISTS {
        MATCH (n4)-[r5:OWNS]->(n5:Building)
        WHERE (r5.validFrom IS NULL OR r5.validFrom <= $p2.value) AND (r5.validTo IS NULL OR r5.validTo > $p2.value) AND n5 = n2
      }
    }
  }
  WITH n2 ORDER BY n2.id LIMIT $p0.value + 1
  RETURN [[n2.code]] AS row
}], [$p0.value, COLLECT {
  MATCH (n6:Building)
  WHERE COLLECT {
    MATCH (n6)<-[r7:PART_OF]-(n7:Room)
    WHERE (r7.validFrom IS NULL OR r7.validFrom <= $p3.value) AND (r7.validTo IS NULL OR r7.validTo > $p3.value)
    RETURN CASE WHEN count(*) > 0 THEN sum(CASE WHEN EXISTS {
      MATCH (n7)<-[r8:OCCUPIES]-(n8:Staff)
      WHERE (r8.validFrom IS NULL OR r8.validFrom <= $p3.value) AND (r8.validTo IS NULL OR r8.validTo > $p3.value)
    } THEN 1.0 ELSE 0.0 END) / count(*) END
  }[0] > $p4.value AND COLLECT {
    MATCH (n6)<-[r9:PART_OF]-(n9:Room)
    WHERE (r9.validFrom IS NULL OR r9.validFrom <= $p3.value) AND (r9.validTo IS NULL OR r9.validTo > $p3.value)
    RETURN CASE WHEN count(*) > 0 THEN sum(CASE WHEN EXISTS {
      MATCH (n9)<-[r10:OCCUPIES]-(n10:Staff)
      WHERE (r10.validFrom IS NULL OR r10.validFrom <= $p3.value) AND (r10.validTo IS NULL OR r10.validTo > $p3.value)
    } THEN 1.0 ELSE 0.0 END) / count(*) END
  }[0] <= $p5.value
  WITH n6 ORDER BY n6.id LIMIT $p0.value + 1
  RETURN [[n6.code]] AS row
}]] AS row
