import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import packageJson from '../../package.json' with { type: 'json' };
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { cardAsText } from '../../sandbox/teams/card-text.ts';
import { control } from '../faults/control.ts';
import { patientSeconds } from '../faults/until.ts';
import { openSandbox } from '../open-sandbox.ts';
import { withSteps } from '../talk.ts';

const run = promisify(execFile);

let sandbox: Sandbox;
let close: (() => Promise<void>) | undefined;

before(async () => {
  ({ sandbox, close } = await openSandbox({ world: { fleetSize: 3 } }));
  sandbox.teams.connector.limits.enabled = false;
});

after(() => close?.());

const byNpm = ['npm', 'run', '--silent', 'say', '--'];
const withoutNpm = [process.execPath, packageJson.scripts.say.replace(/^node /, '')];
let typed = 0;

/**
 * Runs `npm run say`, as a person types it in a terminal. npm takes longer than the script, so only the first call uses
 * it.
 */
async function say(as: string, line: string): Promise<string> {
  const { port } = new URL(sandbox.address);
  const [program = '', ...args] = typed++ === 0 ? byNpm : withoutNpm;
  const { stdout } = await run(program, [...args, '--as', as, '--in', 'ops', '--wait', String(patientSeconds), line], {
    env: { ...process.env, SANDBOX_PORT: port },
  });
  return stdout;
}

/** Repeats a line until the answer matches, while time passes: an engineer looks again every few minutes. */
async function watch(as: string, line: string, fits: RegExp): Promise<string> {
  for (let look = 0; look < 40; look += 1) {
    const said = await say(as, line);
    if (fits.test(said)) return said;
    await sandbox.settled();
    sandbox.world.clock.advance(300_000);
    await sandbox.settled();
  }
  assert.fail(`"${line}" never said ${fits}`);
}

/** The id after some words; other changes are printed as well. */
function idAfter(words: string, said: string): string {
  const id = new RegExp(`${words}\\W+(R-[2-9A-HJKMNP-Z]{4})`).exec(said)?.[1];
  assert.ok(id, said);
  return id;
}

/** Approves as the card says: first with the id, then with the start of the plan's hash. */
async function approve(as: string, id: string): Promise<void> {
  const shown = await say(as, `approve ${id}`);
  const piece = new RegExp(`approve ${id} ([0-9A-F]{4})`).exec(shown)?.[1];
  assert.ok(piece, shown);
  assert.match(await say(as, `approve ${id} ${piece}`), /approved by|Approved/);
}

test('back up and restore encrypted virtual machines: the whole of the guide, typed', {
  timeout: 900_000,
}, async () => {
  // Create a backup policy.
  const policy = await say('platform', 'policy new rsv-prod nightly daily 02:00 keep 30 days, 12 weeks');
  assert.match(policy, /Backs up daily at 02:00 \(Europe\/Amsterdam\)/);
  await say('platform', `confirm ${idAfter('confirm', policy)}`);
  await watch('platform', 'policies rsv-prod', /nightly\*{0,2} \(standard\): daily at 02:00/);

  // Select the encrypted VMs. The message about the key vault says whether anything has to be done.
  const selected = await say('oncall', 'protect new-01 in rsv-prod with nightly');
  assert.match(selected, /In key vault kv-new, Azure Backup lacks secrets get, list, backup/);

  // Enable backup, which first asks for the permissions.
  const asked = await say('oncall', `confirm ${idAfter('confirm', selected)}`);
  assert.match(asked, /Let Azure Backup read the keys of new-01/);
  const grant = idAfter('Approve or reject', asked);
  await approve('platform', grant);
  await watch('oncall', 'vm new-01', /Protected by rsv-prod/);
  assert.match(await say('oncall', 'check new-01'), /✓ \d+ other checks passed/);

  // Back up now, with a retention date.
  const backup = await say('oncall', 'backup new-01 until 2026-12-24');
  assert.match(backup, /until Thu 24 Dec 2026, kept 31 days/);

  // Watch the job.
  const made = /(R-\w{4}), requested by/.exec(backup)?.[1];
  assert.match(await say('oncall', 'status new-01'), /new-01/);
  await watch('oncall', 'status new-01', new RegExp(`${made}[^\\n]*backup of new-01\\n[^\\n]*Done`));
  assert.match(await say('oncall', 'vm new-01'), /Recovery points \(1\)/);

  // Restore the disks, a machine from them, and the extension that Linux needs to unlock its data disks.
  const plan = await say('oncall', 'restore new-01 latest because INC0012345 table dropped');
  assert.match(plan, /new-01/);
  const restore = idAfter('check the plan for new-01', plan);
  await say('oncall', `confirm ${restore}`);
  await approve('approver-1', restore);
  await watch('oncall', 'status new-01', new RegExp(`${restore}[^\\n]*new-01[^\\n]*\\n[^\\n]*Done`));
  const thread = await control(sandbox.address).messages('ops');
  const cards = thread.flatMap(({ card }) => (card ? [cardAsText(withSteps(card))] : []));
  const end = cards.findLast((card) => card.includes(restore) && card.includes('Restore the disks')) ?? '';
  assert.match(end, /✓ \*\*Restore the disks\*\*: done/);
  assert.match(end, /✓ \*\*Create the machine\*\*: done/);
  assert.match(end, /✓ \*\*Set up disk encryption\*\*: done/);
});
