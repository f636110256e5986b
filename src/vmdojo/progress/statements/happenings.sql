-- Newest first; an empty type or ref is any, a limit of -1 is none.
SELECT body
FROM happenings
WHERE (:type = '' OR type = :type) AND (:ref = '' OR ref = :ref)
ORDER BY place DESC
LIMIT :limit;
