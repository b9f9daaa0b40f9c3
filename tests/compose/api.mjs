// The API in its container: what people and programs ask it, and what its limits have to leave room for.
import assert from 'node:assert/strict';
import { until } from './compose.mjs';

const kPatience = 120;
// More threads than any other service's limit of processes allows.
const kSubscribers = 300;

export class Api {
  constructor(compose) {
    this.url = `http://127.0.0.1:${compose.env.API_PORT}/graphql`;
  }

  /** The data of an answer without errors. */
  async ask(query, variables = {}) {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const answer = await response.json();
    assert.equal(answer.errors, undefined, `${query}: ${JSON.stringify(answer.errors)}`);
    return answer.data;
  }

  /** By its original name: the value, the upload that it came by, and the ledger's receipt of it. */
  async find(name) {
    const query = `query ($name: String!) {
      content: getFile(filename: $name)
      file(name: $name) { uploadId sha256 ledgerReceipt { database sha256 } }
    }`;
    return this.ask(query, { name });
  }

  /** Sends a sheet under an id, by a mutation; when it is in both stores. */
  async send(id, sheet) {
    const send = `mutation ($sheet: JSON!, $id: String!) {
      uploadSheet(sheetData: $sheet, idempotencyKey: $id) { uploadId duplicate }
    }`;
    const { uploadSheet } = await this.ask(send, { sheet, id });
    assert.deepEqual(uploadSheet, { uploadId: id, duplicate: false });
    const state = 'query ($id: ID!) { upload(id: $id) { state bucket { state } ledger { state } } }';
    await until(`${id} in both stores`, kPatience, async () => {
      const { upload } = await this.ask(state, { id });
      return upload?.bucket.state === 'STORED' && upload.ledger.state === 'STORED';
    });
  }

  /** Until the last revision of a file is that of an upload. */
  async waitForLast(name, id) {
    const query = 'query ($name: String!) { file(name: $name) { uploadId } }';
    await until(`the api to find ${id}`, kPatience, async () => (await this.ask(query, { name })).file?.uploadId === id);
  }

  /** The uploads that a file's revisions came by, the oldest first: as many as the bucket keeps. */
  async uploadsOf(name) {
    const query = `query ($name: String!) {
      file(name: $name) { history(first: 100) { edges { node { uploadId } } } }
    }`;
    const { file } = await this.ask(query, { name });
    return file.history.edges.map(({ node }) => node.uploadId).reverse();
  }

  /** GraphiQL as a browser gets it: one page that loads nothing. */
  async page() {
    const response = await fetch(this.url, { headers: { Accept: 'text/html' } });
    const text = await response.text();
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type'), /^text\/html/);
    assert.match(text, /<title>Safe Inputs pipeline<\/title>/);
    assert.ok(text.length > 1_000_000, `the page has ${text.length} characters only`);
    return `${(text.length / 1e6).toFixed(1)} MB`;
  }

  /** As many as the container's limits have to allow; all of them are told of the same upload. */
  async tellMany(id, sheet) {
    const query = `subscription { fileChanged(prefix: ${JSON.stringify(sheet.filename)}) { uploadId } }`;
    const open = Array.from({ length: kSubscribers }, () => this.#subscribe(query));
    const answers = await Promise.all(open);
    assert.deepEqual([...new Set(answers.map((answer) => answer.status))], [200]);
    const told = answers.map((answer) => firstEvent(answer));
    await this.send(id, sheet);
    for (const event of await Promise.all(told)) assert.equal(event.data.fileChanged.uploadId, id);
    return `${kSubscribers} subscribers`;
  }

  #subscribe(query) {
    return fetch(`${this.url}?query=${encodeURIComponent(query)}`, { headers: { Accept: 'text/event-stream' } });
  }
}

/** The first `next` of an event stream, which is closed then. */
async function firstEvent(answer) {
  let text = '';
  for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    const found = /^event: next\ndata: (.*)\n\n/m.exec(text);
    if (found) return JSON.parse(found[1]);
  }
  throw new Error(`the stream ended without an event: ${text}`);
}
