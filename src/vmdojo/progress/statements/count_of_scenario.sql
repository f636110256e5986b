SELECT count(*) FROM attempts WHERE scenario = :scenario;
