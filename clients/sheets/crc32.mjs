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
