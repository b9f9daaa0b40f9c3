const kMain = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const kRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const kPackage = 'http://schemas.openxmlformats.org/package/2006';
const kTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function escapeXml(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

function override(part, type) {
  return `<Override PartName="${part}" ContentType="${kTypes}.${type}+xml"/>`;
}

function contentTypes(sheets) {
  const parts = sheets.map((_, i) => override(`/xl/worksheets/sheet${i + 1}.xml`, 'worksheet'));
  const all = [override('/xl/workbook.xml', 'sheet.main'), ...parts].join('');
  return `<Types xmlns="${kPackage}/content-types">${all}</Types>`;
}

function relationships(targets) {
  const list = targets.map(
    ([type, target], i) =>
      `<Relationship Id="r${i + 1}" Type="${kRelations}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${kPackage}/relationships">${list.join('')}</Relationships>`;
}

function workbook(sheets) {
  const list = sheets.map(({ name, state = 'visible' }, i) => {
    const id = `sheetId="${i + 1}" r:id="r${i + 1}"`;
    return `<sheet name="${escapeXml(name)}" state="${state}" ${id}/>`;
  });
  const spaces = `xmlns="${kMain}" xmlns:r="${kRelations}"`;
  return `<workbook ${spaces}><sheets>${list.join('')}</sheets></workbook>`;
}

function worksheet({ rows, dimension }) {
  const declared = dimension ? `<dimension ref="${dimension}"/>` : '';
  return `<worksheet xmlns="${kMain}">${declared}<sheetData>${rows}</sheetData></worksheet>`;
}

/** The parts of an .xlsx with `sheets` [{name, rows: xml of row elements, dimension?, state?}]. */
export function workbookParts(sheets) {
  const targets = sheets.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`]);
  return [
    { name: '[Content_Types].xml', data: contentTypes(sheets) },
    { name: '_rels/.rels', data: relationships([['officeDocument', 'xl/workbook.xml']]) },
    { name: 'xl/_rels/workbook.xml.rels', data: relationships(targets) },
    { name: 'xl/workbook.xml', data: workbook(sheets) },
    ...sheets.map((sheet, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      data: worksheet(sheet),
    })),
  ];
}

/** Cells of one row, from A to Z, as xml: texts, numbers, booleans, dates; null leaves one out. */
export function rowXml(number, values) {
  const cells = values.map((value, i) => {
    const place = `${String.fromCharCode(65 + i)}${number}`;
    if (value === null) return '';
    if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`;
    if (value instanceof Date) return `<c r="${place}" t="d"><v>${value.toISOString()}</v></c>`;
    if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${Number(value)}</v></c>`;
    return `<c r="${place}" t="str"><v>${escapeXml(value)}</v></c>`;
  });
  return `<row r="${number}">${cells.join('')}</row>`;
}
