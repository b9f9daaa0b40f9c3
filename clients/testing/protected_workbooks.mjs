import { randomBytes } from 'node:crypto';
import { xlsx } from './workbooks.mjs';

const { CFB } = xlsx;

// [MS-OFFCRYPTO] 2.3.4.10: what tells a reader that the package beside it is encrypted, and how.
function agileInfo() {
  const salt = randomBytes(16).toString('base64');
  const algorithms =
    'cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512"';
  const data = `<keyData saltSize="16" blockSize="16" keyBits="256" hashSize="64" ${algorithms}`;
  const xml =
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption">' +
    `${data} saltValue="${salt}"/><keyEncryptors></keyEncryptors></encryption>`;
  return Buffer.concat([Buffer.from([4, 0, 4, 0, 0x40, 0, 0, 0]), Buffer.from(xml)]);
}

/** An .xlsx as Excel saves it with a password: nobody can read what is in it, nor its password. */
export function protectedXlsx() {
  const file = CFB.utils.cfb_new();
  CFB.utils.cfb_add(file, '/EncryptionInfo', agileInfo());
  CFB.utils.cfb_add(file, '/EncryptedPackage', randomBytes(8192));
  return new Uint8Array(CFB.write(file, { type: 'buffer' }));
}

/** An .xls whose stream says, behind its first record, that the rest is encrypted. */
export function protectedXls() {
  const book = { SheetNames: ['S'], Sheets: { S: xlsx.utils.aoa_to_sheet([['a'], [1]]) } };
  const file = CFB.read(xlsx.write(book, { bookType: 'xls', type: 'buffer' }), { type: 'buffer' });
  const stream = Buffer.from(CFB.find(file, '/Workbook').content);
  const firstEnd = 4 + stream.readUInt16LE(2);
  // [MS-XLS] 2.4.117 FilePass: XOR obfuscation, its key and verifier.
  const filePass = Buffer.from([0x2f, 0, 6, 0, 0, 0, 0x34, 0x12, 0x78, 0x56]);
  const parts = [stream.subarray(0, firstEnd), filePass, stream.subarray(firstEnd)];
  CFB.utils.cfb_add(file, '/Workbook', Buffer.concat(parts));
  return new Uint8Array(CFB.write(file, { type: 'buffer' }));
}
