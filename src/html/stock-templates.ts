/**
 * SHA-256 of a template's source → what Handlebars makes of it. Empty here: the bundler puts the
 * templates of the package in (rolldown.config.mjs).
 */
export const STOCK_TEMPLATES: ReadonlyMap<string, TemplateSpecification> = new Map();
