import { escaped } from '../../store/rules/audit-rows.ts';
import type { EvidenceRun, PopulationRow, QuarterEvidence, ReadinessRow } from './evidence.ts';

/** Readable names of stored codes; undefined: no name is known. */
export type EvidenceWords = { step(kind: string): string | undefined; failure(code: string): string | undefined };

/**
 * What the page takes from the audit: digest of the lines, and head of the chain. Both are blank in the page that is
 * hashed.
 */
export type Seal = { digest: string; head: string };

/** Standards' clauses that each section supports. The page alone meets none of them. */
const clauses: readonly (readonly [string, string, string])[] = [
  ['DORA, article 12(2)', 'Periodic testing of backup and restore', 'Definitions, runs, failures'],
  ['DORA, article 12(3)', 'Restoring on systems that are segregated from the source', 'Runs: logical segregation only'],
  ['ISO/IEC 27001:2022, A.8.13', 'Backups are made and tested regularly', 'Backups, coverage, runs'],
  ['SOC 2, A1.3', 'Recovery procedures are tested', 'Runs, failures with their retests'],
  ['NIS2, article 21(2)(c)', 'Backup management and disaster recovery', 'Backups, population, coverage'],
];

/** A self-contained page that prints well, piece by piece. Every chart is repeated in words. */
export function* evidencePage(
  evidence: QuarterEvidence,
  words: EvidenceWords,
  { digest, head }: Seal,
): Generator<string> {
  const { quarter, definitions, runs, changes, failures, exceptions, coverage, population, unread, packs } = evidence;
  const title = `Evidence of restores, ${quarter}`;
  const byId = new Map(runs.map((run) => [run.id, run]));
  const count = (score: string) => coverage.filter((row) => row.score === score).length;
  yield `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>${style}</style>
<h1>${escaped(title)}</h1>
${evidence.simulated ? '<p class="warn">SIMULATED: made in the sandbox. Nothing on this page is a proof.</p>' : ''}
<p>Made ${utc(evidence.madeAt)} by Strongroom ${escaped(evidence.version)}, of ${utc(evidence.from)} up to ${utc(evidence.to)}. All times are UTC. ${packs.length === 0 ? 'No evidence of this quarter was written before.' : `Evidence of this quarter was written before: ${packs.map(({ at, seq }) => `${utc(at)} (row ${seq})`).join(', ')}.`}</p>
<p><strong>${coverage.length}</strong> machines: ${count('restored')} restored, ${count('application')} with their application checked, ${count('inside')} checked inside, ${count('booted')} booted, ${count('failed')} failed, ${count('never')} never tried in this quarter. <strong>${failures.length}</strong> drills failed, <strong>${failures.filter(({ retest }) => retest === null).length}</strong> of them without a passing retest; exceptions: ${exceptions.length}.</p>
${unread.length > 0 ? `<p class="warn">Could not be read, so that machines may be missing, or go by their names alone: ${escaped(unread.join(', '))}.</p>` : ''}
<h2>Coverage</h2>
<p>By the newest run that showed something. Restored: somebody restored the whole machine, and its agent reported. Application checked: in the copy of a drill the definition's own checks of a file, a port or by a script passed. Checked inside: disks, mounts, file systems and services of the copy were well. Booted: the copy ran, and no more was shown; so much at most for a point about which Defender for Cloud had a warning. Disks alone, and a machine that stayed off, show nothing. Network drives of a Linux machine are not looked at, as a copy that is shut off can't reach them.</p>
<div class="map">${coverage.map(({ vm, score, proof }) => `<span class="${score}">${escaped(vm)}<br><small>${scoreNames[score]}${markOf(byId.get(proof ?? ''))}</small></span>`).join('')}</div>
${criticalitySection(evidence)}${readinessSection(evidence)}${backupsSection(evidence)}<h2>Failed drills</h2>
${table(failures, {
  Drill: ({ id }) => id,
  Machine: ({ vm }) => vm,
  Why: ({ failure }) => whyOf(failure, words),
  When: ({ at }) => utc(at),
  'Passing retest': ({ retest }) => retest ?? 'OPEN',
  Reviewed: ({ retest, review }) =>
    review ? `${review.name}, ${utc(review.at)}: ${review.action}, ${dueOf(review.due, retest, evidence)}` : 'NO',
})}
<h2>Exceptions</h2>
${table(exceptions, {
  Machine: ({ vm }) => vm,
  What: ({ what, agreed }) => (agreed ? `${what} (${agreed.id})` : inWords(what, words)),
  Who: ({ by }) => by,
  When: ({ at }) => utc(at),
  Until: ({ agreed }) => (agreed ? utc(agreed.until) : '-'),
  'Agreed by': ({ agreed }) => (agreed ? decidersOf(agreed) : '-'),
})}
<h2>Definitions</h2>
<p>Behind who approved, here and below, stands the group of the approval policy by which the vote counted; holders: whoever has the right in Azure themselves.</p>
${table(definitions, {
  Id: ({ id }) => id,
  Drills: ({ effects }) => scopeOf(effects),
  State: ({ state }) => state,
  Owner: ({ asker }) => asker.name,
  'In force until': ({ inForceUntil }) => (inForceUntil ? utc(inForceUntil) : '-'),
  'Approved by': decidersOf,
  'Hash of what was signed': ({ hash }) => hash,
})}
<h2>Holds, releases and stopped backups</h2>
${table(changes, {
  Id: ({ id }) => id,
  What: ({ kind }) => kind,
  Machine: ({ vm }) => vm,
  Ended: ({ state, endedAt }) => `${state}, ${utc(endedAt)}`,
  'Asked by': ({ asker, askedAt }) => `${asker.name}, ${utc(askedAt)}`,
  Why: ({ reason }) => reason ?? '-',
  'Approved by': decidersOf,
})}
<h2>Runs and real restores</h2>
${runs.length === 0 ? '<p>None in this quarter.</p>\n' : ''}`;
  for (const run of runs) yield `${runSection(run, words)}\n`;
  yield `<h2>Population</h2>
<p>What Azure Backup protected when this was made, as Azure gave it. ${unread.length > 0 ? 'What could not be read stands at the top.' : 'Everything could be read.'}</p>
${table(population, {
  Machine: ({ vm }) => vm,
  Vault: ({ vault }) => vault,
  Critical: ({ criticality }) => criticality ?? '-',
  Id: ({ vmId }) => vmId,
})}
<h2>What this supports</h2>
<p>Drills run in the same tenant as their originals: that is logical segregation, and no physical one. Not covered: integrity of data beyond the checks that are named; whether each point stays as long as its policy says; what people did about a failed backup other than that the next good one came; who stopped backups other than by a request to Strongroom; whether copies are kept offline, and how they are encrypted; applications beyond their machines, and the order in which they come back; who administers Strongroom, and what its approval policy says beside its hash.</p>
${table(clauses, { Clause: ([clause]) => clause, 'Asks for': ([, asks]) => asks, 'Supported by': ([, , by]) => by })}
<h2>How to verify it</h2>
<p>${anchors[evidence.anchor]}</p>
<p>Beside this page lies a file of JSON Lines with the rows of the audit that all of this is made from. <code>node verify-evidence.mjs FILE.jsonl PAGE.html --head ${head}</code> makes it again from them, offline. Keep the head where Strongroom can't write, or sign this page on paper: whoever could rewrite the whole chain can't change what you kept.</p>
<p>Digest <code id="digest">${digest}</code><br>Head of the audit chain <code id="head">${head}</code></p>
<p class="sign">Signed for the record: ______________________________ &nbsp; Date: ______________</p>
</html>
`;
}

