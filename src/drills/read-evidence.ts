import type { Azure } from '../azure/open.ts';
import { failureParts } from '../i18n/failure-text.ts';
import { texts } from '../i18n/texts.ts';
import { armIdKey } from '../kernel/arm-id.ts';
import { type Failure, readValue, tryRead } from '../kernel/errors.ts';
import { asObject } from '../kernel/json-object.ts';
import { StoredError } from '../kernel/stored.ts';
import type { Target } from '../machines/inventory.ts';
import type { RegionInspector } from '../machines/region-inspector.ts';
import { toTrial } from '../machines/rules/score.ts';
import { assigneeOf } from '../requests/assignee.ts';
import type { RequestServices } from '../requests/services.ts';
import { asRestore, type StoredRestore } from '../restore/stored-restore.ts';
import { listVotes } from '../store/approvals.ts';
import { everyAuditRow } from '../store/audit.ts';
import { findPlan, findRequest, listRequests } from '../store/requests.ts';
import { actorOf } from '../store/rules/audit-rows.ts';
import type { LastRegionInspection } from '../store/rules/region-inspection.ts';
import type { Db } from '../store/schema.ts';
import { listSteps } from '../store/steps.ts';
import { listTrials, type MachineTrialRow } from '../store/trials.ts';
import { asException } from './exceptions.ts';
import {
  concludeQuarter,
  type EvidenceDefinition,
  type EvidenceRun,
  type PopulationRow,
  populationRow,
  type QuarterEvidence,
  type ReadinessRow,
  readinessRow,
  type Voter,
} from './rules/evidence.ts';
import { asDefinition } from './stored-definition.ts';
import { asCleanUp, asDrill } from './stored-drill.ts';

type Parts = Pick<RequestServices, 'requestKinds'> & { store: Pick<RequestServices['store'], 'db'> };

type Asked = {
  quarter: string;
  from: Date;
  to: Date;
  now: Date;
  /** Retention of ended requests, in days. */
  keepDays: number;
  version: string;
  simulated: boolean;
  population: PopulationRow[];
  unread: string[];
  readiness?: ReadinessRow[];
};

/** Final states of a drill that proves nothing about its machine, good or bad. */
const unproven = ['void', 'withdrawn', 'expired', 'cancelled', 'rejected'] as const;

/**
 * Everything in the store for one quarter: definitions, and the drills and real restores that ended in it, with their
 * outcome.
 */
export async function readEvidence(parts: Parts, asked: Asked): Promise<QuarterEvidence> {
  const { db } = parts.store;
  const { trials } = parts.requestKinds;
  const { quarter, from, to, now, keepDays, version, simulated, population, unread, readiness } = asked;
  const keptFrom = new Date(now.getTime() - keepDays * 24 * 60 * 60_000);
  const rows = await listTrials(db, trials, { from, to });
  const runs: EvidenceRun[] = [];
  for (const row of rows.toReversed()) runs.push(await readRun(parts, row));
  const later = (await listTrials(db, trials, { from: to })).map((row) => ({ ...toTrial(row), vmId: row.vm_id }));
  const notBegun = (await everyAuditRow(db, { event: 'drill.not-begun' }))
    .filter(({ at }) => at >= from && at < to)
    .map(({ vm_name, request_id, details, at }) => ({
      vm: vm_name ?? '-',
      what: `did not begin under ${request_id ?? '-'}: ${String(asObject(details).code)}`,
      by: 'Strongroom',
      at: at.toISOString(),
    }));
  const exceptions = [
    ...notBegun,
    ...(await readVoid(db, from, to)),
    ...(await readExcepted(parts, from, to)),
  ].toSorted((a, b) => a.at.localeCompare(b.at));
  return {
    quarter,
    from: from.toISOString(),
    to: to.toISOString(),
    madeAt: now.toISOString(),
    ...(keptFrom > from && { keptFrom: keptFrom.toISOString() }),
    version,
    simulated,
    population,
    unread,
    definitions: await readDefinitions(parts, from, to),
    runs,
    exceptions,
    ...concludeQuarter(population, runs, later),
    ...(readiness && { readiness }),
  };
}

