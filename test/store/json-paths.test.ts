import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import { z } from 'zod/v4';
import { requestKinds } from '../../src/app/request-kinds.ts';
import { storedProbe } from '../../src/drills/rules/probe.ts';
import { storedCleanUp } from '../../src/drills/stored-drill.ts';
import { storedRelease } from '../../src/protection/stored.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { resultOfStep, storedResults } from '../../src/restore/rules/results.ts';
import { asRestore, storedQuarantineOff, storedRestore } from '../../src/restore/stored-restore.ts';
import {
  jsonPaths,
  machineOfPlan,
  machineRan,
  machineStep,
  probeStep,
  quarantineOfPlan,
  tidiedOfPlan,
  tierOfPlan,
  verdictOfStep,
} from '../../src/store/json-paths.ts';
import type { Store } from '../../src/store/open.ts';
import { storedBackupDay } from '../../src/store/rules/backup-day.ts';
import { storedBreakGlass } from '../../src/store/rules/decision.ts';
import { sharedStore } from './engines.ts';
import { loadFixtures } from './fixtures.ts';

const src = path.join(import.meta.dirname, '../../src');
const kinds = createRequestKinds(requestKinds);
const tried = requestKinds.filter(({ proof }) => proof?.trial);

/** Possible content of a path: its values if they are listed, or its type; undefined if there is no such member. */
function standsAt(schema: z.ZodType, [name, ...rest]: readonly string[]): string[] | string | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return standsAt(schema.unwrap() as z.ZodType, name === undefined ? [] : [name, ...rest]);
  if (schema instanceof z.ZodReadonly)
    return standsAt(schema.def.innerType as z.ZodType, name === undefined ? [] : [name, ...rest]);
  if (name === undefined) return schema instanceof z.ZodEnum ? schema.options.map(String).toSorted() : schema.def.type;
  // Effects are inspected before they are parsed.
  const within = schema instanceof z.ZodPipe ? schema.out : schema;
  const member: z.ZodType | undefined = within instanceof z.ZodObject ? within.shape[name] : undefined;
  return member && standsAt(member, rest);
}

describe('where SQL looks into stored JSON there is, as it is written now,', () => {
  for (const { name, stored } of tried) {
    it(`the machine that a ${name} tries, in one place`, () => {
      const found = [jsonPaths.machine, jsonPaths.machinePerformed].map((at) => standsAt(stored.schema, at));
      assert.deepEqual(found.filter(Boolean), ['string']);
    });
  }

  for (const { name, stored, stepKinds } of tried.filter(({ proof }) => proof?.trial === 'restore')) {
    it(`which disks a ${name} brings back, and a step that looks at their machine`, () => {
      assert.equal(standsAt(stored.schema, jsonPaths.disks), 'union');
      assert.ok(machineStep in stepKinds);
    });
  }

  it('whether a machine that was looked at ran', () =>
    assert.equal(standsAt(storedResults.verify.schema, jsonPaths.agent), 'boolean'));

  it('the tier of a restore', () => {
    const tiers = ['snapshot', 'unknown', 'vault-archive', 'vault-standard'];
    assert.deepEqual(standsAt(storedRestore.schema, jsonPaths.tier), tiers);
  });

  it('the quarantine that a release ends', () =>
    assert.equal(standsAt(storedRelease.schema, jsonPaths.quarantine), 'string'));

  it('the drill whose copy a clean-up deletes, and the quarantine whose copy is deallocated', () => {
    assert.equal(standsAt(storedCleanUp.schema, jsonPaths.drillCleaned), 'string');
    assert.equal(standsAt(storedQuarantineOff.schema, jsonPaths.quarantineOff), 'string');
  });

  it('what the probe of a drill came to', () => {
    assert.ok(requestKinds.some(({ stepKinds }) => probeStep in stepKinds));
    assert.deepEqual(standsAt(storedProbe.schema, jsonPaths.verdict), ['failed', 'passed', 'unknown']);
  });

  it('whether the glass was broken', () =>
    assert.equal(standsAt(storedBreakGlass.schema, jsonPaths.glassBroken), 'string'));

  it('what a day came to for the machines of a vault', () =>
    assert.equal(standsAt(storedBackupDay.schema, jsonPaths.dayResults), 'record'));

  it('the posts of a review', () => assert.equal(standsAt(storedBreakGlass.schema, jsonPaths.reviewPosts), 'array'));
});

