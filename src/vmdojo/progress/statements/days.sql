-- The player's own days: each take by the local offset of its moment. Moments outside the calendar are left out.
SELECT DISTINCT date(left_ms / 1000 + offset_minutes * 60, 'unixepoch') AS day
FROM attempts
WHERE day >= '0001-01-01'
ORDER BY day;
