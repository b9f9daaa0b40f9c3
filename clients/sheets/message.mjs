// JSON of a Map, member by member: an object would move a column headed "1999" to the front and
// lose one headed __proto__.
function recordText(record) {
  const members = [];
  for (const [column, value] of record) {
    members.push(`${JSON.stringify(column)}:${JSON.stringify(value)}`);
  }
  return `{${members.join(',')}}`;
}

function sheetText({ sheetName, records }) {
  return `{"sheetName":${JSON.stringify(sheetName)},"data":[${records.map(recordText).join(',')}]}`;
}

/**
 * The lean ParseEvent (docs/message-contract.md) of what readSheets returned: document properties,
 * the names of the sheets sent, and their rows. Properties that SheetJS could not give plainly
 * (anything but texts, numbers, booleans and dates) are left out.
 */
export function parseEventText({ filename, props, sheets }) {
  const plain = Object.entries(props).filter(
    ([, value]) => value instanceof Date || ['string', 'number', 'boolean'].includes(typeof value),
  );
  const names = sheets.map(({ sheetName }) => sheetName);
  const told = { ...Object.fromEntries(plain), Worksheets: names.length, SheetNames: names };
  const head = { type: 'ParseEvent', state: 'DONE', filename, workbook: { Props: told } };
  const headText = JSON.stringify(head).slice(0, -1);
  return `${headText},"sheets":[${sheets.map(sheetText).join(',')}]}`;
}
