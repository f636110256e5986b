INSERT INTO attempts (
    id, scenario, scenario_hash, judge, total, opened_ms, left_ms, offset_minutes, plan, prediction, text, grade,
    source, official
) VALUES (
    :id, :scenario, :scenario_hash, :judge, :total, :opened_ms, :left_ms, :offset_minutes, :plan, :prediction, :text, :grade,
    :source, :official
);
