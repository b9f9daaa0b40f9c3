import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';

/**
 * A safe-inputs on a port of its own that answers as told. `answers` maps "GET /limits" and the
 * like to a list of {status, headers, body, abort}; each request takes the next, the last one
 * stays. With `tls` {key, cert} it speaks HTTPS. `requests` lists what came: {route, headers,
 * body}.
 */
export class FakeSafeInputs {
  requests = [];

  constructor(answers, tls = null) {
    this.answers = { 'GET /limits': [{ status: 200, body: { maxBytes: 1_000_000 } }], ...answers };
    const serve = (request, response) => this.#serve(request, response);
    this.server = tls ? createTlsServer(tls, serve) : createServer(serve);
    this.scheme = tls ? 'https' : 'http';
  }

  async start() {
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.url = `${this.scheme}://127.0.0.1:${this.server.address().port}`;
    return this;
  }

  stop() {
    this.server.closeAllConnections?.();
    return new Promise((resolve) => this.server.close(resolve));
  }

  to(route) {
    return this.requests.filter((request) => request.route === route);
  }

  async #serve(request, response) {
    const route = `${request.method} ${request.url}`;
    const parts = [];
    for await (const part of request) parts.push(part);
    this.requests.push({
      route,
      headers: request.headers,
      body: Buffer.concat(parts).toString('utf8'),
    });
    const left = this.answers[route] ?? [{ status: 404, body: { title: 'Not found' } }];
    const answer = left.length > 1 ? left.shift() : left[0];
    if (answer.abort) return request.socket.destroy();
    response.writeHead(answer.status, {
      'Content-Type': 'application/json',
      Connection: 'close',
      ...answer.headers,
    });
    return response.end(
      typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {}),
    );
  }
}

export const receipt = Object.freeze({
  uploadId: 'u-1',
  filename: 'sample-two-sheets.csv',
  key: 'sample-two-sheets.csv',
  stream: 'safeInputsRawSheetData',
  sequence: 7,
  acceptedAt: '2026-01-02T03:04:05.000Z',
  sheets: 1,
  rows: 5,
  bytes: 800,
  sha256: 'ab',
  duplicate: false,
});

/** The state of the upload `receipt` tells of, with these states of its two stores. */
export function uploadState(kv, ledger, ended) {
  return {
    uploadId: receipt.uploadId,
    stages: [{ stage: 'accepted', at: receipt.acceptedAt }],
    stores: { kv, ledger },
    ended,
  };
}
