import { inflateRawSync } from 'node:zlib';
import { crc32 } from '../sheets/zip.mjs';

// The checksum of an unpacked part; 0 if it cannot be unpacked.
function checksumOf({ method = 0, checksum }, bytes) {
  if (checksum !== undefined) return checksum;
  if (method !== 8) return crc32(bytes);
  try {
    return crc32(inflateRawSync(bytes));
  } catch {
    return 0;
  }
}

function littleEndian(...fields) {
  return Buffer.concat(
    fields.map(([bytes, value]) => {
      const field = Buffer.alloc(bytes);
      if (bytes === 8) field.writeBigUInt64LE(BigInt(value));
      else field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );
}

// Fields that a part's own header and its directory entry share (APPNOTE.TXT 4.3.7 and 4.3.12).
function commonFields(part, name, bytes, unpacked) {
  const { method = 0, flags = 0 } = part;
  return littleEndian(
    [2, 20],
    [2, flags],
    [2, method],
    [4, 0],
    [4, checksumOf(part, bytes)],
    [4, bytes.length],
    [4, unpacked],
    [2, name.length],
    [2, 0],
  );
}

function localPart(part, name, bytes, unpacked) {
  const fields = commonFields(part, name, bytes, part.localUnpacked ?? unpacked);
  return Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, bytes]);
}

function directoryEntry(part, name, bytes, unpacked, offset) {
  const start = Buffer.from('PK\x01\x02\x14\x00');
  const place = littleEndian([4, 0], [6, 0], [4, offset]);
  return Buffer.concat([start, commonFields(part, name, bytes, unpacked), place, name]);
}

function endRecord(count, directoryBytes, offset) {
  const fields = [
    [4, 0],
    [2, count],
    [2, count],
    [4, directoryBytes],
    [4, offset],
    [2, 0],
  ];
  return Buffer.concat([Buffer.from('PK\x05\x06'), littleEndian(...fields)]);
}

// The end of a zip64 directory and its locator (APPNOTE.TXT 4.3.14 and 4.3.15).
function zip64End(count, directoryBytes, offset) {
  const record = [[8, 44], [2, 45], [2, 45], [4, 0], [4, 0], [8, count], [8, count]];
  return Buffer.concat([
    Buffer.from('PK\x06\x06'),
    littleEndian(...record, [8, directoryBytes], [8, offset]),
    Buffer.from('PK\x06\x07'),
    littleEndian([4, 0], [8, offset + directoryBytes], [4, 1]),
  ]);
}

/**
 * A zip of `parts` [{name, data, method?, flags?, unpacked?, localUnpacked?, checksum?}]. `data` goes in as it
 * is (method 0, or 8 for bytes already deflated); `unpacked` is the size that the directory claims,
 * `localUnpacked` the one in the part's own header where that differs, `checksum` that of the unpacked
 * part where it is not the right one. With `zip64` the place of the directory is only in its zip64 end.
 */
export function zipOf(parts, { zip64 = false } = {}) {
  const [locals, directory] = [[], []];
  let offset = 0;
  for (const part of parts) {
    const [name, bytes] = [Buffer.from(part.name), Buffer.from(part.data)];
    const unpacked = part.unpacked ?? bytes.length;
    directory.push(directoryEntry(part, name, bytes, unpacked, offset));
    locals.push(localPart(part, name, bytes, unpacked));
    offset += locals.at(-1).length;
  }
  const entries = Buffer.concat(directory);
  const end = zip64
    ? Buffer.concat([
        zip64End(parts.length, entries.length, offset),
        endRecord(0xffff, 0xffffffff, 0xffffffff),
      ])
    : endRecord(parts.length, entries.length, offset);
  return new Uint8Array(Buffer.concat([...locals, entries, end]));
}
