// A link that a test can cut: passes connections to port argv[2] on to port argv[3] of this machine.
import { connect, createServer } from 'node:net';

const [from, to] = process.argv.slice(2).map(Number);
createServer((near) => {
  const far = connect(to, '127.0.0.1');
  for (const [one, other] of [
    [near, far],
    [far, near],
  ]) {
    one.on('error', () => other.destroy()).pipe(other);
  }
}).listen(from, '127.0.0.1');
