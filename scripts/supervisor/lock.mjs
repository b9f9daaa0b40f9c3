import { readFileSync, rmSync, writeFileSync } from 'node:fs';

function readOr(path, fallback) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return fallback;
  }
}

// A process id comes round again: it counts only if a demo is what runs under it.
function isDemo(pid) {
  return readOr(`/proc/${pid}/cmdline`, '').includes('scripts/supervisor/');
}

/**
 * One demo at a time on one data folder. Writes our process id to `path` and returns a function
 * that removes it; throws, with what to do, where another demo runs. What a demo that was killed
 * left behind is told of through `say` and taken over.
 */
export function takeLock(path, say) {
  const pid = Number.parseInt(readOr(path, ''), 10);
  if (pid > 0 && pid !== process.pid && isDemo(pid)) {
    throw new Error(
      `a demo is running already, as process ${pid}: stop it with Ctrl-C there, or kill ${pid}`,
    );
  }
  if (pid > 0)
    say(`the last demo (process ${pid}) ended without cleaning up: going on from its data`);
  writeFileSync(path, `${process.pid}\n`);
  return () => rmSync(path, { force: true });
}
