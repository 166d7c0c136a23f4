import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loopbackClient } from '../../sandbox/azure/loopback-client.ts';
import { botConfig } from '../../sandbox/run-bot.ts';
import { run } from '../../src/app/cli/evidence.ts';
import { verify } from '../../tools/verify-evidence/verify-evidence.mjs';
import { over, type Saga, startSaga } from '../saga/saga.ts';
import { idIn } from '../talk.ts';

/** `npm run evidence` beside the sandbox: it reads from the local Azure. */
describe('npm run evidence', () => {
  let saga: Saga;
  let load: () => ReturnType<typeof botConfig>;
  const directory = process.env.KEEP ?? mkdtempSync(join(tmpdir(), 'strongroom-evidence-'));
  before(async () => {
    saga = await startSaga({ world: { uncommon: true } });
    const { sandbox, botData } = saga.talk;
    const { azure, world } = sandbox;
    load = () =>
      botConfig({
        azurePort: azure.port,
        teamsOrigin: sandbox.address,
        dataDir: botData,
        uncommon: true,
        clock: world.clock.setting,
      });
  });
  after(async () => {
    await saga?.close();
    if (!process.env.KEEP) rmSync(directory, { recursive: true, force: true });
  });

  async function drilled(vm: string): Promise<string> {
    const card = await saga.talk.ask('oncall', 'ops', `drill ${vm} because INC0012345`, /Decide by/);
    await saga.approve({ card });
    await saga.until(card, over);
    return idIn(card.all);
  }

  it('writes what happened and what Azure protects, and its verifier finds it true', async (t) => {
    const { talk } = saga;
    const probe = { method: 'POST', body: JSON.stringify({ probe: 'app-01:fails' }) };
    await fetch(`${talk.sandbox.address}/api/world/drills`, probe);
    const [proven, failed] = [await drilled('web-01'), await drilled('app-01')];
    await talk.letPass(60 * 60 * 60, 6 * 60 * 60);
    await talk.sandbox.bot.stop();
    const said = t.mock.method(console, 'log', () => undefined);
    const client = loopbackClient(talk.sandbox.azure.port);
    assert.equal(await run(['2026-q4', '--to', directory], load, { httpClient: client }), 0);
    const printed = said.mock.calls.map(({ arguments: [line] }) => String(line));
    const files = ['evidence-2026-Q4.jsonl', 'evidence-2026-Q4.html'].map((name) => join(directory, name));
    assert.deepEqual(printed.slice(0, 2), files);
    const [, seq = '', hash = ''] = /^Head of the audit chain: (\d+):(\w+)$/.exec(printed.at(2) ?? '') ?? assert.fail();
    const [lines = '', page = ''] = files.map((file) => readFileSync(file, 'utf8'));
    const heads = [{ seq: Number(seq), hash }];
    const { problems, notes, isAnchored } = verify(lines, { page, heads });
    assert.deepEqual([problems, isAnchored], [[], true]);
    assert.deepEqual(notes.slice(0, 1), ['it was made before the quarter ended']);

    const rows = lines
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const of = (type: string) => rows.filter((row) => row.type === type);
    assert.deepEqual(
      of('run').map(({ id, vm, outcome }) => [id, vm, outcome]),
      [
        [proven, 'web-01', 'succeeded'],
        [failed, 'app-01', 'failed'],
      ],
    );
    const items = [...talk.sandbox.world.vaults.values()].flatMap(({ items }) => [...items.values()]);
    const live = items.filter(({ softDeletedAt }) => !softDeletedAt).map(({ vmName }) => vmName);
    assert.deepEqual(
      of('machine')
        .map(({ vm }) => vm)
        .toSorted(),
      live.toSorted(),
    );
    assert.equal(of('readiness').length, live.length, 'looked at now, as no night has passed');
    assert.ok(of('readiness').some(({ vm, state }) => vm === 'pair-02' && state === 'lacking'));
    const named = (type: string) => new Set(of(type).map(({ vault }) => vault));
    assert.deepEqual(named('vault'), named('machine'), 'each vault has a row of its days');
    assert.ok(of('vault').every(({ days, unlisted }) => days === 3 && unlisted === 0));
    assert.ok(of('backup').some(({ vm, days, good }) => vm === 'web-01' && days === 3 && good > 0));
    assert.match(page, /simulated/i);
  });

  it('writes nothing where it is not told a quarter', async () => {
    const before = readdirSync(directory);
    await assert.rejects(run(['last', '--to', directory], load), /Usage:[\s\S]*npm run evidence -- 2026-Q4/);
    assert.deepEqual(readdirSync(directory), before);
  });
});
