SELECT body FROM happenings WHERE place = :place;