function dueOf(due: string, retest: string | null, { madeAt }: QuarterEvidence): string {
  return retest === null && due < madeAt.slice(0, 10) ? `OVERDUE since ${due}` : `by ${due}`;
}

const scoreNames: Record<QuarterEvidence['coverage'][number]['score'], string> = {
  restored: 'restored',
  application: 'application checked',
  inside: 'inside checked',
  booted: 'booted',
  failed: 'failed',
  never: 'never tried',
};

const anchors: Record<QuarterEvidence['anchor'], string> = {
  locked: 'Heads of the audit are anchored in storage whose policy is locked.',
  unlocked:
    'Heads of the audit are anchored, not locked: whoever administers that storage can still remove its policy.',
  none: 'Heads of the audit are not anchored.',
};

/** Who approved it, and who broke the glass where votes were missing. */
function decidersOf({ approvers, glass }: Pick<EvidenceRun, 'approvers' | 'glass'>): string {
  const votes = approvers.map(
    ({ name, at, groups = [] }) => `${name}${groups.length > 0 ? ` (${groups.join(', ')})` : ''}, ${utc(at)}`,
  );
  const voted = votes.join('; ') || 'nobody';
  if (!glass) return voted;
  const reviews = glass.reviews.map(({ name, at, note }) => `${name}, ${utc(at)}: ${note}`).join('; ') || 'NONE';
  return `${voted}. GLASS BROKEN by ${glass.name} (${glass.group}), ${utc(glass.at)}, ticket ${glass.ticket}: ${glass.reason}. Reviews: ${reviews}`;
}

