/**
 * Why a file cannot be read: `code` is stable, for programs and translations; `message` is for
 * people and says what was expected, what came and where.
 */
export class SheetError extends Error {
  constructor(code, message) {
    super(message);
    this.name = 'SheetError';
    this.code = code;
  }
}
