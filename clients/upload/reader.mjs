import { Worker } from 'node:worker_threads';
import { SheetError } from '../sheets/errors.mjs';

const kTimeLimitMs = 120_000;
const kMemoryLimitMb = 4_096;

function tooHard(what) {
  return new SheetError('tooHard', `reading took more than ${what}: the file is given up`);
}

function workerError(error) {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return tooHard(`${kMemoryLimitMb} MB of memory`);
  return new SheetError('unreadable', `the file cannot be read: ${error.message}`);
}

/**
 * Reads a sheet file in a thread of its own, within bounds of time and memory that a hostile file
 * cannot pass. Resolves to {text, warnings: {list, total, byCode}, sheets: [{sheetName, columns,
 * rows, bytes: of its part of the text}]}, rejects with a SheetError.
 */
export function readInWorker(path, filename, sheets, { timeLimitMs = kTimeLimitMs } = {}) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./reader_worker.mjs', import.meta.url), {
      workerData: { path, filename, sheets },
      resourceLimits: { maxOldGenerationSizeMb: kMemoryLimitMb },
    });
    const timer = setTimeout(() => {
      reject(tooHard(`${timeLimitMs / 1000} s`));
      worker.terminate();
    }, timeLimitMs);
    worker.once('message', ({ error, result }) => {
      if (error) reject(new SheetError(error.code, error.message, error.details));
      else resolve(result);
    });
    worker.once('error', (error) => reject(workerError(error)));
    worker.once('exit', () => {
      clearTimeout(timer);
      reject(new SheetError('unreadable', 'the file cannot be read: the reader ended'));
    });
  });
}
