import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { requestKinds } from '../../src/app/request-kinds.ts';
import { findLastMade, readEvidence } from '../../src/drills/read-evidence.ts';
import {
  concludeQuarter,
  type EvidenceRun,
  parseQuarter,
  type QuarterEvidence,
  readinessRow,
} from '../../src/drills/rules/evidence.ts';
import { evidencePage } from '../../src/drills/rules/evidence-page.ts';
import { writeEvidence } from '../../src/drills/write-evidence.ts';
import { effectsHash } from '../../src/kernel/effects-hash.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { type AuditEntry, appendAudit } from '../../src/store/append-audit.ts';
import type { Store } from '../../src/store/open.ts';
import { listTrials } from '../../src/store/trials.ts';
import { verify } from '../../tools/verify-evidence/verify-evidence.mjs';
import { freshStore, sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';

const period = parseQuarter('2026-Q4') ?? assert.fail();
const targets = { rtoMinutes: 240, rpoMinutes: 60 };
const effects = { runs: 'drill', machines: ['/vms/a', '/vms/b'], days: 92, targets };
const hash = effectsHash(effects);
const excepted = { machines: ['/vms/c'], days: 28, why: 'it moves to another vault' };
const exceptedHash = effectsHash(excepted);
const brief = { machines: ['/vms/a'], days: 90, why: 'it is rebuilt' };
const briefHash = effectsHash(brief);
const ages = { past: '2000-01-01T00:00:00.000Z', future: '9999-01-01T00:00:00.000Z' };
const people = { objectId: 'oid-anton', name: 'Anton <b>' };
const day = (number: number) => new Date(Date.UTC(2026, 10, number)).toISOString();

const run = (id: string, vm: string, at: number, change: Partial<EvidenceRun> = {}): EvidenceRun => ({
  id,
  kind: 'drill',
  vmId: `/vms/${vm}`,
  vm,
  hash: 'c'.repeat(64),
  requester: 'Olivia Novak',
  under: 'R-DEF2',
  approvers: [{ oid: people.objectId, name: people.name, at: day(1) }],
  outcome: 'succeeded',
  verdict: 'passed',
  failure: null,
  askedAt: day(at),
  endedAt: day(at),
  tookMs: 60_000,
  point: { at: day(at - 1), tier: 'vault-standard' },
  targets,
  steps: [{ kind: 'restore-disks', state: 'done', startedAt: day(at), endedAt: day(at) }],
  cleanUps: [{ id: 'R-CLN2', state: 'succeeded' }],
  ...change,
});

const runs = [
  run('R-AAA2', 'a', 5, {
    newestAt: new Date(Date.UTC(2026, 10, 4, 20)).toISOString(),
  }),
  run('R-BBB2', 'b', 6, { outcome: 'failed', verdict: 'failed', failure: 'drill-probe-failed' }),
  run('R-BBB3', 'b', 8, { cleanUps: [{ id: 'R-CLN3', state: 'running' }] }),
  run('R-BBW2', 'b', 8, { cleanUps: [{ id: 'R-CLN4', state: 'succeeded' }], keysByWord: ['Olivia Novak'] }),
  // A run of an earlier machine of that name: its point was older than the machine of that time.
  run('R-CCC2', 'c', 9, { immutableId: 'before id-now' }),
  // A restore of disks alone, after a failed drill.
  restored('R-BBB4', 'b', 7, false),
  restored('R-DDD2', 'd', 9, false),
  restored('R-EEE2', 'e', 9, true),
  run('R-EEE3', 'e', 11, { point: { at: day(10), tier: 'vault-standard', threat: 'unhealthy' } }),
];

function restored(id: string, vm: string, at: number, ran: boolean): EvidenceRun {
  const { targets: _, ...rest } = run(id, vm, at, { kind: 'restore', under: null, approvers: [], verdict: null, ran });
  return rest;
}

const population = ['a', 'b', 'c', 'd', 'e'].map((vm) => ({
  vmId: `/vms/${vm}`,
  vm,
  vault: 'rsv',
  ...(vm === 'c' && { immutableId: 'id-now' }),
}));

const evidence: QuarterEvidence = {
  quarter: '2026-Q4',
  from: period.from.toISOString(),
  to: period.to.toISOString(),
  madeAt: day(20),
  version: '1',
  simulated: false,
  population,
  unread: ['subscription s-2'],
  definitions: [
    {
      id: 'R-DEF2',
      hash,
      state: 'running',
      owner: 'Olivia Novak',
      askedAt: day(1),
      inForceUntil: day(30),
      approvers: [{ oid: people.objectId, name: people.name, at: day(1) }],
      effects,
    },
  ],
  runs,
  exceptions: [
    { vm: 'a', what: 'drill R-REJ2 ended as rejected by Bea Okafor', by: 'Olivia Novak', at: day(4) },
    { vm: 'c', what: 'drill R-VOI2 ended as void: drill-outside', by: 'Olivia Novak', at: day(4) },
    { vm: 'c', what: 'did not begin under R-DEF2: drill-not-apart', by: 'Strongroom', at: day(7) },
    { vm: 'c', what: 'did not begin under R-DEF2: standing-owner', by: 'Strongroom', at: day(8) },
    {
      vm: 'c',
      what: 'excepted from drills: it moves to another vault',
      by: 'Olivia Novak',
      at: day(2),
      agreed: {
        id: 'R-EXC2',
        hash: exceptedHash,
        effects: excepted,
        until: day(30),
        approvers: [{ oid: people.objectId, name: people.name, at: day(2) }],
      },
    },
    {
      vm: 'a',
      what: 'excepted from drills: it is rebuilt',
      by: 'Olivia Novak',
      at: day(3),
      // Withdrawn.
      agreed: { id: 'R-EXC4', hash: briefHash, effects: brief, until: ages.past, approvers: [] },
    },
  ],
  ...concludeQuarter(population, runs, []),
  readiness: [
    readinessRow(
      { vmId: '/vms/a', vm: 'a', vault: 'rsv' },
      { state: 'ready', region: 'northeurope', pointAt: new Date(day(19)), lookedAt: new Date(day(20)), gaps: [] },
      () => '',
    ),
    readinessRow(
      { vmId: '/vms/b', vm: 'b', vault: 'rsv' },
      {
        state: 'lacking',
        region: 'northeurope',
        lookedAt: new Date(day(19)),
        gaps: [{ verdict: 'lacking', text: { code: 'region.set-key-gone', params: {} } }],
      },
      () => 'Key <cmk_b> is missing.',
    ),
    ...['c', 'd', 'e'].map((vm) =>
      readinessRow(
        { vmId: `/vms/${vm}`, vm, vault: 'rsv' },
        { state: 'off', lookedAt: new Date(day(20)), gaps: [] },
        () => '',
      ),
    ),
  ],
};

describe('evidence of a quarter', () => {
  let lines: string[];
  let store: Store;
  let page: string;
  let head: { seq: number; hash: string };
  const directory = mkdtempSync(join(tmpdir(), 'strongroom-evidence-'));
  after(() => rmSync(directory, { recursive: true, force: true }));

  before(async () => {
    store = await sharedStore('embedded');
    const told: AuditEntry[] = [];
    const tell = (entry: AuditEntry) => void told.push(entry);
    tell({ event: 'request.asked', requestId: 'R-DEF2', details: { kind: 'drill-definition' } });
    tell({ event: 'vote.approve', requestId: 'R-DEF2', actor: people, planHash: hash });
    tell({ event: 'standing.in-force', requestId: 'R-DEF2', planHash: hash });
    const about = { requestId: 'R-EXC2', planHash: exceptedHash, vmName: 'c' };
    tell({ ...about, event: 'vote.approve', actor: people });
    tell({ ...about, event: 'standing.in-force', details: { until: day(30) } });
    const withdrawn = { requestId: 'R-EXC4', planHash: briefHash, vmName: 'a' };
    tell({ ...withdrawn, event: 'standing.in-force', details: { until: ages.future } });
    tell({ ...withdrawn, event: 'request.withdrawn' });
    tell({ event: 'request.asked', requestId: 'R-REJ2', vmName: 'a', details: { kind: 'drill' } });
    const against = { objectId: 'oid-bea', name: 'Bea Okafor' };
    tell({ event: 'vote.reject', requestId: 'R-REJ2', vmName: 'a', actor: against });
    tell({ event: 'request.rejected', requestId: 'R-REJ2', vmName: 'a' });
    tell({ event: 'drill.asked', requestId: 'R-VOI2', vmName: 'c' });
    // Recorded without its machine, as by everything that ends a request.
    tell({ event: 'request.void', requestId: 'R-VOI2', details: { failure: 'drill-outside' } });
    for (const { id, kind, outcome, failure } of runs) {
      if (kind === 'drill') {
        tell({ event: 'drill.asked', requestId: id, details: { under: 'R-DEF2', underHash: hash } });
      }
      tell({ event: `request.${outcome}`, requestId: id, details: failure ? { failure } : {} });
    }
    // Recorded within the quarter, whenever the test runs.
    await store.db.transaction().execute((trx) => appendAudit(trx, told, new Date(evidence.madeAt)));
    const { files } = await writeEvidence(store.db, { ...evidence, from: '2020-01-01T00:00:00.000Z' }, directory);
    const written = await writeEvidence(store.db, evidence, directory);
    head = written.head;
    assert.deepEqual(files, written.files);
    lines = readFileSync(written.files[0], 'utf8').trimEnd().split('\n');
    page = readFileSync(written.files[1], 'utf8');
  });

  const found = (changed: readonly string[], shown = page, kept?: typeof head) =>
    verify(`${changed.join('\n')}\n`, shown, kept).join('\n');
  const at = (fits: RegExp) => {
    const index = lines.findIndex((line) => fits.test(line));
    assert.ok(index >= 0, String(fits));
    return index;
  };
  const changed = (fits: RegExp, from: string, to: string) =>
    lines.map((line, index) => (index === at(fits) ? line.replace(from, to) : line));
  const without = (fits: RegExp) => lines.filter((_, index) => index !== at(fits));

  it('proves a machine by no other that had its name, and the verifier says the same', () => {
    const score = evidence.coverage.find(({ vm }) => vm === 'c')?.score;
    assert.equal(score, 'never');
    const again = changed(/"type":"coverage".*"vm":"c"/, '"never"', '"proven"');
    assert.match(found(again), /c is never by its runs, and not proven/);
  });

  it('takes no disks that came back alone for a proof or a retest, and the verifier neither', () => {
    const scored = Object.fromEntries(evidence.coverage.map(({ vm, score }) => [vm, score]));
    assert.deepEqual([scored.d, scored.e], ['never', 'proven']);
    assert.equal(evidence.failures[0]?.retest, 'R-BBB3');
    assert.match(page, /<h3>R-DDD2: restore of d, done, without a whole machine that ran<\/h3>/);
    assert.match(page, /<h3>R-EEE2: restore of e, done<\/h3>/);
    assert.match(found(changed(/"type":"coverage".*"vm":"d"/, '"never"', '"proven"')), /d is never by its runs/);
    const retest = changed(/"type":"failure"/, '"retest":"R-BBB3"', '"retest":"R-BBB4"');
    assert.match(found(retest), /R-BBB4 is no passing retest of R-BBB2/);
  });

  it('of a version that told no restores apart takes each for a proof, as that version did', () => {
    const told = lines.map((line) => line.replace(/,"ran":(true|false)/, ''));
    const then = told.map((line) =>
      /"type":"coverage".*"vm":"d"/.test(line) ? line.replace('"never"', '"proven"') : line,
    );
    assert.doesNotMatch(found(then), /by its runs/);
  });

  it('fits, with the page and the head that was kept', () => assert.equal(found(lines, page, head), ''));

  it('has the audit from when the drill was asked for that was rejected in the quarter', async () => {
    const exceptions = [{ ...(evidence.exceptions[0] ?? assert.fail()), askedAt: ages.past }];
    const at = { quarter: '9999-Q1', from: ages.future, madeAt: ages.future };
    const none = { definitions: [], runs: [], ...concludeQuarter(population, [], []) };
    const { files } = await writeEvidence(store.db, { ...evidence, ...at, ...none, exceptions }, directory);
    const [text = '', shown = ''] = files.map((file) => readFileSync(file, 'utf8'));
    assert.match(text, /"event":"vote.reject"/);
    assert.equal(verify(text, shown).join('\n'), '');
  });

  it('reads the audit some rows at a time, and writes each once and in its order', async (t) => {
    const { db } = await freshStore(t, 'embedded');
    const told = (count: number, at: string) =>
      db.transaction().execute((trx) =>
        appendAudit(
          trx,
          Array.from({ length: count }, () => ({ event: 'drill.asked' as const, details: {} })),
          new Date(at),
        ),
      );
    await told(3, ages.past);
    await told(1100, evidence.madeAt);
    let most = 0;
    const counted = db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        most = Math.max(most, result.rows.length);
        return result;
      },
    });
    const none = { definitions: [], runs: [], exceptions: [], ...concludeQuarter(population, [], []) };
    const { files, head: last } = await writeEvidence(counted, { ...evidence, ...none }, directory);
    const rows = readFileSync(files[0], 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; seq: number });
    const seqs = rows.flatMap(({ type, seq }) => (type === 'audit' ? seq : []));
    assert.deepEqual(
      seqs,
      Array.from({ length: 1102 }, (_, at) => at + 3),
    );
    assert.equal(last.seq, 1104);
    assert.equal(rows.at(-1)?.type, 'head');
    assert.ok(most <= 500, `${most} rows at once`);
  });

  it('goes back to a row from before its quarter, and the verifier misses rows that were left out at its beginning', async (t) => {
    const { db } = await freshStore(t, 'embedded');
    for (const at of [ages.past, evidence.madeAt, evidence.madeAt]) {
      const row = { event: 'drill.asked' as const, requestId: 'R-AAA2', details: {} };
      await db.transaction().execute((trx) => appendAudit(trx, [row], new Date(at)));
    }
    const none = { definitions: [], runs: [], exceptions: [], ...concludeQuarter(population, [], []) };
    const { files, head: last } = await writeEvidence(db, { ...evidence, ...none }, directory);
    const [text = '', shown = ''] = files.map((file) => readFileSync(file, 'utf8'));
    assert.equal(verify(text, shown, last).join('\n'), '');
    const kept = text.split('\n').filter((line) => !/"type":"audit","seq":[12],/.test(line));
    assert.equal(kept.length, text.split('\n').length - 2);
    assert.match(
      verify(kept.join('\n'), shown, last).join('\n'),
      /the beginning of the quarter is missing in the audit/,
    );
  });

  it('is told in chat by the digest and the head that both stand at its end', async () => {
    const made = await findLastMade(store.db, '2026-Q4');
    assert.ok(made && page.includes(`id="digest">${made.digest}<`) && page.includes(`id="head">${made.head}<`));
    const [seq = '', hash = ''] = made.head.split(':');
    assert.equal(found(lines, page, { seq: Number(seq), hash }), '');
    assert.equal(await findLastMade(store.db, '2026-Q3'), undefined);
  });

  it('names who excepted a machine, why, until when and who agreed', () =>
    assert.match(
      page,
      /it moves to another vault \(R-EXC2\)<\/td><td>Olivia Novak<\/td><td class="name">2026-11-02 00:00<\/td><td class="name">2026-11-30 00:00<\/td><td>Anton/,
    ));

  it('says in words why a drill did not begin, beside the code that its line holds', () => {
    assert.match(page, /did not begin under R-DEF2: the subnet of drills isn&#39;t shut off \(drill-not-apart\)</);
    assert.match(page, /did not begin under R-DEF2: the owner of the schedule [^<]* \(standing-owner\)</);
    assert.ok(lines.some((line) => line.includes('did not begin under R-DEF2: standing-owner"')));
  });

  it('calls no drill proven whose point is older than the machine', () => {
    assert.match(page, /R-AAA2: drill of a, proven/);
    assert.match(page, /R-CCC2: drill of c, booted, its point older than the machine/);
  });

  it('says of a drill of a marked point that it was one, wherever it says that it is proven, and so does the verifier', () => {
    assert.match(page, /<h3>R-EEE3: drill of e, proven, of a marked point<\/h3>/);
    assert.match(page, /The point is marked: Defender for Cloud knew of a threat on the machine when it was taken\./);
    assert.match(page, /<span class="proven">e<br><small>proven, of a marked point<\/small><\/span>/);
    assert.match(
      found(lines, page.replace('drill of e, proven, of a marked point', 'drill of e, proven')),
      /R-EEE3 otherwise/,
    );
    assert.match(
      found(lines, page.replace('<small>proven, of a marked point', '<small>proven')),
      /the page shows e otherwise/,
    );
  });

  it('says of what a drill made whether it is gone, or is being deleted', () => {
    assert.match(page, /Nothing is left of what it made \(R-CLN2\)\./);
    assert.match(page, /What it made is being deleted: R-CLN3 running\./);
    assert.match(page, /Nothing is left [^.]*\(R-CLN4\); that no copy of keys is, by the word of Olivia Novak\./);
  });

  it('holds the target for lost data against the newest point, whichever was drilled', () => {
    assert.match(page, /The newest then was of 2026-11-04 20:00\. .*RTO target 240 min, measured 1 min: kept/);
    assert.match(page, /R-BBB2: drill of b, failed[\s\S]*?RTO target 240 min, measured nothing\. /);
    assert.match(page, /RPO target 60 min, measured 240 min: missed/);
  });

  it('names what could not be read, every failure with its retest, and lets no name become markup', () => {
    assert.match(page, /machines may be missing, or go by their names alone: subscription s-2/);
    assert.match(
      page,
      /R-BBB2<\/td><td class="name">b<\/td><td>inside the copy something was wrong \(drill-probe-failed\)<\/td>.*>R-BBB3/,
    );
    assert.doesNotMatch(page, /<b>|<script|https?:\/\//);
    assert.match(page, /logical segregation, and no physical one/);
  });

  it('tells which machines would come back when a region is lost, and what the others lack', () => {
    assert.match(
      page,
      /ready in the other region: <strong>1<\/strong>; not ready: 1; not known: 0; in vaults without cross-region restore: 3\./,
    );
    assert.match(page, /<td>lacking|>lacking<\/td>[\s\S]*Key &#60;cmk_b&#62; is missing\./);
    assert.deepEqual(
      lines.filter((line) => line.startsWith('{"type":"readiness"')).map((line) => JSON.parse(line).state),
      ['ready', 'lacking', 'off', 'off', 'off'],
    );
  });

  const falsifications: Record<string, { of(): [readonly string[], string?, typeof head?]; says: RegExp }> = {
    'a row of the audit is changed': {
      of: () => [changed(/"event":"vote.approve"/, 'Anton', 'Bernd')],
      says: /row \d+ of the audit was changed/,
    },
    'a row of the audit is taken out': { of: () => [without(/"event":"request.failed"/)], says: /rows are missing/ },
    'two rows change places': {
      of: () => {
        const index = at(/"event":"drill.asked"/);
        const moved = [...lines];
        moved.splice(index, 2, lines[index + 1] ?? '', lines[index] ?? '');
        return [moved];
      },
      says: /out of order/,
    },
    'the chain is cut off before its end': {
      of: () => [without(/"event":"evidence.made".*\n?$/)],
      says: /missing|does not end with the head/,
    },
    'the whole chain was made anew': {
      of: () => [lines, page, { ...head, hash: 'f'.repeat(64) }],
      says: /does not hold the head that you kept/,
    },
    'a failed run is made a good one': {
      of: () => [changed(/"id":"R-BBB2","kind"/, '"outcome":"failed"', '"outcome":"succeeded"')],
      says: /R-BBB2: the audit knows no end that is succeeded/,
    },
    'a run is left out': {
      of: () => [without(/"id":"R-BBB2","kind"/)],
      says: /R-BBB2: a drill that ended in the quarter is missing/,
    },
    'the ceilings of a definition are changed': {
      of: () => [changed(/"type":"definition"/, '"days":92', '"days":9')],
      says: /R-DEF2: its hash is not that of what was signed/,
    },
    'an approver is put in who never voted': {
      of: () => [changed(/"type":"definition"/, '"oid":"oid-anton"', '"oid":"oid-eve"')],
      says: /R-DEF2: the audit knows no vote of/,
    },
    'an exception is put in that nobody agreed to': {
      of: () => [changed(/"type":"exception".*R-EXC2/, '"id":"R-EXC2"', '"id":"R-EXC3"')],
      says: /R-EXC3: the audit knows no vote of[\s\S]*R-EXC3: the audit does not know an exception of c/,
    },
    'an exception is given another end or machine': {
      of: () => [changed(/"type":"exception".*R-EXC2/, '"days":28', '"days":92')],
      says: /R-EXC2: its hash is not that of the exception that was signed/,
    },
    'an exception is made longer': {
      of: () => [changed(/"type":"exception".*R-EXC2/, `"until":"${day(30)}"`, `"until":"${day(31)}"`)],
      says: /R-EXC2: the exception of c ended earlier/,
    },
    'an exception is given another reason than the one that was signed': {
      of: () => [changed(/"type":"exception".*R-EXC2/, 'drills: it moves', 'drills: it never moves')],
      says: /R-EXC2: another reason was signed/,
    },
    'an exception that was withdrawn is told until its end': {
      of: () => [changed(/"type":"exception".*R-EXC4/, ages.past, ages.future)],
      says: /R-EXC4: the exception of a ended earlier/,
    },
    'a drill that somebody rejected is left out': {
      of: () => [without(/"type":"exception".*R-REJ2/)],
      says: /R-REJ2: a drill that came to nothing is missing/,
    },
    'a drill that somebody rejected is told as withdrawn': {
      of: () => [changed(/"type":"exception".*R-REJ2/, 'rejected by Bea Okafor', 'withdrawn')],
      says: /R-REJ2: the audit knows no end that is withdrawn/,
    },
    'a drill that came to nothing is told of another machine': {
      of: () => [changed(/"type":"exception".*R-VOI2/, '"vm":"c"', '"vm":"b"')],
      says: /R-VOI2: the audit knows it of another machine/,
    },
    'somebody else is said to have rejected a drill': {
      of: () => [changed(/"type":"exception".*R-REJ2/, 'Bea Okafor', 'Anton Visser')],
      says: /R-REJ2: the audit knows no vote of Anton Visser against it/,
    },
    'a run is held against a milder target than was signed': {
      of: () => [changed(/"id":"R-AAA2","kind"/, '"rpoMinutes":60', '"rpoMinutes":600')],
      says: /R-AAA2: another rpoMinutes was signed/,
    },
    'what a run was to be held against is left out': {
      of: () => [changed(/"id":"R-BBB3","kind"/, '"targets":{"rtoMinutes":240,"rpoMinutes":60},', '')],
      says: /R-BBB3: the targets that were signed are missing/,
    },
    'the newest point of a run is moved behind its request': {
      of: () => [changed(/"id":"R-AAA2","kind"/, '"newestAt":"2026-11-04', '"newestAt":"2026-11-14')],
      says: /R-AAA2: its newest point is newer than the request/,
    },
    'another drill is named as the retest': {
      of: () => [changed(/"type":"failure"/, '"retest":"R-BBB3"', '"retest":"R-AAA2"')],
      says: /R-AAA2 is no passing retest of R-BBB2/,
    },
    'a machine is left out of the population': {
      of: () => [lines.filter((line) => !/"vmId":"\/vms\/c"/.test(line))],
      says: /the audit knows another number of machines|does not know this evidence/,
    },
    'a machine that was never tried is called proven': {
      of: () => [changed(/"type":"coverage","vmId":"\/vms\/c"/, '"never"', '"proven"')],
      says: /c is never by its runs, and not proven/,
    },
    'a machine that lacks its key is called ready': {
      of: () => [changed(/"type":"readiness","vmId":"\/vms\/b"/, '"state":"lacking"', '"state":"ready"')],
      says: /b is lacking in the other region, and not ready/,
    },
    'a machine is taken out of those that were looked at': {
      of: () => [without(/"type":"readiness","vmId":"\/vms\/b"/)],
      says: /b is missing among those that were looked at/,
    },
    'a machine that lacks its key is told as one without cross-region restore': {
      of: () => [changed(/"type":"readiness","vmId":"\/vms\/b"/, '"state":"lacking"', '"state":"off"')],
      says: /b lacks something in the other region, and is not off/,
    },
    'a machine without a point there is called ready': {
      of: () => [changed(/"type":"readiness","vmId":"\/vms\/a"/, `"pointAt":"${day(19)}"`, '"pointAt":null')],
      says: /a is ready without a point in the other region/,
    },
    'a look at another region is made newer than the evidence': {
      of: () => [changed(/"type":"readiness","vmId":"\/vms\/a"/, `"lookedAt":"${day(20)}"`, `"lookedAt":"${day(21)}"`)],
      says: /a was looked at after the evidence was made/,
    },
    'the page tells it better than the lines': {
      of: () => [lines, page.replace('drill of b, failed (drill-probe-failed)', 'drill of b, proven')],
      says: /the page shows R-BBB2 otherwise/,
    },
    'the page keeps to itself what could not be read': {
      of: () => [lines, page.replace(/<p class="warn">Could not be read[^<]*<\/p>/, '')],
      says: /a word of it was changed/,
    },
    'the page has a head and a digest of its own': {
      of: () => [lines, page.replaceAll(head.hash, 'f'.repeat(64))],
      says: /the page shows another head/,
    },
  };
  for (const [what, { of, says }] of Object.entries(falsifications)) {
    it(`is found false where ${what}`, () => assert.match(found(...of()), says));
  }
});

describe('evidence of what the store holds', () => {
  it('has the drills and restores of the quarter with their steps, and no other', async () => {
    const store = await sharedStore('embedded');
    await loadFixtures(store);
    // An earlier clean-up that left something.
    const earlier = { id: 'R-DR21', state: 'failed', created_at: '2026-11-24T09:00:00Z' };
    await sql`insert into requests select (jsonb_populate_record(r, ${JSON.stringify(earlier)}::jsonb)).*
      from requests r where id = 'R-DR23'`.execute(store.db);
    await sql`insert into plans select (jsonb_populate_record(p, '{"request_id": "R-DR21"}')).*
      from plans p where request_id = 'R-DR23'`.execute(store.db);
    await sql`update plans set body = jsonb_set(body, '{restore,plan,effects,point,threat}', '"warning"')
      where request_id = 'R-DR22'`.execute(store.db);
    // Drills that were approved and never ended by themselves, except one from before the quarter.
    for (const change of [
      { id: 'R-DRV2', state: 'void', failure: { code: 'drill-outside', params: {} } },
      { id: 'R-DRU2', state: 'void', failure: {} },
      { id: 'R-DRC2', state: 'cancelled' },
      { id: 'R-DRR2', state: 'rejected' },
      { id: 'R-DRE2', state: 'void', ended_at: '2026-09-01T00:00:00Z' },
    ]) {
      await sql`insert into requests select (jsonb_populate_record(r, ${JSON.stringify(change)}::jsonb)).*
        from requests r where id = 'R-DR22'`.execute(store.db);
    }
    await sql`insert into votes (request_id, voter_oid, voter_name, decision, reason, groups, at)
      values ('R-DRR2', 'oid-bea', 'Bea Okafor', 'reject', '', '[]', now())`.execute(store.db);
    const actor = { objectId: 'oid-olivia', name: 'Olivia Novak' };
    await store.db
      .transaction()
      .execute((trx) =>
        appendAudit(trx, [{ actor, event: 'drill.cleaned', requestId: 'R-DR22', details: {} }], new Date(day(28))),
      );
    const parts = { store, requestKinds: createRequestKinds(requestKinds) };
    const asked = { now: new Date(day(29)), keepDays: 400, version: '1', simulated: true, population, unread: [] };
    const read = await readEvidence(parts, { ...period, ...asked });
    assert.ok(read.runs.some(({ kind }) => kind === 'drill'));
    assert.ok(read.runs.some(({ kind }) => kind === 'restore'));
    for (const { steps, point, hash: signed } of read.runs) {
      assert.ok(steps.length > 0 && point !== null && signed.length === 64);
    }
    assert.equal(read.runs.find(({ id }) => id === 'R-DR22')?.point?.threat, 'warning');
    assert.deepEqual(read.runs.find(({ id }) => id === 'R-DR22')?.cleanUps, [
      { id: 'R-DR21', state: 'failed' },
      { id: 'R-DR23', state: 'succeeded' },
    ]);
    const machine = read.runs.find(({ id }) => id === 'R-DR22');
    assert.deepEqual(machine?.keysByWord, ['Olivia Novak']);
    assert.ok(read.runs.every(({ id, keysByWord }) => id === 'R-DR22' || keysByWord === undefined));
    const own = read.exceptions.filter(({ what, agreed }) => /R-DR[A-Z]2/.test(what) || agreed?.id === 'R-BET2');
    assert.deepEqual(own.map(({ vm, what, by }) => [vm, what, by]).toSorted(), [
      [machine?.vm, 'drill R-DRC2 ended as cancelled', 'Olivia Novak'],
      [machine?.vm, 'drill R-DRR2 ended as rejected by Bea Okafor', 'Olivia Novak'],
      // Listed even if its failure cannot be read, with the single word that the verifier reads.
      [machine?.vm, 'drill R-DRU2 ended as void: failure-unreadable', 'Olivia Novak'],
      [machine?.vm, 'drill R-DRV2 ended as void: drill-outside', 'Olivia Novak'],
      ['web-01', 'excepted from drills: it moves to another vault', 'Olivia Novak'],
    ]);
    const quarantined = read.runs.find(({ id }) => id === 'R-J5YP');
    assert.deepEqual([quarantined?.kind, quarantined?.outcome, quarantined?.ran], ['restore', 'succeeded', true]);
    assert.ok(read.runs.every(({ kind, ran }) => (kind === 'drill') === (ran === undefined)));
    const before = parseQuarter('2026-Q3') ?? assert.fail();
    assert.deepEqual((await readEvidence(parts, { ...before, ...asked })).runs, []);
    assert.equal(read.keptFrom, undefined);
    const late = await readEvidence(parts, { ...period, ...asked, keepDays: 30 });
    assert.equal(late.keptFrom, new Date(Date.UTC(2026, 9, 30)).toISOString());
    const page = (one: QuarterEvidence) =>
      evidencePage(one, { step: () => '', failure: () => '' }, { digest: '', head: '' });
    assert.match(page(late), /What ended before 2026-10-30[^<]* is no longer stored \(KEEP_DAYS\)/);
    assert.doesNotMatch(page(read), /KEEP_DAYS/);
  });

  it('holds every drill, however many there were', async () => {
    const store = await sharedStore('embedded');
    const at = new Date(day(5));
    await sql`insert into requests (id, kind, state, requester_oid, requester_name, tenant_id, conversation_id, vault_id,
        vm_id, vm_name, reason, hash, decide_by, nonce, card_message_ids, created_at, updated_at, ended_at)
      select 'R-' || n, 'drill', 'failed', 'o', 'Olivia', 't', 'c', 'v', 'vm', 'sql-01', 'x', 'h', ${at}, 'n', '[]', ${at}, ${at}, ${at}
      from generate_series(1, 5001) n`.execute(store.db);
    const { trials } = createRequestKinds(requestKinds);
    assert.equal((await listTrials(store.db, trials, period)).length, 5001);
  });
});

describe('a quarter', () => {
  it('is read in UTC, across the end of the year, and nothing else is one', () => {
    assert.deepEqual(
      [period.from.toISOString(), period.to.toISOString()],
      ['2026-10-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    );
    assert.deepEqual(
      ['2026q1', '2026-Q5', 'Q4', ''].map((typed) => parseQuarter(typed)?.quarter),
      ['2026-Q1', undefined, undefined, undefined],
    );
  });
});
