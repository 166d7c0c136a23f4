import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readEvidence } from '../../src/drills/read-evidence.ts';
import { Derivation } from '../../src/drills/rules/derive-evidence.ts';
import {
  evidenceHeader,
  evidenceLines,
  parseQuarter,
  type QuarterEvidence,
  readinessRow,
} from '../../src/drills/rules/evidence.ts';
import { evidencePage } from '../../src/drills/rules/evidence-page.ts';
import { writeEvidence } from '../../src/drills/write-evidence.ts';
import { backupDay } from '../../src/jobs/rules/backup-day.ts';
import { effectsHash } from '../../src/kernel/request.ts';
import { type AuditEntry, appendAudit } from '../../src/store/append-audit.ts';
import { erasePerson } from '../../src/store/erase-person.ts';
import type { Store } from '../../src/store/open.ts';
import { type AuditFacts, actorOf, auditHash, detailsOf, type ToldRecord } from '../../src/store/rules/audit-rows.ts';
import { verify } from '../../tools/verify-evidence/verify-evidence.mjs';
import { sharedStore } from '../store/engines.ts';

const period = parseQuarter('2026-Q4') ?? assert.fail();
const day = (number: number, hour = 0) => new Date(Date.UTC(2026, 10, number, hour)).toISOString();
const olivia = { objectId: 'oid-olivia', name: 'Olivia Novak' };
const anton = { objectId: 'oid-anton', name: 'Anton <b>' };
const bea = { objectId: 'oid-bea', name: 'Bea Okafor' };
const cas = { objectId: 'oid-cas', name: 'Cas Bakker' };

type Told = { at: string } & AuditEntry;

/** Rows as the bot writes them. The tables of requests stay empty: evidence reads none of them. */
function request(id: string, kind: string, vm: string, at: number, { details = {}, effects = { of: id } }: Facts = {}) {
  const hash = effectsHash(effects);
  const of = { requestId: id, vmName: vm, planHash: hash };
  const asked = {
    kind,
    vault: 'rsv',
    vmId: `/vms/${vm}`,
    effects,
    policy: 'e'.repeat(64),
    cloud: 'public',
    ...details,
  };
  const isFree = kind === 'drill-cleanup' || typeof details.under === 'string';
  const event = (isFree ? `${kind}.asked` : 'request.asked') as 'request.asked';
  const rows: Told[] = [{ at: day(at), ...of, event, actor: olivia, details: asked }];
  const add = (hour: number, entry: Omit<AuditEntry, 'requestId'>) => {
    rows.push({ at: day(at, hour), ...of, ...entry });
    return made;
  };
  const made = {
    rows,
    add,
    vote: (who = anton) =>
      add(1, { event: 'vote.approve', actor: who, details: { groups: ['owners'], reason: 'fine' } }),
    step: (hour: number, step: string, told: object = {}) =>
      add(hour, { event: 'step.done', details: { step, startedAt: day(at, hour - 1), ...told } }),
    end: (hour: number, state: 'succeeded' | 'failed' | 'void' | 'rejected' | 'withdrawn', failure?: string) =>
      add(hour, { event: `request.${state}`, details: failure ? { failure } : {} }),
  };
  return made;
}

type Facts = { details?: Record<string, unknown>; effects?: object };

const targets = { rtoMinutes: 240, rpoMinutes: 60 };
const drilled = ['a', 'b', 'c', 'e', 'f'].map((vm) => `/vms/${vm}`);
const schedule = { runs: 'drill', machines: drilled, days: 92, targets };
const definition = request('R-DEF2', 'drill-definition', 'a', 1, { effects: schedule }).vote();
definition.add(2, { event: 'standing.in-force', details: { until: day(30) } });

function drill(id: string, vm: string, at: number, facts: Record<string, unknown> = {}) {
  const details = {
    ...{ under: 'R-DEF2', underHash: effectsHash(schedule), checks: ['disks', 'mounts'], machine: `id-${vm}` },
    ...{ point: { at: day(at - 1), tier: 'vault-standard', threat: null }, newestAt: day(at - 1, 20), ...facts },
  };
  return request(id, 'drill', vm, at, { details }).step(2, 'restore-disks');
}
const passed = { verdict: 'passed', checks: { disks: 'ok', mounts: 'ok' } };
const bad = drill('R-BBB2', 'b', 6).add(3, {
  event: 'step.failed',
  details: {
    step: 'drill-probe',
    verdict: 'failed',
    checks: { disks: 'ok', mounts: 'bad' },
    failure: 'drill-probe-failed',
  },
});
bad.add(5, { event: 'drill.reviewed', actor: cas, details: { action: 'mounts by id', due: '2026-11-20' } });

function restore(id: string, vm: string, at: number, agent: boolean, threat: string | null = null) {
  const point = { at: day(at - 1), tier: 'snapshot', threat };
  const effects = { disks: { selection: 'all' }, point };
  return request(id, 'restore', vm, at, {
    effects,
    // The id of the point is beside what was signed of it.
    details: { reason: 'INC1', rule: 'all', machine: `id-${vm}`, point: '1742189129723748' },
  }).step(2, 'verify', { agent });
}

const broken = restore('R-GGG2', 'd', 12, true);
broken.add(1, {
  event: 'glass.broken',
  actor: cas,
  details: { ticket: 'INC9', reason: 'nobody answers', group: 'heads' },
});
broken.end(3, 'succeeded').add(4, { event: 'review.signed', actor: anton, details: { note: 'right' } });
broken.add(5, { event: 'review.closed', actor: bea, details: { note: 'right too' } });

const why = { machines: ['/vms/c'], days: 28, why: 'it moves to another vault' };
const excepted = request('R-EXC2', 'drill-exception', 'c', 2, { effects: why }).vote();
excepted.add(2, { event: 'standing.in-force', details: { until: day(30) } });
const brief = request('R-EXC4', 'drill-exception', 'a', 3, { effects: { ...why, why: 'it is rebuilt' } }).vote();
brief.add(2, { event: 'standing.in-force', details: { until: day(28) } }).end(5, 'withdrawn');

const cleanUp = (id: string, of: string, at: number) =>
  request(id, 'drill-cleanup', 'b', at, { effects: { drill: of, made: [{ id: `/disks/${of}` }] } });

const idOfJ = '/subscriptions/s/resourceGroups/RG/providers/Microsoft.Compute/virtualMachines/j';

