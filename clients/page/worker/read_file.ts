import { checkSize } from '../../sheets/kind.mjs';
import type { FromWorker } from './protocol';

/** Tells of the bytes read at most so often: a stream comes in many pieces. */
const kTellEveryBytes = 1 << 20;

/**
 * The bytes of a file. `tell` hears how far the reading is. Throws a SheetError for a file that is
 * empty or too large, before it is read.
 */
export async function readFile(file: File, tell: (phase: FromWorker) => void): Promise<Uint8Array> {
  checkSize(file.size, file.name);
  const bytes = new Uint8Array(file.size);
  const reader = file.stream().getReader();
  let done = 0;
  let told = -kTellEveryBytes;
  for (;;) {
    if (done - told >= kTellEveryBytes) {
      tell({ type: 'phase', phase: 'reading', done, total: file.size });
      told = done;
    }
    const piece = await reader.read();
    if (piece.done) return bytes.subarray(0, done);
    bytes.set(piece.value, done);
    done += piece.value.length;
  }
}
