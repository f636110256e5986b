SELECT body FROM happenings WHERE id = :id;
