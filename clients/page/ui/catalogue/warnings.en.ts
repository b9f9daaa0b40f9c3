import type { WarningCode } from '../../worker/protocol';
import type { Formats } from '../model/format';

type Details = Readonly<Record<string, unknown>>;

const text = (details: Details, name: string) => String(details[name] ?? '');

/** In a list, what there is any of. */
export const count = (details: Details, name: string, told: (n: number) => string): string[] => {
  const value = details[name];
  return typeof value === 'number' && value > 0 ? [told(value)] : [];
};

/** Warnings about a sheet, by the reader's stable codes (clients/sheets). */
export const warnings = {
  errorCell: (d: Details) =>
    `The cell holds an error${d.error ? ` (${text(d, 'error')})` : ''}: it is left out.`,
  brokenCharacter: () => 'The cell holds half a character: it is replaced by “\ufffd”.',
  unreadableNumber: () => 'The cell holds a number that cannot be read: it is left out.',
  roundedInteger: (d: Details) =>
    `The whole number is too long to be kept exactly and may be rounded${d.value === undefined ? '' : `: ${text(d, 'value')}`}.`,
  lostDigits: (d: Details) =>
    `The number has more digits than can be kept: ${text(d, 'shown')} is sent as ${text(d, 'value')}.`,
  paddedNumber: (d: Details) =>
    `The zeros in front come from the cell’s format alone: ${text(d, 'shown')} is sent as ${text(d, 'value')}.`,
  unreadableDate: () => 'The cell holds a date that cannot be read: it is left out.',
  dateCell: () => 'The column holds dates: they are sent as text, such as 2026-01-31T00:00:00.000Z.',
  missingHeader: (d: Details, f: Formats) =>
    d.name
      ? `The column has no header: it is named ${f.quoted(text(d, 'name'))}.`
      : 'The column has no header: it is sent under an empty name.',
  duplicateHeader: (d: Details, f: Formats) =>
    `An earlier column has the same header${d.name === undefined ? '' : `: this one is named ${f.quoted(text(d, 'name'))}`}.`,
  formulaWithoutValue: () =>
    'The cell holds a formula without a stored result: it is left out. Open the file in a spreadsheet program and save it.',
  mixedTypes: (d: Details, f: Formats) => {
    const counts = [
      count(d, 'numbers', (n) => f.count(n, 'number', 'numbers')),
      count(d, 'texts', (n) => f.count(n, 'text', 'texts')),
      count(d, 'booleans', (n) => f.count(n, 'true or false', 'true or false')),
      count(d, 'dates', (n) => f.count(n, 'date', 'dates')),
    ];
    return `The column mixes kinds of values: ${f.list(counts.flat())}.`;
  },
  mergedCells: (d: Details) =>
    `The cells ${text(d, 'range')} are merged: the value is sent in the first one only.`,
  leadingZeros: () => 'The text is a number with leading zeros: it is sent as text, zeros and all.',
  hiddenSheet: () => 'The sheet is hidden in the workbook and is sent too.',
} satisfies Record<WarningCode, (details: Details, f: Formats) => string>;
