import { deflateRawSync } from 'node:zlib';
import { rowXml, workbookParts } from './workbook_parts.mjs';
import { zipOf } from './zip_writer.mjs';

const kHeader = ['Id', 'Province', 'Region', 'Cases', 'Rate', 'Date', 'Confirmed', 'Notes', 'A', 'B'];
const kProvinces = ['Ontario', 'Québec', 'Nova Scotia', 'Manitoba', 'Alberta'];
const kDay = 86_400_000;

/** Row `i` of a table of ten columns, as rowXml takes it; the same on every call. */
function tableRow(i) {
  return [
    i,
    kProvinces[i % kProvinces.length],
    `Region ${i % 97}`,
    (i * 7919) % 100_003,
    ((i * 31) % 1000) / 8,
    new Date(Date.UTC(2023, 0, 1) + (i % 365) * kDay),
    i % 3 === 0,
    `été – café ${i}`,
    (i * 17) % 1009,
    i % 10 === 0 ? null : `b${i % 1000}`,
  ];
}

function deflated({ name, data }) {
  return { name, data: deflateRawSync(data), method: 8, unpacked: Buffer.byteLength(data) };
}

/** An .xlsx of one sheet with `rows` rows of ten columns below its header. */
export function largeWorkbook(rows) {
  const texts = [rowXml(1, kHeader)];
  for (let i = 0; i < rows; i += 1) texts.push(rowXml(i + 2, tableRow(i)));
  return zipOf(workbookParts([{ name: 'Cases', rows: texts.join('') }]).map(deflated));
}

/** The same rows as CSV, dates as days. */
export function largeCsv(rows) {
  const text = (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : value ?? '');
  const lines = [kHeader];
  for (let i = 0; i < rows; i += 1) lines.push(tableRow(i).map(text));
  return new TextEncoder().encode(lines.map((line) => `${line.join(',')}\n`).join(''));
}
