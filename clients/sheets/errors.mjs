/**
 * Why a file cannot be read: `code` is stable, for programs and translations, and `details` holds
 * the values that a translated text fills in; `message` is for people and says what was expected,
 * what came and where.
 */
export class SheetError extends Error {
  constructor(code, message, details = {}) {
    super(message);
    this.name = 'SheetError';
    this.code = code;
    this.details = details;
  }
}
