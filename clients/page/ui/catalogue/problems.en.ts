import type { Formats } from '../model/format';

type Details = Readonly<Record<string, unknown>>;

const number = (details: Details, name: string, f: Formats) =>
  typeof details[name] === 'number' ? f.number(details[name]) : '';
const bytes = (details: Details, name: string, f: Formats) =>
  typeof details[name] === 'number' ? f.bytes(details[name]) : '';

/**
 * Why something did not work, by its stable code: of the reader (clients/sheets), of this page, and
 * of the services, as problem or dead letter (docs/message-contract.md).
 */
export const problems = {
  // The file, read on this computer.
  emptyFile: () => 'The file is empty. Choose one that holds a sheet.',
  fileTooLarge: (d: Details, f: Formats) =>
    `The file is too large to be read here${d.limit ? `: at most ${bytes(d, 'limit', f)}` : ''}. Save the sheets that you need in a file of their own.`,
  unknownExtension: () =>
    'This kind of file is not read. Choose a file that ends in .xlsx, .xlsm, .xlsb, .xls, .ods, .fods or .csv.',
  contentMismatch: () =>
    'The content is not what the end of the file name says. Open the file in a spreadsheet program and save it again.',
  encrypted: () => 'The workbook is protected by a password. Save a copy without one.',
  unreadable: () =>
    'The workbook cannot be read: it may be damaged. Open it in a spreadsheet program and save it again.',
  tooManySheets: (d: Details, f: Formats) =>
    `The workbook has too many sheets${d.limit ? `: at most ${number(d, 'limit', f)} are read` : ''}.`,
  duplicateSheet: () => 'Two sheets have the same name. Rename one of them.',
  tooManyCells: (d: Details, f: Formats) =>
    `The file holds too many cells${d.limit ? `: at most ${number(d, 'limit', f)} are read` : ''}.`,
  rangeTooLarge: () =>
    'A sheet claims far more cells than it holds. Copy its data to a new workbook.',
  damagedZip: () => 'The file is damaged or cut off. Get it again, or save it again.',
  tooManyParts: () => 'The file is packed in too many parts. Save it again.',
  zipBomb: () => 'The file would unpack to far more than a sheet needs, and is not opened.',
  unclosedQuote: (d: Details, f: Formats) =>
    `${d.row ? `Row ${number(d, 'row', f)}` : 'A row'} opens a quotation mark that is never closed. Correct it and choose the file again.`,
  unknownSheet: () => 'A sheet that was chosen is no longer in the file.',
  timeout: (d: Details, f: Formats) =>
    `Reading took longer than ${number(d, 'seconds', f)} seconds and was stopped. Split the file.`,
  outOfMemory: () => 'This browser has not enough memory to read the file. Split the file.',
  cancelled: () => 'You cancelled it.',

  // The message to send.
  noSheetChosen: () => 'Choose at least one sheet to send.',
  tooLarge: (d: Details, f: Formats) =>
    `The data of the sheets that you chose is ${bytes(d, 'bytes', f)}; at most ${bytes(d, 'most', f)} can be sent at once. Leave sheets out, or split the file.`,
  replaceNotConfirmed: () =>
    'Confirm that the stored file is to be replaced by one with fewer sheets.',

  // Sending.
  network: () =>
    'The service cannot be reached. Check your network connection; what was read here is still here.',
  unauthorized: () => 'The service asks for a token, and none that it knows was given.',
  'foreign-origin': () => 'The service refused what another site seemed to send.',
  'host-not-allowed': () => 'The service does not know itself by the address in your browser.',
  'too-many-uploads': () => 'Too many uploads came from here within a minute. Wait a little.',
  'stream-full': () => 'The service has no room for more at the moment. Try again later.',
  'stream-unavailable': () => 'The service cannot store anything at the moment. Try again later.',
  busy: () => 'The service is busy. Try again in a moment.',
  'body-too-large': () => 'The data is larger than the service takes. Leave sheets out.',
  'unsupported-media-type': () => 'The service did not take the form of the data.',
  'invalid-idempotency-key': () => 'The service did not take the key of this upload.',
  'idempotency-key-reused': () =>
    'Other data was sent under the key of this upload. Go back and review it again.',
  'original-gone': () =>
    'This upload was accepted once, but its message is no longer there. Look under “My uploads”, or review it again.',
  'unexpected-answer': () => 'The service gave an answer that this page does not understand.',
  'http-status': (d: Details, f: Formats) =>
    `The service answered with the status ${number(d, 'status', f)}.`,
  'no-page': () => 'The service was started without its page.',
  internal: () => 'The service made an error. Try again later.',
  unexpected: () => 'Something went wrong on this page that should not. Reload it.',

  // Requests.
  'unknown-upload': () => 'The service knows no upload under this id.',
  'upload-aged-out': () =>
    'The upload was accepted, but only the most recent can be followed. What it stored is still there.',
  'index-building': () => 'The service has just started. Try again in a moment.',
  'unknown-file': () => 'Nothing is stored under this name.',
  'unknown-sheet': () => 'What is stored has fewer sheets.',
  'invalid-name': () => 'The service does not take this file name. Rename the file.',
  'invalid-page': () => 'The service does not take this question for rows.',
  'invalid-ids': () => 'The service does not take this question for uploads.',
  'unreadable-file': () => 'What is stored there is not in the form that the service writes.',
  'bucket-unavailable': () => 'What is stored cannot be read at the moment. Try again later.',

  // Dead letters and refusals of an upload.
  'not-json': () => 'The data arrived damaged.',
  'empty-body': () => 'No data arrived.',
  'invalid-utf8': () => 'The data arrived damaged: some of it is no text.',
  'lone-surrogate': () => 'The data holds half a character.',
  'duplicate-key': () => 'A row names the same column twice.',
  'too-deep': () => 'The data is nested too deeply.',
  'not-an-object': () => 'The data is not in the form of sheets.',
  'not-done': () => 'The data says of itself that it is not complete.',
  'missing-state': () => 'The data does not say whether it is complete.',
  'missing-filename': () => 'The data does not name its file.',
  'empty-filename': () => 'The name of the file is empty.',
  'filename-too-long': () => 'The name of the file is too long. Rename it and choose it again.',
  'missing-sheets': () => 'The data holds no sheets.',
  'sheets-not-an-array': () => 'The data is not in the form of sheets.',
  'invalid-sheet': () => 'A sheet has no rows in the form that is expected.',
  'hash-mismatch': () => 'The data changed on its way: its checksum is not what it was.',
  'invalid-sender': () => 'The sender’s name has characters that it may not have.',
  'too-large': () => 'The data grew too large at this step. Send fewer sheets at once.',
  'step-crashed': () => 'The step could not process this data. Whoever runs the service has it.',
  'key-conflict': () => 'Other files already hold both names that this one could be stored under.',
  'upload-id-reused': () => 'The ledger holds other data under the id of this upload.',
  'ledger-limit': () => 'A value is larger than the ledger takes.',
};

export const unknownProblem = (code: string) => `It did not work (${code}).`;
