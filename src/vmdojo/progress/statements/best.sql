SELECT max(total) FROM attempts WHERE scenario = :scenario;
