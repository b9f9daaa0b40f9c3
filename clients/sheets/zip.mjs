import { crc32 } from './crc32.mjs';
import { SheetError } from './errors.mjs';
import { limits } from './limits.mjs';

// Layout and field offsets: PKWARE APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
const kEndRecord = 0x06054b50;
const kDirectoryEntry = 0x02014b50;
const kLocalHeader = 0x04034b50;
const kEndRecordBytes = 22;
const kZip64ExtraId = 0x0001;
const kUnusedExtraId = 0xffff;

function damaged(what) {
  return new SheetError('damagedZip', `the file is damaged or cut off: ${what}`);
}

function findEndRecord(view) {
  const first = Math.max(0, view.byteLength - kEndRecordBytes - 0xffff);
  for (let at = view.byteLength - kEndRecordBytes; at >= first; at -= 1) {
    if (view.getUint32(at, true) === kEndRecord) return at;
  }
  throw damaged('its zip directory is missing');
}

function readEntry(view, at) {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== kDirectoryEntry) {
    throw damaged(`expected a zip directory entry at byte ${at}`);
  }
  const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((o) =>
    view.getUint16(at + o, true),
  );
  return {
    at,
    checksum: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    unpacked: view.getUint32(at + 24, true),
    local: view.getUint32(at + 42, true),
    extraAt: at + 46 + nameBytes,
    extraBytes,
    next: at + 46 + nameBytes + extraBytes + commentBytes,
  };
}

function checkEntry(view, entry) {
  if (entry.packed === 0xffffffff || entry.unpacked === 0xffffffff) {
    throw new SheetError('zip64', 'the zip directory is of the 4 GB kind (zip64): save it again');
  }
  const header = entry.local + 30;
  if (header > view.byteLength || view.getUint32(entry.local, true) !== kLocalHeader) {
    throw damaged(`expected a zip part at byte ${entry.local}`);
  }
}

function readDirectory(view) {
  const end = findEndRecord(view);
  const count = view.getUint16(end + 10, true);
  if (count > limits.zipEntries) {
    const message = `the zip holds ${count} parts, at most ${limits.zipEntries} are read`;
    throw new SheetError('tooManyParts', message, { count, limit: limits.zipEntries });
  }
  const entries = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i += 1) {
    const entry = readEntry(view, at);
    checkEntry(view, entry);
    entries.push(entry);
    at = entry.next;
  }
  return entries;
}

function dropZip64Extra(view, start, length) {
  let at = start;
  while (at + 4 <= Math.min(start + length, view.byteLength)) {
    const id = view.getUint16(at, true);
    if (id === kZip64ExtraId) view.setUint16(at, kUnusedExtraId, true);
    at += 4 + view.getUint16(at + 2, true);
  }
}

// SheetJS believes the sizes of the local headers, and where those are absent (a "data descriptor"
// follows the part) unpacks without any bound. Written over with the directory's sizes, each part
// is bounded by what was added up. A part that claims to be empty is made to be stored, not
// unpacked.
function setLocalHeader(view, { at, local, packed, unpacked, extraAt, extraBytes }) {
  const size = unpacked === 0 ? 0 : packed;
  if (unpacked === 0) view.setUint16(local + 8, 0, true);
  view.setUint16(local + 6, view.getUint16(local + 6, true) & ~8, true);
  view.setUint32(at + 20, size, true);
  view.setUint32(local + 18, size, true);
  view.setUint32(local + 22, unpacked, true);
  dropZip64Extra(view, extraAt, extraBytes);
  const names = view.getUint16(local + 26, true);
  dropZip64Extra(view, local + 30 + names, view.getUint16(local + 28, true));
}

function fingerprint(size, checksum) {
  return `${size} ${checksum}`;
}

/**
 * Refuses a zip that would unpack to more than limits.unpackedBytes by its own directory. Returns
 * {bytes, check(part)}: a copy in which no part can unpack to more than the directory says, and a
 * function that throws for the bytes of an unpacked part that the directory does not know by size
 * and checksum, since SheetJS reads on through parts that are damaged, and loses rows without a
 * word. Throws a SheetError.
 */
export function boundedZip(bytes) {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer, copy.byteOffset, copy.byteLength);
  if (view.byteLength < kEndRecordBytes) throw damaged('it is too short for a zip');
  const entries = readDirectory(view);
  const total = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  if (total > limits.unpackedBytes) {
    const [have, most] = [total, limits.unpackedBytes].map((n) => n.toLocaleString('en'));
    const message = `the file unpacks to ${have} bytes, at most ${most} are read`;
    throw new SheetError('zipBomb', message, { bytes: total, limit: limits.unpackedBytes });
  }
  entries.forEach((entry) => setLocalHeader(view, entry));
  const known = new Set(entries.map((entry) => fingerprint(entry.unpacked, entry.checksum)));
  const check = (part) => {
    if (part.length === 0 || known.has(fingerprint(part.length, crc32(part)))) return;
    throw damaged('a part of it is not what its zip directory says');
  };
  return { bytes: copy, check };
}
