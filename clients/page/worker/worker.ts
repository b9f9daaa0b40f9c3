/**
 * The page's worker: reads the one file that it is given and answers from what it keeps of it. A
 * classic worker, since SheetJS comes by importScripts, as it was published.
 */
import type * as SheetJs from '@e965/xlsx';
import { failureOf } from './failure';
import { OpenedFile } from './opened_file';
import type { FromWorker, ToWorker } from './protocol';
import { readFile } from './read_file';

declare const self: DedicatedWorkerGlobalScope & { XLSX: typeof SheetJs };

importScripts('xlsx.full.min.js');

let opened: OpenedFile | null = null;

function say(message: FromWorker): void {
  self.postMessage(message);
}

async function read(file: File): Promise<FromWorker> {
  const bytes = await readFile(file, say);
  opened = OpenedFile.open(bytes, file.name, self.XLSX, say);
  return { type: 'sheets', ...opened.summary() };
}

function answer(message: ToWorker): Promise<FromWorker> | FromWorker {
  if (message.type === 'read') return read(message.file);
  if (opened === null) throw new Error(`expected a file to be read before ${message.type}`);
  const { request } = message;
  switch (message.type) {
    case 'rows':
      return { type: 'rows', request, ...opened.rows(message) };
    case 'build':
      return { type: 'message', request, ...opened.build(message.sheets) };
    case 'warningsCsv':
      return { type: 'csv', request, blob: opened.warningsCsv() };
  }
}

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  try {
    say(await answer(data));
  } catch (error) {
    const request = 'request' in data ? { request: data.request } : {};
    say({ type: 'failure', ...request, ...failureOf(error) });
  }
};