it('SQL looks into stored JSON at those paths, and nowhere else', () => {
  const looks = globSync('**/*.ts', { cwd: src }).filter((file) =>
    /->>|#>|jsonb_path/.test(readFileSync(path.join(src, file), 'utf8')),
  );
  assert.deepEqual(looks, [path.join('store', 'json-paths.ts')]);
});

describe('where SQL looks into stored JSON it reads, of what any version has left,', () => {
  let store: Store;
  before(async () => {
    store = await sharedStore('embedded');
    await loadFixtures(store);
  });

  /** What SQL reads from the plans of a kind, and what their parser reads. */
  async function bothOf(sought: typeof tierOfPlan, kind: string, parsed: (body: unknown) => string | undefined) {
    const rows = await store.db
      .selectFrom('requests')
      .innerJoin('plans', 'plans.request_id', 'requests.id')
      .select(['requests.id', 'plans.body'])
      .select(sought.as('read'))
      .where('requests.kind', '=', kind)
      .execute();
    const both = rows.map(({ id, body, read }) => ({ id, read, parsed: parsed(body) ?? null }));
    assert.ok(
      both.some(({ read }) => read !== null),
      `a ${kind} of which it is known`,
    );
    return both;
  }

  const same = (both: { id: string; read: string | null; parsed: string | null }[]) =>
    assert.deepEqual(
      both.map(({ id, read }) => ({ id, is: read })),
      both.map(({ id, parsed }) => ({ id, is: parsed })),
    );

  for (const { name } of tried) {
    it(`the machine that its kind names of a ${name}`, async () => {
      same(
        await bothOf(machineOfPlan, name, (body) => {
          const plan = kinds.parse(body);
          return kinds.of(plan).proof?.shows(plan).machine;
        }),
      );
    });
  }

  it('of what came back whether a whole machine ran', async () => {
    const rows = await store.db
      .selectFrom('requests')
      .select(['id', machineRan.as('ran')])
      .where('kind', 'in', ['restore', 'quarantine'])
      .execute();
    const steps = await store.db.selectFrom('steps').selectAll().where('kind', '=', machineStep).execute();
    const plans = await store.db.selectFrom('plans').selectAll().execute();
    const expected = rows.map(({ id }) => {
      const body = plans.find(({ request_id }) => request_id === id)?.body;
      const plan = body === undefined ? undefined : asRestore(kinds, kinds.parse(body));
      const own = steps.filter(({ request_id }) => request_id === id);
      return { id, ran: plan?.plan.effects.disks.selection === 'all' && resultOfStep(own, 'verify')?.agent === true };
    });
    assert.deepEqual(rows, expected);
    assert.deepEqual([...new Set(rows.map(({ ran }) => ran))].toSorted(), [false, true]);
  });

  it('the tier of a restore', async () =>
    same(await bothOf(tierOfPlan, 'restore', (body) => storedRestore.parse(body).plan.effects.point.tier)));

  it('the quarantine that a release ends', async () =>
    same(await bothOf(quarantineOfPlan, 'release', (body) => storedRelease.parse(body).plan.effects.quarantine)));

  it('the drill whose copy a clean-up deletes, and the quarantine whose copy is deallocated', async () => {
    same(await bothOf(tidiedOfPlan, 'drill-cleanup', (body) => storedCleanUp.parse(body).drill));
    same(await bothOf(tidiedOfPlan, 'quarantine-off', (body) => storedQuarantineOff.parse(body).quarantine));
  });

  it('what the probe of a drill came to', async () => {
    const steps = await store.db
      .selectFrom('steps')
      .select(['id', 'result', verdictOfStep.as('read')])
      .where('kind', '=', probeStep)
      .where('state', '=', 'done')
      .execute();
    const both = steps.map(({ id, result, read }) => ({ id, read, parsed: storedProbe.parse(result).verdict }));
    assert.ok(both.some(({ read }) => read === 'passed'));
    same(both);
  });
});
