// The way from a browser to safe-inputs, which a test can cut, hold up and look at.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const isStream = /^GET \/uploads\/events/;
const isUpload = /^POST \/uploads /;

/** Unlike events.once it does not mind how the connection broke. */
const closeOf = (socket) => new Promise((resolve) => socket.once('close', resolve));

/** One connection through the link. `request` is the last head that went, as far as its first line. */
class Passage {
  request = '';
  #near;
  #far;
  #left = Infinity;
  #held = false;
  #onAnswer = null;

  constructor(near, port, onRequest) {
    this.#near = near;
    this.#far = connect(port, '127.0.0.1');
    this.closed = Promise.all([near, this.#far].map(closeOf));
    this.#far.on('data', (piece) => (this.#onAnswer ? this.#onAnswer() : near.write(piece)));
    near.on('data', (piece) => {
      const [, line] = /^([A-Z]+ \/\S* HTTP\/1\.1)\r\n/.exec(piece.toString('latin1')) ?? [];
      if (line) onRequest(this, (this.request = line));
      this.#pass(piece);
    });
    this.#endTogether(near, this.#far);
    this.#endTogether(this.#far, near);
  }

  /** After so many more bytes from the browser the connection breaks. */
  cutAfter(bytes) {
    this.#left = bytes;
  }

  /** Nothing more from the browser gets through; that the server tires of waiting is not told. */
  hold() {
    this.#held = true;
    this.#left = 0;
    this.#near.pause();
  }

  cut() {
    this.#near.resetAndDestroy();
    this.#far.destroy();
  }

  /** Calls this in the place of passing on what the server answers. */
  loseAnswer(instead) {
    this.#onAnswer = instead;
  }

  #endTogether(one, other) {
    one.on('close', () => this.#held || other.destroy());
    one.on('error', () => {}); // Its close follows.
  }

  #pass(piece) {
    this.#far.write(piece.subarray(0, this.#left));
    if (piece.length > this.#left && !this.#near.isPaused()) this.cut();
    this.#left -= Math.min(piece.length, this.#left);
  }
}

/** Passes connections on to a port, on a port of its own. */
export class Link {
  /** Number of event streams opened. */
  streamsOpened = 0;
  /** Number of bodies begun. */
  uploads = 0;
  #passages = new Set();
  #onUpload = null;
  #away = false;
  #server = createServer((near) => this.#take(near));

  constructor(port) {
    this.to = port;
  }

  async start() {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.port = this.#server.address().port;
    return this;
  }

  stop() {
    this.#server.close();
    for (const passage of this.#passages) passage.cut();
  }

  /** The network is gone: what is open breaks, what comes is turned away. */
  cut() {
    this.#away = true;
    for (const passage of this.#passages) passage.cut();
  }

  mend() {
    this.#away = false;
  }

  /** The next body stops on its way: its sender waits. */
  holdNextUpload() {
    this.#onUpload = (passage) => passage.hold();
  }

  /** The next body breaks off when so many of its bytes have got through. */
  cutNextUploadAfter(bytes) {
    this.#onUpload = (passage) => passage.cutAfter(bytes);
  }

  /** The network goes when the next body has arrived whole, before its answer is back. */
  loseNextAnswer() {
    this.#onUpload = (passage) => passage.loseAnswer(() => this.cut());
  }

  /** The uploads that each open stream of events watches. */
  get streams() {
    const open = [...this.#passages].map(({ request }) => request).filter((request) => isStream.test(request));
    return open.map((request) => request.match(/(?<=[?&]id=)[^& ]+/g));
  }

  #take(near) {
    if (this.#away) return near.resetAndDestroy();
    const passage = new Passage(near, this.to, (...request) => this.#look(...request));
    this.#passages.add(passage);
    return passage.closed.then(() => this.#passages.delete(passage));
  }

  #look(passage, request) {
    if (isStream.test(request)) this.streamsOpened += 1;
    if (!isUpload.test(request)) return;
    this.uploads += 1;
    this.#onUpload?.(passage);
    this.#onUpload = null;
  }
}
