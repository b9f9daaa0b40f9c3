// A site with the worker of scripts/build-page, under the policy that safe-inputs gives the page, and a page
// that does nothing but let tests use it.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const built = here('../../build/tools/share/page');
const { build } = createRequire(here('../../clients/page/package.json'))('esbuild');

/** Plain http, so no secure context, as on an internal network. */
export const siteName = 'sheets.internal';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
].join('; ');
const html = '<!doctype html><html lang="en"><title>test</title><script src="/assets/harness.js"></script>';

async function bundledHarness() {
  const options = { bundle: true, write: false, format: 'iife', target: 'es2022' };
  const { outputFiles } = await build({ entryPoints: [here('harness.ts')], ...options });
  return outputFiles[0].contents;
}

function send(response, type, body) {
  response.writeHead(200, { 'content-type': type, 'content-security-policy': policy });
  response.end(body);
}

/** Serves files that tests put in, and keeps what their page hands over. */
export class WorkerSite {
  #server = createServer((request, response) => this.#answer(request, response));
  #assets = new Map();
  #files = new Map();
  #handedOver = new Map();

  async start() {
    if (!existsSync(built)) throw new Error(`expected ${built}: scripts/build-page makes it`);
    this.#assets.set('/assets/harness.js', await bundledHarness());
    for (const name of ['worker.js', 'xlsx.full.min.js']) {
      this.#assets.set(`/assets/${name}`, readFileSync(`${built}/${name}`));
    }
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.origin = `http://${siteName}:${this.#server.address().port}`;
    return this;
  }

  stop() {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** The path from which the page gets these bytes. */
  put(bytes) {
    const path = `/files/${this.#files.size}`;
    this.#files.set(path, bytes);
    return path;
  }

  /** Waits for one post of the page to a path. */
  taken(path) {
    const bytes = this.#handedOver.get(path);
    this.#handedOver.delete(path);
    return bytes;
  }

  async #answer(request, response) {
    const { method, url } = request;
    if (method === 'POST') {
      this.#handedOver.set(url, await buffer(request));
      return response.writeHead(204).end();
    }
    if (url === '/') return send(response, 'text/html; charset=utf-8', html);
    if (this.#assets.has(url)) return send(response, 'text/javascript', this.#assets.get(url));
    if (this.#files.has(url)) return send(response, 'application/octet-stream', this.#files.get(url));
    return response.writeHead(404).end();
  }
}
