import { unzipSync } from 'fflate';
import { SheetError } from './errors.mjs';
import { limits } from './limits.mjs';

function damaged(what) {
  return new SheetError('damagedZip', `the file is damaged or cut off: ${what}`);
}

function tooManyParts(count) {
  const message = `the zip holds ${count} parts, at most ${limits.zipEntries} are read`;
  return new SheetError('tooManyParts', message, { count, limit: limits.zipEntries });
}

function zipBomb(bytes) {
  const [have, most] = [bytes, limits.unpackedBytes].map((n) => n.toLocaleString('en'));
  const message = `the file unpacks to ${have} bytes, at most ${most} are read`;
  return new SheetError('zipBomb', message, { bytes, limit: limits.unpackedBytes });
}

const kTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  return crc;
});

/** The checksum that a zip keeps of each part (PKWARE APPNOTE.TXT 4.4.7). */
export function crc32(bytes) {
  let crc = -1;
  for (let i = 0; i < bytes.length; i += 1) crc = (crc >>> 8) ^ kTable[(crc ^ bytes[i]) & 0xff];
  return ~crc >>> 0;
}

/**
 * Returns a function that gives the checksums of the parts one after the other, in the order of the
 * central directory, where fflate 0.8.3 reads them without giving or comparing them (APPNOTE.TXT
 * 4.3.12 to 4.3.16). Throws a RangeError beyond the end of the file.
 */
function checksumReader(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (view.getUint32(end, true) !== 0x06054b50) end -= 1;
  const zip64 = end >= 20 && view.getUint32(end - 20, true) === 0x07064b50;
  let at = view.getUint32(zip64 ? view.getUint32(end - 12, true) + 48 : end + 16, true);
  return () => {
    const checksum = view.getUint32(at + 16, true);
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    at += 46 + name + extra + comment;
    return checksum;
  };
}

// Reads the directory and refuses a zip beyond the limits before anything is unpacked.
function readDirectory(bytes) {
  const nextChecksum = checksumReader(bytes);
  const parts = new Map();
  let [count, total] = [0, 0];
  unzipSync(bytes, {
    filter({ name, originalSize }) {
      count += 1;
      total += originalSize;
      parts.set(name, { size: originalSize, checksum: nextChecksum() });
      return false;
    },
  });
  if (count > limits.zipEntries) throw tooManyParts(count);
  if (total > limits.unpackedBytes) throw zipBomb(total);
  return parts;
}

function unpack(bytes) {
  const directory = readDirectory(bytes);
  const contents = unzipSync(bytes, { filter: ({ originalSize }) => originalSize > 0 });
  return [...directory].map(([name, { size, checksum }]) => {
    const content = contents[name] ?? new Uint8Array(0);
    if (content.length !== size || (size > 0 && crc32(content) !== checksum)) {
      throw damaged('a part of it is not what its zip directory says');
    }
    return { name, content };
  });
}

/**
 * Unpacks a zip into parts [{name, content}]. Each takes the memory that the directory says, and
 * has the checksum that it says: a damaged part would lose rows without a word. Throws a SheetError
 * for a damaged zip and for one beyond limits.zipEntries or limits.unpackedBytes.
 */
export function unzip(bytes) {
  try {
    return unpack(bytes);
  } catch (error) {
    throw error instanceof SheetError ? error : damaged(error.message);
  }
}
