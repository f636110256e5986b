SELECT scenario, max(total) FROM attempts GROUP BY scenario;
