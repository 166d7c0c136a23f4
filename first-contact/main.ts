import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { createCredential } from '../src/azure/clients.ts';
import { loadConfig } from '../src/kernel/config/config.ts';
import { azureOf } from './azure/az.ts';
import { createCall } from './azure/call.ts';
import { clean, free } from './azure/clean.ts';
import { explain } from './azure/explain.ts';
import { openJournals } from './azure/journal.ts';
import { isStart, newRun } from './azure/place.ts';
import { reportOf } from './azure/report.ts';
import { runOn, startLocal, startReal } from './azure/run.ts';
import { help, startProbing } from './teams/probe.ts';

/** `npm run first-contact -- azure | clean | teams`: see docs/first-contact.md. */

const folder = '.first-contact';
const report = 'first-contact-azure.md';
const usage = `npm run first-contact -- azure --subscription <id> [--location westeurope]
npm run first-contact -- azure --local      the same against the local Azure, to see what it does
npm run first-contact -- clean              deletes what an interrupted run left
npm run first-contact -- teams              answers in the place of the bot, with its settings`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    subscription: { type: 'string' },
    location: { type: 'string', default: 'westeurope' },
    local: { type: 'boolean', default: false },
  },
});
const say = (what: string) => console.log(`${new Date().toTimeString().slice(0, 8)}  ${what}`);

const failed = (error: unknown) => {
  console.error(explain(error));
  process.exitCode = 1;
};

// az takes a subscription's name too, and a region's: what follows makes paths of them.
const named = isStart({ run: newRun(), subscriptionId: values.subscription ?? '', location: values.location });
if (positionals[0] === 'azure' && (values.local || named)) await azure().catch(failed);
else if (positionals[0] === 'clean') await cleanAll().catch(failed);
else if (positionals[0] === 'teams') await teams().catch(failed);
else {
  console.error(usage);
  process.exitCode = 1;
}

async function azure(): Promise<void> {
  const { location, subscription = '' } = values;
  if (!values.local && !(await agreed(subscription))) return;
  const subscriber = values.local ? undefined : await azureOf(subscription);
  const reference = await startLocal();
  say('first what the local Azure says');
  // What is made in this process is gone with it: it needs no journal that stays.
  const passing = mkdtempSync(join(tmpdir(), 'strongroom-first-contact-'));
  const local = await runOn(reference, { folder: passing, location, say: () => undefined });
  await reference.close();
  if (local.failure !== undefined) throw local.failure;
  const ground = subscriber ? await startReal(subscriber) : await startLocal();
  const here = await runOn(ground, { folder: values.local ? passing : folder, location, say });
  await ground.close();
  rmSync(passing, { recursive: true });
  if (here.failure !== undefined) console.error(`\nIt ended before its time.\n${explain(here.failure)}\n`);
  tell(here.left);
  writeFileSync(report, reportOf(local, here, location, new Date()));
  say(`${report} holds the differences, without ids and names: please read it and send it.`);
  process.exitCode = here.failure === undefined ? 0 : 1;
}

/** Listens where the bot would, with the settings of its registration, until Ctrl-C. */
async function teams(): Promise<void> {
  const config = loadConfig(process.env);
  const file = 'first-contact-teams.md';
  const probing = await startProbing(config, createCredential(config), (report) => {
    writeFileSync(file, report);
    say(`${file} is written: please read it and send it.`);
  });
  say(`listening at ${probing.address}\n\n${help}`);
}

/** The cost is an estimate from the price list of western Europe, in late 2026. */
async function agreed(subscription: string): Promise<boolean> {
  console.log(`In subscription ${subscription} this makes four resource groups named strongroom-fc-…, a vault, two key vaults,
three storage accounts and two machines of 2 vCPUs and 8 GB, backs them up, restores four copies, and deletes all of it.
It takes 4 to 8 hours and costs about 5 euros. It needs Owner there, and room for 8 vCPUs. What Azure keeps after a
deletion (points for 14 days, one key vault for 7) costs nothing. If it is interrupted: npm run first-contact -- clean`);
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Type the id of the subscription to go on: ');
  terminal.close();
  return answer.trim().toLowerCase() === subscription.toLowerCase();
}

async function cleanAll(): Promise<void> {
  const journals = openJournals(folder);
  if (journals.length === 0) say('no run left anything');
  for (const journal of journals) {
    const ground = await startReal(await azureOf(journal.start.subscriptionId));
    say(`run ${journal.start.run}`);
    tell(await clean(journal, createCall(ground.azure, ground.azure.client, ground.pass)));
    await ground.close();
  }
}

function tell(left: { what: string; why: string }[]): void {
  if (left.every(({ why }) => why === free)) say('nothing is left that costs anything');
  for (const { what, why } of left) say(`left: ${what}: ${why}`);
  if (left.some(({ why }) => why !== free)) process.exitCode = 1;
}
