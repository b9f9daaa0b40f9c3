/** Characters of a part of the message: few parts, and none so large that a copy of it matters. */
const kPartLength = 1 << 19;

// Document properties that SheetJS could not give plainly are left out.
function isPlain(value) {
  return value instanceof Date || ['string', 'number', 'boolean'].includes(typeof value);
}

function headText({ filename, props, sheets }) {
  const plain = Object.entries(props).filter(([, value]) => isPlain(value));
  const names = sheets.map(({ sheetName }) => sheetName);
  const told = { ...Object.fromEntries(plain), Worksheets: names.length, SheetNames: names };
  const head = { type: 'ParseEvent', state: 'DONE', filename, workbook: { Props: told } };
  return JSON.stringify(head).slice(0, -1);
}

function* sheetTexts({ sheetName, records }) {
  let text = `{"sheetName":${JSON.stringify(sheetName)},"data":[`;
  let separator = '';
  for (const record of records.jsonTexts()) {
    text += separator + record;
    separator = ',';
    if (text.length < kPartLength) continue;
    yield text;
    text = '';
  }
  yield `${text}]}`;
}

/**
 * The lean ParseEvent (docs/message-contract.md) of what readSheets returned: document properties
 * (texts, numbers, booleans and dates), the names of the sheets sent, and their rows. It comes as
 * parts {text, sheet}, to be put one behind the other, so that nobody needs to hold it twice; `sheet`
 * is the index of the sheet whose rows they are, null for what is around them.
 */
export function* parseEventParts(content) {
  yield { text: `${headText(content)},"sheets":[`, sheet: null };
  for (const [index, sheet] of content.sheets.entries()) {
    if (index > 0) yield { text: ',', sheet: null };
    for (const text of sheetTexts(sheet)) yield { text, sheet: index };
  }
  yield { text: ']}', sheet: null };
}

/** All parts of parseEventParts as one text. */
export function parseEventText(content) {
  return Array.from(parseEventParts(content), ({ text }) => text).join('');
}
