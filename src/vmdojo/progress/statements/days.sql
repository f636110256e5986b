-- The player's own days: each take, exercise and cut by the local offset of its moment. Moments outside the calendar are left out.
SELECT DISTINCT date(ms / 1000 + offset_minutes * 60, 'unixepoch') AS day
FROM (
    SELECT left_ms AS ms, offset_minutes FROM attempts
    UNION ALL
    SELECT at_ms AS ms, offset_minutes FROM happenings WHERE type IN ('exercise', 'inbox')
)
WHERE day >= '0001-01-01'
ORDER BY day;
