RETURN [$p1.value] + coalesce(head(COLLECT {
  CALL () {
    WITH 1 AS one WHERE any(code IN ['ABOLISHED_HOLDS', 'BAD_IDENTIFIER', 'DUPLICATE_IDENTIFIER', 'OVERLAPPING_PERIODS', 'VEHICLE_OVER_QUOTA'] WHERE code IN $p3.value)
    CALL () {
      MATCH (n0:Agency {id: $p4.value})
      RETURN n0
      UNION ALL
      CALL () {
        MATCH (top:Agency {id: $p5.value})<-[way:SUBORDINATE_TO*0..]-(unit) WHERE all(each IN way WHERE $p6.value AND (each.validFrom IS NULL OR each.validFrom <= $p2.value) AND (each.validTo IS NULL OR each.validTo > $p2.value))
        RETURN DISTINCT unit
      }
      CALL (unit) {
        CALL (unit) {
          WITH unit AS owned RETURN owned
        }
        RETURN DISTINCT owned AS n0
      }
      RETURN n0
    }
    CALL (n0) {
      WITH n0
      WHERE 'ABOLISHED_HOLDS' IN $p3.value
      CALL (n0) {
        WITH n0 WHERE n0.abolishedOn <= $p2.value
        MATCH (n0)-[tie:OWNS|MANAGES|USES|EMPLOYS|HOLDS_SHARE]->(kept) WHERE (tie.validFrom IS NULL OR tie.validFrom <= $p2.value) AND (tie.validTo IS NULL OR tie.validTo > $p2.value)
        WITH n0 AS agency, collect(DISTINCT kept) AS kept
        OPTIONAL MATCH (agency)<-[:SUCCEEDS]-(heir:Agency)
        WITH kept, collect(DISTINCT heir) AS heirs WHERE size(kept) > 0
        RETURN [size(kept)] AS figures, heirs + kept[..50] AS mentioned
      }
      RETURN 'ABOLISHED_HOLDS' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'BAD_IDENTIFIER' IN $p3.value
      CALL (n0) {
        WITH n0.creditCode AS code WHERE code IS NOT NULL
        WITH code, code =~ '[0123456789ABCDEFGHJKLMNPQRTUWXY]{18}' AS formed
        WITH code, formed, CASE WHEN formed THEN reduce(sum = 0, i IN range(0, 16) |
             sum + size(split('0123456789ABCDEFGHJKLMNPQRTUWXY', substring(code, i, 1))[0]) * [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28][i]) ELSE 0 END AS sum
        WHERE NOT formed OR (31 - sum % 31) % 31 <> size(split('0123456789ABCDEFGHJKLMNPQRTUWXY', right(code, 1))[0])
        RETURN [] AS figures, [] AS mentioned
      }
      RETURN 'BAD_IDENTIFIER' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'DUPLICATE_IDENTIFIER' IN $p3.value
      CALL (n0) {
        MATCH (other:Enterprise {creditCode: n0.creditCode})
        RETURN [] AS figures, [other] AS mentioned
      }
      RETURN 'DUPLICATE_IDENTIFIER' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'OVERLAPPING_PERIODS' IN $p3.value
      CALL (n0) {
        MATCH (n0)-[tie:SUBORDINATE_TO]->(superior) WHERE tie.kind = 'LEADS' AND (tie.validFrom IS NULL OR tie.validFrom <= $p2.value) AND (tie.validTo IS NULL OR tie.validTo > $p2.value)
        WITH collect(DISTINCT superior) AS superiors WHERE size(superiors) > 1
        RETURN [size(superiors)] AS figures, superiors AS mentioned
      }
      RETURN 'OVERLAPPING_PERIODS' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'VEHICLE_OVER_QUOTA' IN $p3.value
      CALL (n0) {
        MATCH (n0)<-[filed:BELONGS_TO]-(plan:VehiclePlan) WHERE (filed.validFrom IS NULL OR filed.validFrom <= $p2.value) AND (filed.validTo IS NULL OR filed.validTo > $p2.value) AND (plan.validFrom IS NULL OR plan.validFrom <= $p2.value) AND (plan.validTo IS NULL OR plan.validTo > $p2.value)
        WITH plan.kind AS kind, sum(plan.quota) AS quota
        MATCH (n0)-[posts:EMPLOYS*0..1]->(assignee)<-[tie:ASSIGNED_TO]-(vehicle:Vehicle)
        WHERE all(post IN posts WHERE (post.validFrom IS NULL OR post.validFrom <= $p2.value) AND (post.validTo IS NULL OR post.validTo > $p2.value)) AND (tie.validFrom IS NULL OR tie.validFrom <= $p2.value) AND (tie.validTo IS NULL OR tie.validTo > $p2.value) AND (coalesce(vehicle.acquiredOn, vehicle.builtOn, vehicle.registeredOn, $p2.value) <= $p2.value AND (vehicle.disposedOn > $p2.value OR (vehicle.disposedOn IS NULL AND vehicle.status <> 'DISPOSED')))
          AND (kind IS NULL OR vehicle.kind = kind)
        WITH kind, quota, collect(DISTINCT vehicle) AS vehicles WHERE size(vehicles) > quota
        RETURN [size(vehicles), quota] AS figures, vehicles AS mentioned ORDER BY size(vehicles) - quota DESC, kind LIMIT 1
      }
      RETURN 'VEHICLE_OVER_QUOTA' AS q0, figures AS f0, mentioned AS m0
    }
    RETURN DISTINCT q0, n0, f0, m0
    UNION ALL
    WITH 1 AS one WHERE any(code IN ['BAD_IDENTIFIER', 'CIRCULAR_HOLDING', 'SHARES_NOT_ONE'] WHERE code IN $p3.value)
    CALL () {
      MATCH (n0:Enterprise {id: $p4.value})
      RETURN n0
      UNION ALL
      CALL () {
        MATCH (top:Agency {id: $p5.value})<-[way:SUBORDINATE_TO*0..]-(unit) WHERE all(each IN way WHERE $p6.value AND (each.validFrom IS NULL OR each.validFrom <= $p2.value) AND (each.validTo IS NULL OR each.validTo > $p2.value))
        RETURN DISTINCT unit
      }
      CALL (unit) {
        CALL (unit) {
          MATCH (unit)-[way:HOLDS_SHARE]->(owned:Enterprise) WHERE (way.validFrom IS NULL OR way.validFrom <= $p2.value) AND (way.validTo IS NULL OR way.validTo > $p2.value) RETURN owned
        }
        RETURN DISTINCT owned AS n0
      }
      RETURN n0
    }
    CALL (n0) {
      WITH n0
      WHERE 'BAD_IDENTIFIER' IN $p3.value
      CALL (n0) {
        WITH n0.creditCode AS code WHERE code IS NOT NULL
        WITH code, code =~ '[0123456789ABCDEFGHJKLMNPQRTUWXY]{18}' AS formed
        WITH code, formed, CASE WHEN formed THEN reduce(sum = 0, i IN range(0, 16) |
             sum + size(split('0123456789ABCDEFGHJKLMNPQRTUWXY', substring(code, i, 1))[0]) * [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28][i]) ELSE 0 END AS sum
        WHERE NOT formed OR (31 - sum % 31) % 31 <> size(split('0123456789ABCDEFGHJKLMNPQRTUWXY', right(code, 1))[0])
        RETURN [] AS figures, [] AS mentioned
      }
      RETURN 'BAD_IDENTIFIER' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'CIRCULAR_HOLDING' IN $p3.value
      CALL (n0) {
        MATCH (n0)-[first:HOLDS_SHARE]->(company:Enterprise) WHERE company <> n0 AND (first.validFrom IS NULL OR first.validFrom <= $p2.value) AND (first.validTo IS NULL OR first.validTo > $p2.value)
        MATCH way = shortestPath((company)-[links:HOLDS_SHARE*..30]->(n0)) WHERE all(link IN links WHERE (link.validFrom IS NULL OR link.validFrom <= $p2.value) AND (link.validTo IS NULL OR link.validTo > $p2.value))
        RETURN [length(way) + 1] AS figures, nodes(way)[..-1] AS mentioned
        ORDER BY length(way), company.id LIMIT 1
      }
      RETURN 'CIRCULAR_HOLDING' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'SHARES_NOT_ONE' IN $p3.value
      CALL (n0) {
        MATCH (n0)<-[stake:HOLDS_SHARE]-(owner) WHERE (stake.validFrom IS NULL OR stake.validFrom <= $p2.value) AND (stake.validTo IS NULL OR stake.validTo > $p2.value)
        WITH coalesce(stake.kind, 'CAPITAL') AS kind, collect(stake.share) AS shares, count(*) AS number,
             collect(DISTINCT owner) AS owners
        WITH kind, reduce(sum = 0, each IN shares | sum + each) AS sum, size(shares) = number AS known, owners
        WHERE sum > 1000001000000 OR (known AND sum < 999999000000)
        RETURN [sum / 1e12] AS figures, owners AS mentioned ORDER BY kind LIMIT 1
      }
      RETURN 'SHARES_NOT_ONE' AS q0, figures AS f0, mentioned AS m0
    }
    RETURN DISTINCT q0, n0, f0, m0
    UNION ALL
    WITH 1 AS one WHERE any(code IN ['BAD_IDENTIFIER', 'DISPOSED_IN_USE', 'DUPLICATE_IDENTIFIER', 'FUEL_ANOMALY', 'NO_OWNER', 'OVERLAPPING_PERIODS', 'SHARES_NOT_ONE', 'VEHICLE_DUE', 'VEHICLE_IDLE', 'VEHICLE_OVER_DISPLACEMENT', 'VEHICLE_OVER_PRICE'] WHERE code IN $p3.value)
    CALL () {
      OPTIONAL CALL () {
        OPTIONAL MATCH (item:StandardItem {measure: 'FUEL_TIMES_MEDIAN'}) WHERE (item.validFrom IS NULL OR item.validFrom <= $p2.value) AND (item.validTo IS NULL OR item.validTo > $p2.value)
        WITH min(item.limit) AS times
        MATCH (vehicle:Vehicle)<-[:RECORDED_FOR]-(reading:VehicleUsage) WHERE reading.month <= $p2.value AND reading.month > $p2.value - duration({years: 1})
        WITH times, vehicle, sum(reading.fuelL) AS fuel, sum(reading.distanceKm) AS distance
        WHERE fuel > 0 AND distance > 0
        WITH times, vehicle.model AS model, percentileCont(100 * fuel / distance, 0.5) AS median
        RETURN times, collect([model, median]) AS medians
      }
      RETURN times AS o0_3_times, medians AS o0_3_medians
    }
    CALL () {
      OPTIONAL CALL () {
        MATCH (item:StandardItem {measure: 'VEHICLE_AGE_YEARS'}) WHERE (item.validFrom IS NULL OR item.validFrom <= $p2.value) AND (item.validTo IS NULL OR item.validTo > $p2.value) RETURN min(item.limit) AS years
      }
      RETURN years AS o0_7_years
    }
    CALL () {
      OPTIONAL CALL () {
        MATCH (item:StandardItem {measure: 'VEHICLE_MONTHLY_KM'}) WHERE (item.validFrom IS NULL OR item.validFrom <= $p2.value) AND (item.validTo IS NULL OR item.validTo > $p2.value) RETURN min(item.limit) AS least
      }
      RETURN least AS o0_8_least
    }
    CALL () {
      OPTIONAL CALL () {
        MATCH (item:StandardItem {measure: 'VEHICLE_DISPLACEMENT_L'}) WHERE (item.validFrom IS NULL OR item.validFrom <= $p2.value) AND (item.validTo IS NULL OR item.validTo > $p2.value)
        WITH item ORDER BY item.rank IS NULL, item.level IS NULL, item.kind IS NULL, item.limit
        RETURN collect([item.level, item.rank, item.kind, item.limit]) AS limits
      }
      RETURN limits AS o0_9_limits
    }
    CALL () {
      OPTIONAL CALL () {
        MATCH (item:StandardItem {measure: 'VEHICLE_PRICE'}) WHERE (item.validFrom IS NULL OR item.validFrom <= $p2.value) AND (item.validTo IS NULL OR item.validTo > $p2.value)
        WITH item ORDER BY item.rank IS NULL, item.level IS NULL, item.kind IS NULL, item.limit
        RETURN collect([item.level, item.rank, item.kind, item.limit]) AS limits
      }
      RETURN limits AS o0_10_limits
    }
    CALL () {
      MATCH (n0:Vehicle {id: $p4.value})
      RETURN n0
      UNION ALL
      CALL () {
        MATCH (top:Agency {id: $p5.value})<-[way:SUBORDINATE_TO*0..]-(unit) WHERE all(each IN way WHERE $p6.value AND (each.validFrom IS NULL OR each.validFrom <= $p2.value) AND (each.validTo IS NULL OR each.validTo > $p2.value))
        RETURN DISTINCT unit
      }
      CALL (unit) {
        CALL (unit) {
          MATCH (unit)-[way:MANAGES|OWNS]->(owned:Vehicle) WHERE (way.validFrom IS NULL OR way.validFrom <= $p2.value) AND (way.validTo IS NULL OR way.validTo > $p2.value) RETURN owned
          UNION
          MATCH (unit)<-[way:ASSIGNED_TO]-(owned:Vehicle) WHERE (way.validFrom IS NULL OR way.validFrom <= $p2.value) AND (way.validTo IS NULL OR way.validTo > $p2.value) RETURN owned
        }
        RETURN DISTINCT owned AS n0
      }
      RETURN n0
    }
    CALL (n0, o0_3_times, o0_3_medians, o0_7_years, o0_8_least, o0_9_limits, o0_10_limits) {
      WITH n0
      WHERE 'BAD_IDENTIFIER' IN $p3.value
      CALL (n0) {
        WITH n0.vin AS vin, n0.plate IS NULL OR n0.plate =~ '[\\u4e00-\\u9fff][A-Z]([A-HJ-NP-Z0-9]{5,6})' AS plated
        WITH vin, plated, vin =~ '[A-HJ-NPR-Z0-9]{17}' AS formed
        WITH vin, plated, formed, CASE WHEN formed THEN reduce(sum = 0, i IN range(0, 16) |
             sum + toInteger(substring('012345678912345678123457923456789', size(split('0123456789ABCDEFGHJKLMNPRSTUVWXYZ', substring(vin, i, 1))[0]), 1))
                 * [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2][i]) % 11 ELSE 0 END AS sum
        WHERE NOT plated OR (vin IS NOT NULL
          AND (NOT formed OR substring(vin, 8, 1) <> CASE sum WHEN 10 THEN 'X' ELSE toString(sum) END))
        RETURN [] AS figures, [] AS mentioned
      }
      RETURN 'BAD_IDENTIFIER' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'DISPOSED_IN_USE' IN $p3.value
      CALL (n0) {
        WITH n0 WHERE n0.disposedOn <= $p2.value OR (n0.status = 'DISPOSED' AND n0.disposedOn IS NULL)
        OPTIONAL MATCH (n0)-[tie:USES|OCCUPIES|ASSIGNED_TO|ALLOTTED_TO]-(holder) WHERE (tie.validFrom IS NULL OR tie.validFrom <= $p2.value) AND (tie.validTo IS NULL OR tie.validTo > $p2.value)
        WITH n0 AS asset, collect(DISTINCT holder) AS holders
        OPTIONAL MATCH (asset)<-[:RESERVES]-(reservation:Reservation)
        WHERE reservation.endsOn > $p2.value AND NOT coalesce(reservation.status = 'CANCELLED', false)
        WITH holders, collect(DISTINCT reservation) AS reservations
        WHERE size(holders) + size(reservations) > 0
        RETURN [] AS figures, holders + reservations AS mentioned
      }
      RETURN 'DISPOSED_IN_USE' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'DUPLICATE_IDENTIFIER' IN $p3.value
      CALL (n0) {
        MATCH (other:Vehicle {plate: n0.plate})
        WHERE other.id IS NOT NULL AND other <> n0 AND (coalesce(other.acquiredOn, other.builtOn, other.registeredOn, $p2.value) <= $p2.value AND (other.disposedOn > $p2.value OR (other.disposedOn IS NULL AND other.status <> 'DISPOSED'))) AND (coalesce(n0.acquiredOn, n0.builtOn, n0.registeredOn, $p2.value) <= $p2.value AND (n0.disposedOn > $p2.value OR (n0.disposedOn IS NULL AND n0.status <> 'DISPOSED')))
        WITH collect(other) AS others WHERE size(others) > 0
        RETURN [] AS figures, others AS mentioned
      }
      RETURN 'DUPLICATE_IDENTIFIER' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0, o0_3_times AS times, o0_3_medians AS medians
      WHERE 'FUEL_ANOMALY' IN $p3.value
      CALL (n0, times, medians) {
        MATCH (n0)<-[:RECORDED_FOR]-(reading:VehicleUsage) WHERE reading.month <= $p2.value AND reading.month > $p2.value - duration({years: 1}) AND (coalesce(n0.acquiredOn, n0.builtOn, n0.registeredOn, $p2.value) <= $p2.value AND (n0.disposedOn > $p2.value OR (n0.disposedOn IS NULL AND n0.status <> 'DISPOSED')))
        WITH sum(reading.fuelL) AS fuel, sum(reading.distanceKm) AS distance WHERE fuel > 0 AND distance > 0
        WITH 100 * fuel / distance AS used, head([each IN medians WHERE each[0] = n0.model | each[1]]) AS median
        WHERE used > times * median
        RETURN [used, median] AS figures, [] AS mentioned
      }
      RETURN 'FUEL_ANOMALY' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'NO_OWNER' IN $p3.value
      CALL (n0) {
        WITH n0 WHERE n0.status <> 'PLANNED' AND (coalesce(n0.acquiredOn, n0.builtOn, n0.registeredOn, $p2.value) <= $p2.value AND (n0.disposedOn > $p2.value OR (n0.disposedOn IS NULL AND n0.status <> 'DISPOSED')))
          AND NOT EXISTS { MATCH (n0)<-[title:OWNS]-() WHERE (title.validFrom IS NULL OR title.validFrom <= $p2.value) AND (title.validTo IS NULL OR title.validTo > $p2.value) }
        RETURN [] AS figures, [] AS mentioned
      }
      RETURN 'NO_OWNER' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'OVERLAPPING_PERIODS' IN $p3.value
      CALL (n0) {
        MATCH (n0)<-[tie:MANAGES]-(keeper) WHERE (tie.validFrom IS NULL OR tie.validFrom <= $p2.value) AND (tie.validTo IS NULL OR tie.validTo > $p2.value) AND (coalesce(n0.acquiredOn, n0.builtOn, n0.registeredOn, $p2.value) <= $p2.value AND (n0.disposedOn > $p2.value OR (n0.disposedOn IS NULL AND n0.status <> 'DISPOSED')))
        WITH collect(DISTINCT keeper) AS keepers WHERE size(keepers) > 1
        RETURN [size(keepers)] AS figures, keepers AS mentioned
      }
      RETURN 'OVERLAPPING_PERIODS' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'SHARES_NOT_ONE' IN $p3.value
      CALL (n0) {
        MATCH (n0)<-[stake:OWNS]-(owner) WHERE (stake.validFrom IS NULL OR stake.validFrom <= $p2.value) AND (stake.validTo IS NULL OR stake.validTo > $p2.value)
        WITH coalesce(stake.right, 'OWNERSHIP') AS kind, collect(stake.share) AS shares, count(*) AS number,
             collect(DISTINCT owner) AS owners
        WITH kind, reduce(sum = 0, each IN shares | sum + each) AS sum, size(shares) = number AS known, owners
        WHERE sum > 1000001000000 OR (known AND sum < 999999000000)
        RETURN [sum / 1e12] AS figures, owners AS mentioned ORDER BY kind LIMIT 1
      }
      RETURN 'SHARES_NOT_ONE' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0, o0_7_years AS years
      WHERE 'VEHICLE_DUE' IN $p3.value
      CALL (n0, years) {
        WITH n0 WHERE years IS NOT NULL AND (coalesce(n0.acquiredOn, n0.builtOn, n0.registeredOn, $p2.value) <= $p2.value AND (n0.disposedOn > $p2.value OR (n0.disposedOn IS NULL AND n0.status <> 'DISPOSED')))
          AND n0.registeredOn <= $p2.value - duration({years: coalesce(toInteger(years), 0)})
        RETURN [duration.inMonths(n0.registeredOn, $p2.value).months / 12.0, n0.odometerKm] AS figures, [] AS mentioned
      }
      RETURN 'VEHICLE_DUE' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0, o0_8_least AS least
      WHERE 'VEHICLE_IDLE' IN $p3.value
      CALL (n0, least) {
        MATCH (n0)<-[:RECORDED_FOR]-(reading:VehicleUsage) WHERE reading.month <= $p2.value AND reading.month > $p2.value - duration({years: 1}) AND (coalesce(n0.acquiredOn, n0.builtOn, n0.registeredOn, $p2.value) <= $p2.value AND (n0.disposedOn > $p2.value OR (n0.disposedOn IS NULL AND n0.status <> 'DISPOSED')))
        WITH count(reading) AS months, avg(reading.distanceKm) AS distance WHERE distance < least
        RETURN [distance, months] AS figures, [] AS mentioned
      }
      RETURN 'VEHICLE_IDLE' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0, o0_9_limits AS limits
      WHERE 'VEHICLE_OVER_DISPLACEMENT' IN $p3.value
      CALL (n0, limits) {
        WITH head([each IN limits WHERE each[2] IS NULL OR each[2] = n0.kind | each[3]]) AS allowed
        WHERE (coalesce(n0.acquiredOn, n0.builtOn, n0.registeredOn, $p2.value) <= $p2.value AND (n0.disposedOn > $p2.value OR (n0.disposedOn IS NULL AND n0.status <> 'DISPOSED'))) AND n0.displacementL > allowed
        RETURN [n0.displacementL, allowed] AS figures, [] AS mentioned
      }
      RETURN 'VEHICLE_OVER_DISPLACEMENT' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0, o0_10_limits AS limits
      WHERE 'VEHICLE_OVER_PRICE' IN $p3.value
      CALL (n0, limits) {
        WITH head([each IN limits WHERE each[2] IS NULL OR each[2] = n0.kind | each[3]]) AS allowed
        WHERE (coalesce(n0.acquiredOn, n0.builtOn, n0.registeredOn, $p2.value) <= $p2.value AND (n0.disposedOn > $p2.value OR (n0.disposedOn IS NULL AND n0.status <> 'DISPOSED'))) AND n0.purchasePrice / 100.0 > allowed
        RETURN [n0.purchasePrice / 100.0, allowed] AS figures, [] AS mentioned
      }
      RETURN 'VEHICLE_OVER_PRICE' AS q0, figures AS f0, mentioned AS m0
    }
    RETURN DISTINCT q0, n0, f0, m0
    UNION ALL
    WITH 1 AS one WHERE any(code IN ['BAD_IDENTIFIER', 'DISPOSED_IN_USE', 'DUPLICATE_IDENTIFIER', 'NO_OWNER', 'OVERLAPPING_PERIODS', 'RIGHT_EXPIRED', 'SHARES_NOT_ONE'] WHERE code IN $p3.value)
    CALL () {
      OPTIONAL CALL () {
        MATCH (asset:LandParcel)<-[title:OWNS]-() WHERE title.certificateNo IS NOT NULL AND (title.validFrom IS NULL OR title.validFrom <= $p2.value) AND (title.validTo IS NULL OR title.validTo > $p2.value)
        WITH title.certificateNo AS number, collect(DISTINCT asset) AS assets WHERE size(assets) > 1
        RETURN collect([number, assets]) AS numbers
      }
      RETURN numbers AS o0_2_numbers
    }
    CALL () {
      MATCH (n0:LandParcel {id: $p4.value})
      RETURN n0
      UNION ALL
      CALL () {
        MATCH (top:Agency {id: $p5.value})<-[way:SUBORDINATE_TO*0..]-(unit) WHERE all(each IN way WHERE $p6.value AND (each.validFrom IS NULL OR each.validFrom <= $p2.value) AND (each.validTo IS NULL OR each.validTo > $p2.value))
        RETURN DISTINCT unit
      }
      CALL (unit) {
        CALL (unit) {
          MATCH (unit)-[way:MANAGES|OWNS|USES]->(owned:LandParcel) WHERE (way.validFrom IS NULL OR way.validFrom <= $p2.value) AND (way.validTo IS NULL OR way.validTo > $p2.value) RETURN owned
        }
        RETURN DISTINCT owned AS n0
      }
      RETURN n0
    }
    CALL (n0, o0_2_numbers) {
      WITH n0
      WHERE 'BAD_IDENTIFIER' IN $p3.value
      CALL (n0) {
        WITH n0.realEstateUnitCode AS code
        WHERE code IS NOT NULL AND NOT code =~ '[0-9]{12}[GJZ][A-HSXYLNZW][0-9]{5}([FLWQ][0-9]{8})?'
        RETURN [] AS figures, [] AS mentioned
      }
      RETURN 'BAD_IDENTIFIER' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'DISPOSED_IN_USE' IN $p3.value
      CALL (n0) {
        WITH n0 WHERE n0.disposedOn <= $p2.value OR (n0.status = 'DISPOSED' AND n0.disposedOn IS NULL)
        OPTIONAL MATCH (n0)-[tie:USES|OCCUPIES|ASSIGNED_TO|ALLOTTED_TO]-(holder) WHERE (tie.validFrom IS NULL OR tie.validFrom <= $p2.value) AND (tie.validTo IS NULL OR tie.validTo > $p2.value)
        WITH n0 AS asset, collect(DISTINCT holder) AS holders
        OPTIONAL MATCH (asset)<-[:RESERVES]-(reservation:Reservation)
        WHERE reservation.endsOn > $p2.value AND NOT coalesce(reservation.status = 'CANCELLED', false)
        WITH holders, collect(DISTINCT reservation) AS reservations
        WHERE size(holders) + size(reservations) > 0
        RETURN [] AS figures, holders + reservations AS mentioned
      }
      RETURN 'DISPOSED_IN_USE' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0, o0_2_numbers AS numbers
      WHERE 'DUPLICATE_IDENTIFIER' IN $p3.value
      CALL (n0, numbers) {
        MATCH (n0)<-[title:OWNS]-() WHERE size(numbers) > 0 AND title.certificateNo IS NOT NULL AND (title.validFrom IS NULL OR title.validFrom <= $p2.value) AND (title.validTo IS NULL OR title.validTo > $p2.value)
        UNWIND [each IN numbers WHERE each[0] = title.certificateNo | each[1]] AS assets
        UNWIND assets AS other
        WITH other WHERE other <> n0
        WITH collect(DISTINCT other) AS others WHERE size(others) > 0
        RETURN [] AS figures, others AS mentioned
      }
      RETURN 'DUPLICATE_IDENTIFIER' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'NO_OWNER' IN $p3.value
      CALL (n0) {
        WITH n0 WHERE n0.status <> 'PLANNED' AND (coalesce(n0.acquiredOn, n0.builtOn, n0.registeredOn, $p2.value) <= $p2.value AND (n0.disposedOn > $p2.value OR (n0.disposedOn IS NULL AND n0.status <> 'DISPOSED')))
          AND NOT EXISTS { MATCH (n0)<-[title:OWNS]-() WHERE (title.validFrom IS NULL OR title.validFrom <= $p2.value) AND (title.validTo IS NULL OR title.validTo > $p2.value) }
        RETURN [] AS figures, [] AS mentioned
      }
      RETURN 'NO_OWNER' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'OVERLAPPING_PERIODS' IN $p3.value
      CALL (n0) {
        MATCH (n0)<-[tie:MANAGES]-(keeper) WHERE (tie.validFrom IS NULL OR tie.validFrom <= $p2.value) AND (tie.validTo IS NULL OR tie.validTo > $p2.value) AND (coalesce(n0.acquiredOn, n0.builtOn, n0.registeredOn, $p2.value) <= $p2.value AND (n0.disposedOn > $p2.value OR (n0.disposedOn IS NULL AND n0.status <> 'DISPOSED')))
        WITH collect(DISTINCT keeper) AS keepers WHERE size(keepers) > 1
        RETURN [size(keepers)] AS figures, keepers AS mentioned
      }
      RETURN 'OVERLAPPING_PERIODS' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'RIGHT_EXPIRED' IN $p3.value
      CALL (n0) {
        WITH n0 WHERE n0.rightExpiresOn <= $p2.value
        MATCH (n0)<-[site:STANDS_ON*0..1]-(used)<-[use:USES]-(user) WHERE all(each IN site WHERE (each.validFrom IS NULL OR each.validFrom <= $p2.value) AND (each.validTo IS NULL OR each.validTo > $p2.value)) AND (use.validFrom IS NULL OR use.validFrom <= $p2.value) AND (use.validTo IS NULL OR use.validTo > $p2.value)
        WITH collect(DISTINCT used) AS used, collect(DISTINCT user) AS users
        WHERE size(users) > 0
        RETURN [duration.inDays(n0.rightExpiresOn, $p2.value).days] AS figures,
               [each IN used WHERE each <> n0] + users AS mentioned
      }
      RETURN 'RIGHT_EXPIRED' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'SHARES_NOT_ONE' IN $p3.value
      CALL (n0) {
        MATCH (n0)<-[stake:OWNS]-(owner) WHERE (stake.validFrom IS NULL OR stake.validFrom <= $p2.value) AND (stake.validTo IS NULL OR stake.validTo > $p2.value)
        WITH coalesce(stake.right, 'OWNERSHIP') AS kind, collect(stake.share) AS shares, count(*) AS number,
             collect(DISTINCT owner) AS owners
        WITH kind, reduce(sum = 0, each IN shares | sum + each) AS sum, size(shares) = number AS known, owners
        WHERE sum > 1000001000000 OR (known AND sum < 999999000000)
        RETURN [sum / 1e12] AS figures, owners AS mentioned ORDER BY kind LIMIT 1
      }
      RETURN 'SHARES_NOT_ONE' AS q0, figures AS f0, mentioned AS m0
    }
    RETURN DISTINCT q0, n0, f0, m0
    UNION ALL
    WITH 1 AS one WHERE any(code IN ['BAD_IDENTIFIER', 'BUILDING_WITHOUT_PARCEL', 'DISPOSED_IN_USE', 'DUPLICATE_IDENTIFIER', 'ENERGY_ANOMALY', 'IDLE_BUILDING', 'NO_OWNER', 'OVERBOOKED_BUILDING', 'OVERLAPPING_PERIODS', 'OWNER_LAND_DIFFERS', 'PARCEL_MISMATCH', 'SHARES_NOT_ONE'] WHERE code IN $p3.value)
    CALL () {
      OPTIONAL CALL () {
        MATCH (asset:Building)<-[title:OWNS]-() WHERE title.certificateNo IS NOT NULL AND (title.validFrom IS NULL OR title.validFrom <= $p2.value) AND (title.validTo IS NULL OR title.validTo > $p2.value)
        WITH title.certificateNo AS number, collect(DISTINCT asset) AS assets WHERE size(assets) > 1
        RETURN collect([number, assets]) AS numbers
      }
      RETURN numbers AS o0_3_numbers
    }
    CALL () {
      OPTIONAL CALL () {
        OPTIONAL MATCH (item:StandardItem) WHERE item.measure IN ['ENERGY_TIMES_MEDIAN', 'KGCE_PER_KWH',
          'KGCE_PER_M3_GAS', 'KGCE_PER_GJ', 'KGCE_PER_L_PETROL', 'KGCE_PER_L_DIESEL'] AND (item.validFrom IS NULL OR item.validFrom <= $p2.value) AND (item.validTo IS NULL OR item.validTo > $p2.value)
        WITH collect([item.measure, item.limit]) AS items
        WITH [[each IN items WHERE each[0] = 'KGCE_PER_KWH' | each[1]][0], [each IN items WHERE each[0] = 'KGCE_PER_M3_GAS' | each[1]][0], [each IN items WHERE each[0] = 'KGCE_PER_GJ' | each[1]][0], [each IN items WHERE each[0] = 'KGCE_PER_L_PETROL' | each[1]][0], [each IN items WHERE each[0] = 'KGCE_PER_L_DIESEL' | each[1]][0]] AS coals, [each IN items WHERE each[0] = 'ENERGY_TIMES_MEDIAN' | each[1]][0] AS times
        OPTIONAL MATCH (building:Building)<-[:RECORDED_FOR]-(reading:EnergyReading) WHERE reading.month <= $p2.value AND reading.month > $p2.value - duration({years: 1})
        WITH coals, times, building, sum(reduce(sum = 0.0, each IN [[reading.electricityKwh, coals[0]], [reading.naturalGasM3, coals[1]],
          [reading.heatGj, coals[2]], [reading.petrolL, coals[3]], [reading.dieselL, coals[4]]]
          | sum + coalesce(each[0] * each[1], 0.0))) AS energy
        CALL (building) {
          OPTIONAL MATCH (building)<-[use:USES]-(agency:Agency) WHERE (use.validFrom IS NULL OR use.validFrom <= $p2.value) AND (use.validTo IS NULL OR use.validTo > $p2.value) AND agency.sector IS NOT NULL
          WITH agency.sector AS sector, sum(use.areaM2) AS area ORDER BY area DESC, sector RETURN sector LIMIT 1 }
        WITH coals, times, sector, CASE WHEN building.grossFloorAreaM2 > 0 THEN energy / building.grossFloorAreaM2 END AS intensity
        WITH coals, times, sector, percentileCont(intensity, 0.5) AS median
        RETURN coals, times, collect([sector, median]) AS medians
      }
      RETURN coals AS o0_4_coals, times AS o0_4_times, medians AS o0_4_medians
    }
    CALL () {
      OPTIONAL CALL () {
        MATCH (item:StandardItem {measure: 'OCCUPANCY_SHARE'}) WHERE (item.validFrom IS NULL OR item.validFrom <= $p2.value) AND (item.validTo IS NULL OR item.validTo > $p2.value) RETURN min(item.limit) AS least
      }
      RETURN least AS o0_5_least
    }
    CALL () {
      OPTIONAL CALL () {
        MATCH (item:StandardItem {measure: 'OVERBOOKING_SHARE'}) WHERE (item.validFrom IS NULL OR item.validFrom <= $p2.value) AND (item.validTo IS NULL OR item.validTo > $p2.value) RETURN min(item.limit) AS spare
      }
      RETURN spare AS o0_7_spare
    }
    CALL () {
      MATCH (n0:Building {id: $p4.value})
      RETURN n0
      UNION ALL
      CALL () {
        MATCH (top:Agency {id: $p5.value})<-[way:SUBORDINATE_TO*0..]-(unit) WHERE all(each IN way WHERE $p6.value AND (each.validFrom IS NULL OR each.validFrom <= $p2.value) AND (each.validTo IS NULL OR each.validTo > $p2.value))
        RETURN DISTINCT unit
      }
      CALL (unit) {
        CALL (unit) {
          MATCH (unit)-[way:MANAGES|OWNS|USES]->(owned:Building) WHERE (way.validFrom IS NULL OR way.validFrom <= $p2.value) AND (way.validTo IS NULL OR way.validTo > $p2.value) RETURN owned
        }
        RETURN DISTINCT owned AS n0
      }
      RETURN n0
    }
    CALL (n0, o0_3_numbers, o0_4_coals, o0_4_times, o0_4_medians, o0_5_least, o0_7_spare) {
      WITH n0
      WHERE 'BAD_IDENTIFIER' IN $p3.value
      CALL (n0) {
        WITH n0.realEstateUnitCode AS code
        WHERE code IS NOT NULL AND NOT code =~ '[0-9]{12}[GJZ][A-HSXYLNZW][0-9]{5}[FLWQ][0-9]{8}'
        RETURN [] AS figures, [] AS mentioned
      }
      RETURN 'BAD_IDENTIFIER' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'BUILDING_WITHOUT_PARCEL' IN $p3.value
      CALL (n0) {
        WITH n0 WHERE (coalesce(n0.acquiredOn, n0.builtOn, n0.registeredOn, $p2.value) <= $p2.value AND (n0.disposedOn > $p2.value OR (n0.disposedOn IS NULL AND n0.status <> 'DISPOSED')))
          AND NOT EXISTS { MATCH (n0)-[site:STANDS_ON]->() WHERE (site.validFrom IS NULL OR site.validFrom <= $p2.value) AND (site.validTo IS NULL OR site.validTo > $p2.value) }
        RETURN [] AS figures, [] AS mentioned
      }
      RETURN 'BUILDING_WITHOUT_PARCEL' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'DISPOSED_IN_USE' IN $p3.value
      CALL (n0) {
        WITH n0 WHERE n0.disposedOn <= $p2.value OR (n0.status = 'DISPOSED' AND n0.disposedOn IS NULL)
        OPTIONAL MATCH (n0)-[tie:USES|OCCUPIES|ASSIGNED_TO|ALLOTTED_TO]-(holder) WHERE (tie.validFrom IS NULL OR tie.validFrom <= $p2.value) AND (tie.validTo IS NULL OR tie.validTo > $p2.value)
        WITH n0 AS asset, collect(DISTINCT holder) AS holders
        OPTIONAL MATCH (asset)<-[:RESERVES]-(reservation:Reservation)
        WHERE reservation.endsOn > $p2.value AND NOT coalesce(reservation.status = 'CANCELLED', false)
        WITH holders, collect(DISTINCT reservation) AS reservations
        WHERE size(holders) + size(reservations) > 0
        RETURN [] AS figures, holders + reservations AS mentioned
      }
      RETURN 'DISPOSED_IN_USE' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0, o0_3_numbers AS numbers
      WHERE 'DUPLICATE_IDENTIFIER' IN $p3.value
      CALL (n0, numbers) {
        MATCH (n0)<-[title:OWNS]-() WHERE size(numbers) > 0 AND title.certificateNo IS NOT NULL AND (title.validFrom IS NULL OR title.validFrom <= $p2.value) AND (title.validTo IS NULL OR title.validTo > $p2.value)
        UNWIND [each IN numbers WHERE each[0] = title.certificateNo | each[1]] AS assets
        UNWIND assets AS other
        WITH other WHERE other <> n0
        WITH collect(DISTINCT other) AS others WHERE size(others) > 0
        RETURN [] AS figures, others AS mentioned
      }
      RETURN 'DUPLICATE_IDENTIFIER' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0, o0_4_coals AS coals, o0_4_times AS times, o0_4_medians AS medians
      WHERE 'ENERGY_ANOMALY' IN $p3.value
      CALL (n0, coals, times, medians) {
        MATCH (n0)<-[:RECORDED_FOR]-(reading:EnergyReading) WHERE reading.month <= $p2.value AND reading.month > $p2.value - duration({years: 1}) AND (coalesce(n0.acquiredOn, n0.builtOn, n0.registeredOn, $p2.value) <= $p2.value AND (n0.disposedOn > $p2.value OR (n0.disposedOn IS NULL AND n0.status <> 'DISPOSED')))
        WITH n0 AS building, sum(reduce(sum = 0.0, each IN [[reading.electricityKwh, coals[0]], [reading.naturalGasM3, coals[1]],
          [reading.heatGj, coals[2]], [reading.petrolL, coals[3]], [reading.dieselL, coals[4]]]
          | sum + coalesce(each[0] * each[1], 0.0))) AS energy, count(DISTINCT reading.month) AS months,
             min(reading.month) AS since, max(reading.month) AS until
        WITH building, CASE WHEN building.grossFloorAreaM2 > 0 THEN energy / building.grossFloorAreaM2 END AS intensity,
             duration.inMonths(since, until).months + 1 - months AS missing
        CALL (building) {
          OPTIONAL MATCH (building)<-[use:USES]-(agency:Agency) WHERE (use.validFrom IS NULL OR use.validFrom <= $p2.value) AND (use.validTo IS NULL OR use.validTo > $p2.value) AND agency.sector IS NOT NULL
          WITH agency.sector AS sector, sum(use.areaM2) AS area ORDER BY area DESC, sector RETURN sector LIMIT 1 }
        WITH intensity, missing, head([each IN medians WHERE each[0] = sector | each[1]]) AS median
        WHERE missing > 0 OR intensity > times * median
        RETURN [intensity, median, missing] AS figures, [] AS mentioned
      }
      RETURN 'ENERGY_ANOMALY' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0, o0_5_least AS least
      WHERE 'IDLE_BUILDING' IN $p3.value
      CALL (n0, least) {
        MATCH (n0)<-[part:PART_OF]-(room:Room {use: 'OFFICE'}) WHERE (part.validFrom IS NULL OR part.validFrom <= $p2.value) AND (part.validTo IS NULL OR part.validTo > $p2.value) AND (coalesce(n0.acquiredOn, n0.builtOn, n0.registeredOn, $p2.value) <= $p2.value AND (n0.disposedOn > $p2.value OR (n0.disposedOn IS NULL AND n0.status <> 'DISPOSED')))
        WITH count(room) AS offices,
             sum(CASE WHEN EXISTS { MATCH (room)<-[seat:OCCUPIES]-() WHERE (seat.validFrom IS NULL OR seat.validFrom <= $p2.value) AND (seat.validTo IS NULL OR seat.validTo > $p2.value) } THEN 1 ELSE 0 END) AS occupied
        WHERE offices > 0 AND occupied < least * offices
        RETURN [offices, occupied, n0.usableAreaM2] AS figures, [] AS mentioned
      }
      RETURN 'IDLE_BUILDING' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'NO_OWNER' IN $p3.value
      CALL (n0) {
        WITH n0 WHERE n0.status <> 'PLANNED' AND (coalesce(n0.acquiredOn, n0.builtOn, n0.registeredOn, $p2.value) <= $p2.value AND (n0.disposedOn > $p2.value OR (n0.disposedOn IS NULL AND n0.status <> 'DISPOSED')))
          AND NOT EXISTS { MATCH (n0)<-[title:OWNS]-() WHERE (title.validFrom IS NULL OR title.validFrom <= $p2.value) AND (title.validTo IS NULL OR title.validTo > $p2.value) }
        RETURN [] AS figures, [] AS mentioned
      }
      RETURN 'NO_OWNER' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0, o0_7_spare AS spare
      WHERE 'OVERBOOKED_BUILDING' IN $p3.value
      CALL (n0, spare) {
        MATCH (n0)<-[use:USES]-(agency:Agency) WHERE (use.validFrom IS NULL OR use.validFrom <= $p2.value) AND (use.validTo IS NULL OR use.validTo > $p2.value) AND (coalesce(n0.acquiredOn, n0.builtOn, n0.registeredOn, $p2.value) <= $p2.value AND (n0.disposedOn > $p2.value OR (n0.disposedOn IS NULL AND n0.status <> 'DISPOSED')))
        WITH sum(use.areaM2) AS used, collect(DISTINCT agency) AS agencies
        WHERE used > n0.usableAreaM2 * (1 + spare)
        RETURN [used, n0.usableAreaM2] AS figures, agencies AS mentioned
      }
      RETURN 'OVERBOOKED_BUILDING' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'OVERLAPPING_PERIODS' IN $p3.value
      CALL (n0) {
        MATCH (n0)<-[tie:MANAGES]-(keeper) WHERE (tie.validFrom IS NULL OR tie.validFrom <= $p2.value) AND (tie.validTo IS NULL OR tie.validTo > $p2.value) AND (coalesce(n0.acquiredOn, n0.builtOn, n0.registeredOn, $p2.value) <= $p2.value AND (n0.disposedOn > $p2.value OR (n0.disposedOn IS NULL AND n0.status <> 'DISPOSED')))
        WITH collect(DISTINCT keeper) AS keepers WHERE size(keepers) > 1
        RETURN [size(keepers)] AS figures, keepers AS mentioned
      }
      RETURN 'OVERLAPPING_PERIODS' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'OWNER_LAND_DIFFERS' IN $p3.value
      CALL (n0) {
        MATCH (n0)<-[title:OWNS]-(owner) WHERE (title.validFrom IS NULL OR title.validFrom <= $p2.value) AND (title.validTo IS NULL OR title.validTo > $p2.value) AND (coalesce(n0.acquiredOn, n0.builtOn, n0.registeredOn, $p2.value) <= $p2.value AND (n0.disposedOn > $p2.value OR (n0.disposedOn IS NULL AND n0.status <> 'DISPOSED')))
        WITH n0 AS building, collect(DISTINCT owner) AS owners
        MATCH (building)-[site:STANDS_ON]->(parcel:LandParcel)<-[land:OWNS]-(holder) WHERE (site.validFrom IS NULL OR site.validFrom <= $p2.value) AND (site.validTo IS NULL OR site.validTo > $p2.value) AND (land.validFrom IS NULL OR land.validFrom <= $p2.value) AND (land.validTo IS NULL OR land.validTo > $p2.value)
        WITH owners, parcel, collect(DISTINCT holder) AS holders
        WHERE none(each IN holders WHERE each IN owners)
        RETURN [] AS figures, [parcel] + owners + holders AS mentioned ORDER BY parcel.id LIMIT 1
      }
      RETURN 'OWNER_LAND_DIFFERS' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'PARCEL_MISMATCH' IN $p3.value
      CALL (n0) {
        MATCH (n0)-[site:STANDS_ON]->(parcel:LandParcel) WHERE (site.validFrom IS NULL OR site.validFrom <= $p2.value) AND (site.validTo IS NULL OR site.validTo > $p2.value) AND (coalesce(n0.acquiredOn, n0.builtOn, n0.registeredOn, $p2.value) <= $p2.value AND (n0.disposedOn > $p2.value OR (n0.disposedOn IS NULL AND n0.status <> 'DISPOSED')))
        WITH collect(parcel) AS parcels, collect(parcel.realEstateUnitCode) AS codes
        WHERE size(codes) > 0 AND size(codes) = size(parcels)
          AND none(each IN codes WHERE n0.realEstateUnitCode STARTS WITH left(each, 19))
        RETURN [] AS figures, parcels AS mentioned
      }
      RETURN 'PARCEL_MISMATCH' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'SHARES_NOT_ONE' IN $p3.value
      CALL (n0) {
        MATCH (n0)<-[stake:OWNS]-(owner) WHERE (stake.validFrom IS NULL OR stake.validFrom <= $p2.value) AND (stake.validTo IS NULL OR stake.validTo > $p2.value)
        WITH coalesce(stake.right, 'OWNERSHIP') AS kind, collect(stake.share) AS shares, count(*) AS number,
             collect(DISTINCT owner) AS owners
        WITH kind, reduce(sum = 0, each IN shares | sum + each) AS sum, size(shares) = number AS known, owners
        WHERE sum > 1000001000000 OR (known AND sum < 999999000000)
        RETURN [sum / 1e12] AS figures, owners AS mentioned ORDER BY kind LIMIT 1
      }
      RETURN 'SHARES_NOT_ONE' AS q0, figures AS f0, mentioned AS m0
    }
    RETURN DISTINCT q0, n0, f0, m0
    UNION ALL
    WITH 1 AS one WHERE any(code IN ['BAD_IDENTIFIER', 'DISPOSED_IN_USE', 'DOUBLE_ALLOTMENT', 'DUPLICATE_IDENTIFIER', 'NO_OWNER', 'OVERLAPPING_PERIODS', 'SHARES_NOT_ONE'] WHERE code IN $p3.value)
    CALL () {
      OPTIONAL CALL () {
        MATCH (asset:HousingUnit)<-[title:OWNS]-() WHERE title.certificateNo IS NOT NULL AND (title.validFrom IS NULL OR title.validFrom <= $p2.value) AND (title.validTo IS NULL OR title.validTo > $p2.value)
        WITH title.certificateNo AS number, collect(DISTINCT asset) AS assets WHERE size(assets) > 1
        RETURN collect([number, assets]) AS numbers
      }
      RETURN numbers AS o0_3_numbers
    }
    CALL () {
      MATCH (n0:HousingUnit {id: $p4.value})
      RETURN n0
      UNION ALL
      CALL () {
        MATCH (top:Agency {id: $p5.value})<-[way:SUBORDINATE_TO*0..]-(unit) WHERE all(each IN way WHERE $p6.value AND (each.validFrom IS NULL OR each.validFrom <= $p2.value) AND (each.validTo IS NULL OR each.validTo > $p2.value))
        RETURN DISTINCT unit
      }
      CALL (unit) {
        CALL (unit) {
          MATCH (unit)-[way:MANAGES|OWNS|USES]->(owned:HousingUnit) WHERE (way.validFrom IS NULL OR way.validFrom <= $p2.value) AND (way.validTo IS NULL OR way.validTo > $p2.value) RETURN owned
        }
        RETURN DISTINCT owned AS n0
      }
      RETURN n0
    }
    CALL (n0, o0_3_numbers) {
      WITH n0
      WHERE 'BAD_IDENTIFIER' IN $p3.value
      CALL (n0) {
        WITH n0.realEstateUnitCode AS code
        WHERE code IS NOT NULL AND NOT code =~ '[0-9]{12}[GJZ][A-HSXYLNZW][0-9]{5}[FLWQ][0-9]{8}'
        RETURN [] AS figures, [] AS mentioned
      }
      RETURN 'BAD_IDENTIFIER' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'DISPOSED_IN_USE' IN $p3.value
      CALL (n0) {
        WITH n0 WHERE n0.disposedOn <= $p2.value OR (n0.status = 'DISPOSED' AND n0.disposedOn IS NULL)
        OPTIONAL MATCH (n0)-[tie:USES|OCCUPIES|ASSIGNED_TO|ALLOTTED_TO]-(holder) WHERE (tie.validFrom IS NULL OR tie.validFrom <= $p2.value) AND (tie.validTo IS NULL OR tie.validTo > $p2.value)
        WITH n0 AS asset, collect(DISTINCT holder) AS holders
        OPTIONAL MATCH (asset)<-[:RESERVES]-(reservation:Reservation)
        WHERE reservation.endsOn > $p2.value AND NOT coalesce(reservation.status = 'CANCELLED', false)
        WITH holders, collect(DISTINCT reservation) AS reservations
        WHERE size(holders) + size(reservations) > 0
        RETURN [] AS figures, holders + reservations AS mentioned
      }
      RETURN 'DISPOSED_IN_USE' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'DOUBLE_ALLOTMENT' IN $p3.value
      CALL (n0) {
        MATCH (n0)-[tie:ALLOTTED_TO]->(tenant:Staff) WHERE (tie.validFrom IS NULL OR tie.validFrom <= $p2.value) AND (tie.validTo IS NULL OR tie.validTo > $p2.value)
        WITH collect(DISTINCT tenant) AS tenants WHERE size(tenants) > 1
        RETURN [size(tenants)] AS figures, tenants AS mentioned
      }
      RETURN 'DOUBLE_ALLOTMENT' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0, o0_3_numbers AS numbers
      WHERE 'DUPLICATE_IDENTIFIER' IN $p3.value
      CALL (n0, numbers) {
        MATCH (n0)<-[title:OWNS]-() WHERE size(numbers) > 0 AND title.certificateNo IS NOT NULL AND (title.validFrom IS NULL OR title.validFrom <= $p2.value) AND (title.validTo IS NULL OR title.validTo > $p2.value)
        UNWIND [each IN numbers WHERE each[0] = title.certificateNo | each[1]] AS assets
        UNWIND assets AS other
        WITH other WHERE other <> n0
        WITH collect(DISTINCT other) AS others WHERE size(others) > 0
        RETURN [] AS figures, others AS mentioned
      }
      RETURN 'DUPLICATE_IDENTIFIER' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'NO_OWNER' IN $p3.value
      CALL (n0) {
        WITH n0 WHERE n0.status <> 'PLANNED' AND (coalesce(n0.acquiredOn, n0.builtOn, n0.registeredOn, $p2.value) <= $p2.value AND (n0.disposedOn > $p2.value OR (n0.disposedOn IS NULL AND n0.status <> 'DISPOSED')))
          AND NOT EXISTS { MATCH (n0)<-[title:OWNS]-() WHERE (title.validFrom IS NULL OR title.validFrom <= $p2.value) AND (title.validTo IS NULL OR title.validTo > $p2.value) }
        RETURN [] AS figures, [] AS mentioned
      }
      RETURN 'NO_OWNER' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'OVERLAPPING_PERIODS' IN $p3.value
      CALL (n0) {
        MATCH (n0)<-[tie:MANAGES]-(keeper) WHERE (tie.validFrom IS NULL OR tie.validFrom <= $p2.value) AND (tie.validTo IS NULL OR tie.validTo > $p2.value) AND (coalesce(n0.acquiredOn, n0.builtOn, n0.registeredOn, $p2.value) <= $p2.value AND (n0.disposedOn > $p2.value OR (n0.disposedOn IS NULL AND n0.status <> 'DISPOSED')))
        WITH collect(DISTINCT keeper) AS keepers WHERE size(keepers) > 1
        RETURN [size(keepers)] AS figures, keepers AS mentioned
      }
      RETURN 'OVERLAPPING_PERIODS' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'SHARES_NOT_ONE' IN $p3.value
      CALL (n0) {
        MATCH (n0)<-[stake:OWNS]-(owner) WHERE (stake.validFrom IS NULL OR stake.validFrom <= $p2.value) AND (stake.validTo IS NULL OR stake.validTo > $p2.value)
        WITH coalesce(stake.right, 'OWNERSHIP') AS kind, collect(stake.share) AS shares, count(*) AS number,
             collect(DISTINCT owner) AS owners
        WITH kind, reduce(sum = 0, each IN shares | sum + each) AS sum, size(shares) = number AS known, owners
        WHERE sum > 1000001000000 OR (known AND sum < 999999000000)
        RETURN [sum / 1e12] AS figures, owners AS mentioned ORDER BY kind LIMIT 1
      }
      RETURN 'SHARES_NOT_ONE' AS q0, figures AS f0, mentioned AS m0
    }
    RETURN DISTINCT q0, n0, f0, m0
    UNION ALL
    WITH 1 AS one WHERE any(code IN ['DISPOSED_IN_USE', 'IDLE_ROOM', 'OVERLAPPING_PERIODS'] WHERE code IN $p3.value)
    CALL () {
      OPTIONAL CALL () {
        MATCH (item:StandardItem {measure: 'IDLE_DAYS'}) WHERE (item.validFrom IS NULL OR item.validFrom <= $p2.value) AND (item.validTo IS NULL OR item.validTo > $p2.value) RETURN min(item.limit) AS days
      }
      RETURN days AS o0_1_days
    }
    CALL () {
      MATCH (n0:Room {id: $p4.value})
      RETURN n0
      UNION ALL
      CALL () {
        MATCH (top:Agency {id: $p5.value})<-[way:SUBORDINATE_TO*0..]-(unit) WHERE all(each IN way WHERE $p6.value AND (each.validFrom IS NULL OR each.validFrom <= $p2.value) AND (each.validTo IS NULL OR each.validTo > $p2.value))
        RETURN DISTINCT unit
      }
      CALL (unit) {
        CALL (unit) {
          MATCH (unit)-[way:USES]->(owned:Room) WHERE (way.validFrom IS NULL OR way.validFrom <= $p2.value) AND (way.validTo IS NULL OR way.validTo > $p2.value) RETURN owned
          UNION
          MATCH (unit)-[way:MANAGES|OWNS]->(:Building)<-[part:PART_OF]-(owned:Room) WHERE (way.validFrom IS NULL OR way.validFrom <= $p2.value) AND (way.validTo IS NULL OR way.validTo > $p2.value) AND (part.validFrom IS NULL OR part.validFrom <= $p2.value) AND (part.validTo IS NULL OR part.validTo > $p2.value) RETURN owned
        }
        RETURN DISTINCT owned AS n0
      }
      RETURN n0
    }
    CALL (n0, o0_1_days) {
      WITH n0
      WHERE 'DISPOSED_IN_USE' IN $p3.value
      CALL (n0) {
        WITH n0 WHERE n0.disposedOn <= $p2.value OR (n0.status = 'DISPOSED' AND n0.disposedOn IS NULL)
        OPTIONAL MATCH (n0)-[tie:USES|OCCUPIES|ASSIGNED_TO|ALLOTTED_TO]-(holder) WHERE (tie.validFrom IS NULL OR tie.validFrom <= $p2.value) AND (tie.validTo IS NULL OR tie.validTo > $p2.value)
        WITH n0 AS asset, collect(DISTINCT holder) AS holders
        OPTIONAL MATCH (asset)<-[:RESERVES]-(reservation:Reservation)
        WHERE reservation.endsOn > $p2.value AND NOT coalesce(reservation.status = 'CANCELLED', false)
        WITH holders, collect(DISTINCT reservation) AS reservations
        WHERE size(holders) + size(reservations) > 0
        RETURN [] AS figures, holders + reservations AS mentioned
      }
      RETURN 'DISPOSED_IN_USE' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0, o0_1_days AS days
      WHERE 'IDLE_ROOM' IN $p3.value
      CALL (n0, days) {
        WITH n0 WHERE days IS NOT NULL AND n0.use = 'OFFICE' AND n0.status = 'IN_USE' AND NOT EXISTS {
          MATCH (n0)-[part:PART_OF]->(building:Building) WHERE part.validFrom > $p2.value OR NOT (coalesce(building.acquiredOn, building.builtOn, building.registeredOn, $p2.value) <= $p2.value AND (building.disposedOn > $p2.value OR (building.disposedOn IS NULL AND building.status <> 'DISPOSED'))) } AND NOT EXISTS {
          MATCH (n0)<-[seat:OCCUPIES]-() WHERE (seat.validFrom IS NULL OR seat.validFrom <= $p2.value)
            AND (seat.validTo IS NULL OR seat.validTo > $p2.value - duration({days: coalesce(toInteger(days), 0)})) }
        OPTIONAL MATCH (n0)<-[seat:OCCUPIES]-() WHERE seat.validTo <= $p2.value
        WITH n0 AS room, max(seat.validTo) AS left
        RETURN [duration.inDays(left, $p2.value).days, room.usableAreaM2] AS figures, [] AS mentioned
      }
      RETURN 'IDLE_ROOM' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'OVERLAPPING_PERIODS' IN $p3.value
      CALL (n0) {
        MATCH (n0)-[tie:PART_OF]->(building:Building) WHERE (tie.validFrom IS NULL OR tie.validFrom <= $p2.value) AND (tie.validTo IS NULL OR tie.validTo > $p2.value)
        WITH collect(DISTINCT building) AS buildings WHERE size(buildings) > 1
        RETURN [size(buildings)] AS figures, buildings AS mentioned
      }
      RETURN 'OVERLAPPING_PERIODS' AS q0, figures AS f0, mentioned AS m0
    }
    RETURN DISTINCT q0, n0, f0, m0
    UNION ALL
    WITH 1 AS one WHERE any(code IN ['HOUSING_OVER_STANDARD', 'OFFICE_OVER_STANDARD', 'STAFF_LEFT_HOLDS', 'TWO_HOUSING_UNITS', 'TWO_OFFICES'] WHERE code IN $p3.value)
    CALL () {
      OPTIONAL CALL () {
        MATCH (item:StandardItem {measure: 'HOUSING_AREA_M2'}) WHERE (item.validFrom IS NULL OR item.validFrom <= $p2.value) AND (item.validTo IS NULL OR item.validTo > $p2.value)
        WITH item ORDER BY item.rank IS NULL, item.level IS NULL, item.kind IS NULL, item.limit
        RETURN collect([item.level, item.rank, item.kind, item.limit]) AS limits
      }
      RETURN limits AS o0_0_limits
    }
    CALL () {
      OPTIONAL CALL () {
        MATCH (item:StandardItem {measure: 'OFFICE_AREA_M2'}) WHERE (item.validFrom IS NULL OR item.validFrom <= $p2.value) AND (item.validTo IS NULL OR item.validTo > $p2.value)
        WITH item ORDER BY item.rank IS NULL, item.level IS NULL, item.kind IS NULL, item.limit
        RETURN collect([item.level, item.rank, item.kind, item.limit]) AS limits
      }
      RETURN limits AS o0_1_limits
    }
    CALL () {
      MATCH (n0:Staff {id: $p4.value})
      RETURN n0
      UNION ALL
      CALL () {
        MATCH (top:Agency {id: $p5.value})<-[way:SUBORDINATE_TO*0..]-(unit) WHERE all(each IN way WHERE $p6.value AND (each.validFrom IS NULL OR each.validFrom <= $p2.value) AND (each.validTo IS NULL OR each.validTo > $p2.value))
        RETURN DISTINCT unit
      }
      CALL (unit) {
        CALL (unit) {
          MATCH (unit)-[way:EMPLOYS]->(owned:Staff)
          WHERE (way.validFrom IS NULL OR way.validFrom <= $p2.value) AND (way.validTo IS NULL OR way.validTo > $p2.value) OR NOT EXISTS { MATCH ()-[other:EMPLOYS]->(owned) WHERE (other.validFrom IS NULL OR other.validFrom <= $p2.value) AND (other.validTo IS NULL OR other.validTo > $p2.value) }
          RETURN owned
        }
        RETURN DISTINCT owned AS n0
      }
      RETURN n0
    }
    CALL (n0, o0_0_limits, o0_1_limits) {
      WITH n0, o0_0_limits AS limits
      WHERE 'HOUSING_OVER_STANDARD' IN $p3.value
      CALL (n0, limits) {
        MATCH (n0)<-[tie:ALLOTTED_TO]-(unit:HousingUnit) WHERE (tie.validFrom IS NULL OR tie.validFrom <= $p2.value) AND (tie.validTo IS NULL OR tie.validTo > $p2.value)
        WITH DISTINCT unit
        WITH sum(unit.floorAreaM2) AS area, collect(unit) AS units,
             head([each IN limits WHERE each[1] IS NULL OR each[1] = n0.rank | each[3]]) AS allowed
        WHERE area > allowed + 0.005
        RETURN [area, allowed] AS figures, units AS mentioned
      }
      RETURN 'HOUSING_OVER_STANDARD' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0, o0_1_limits AS limits
      WHERE 'OFFICE_OVER_STANDARD' IN $p3.value
      CALL (n0, limits) {
        MATCH (n0)-[seat:OCCUPIES]->(room:Room) WHERE (seat.validFrom IS NULL OR seat.validFrom <= $p2.value) AND (seat.validTo IS NULL OR seat.validTo > $p2.value)
        WITH sum(seat.areaM2) AS area, collect(DISTINCT room) AS rooms WHERE area > 0
        MATCH (agency:Agency)-[post:EMPLOYS]->(n0) WHERE (post.validFrom IS NULL OR post.validFrom <= $p2.value) AND (post.validTo IS NULL OR post.validTo > $p2.value)
        WITH area, rooms, agency, head([each IN limits WHERE coalesce(each[0], agency.level) = agency.level AND (each[1] IS NULL OR each[1] = n0.rank) | each[3]]) AS allowed
        WITH area, rooms, agency, allowed WHERE allowed IS NOT NULL
        WITH area, rooms, agency, allowed ORDER BY allowed DESC, agency.id LIMIT 1
        WITH area, rooms, agency, allowed WHERE area > allowed + 0.005
        RETURN [area, allowed] AS figures, rooms + [agency] AS mentioned
      }
      RETURN 'OFFICE_OVER_STANDARD' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'STAFF_LEFT_HOLDS' IN $p3.value
      CALL (n0) {
        WITH n0 WHERE NOT EXISTS { MATCH (n0)<-[post:EMPLOYS]-() WHERE (post.validFrom IS NULL OR post.validFrom <= $p2.value) AND (post.validTo IS NULL OR post.validTo > $p2.value) }
        MATCH (n0)-[tie:OCCUPIES|ASSIGNED_TO|ALLOTTED_TO]-(kept) WHERE (tie.validFrom IS NULL OR tie.validFrom <= $p2.value) AND (tie.validTo IS NULL OR tie.validTo > $p2.value)
        WITH collect(DISTINCT kept) AS kept WHERE size(kept) > 0
        RETURN [size(kept)] AS figures, kept AS mentioned
      }
      RETURN 'STAFF_LEFT_HOLDS' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'TWO_HOUSING_UNITS' IN $p3.value
      CALL (n0) {
        MATCH (n0)<-[tie:ALLOTTED_TO]-(unit:HousingUnit) WHERE (tie.validFrom IS NULL OR tie.validFrom <= $p2.value) AND (tie.validTo IS NULL OR tie.validTo > $p2.value)
        WITH collect(DISTINCT unit) AS units WHERE size(units) > 1
        RETURN [size(units)] AS figures, units AS mentioned
      }
      RETURN 'TWO_HOUSING_UNITS' AS q0, figures AS f0, mentioned AS m0
      UNION ALL
      WITH n0
      WHERE 'TWO_OFFICES' IN $p3.value
      CALL (n0) {
        MATCH (n0)-[seat:OCCUPIES]->(room:Room)-[part:PART_OF]->(building:Building) WHERE (seat.validFrom IS NULL OR seat.validFrom <= $p2.value) AND (seat.validTo IS NULL OR seat.validTo > $p2.value) AND (part.validFrom IS NULL OR part.validFrom <= $p2.value) AND (part.validTo IS NULL OR part.validTo > $p2.value)
        WITH collect(DISTINCT building) AS buildings, collect(DISTINCT room) AS rooms WHERE size(buildings) > 1
        RETURN [size(buildings)] AS figures, rooms AS mentioned
      }
      RETURN 'TWO_OFFICES' AS q0, figures AS f0, mentioned AS m0
    }
    RETURN DISTINCT q0, n0, f0, m0
    UNION ALL
    WITH 1 AS one WHERE any(code IN ['OVERLAPPING_PERIODS'] WHERE code IN $p3.value)
    CALL () {
      MATCH (n0:Compound {id: $p4.value})
      RETURN n0
      UNION ALL
      CALL () {
        MATCH (top:Agency {id: $p5.value})<-[way:SUBORDINATE_TO*0..]-(unit) WHERE all(each IN way WHERE $p6.value AND (each.validFrom IS NULL OR each.validFrom <= $p2.value) AND (each.validTo IS NULL OR each.validTo > $p2.value))
        RETURN DISTINCT unit
      }
      CALL (unit) {
        CALL (unit) {
          MATCH (unit)-[way:MANAGES|OWNS|USES]->(owned:Compound) WHERE (way.validFrom IS NULL OR way.validFrom <= $p2.value) AND (way.validTo IS NULL OR way.validTo > $p2.value) RETURN owned
        }
        RETURN DISTINCT owned AS n0
      }
      RETURN n0
    }
    CALL (n0) {
      WITH n0
      WHERE 'OVERLAPPING_PERIODS' IN $p3.value
      CALL (n0) {
        MATCH (n0)<-[tie:MANAGES]-(keeper) WHERE (tie.validFrom IS NULL OR tie.validFrom <= $p2.value) AND (tie.validTo IS NULL OR tie.validTo > $p2.value) AND (coalesce(n0.acquiredOn, n0.builtOn, n0.registeredOn, $p2.value) <= $p2.value AND (n0.disposedOn > $p2.value OR (n0.disposedOn IS NULL AND n0.status <> 'DISPOSED')))
        WITH collect(DISTINCT keeper) AS keepers WHERE size(keepers) > 1
        RETURN [size(keepers)] AS figures, keepers AS mentioned
      }
      RETURN 'OVERLAPPING_PERIODS' AS q0, figures AS f0, mentioned AS m0
    }
    RETURN DISTINCT q0, n0, f0, m0
  }
  WITH q0, n0, f0, m0 ORDER BY q0, n0.id
  WITH collect([q0, n0, f0, m0]) AS l0
  CALL (l0) {
    RETURN COLLECT {
      UNWIND l0 AS each
      WITH each[0] AS q2, count(*) AS f2 ORDER BY q2
      RETURN [q2, f2] AS row
    } AS c2
  }
  RETURN [COLLECT {
    UNWIND l0 AS each
    WITH each[0] AS q1, each[1] AS n1, each[2] AS f1, each[3] AS m1
    WHERE (q1 > $p0.value[0] OR (q1 = $p0.value[0] AND ((n1.id >= $p0.value[2][0] AND ((n1.id > $p0.value[1]) <> (n1.id STARTS WITH $p0.value[2][0] AND any(off IN $p0.value[2][1] WHERE n1.id STARTS WITH left($p0.value[1], off[0]) AND substring(n1.id, off[0], 1) >= '\uE000' AND (substring(n1.id, off[0], 1) >= '\uD800\uDC00') <> off[1])))))))
    WITH q1, n1, f1, m1 LIMIT $p1.value + 1
    RETURN [q1, n1.id, f1, [each IN m1 | each.id]] AS row
  }, c2] AS row
}), [[], []]) AS row

