import { armIdKey } from '../kernel/arm-id.ts';
import type { StoredError } from '../kernel/stored.ts';
import type { Inventory } from '../machines/inventory.ts';
import {
  type Excepted,
  type Score,
  scoreTrials,
  strictest,
  toTrial,
  trialsOfMachine,
} from '../machines/rules/score.ts';
import { mostStandingDays } from '../requests/rules/definition-scope.ts';
import type { RequestServices } from '../requests/services.ts';
import { isInForce } from '../requests/stored-request.ts';
import { findPlan, type ListedRequest, listRequests } from '../store/requests.ts';
import { logUnread, whenUnread } from '../store/rows.ts';
import type { Targets } from '../store/rules/trial-row.ts';
import { listTrials } from '../store/trials.ts';
import { listExceptions } from './exceptions.ts';
import { periodStart } from './rules/drill-clock.ts';
import { asDefinition, drillTimes, type StoredDefinition } from './stored-definition.ts';

type Parts = Pick<RequestServices, 'store' | 'requestKinds' | 'clock' | 'log'> & {
  inventory: Pick<Inventory, 'readImmutableIds'>;
};

/** Score of a machine, with the targets of its definitions and its exception. */
export type ScoreOfMachine = Score & { targets: Targets; excepted?: Excepted };

/** How well each machine is proven restorable, by comparable id. */
export async function readScores(services: Parts): Promise<(vmId: string) => ScoreOfMachine> {
  const { store, requestKinds, clock, log, inventory } = services;
  const tell = (error: StoredError, row: object) => logUnread(log, error, row);
  const [rows, definitions, exceptions, ids] = await Promise.all([
    listTrials(store.db, requestKinds.trials),
    listDefinitions(services, { states: ['running'] }, tell),
    listExceptions(services, tell),
    inventory.readImmutableIds(),
  ]);
  const trials = Map.groupBy(rows, ({ vm_id }) => armIdKey(vm_id));
  const due = new Map<string, Date>();
  const targets = new Map<string, Targets>();
  for (const { request, plan } of definitions) {
    if (!isInForce(request)) continue;
    const since = dueSince(request, plan, clock.now());
    for (const id of plan.plan.effects.machines.map(armIdKey)) {
      targets.set(id, strictest(targets.get(id), plan.plan.effects.targets));
      const other = due.get(id);
      if (since && (!other || other < since)) due.set(id, since);
    }
  }
  return (vmId) => {
    const id = armIdKey(vmId);
    const excepted = exceptions(vmId, ids.get(id));
    const own = trialsOfMachine((trials.get(id) ?? []).map(toTrial), ids.get(id));
    return {
      // An excepted machine is never overdue.
      ...scoreTrials(own, excepted ? undefined : due.get(id)),
      targets: targets.get(id) ?? {},
      ...(excepted && { excepted }),
    };
  };
}

/**
 * Definitions of drills, newest first.
 * @param tell is called for each definition that can't be read and is left out
 */
export async function listDefinitions(
  { store, requestKinds }: Pick<RequestServices, 'store' | 'requestKinds'>,
  filter: { states: readonly ListedRequest['state'][] } | { wasInForce: true },
  tell: (error: StoredError, row: { requestId: string }) => void,
): Promise<{ request: ListedRequest; plan: StoredDefinition }[]> {
  const rows = await listRequests(store.db, { kinds: ['drill-definition'], ...filter });
  const read = await Promise.all(
    rows.map(async (request) => {
      const unread = whenUnread((error) => tell(error, { requestId: request.id }));
      const plan = asDefinition((await findPlan(store.db, requestKinds, request.id).catch(unread))?.body);
      return plan ? [{ request, plan }] : [];
    }),
  );
  return read.flat();
}

/**
 * Time since which a machine is overdue. A proof of the previous period is valid until this one ends; a definition made
 * in this period isn't due yet.
 */
function dueSince({ in_force_until: until }: ListedRequest, { plan }: StoredDefinition, now: Date): Date | undefined {
  const { effects } = plan;
  const times = drillTimes(effects);
  const start = periodStart(times, now);
  const dayMs = 24 * 60 * 60_000;
  const since = until && new Date(until.getTime() - Math.min(effects.days, mostStandingDays) * dayMs);
  if (!since || since >= start) return undefined;
  return periodStart(times, new Date(start.getTime() - dayMs));
}
