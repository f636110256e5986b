-- Of equal totals the older take stays the best.
SELECT id, scenario, scenario_hash, judge, plan, text, prediction, grade, opened_ms, left_ms, offset_minutes, source, official
FROM attempts
WHERE scenario = :scenario
ORDER BY total DESC, place ASC
LIMIT 1;