/** Drills that ended without proving anything about their machine, good or bad. */
async function readVoid(db: Parts['store']['db'], from: Date, to: Date): Promise<QuarterEvidence['exceptions']> {
  const found: QuarterEvidence['exceptions'] = [];
  for (const request of await listRequests(db, { kinds: ['drill'], states: unproven })) {
    const { id, vm_name: vm, state, created_at, ended_at: at } = request;
    if (!at || at < from || at >= to) continue;
    const code = await failureCode(db, id);
    const rejecters = state === 'rejected' ? await readVoters(db, id, 'reject') : [];
    const who = rejecters.length > 0 ? ` by ${rejecters.map(({ name }) => name).join(', ')}` : '';
    const what = `drill ${id} ended as ${state}${who}${code ? `: ${code}` : ''}`;
    const by = assigneeOf(request).name;
    found.push({ vm, what, by, at: at.toISOString(), askedAt: created_at.toISOString() });
  }
  return found;
}

/**
 * The failure code alone; undefined if it can't be read, as the drill is listed anyway. The evidence verifier reads a
 * single word here.
 */
async function failureCode(db: Parts['store']['db'], id: string): Promise<string | undefined> {
  try {
    return (await findRequest(db, id))?.failure?.code;
  } catch (error) {
    if (!(error instanceof StoredError)) throw error;
    return 'failure-unreadable';
  }
}

/** Machines that were excepted for part of the quarter, with the people who requested and approved it. */
async function readExcepted({ store: { db }, requestKinds }: Parts, from: Date, to: Date) {
  const found: QuarterEvidence['exceptions'] = [];
  for (const request of await listRequests(db, { kinds: ['drill-exception'] })) {
    const { id, vm_name: vm, hash, created_at, ended_at, in_force_until } = request;
    const until = ended_at && in_force_until && ended_at < in_force_until ? ended_at : in_force_until;
    const plan = asException((await findPlan(db, requestKinds, id))?.body);
    if (!plan || !until || created_at >= to || until < from) continue;
    const { effects } = plan.plan;
    found.push({
      vm,
      what: `excepted from drills: ${effects.why}`,
      by: assigneeOf(request).name,
      at: created_at.toISOString(),
      agreed: { id, hash, effects, until: until.toISOString(), approvers: await readVoters(db, id) },
    });
  }
  return found;
}

async function readDefinitions({ store: { db }, requestKinds }: Parts, from: Date, to: Date) {
  const found: EvidenceDefinition[] = [];
  for (const row of await listRequests(db, { kinds: ['drill-definition'] })) {
    if (row.created_at >= to || (row.ended_at && row.ended_at < from)) continue;
    const plan = asDefinition((await findPlan(db, requestKinds, row.id))?.body);
    if (!plan) continue;
    found.push({
      id: row.id,
      hash: row.hash,
      state: row.state,
      owner: row.holder_name ?? row.requester_name,
      askedAt: row.created_at.toISOString(),
      inForceUntil: row.in_force_until?.toISOString() ?? null,
      approvers: await readVoters(db, row.id),
      effects: plan.plan.effects,
    });
  }
  return found;
}

async function readRun({ store: { db }, requestKinds }: Parts, row: MachineTrialRow): Promise<EvidenceRun> {
  const request = await findRequest(db, row.id);
  const plan = (await findPlan(db, requestKinds, row.id))?.body;
  const restore = asRestore(requestKinds, plan);
  const under = request?.standing_id ?? null;
  const definition = under === null ? undefined : asDefinition((await findPlan(db, requestKinds, under))?.body);
  const drill = asDrill(plan);
  const newestAt = drill?.newestAt;
  const targets = definition?.plan.effects.targets;
  const said = await everyAuditRow(db, { requestId: row.id, event: 'drill.cleaned' });
  return {
    id: row.id,
    kind: row.by,
    vmId: row.vm_id,
    vm: row.vm_name,
    ...(row.immutable_id && { immutableId: row.immutable_id }),
    hash: request?.hash ?? '',
    requester: request?.requester_name ?? '-',
    under,
    approvers: await readVoters(db, under ?? row.id),
    outcome: row.state,
    verdict: row.verdict,
    ...(row.by === 'restore' && { ran: row.ran }),
    failure: request?.failure?.code ?? null,
    askedAt: (request?.created_at ?? row.ended_at).toISOString(),
    endedAt: row.ended_at.toISOString(),
    tookMs: toTrial(row).tookMs,
    point: restore ? pointOf(restore) : null,
    ...(newestAt && { newestAt: newestAt.toISOString() }),
    ...(targets && {
      targets: {
        rtoMinutes: targets.rtoMinutes ?? null,
        rpoMinutes: targets.rpoMinutes ?? null,
      },
    }),
    steps: (await listSteps(db, row.id)).map(({ kind, state, started_at, ended_at }) => ({
      kind,
      state,
      startedAt: started_at?.toISOString() ?? null,
      endedAt: ended_at?.toISOString() ?? null,
    })),
    cleanUps: row.by === 'drill' ? await readCleanUps({ store: { db }, requestKinds }, row) : [],
    ...(said.length > 0 && { keysByWord: said.map((row) => actorOf(row) ?? '-') }),
  };
}

