import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where a demo finds its programs and keeps its data, in build/`name`. PIPELINE_BIN_DIR and PIPELINE_TOOLS_DIR
 * point to the services' and the servers' programs where these are not in build/.
 */
export function layoutOf(env, name) {
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
  const data = join(root, 'build', name);
  return {
    root,
    data,
    lock: join(data, 'pid'),
    env: join(data, 'env'),
    samples: join(root, 'samples'),
    upload: join(root, 'scripts', 'upload'),
    service: (file) => join(env.PIPELINE_BIN_DIR || join(root, 'build', 'release', 'bin'), file),
    server: (file) => join(env.PIPELINE_TOOLS_DIR || join(root, 'build', 'tools', 'bin'), file),
  };
}
