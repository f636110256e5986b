SELECT max(place) FROM attempts;
