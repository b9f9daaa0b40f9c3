import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** The server's answer to a login over TLS: 'PONG', or its -ERR line. */
export function natsLogin({ port, ca, user, password }) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(10_000, () => reject(new Error('NATS did not answer')));
    socket.on('error', reject);
    socket.once('data', (info) => {
      const { tls_required: tlsRequired } = JSON.parse(info.toString().replace(/^INFO /, ''));
      if (!tlsRequired) return reject(new Error('NATS does not ask for TLS'));
      const secure = connectTls({ socket, ca, servername: 'localhost' }, () => {
        const login = JSON.stringify({ user, pass: password, verbose: false, tls_required: true });
        secure.write(`CONNECT ${login}\r\nPING\r\n`);
      });
      secure.on('error', reject);
      secure.on('data', (data) => {
        const line = data.toString().split('\r\n').find((text) => /^(PONG|-ERR)/.test(text));
        if (!line) return;
        secure.destroy();
        resolve(line);
      });
    });
  });
}
