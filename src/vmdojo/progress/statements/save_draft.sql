INSERT OR REPLACE INTO drafts (
    place, scenario, scenario_hash, stage, plan, text, opened_ms, saved_ms, left_ms, offset_minutes, source, official
) VALUES (
    (SELECT coalesce(max(place), 0) + 1 FROM drafts),
    :scenario, :scenario_hash, :stage, :plan, :text, :opened_ms, :saved_ms, :left_ms, :offset_minutes, :source, :official
);
