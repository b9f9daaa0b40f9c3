import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate authority of a test's own, by openssl; its files go when the test `t` ends. */
export class Certificates {
  constructor(t) {
    this.folder = mkdtempSync(join(tmpdir(), 'certificates-'));
    t.after(() => rmSync(this.folder, { recursive: true }));
    this.ca = join(this.folder, 'ca.pem');
    this.#request('ca', ['-subj', '/CN=test authority']);
  }

  /** {key, cert} that it signs for `name`: IP:127.0.0.1 or DNS:example.org. */
  make(name = 'IP:127.0.0.1') {
    const subject = ['-subj', '/CN=made', '-addext', `subjectAltName=${name}`];
    const signer = ['-CA', this.ca, '-CAkey', join(this.folder, 'ca.key')];
    return this.#request('made', [...subject, ...signer]);
  }

  #request(name, more) {
    const [cert, key] = [`${name}.pem`, `${name}.key`].map((file) => join(this.folder, file));
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
    const args = ['req', '-x509', ...kind, '-out', cert, '-keyout', key, ...more];
    execFileSync('openssl', args, { stdio: 'pipe' });
    return { cert: readFileSync(cert), key: readFileSync(key) };
  }
}
