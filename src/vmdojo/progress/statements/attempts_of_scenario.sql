-- Newest first; a limit of -1 is none.
SELECT id, scenario, scenario_hash, judge, plan, text, prediction, grade, opened_ms, left_ms, offset_minutes, source, official
FROM attempts
WHERE scenario = :scenario
ORDER BY place DESC
LIMIT :limit;
