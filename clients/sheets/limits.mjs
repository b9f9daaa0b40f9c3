/** Limits beyond which a file is refused. SheetJS itself sets no limit at all. */
export const limits = Object.freeze({
  fileBytes: 50 * 1024 * 1024,
  /** All parts of a zip (.xlsx, .xlsb, .ods) together, unpacked. */
  unpackedBytes: 512 * 1024 * 1024,
  zipEntries: 10_000,
  sheets: 256,
  /** Cells that hold something, over all chosen sheets. */
  cells: 20_000_000,
  /** Warnings of one code kept with their place; further ones are only counted. */
  warnings: 1_000,
});
