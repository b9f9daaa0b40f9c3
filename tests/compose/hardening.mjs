import assert from 'node:assert/strict';

// The one-shot that gives the volume to nats: root, with the right to do just that.
const kMayBeRoot = new Set(['nats-volume']);

function checkOne(container) {
  const service = container.Config.Labels['com.docker.compose.service'];
  const host = container.HostConfig;
  const user = container.Config.User.split(':')[0];
  if (!kMayBeRoot.has(service)) {
    assert.match(user, /^[1-9][0-9]*$/, `${service}: runs as "${user}"`);
    assert.deepEqual(host.CapAdd ?? [], [], `${service}: adds capabilities`);
  }
  assert.equal(host.ReadonlyRootfs, true, `${service}: its file system can be written`);
  assert.deepEqual(host.CapDrop, ['ALL'], `${service}: keeps capabilities`);
  assert.ok(
    host.SecurityOpt.some((option) => option.startsWith('no-new-privileges')),
    `${service}: may gain privileges`,
  );
  assert.ok(host.Memory > 0, `${service}: no memory limit`);
  assert.equal(host.LogConfig.Config['max-file'], '3', `${service}: its log grows without end`);
  for (const bindings of Object.values(host.PortBindings ?? {})) {
    for (const { HostIp } of bindings) {
      assert.equal(HostIp, '127.0.0.1', `${service}: published beyond this machine`);
    }
  }
}

/** What every container must have, read from the daemon, not from the file. */
export async function checkHardening(compose) {
  const containers = await compose.containers();
  containers.forEach(checkOne);
  return containers.length;
}
