import { createHash } from 'node:crypto';

/** What is sent of a file whose one sheet has one cell. */
export function message(filename, text) {
  return JSON.stringify({
    type: 'ParseEvent',
    state: 'DONE',
    filename,
    sheets: [{ sheetName: 'S', data: [{ text }] }],
  });
}

/** Sends one upload until it is accepted, always under the same key. */
async function send(url, key, body) {
  for (let tries = 0; tries < 240; ++tries) {
    try {
      const answer = await fetch(`${url}/uploads`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
        body,
      });
      if (answer.status === 202) return;
      if (answer.status < 500 && answer.status !== 429) {
        throw new RangeError(`${key}: ${answer.status} ${await answer.text()}`);
      }
    } catch (error) {
      if (error instanceof RangeError) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`${key}: not accepted`);
}

/**
 * Uploads, one after the other, over a few files, until stop() or so many. Each is known by its
 * Upload-Id; a file's last value tells which was its last.
 */
export class Sender {
  constructor(url, name, files = 5, most = Infinity) {
    this.sent = [];
    this.lastOf = new Map();
    this.finished = this.#run(url, name, files, most);
  }

  async #run(url, name, files, most) {
    for (let number = 0; number < most && !this.stopping; ++number) {
      const id = `${name}-${number}`;
      const filename = `${name}-${number % files}.csv`;
      await send(url, id, message(filename, id));
      this.sent.push(id);
      this.lastOf.set(filename, id);
    }
  }

  async stop() {
    this.stopping = true;
    await this.finished;
  }
}

export const sha256 = (text) => createHash('sha256').update(text).digest('hex');
