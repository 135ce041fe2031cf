RETURN [[$p0] + coalesce(head(COLLECT {
  CALL () {
    CALL () {
      MATCH (top:Agency {id: $p2})<-[way:SUBORDINATE_TO*0..]-(unit) WHERE all(each IN way WHERE (each.validFrom IS NULL OR each.validFrom <= $p1) AND (each.validTo IS NULL OR each.validTo > $p1))
      RETURN DISTINCT unit
    }
    CALL (unit) {
      CALL (unit) {
        MATCH (unit)-[way:MANAGES|OWNS|USES]->(owned:LandParcel) WHERE (way.validFrom IS NULL OR way.validFrom <= $p1) AND (way.validTo IS NULL OR way.validTo > $p1) RETURN owned
      }
      RETURN DISTINCT owned AS n0
    }
    CALL (n0) {
      WITH n0
      CALL (n0) {
        WITH n0 WHERE NOT n0.status IN ['PLANNED', 'DISPOSED']
          AND NOT EXISTS { MATCH (n0)<-[title:OWNS]-() WHERE (title.validFrom IS NULL OR title.validFrom <= $p1) AND (title.validTo IS NULL OR title.validTo > $p1) }
        RETURN [] AS figures, [] AS mentioned
      }
      RETURN 'NO_OWNER' AS q0, figures AS f0, mentioned AS m0
    }
    RETURN DISTINCT q0, n0, f0, m0
    UNION ALL
    CALL () {
      MATCH (top:Agency {id: $p2})<-[way:SUBORDINATE_TO*0..]-(unit) WHERE all(each IN way WHERE (each.validFrom IS NULL OR each.validFrom <= $p1) AND (each.validTo IS NULL OR each.validTo > $p1))
      RETURN DISTINCT unit
    }
    CALL (unit) {
      CALL (unit) {
        MATCH (unit)-[way:MANAGES|OWNS|USES]->(owned:Building) WHERE (way.validFrom IS NULL OR way.validFrom <= $p1) AND (way.validTo IS NULL OR way.validTo > $p1) RETURN owned
      }
      RETURN DISTINCT owned AS n0
    }
    CALL (n0) {
      WITH n0
      CALL (n0) {
        WITH n0 WHERE NOT n0.status IN ['PLANNED', 'DISPOSED']
          AND NOT EXISTS { MATCH (n0)<-[title:OWNS]-() WHERE (title.validFrom IS NULL OR title.validFrom <= $p1) AND (title.validTo IS NULL OR title.validTo > $p1) }
        RETURN [] AS figures, [] AS mentioned
      }
      RETURN 'NO_OWNER' AS q0, figures AS f0, mentioned AS m0
    }
    RETURN DISTINCT q0, n0, f0, m0
    UNION ALL
    CALL () {
      MATCH (top:Agency {id: $p2})<-[way:SUBORDINATE_TO*0..]-(unit) WHERE all(each IN way WHERE (each.validFrom IS NULL OR each.validFrom <= $p1) AND (each.validTo IS NULL OR each.validTo > $p1))
      RETURN DISTINCT unit
    }
    CALL (unit) {
      CALL (unit) {
        MATCH (unit)-[way:MANAGES|OWNS|USES]->(owned:HousingUnit) WHERE (way.validFrom IS NULL OR way.validFrom <= $p1) AND (way.validTo IS NULL OR way.validTo > $p1) RETURN owned
      }
      RETURN DISTINCT owned AS n0
    }
    CALL (n0) {
      WITH n0
      CALL (n0) {
        WITH n0 WHERE NOT n0.status IN ['PLANNED', 'DISPOSED']
          AND NOT EXISTS { MATCH (n0)<-[title:OWNS]-() WHERE (title.validFrom IS NULL OR title.validFrom <= $p1) AND (title.validTo IS NULL OR title.validTo > $p1) }
        RETURN [] AS figures, [] AS mentioned
      }
      RETURN 'NO_OWNER' AS q0, figures AS f0, mentioned AS m0
    }
    RETURN DISTINCT q0, n0, f0, m0
    UNION ALL
    CALL () {
      MATCH (top:Agency {id: $p2})<-[way:SUBORDINATE_TO*0..]-(unit) WHERE all(each IN way WHERE (each.validFrom IS NULL OR each.validFrom <= $p1) AND (each.validTo IS NULL OR each.validTo > $p1))
      RETURN DISTINCT unit
    }
    CALL (unit) {
      CALL (unit) {
        MATCH (unit)-[way:MANAGES|OWNS]->(owned:Vehicle) WHERE (way.validFrom IS NULL OR way.validFrom <= $p1) AND (way.validTo IS NULL OR way.validTo > $p1) RETURN owned
        UNION
        MATCH (unit)<-[way:ASSIGNED_TO]-(owned:Vehicle) WHERE (way.validFrom IS NULL OR way.validFrom <= $p1) AND (way.validTo IS NULL OR way.validTo > $p1) RETURN owned
      }
      RETURN DISTINCT owned AS n0
    }
    CALL (n0) {
      WITH n0
      CALL (n0) {
        WITH n0 WHERE NOT n0.status IN ['PLANNED', 'DISPOSED']
          AND NOT EXISTS { MATCH (n0)<-[title:OWNS]-() WHERE (title.validFrom IS NULL OR title.validFrom <= $p1) AND (title.validTo IS NULL OR title.validTo > $p1) }
        RETURN [] AS figures, [] AS mentioned
      }
      RETURN 'NO_OWNER' AS q0, figures AS f0, mentioned AS m0
    }
    RETURN DISTINCT q0, n0, f0, m0
    UNION ALL
    CALL () {
      MATCH (top:Agency {id: $p2})<-[way:SUBORDINATE_TO*0..]-(unit) WHERE all(each IN way WHERE (each.validFrom IS NULL OR each.validFrom <= $p1) AND (each.validTo IS NULL OR each.validTo > $p1))
      RETURN DISTINCT unit
    }
    CALL (unit) {
      CALL (unit) {
        MATCH (unit)-[way:EMPLOYS]->(owned:Staff)
        WHERE (way.validFrom IS NULL OR way.validFrom <= $p1) AND (way.validTo IS NULL OR way.validTo > $p1) OR NOT EXISTS { MATCH ()-[other:EMPLOYS]->(owned) WHERE (other.validFrom IS NULL OR other.validFrom <= $p1) AND (other.validTo IS NULL OR other.validTo > $p1) }
        RETURN owned
      }
      RETURN DISTINCT owned AS n0
    }
    CALL (n0) {
      WITH n0
      CALL (n0) {
        MATCH (n0)-[seat:OCCUPIES]->(room:Room)-[part:PART_OF]->(building:Building) WHERE (seat.validFrom IS NULL OR seat.validFrom <= $p1) AND (seat.validTo IS NULL OR seat.validTo > $p1) AND (part.validFrom IS NULL OR part.validFrom <= $p1) AND (part.validTo IS NULL OR part.validTo > $p1)
        WITH collect(DISTINCT building) AS buildings, collect(DISTINCT room) AS rooms WHERE size(buildings) > 1
        RETURN [size(buildings)] AS figures, rooms AS mentioned
      }
      RETURN 'TWO_OFFICES' AS q0, figures AS f0, mentioned AS m0
    }
    RETURN DISTINCT q0, n0, f0, m0
  }
  WITH q0, n0, f0, m0 ORDER BY q0, n0.id
  WITH collect([q0, n0, f0, m0]) AS l0
  CALL (l0) {
    RETURN COLLECT {
      UNWIND l0 AS each
      WITH each[0] AS q3, count(*) AS f3 ORDER BY q3
      RETURN [q3, f3] AS row
    } AS c3
  }
  RETURN [COLLECT {
    UNWIND l0 AS each
    WITH each[0] AS q1, each[1] AS n1, each[2] AS f1, each[3] AS m1
    WITH q1, n1, f1, m1 LIMIT $p0 + 1
    RETURN [[q1, [n1.id], COLLECT {
      UNWIND m1 AS n2
      RETURN [n2.id] AS row
    }, [q1, f1]], [q1, n1.id]] AS row
  }, c3] AS row
}), [[], []]), [$p3, COLLECT {
  MATCH (n4:Building)
  WHERE n4.id IS NOT NULL
  WITH n4 ORDER BY n4.id LIMIT $p3 + 1
  RETURN [[n4.id, [$p4, COLLECT {
    CALL (n4) {
      MATCH (n4:Building) WITH *, n4 AS n5
      CALL (n5) {
        WITH n5
        CALL (n5) {
          WITH n5 WHERE n5.status <> 'DISPOSED'
            AND NOT EXISTS { MATCH (n5)-[site:STANDS_ON]->() WHERE (site.validFrom IS NULL OR site.validFrom <= $p5) AND (site.validTo IS NULL OR site.validTo > $p5) }
          RETURN [] AS figures, [] AS mentioned
        }
        RETURN 'BUILDING_WITHOUT_PARCEL' AS q5, figures AS f5, mentioned AS m5
      }
      RETURN q5, n5, f5, m5
    }
    WITH q5, n5, f5, m5 ORDER BY q5, n5.id LIMIT $p4 + 1
    RETURN [[q5]] AS row
  }]]] AS row
}]] AS row
