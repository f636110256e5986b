SELECT count(*) FROM attempts;
