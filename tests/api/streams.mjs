import http from 'node:http';
import { address } from './ask.mjs';

const patience = 20_000;

/**
 * A stream of events, once its first bytes are there: from then on nothing is missed. `until(pattern)`
 * resolves to its text as soon as that matches; `ended` to whether the server ended it in order.
 */
export function openStream(url, query) {
  const headers = { Accept: 'text/event-stream' };
  return new Promise((resolve, reject) => {
    const asked = http.request(address(url, { query }), { headers, agent: false }, (answer) => {
      const stream = { status: answer.statusCode, text: '', close: () => asked.destroy() };
      let look = () => {};
      stream.ended = new Promise((end) => answer.once('close', () => end(answer.complete)));
      stream.until = (pattern) =>
        new Promise((found, late) => {
          const timer = setTimeout(
            () => late(new Error(`expected ${pattern}, got ${JSON.stringify(stream.text)}`)),
            patience,
          );
          look = () => {
            if (!pattern.test(stream.text)) return;
            clearTimeout(timer);
            found(stream.text);
          };
          look();
        });
      answer.on('error', () => {}); // Said by how it ended.
      answer.on('data', (piece) => {
        stream.text += piece;
        resolve(stream);
        look();
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}
