SELECT max(place) FROM happenings;