RETURN [[[$p0.value[0], COLLECT {
  UNWIND $p0.value[1] AS each
  OPTIONAL MATCH (n0:Node {id: each[1]})
  WITH each[0] AS q0, n0, each[2] AS f0, COLLECT {
    UNWIND each[3] AS idn1
    OPTIONAL MATCH (n1:Node {id: idn1})
    RETURN n1
  } AS m0
  WITH q0, n0, f0, m0 ORDER BY q0, n0.id
  RETURN [[q0, [n0.id], COLLECT {
    UNWIND m0 AS n2
    RETURN [n2.id] AS row
  }, [q0, f0]], [q0, n0.id]] AS row
}] + $p0.value[2..], EXISTS {
  MATCH (n3:Agency {id: $p1.value})
}], [$p2.value, COLLECT {
  MATCH (n4:Building)
  WHERE n4.id IS NOT NULL
  WITH n4 ORDER BY n4.id LIMIT $p2.value + 1
  RETURN [[n4.id, [$p3.value, COLLECT {
    CALL (n4) {
      MATCH (n4:Building) WITH *, n4 AS n5
      CALL (n5) {
        WITH n5
        CALL (n5) {
          WITH n5 WHERE (coalesce(n5.acquiredOn, n5.builtOn, n5.registeredOn, $p4.value) <= $p4.value AND (n5.disposedOn > $p4.value OR (n5.disposedOn IS NULL AND n5.status <> 'DISPOSED')))
            AND NOT EXISTS { MATCH (n5)-[site:STANDS_ON]->() WHERE (site.validFrom IS NULL OR site.validFrom <= $p4.value) AND (site.validTo IS NULL OR site.validTo > $p4.value) }
          RETURN [] AS figures, [] AS mentioned
        }
        RETURN 'BUILDING_WITHOUT_PARCEL' AS q5, figures AS f5, mentioned AS m5
      }
      RETURN q5, n5, f5, m5
    }
    WITH q5, n5, f5, m5 ORDER BY q5, n5.id LIMIT $p3.value + 1
    RETURN [[q5]] AS row
  }]]] AS row
}]] AS row
