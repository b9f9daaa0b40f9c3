import type { SheetReader } from '../../worker/sheet_reader';

/**
 * The place of the spreadsheet's row `wanted` among rows in ascending order, or of the next after
 * it. Empty rows are left out of the list, so a row stands at most two places (header and counting
 * from one) before its number: that is tried first, then the list is halved.
 */
export async function findRow(
  reader: Pick<SheetReader, 'rows'>,
  sheet: string,
  wanted: number,
): Promise<number> {
  const rowAt = async (first: number) => {
    const { rows, total } = await reader.rows({ sheet, first, count: 1 });
    return { row: rows[0]?.row ?? null, total };
  };
  const guess = Math.max(0, wanted - 2);
  const { row, total } = await rowAt(guess);
  if (row === wanted) return guess;
  let low = 0;
  let high = Math.min(total, guess + 1);
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = (await rowAt(middle)).row;
    if (found !== null && found < wanted) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, Math.min(low, total - 1));
}
