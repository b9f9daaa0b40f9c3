/** The day on which what the page says was last changed, shown at its end (ISO 8601). */
export const dateModified = '2026-11-27';
