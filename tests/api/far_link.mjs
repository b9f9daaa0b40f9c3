import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/**
 * A server of NATS that is far away: what comes from it is `delay` ms late, so that a request that waits for n
 * answers one after the other takes n times as long. `received` counts its bytes, `requests` those to JetStream.
 */
export async function startFarLink(port, delay) {
  const link = { received: 0, requests: 0 };
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [one, other] of [[near, far], [far, near]]) one.on('close', () => other.destroy()).on('error', () => {}); // prettier-ignore
    near.on('data', (piece) => {
      link.requests += piece.toString('latin1').match(/H?PUB \$JS\.API\./g)?.length ?? 0;
      far.write(piece);
    });
    far.on('data', (piece) => {
      link.received += piece.length;
      setTimeout(() => near.write(piece), delay);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  link.url = `nats://127.0.0.1:${server.address().port}`;
  link.stop = () => server.close();
  return link;
}
