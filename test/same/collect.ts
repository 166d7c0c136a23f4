import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { product } from '../../src/app/product.ts';
import { folders } from '../../src/i18n/folders.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { effectsHash } from '../../src/kernel/effects-hash.ts';
import { asObject } from '../../src/kernel/json-object.ts';
import { languages } from '../../src/kernel/languages.ts';
import { openStore } from '../../src/store/open.ts';
import { type Saga, startSaga } from '../saga/saga.ts';
import { decisionFlows } from '../store/decision-flows.ts';
import { fixtures } from '../store/fixtures.ts';
import { quiet } from '../store/quiet.ts';
import { type RequestFlow, requestFlows } from '../store/request-flows.ts';
import type { Told } from './compare.ts';
import { withoutIds } from './without-ids.ts';

/**
 * Writes what this checkout says, stores and sends, for comparison with another one: `node test/same/collect.ts FILE
 * [word]`. With a word, only the flows whose names contain it are played.
 */
const [, , target = '', word = ''] = process.argv;
if (!target) throw new Error('name the file to write');

/**
 * Left out because they differ from run to run: how often a message was edited, and the keys of clicks. What was said
 * is collected elsewhere.
 */
const untold = ['messages', 'handled'];
const told: Told = {};
function tell(key: string, value: unknown): void {
  if (key in told) throw new Error(`${key} is told twice`);
  told[key] = typeof value === 'string' ? value : JSON.stringify(value, null, 1);
}

tellTexts();
tellNames();
tellFixtures();
for (const file of readdirSync('test/cards/snapshots').toSorted()) {
  tell(`card ${file}`, readFileSync(join('test/cards/snapshots', file), 'utf8'));
}
for (const page of ['commands', 'settings']) tell(`page ${page}`, readFileSync(`docs/${page}.md`, 'utf8'));
await tellRun('requests', (saga, deviations) => requestFlows(saga, deviations));
await tellRun('decisions', (saga) => decisionFlows(saga));
writeFileSync(target, JSON.stringify(told));
process.exit(0);

/** Every text by its key, and the words of every command. */
function tellTexts(): void {
  for (const language of languages) {
    const { texts, commands, keywords, rights, rightOf } = folders[language];
    for (const [key, text] of leaves(texts)) tell(`text ${language} ${key}`, text);
    for (const [name, words] of Object.entries(commands)) tell(`command ${language} ${name}`, words);
    for (const [name, words] of Object.entries(keywords)) tell(`keyword ${language} ${name}`, words);
    for (const [key, text] of leaves({ rights, rightOf })) tell(`right ${language} ${key}`, text);
  }
}

/** Names that are stored or sent: kinds, steps, verbs, timers, forms. */
function tellNames(): void {
  tell(
    'commands in order',
    product.commands.map(({ spec }) => spec),
  );
  const verbs = product.commands.flatMap((command) => Object.keys(command.verbs ?? {}));
  tell('verbs', [...verbs, ...Object.keys(product.verbs), ...Object.keys(product.viewVerbs)].toSorted());
  tell('dialog verbs', product.dialogVerbs.toSorted());
  for (const { name, stepKinds } of product.requestKinds) tell(`kind ${name}`, [...stepKinds].toSorted());
  tell('step handlers', Object.keys(product.steps).toSorted());
  tell('timers', [...Object.keys(product.timers), ...Object.keys(product.nightly)].toSorted());
  tell('forms', product.forms.map((kind) => kind.name).toSorted());
}

/** Stored plans as read and written again, with the hash of their effects. */
function tellFixtures(): void {
  const kinds = new Map(product.requestKinds.map((kind) => [kind.name as string, kind]));
  for (const { table, row } of fixtures) {
    if (table !== 'plans') continue;
    const body = asObject(row.body);
    const kind = kinds.get(String(body.kind));
    if (!kind) throw new Error(`no kind ${body.kind}`);
    const plan = kind.stored.parse(body);
    tell(`stored ${row.request_id}`, {
      written: kind.stored.write(plan as never),
      hash: effectsHash(asObject(body.effects)),
      signed: row.hash,
    });
  }
}

