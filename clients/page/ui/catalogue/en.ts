import type { WarningCode } from '../../worker/protocol';
import type { Formats } from '../model/format';
import { problems, unknownProblem } from './problems.en';
import { warnings } from './warnings.en';

/** Every text of the page in English. The other languages have the type of this object. */
export const en = {
  language: 'en',
  otherLanguage: 'Français',
  title: 'Safe Inputs',
  skip: 'Skip to main content',
  tagline: 'Send the data of a spreadsheet',
  languageSelection: 'Language selection',
  navigation: 'Sections of this page',
  navSend: 'Send files',
  navUploads: 'My uploads',
  dateModified: 'Date modified:',
  about: 'About this page',
  pageTitle: (view: string) => `${view} – Safe Inputs`,

  promise: {
    title: 'Your file never leaves your computer',
    text: 'It is read here, in this browser. Only the data of the sheets that you choose is sent, and only when you press “Upload”.',
  },

  choose: {
    title: 'Choose spreadsheets',
    label: 'Choose files',
    hint: (most: string) => `.xlsx, .xls, .xlsb, .ods, .fods or .csv, several at once. ${most}`,
    limit: (bytes: string) => `At most ${bytes} of data can be sent at once (the data, not the file).`,
    limitUnknown: 'How much can be sent at once is not known yet.',
    drop: 'or drop them here',
    dropNow: 'Drop the files here',
  },

  queue: {
    title: 'Files',
    open: (name: string) => `Show ${name}`,
    remove: 'Remove',
    removeName: (name: string) => `Remove ${name} from this page`,
    states: {
      waiting: 'Waiting',
      reading: 'Being read',
      preview: 'To be checked',
      review: 'Ready to upload',
      sending: 'Being uploaded',
      interrupted: 'Interrupted',
      sent: 'Uploaded',
      failed: 'Cannot be read',
    },
    shown: 'shown',
    empty: 'No file chosen yet.',
  },

  waiting: {
    title: (name: string) => `${name} is waiting`,
    text: 'Files are read one after the other.',
  },

  reading: {
    title: (name: string) => `Reading ${name}`,
    phases: {
      reading: 'Reading the file',
      parsing: 'Opening the workbook',
      checking: 'Checking the cells',
    },
    state: { done: 'done', current: 'under way', next: 'to come' },
    progress: (percent: string) => `${percent} done`,
    cancel: 'Cancel',
    announce: (name: string, phase: string) => `${name}: ${phase}`,
  },

  failed: {
    title: (name: string) => `${name} cannot be read`,
    again: 'Choose another file, or the same after you have changed it.',
    details: 'Details',
    code: 'Code',
    original: 'In the words of the program',
    announce: (name: string) => `${name} cannot be read`,
  },

  errors: {
    title: (count: number, f: Formats) =>
      count === 1 ? 'There is a problem' : `There are ${f.number(count)} problems`,
  },

  preview: {
    title: (name: string) => `Check ${name}`,
    ready: (name: string) => `${name} has been read and can be checked`,
    sheetsLegend: 'Sheets to send',
    sheet: (rows: number, columns: number, f: Formats) =>
      `${f.count(rows, 'row', 'rows')}, ${f.count(columns, 'column', 'columns')}`,
    noData: 'no data',
    questionable: (count: number, f: Formats) => `${f.number(count)} to look at`,
    size: (bytes: string, most: string) => `Data to send: ${bytes} of at most ${most}`,
    sizeOnly: (bytes: string) => `Data to send: ${bytes}`,
    sizeMaking: 'Data to send: being worked out',
    sizeNone: 'Data to send: none',
    sizeTooLarge: (bytes: string, most: string) =>
      `Data to send: ${bytes}. This is too large: at most ${most}.`,
    table: 'Show sheet',
    next: 'Continue to review',
    remove: 'Do not send this file',
  },

  table: {
    region: (name: string) => `Table of ${name}`,
    row: 'Row',
    caption: (name: string, first: string, last: string, total: string) =>
      `${name}: rows ${first} to ${last} of ${total}`,
    captionEmpty: (name: string) => `${name}: no rows`,
    noHeader: '(no header)',
    empty: 'empty',
    questionable: 'To look at: ',
    loading: 'Loading rows',
    first: 'First',
    previous: 'Previous',
    next: 'Next',
    last: 'Last',
    pages: (name: string) => `Pages of ${name}`,
    pageOf: (page: string, pages: string) => `Page ${page} of ${pages}`,
    onlyQuestionable: 'Show only rows with something to look at',
    yes: 'TRUE',
    no: 'FALSE',
  },

  warnings: {
    title: (count: number, f: Formats) =>
      `${f.count(count, 'thing', 'things')} to look at`,
    none: 'Nothing questionable was found.',
    text: 'They do not keep you from uploading. Correct them in your spreadsheet program if they matter, then choose the file again.',
    caption: 'What is questionable, and where',
    place: 'Where',
    what: 'What',
    sheet: 'Sheet',
    jump: (sheet: string, cell: string) => `${sheet}, cell ${cell}`,
    jumpColumn: (sheet: string, column: string) => `${sheet}, column ${column}`,
    jumpSheet: (sheet: string) => `${sheet}, whole sheet`,
    more: (shown: string, total: string) =>
      `The first ${shown} of ${total} are listed.`,
    showAll: 'Show more',
    kind: 'Kind',
    allKinds: 'All kinds',
    csv: 'Download the list (CSV)',
    csvName: 'to-look-at.csv',
    codes: {
      errorCell: 'Error',
      brokenCharacter: 'Broken character',
      unreadableNumber: 'Unreadable number',
      roundedInteger: 'Rounded number',
      lostDigits: 'Lost digits',
      paddedNumber: 'Zeros by format',
      unreadableDate: 'Unreadable date',
      dateCell: 'Dates',
      missingHeader: 'Missing header',
      duplicateHeader: 'Duplicate header',
      formulaWithoutValue: 'Formula without a result',
      mixedTypes: 'Mixed values',
      mergedCells: 'Merged cells',
      leadingZeros: 'Leading zeros',
      hiddenSheet: 'Hidden sheet',
    } satisfies Record<WarningCode, string>,
    details: warnings,
  },

  review: {
    title: (name: string) => `Review and upload ${name}`,
    summary: 'What will be sent',
    filename: 'File name',
    key: 'Stored as',
    sheets: 'Sheets',
    leftOut: 'Left out',
    rows: 'Rows',
    bytes: 'Data',
    sha256: 'SHA-256 of the data',
    asking: 'Asking the service',
    notKnown: 'Not known',
    storedTitle: 'A file of this name is already stored',
    stored: (revision: string, date: string, sheets: string) =>
      `Revision ${revision} was stored on ${date} and holds ${sheets}.`,
    storedOther: (revision: string, date: string) =>
      `Revision ${revision} was stored on ${date} and is not what this service writes.`,
    storedStays: 'Your upload becomes the newest revision; the earlier ones stay in the history.',
    openStored: 'Look at what is stored',
    nothingStored: 'Nothing is stored under this name yet.',
    lost: (names: string) => `The stored file also has ${names}, which the new revision will not have.`,
    confirm: 'Replace it with fewer sheets',
    unknown: 'Whether a file of this name is already stored cannot be told at the moment.',
    resumed: 'This is the same data as before the interruption: it is sent as the same upload.',
    same: (date: string) =>
      `The same data was already uploaded from this browser on ${date}. If you upload it again, these are two uploads.`,
    sameNow: 'The same data is being uploaded in another tab. If you upload it here too, these are two uploads.',
    send: 'Upload',
    back: 'Back to the sheets',
    noRows: 'The sheets that you chose have no rows. They are sent as they are.',
  },

  sending: {
    title: (name: string) => `Uploading ${name}`,
    progress: (sent: string, total: string, percent: string) => `${sent} of ${total} sent (${percent})`,
    confirming: 'All is sent. Waiting until it is stored.',
    pause: (seconds: string, attempt: string) =>
      `The connection was lost or the service is busy. Trying again in ${seconds} (try ${attempt}).`,
    bar: 'Sent',
    cancel: 'Stop',
    announce: (name: string) => `Uploading ${name}`,
    announcePause: 'The connection was lost. It is tried again.',
  },

  interrupted: {
    title: (name: string) => `The upload of ${name} was interrupted`,
    text: 'It may or may not have arrived. Sending it again is safe: it is the same upload and arrives once.',
    again: 'Send again',
    announce: (name: string) => `The upload of ${name} was interrupted`,
  },

  receipt: {
    title: (name: string) => `${name} was uploaded`,
    announce: (name: string) => `${name} was uploaded`,
    receipt: 'Receipt',
    duplicate: 'It had already arrived: there is one upload, not two.',
    uploadId: 'Upload',
    acceptedAt: 'Accepted',
    filename: 'File name',
    key: 'Stored as',
    stream: 'Stream',
    sequence: 'Sequence',
    sheets: 'Sheets',
    rows: 'Rows',
    bytes: 'Data',
    sha256: 'SHA-256 of the data',
    print: 'Print',
    download: 'Download the receipt (JSON)',
    downloadName: 'receipt.json',
    another: 'Send other files',
    openStored: 'Look at what is stored',
  },

  stages: {
    title: 'On its way',
    accepted: 'Accepted',
    extracted: 'Extracted',
    uppercased: 'Changed to upper case',
    stored: 'Stored',
    ledgered: 'In the ledger',
    revision: (revision: string) => `revision ${revision}`,
    transaction: (transaction: string) => `transaction ${transaction}`,
    done: 'done',
    pending: 'not yet',
    failed: 'failed',
    superseded: (revision: string) => `not stored: a newer upload of this file already was (revision ${revision})`,
    supersededPlain: 'not stored: a newer upload of this file already was',
    skipped: 'skipped',
    deadLettered: 'This could not be done, and will not be tried again. The data was put aside with its reason.',
    service: 'Service',
    asking: 'Asking where it is',
    announce: (name: string, stage: string) => `${name}: ${stage}`,
  },

  overall: {
    sending: 'Being sent',
    onItsWay: 'On its way',
    arrived: 'Stored and in the ledger',
    superseded: 'Superseded by a newer upload',
    failed: 'Could not be processed',
    skipped: 'Skipped',
    unknown: 'Did not arrive',
    agedOut: 'No longer followed',
  },

  uploads: {
    title: 'My uploads',
    text: 'The uploads from this browser, on this computer. The list is kept here only.',
    none: 'Nothing has been uploaded from this browser yet.',
    caption: 'Uploads from this browser, newest first',
    file: 'File',
    when: 'Begun',
    state: 'State',
    actions: 'Actions',
    open: 'Look at what is stored',
    openName: (name: string) => `Look at what is stored of ${name}`,
    details: 'Receipt and stages',
    detailsName: (name: string) => `Receipt and stages of ${name}`,
    forget: 'Remove from the list',
    forgetName: (name: string) => `Remove from the list: ${name}`,
    back: 'Back to my uploads',
  },

  unfinished: {
    title: 'An upload was interrupted',
    asking: (name: string) => `Asking whether ${name} arrived.`,
    unknown: (name: string) =>
      `${name} did not arrive. Choose the file again to send it as the same upload.`,
    notTold: (name: string) =>
      `Whether ${name} arrived cannot be told at the moment.`,
    arrived: (name: string) => `${name} arrived before the page was closed.`,
    show: 'Show its receipt',
    askAgain: 'Ask again',
    forget: 'Do not send it',
    forgetName: (name: string) => `Do not send it: ${name}`,
  },

  stored: {
    title: (name: string) => `Stored: ${name}`,
    loading: 'Asking for what is stored',
    notes: 'Column names and texts are in upper case, as the pipeline stores them.',
    revision: 'Revision',
    created: 'Stored',
    key: 'Key',
    bytes: 'Data',
    uploadId: 'Upload',
    sha256: 'SHA-256',
    row: 'row',
    rows: 'rows',
    sheet: 'Sheet',
    back: 'Back',
    failedTitle: 'What is stored cannot be shown',
  },

  token: {
    title: 'A token is needed',
    text: 'This service takes uploads from those who have a token. Whoever runs it can give you one. It is kept until you close this tab.',
    label: 'Token',
    refused: 'The service does not know this token. Check it and enter it again.',
    empty: 'Enter a token.',
    submit: 'Use this token',
    cancel: 'Cancel',
  },

  problems,
  unknownProblem,
};

export type Catalogue = typeof en;
