SELECT "run_number", "class", coalesce("dt_included", FALSE) AS "dt_included"
FROM "runs"
WHERE ("class" ILIKE '%Cos_ics!!' ESCAPE '!' OR NOT ("energy" >= CAST('6000.5' AS DOUBLE)) OR "run_number" IN (1, 2))
  AND len(list_filter("dt_dt_comments", lambda e: e ILIKE '%it''s%' ESCAPE '!')) > 0
  AND NOT coalesce("dt_included", FALSE)
ORDER BY "class" ASC NULLS LAST, "run_number" DESC NULLS FIRST
LIMIT 10;

SELECT "run_number", "class", coalesce("dt_included", FALSE) AS "dt_included"
FROM "runs"
WHERE ("class" ILIKE $1 ESCAPE '!' OR NOT ("energy" >= CAST($2 AS DOUBLE)) OR "run_number" IN ($3, $4))
  AND len(list_filter("dt_dt_comments", lambda e: e ILIKE $5 ESCAPE '!')) > 0
  AND NOT coalesce("dt_included", FALSE)
ORDER BY "class" ASC NULLS LAST, "run_number" DESC NULLS FIRST
LIMIT 10
-- ["%Cos_ics!!",6000.5,1,2,"%it's%"];

SELECT l."run_number", l."dataset_name", greatest(l."lo", c."lo") AS "lo", least(l."hi", c."hi") AS "hi"
FROM "lumisections" AS l
JOIN "datasets" AS d ON d."run_number" = l."run_number" AND d."dataset_name" = l."dataset_name"
JOIN (VALUES (1, 2), (3, 3), (4, 6), (7, 7), (8, 2147483647)) AS c ("lo", "hi") ON l."lo" <= c."hi" AND c."lo" <= l."hi"
WHERE l."in_rr"
  AND l."in_oms"
  AND d."energy" IS NOT NULL
  AND (d."energy" IS NULL OR d."energy" <= 7000)
  AND l."rr_dt_dt" = 'GOOD'
  AND d."hlt_key" IS NOT NULL
  AND (d."hlt_key" IS NULL OR NOT (d."hlt_key" LIKE '%WMass%' ESCAPE '!'))
  AND len(list_filter(d."components", lambda e: e = 'DT')) > 0
  AND (l."oms_bpix_ready" OR NOT (c."lo" IN (3, 7)))
  AND d."dataset_name" = 'online'
ORDER BY 1, 2, 3;

SELECT l."run_number", l."dataset_name", greatest(l."lo", c."lo") AS "lo", least(l."hi", c."hi") AS "hi"
FROM "lumisections" AS l
JOIN "datasets" AS d ON d."run_number" = l."run_number" AND d."dataset_name" = l."dataset_name"
JOIN (VALUES (1, 2), (3, 3), (4, 6), (7, 7), (8, 2147483647)) AS c ("lo", "hi") ON l."lo" <= c."hi" AND c."lo" <= l."hi"
WHERE l."in_rr"
  AND l."in_oms"
  AND (d."energy" IS NULL OR d."energy" <= 7000)
  AND l."rr_dt_dt" = 'GOOD'
  AND (d."hlt_key" IS NULL OR NOT (d."hlt_key" LIKE '%WMass%' ESCAPE '!'))
  AND len(list_filter(d."components", lambda e: e = 'DT')) > 0
  AND (l."oms_bpix_ready" OR NOT (c."lo" IN (3, 7)))
ORDER BY 1, 2, 3;