type Talk = Saga['talk'];

/** One run of the real bot: messages to everybody, rows of its tables, calls to Azure. */
async function tellRun(run: string, flows: (saga: Saga, deviations: string) => RequestFlow[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-same-'));
  const deviations = join(folder, 'found.json');
  writeFileSync(deviations, '[]');
  process.env.DEVIATIONS = deviations;
  process.env.NODE_OPTIONS = `--import ${new URL('../restore/children/deviating-deployment.ts', import.meta.url)}`;
  const saga = await startSaga({ world: { fleetSize: 60, uncommon: true } });
  const { talk } = saga;
  const played: Record<string, string> = {};
  if (run === 'requests') await tellHelp(talk);
  for (const [name, play] of flows(saga, deviations)) {
    if (!name.includes(word)) continue;
    played[name] = await play().then(
      () => 'there',
      (error: unknown) => withoutIds(error instanceof Error ? error.message.slice(0, 300) : String(error)),
    );
    process.stderr.write(`${name}: ${played[name]}\n`);
  }
  tell(`${run}: flows`, played);
  await tellByHand(run, talk);
  for (const { name } of await talk.api.conversations()) {
    const messages = (await talk.read(name)).filter(({ from }) => from === 'bot');
    tell(
      `${run}: said in ${name}`,
      messages.map(({ text, card }) => withoutIds(JSON.stringify([text, card]))),
    );
  }
  const calls = await talk.api.requests('');
  const sent = calls
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => withoutIds(`${method} ${path}`));
  tell(`${run}: sent to Azure`, [...new Set(sent)].toSorted());
  await talk.sandbox.bot.stop();
  await tellRows(run, join(talk.dataDir, 'data'));
  await saga.close();
  rmSync(folder, { recursive: true, force: true });
}

async function tellHelp(talk: Talk): Promise<void> {
  for (const who of ['oncall', 'nl']) {
    if (who === 'nl') await talk.ask('oncall', 'personal-oncall', 'language nl');
    for (const line of ['help', 'help all', ...product.commands.map(({ spec }) => `help ${spec.name}`)]) {
      const said = await talk.ask('oncall', 'personal-oncall', line);
      tell(`answer ${who} ${line}`, withoutIds(said.all));
    }
  }
  await talk.ask('oncall', 'personal-oncall', 'language en');
}

async function tellByHand(run: string, talk: Talk): Promise<void> {
  const said = JSON.stringify(await talk.read('ops', 'oncall'));
  const requests = [...new Set(said.match(/R-[2-9A-HJKMNP-Z]{4}/g))];
  const lines: string[] = [];
  for (const about of ['sql-01', 'web-01', 'app-01', ...requests]) {
    const answer = await talk.ask('oncall', 'personal-oncall', `byhand ${about}`);
    lines.push(withoutIds(answer.all));
  }
  tell(`${run}: byhand`, lines.toSorted());
}

/** All rows, in an order that doesn't depend on ids. */
async function tellRows(run: string, dataDir: string): Promise<void> {
  const store = await openStore({ dataDir, clock: new Clock(), log: quiet });
  const tables = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(store.db);
  for (const { name } of tables.rows.filter((table) => !untold.includes(table.name))) {
    const { rows } = await sql<object>`select * from ${sql.table(name)}`.execute(store.db);
    const written = rows.map((row) => withoutIds(JSON.stringify(row)));
    tell(`${run}: rows of ${name}`, name === 'audit' ? written : written.toSorted());
  }
  await store.close();
}

function leaves(tree: object, below = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'object' && value !== null
      ? leaves(value, `${below}${key}.`)
      : [[`${below}${key}`, String(value)]],
  );
}
