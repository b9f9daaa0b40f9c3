import { readJson, type TextStorage } from './pending_sends';
import type { Receipt, UploadState } from './server_types';

/** An upload that this browser began. `state` is the last one known. */
export interface OwnUpload {
  uploadId: string;
  filename: string;
  sha256: string;
  startedAt: string;
  /** The tab that sends or sent it, to warn of a second tab with the same data. */
  tab: string;
  receipt: Receipt | null;
  state: UploadState | null;
  /** The service's last word: it knows this upload no more, or never did. */
  missing: 'unknown-upload' | 'upload-aged-out' | null;
}

const kName = 'safe-inputs.own-uploads';
const kMost = 200;

function isOwnUpload(value: unknown): value is OwnUpload {
  const { uploadId, filename, startedAt } = (value ?? {}) as Record<string, unknown>;
  return [uploadId, filename, startedAt].every((text) => typeof text === 'string');
}

/**
 * The uploads of this browser, newest first, in localStorage: all tabs read and write it, the
 * newest kMost are kept.
 */
export class OwnUploads {
  readonly #storage: TextStorage;

  constructor(storage: TextStorage) {
    this.#storage = storage;
  }

  static readonly storageName = kName;

  list(): OwnUpload[] {
    const value = readJson(this.#storage, kName);
    return Array.isArray(value) ? value.filter(isOwnUpload) : [];
  }

  /** Adds an upload, or changes what is known of it. */
  put(uploadId: string, change: Partial<OwnUpload>): void {
    const list = this.list();
    const known = list.find((upload) => upload.uploadId === uploadId);
    if (known) Object.assign(known, change);
    else list.unshift({ ...blank(uploadId), ...change });
    this.#storage.setItem(kName, JSON.stringify(list.slice(0, kMost)));
  }

  forget(uploadId: string): void {
    const list = this.list().filter((upload) => upload.uploadId !== uploadId);
    this.#storage.setItem(kName, JSON.stringify(list));
  }

  clear(): void {
    this.#storage.removeItem(kName);
  }
}

function blank(uploadId: string): OwnUpload {
  const now = new Date().toISOString();
  const nothing = { receipt: null, state: null, missing: null };
  return { uploadId, filename: '', sha256: '', startedAt: now, tab: '', ...nothing };
}

/** Uploads whose state may still change, and so are watched. */
export function openUploads(uploads: OwnUpload[]): OwnUpload[] {
  return uploads.filter(({ state, missing }) => missing === null && state?.ended !== true);
}

/** Earlier uploads of the same bytes, other than `uploadId`: sending again makes one more. */
export function sameData(uploads: OwnUpload[], sha256: string, uploadId: string): OwnUpload[] {
  return uploads.filter((upload) => {
    const arrived = upload.missing !== 'unknown-upload';
    return arrived && upload.sha256 === sha256 && upload.uploadId !== uploadId;
  });
}

/** The receipt of an upload; where its answer was lost, the part that its state contains. */
export function receiptOf({ uploadId, filename, receipt, state }: OwnUpload): Partial<Receipt> {
  if (receipt !== null) return receipt;
  if (state === null) return { uploadId, filename };
  const { key, sha256, bytes, sheets, rows, stages } = state;
  const acceptedAt = stages.find(({ stage }) => stage === 'accepted')?.at;
  return { uploadId, filename, key, acceptedAt, sheets, rows, bytes, sha256 };
}
