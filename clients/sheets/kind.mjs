import { SheetError } from './errors.mjs';
import { limits } from './limits.mjs';

/** File name endings and what their content may be. Text is never taken for a binary workbook. */
const contentOf = new Map([
  ['xlsx', ['zip', 'compound']],
  ['xlsm', ['zip', 'compound']],
  ['xlsb', ['zip', 'compound']],
  ['xls', ['compound', 'zip']],
  ['ods', ['zip']],
  ['fods', ['flatXml']],
  ['csv', ['text']],
]);

const descriptions = {
  zip: 'a zip-based workbook',
  compound: 'an Excel 97-2003 workbook',
  flatXml: 'a flat OpenDocument sheet',
  html: 'an HTML page',
  pdf: 'a PDF document',
  binary: 'binary data of an unknown kind',
  text: 'plain text',
};

export const acceptedExtensions = [...contentOf.keys()].map((extension) => `.${extension}`);

function startsWith(bytes, signature) {
  return signature.every((byte, i) => bytes[i] === byte);
}

function asciiStart(bytes, length) {
  return String.fromCharCode(...bytes.subarray(0, length)).replace(/^\u00ef\u00bb\u00bf/, '');
}

function isUtf16(bytes) {
  return startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]);
}

function textKind(bytes) {
  const start = asciiStart(bytes, 4096).trimStart();
  if (start.startsWith('%PDF')) return 'pdf';
  if (/^<!doctype html|^<html|^<table/i.test(start)) return 'html';
  if (start.startsWith('<?xml') && start.includes('<office:document')) return 'flatXml';
  return !isUtf16(bytes) && bytes.includes(0) ? 'binary' : 'text';
}

/** Detects the kind of the content from its bytes, whatever the file is called. */
export function contentKind(bytes) {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'zip';
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return 'compound';
  return textKind(bytes);
}

/** Throws a SheetError for a file of so many bytes that it is not read. */
export function checkSize(bytes, filename) {
  if (bytes === 0) throw new SheetError('emptyFile', `${filename} is empty`);
  if (bytes <= limits.fileBytes) return;
  const [have, most] = [bytes, limits.fileBytes].map((n) => n.toLocaleString('en'));
  const message = `${filename} has ${have} bytes, at most ${most} are read`;
  throw new SheetError('fileTooLarge', message, { bytes, limit: limits.fileBytes });
}

function expectedContent(filename) {
  const extension = filename.includes('.') ? filename.split('.').pop().toLowerCase() : '';
  const expected = contentOf.get(extension);
  if (expected) return expected;
  const list = acceptedExtensions.join(' ');
  const message = `${filename}: expected a name ending in ${list}`;
  throw new SheetError('unknownExtension', message, { extension, accepted: list });
}

/**
 * Checks size, name and first bytes of a file, because SheetJS reads anything as some sheet.
 * Returns 'zip', 'compound', 'flatXml' or 'text'; throws a SheetError.
 */
export function detectKind(bytes, filename) {
  checkSize(bytes.length, filename);
  const expected = expectedContent(filename);
  const kind = contentKind(bytes);
  if (!expected.includes(kind)) {
    const wanted = descriptions[expected[0]];
    const message = `${filename}: expected ${wanted}, the content is ${descriptions[kind]}`;
    throw new SheetError('contentMismatch', message, { expected: expected[0], found: kind });
  }
  return kind;
}
