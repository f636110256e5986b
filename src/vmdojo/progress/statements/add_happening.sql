INSERT INTO happenings (id, type, ref, at_ms, offset_minutes, body)
VALUES (:id, :type, :ref, :at_ms, :offset_minutes, :body);
