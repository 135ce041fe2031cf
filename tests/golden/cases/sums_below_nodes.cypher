RETURN [[$p0.value, COLLECT {
  MATCH (n0:Agency)
  WHERE n0.id IS NOT NULL
  WITH n0 ORDER BY n0.id LIMIT $p0.value + 1
  CALL (n0) {
    RETURN COLLECT {
      MATCH (n0)-[r1:OWNS]->(n1:Building|Room|HousingUnit|LandParcel|Compound|Vehicle)
      WHERE (r1.validFrom IS NULL OR r1.validFrom <= $p2.value) AND (r1.validTo IS NULL OR r1.validTo > $p2.value)
      WITH n1, r1 ORDER BY n1.id, r1.id LIMIT $p1.value + 1
      CALL (n1) {
        RETURN COLLECT {
          MATCH (n1:Building)<-[r2:OWNS]-(n2:Agency|Enterprise|Person)
          WHERE (r2.validFrom IS NULL OR r2.validFrom <= $p2.value) AND (r2.validTo IS NULL OR r2.validTo > $p2.value)
          RETURN [count(*)] AS row
        } AS c2
      }
      CALL (n1) {
        RETURN COLLECT {
          MATCH (n1:Building)<-[r3:PART_OF]-(n3:Room)
          WHERE (r3.validFrom IS NULL OR r3.validFrom <= $p2.value) AND (r3.validTo IS NULL OR r3.validTo > $p2.value)
          RETURN [count(*)] AS row
        } AS c3
      }
      CALL (n1) {
        RETURN COLLECT {
          MATCH (n1:Building)-[r4:SITUATED_IN]->(n4:Division)
          WHERE (r4.validFrom IS NULL OR r4.validFrom <= $p2.value) AND (r4.validTo IS NULL OR r4.validTo > $p2.value)
          WITH n4, r4 ORDER BY r4.validFrom DESC, n4.id, r4.id LIMIT 1
          CALL (n4) {
            RETURN COLLECT {
              MATCH (n4)<-[r5:SITUATED_IN]-(n5:Agency|Building|Enterprise|HousingUnit|LandParcel|Compound)
              WHERE (r5.validFrom IS NULL OR r5.validFrom <= $p2.value) AND (r5.validTo IS NULL OR r5.validTo > $p2.value)
              RETURN [count(*)] AS row
            } AS c5
          }
          RETURN [n4.name, c5] AS row
        } AS c4
      }
      CALL (n1) {
        RETURN COLLECT {
          MATCH (n1:Room|HousingUnit|LandParcel|Compound|Vehicle)<-[r6:OWNS]-(n6:Agency|Enterprise|Person)
          WHERE (r6.validFrom IS NULL OR r6.validFrom <= $p2.value) AND (r6.validTo IS NULL OR r6.validTo > $p2.value)
          RETURN [count(*)] AS row
        } AS c6
      }
      RETURN [CASE WHEN n1:Building THEN [0, [n1.code, c2, c3, c4]] WHEN n1:Room|HousingUnit|LandParcel|Compound|Vehicle THEN [1, [n1.code, c6]] END] AS row
    } AS c1
  }
  CALL (n0) {
    RETURN COLLECT {
      MATCH (n0)-[r8:OWNS]->(n8:Building|Room|HousingUnit|LandParcel|Compound|Vehicle)
      WHERE (r8.validFrom IS NULL OR r8.validFrom <= $p2.value) AND (r8.validTo IS NULL OR r8.validTo > $p2.value)
      WITH n8.status AS k8_0, count(*) AS s8, [count(*)] AS m8
      ORDER BY s8 DESC, k8_0 LIMIT $p3.value
      RETURN [[k8_0], m8] AS row
    } AS c8
  }
  RETURN [[n0.code, [$p1.value, c1, COUNT {
    MATCH (n0)-[r7:OWNS]->(n7:Building|Room|HousingUnit|LandParcel|Compound|Vehicle)
    WHERE (r7.validFrom IS NULL OR r7.validFrom <= $p2.value) AND (r7.validTo IS NULL OR r7.validTo > $p2.value)
    RETURN n7
  }], c8]] AS row
}], COLLECT {
  MATCH (n9:Building)
  WITH n9, head(COLLECT {
    MATCH (n9)-[r10:SITUATED_IN]->(n10:Division)
    WHERE (r10.validFrom IS NULL OR r10.validFrom <= $p2.value) AND (r10.validTo IS NULL OR r10.validTo > $p2.value)
    WITH n10, r10 ORDER BY r10.validFrom DESC, n10.id, r10.id LIMIT 1
    RETURN n10
  }) AS k9_0
  WITH k9_0, count(*) AS s9, [count(*)] AS m9
  ORDER BY s9 DESC, k9_0.id LIMIT $p4.value
  CALL (k9_0) {
    RETURN COLLECT {
      MATCH (k9_0)<-[r11:SITUATED_IN]-(n11:Agency|Building|Enterprise|HousingUnit|LandParcel|Compound)
      WHERE (r11.validFrom IS NULL OR r11.validFrom <= $p2.value) AND (r11.validTo IS NULL OR r11.validTo > $p2.value)
      RETURN [count(*)] AS row
    } AS c11
  }
  RETURN [[CASE WHEN k9_0 IS NOT NULL THEN [k9_0.code, c11] END], m9] AS row
}] AS row