function pointOf({ point, plan: { effects } }: StoredRestore): EvidenceRun['point'] {
  const { tier, threat } = effects.point;
  return { at: point.at.toISOString(), tier, ...(threat && { threat }) };
}

async function readCleanUps({ store: { db }, requestKinds }: Parts, { id, vm_id }: MachineTrialRow) {
  const found: EvidenceRun['cleanUps'] = [];
  const rows = await listRequests(db, { kinds: ['drill-cleanup'], vmId: vm_id });
  for (const row of rows.toReversed()) {
    const plan = asCleanUp((await findPlan(db, requestKinds, row.id))?.body);
    if (plan?.drill === id) found.push({ id: row.id, state: row.state });
  }
  return found;
}

async function readVoters(
  db: Parts['store']['db'],
  id: string,
  wanted: 'approve' | 'reject' = 'approve',
): Promise<Voter[]> {
  return (await listVotes(db, id))
    .filter(({ decision }) => decision === wanted)
    .map(({ voter_oid, voter_name, at }) => ({ oid: voter_oid, name: voter_name, at: at.toISOString() }));
}

/** Every machine that Azure Backup protects, as Azure lists it now, and the names of what could not be read. */
export async function readPopulation(
  azure: Pick<Azure, 'vaults' | 'items' | 'vms'>,
  subscriptions: readonly string[],
): Promise<{ population: PopulationRow[]; unread: string[]; targets: Target[] }> {
  const population: PopulationRow[] = [];
  const targets: Target[] = [];
  const unread: string[] = [];
  for (const id of subscriptions) {
    const vaults = await tryRead(() => azure.vaults.listOf(id));
    if (vaults.kind === 'unread') {
      unread.push(`subscription ${id}`);
      continue;
    }
    const machines = await tryRead(() => azure.vms.list(id));
    // Without identities, machines are matched by name, and proofs of an earlier machine of that name count.
    if (machines.kind === 'unread') unread.push(`identities of machines in subscription ${id}`);
    const ids = new Map((readValue(machines) ?? []).map((vm) => [armIdKey(vm.id), vm.immutableId]));
    for (const vault of vaults.value) {
      const items = await tryRead(() => azure.items.list(vault));
      if (items.kind === 'unread') unread.push(`vault ${vault.name}`);
      else {
        const live = items.value.filter(({ softDeleted }) => !softDeleted);
        population.push(
          ...live.map((item) => {
            const immutableId = ids.get(armIdKey(item.vmId));
            return { ...populationRow({ vault, item }), ...(immutableId !== undefined && { immutableId }) };
          }),
        );
        targets.push(...live.map((item) => ({ vault, item })));
      }
    }
  }
  return { population: population.toSorted((a, b) => a.vm.localeCompare(b.vm)), unread, targets };
}

const english = texts('en');

/** Evidence is not Markdown, so names stay unescaped. */
function said(failure: Failure): string {
  return failureParts(english, failure).message.replace(/\\(.)/g, '$1').replaceAll('\u2060', '');
}

/**
 * Region readiness for the evidence: results of the nightly looks, and a new look at machines without a recent one.
 * Machines are read one by one, because each takes about ten calls of an hourly budget that people share.
 */
export async function readReadiness(
  regionInspector: Pick<RegionInspector, 'of'>,
  targets: readonly Target[],
  findFresh: (target: Target) => LastRegionInspection | undefined,
): Promise<ReadinessRow[]> {
  const rows: ReadinessRow[] = [];
  for (const target of targets) {
    const found = findFresh(target) ?? (await regionInspector.of(target));
    rows.push(readinessRow(populationRow(target), found, said));
  }
  return rows.toSorted((a, b) => a.vm.localeCompare(b.vm));
}

/** Evidence files of a quarter as last written: their digest, and the head of the audit chain that vouches for it. */
export async function findLastMade(
  db: Db,
  quarter: string,
): Promise<{ at: Date; digest: string; head: string } | undefined> {
  const row = (await everyAuditRow(db, { event: 'evidence.made' })).findLast(
    ({ details }) => asObject(details).quarter === quarter,
  );
  return row && { at: row.at, digest: String(asObject(row.details).digest), head: `${row.seq}:${row.hash}` };
}
