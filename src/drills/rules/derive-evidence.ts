import { clouds } from '../../kernel/config/clouds.ts';
import { asObject, asObjects, asText } from '../../kernel/stored.ts';
import { isOfOneBefore } from '../../restore/rules/points.ts';
import { DayDerivation, type Stop } from './derive-days.ts';
import type { EvidenceHeader, EvidenceRun, Population, QuarterEvidence, Strength, Voter } from './evidence.ts';

/** A row of the audit as evidence reads it: with its texts in place of their hashes. */
export type EvidenceRow = {
  seq: number;
  at: string;
  oid: string | null;
  name: string | null;
  event: string;
  requestId: string | null;
  vm: string | null;
  planHash: string | null;
  details: Record<string, unknown>;
};

const runKinds: readonly string[] = ['drill', 'restore', 'quarantine'];
const changeKinds: readonly string[] = ['hold', 'unhold', 'release', 'stop-protection'];
const kinds: readonly string[] = [...runKinds, ...changeKinds, 'drill-cleanup', 'drill-definition', 'drill-exception'];

/** Events without a request that evidence tells. */
const ownEvents: readonly string[] = ['evidence.made', 'backups.day'];

/** Checks of a definition's own, beyond disks, mounts, file systems and services. */
const applicationChecks: readonly string[] = ['newest', 'port', 'script'];

/** Folds rows, oldest first, into the evidence of a quarter. Nothing else is a source of it. */
export class Derivation {
  readonly #header: EvidenceHeader;
  readonly #lives = new Map<string, Life>();
  /** Clean-ups by their drill. */
  #cleaning = new Map<unknown, Life[]>();
  readonly #notBegun: QuarterEvidence['exceptions'] = [];
  readonly #packs: QuarterEvidence['packs'] = [];
  readonly days: DayDerivation;

  constructor(header: EvidenceHeader) {
    this.#header = header;
    this.days = new DayDerivation(header);
  }

