// Runs the hub and the sites that scripts/sites has built: see scripts/sites --help.
import { wantsColour } from '../../clients/upload/colour.mjs';
import { layoutOf } from './layout.mjs';
import { runToExit } from './run.mjs';
import { Sites } from './sites.mjs';

const { stdout, env, argv } = process;
const sites = new Sites({
  layout: layoutOf(env, 'sites'),
  env,
  stream: stdout,
  colour: wantsColour(stdout, env),
});
process.exit(await runToExit(sites, argv.includes('--once')));
