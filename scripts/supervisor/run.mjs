function firstSignal() {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => resolve(signal));
  });
}

async function once(demo) {
  await demo.start();
  const problems = await demo.check();
  if (problems.length === 0) return;
  throw new Error(`not everything arrived, ${problems.length} problems, the first: ${problems[0]}`);
}

async function stay(demo) {
  await demo.start();
  const problems = await demo.check();
  if (problems.length > 0) demo.say('not everything arrived: see above');
  demo.tellHints();
}

async function run(demo, isOnce) {
  const signal = firstSignal();
  try {
    if (isOnce) {
      const interrupted = signal.then((name) =>
        Promise.reject(new Error(`interrupted by ${name}`)),
      );
      await Promise.race([once(demo), demo.died, interrupted]);
    } else {
      await Promise.race([stay(demo), signal]);
      await signal;
    }
    return 0;
  } catch (error) {
    demo.say(`failed: ${error.message}`);
    return 1;
  }
}

/** Runs a demo until its check is done (`isOnce`) or until a signal comes; then the exit code. */
export async function runToExit(demo, isOnce) {
  const outcome = await run(demo, isOnce);
  const clean = await demo.stop();
  return outcome === 0 && !clean ? 1 : outcome;
}