  add(row: EvidenceRow): void {
    const { requestId, details, event, seq, at } = row;
    if (event === 'evidence.made' && details.quarter === this.#header.quarter) {
      this.#packs.push({ seq, at, digest: asText(details.digest) });
    }
    this.days.add(row);
    if (requestId === null) return;
    const life = this.#lives.get(requestId) ?? newLife(requestId);
    this.#lives.set(requestId, life);
    if (at >= this.#header.from) life.isTouched = true;
    if (row.vm) life.vm = row.vm;
    if (event === 'drill.not-begun' && this.#isWithin(at)) {
      const what = `did not begin under ${requestId}: ${asText(details.code)}`;
      this.#notBegun.push({ vm: row.vm ?? '-', what, by: 'Strongroom', at });
    }
    live(life, row);
  }

  /** Whether the row is carried in full; of others only what the chain needs is. Call it when all rows were added. */
  isShown({ requestId, event }: Pick<EvidenceRow, 'requestId' | 'event'>): boolean {
    if (requestId === null) return ownEvents.includes(event);
    const life = this.#lives.get(requestId);
    if (!life?.isTouched && !life?.inForce) return false;
    return life.kind === '' || kinds.includes(life.kind) || isAsk(event, life.kind);
  }

  finish({ population, unread, readiness }: Population): QuarterEvidence {
    const header = this.#header;
    const lives = [...this.#lives.values()];
    const of = (...wanted: string[]) => lives.filter(({ kind }) => wanted.includes(kind));
    this.#cleaning = Map.groupBy(of('drill-cleanup'), ({ details }) => asObject(details.effects).drill);
    const trials = of(...runKinds)
      .filter(({ end }) => end?.state === 'succeeded' || end?.state === 'failed')
      .map((life) => this.#run(life))
      .toSorted((a, b) => order(a.endedAt, b.endedAt) || order(a.id, b.id));
    const runs = trials.filter(({ endedAt }) => this.#isWithin(endedAt));
    const ofMachine = Map.groupBy(runs, ({ vmId }) => vmId.toLowerCase());
    return {
      ...header,
      simulated:
        header.simulated || lives.some(({ asked, details }) => asked && !Object.hasOwn(clouds, asText(details.cloud))),
      population,
      unread,
      definitions: of('drill-definition').flatMap((life) => this.#definition(life)),
      runs,
      changes: of(...changeKinds).flatMap((life) => this.#change(life)),
      failures: runs.filter(isFailedDrill).map((run) => {
        const { id, vm, failure, endedAt: at } = run;
        const retest = trials.find((one) => proves(one) && one.endedAt > at && sameId(one.vmId, run.vmId));
        return { id, vm, failure, at, retest: retest?.id ?? null, ...(run.review && { review: run.review }) };
      }),
      exceptions: [
        ...this.#notBegun,
        ...of('drill').flatMap((life) => this.#void(life)),
        ...of('drill-exception').flatMap((life) => this.#exception(life)),
      ].toSorted((a, b) => order(a.at, b.at) || order(a.what, b.what)),
      coverage: population.map(({ vmId, vm, immutableId }) => {
        const own = ofMachine.get(vmId.toLowerCase()) ?? [];
        return { vmId, vm, ...coverageOf(own, immutableId) };
      }),
      ...this.days.finish(of('stop-protection').flatMap(stopOf)),
      packs: this.#packs,
      ...(readiness && { readiness }),
    };
  }

  #isWithin(at: string): boolean {
    return at >= this.#header.from && at < this.#header.to;
  }

  #run(life: Life): EvidenceRun {
    const { details, end, approvers, decidedAt, steps, found } = life;
    const under = typeof details.under === 'string' ? details.under : null;
    const effects = asObject(details.effects);
    const point = asObject(life.kind === 'drill' ? details.point : effects.point);
    const definition = under === null ? undefined : this.#lives.get(under);
    const targets = asObject(asObject(definition?.details.effects).targets);
    const isDrill = life.kind === 'drill';
    const about = who(life);
    const endedAt = end?.at ?? '';
    const begun = steps.flatMap(({ startedAt }) => startedAt ?? []).toSorted()[0];
    const stepEnds = steps.map((step) => step.endedAt).toSorted();
    const msFrom = (from: string, to = endedAt) => Date.parse(to) - Date.parse(from);
    const run = {
      ...about,
      kind: life.kind as EvidenceRun['kind'],
      ...(typeof details.machine === 'string' && { immutableId: details.machine }),
      under,
      approvers: definition ? definition.approvers : approvers,
      outcome: end?.state === 'succeeded' ? ('succeeded' as const) : ('failed' as const),
      failure: end?.failure ?? null,
      verdict: isDrill ? asText(found['drill-probe']?.verdict ?? 'none') : null,
      wanted: isDrill && Array.isArray(details.checks) ? details.checks.map(asText) : [],
      found: asObject(found['drill-probe']?.checks) as EvidenceRun['found'],
      endedAt,
      decidedAt,
      point: {
        at: asText(point.at),
        tier: asText(point.tier),
        threat: textOr(point.threat),
        defender: textOr(details.defender),
      },
      newestAt: textOr(details.newestAt),
      tookMs: {
        request: msFrom(about.askedAt),
        decision: decidedAt === null ? null : msFrom(decidedAt),
        step: begun === undefined ? null : msFrom(begun, stepEnds.at(-1)),
      },
      targets: isDrill && definition ? { rto: numberOr(targets.rtoMinutes), rpo: numberOr(targets.rpoMinutes) } : null,
      steps,
      cleanUps: isDrill ? this.#cleanUps(life.id) : [],
      keysByWord: life.words,
      ...(life.review && { review: life.review }),
    };
    const whole = asObject(effects.disks).selection === 'all' && found.verify?.agent === true;
    return { ...run, strength: strengthOf(run, whole) };
  }

  #cleanUps(drill: string): EvidenceRun['cleanUps'] {
    return (this.#cleaning.get(drill) ?? []).map(({ id, end, details, found }) => {
      const deleted = found['drill-confirm']?.deleted;
      return {
        id,
        state: end?.state ?? 'running',
        recorded: asObjects(asObject(details.effects).made).map((made) => asText(made.id)),
        deleted: Array.isArray(deleted) ? deleted.map(asText) : [],
      };
    });
  }

  #definition(life: Life): QuarterEvidence['definitions'] {
    const { asked, end, inForce, approvers, details } = life;
    if (!asked || asked.at >= this.#header.to || (end && end.at < this.#header.from)) return [];
    const state = end?.state ?? (inForce ? 'running' : 'pending');
    const until = inForce?.until ?? null;
    return [{ ...who(life), state, inForceUntil: until, approvers, effects: asObject(details.effects) }];
  }

  #change(life: Life): QuarterEvidence['changes'] {
    const { kind, end, approvers, asked, details } = life;
    if (!end || !asked || !this.#isWithin(end.at)) return [];
    return [
      {
        ...who(life),
        kind,
        state: end.state,
        failure: end.failure,
        endedAt: end.at,
        approvers,
        reason: textOr(details.reason),
      },
    ];
  }

  /** A drill that ended without proving anything about its machine, good or bad. */
  #void({ id, vm, end, rejecters, asked }: Life): QuarterEvidence['exceptions'] {
    if (!end || end.state === 'succeeded' || end.state === 'failed' || !this.#isWithin(end.at)) return [];
    const by =
      rejecters.length > 0 && end.state === 'rejected' ? ` by ${rejecters.map(({ name }) => name).join(', ')}` : '';
    const what = `drill ${id} ended as ${end.state}${by}${end.failure ? `: ${end.failure}` : ''}`;
    return [{ vm, what, by: asked?.name ?? '-', at: end.at }];
  }

  /** A machine that was excepted for part of the quarter. */
  #exception(life: Life): QuarterEvidence['exceptions'] {
    const { vm, inForce, end, asked, approvers, details } = life;
    if (!asked || !inForce) return [];
    const until = end && end.at < inForce.until ? end.at : inForce.until;
    if (inForce.at >= this.#header.to || until < this.#header.from) return [];
    const effects = asObject(details.effects);
    const what = `excepted from drills: ${asText(effects.why)}`;
    return [{ vm, what, by: asked.name ?? '-', at: asked.at, agreed: { ...who(life), until, effects, approvers } }];
  }
}

/** A stop that was done, and whose rows the evidence carries. */
function stopOf({ id, end, details, isTouched }: Life): Stop[] {
  if (end?.state !== 'succeeded' || !isTouched) return [];
  return [{ id, vmId: asText(details.vmId), vault: asText(details.vault), at: end.at }];
}

type Life = ReturnType<typeof newLife>;

/** Everything that rows say of one request. found: what the last try of each step found. */
function newLife(id: string) {
  return {
    id,
    asked: undefined as EvidenceRow | undefined,
    kind: '',
    details: {} as Record<string, unknown>,
    vm: '-',
    holders: [] as string[],
    approvers: [] as Voter[],
    rejecters: [] as Voter[],
    decidedAt: null as string | null,
    glass: null as EvidenceRun['glass'],
    steps: [] as EvidenceRun['steps'],
    found: {} as Record<string, Record<string, unknown>>,
    inForce: undefined as { at: string; until: string } | undefined,
    end: undefined as { state: string; at: string; failure: string | null } | undefined,
    words: [] as string[],
    review: undefined as EvidenceRun['review'],
    isTouched: false,
  };
}

function isAsk(event: string, kind: unknown): boolean {
  return event === 'request.asked' || event === `${kind}.asked`;
}

const ends = ['succeeded', 'failed', 'void', 'withdrawn', 'expired', 'cancelled', 'rejected'];

/** What one row adds to a request. */
function live(life: Life, row: EvidenceRow): void {
  const { event, at, details, oid, name } = row;
  const [subject, what = ''] = event.split('.');
  if (typeof details.kind === 'string' && isAsk(event, details.kind)) {
    life.asked = row;
    life.kind = details.kind;
    life.details = details;
    return;
  }
  const voter = { oid: oid ?? '', name: name ?? '-', at };
  switch (subject) {
    case 'vote': {
      const gone = what === 'lapsed' ? asText(details.voterOid) : voter.oid;
      life.approvers = life.approvers.filter(({ oid: one }) => !sameId(one, gone));
      life.rejecters = life.rejecters.filter(({ oid: one }) => !sameId(one, gone));
      const groups = Array.isArray(details.groups) ? details.groups.map(asText) : [];
      if (what === 'approve') life.approvers.push({ ...voter, groups });
      if (what === 'approve') life.decidedAt = at;
      if (what === 'reject') life.rejecters.push({ ...voter, groups });
      return;
    }
    case 'glass':
      if (what !== 'broken') return;
      life.decidedAt = at;
      life.glass = {
        ...voter,
        group: asText(details.group),
        ticket: asText(details.ticket),
        reason: asText(details.reason),
        reviews: [],
      };
      return;
    case 'review':
      life.glass?.reviews.push({ ...voter, note: asText(details.note) });
      return;
    case 'step': {
      if (what !== 'done' && what !== 'skipped' && what !== 'failed') return;
      const { step, startedAt, ...found } = details;
      life.steps.push({ kind: asText(step), state: what, startedAt: textOr(startedAt), endedAt: at });
      life.found[asText(step)] = found;
      return;
    }
    case 'standing':
      if (what === 'in-force') life.inForce = { at, until: asText(details.until) };
      return;
    case 'drill':
      if (what === 'cleaned') life.words.push(voter.name);
      if (what === 'reviewed') life.review = { ...voter, action: asText(details.action), due: asText(details.due) };
      return;
    case 'request':
      if (what === 'taken-over') life.holders.push(voter.oid);
      if (what === 'retried') life.end = undefined;
      if (ends.includes(what)) life.end = { state: what, at, failure: textOr(details.failure) };
      return;
  }
}

/** What every record says of its request. */
function who({ id, asked, details, vm, holders, glass }: Life) {
  return {
    id,
    vm,
    vmId: asText(details.vmId ?? ''),
    vault: asText(details.vault ?? ''),
    hash: asked?.planHash ?? '',
    asker: { oid: asked?.oid ?? '', name: asked?.name ?? '-' },
    holders,
    askedAt: asked?.at ?? '',
    rule: textOr(details.rule),
    policy: textOr(details.policy),
    glass,
  };
}

/** How much a run showed. A threat known of its point, or a point older than the machine, lets it show no more than a boot. */
function strengthOf(
  { kind, outcome, verdict, wanted, point, immutableId }: Omit<EvidenceRun, 'strength'>,
  whole: boolean,
): Strength {
  if (outcome === 'failed' || (kind !== 'drill' && !whole)) return 'none';
  if (point.threat || isOfOneBefore(immutableId)) return 'booted';
  if (kind !== 'drill') return 'restored';
  if (verdict !== 'passed') return 'booted';
  return wanted.some((check) => applicationChecks.includes(check)) ? 'application' : 'inside';
}

export function proves({ strength }: Pick<EvidenceRun, 'strength'>): boolean {
  return strength !== 'none' && strength !== 'booted';
}

function isFailedDrill({ kind, outcome }: EvidenceRun): boolean {
  return kind === 'drill' && outcome === 'failed';
}

/** A failed drill stays open until a later run proves the machine; else the newest proof counts, else a boot. */
function coverageOf(runs: readonly EvidenceRun[], immutableId: string | undefined) {
  const own = runs.filter((run) => isOfMachine(run.immutableId, immutableId));
  const proof = own.findLast(proves);
  const failed = own.findLast(isFailedDrill);
  const booted = own.findLast(({ strength }) => strength === 'booted');
  const score = failed && !(proof && proof.endedAt >= failed.endedAt) ? 'failed' : (proof ?? booted)?.strength;
  return { score: !score || score === 'none' ? 'never' : score, proof: (proof ?? booted)?.id ?? null } as const;
}

/** A machine that was made again under a name is another. Where an id isn't known, the name decides. */
function isOfMachine(one: string | undefined, current: string | undefined): boolean {
  return one === undefined || current === undefined || sameId(one, current);
}

function sameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function textOr(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOr(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
