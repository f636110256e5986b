SELECT scenario, scenario_hash, stage, plan, text, opened_ms, saved_ms, left_ms, offset_minutes, source, official
FROM drafts
ORDER BY place ASC;