function runSection(run: EvidenceRun, words: EvidenceWords): string {
  const { point, newestAt, under, asker, askedAt, hash, policy, wanted, verdict } = run;
  const outcome = run.outcome === 'failed' ? `failed (${run.failure ?? '-'})` : proofOf(run);
  const why = run.outcome === 'failed' && run.failure ? words.failure(run.failure) : undefined;
  const found = wanted.map((check) => `${check} ${run.found[check] ?? (verdict === 'passed' ? 'ok' : 'unknown')}`);
  const says = [
    `Asked by ${asker.name}, ${utc(askedAt)}${under ? `, under ${under}` : ''}. Approved by ${decidersOf(run)}.`,
    `Point of ${utc(point.at)}, ${point.tier}.${knownOf(run)}`,
    ...(newestAt && newestAt !== point.at ? [`The newest then was of ${utc(newestAt)}.`] : []),
    ...(wanted.length > 0 ? [`Checks wanted inside, with what they found: ${found.join(', ')}.`] : []),
    tookOf(run),
    ...targetsOf(run),
    ...cleanUpOf(run),
    ...(why ? [`Why it failed: ${why}.`] : []),
  ];
  return `<section><h3>${escaped(`${run.id}: ${run.kind} of ${run.vm}, ${outcome}${markOf(run)}`)}</h3>
<p>${escaped(says.join(' '))}<br>Machine <code>${escaped(run.immutableId ?? 'not known')}</code> Plan <code>${escaped(hash)}</code> Policy <code>${escaped(policy ?? '-')}</code></p>
${timeline(run, words)}</section>`;
}

function tookOf({ tookMs: { request, decision, step } }: EvidenceRun): string {
  const said = (ms: number | null, from: string) => (ms === null ? [] : [`${minutes(ms)} from ${from}`]);
  const parts = [...said(request, 'the request'), ...said(decision, 'the decision'), ...said(step, 'its first step')];
  return `It took ${parts.join(', ')}.`;
}

/** Machines of vaults without copies elsewhere are only counted; the others have a row each. */
function readinessSection({ readiness }: QuarterEvidence): string {
  if (!readiness) return '';
  const copied = readiness.filter(({ state }) => state !== 'off');
  const count = (wanted: ReadinessRow['state']) => readiness.filter(({ state }) => state === wanted).length;
  const gapsOf = ({ lacking, unknown }: ReadinessRow) =>
    [...lacking.map(({ text }) => text), ...unknown.map(({ text }) => `Not known: ${text}`)].join(' ');
  return `<h2>If a region is lost</h2>
<p>Read from Azure, and nothing was restored. Machines that are ready in the other region: <strong>${count('ready')}</strong>; not ready: ${count('lacking')}; not known: ${count('unknown')}; in vaults without cross-region restore: ${count('off')}.</p>
${table(copied, {
  Machine: ({ vm }) => vm,
  Vault: ({ vault }) => vault,
  Region: ({ region }) => region ?? '-',
  State: ({ state }) => state,
  'Newest point there': ({ pointAt }) => (pointAt ? utc(pointAt) : '-'),
  'Looked at': ({ lookedAt }) => utc(lookedAt),
  Missing: (row) => gapsOf(row) || '-',
})}
`;
}

type Group = [criticality: string, machines: PopulationRow[]];

/** Coverage by how critical machines are. */
function criticalitySection({ population, coverage }: QuarterEvidence): string {
  if (population.every(({ criticality }) => criticality === undefined)) return '';
  const scores = new Map(coverage.map(({ vmId, score }) => [vmId, score]));
  const groups: Group[] = [...Map.groupBy(population, ({ criticality }) => criticality ?? 'not tagged')].toSorted();
  const scored = Object.entries(scoreNames).map(([score, name]) => {
    const count = (machines: PopulationRow[]) => machines.filter(({ vmId }) => scores.get(vmId) === score).length;
    return [name, ([, machines]: Group) => String(count(machines))] as const;
  });
  return `${table(groups, {
    Critical: ([criticality]) => criticality,
    Machines: ([, machines]) => String(machines.length),
    ...Object.fromEntries(scored),
  })}\n`;
}

