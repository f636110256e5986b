-- A record from before drafts had sources.
SELECT scenario, scenario_hash, stage, plan, text, opened_ms, saved_ms, left_ms, offset_minutes
FROM drafts
ORDER BY place DESC;
