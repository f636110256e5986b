-- Newest first; a limit of -1 is none. The words and what is only read with them stay where they are.
SELECT id, scenario, judge, total, opened_ms, left_ms, offset_minutes, plan, prediction, grade, source, official
FROM attempts
ORDER BY place DESC
LIMIT :limit;