/** Machines whose every day was as their policy wants are only counted. */
function backupsSection({ vaults, backups, population, changes }: QuarterEvidence): string {
  const known = new Set(vaults.map(({ vault }) => vault));
  const silent = [...new Set(population.map(({ vault }) => vault))].filter((vault) => !known.has(vault));
  const troubled = backups.filter(({ failed, late, stopped }) => failed > 0 || late > 0 || stopped > 0);
  const kept = (levels: Record<string, number>) =>
    Object.entries(levels)
      .map(([level, count]) => `${count} ${level}`)
      .join(', ') || '-';
  return `<h2>Backups</h2>
<p>From a row of the audit for each vault and day in UTC, made of the backups that began then, as Azure listed them half a day later. Machines with a backup on every day that their policy wants, of ${backups.length} listed: <strong>${backups.length - troubled.length}</strong>.</p>
${silent.length > 0 ? `<p class="warn">No day is recorded of ${escaped(silent.join(', '))}.</p>\n` : ''}${table(
  vaults,
  {
    Vault: ({ vault }) => vault,
    Days: ({ days }) => String(days),
    'Days not recorded': ({ missing }) => spansOf(missing) || 'none',
    Machines: ({ machines: { first, least, most, last } }) => `${first} at first, ${least} to ${most}, ${last} at last`,
    Good: ({ good }) => String(good),
    Warnings: ({ warned }) => String(warned),
    Failed: ({ failed }) => String(failed),
    Cancelled: ({ cancelled }) => String(cancelled),
    'Still ran': ({ running }) => String(running),
    None: ({ none }) => String(none),
    Lists: ({ altered, unlisted }) =>
      altered.length > 0 ? `ALTERED: ${altered.join(', ')}` : unlisted > 0 ? `${unlisted} missing` : 'all',
  },
)}
<h3>Retention</h3>
${table(
  vaults.flatMap(({ vault, policies }) => policies.map((policy) => ({ vault, ...policy }))),
  {
    Vault: ({ vault }) => vault,
    Policy: ({ name }) => name,
    'Wanted at first': ({ wanted }) => kept(wanted),
    'Least since': ({ wanted, least }) => {
      const isLess = Object.entries(wanted).some(([level, count]) => (least[level] ?? 0) < count);
      return isLess ? `SHORTENED: ${kept(least)}` : 'the same';
    },
  },
)}
<h3>Machines with failures and gaps</h3>
${table(troubled, {
  Machine: ({ vm }) => vm,
  Vault: ({ vault }) => vault,
  'Days listed': ({ days }) => String(days),
  Failed: ({ failed }) => String(failed),
  'Days without one that its policy wants': ({ late }) => String(late),
  'Longest run without': ({ longest, longestTo }) => (longestTo === null ? '-' : `${longest} days, up to ${longestTo}`),
  'Days stopped': ({ stopped }) => String(stopped),
  Policies: ({ policies }) => policies.join(', then ') || '-',
})}
<h3>Failed backups, and what followed</h3>
${table(
  backups.flatMap(({ vm, vault, failures }) => failures.map((failure) => ({ vm, vault, ...failure }))),
  {
    Machine: ({ vm }) => vm,
    Vault: ({ vault }) => vault,
    'Failed on': ({ from }) => from,
    'Failed until then': ({ failed }) => String(failed),
    'Next good backup': ({ good }) => good ?? 'OPEN',
  },
)}
<h3>Machines whose backups were stopped</h3>
<p>By the lists of days, each of which is made a day and a half after its day began, so that a stop may stand at the day before its own. A request is named where one of Strongroom stopped them; else look into the activity log of Azure, or the evidence of the quarter before.</p>
${table(
  backups.flatMap(({ vm, vault, stops }) =>
    stops.map((stop) => ({ vm, vault, ...stop, change: changes.find(({ id }) => id === stop.request) })),
  ),
  {
    Machine: ({ vm }) => vm,
    Vault: ({ vault }) => vault,
    'Seen since': ({ from }) => from,
    'Backed up again': ({ until }) => until ?? 'NO',
    'Stopped by': ({ change, request }) =>
      change ? `${change.asker.name}, ${utc(change.endedAt)} (${change.id})` : (request ?? 'NOT BY A REQUEST'),
    'Approved by': ({ change }) => (change ? decidersOf(change) : '-'),
  },
)}
`;
}

