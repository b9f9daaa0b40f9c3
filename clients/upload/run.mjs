import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { SheetError } from '../sheets/errors.mjs';
import { UploadClient, UploadError } from './client.mjs';
import { styleText } from './colour.mjs';
import { readInWorker } from './reader.mjs';
import { receiptText, warningLines } from './terminal.mjs';

export const exitCodes = Object.freeze({ ok: 0, failed: 1, usage: 2 });

const kGoodEnds = new Set(['stored', 'superseded']);

function checkSize(content, { maxBytes }) {
  const bytes = Buffer.byteLength(content.text);
  if (!Number.isFinite(maxBytes) || bytes <= maxBytes) return;
  const [have, most] = [bytes, maxBytes].map((n) => n.toLocaleString('en'));
  const sizes = content.sheets
    .map((s) => `"${s.sheetName}" ${s.bytes.toLocaleString('en')}`)
    .join(', ');
  const advice = `choose sheets with --sheet NAME (bytes of each: ${sizes}) or split the rows`;
  const detail = `the message has ${have} bytes, this server takes ${most}; ${advice}`;
  throw new UploadError('tooLarge', 'Too large to send', detail);
}

/**
 * Uploads files one after the other and reports each; `io` is {out(line), err(line), progress,
 * colour}.
 */
export class UploadRun {
  #limits = null;
  #lastReason = null;

  constructor(options, io) {
    this.options = options;
    this.io = io;
    this.client = new UploadClient({ ...options, onRetry: (retry) => this.#tellRetry(retry) });
  }

  /** The worst exit code of all files. */
  async all() {
    let worst = exitCodes.ok;
    for (const file of this.options.files) worst = Math.max(worst, await this.#one(file));
    return worst;
  }

  async #one(file) {
    try {
      const result = await this.#send(file);
      this.#tell(file, result);
      return result.arrived ? exitCodes.ok : exitCodes.failed;
    } catch (error) {
      this.io.progress.clear();
      this.#tellError(file, error);
      return error instanceof UploadError ? exitCodes.failed : exitCodes.usage;
    }
  }

  async #send(file) {
    const { progress } = this.io;
    progress.show(`${file}: reading`);
    const content = await readInWorker(file, basename(file), this.options.sheets);
    progress.clear();
    this.#warn(file, content.warnings);
    progress.show(`${file}: checking`);
    this.#limits ??= await this.client.limits();
    checkSize(content, this.#limits);
    const sentAt = new Date().toISOString();
    const receipt = await this.#post(file, content.text);
    const outcome = this.options.wait ? await this.#follow(file, receipt) : null;
    progress.clear();
    const states = Object.values(outcome?.stores ?? {}).map((store) => store.state);
    const arrived = states.every((state) => kGoodEnds.has(state));
    return { receipt, outcome, sentAt, arrived, warnings: content.warnings };
  }

  async #post(file, text) {
    const { progress } = this.io;
    const total = Buffer.byteLength(text);
    const key = this.options.key ?? randomUUID();
    return this.client.upload(text, key, (sent) => {
      const percent = Math.floor((100 * sent) / total);
      progress.showOften(`${file}: sending ${sent.toLocaleString('en')} bytes, ${percent} %`);
    });
  }

  async #follow(file, receipt) {
    try {
      return await this.client.follow(receipt.uploadId, ({ stages = [] }) => {
        this.io.progress.show(`${file}: waiting, so far ${stages.map((s) => s.stage).join(', ')}`);
      });
    } catch (error) {
      error.receipt = receipt;
      throw error;
    }
  }

  // Once per reason: a server that stays away would fill the screen.
  #tellRetry({ reason, pauseMs }) {
    const { progress } = this.io;
    const text = `${reason}: trying again`;
    if (progress.live) progress.show(`${text} in ${(pauseMs / 1000).toFixed(1)} s`);
    else if (!this.options.quiet && reason !== this.#lastReason) this.io.err(text);
    this.#lastReason = reason;
  }

  #warn(file, warnings) {
    if (this.options.quiet) return;
    warningLines(file, warnings).forEach((line) => this.io.err(line));
  }

  #tell(file, { receipt, outcome, sentAt, warnings }) {
    if (!this.options.json) {
      this.io.out(receiptText(file, { receipt, outcome }, this.io.colour));
      return;
    }
    const followed = outcome ? { outcome } : {};
    const warned = { warnings: warnings.list, warningCount: warnings.total };
    this.io.out(JSON.stringify({ file, sentAt, ...receipt, ...followed, ...warned }));
  }

  #tellError(file, error) {
    const { code = 'unexpected', title = 'Cannot be read', detail = error.message, status } = error;
    const known = error instanceof UploadError || error instanceof SheetError;
    if (!known && !error.code) throw error;
    if (this.options.json) {
      const sent = error.receipt ?? {};
      this.io.out(JSON.stringify({ file, ...sent, error: { code, title, detail, status } }));
    }
    const label = styleText('red', 'failed', this.io.colour);
    this.io.err(`${label} ${file}: ${title}: ${detail} (${code})`);
    if (error.receipt) this.io.err(`  it was accepted as upload ${error.receipt.uploadId}`);
  }
}
