import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { az } from './az/az.ts';
import { azReads } from './az/reads.ts';
import { azurite } from './azurite/azurite.ts';
import { bicep } from './bicep.ts';
import { clients } from './clients/clients.ts';
import { container } from './container/container.ts';
import { kql } from './kql.ts';
import { oav } from './oav/oav.ts';
import { outsidePage } from './outside-page.ts';
import { NotHere, type Outcome, type Part } from './part.ts';
import { powershell } from './powershell/powershell.ts';
import { workflows } from './workflows.ts';

/**
 * `npm run outside`: checks Strongroom against programs that its authors did not write. Too heavy for every test run;
 * it installs nothing on the machine, and keeps downloads in ~/.cache/strongroom-outside.
 */

const parts: Record<string, Part> = {
  workflows,
  bicep,
  kql,
  powershell,
  az,
  'az-reads': azReads,
  clients,
  azurite,
  oav,
  container,
};

const usage = `npm run outside -- [${Object.keys(parts).join('|')}]… [--only <name>]… [--write] [--update] [--strict]
  --only    of the part az, only the machine or the step of this name; such a run is not written
  --write   writes docs/outside.md, of the parts that ran
  --update  writes the committed snapshots anew instead of comparing them
  --strict  a part that could not run counts as failed`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', multiple: true, default: [] },
    write: { type: 'boolean', default: false },
    update: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const unknown = positionals.filter((name) => !Object.hasOwn(parts, name));
if (values.help || unknown.length > 0) {
  console.log(unknown.length > 0 ? `There is no part ${unknown.join(', ')}.\n${usage}` : usage);
  process.exit(unknown.length > 0 ? 1 : 0);
}

const outcomes = new Map<string, Outcome>();
for (const [name, part] of Object.entries(parts)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  console.log(`${name}: ${part.about}`);
  const begun = performance.now();
  const outcome = await run(part);
  outcomes.set(name, outcome);
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log(
    `  ${outcome.state} in ${seconds} s · ${outcome.version || 'no version'} · ${outcome.ran || 'ran nothing'}`,
  );
  for (const line of outcome.why) console.log(`  - ${line.replaceAll('\n', '\n    ')}`);
}

const count = (state: Outcome['state']) => [...outcomes.values()].filter((one) => one.state === state).length;
console.log(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`);
if (values.write && values.only.length === 0) {
  const file = join(import.meta.dirname, '../../docs/outside.md');
  writeFileSync(file, outsidePage(file, parts, outcomes));
  console.log(`${file} is written.`);
}
process.exitCode = count('failed') > 0 || (values.strict && count('skipped') > 0) ? 1 : 0;

async function run(part: Part): Promise<Outcome> {
  try {
    return await part.run({ update: values.update, only: values.only });
  } catch (error) {
    if (error instanceof NotHere) return { state: 'skipped', version: '', ran: '', why: [error.message] };
    return { state: 'failed', version: '', ran: '', why: [error instanceof Error ? error.message : String(error)] };
  }
}