/** Days in a row as spans. */
function spansOf(days: readonly string[]): string {
  const spans: [string, string][] = [];
  for (const day of days) {
    const last = spans.at(-1);
    if (last && Date.parse(day) - Date.parse(last[1]) === 24 * 60 * 60_000) last[1] = day;
    else spans.push([day, day]);
  }
  return spans.map(([from, to]) => (from === to ? from : `${from} to ${to}`)).join(', ');
}

/** Targets beside the measured values. A failed run measures nothing, and an older point no loss of data. */
function targetsOf({ targets, outcome, strength, tookMs, newestAt, point, askedAt }: EvidenceRun): string[] {
  const { rto = null, rpo = null } = targets ?? {};
  const said = (target: number, ms: number) => `${minutes(ms)}: ${ms <= target * 60_000 ? 'kept' : 'missed'}`;
  const age = newestAt === null ? null : Math.max(0, Date.parse(askedAt) - Date.parse(newestAt));
  const isMeasured = strength !== 'none' && newestAt === point.at;
  const listed = age === null ? 'not known' : minutes(age);
  const lines: string[] = [];
  if (rto !== null) {
    const is = outcome === 'succeeded' && tookMs.step !== null ? said(rto, tookMs.step) : 'not measured';
    lines.push(`RTO target ${minutes(rto * 60_000)}, from its first step: ${is}.`);
  }
  if (rpo !== null) {
    const is =
      isMeasured && age !== null
        ? `restored from ${said(rpo, age)}`
        : `not measured. Age of the newest point, listed: ${listed}`;
    lines.push(`RPO target ${minutes(rpo * 60_000)}: ${is}.`);
  }
  return lines;
}

function proofOf({ strength, kind, immutableId }: EvidenceRun): string {
  if (strength === 'none') return 'done, without a whole machine that ran';
  if (strength === 'booted' && kind === 'drill' && immutableId?.startsWith('before '))
    return 'booted, its point older than the machine';
  return scoreNames[strength];
}

/** Threat mark behind a run's outcome: a successful boot doesn't clear the threat known against its point. */
function markOf(run: Pick<EvidenceRun, 'point'> | undefined): string {
  return run?.point.threat ? ', of a marked point' : '';
}

function knownOf({ point: { threat, defender } }: EvidenceRun): string {
  if (!threat) return ` Defender for Cloud: ${defender && defender !== 'not-available' ? defender : 'said nothing'}.`;
  const known = threat === 'warning' ? 'had a warning about the machine' : 'knew of a threat on the machine';
  return ` The point is marked: Defender for Cloud ${known} when it was taken.`;
}

/** Number of machines, frequency and targets. */
function scopeOf(effects: object): string {
  const { machines, every, targets } = effects as {
    machines?: unknown[];
    every?: string;
    targets?: { rtoMinutes?: number; rpoMinutes?: number };
  };
  const target = (name: string, value: number | undefined) => (value ? [`${name} ${minutes(value * 60_000)}`] : []);
  return [
    `machines: ${machines?.length ?? 0}`,
    ...(every ? [`once a ${every}`] : []),
    ...target('RTO', targets?.rtoMinutes),
    ...target('RPO', targets?.rpoMinutes),
  ].join(', ');
}

/** Result of the last clean-up, as earlier ones left something. */
function cleanUpOf({ kind, cleanUps, keysByWord }: EvidenceRun): string[] {
  if (kind !== 'drill') return [];
  const last = cleanUps.at(-1);
  if (!last) return ['Nothing has deleted what it made yet.'];
  const before = cleanUps.slice(0, -1).map(({ id }) => id);
  const tried = before.length > 0 ? [`Before, ${before.join(', ')} left something.`] : [];
  const word = keysByWord.length > 0 ? `; that no copy of keys is, by the word of ${keysByWord.join(', ')}` : '';
  if (last.state === 'succeeded')
    return [
      `Nothing is left of what it made (${last.id})${word}. Deleted: ${last.deleted.join(', ') || 'nothing'}.`,
      ...tried,
    ];
  return last.state === 'failed'
    ? [`Something is left of what it made: ${last.id} failed.`, ...tried]
    : [`What it made is being deleted: ${last.id} ${last.state}.`, ...tried];
}

/** Reason in words, with the code that stands in the lines. */
function whyOf(code: string | null, words: EvidenceWords): string {
  const said = code === null ? undefined : words.failure(code);
  return said ? `${said} (${code})` : (code ?? '-');
}