const scenario = [
  definition,
  excepted,
  brief,
  request('R-REJ2', 'drill', 'a', 4).add(1, { event: 'vote.reject', actor: bea }).end(1, 'rejected'),
  request('R-VOI2', 'drill', 'c', 4).vote().end(2, 'void', 'drill-outside'),
  drill('R-AAA2', 'a', 5).step(3, 'drill-probe', passed).end(4, 'succeeded'),
  bad.end(4, 'failed', 'drill-probe-failed'),
  restore('R-BBB4', 'b', 7, false).vote().end(3, 'succeeded'),
  drill('R-BBB3', 'b', 8).step(3, 'drill-probe', passed).end(4, 'succeeded'),
  cleanUp('R-CLN3', 'R-BBB3', 9)
    .step(2, 'drill-confirm', { live: 0, deleted: ['/disks/R-BBB3'] })
    .end(3, 'succeeded'),
  drill('R-CCC2', 'c', 9, { machine: 'before id-c' }).step(3, 'drill-probe', passed).end(4, 'succeeded'),
  restore('R-DDD2', 'd', 9, false).vote().end(3, 'succeeded'),
  restore('R-EEE2', 'e', 9, true).vote().end(3, 'succeeded'),
  drill('R-EEE3', 'e', 11, { point: { at: day(10), tier: 'vault-standard', threat: 'unhealthy' } })
    .step(3, 'drill-probe', passed)
    .end(4, 'succeeded'),
  restore('R-EEE4', 'e', 12, true, 'unhealthy').vote().end(3, 'succeeded'),
  broken,
  drill('R-FFF2', 'f', 13, { newestAt: day(12), checks: ['disks', 'port'] })
    .step(3, 'drill-probe', { ...passed, checks: { disks: 'ok', port: 'ok' } })
    .end(4, 'succeeded'),
  request('R-HLD2', 'hold', 'b', 14, { details: { reason: 'evidence of the attack' } })
    .vote()
    .end(2, 'succeeded'),
  request('R-RLS2', 'release', 'b', 15, { details: { reason: 'examined' } })
    .vote(bea)
    .end(2, 'succeeded'),
  request('R-BKP2', 'backup', 'b', 16).end(2, 'succeeded'),
  request('R-STP2', 'stop-protection', 'j', 10, { details: { reason: 'it moves', vmId: idOfJ } })
    .vote()
    .end(2, 'succeeded'),
];

const about = (at: number, entry: AuditEntry): Told => ({ at: day(at), ...entry });
const others: Told[] = [
  about(7, { event: 'drill.not-begun', requestId: 'R-DEF2', vmName: 'c', details: { code: 'drill-not-apart' } }),
  about(8, { event: 'drill.not-begun', requestId: 'R-DEF2', vmName: 'c', details: { code: 'standing-owner' } }),
  about(8, { event: 'subscription.set', actor: bea, details: { name: 'rsv' } }),
];

/**
 * Machine g failed on the second of November and has none on the third; the list of the fourth was erased, and nobody
 * recorded the fifth. Backups of j were stopped from the ninth to the 19th, and again on the 29th; i was never backed up.
 * Of the failed ones on the last two days nothing good is known.
 */
const vaultId = '/subscriptions/s/resourcegroups/rg/providers/microsoft.recoveryservices/vaults/rsv';
const lists = new Map<string, string>();
const daily = {
  name: 'daily',
  schedule: { kind: 'daily', time: '02:00' },
  retention: { daily: { count: 30 } },
} as const;
const short = { ...daily, retention: { daily: { count: 7 } } };
const weekly = { ...daily, name: 'weekly', schedule: { kind: 'weekly', time: '02:00', days: ['Sunday'] } } as const;
const protectedBy = (vmName: string, policyName: string, protectionState = 'Protected') => ({
  ...{ vmName, policyName, protectionState, softDeleted: false },
  containerName: `IaasVMContainer;iaasvmcontainerv2;RG;${vmName}`,
});
const recorded = Array.from({ length: 92 }, (_, index) => new Date(Date.UTC(2026, 9, 1 + index)))
  .filter((at) => day(5) !== at.toISOString())
  .map((at): Told => {
    const date = at.toISOString().slice(0, 10);
    const status = ['2026-11-02', '2026-12-30', '2026-12-31'].includes(date) ? 'Failed' : 'Completed';
    const isStopped = (date >= '2026-11-09' && date < '2026-11-20') || date >= '2026-11-29';
    const job = (vmName: string, ended: 'Failed' | 'Completed' = 'Completed') =>
      ({ ...protectedBy(vmName, ''), operation: 'Backup', startedAt: at, status: ended }) as const;
    const jobs = [
      ...(date === '2026-11-03' ? [] : [job('g', status)]),
      ...(at.getUTCDay() === 0 ? [job('h')] : []),
      ...(isStopped ? [] : [job('j')]),
    ];
    const items = [
      protectedBy('g', 'daily'),
      protectedBy('h', 'weekly'),
      protectedBy('i', 'daily', 'ProtectionStopped'),
      protectedBy('j', 'daily', isStopped ? 'ProtectionStopped' : 'Protected'),
    ];
    const policies = [date > '2026-12-01' ? short : daily, weekly];
    const { counts, list, hash, policies: kept } = backupDay(date, items, jobs, policies as never);
    if (date !== '2026-11-04') lists.set(date, list);
    const details = { vault: 'rsv', vaultId, day: date, ...counts, policies: kept, list: hash, kept: true };
    return { at: new Date(at.getTime() + 36 * 3_600_000).toISOString(), event: 'backups.day', details };
  });

const machines = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const population = machines.map((vm) => ({
  ...{ vmId: `/vms/${vm}`, vm, vault: 'rsv', immutableId: `id-${vm}` },
  ...(['a', 'c'].includes(vm) && { criticality: 'high' }),
}));
const looked = (vm: string) => ({ vmId: `/vms/${vm}`, vm, vault: 'rsv' });
const readiness = [
  readinessRow(
    looked('a'),
    { state: 'ready', region: 'northeurope', pointAt: new Date(day(19)), lookedAt: new Date(day(20)), gaps: [] },
    () => '',
  ),
  readinessRow(
    looked('b'),
    {
      ...{ state: 'lacking', region: 'northeurope', lookedAt: new Date(day(19)) },
      gaps: [{ verdict: 'lacking', text: { code: 'region.set-key-gone', params: {} } }],
    },
    () => 'Key <cmk_b> is missing.',
  ),
  ...machines
    .slice(2)
    .map((vm) => readinessRow(looked(vm), { state: 'off', lookedAt: new Date(day(20)), gaps: [] }, () => '')),
];
const madeAt = new Date('2027-01-02T00:00:00Z');

type Row = Record<string, unknown> & {
  event: string;
  content?: string;
  seq: number;
  hash: string;
  previous: string;
  details: Record<string, unknown>;
};
type Pack = { lines: string[]; page: string };
type Head = { seq: number; hash: string; at?: string };

