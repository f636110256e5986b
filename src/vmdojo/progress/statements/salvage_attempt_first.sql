-- A record from before there were sources.
SELECT id, scenario, scenario_hash, judge, plan, text, prediction, grade, opened_ms, left_ms, offset_minutes
FROM attempts
WHERE place = :place;
