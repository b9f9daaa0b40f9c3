import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { parseEventParts } from '../../sheets/message.mjs';
import type { Content } from './content';

interface MessagePart {
  text: string;
  sheet: number | null;
}

/**
 * The body of an upload with its size and SHA-256, which a page on plain http cannot ask the
 * browser for. Each part goes to the browser's own store of blobs when it is made, so the message
 * stands in no memory of the worker as a whole.
 */
export function messageBlob(content: Content) {
  const encoder = new TextEncoder();
  const hash = sha256.create();
  const parts: Blob[] = [];
  const bytesOf: number[] = content.sheets.map(() => 0);
  for (const { text, sheet } of parseEventParts(content) as Iterable<MessagePart>) {
    const bytes = encoder.encode(text);
    hash.update(bytes);
    parts.push(new Blob([bytes]));
    if (sheet !== null) bytesOf[sheet]! += bytes.length;
  }
  const blob = new Blob(parts, { type: 'application/json' });
  const bySheet = content.sheets.map(({ sheetName, records }, i) => {
    return { name: sheetName, rows: records.length, bytes: bytesOf[i]! };
  });
  const rows = bySheet.reduce((sum, sheet) => sum + sheet.rows, 0);
  const digest = bytesToHex(hash.digest());
  return { blob, bytes: blob.size, sha256: digest, rows, sheets: bySheet.length, bySheet };
}