describe('evidence of a quarter', () => {
  let store: Store;
  let evidence: QuarterEvidence;
  let pack: Pack;
  let head: Head;
  const directory = mkdtempSync(join(tmpdir(), 'strongroom-evidence-'));
  after(() => rmSync(directory, { recursive: true, force: true }));

  async function made(cloud = 'public', now = madeAt): Promise<Pack & { head: Head; evidence: QuarterEvidence }> {
    const header = evidenceHeader(period, { now, version: '1', cloud: { name: cloud } });
    const read = await readEvidence(
      store.db,
      header,
      { population, unread: ['subscription s-2'], readiness },
      async ({ day }) => lists.get(day),
    );
    const { files, head: last } = await writeEvidence(store.db, read, directory);
    const [text = '', page = ''] = files.map((file) => readFileSync(file, 'utf8'));
    return { lines: text.trimEnd().split('\n'), page, head: last, evidence: read.evidence };
  }

  const told = async (rows: Told[]) => {
    for (const { at, ...entry } of rows.toSorted((a, b) => a.at.localeCompare(b.at)))
      await store.db.transaction().execute((trx) => appendAudit(trx, [entry], new Date(at)));
  };

  before(async () => {
    store = await sharedStore('embedded');
    await told([...scenario.flatMap(({ rows }) => rows), ...others, ...recorded]);
    ({ evidence, head, ...pack } = await made());
  });

  const found = ({ lines, page }: Partial<Pack>, ...heads: Head[]) =>
    verify((lines ?? pack.lines).join('\n'), { page: page ?? pack.page, heads }).problems.join('\n');
  const rowsOf = (lines: readonly string[]) =>
    lines.flatMap((line) => (line.includes('"type":"audit"') ? [JSON.parse(line) as Row] : []));
  const headAt = (requestId: string): Head => {
    const { seq, hash } = rowsOf(pack.lines).findLast((row) => row.request_id === requestId) ?? assert.fail();
    return { seq, hash };
  };

  it('fits itself, with the page, and is anchored by a head that was kept of the end of the quarter', () => {
    const { believed, ...alone } = verify(pack.lines, { page: pack.page });
    assert.deepEqual(alone, { problems: [], notes: notes(), isAnchored: false });
    assert.deepEqual(believed, beliefs());
    const [dayBefore, lastDay] = rowsOf(pack.lines).slice(-3);
    for (const [kept, isAnchored, ...more] of [
      [head, true],
      [lastDay ?? assert.fail(), true, /^no head that was kept reaches beyond row \d+ .*, of 2027-01-01/],
      [dayBefore ?? assert.fail(), false, /^no head that was kept reaches beyond row \d+ .*, of 2026-12-31/],
      [headAt('R-BBB2'), false, /^no head that was kept reaches beyond row \d+ .*, of 2026-11-06/],
    ] as const) {
      const { seq, hash } = kept;
      const said = verify(pack.lines, { page: pack.page, heads: [{ seq, hash }] });
      assert.deepEqual([said.problems, said.isAnchored], [[], isAnchored]);
      const early = isAnchored ? [] : [`all that comes after row ${seq} of the audit`];
      assert.deepEqual(said.believed, [...beliefs(kept === head), ...early]);
      assert.deepEqual(said.notes.slice(-4), notes());
      assert.equal(said.notes.length, 4 + more.length);
      for (const note of more) assert.match(said.notes[0] ?? '', note);
    }
    const anchored = verify(pack.lines, { page: pack.page, heads: [{ ...head, at: '2027-01-03T00:05:00.000Z' }] });
    assert.deepEqual(anchored.believed, beliefs(true).slice(0, -1), 'an anchor was read');
  });

  const notes = () => [
    'R-GGG2: Cas Bakker broke the glass, with 2 of 2 reviews',
    'rsv: 1 days have no row of their backups',
    'rsv: 1 days have no list of their machines',
    'rsv: its list of 2026-12-31 names h, and the population does not',
  ];
  const beliefs = (isWhole = false) => [
    'which machines were protected on 2027-01-02 00:00, where no list of their vault names them',
    'that Azure could be read but for what is named: subscription s-2',
    'how critical a machine is, and whether it would come back in the other region',
    'that a text which is gone was of the person who was erased at that time',
    'that whoever asked or voted is a person, and no identity of a bot',
    ...(isWhole ? [] : ['the version that made it, and words of the page that tell no record']),
    'that heads are anchored as it says: none',
  ];

  it('tells strengths apart, and lets a marked point or one of an earlier machine show no more than a boot', () => {
    const strengths = Object.fromEntries(evidence.runs.map(({ id, strength }) => [id, strength]));
    assert.deepEqual(strengths, {
      ...{ 'R-AAA2': 'inside', 'R-BBB2': 'none', 'R-BBB3': 'inside', 'R-BBB4': 'none', 'R-CCC2': 'booted' },
      ...{
        'R-DDD2': 'none',
        'R-EEE2': 'restored',
        'R-EEE3': 'booted',
        'R-EEE4': 'booted',
        'R-FFF2': 'application',
        'R-GGG2': 'restored',
      },
    });
    assert.deepEqual(
      evidence.coverage.map(({ vm, score }) => [vm, score].join(' ')),
      ['a inside', 'b inside', 'c never', 'd restored', 'e restored', 'f application', 'g never'],
    );
    assert.match(pack.page, /<h3>R-EEE3: drill of e, booted, of a marked point<\/h3>/);
    assert.match(pack.page, /<h3>R-EEE4: restore of e, booted, of a marked point<\/h3>/);
    assert.doesNotMatch(pack.page, /undefined/);
    assert.match(
      pack.page,
      /The point is marked: Defender for Cloud knew of a threat on the machine when it was taken\./,
    );
    assert.match(pack.page, /R-CCC2: drill of c, booted, its point older than the machine/);
  });

  it('counts what was shown by how critical machines are', () => {
    const counts = [...pack.page.matchAll(/<tr><td[^>]*>(high|not tagged)<\/td>(.*)<\/tr>/g)].map(
      ([, tag, cells = '']) =>
        [tag, ...cells.matchAll(/>(\d+)</g)].map((cell) => (typeof cell === 'string' ? cell : cell?.[1])).join(' '),
    );
    assert.deepEqual(counts, ['high 2 0 0 1 0 0 1', 'not tagged 5 2 1 1 0 0 1']);
  });

  it('keeps a target for lost data only by a drill of the newest point that ended well', () => {
    assert.match(pack.page, /R-FFF2[\s\S]*?RPO target 60 min: restored from 24 h: missed\./);
    assert.match(pack.page, /R-AAA2[\s\S]*?RPO target 60 min: not measured\. Age of the newest point, listed: 4 h\./);
    assert.match(pack.page, /R-BBB2[\s\S]*?RTO target 4 h, from its first step: not measured\./);
    assert.match(pack.page, /R-AAA2[\s\S]*?It took 4 h from the request, 2 h from its first step\./);
  });

  it('shows who broke the glass and why, by which group people voted, holds and releases, and what was looked at', () => {
    assert.match(
      pack.page,
      /GLASS BROKEN by Cas Bakker \(heads\), [^,]*, ticket INC9: nobody answers\. Reviews: Anton.*; Bea/,
    );
    assert.match(pack.page, /R-EEE2[\s\S]*?Approved by Anton &#60;b&#62; \(owners\), 2026-11-09 01:00\./);
    assert.match(pack.page, /R-RLS2<\/td><td class="name">release[\s\S]*?examined/);
    assert.match(pack.page, /R-BBB2[\s\S]*?what they found: disks ok, mounts bad\./);
    assert.match(pack.page, /R-BBB3<\/td><td>Cas Bakker, 2026-11-06 05:00: mounts by id, by 2026-11-20/);
    assert.match(pack.page, /Nothing is left of what it made \(R-CLN3\)\. Deleted: \/disks\/R-BBB3\./);
    assert.equal(evidence.failures[0]?.retest, 'R-BBB3', 'and not the restore of disks alone');
    assert.doesNotMatch(pack.page, /<b>|<script|https?:\/\//);
  });

  it('tells of failed and missing backups, shortened retention and how many machines there were', () => {
    const [vault] = evidence.vaults;
    const { missing, machines: count, failed, unlisted, policies } = vault ?? assert.fail();
    assert.deepEqual(
      { missing, count, failed, unlisted },
      {
        ...{ missing: ['2026-11-05'], count: { first: 4, least: 4, most: 4, last: 4 }, failed: 3, unlisted: 1 },
      },
    );
    assert.deepEqual(policies[0], { name: 'daily', wanted: { daily: 30 }, least: { daily: 7 } });
    const told = evidence.backups.map(({ vm, days, failed, late, longest, longestTo, stopped }) =>
      [vm, days, failed, late, longest, longestTo, stopped].join(' '),
    );
    assert.deepEqual(told, ['g 90 3 4 2 2026-11-03 0', 'h 90 0 0 6 2026-10-10 0', 'i 90 0 0 0  90', 'j 90 0 0 0  44']);
    assert.match(pack.page, /<td class="name">daily<\/td><td>30 daily<\/td><td>SHORTENED: 7 daily<\/td>/);
    assert.match(pack.page, /<td>2 days, up to 2026-11-03<\/td>/);
    assert.doesNotMatch(pack.page, /<td class="name">h<\/td>/);
  });

  it('says by which request backups were stopped, and when the next good one came after those that failed', () => {
    const found = Object.fromEntries(evidence.backups.map(({ vm, stops, failures }) => [vm, { stops, failures }]));
    const again = { from: '2026-11-29', until: null, request: null };
    assert.deepEqual(found, {
      g: {
        stops: [],
        failures: [
          { from: '2026-11-02', failed: 1, good: '2026-11-06' },
          { from: '2026-12-30', failed: 2, good: null },
        ],
      },
      h: { stops: [], failures: [] },
      i: { stops: [{ from: '2026-10-01', until: null, request: null }], failures: [] },
      j: { stops: [{ from: '2026-11-09', until: '2026-11-20', request: 'R-STP2' }, again], failures: [] },
    });
    const rows = pack.page.replace(/<\/td><td[^>]*>/g, ' | ');
    assert.match(rows, /j \| rsv \| 2026-11-09 \| 2026-11-20 \| Olivia Novak, 2026-11-10 02:00 \(R-STP2\) \| Anton/);
    assert.match(rows, /j \| rsv \| 2026-11-29 \| NO \| NOT BY A REQUEST \| -/);
    assert.match(rows, /g \| rsv \| 2026-12-30 \| 2 \| OPEN/);
    assert.match(rows, /R-STP2 \| stop-protection \| j \| succeeded, .* \| it moves \| Anton/);
  });

  it('lists what was excepted, rejected, void or did not begin', () => {
    assert.deepEqual(
      evidence.exceptions.map(({ vm, what, agreed }) => [vm, what, agreed?.until].filter(Boolean).join(' | ')),
      [
        `c | excepted from drills: it moves to another vault | ${day(30)}`,
        `a | excepted from drills: it is rebuilt | ${day(3, 5)}`,
        'a | drill R-REJ2 ended as rejected by Bea Okafor',
        'c | drill R-VOI2 ended as void: drill-outside',
        'c | did not begin under R-DEF2: drill-not-apart',
        'c | did not begin under R-DEF2: standing-owner',
      ],
    );
    assert.match(pack.page, /did not begin under R-DEF2: the subnet of drills isn&#39;t shut off \(drill-not-apart\)</);
  });

  it('carries rows about something else by their hashes alone', () => {
    const rows = rowsOf(pack.lines);
    const shown = (event: string, id: string | null) =>
      rows.filter((row) => row.event === event && row.request_id === id);
    assert.ok(shown('subscription.set', null).every(({ content, details }) => content && !details));
    assert.ok(shown('request.succeeded', 'R-BKP2').every(({ content, details }) => content && !details));
    assert.ok(shown('request.asked', 'R-BKP2').every(({ details }) => details.kind === 'backup'));
    assert.doesNotMatch(pack.lines.join(), /"rsv"\}\}.*subscription/);
  });

  /** What somebody does who can write everything: the last row is made to match, and lines and page with it. */
  function reseal({ lines, page }: Pack): Pack {
    const content = lines.filter((line) => !/"type":"(audit|head|list)"/.test(line));
    const digest = createHash('sha256').update(content.join('\n')).digest('hex');
    const rows = rowsOf(lines);
    const last = rows.at(-1) ?? assert.fail();
    const [, oldDigest = '', oldHead = ''] = /id="digest">([^<]*)<.*id="head">([^<]*)</s.exec(page) ?? assert.fail();
    const blank = page.replaceAll(oldHead, '').replaceAll(oldDigest, '');
    last.details = { ...last.details, digest, page: createHash('sha256').update(blank).digest('hex') };
    last.previous = rows.at(-2)?.hash ?? '';
    last.hash = hashOf(last);
    const seal = { type: 'head', seq: last.seq, hash: last.hash, digest };
    return {
      lines: [
        ...content,
        ...[...rows.slice(0, -1), last].map((row) => JSON.stringify(row)),
        ...lines.filter((line) => line.includes('"type":"list"')),
        JSON.stringify(seal),
      ],
      page: page.replaceAll(oldHead, `${last.seq}:${last.hash}`).replaceAll(oldDigest, digest),
    };
  }

  const hashOf = (row: Row) =>
    auditHash(row.previous, { ...(row as unknown as AuditFacts), at: new Date(String(row.at)) });

  const edit = (fits: RegExp, from: string, to: string, page = (text: string) => text): Pack => {
    const lines = pack.lines.map((line) =>
      fits.test(line) && !line.includes('"type":"audit"') ? line.replace(from, to) : line,
    );
    assert.notDeepEqual(lines, pack.lines);
    return reseal({ lines, page: page(pack.page) });
  };
  const without = (fits: RegExp): Pack => {
    const lines = pack.lines.filter((line) => line.includes('"type":"audit"') || !fits.test(line));
    assert.notDeepEqual(lines, pack.lines);
    return reseal({ lines, page: pack.page });
  };
  /** A chain made anew around changed rows, as by the owner of the tables. */
  const rechain = (change: (rows: Row[]) => Row[], of: Pack = pack): Pack => {
    let previous = '';
    const rows = change(rowsOf(of.lines)).map((row, index) => {
      const linked = { ...row, seq: index + 1, previous: index === 0 ? '0'.repeat(64) : previous };
      const content = linked.content as string | undefined;
      previous = linked.hash = content === undefined ? hashOf(linked) : hiddenHash(linked, content);
      return linked;
    });
    const last = rows.at(-1) ?? assert.fail();
    last.details = { ...last.details, upTo: last.seq - 1 };
    const content = of.lines.filter((line) => !/"type":"(audit|head)"/.test(line));
    return reseal({ lines: [...content, ...rows.map((row) => JSON.stringify(row))], page: of.page });
  };
  const hiddenHash = ({ seq, at, event, request_id: requestId, previous }: Row, content: string) =>
    effectsHash({ seq, at, event, requestId, previous, content });
  const hide = (row: Row): Row => {
    const { actor_oid: actorOid, actor_hash: actorHash, vm_name: vmName, plan_hash: planHash, details } = row;
    const { type, seq, at, event, request_id, previous, hash } = row;
    const content = effectsHash({ actorOid, actorHash, vmName, planHash, details });
    return { type, seq, at, event, request_id, content, previous, hash } as unknown as Row;
  };

  /** A chain made anew around changed rows, with the evidence that the bot itself makes of them. */
  const remade = (change: (rows: Row[]) => Row[]): Pack => {
    const { lines } = rechain(change);
    const derivation = new Derivation(evidence);
    for (const row of rowsOf(lines).slice(0, -1)) {
      const { seq, event } = row;
      const told = { ...row, actor_hash: row.actor_hash ?? null, texts: row.texts ?? {} } as unknown as ToldRecord;
      derivation.add({
        ...{ seq, event, at: String(row.at), requestId: row.request_id as string | null },
        ...{ oid: (row.actor_oid ?? null) as string | null, name: actorOf(told), vm: (row.vm_name ?? null) as null },
        ...{ planHash: (row.plan_hash ?? null) as null, details: (detailsOf(told) ?? {}) as Row },
      });
    }
    const days = derivation.days.rows();
    for (const one of days) {
      const list = lists.get(one.day);
      if (list !== undefined) derivation.days.addList(one, list);
    }
    const page = [
      ...evidencePage(
        derivation.finish(evidence),
        { step: () => undefined, failure: () => undefined },
        { digest: 'd'.repeat(64), head: `0:${'e'.repeat(64)}` },
      ),
    ].join('');
    const rest = lines.filter((line) => /"type":"(audit|list)"/.test(line));
    const told = rest.filter((line) => days.length > 0 || !line.includes('"type":"list"'));
    return reseal({ lines: [...evidenceLines(derivation.finish(evidence)), ...told], page });
  };
  const each = (fits: (row: Row) => boolean, change: (row: Row) => Partial<Row>) =>
    remade((rows) => rows.map((row) => (fits(row) ? { ...row, ...change(row) } : row)));
  const dayOf = (date: string, change: object) =>
    each(
      ({ event, details }) => event === 'backups.day' && details.day === date,
      ({ details }) => ({ details: { ...details, ...change } }),
    );
  const askedOf = (id: string, change: object) =>
    each(
      ({ request_id, event }) => request_id === id && event.endsWith('.asked'),
      ({ details }) => ({ details: { ...details, ...change } }),
    );

  /** The vote's row stands first of all, or last but for the row of the pack; its time is as it was. */
  const voteMoved = (id: string, to: 'first' | 'last') =>
    remade((rows) => {
      const isVote = ({ request_id, event }: Row) => request_id === id && event === 'vote.approve';
      const votes = rows.filter(isVote);
      const others = rows.filter((row) => !isVote(row));
      return to === 'first' ? [...votes, ...others] : [...others.slice(0, -1), ...votes, ...others.slice(-1)];
    });

  const forgeries: Record<string, { of(): Pack; says: RegExp }> = {
    'runs change places': {
      of: () => {
        const lines = [...pack.lines];
        const at = lines.findIndex((line) => line.includes('"type":"run"'));
        lines.splice(at, 2, lines[at + 1] ?? '', lines[at] ?? '');
        return reseal({ lines, page: pack.page });
      },
      says: /records of type run are not in their order/,
    },
    'a boot becomes a checked machine': {
      of: () => edit(/"type":"run","id":"R-EEE3"/, '"strength":"booted"', '"strength":"inside"'),
      says: /R-EEE3: the audit tells its run otherwise \(strength\)/,
    },
    'a failed run becomes a good one': {
      of: () => edit(/"type":"run","id":"R-BBB2"/, '"outcome":"failed"', '"outcome":"succeeded"'),
      says: /R-BBB2: the audit tells its run otherwise \(outcome\)/,
    },
    'the machine is another': {
      of: () => edit(/"type":"run","id":"R-AAA2"/, '"immutableId":"id-a"', '"immutableId":"id-b"'),
      says: /R-AAA2: the audit tells its run otherwise \(immutableId\)/,
    },
    'a run took less time': {
      of: () => edit(/"type":"run","id":"R-AAA2"/, '"step":7200000', '"step":60000'),
      says: /R-AAA2: the audit tells its run otherwise \(tookMs\)/,
    },
    'approvers are taken off': {
      of: () => edit(/"type":"run","id":"R-EEE2"/, '"oid":"oid-anton"', '"oid":"oid-eve"'),
      says: /R-EEE2: the audit tells its run otherwise \(approvers\)/,
    },
    'the broken glass is kept quiet': {
      of: () => edit(/"type":"run","id":"R-GGG2"/, '"ticket":"INC9"', '"ticket":"-"'),
      says: /R-GGG2: the audit tells its run otherwise \(glass\)/,
    },
    'a real restore is left out': {
      of: () => without(/"type":"run","id":"R-EEE2"/),
      says: /R-EEE2: its run is missing/,
    },
    'a drill is left out': { of: () => without(/"type":"run","id":"R-BBB2"/), says: /R-BBB2: its run is missing/ },
    'a release is left out': { of: () => without(/"R-RLS2"/), says: /R-RLS2: its change is missing/ },
    'a hold is left out': { of: () => without(/"R-HLD2"/), says: /R-HLD2: its change is missing/ },
    'an exception is left out': { of: () => without(/"R-EXC2"/), says: /R-EXC2: its exception is missing/ },
    'an exception is put in': {
      of: () => edit(/"type":"exception".*R-EXC2/, '"id":"R-EXC2"', '"id":"R-EXC9"'),
      says: /R-EXC9: the audit knows no such exception/,
    },
    'an exception is made longer': {
      of: () => edit(/"type":"exception".*R-EXC4/, `"until":"${day(3, 5)}"`, `"until":"${day(28)}"`),
      says: /R-EXC4: the audit tells its exception otherwise \(agreed\)/,
    },
    'a drill that was rejected is left out': {
      of: () => without(/"type":"exception".*R-REJ2/),
      says: /drill R-REJ2 ended as rejected by Bea Okafor: its exception is missing/,
    },
    'a failure is not listed': { of: () => without(/"type":"failure"/), says: /R-BBB2: its failure is missing/ },
    'another retest is named': {
      of: () => edit(/"type":"failure"/, '"retest":"R-BBB3"', '"retest":"R-BBB4"'),
      says: /R-BBB2: the audit tells its failure otherwise \(retest\)/,
    },
    'a machine is scored better': {
      of: () => edit(/"type":"coverage","vmId":"\/vms\/c"/, '"never"', '"inside"'),
      says: /\/vms\/c: the audit tells its coverage otherwise/,
    },
    'a definition promises less': {
      of: () => edit(/"type":"definition"/, '"rpoMinutes":60', '"rpoMinutes":600'),
      says: /R-DEF2: the audit tells its definition otherwise \(effects\)/,
    },
    'a failed backup is told as good': {
      of: () => edit(/"type":"backup".*;g"/, '"failed":3', '"failed":0'),
      says: /;g: the audit tells its backup otherwise \(failed\)/,
    },
    'a day without a row is not told': {
      of: () => edit(/"type":"vault"/, '"missing":["2026-11-05"]', '"missing":[]'),
      says: /the audit tells its vault otherwise \(missing\)/,
    },
    'a stop of backups is left out': {
      of: () => without(/"type":"change".*R-STP2/),
      says: /R-STP2: its change is missing/,
    },
    'a stop is by a request that never stopped it': {
      of: () => edit(/"type":"backup".*;j"/, '"until":null,"request":null', '"until":null,"request":"R-STP2"'),
      says: /;j: the audit tells its backup otherwise \(stops\)/,
    },
    'a failed backup was followed by a good one': {
      of: () => edit(/"type":"backup".*;g"/, '"good":null', '"good":"2026-12-31"'),
      says: /;g: the audit tells its backup otherwise \(failures\)/,
    },
    'the page closes a failed backup': {
      of: () => reseal({ ...pack, page: pack.page.replace('>OPEN<', '>2026-12-31<') }),
      says: /the page shows g otherwise, below Failed backups, and what followed/,
    },
    'the page names a request that stopped backups': {
      of: () => reseal({ ...pack, page: pack.page.replace('>NOT BY A REQUEST<', '>R-STP2<') }),
      says: /the page shows i otherwise, below Machines whose backups were stopped/,
    },
    'lists are told in another order, so that no days follow on each other': {
      of: () => {
        const isList = (line: string) => line.includes('"type":"list"');
        const lists = pack.lines.filter(isList).toReversed();
        return reseal({ ...pack, lines: pack.lines.map((line) => (isList(line) ? (lists.shift() ?? '') : line)) });
      },
      says: /the list of \S+ 2026-12-30 is not in its order/,
    },
    'a list of another quarter is counted': {
      of: () => {
        const forged = dayOf('2026-10-01', { day: '2026-09-30' });
        const from = '"day":"2026-10-01"';
        return { ...forged, lines: forged.lines.map((line) => line.replace(from, '"day":"2026-09-30"')) };
      },
      says: /the list of \S+ 2026-09-30 is of no day that this evidence tells/,
    },
    'the list of a day is left out': {
      of: () => without(/"type":"list".*"day":"2026-11-02"/),
      says: /;g: the audit tells its backup otherwise \(days, .*failed/,
    },
    'the list of a day is another': {
      of: () => edit(/"type":"list".*"day":"2026-11-02"/, 'failed', 'good'),
      says: /2026-11-02 is not the one that the audit knows/,
    },
    'a row of a day is hidden': {
      of: () => rechain((rows) => rows.map((row) => (row.event === 'backups.day' ? hide(row) : row))),
      says: /is hidden, and tells of evidence or backups/,
    },
    'retention was never shortened': {
      of: () => edit(/"type":"vault"/, '"least":{"daily":7}', '"least":{"daily":30}'),
      says: /the audit tells its vault otherwise \(policies\)/,
    },
    'a machine without a point in the other region is ready': {
      of: () => edit(/"type":"readiness","vmId":"\/vms\/a"/, `"pointAt":"${day(19)}"`, '"pointAt":null'),
      says: /a is ready without a point in the other region/,
    },
    'a machine is taken out of those that were looked at': {
      of: () => without(/"type":"readiness","vmId":"\/vms\/b"/),
      says: /b is missing among those that were looked at/,
    },
    'a record is of a type that nobody knows': {
      of: () => reseal({ ...pack, lines: [...pack.lines.slice(0, 1), '{"type":"word"}', ...pack.lines.slice(1)] }),
      says: /line 2 is of a type that is not known here: word/,
    },
    'the header says more': {
      of: () => edit(/"type":"evidence"/, '"format":1', '"format":1,"audited":"by us"'),
      says: /line 1 has members that nothing vouches for/,
    },
    'a record has a member twice': {
      of: () => edit(/"type":"run","id":"R-BBB2"/, '"outcome":"failed"', '"outcome":"succeeded","outcome":"failed"'),
      says: /has a member twice/,
    },
    'a machine is there twice': {
      of: () =>
        reseal({
          ...pack,
          lines: pack.lines.flatMap((line) =>
            /"type":"(machine|coverage|readiness)","vmId":"\/vms\/a"/.test(line) ? [line, line] : [line],
          ),
        }),
      says: /a is there twice in the population/,
    },
    'a failed drill is older than the quarter': {
      of: () =>
        each(
          ({ request_id }) => request_id === 'R-BBB2',
          ({ at }) => ({ at: String(at).replace('2026-11', '2026-09') }),
        ),
      says: /row \d+ of the audit is more than a day older than the one before it/,
    },
    'a row has no time, after which no other would be late': {
      of: () =>
        each(
          ({ request_id }) => request_id === 'R-BBB2',
          () => ({ at: 'soon' }),
        ),
      says: /row \d+ of the audit has no time/,
    },
    'rows at the end are left out': {
      of: () => {
        const { lines, page } = remade((rows) => rows);
        const rows = rowsOf(lines);
        const last = rows.at(-1) ?? assert.fail();
        const { seq } = rows.find(({ request_id }) => request_id === 'R-RLS2') ?? assert.fail();
        last.details = { ...last.details, upTo: seq - 1 };
        return reseal({
          lines: [
            ...lines.filter((line) => !line.includes('"type":"audit"')),
            ...rows.map((row) => JSON.stringify(row)),
          ],
          page,
        });
      },
      says: /row \d+ of the audit was left out, and stood there already/,
    },
    ...Object.fromEntries(
      (
        [
          [
            'counts no failed drill',
            />1<\/strong> drills failed/,
            '>0</strong> drills failed',
            /the page counts otherwise/,
          ],
          [
            'leaves out failed drills',
            /(<h2>Failed drills<\/h2>)[\s\S]*?(<h2>)/,
            '$1$2',
            /shows R-BBB2 otherwise, below Failed drills/,
          ],
          [
            'names somebody else who asked for a hold',
            /(R-HLD2<[\s\S]*?<td[^>]*>)Olivia/,
            '$1\u041elivia',
            /shows R-HLD2 otherwise, below Holds/,
          ],
          [
            'has fewer failed backups',
            /(90<\/td><td[^>]*>)3</,
            '$10<',
            /shows g otherwise, below Machines with failures/,
          ],
          ['never shortened retention', /SHORTENED: 7 daily/, 'the same', /shows rsv otherwise, below Retention/],
          [
            'has a machine less',
            /<tr><td class="name">g<\/td><td class="name">rsv<\/td><td class="name">-<[^\n]*?<\/tr>/,
            '',
            /shows g otherwise, below Population/,
          ],
          [
            'has another who agreed to an exception',
            /(R-EXC2\)<[\s\S]*?)Anton/,
            '$1Bea',
            /shows c otherwise, below Exceptions/,
          ],
          ['keeps a target', /1 h: missed|24 h: missed/, '24 h: kept', /the page shows R-FFF2 otherwise/],
          ['covers all', /Not covered: [^<]*/, 'All is covered.', /leaves out what it does not cover/],
          ['runs a script', '</html>', '<script>1</script></html>', /holds what no page of evidence has/],
        ] as [string, RegExp | string, string, RegExp][]
      ).map(([what, from, to, says]) => [
        `the page ${what}`,
        {
          of: () => {
            const page = pack.page.replace(from, to);
            assert.notEqual(page, pack.page);
            return reseal({ ...pack, page });
          },
          says,
        },
      ]),
    ),
    'the page tells it better': {
      of: () =>
        reseal({ ...pack, page: pack.page.replace('drill of e, booted, of', 'drill of e, inside checked, of') }),
      says: /the page shows R-EEE3 otherwise/,
    },
    'the page leaves out who approved': {
      of: () => reseal({ ...pack, page: pack.page.replace(/(R-EEE2: restore[\s\S]*?Approved by) [^.]*\./, '$1 Eve.') }),
      says: /the page shows R-EEE2 otherwise/,
    },
    'the page has one run more': {
      of: () => reseal({ ...pack, page: pack.page.replace('<section>', '<section></section><section>') }),
      says: /another number of runs/,
    },
    'rows of a restore are hidden, with its record': {
      of: () =>
        rechain(
          (rows) => rows.map((row) => (row.request_id === 'R-EEE2' ? hide(row) : row)),
          without(/"type":"run","id":"R-EEE2"/),
        ),
      says: /R-EEE2: rows of it are hidden/,
    },
    'nobody voted': {
      of: () => rechain((rows) => rows.filter((row) => !(row.request_id === 'R-EEE2' && row.event === 'vote.approve'))),
      says: /R-EEE2: nobody else voted for it/,
    },
    'the asker is the only voter': {
      of: () =>
        rechain((rows) =>
          rows.map((row) =>
            row.request_id === 'R-EEE2' && row.event === 'vote.approve' ? { ...row, actor_oid: 'OID-OLIVIA' } : row,
          ),
        ),
      says: /R-EEE2: .* asked for it or carried it, and approved it/,
    },
    'other effects were signed': {
      of: () =>
        rechain((rows) =>
          rows.map((row) =>
            row.request_id === 'R-HLD2' && row.event === 'request.asked' ? { ...row, plan_hash: 'f'.repeat(64) } : row,
          ),
        ),
      says: /R-HLD2: its hash is not that of what was signed/,
    },
    'a drill ran when its definition was over': {
      of: () =>
        rechain((rows) =>
          rows.map((row) =>
            row.request_id === 'R-DEF2' && row.event === 'standing.in-force'
              ? { ...row, details: { until: day(5, 12) } }
              : row,
          ),
        ),
      says: /R-BBB3: R-DEF2 was not in force then/,
    },
    'the beginning of a request is cut off': {
      of: () =>
        rechain((rows) => rows.filter((row) => !(row.request_id === 'R-EEE2' && row.event === 'request.asked'))),
      says: /R-EEE2: its beginning is missing/,
    },
    'a day has fewer failed backups than its list': {
      of: () => dayOf('2026-11-02', { failed: 0, good: 1 }),
      says: /row \d+ of the audit counts otherwise than its list/,
    },
    'a day protected fewer machines than its list': {
      of: () => dayOf('2026-11-20', { protected: 1 }),
      says: /row \d+ of the audit tells of 1 protected machines, and its list of 3 to 4/,
    },
    'a day protected more machines than its list': {
      of: () => dayOf('2026-11-20', { protected: 5 }),
      says: /row \d+ of the audit tells of 5 protected machines, and its list of 3 to 4/,
    },
    'a day is said to keep no list': {
      of: () => dayOf('2026-11-20', { kept: false }),
      says: /the list of \S+ 2026-11-20 is there, and the audit says that none was kept/,
    },
    'a day is there twice': {
      of: () =>
        remade((rows) =>
          rows.flatMap((row) => (row.event === 'backups.day' && row.details.day === '2026-11-20' ? [row, row] : [row])),
        ),
      says: /2026-11-20 has 2 rows in the audit/,
    },
    'a vote is nobody’s': {
      of: () =>
        each(
          ({ request_id, event }) => request_id === 'R-EEE2' && event === 'vote.approve',
          () => ({ actor_oid: null, actor_hash: null }),
        ),
      says: /R-EEE2: a vote for it is nobody's/,
    },
    'nobody asked, so that the asker may vote': {
      of: () =>
        each(
          ({ request_id, event }) => request_id === 'R-EEE2' && event === 'request.asked',
          () => ({ actor_oid: null, actor_hash: null }),
        ),
      says: /R-EEE2: nobody asked for it/,
    },
    'a vote came when it was over': {
      of: () => voteMoved('R-EEE2', 'last'),
      says: /R-EEE2: Anton <b> voted when it was over/,
    },
    'a vote is older than what it is for': {
      of: () => voteMoved('R-EEE2', 'first'),
      says: /R-EEE2: Anton <b> voted before it was asked for/,
    },
    'the vote for an exception came when it was in force': {
      of: () => voteMoved('R-EXC2', 'last'),
      says: /R-EXC2: Anton <b> voted when it was over/,
    },
    'who broke the glass reviews it': {
      of: () =>
        each(
          ({ event }) => event === 'review.signed',
          () => ({ actor_oid: 'oid-cas' }),
        ),
      says: /R-GGG2: somebody reviewed their own breaking of the glass/,
    },
    'the asker reviews the broken glass': {
      of: () =>
        each(
          ({ event }) => event === 'review.closed',
          () => ({ actor_oid: 'oid-olivia' }),
        ),
      says: /R-GGG2: somebody reviewed their own breaking of the glass/,
    },
    'nobody reviewed the broken glass': {
      of: () =>
        each(
          ({ event }) => event === 'review.closed',
          () => ({ actor_oid: null, actor_hash: null }),
        ),
      says: /R-GGG2: a review of the broken glass is nobody's/,
    },
    'it ends a month earlier': {
      of: () => edit(/"type":"evidence"/, '"to":"2027-01-01T00:00:00.000Z"', '"to":"2026-12-01T00:00:00.000Z"'),
      says: /it is not of the time of 2026-Q4/,
    },
    'it is of no quarter': {
      of: () => edit(/"type":"evidence"/, '"quarter":"2026-Q4"', '"quarter":"2026-Q5"'),
      says: /it is not of the time of 2026-Q5/,
    },
    'it was made later than the audit says': {
      of: () => edit(/"type":"evidence"/, '"madeAt":"2027-01-02', '"madeAt":"2027-03-02'),
      says: /the audit knows another time at which it was made/,
    },
    'a definition was never voted for': {
      of: () => remade((rows) => rows.filter((row) => !(row.request_id === 'R-DEF2' && row.event === 'vote.approve'))),
      says: /R-DEF2: nobody else voted for it/,
    },
    'a drill ran under a definition of other effects': {
      of: () => askedOf('R-CCC2', { underHash: 'f'.repeat(64) }),
      says: /R-CCC2: the audit does not know that it ran under R-DEF2/,
    },
    'a drill is of a machine that its definition does not name': {
      of: () => askedOf('R-CCC2', { vmId: '/vms/z' }),
      says: /R-CCC2: R-DEF2 does not name the machine \/vms\/z/,
    },
    'a point is younger than its request': {
      of: () => askedOf('R-CCC2', { point: { at: day(25), tier: 'vault-standard', threat: null } }),
      says: /R-CCC2: its point is younger than its request/,
    },
  };
  for (const [what, { of, says }] of Object.entries(forgeries))
    it(`is found false, resealed and with an earlier head, where ${what}`, () =>
      assert.match(found(of(), headAt('R-DEF2')), says));

  const believed: Record<string, { of(): Pack; says: RegExp }> = {
    'a machine of the population is left out, with its coverage and its readiness': {
      of: () => without(/"type":"(machine|coverage|readiness)","vmId":"\/vms\/g"/),
      says: /rsv: its list of 2026-12-31 names g, h, and the population does not/,
    },
    'a machine that no list names is left out of the population': {
      of: () => without(/"type":"(machine|coverage|readiness)","vmId":"\/vms\/c"/),
      says: /which machines were protected on 2027-01-02 00:00, where no list of their vault names them/,
    },
    'no day of a vault has a row': {
      of: () => remade((rows) => rows.filter(({ event }) => event !== 'backups.day')),
      says: /rsv: machines of the population are in it \(7\), and no day tells of its backups/,
    },
    'what could not be read is not told': {
      of: () => without(/"type":"unread"/),
      says: /that Azure could be read but for what is named: everything/,
    },
    'it says that heads are anchored and locked': {
      of: () => edit(/"type":"evidence"/, '"anchor":"none"', '"anchor":"locked"'),
      says: /that heads are anchored as it says: locked/,
    },
    'a machine is less critical': {
      of: () => edit(/"type":"machine","vmId":"\/vms\/a"/, '"criticality":"high"', '"criticality":"low"'),
      says: /how critical a machine is/,
    },
  };
  for (const [what, { of, says }] of Object.entries(believed))
    it(`is told or believed without a head, and found false with the one that it came with, where ${what}`, () => {
      const forged = of();
      const told = verify(forged.lines);
      assert.deepEqual([told.problems, told.isAnchored], [[], false]);
      assert.match([...told.notes, ...told.believed].join('\n'), says);
      assert.match(found(forged, head), /the chain does not hold the head that you kept/);
    });

  const clumsy: Record<string, { of(): string[]; says: RegExp }> = {
    'a row of the audit is changed': {
      of: () => pack.lines.map((line) => line.replace('"oid-cas"', '"oid-eve"')),
      says: /row \d+ of the audit was changed/,
    },
    'a name is changed': {
      of: () => pack.lines.map((line) => line.replace('"text":"Cas', '"text":"Eve')),
      says: /a text of row/,
    },
    'a text begins later, and its salt took in what is left of it': {
      of: () => {
        const [, salt = ''] = /"salt":"([0-9a-f]{32})","text":"nobody answers"/.exec(pack.lines.join('\n')) ?? [];
        return pack.lines.map((line) =>
          line.replace(`"salt":"${salt}","text":"nobody answers"`, `"salt":"${salt}nobody ","text":"answers"`),
        );
      },
      says: /a text of row \d+ of the audit was changed/,
    },
    'a text is left out': {
      of: () =>
        pack.lines.map((line) =>
          line.replace(/"[0-9a-f]{64}":\{"salt":"[0-9a-f]{32}","text":"nobody answers"\},?/, ''),
        ),
      says: /a text of row \d+ of the audit is missing/,
    },
    'a text is called erased, and nobody was': {
      of: () =>
        pack.lines.map((line) =>
          line.replace(/\{"salt":"[0-9a-f]{32}","text":"nobody answers"\}/, `{"erased":"${day(20)}"}`),
        ),
      says: /a text of row \d+ of the audit is gone, and nobody was erased then/,
    },
    'a row has a member twice': {
      of: () => pack.lines.map((line) => line.replace('"event":"vote', '"event":"none","event":"vote')),
      says: /line \d+ has a member twice/,
    },
    'a row says more than its hash knows': {
      of: () => pack.lines.map((line) => line.replace('"type":"audit",', '"type":"audit","note":"seen",')),
      says: /line \d+ has members that nothing vouches for/,
    },
    'a row that comes with its hash alone also tells something': {
      of: () => pack.lines.map((line) => line.replace('"content":', '"details":{},"content":')),
      says: /line \d+ has members that nothing vouches for/,
    },
    'a row has a text that it does not know': {
      of: () =>
        pack.lines.map((line) => line.replace('"texts":{}', `"texts":{"${'a'.repeat(64)}":{"erased":"${day(2)}"}}`)),
      says: /line \d+ has texts that nothing vouches for/,
    },
    'a line is null': {
      of: () => [...pack.lines.slice(0, 3), 'null', ...pack.lines.slice(3)],
      says: /line 4 is no record/,
    },
    'a row has no members': {
      of: () => [...pack.lines.slice(0, -1), '{"type":"audit"}', ...pack.lines.slice(-1)],
      says: /line \d+ is no record/,
    },
    'the head says more': {
      of: () => pack.lines.map((line) => line.replace('"type":"head"', '"type":"head","signed":"us"')),
      says: /line \d+ has members that nothing vouches for/,
    },
    'a row is taken out': {
      of: () => pack.lines.filter((line) => !/"event":"request.failed"/.test(line)),
      says: /rows are missing/,
    },
    'the end is cut off': {
      of: () => pack.lines.filter((line) => !/"event":"evidence.made"/.test(line)),
      says: /does not end with the head/,
    },
  };
  for (const [what, { of, says }] of Object.entries(clumsy))
    it(`is found false where ${what}`, () => assert.match(found({ lines: of() }), says));

  it('is found false by a kept head when the whole chain was made anew, and is not anchored without one', () => {
    const anew = rechain((rows) =>
      rows.map((row) => (row.event === 'review.closed' ? { ...row, actor_oid: 'oid-dee' } : row)),
    );
    assert.deepEqual([found(anew).replace(/^R-GGG2.*$/m, ''), verify(anew.lines).isAnchored], ['', false]);
    assert.match(found(anew, head), /the chain does not hold the head that you kept/);
  });

  it('is found false where one of two heads of a row is another, or rows up to an anchored head were cut off', () => {
    const { seq } = head;
    const forged = { seq, hash: 'f'.repeat(64) };
    for (const heads of [
      [forged, head],
      [head, forged],
    ])
      assert.match(found({}, ...heads), /does not hold the head/);
    const earlier = headAt('R-BBB2');
    const beyond = (at?: string) => found({}, earlier, { seq: seq + 9, hash: 'f'.repeat(64), ...(at && { at }) });
    assert.match(beyond('2026-12-01T00:05:00.000Z'), /does not hold the head/);
    const replayed = /the audit went on within the quarter, up to row \d+ on 2026-12-01 00:05: this evidence is older/;
    assert.match(beyond('2026-12-01T00:05:00.000Z'), replayed);
    assert.match(beyond(), /does not hold the head/);
    assert.equal(beyond('2027-01-03T00:05:00.000Z'), '', 'it tells of later rows');
  });

  it('says that it is simulated where its requests were, whatever its header says', async () => {
    const of = request('R-SIM2', 'restore', 'a', 17, { details: { cloud: 'sandbox' } })
      .vote()
      .end(2, 'succeeded');
    await told(of.rows);
    const simulated = await made('sandbox');
    assert.match(simulated.page, /SIMULATED/);
    const banner = /<p class="warn">SIMULATED[^<]*<\/p>/;
    assert.match(
      found(reseal({ ...simulated, page: simulated.page.replace(banner, '') })),
      /does not say that it is simulated/,
    );
    const lines = simulated.lines.map((line) => line.replace('"simulated":true', '"simulated":false'));
    const clean = reseal({ lines, page: simulated.page.replace(banner, '') });
    assert.match(found(clean), /R-SIM2: it was simulated, and the evidence hides it/);
  });

  it('tells of evidence of the quarter that was made before, which its verifier finds', async () => {
    const second = await made();
    assert.match(second.page, /Evidence of this quarter was written before: 2027-01-02 00:00/);
    assert.match(found(second), /this is a second pack of the quarter: row \d+ of the audit knows another/);
    assert.match(
      found(reseal({ ...second, lines: second.lines.filter((line) => !line.includes('"type":"pack"')) })),
      /its pack is missing/,
    );
  });

  it('says that somebody was erased, and is verified as before', async () => {
    await erasePerson(store.db, anton.objectId, 'jan@host');
    const later = await made();
    assert.match(later.page, /Approved by erased on \d{4}-\d\d-\d\d \(owners\)/);
    assert.doesNotMatch(later.lines.join(), /Anton/);
    assert.doesNotMatch(found(later), /R-|page|row \d+ of the audit was/);
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
