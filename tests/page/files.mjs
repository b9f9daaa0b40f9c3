// The files that a person chooses in the tests of the page's interface.
import { largeWorkbook } from '../../clients/testing/large_tables.mjs';
import { protectedXlsx } from '../../clients/testing/protected_workbooks.mjs';
import { rowXml, workbookParts } from '../../clients/testing/workbook_parts.mjs';
import { zipOf } from '../../clients/testing/zip_writer.mjs';

/** A workbook of sheets {name: [row, ...]}. */
export function workbookOf(sheets) {
  const parts = Object.entries(sheets).map(([name, rows]) => ({
    name,
    rows: rows.map((row, i) => rowXml(i + 1, row)).join(''),
  }));
  return zipOf(workbookParts(parts));
}

/** A table of so many rows of ten columns, in a sheet named Cases. */
export const tableOf = largeWorkbook;

export const passwordFile = protectedXlsx;

export const notes = [
  ['Note', 'Author'],
  ['first', 'Zoë'],
  ['second', 'Léa'],
];

/** Much of what is worth a look; the leading zeros begin in cell D28, on the second page. */
export function questionable() {
  const row = (i) => [i % 20 === 7 ? 'many' : i, i * 2, i / 8, i < 26 ? `b${i}` : `00${i}`, `été – café ${i}`];
  return [['Cases', 'Cases', '', 'Code', 'Notes'], ...Array.from({ length: 60 }, (_, i) => row(i))];
}

/** Too much to send together with anything: about 60 kB. */
export function large() {
  return [['Text'], ...Array.from({ length: 600 }, (_, i) => [`${i} ${'x'.repeat(90)}`])];
}

/** Cells that repeat more often than any program could read: it is read until somebody ends it. */
export function endlessFile() {
  const value = 'office:value-type="float" office:value="1"';
  const repeated = `${value} table:number-columns-repeated="16384"`;
  const cell = `<table:table-cell ${repeated}><text:p>1</text:p></table:table-cell>`;
  const row = `<table:table-row table:number-rows-repeated="1048576">${cell}</table:table-row>`;
  const table = `<table:table table:name="S">${row}</table:table>`;
  const body = `<office:body><office:spreadsheet>${table}</office:spreadsheet></office:body>`;
  return Buffer.from(`<?xml version="1.0"?><office:document>${body}</office:document>`);
}
