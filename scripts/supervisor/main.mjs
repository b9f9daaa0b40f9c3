// Runs the demo that scripts/demo has built: see scripts/demo --help.
import { wantsColour } from '../../clients/upload/colour.mjs';
import { Demo } from './demo.mjs';
import { layoutOf } from './layout.mjs';
import { runToExit } from './run.mjs';

const { stdout, env, argv } = process;
const demo = new Demo({
  layout: layoutOf(env, 'demo'),
  env,
  stream: stdout,
  colour: wantsColour(stdout, env),
});
process.exit(await runToExit(demo, argv.includes('--once')));