/** An exception in words; it ends with a code if it has a reason. */
function inWords(what: string, words: EvidenceWords): string {
  const [, begin = '', code = ''] = /^(.*: )([\w.-]+)$/.exec(what) ?? [];
  return code === '' ? what : `${begin}${whyOf(code, words)}`;
}

/** Room for the names of the steps, left of the bars, in px. */
const labels = 240;

/** Bars along the duration of the run, repeated in words. */
function timeline({ steps }: EvidenceRun, { step: nameOf }: EvidenceWords): string {
  const timed = steps.flatMap(({ kind, state, startedAt, endedAt }) =>
    startedAt && endedAt ? [{ kind, state, from: Date.parse(startedAt), to: Date.parse(endedAt) }] : [],
  );
  if (timed.length === 0) return '';
  const from = Math.min(...timed.map((step) => step.from));
  const span = Math.max(1, Math.max(...timed.map((step) => step.to)) - from);
  const x = (at: number) => labels + Math.round(((at - from) / span) * 600);
  const bars = timed.map(
    (step, row) =>
      `<text x="0" y="${row * 14 + 9}">${escaped(nameOf(step.kind) ?? step.kind)}</text><rect x="${x(step.from)}" y="${row * 14}" width="${Math.max(2, x(step.to) - x(step.from))}" height="10" class="${step.state === 'failed' ? 'bad' : 'bar'}"/>`,
  );
  const words = timed
    .map(({ kind, state, from: begun, to }) => `${nameOf(kind) ?? kind}: ${state}, ${minutes(to - begun)}`)
    .join('; ');
  return `<svg viewBox="0 0 ${labels + 610} ${timed.length * 14}" role="img" aria-label="${escaped(words)}">${bars.join('')}</svg><p class="twin">${escaped(words)}</p>`;
}

/** CSS class of a cell: ids and hashes may break anywhere, names and dates nowhere. */
function classOf(cell: string): string {
  if (/\S{36}/.test(cell)) return ' class="long"';
  return /\s/.test(cell) && !/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(cell) ? '' : ' class="name"';
}

/** @param columns what each shows of a row, by its head */
function table<Row>(rows: readonly Row[], columns: Readonly<Record<string, (row: Row) => string>>): string {
  if (rows.length === 0) return '<p>None.</p>';
  const heads = Object.keys(columns).map((head) => `<th>${escaped(head)}</th>`);
  const lines = rows.map((row) => {
    const cells = Object.values(columns).map((show) => show(row));
    return `<tr>${cells.map((cell) => `<td${classOf(cell)}>${escaped(cell)}</td>`).join('')}</tr>`;
  });
  return `<table><thead><tr>${heads.join('')}</tr></thead><tbody>${lines.join('\n')}</tbody></table>`;
}

function minutes(ms: number): string {
  if (ms < 60_000) return `${Math.round(ms / 1000)} s`;
  const whole = Math.round(ms / 60_000);
  if (whole < 120) return `${whole} min`;
  return `${Math.floor(whole / 60)} h${whole % 60 > 0 ? ` ${whole % 60} min` : ''}`;
}

function utc(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}

const style = `body{font:14px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1b1b1b}
table{border-collapse:collapse;width:100%;margin:.5rem 0}th,td{border:1px solid #999;padding:.3rem .5rem;text-align:left;vertical-align:top}.name{white-space:nowrap}.long{overflow-wrap:anywhere;font-size:12px}
code{font-size:11px;overflow-wrap:anywhere}.twin{font-size:12px;color:#444}svg{width:100%;max-height:20rem}text{font-size:11px;fill:#1b1b1b}.bar{fill:#2b6cb0}.bad{fill:#b00020}
.map{display:grid;grid-template-columns:repeat(auto-fill,minmax(8rem,1fr));gap:.25rem}.map span{padding:.4rem;border:1px solid #666;overflow-wrap:anywhere}
.restored,.application,.inside{background:#d3f0da}.booted{background:#fdf3c7}.failed{background:#f8c9c9}.never{background:#e7e7e7}
.warn{border:3px solid #b00020;padding:.5rem;font-weight:bold}.sign{margin-top:3rem}
@media(max-width:40rem){table{display:block;overflow-x:auto}}
@media print{body{margin:0;max-width:none}table{font-size:12px}section,tr,.map span{break-inside:avoid}h2,h3,h2+p{break-after:avoid}.sign{break-before:avoid}*{print-color-adjust:exact}}`;
