DELETE FROM drafts WHERE scenario = :scenario;
