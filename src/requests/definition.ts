import { nameOf } from '../kernel/arm-id.ts';
import type { Person, Place } from '../kernel/chat.ts';
import { CodedError, type Failure } from '../kernel/errors.ts';
import { effectsHash } from '../kernel/request.ts';
import { findPlan, findRequest, listRuns, lockRequest, type RequestRow } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import type { Tx } from '../store/transaction.ts';
import { submitImmediate } from './create.ts';
import { monthMs, type Outside, outsideScope, sumAmounts, whyNotInForce } from './rules/definition-scope.ts';
import type { RequestServices } from './services.ts';
import { assigneeOf, type StoredPlan } from './stored-request.ts';

type Kinds = Pick<RequestServices, 'requestKinds'>;

/**
 * The reason against a run under a definition, from the rows as they are: the definition must be in force and as
 * signed, and the whole plan must lie inside it.
 * @param signed hash of the definition as it was read
 */
export async function definitionProblem(
  { requestKinds }: Kinds,
  db: Db,
  { definition, signed, now }: { definition: RequestRow; signed: string; now: Date },
  plan: StoredPlan,
  spent: Readonly<Record<string, number>> = {},
): Promise<Failure | undefined> {
  const { id, state, hash, in_force_until: until } = definition;
  const stored = (await findPlan(db, requestKinds, id))?.body;
  const scope = stored && requestKinds.of(stored).definition?.scope(stored);
  if (!stored || !scope) return { code: 'standing-none', params: { id } };
  const over = whyNotInForce({ state, until, hash: effectsHash(stored.plan.effects) }, signed, now);
  if (over || hash !== signed) return { code: `standing-${over ?? 'changed'}`, params: { id } };
  const extent = requestKinds.of(plan).extent?.(plan);
  if (!extent) return { code: 'standing-unmeasured', params: { id } };
  const outside = outsideScope(scope, extent, spent);
  return outside.length > 0 ? { code: 'standing-outside', params: { id, what: said(outside) } } : undefined;
}

/** Names alone, which need no translation. */
function said(outside: readonly Outside[]): string {
  return [...new Set(outside.map(({ name }) => nameOf(name)))].join(', ');
}

/**
 * Checks that a run may begin under a definition. Only the owner may start runs, and their rights are read anew for
 * each. Call it before the transaction that writes the run.
 * @returns the definition as it was read
 * @throws unknown-request, not-your-request, standing-*, azure.*
 */
export async function requireStanding(
  services: RequestServices,
  id: string,
  by: Person,
  plan: StoredPlan,
): Promise<RequestRow> {
  const { store, clock, access, requestKinds } = services;
  const definition = await findRequest(store.db, id);
  if (!definition) throw new CodedError('unknown-request', { id });
  const owner = assigneeOf(definition);
  if (owner.objectId.toLowerCase() !== by.objectId.toLowerCase()) {
    throw new CodedError('not-your-request', { id, name: owner.name });
  }
  const seen = { definition, signed: definition.hash, now: clock.now() };
  throwIf(await definitionProblem(services, store.db, seen, plan));
  const [lost] = await access.missing(owner.objectId, requestKinds.of(plan).needs(plan), true);
  if (lost) throw new CodedError('standing-owner', { id, name: owner.name, action: lost.action });
  return definition;
}

/**
 * Stores a run, which starts approved since its plan lies inside what was signed. Runs of one definition are measured
 * one after the other, under its lock. Call `requireStanding` first.
 * @param seen the definition as it was read
 * @returns its id
 * @throws standing-*
 */
export async function submitRun(
  services: RequestServices,
  tx: Tx,
  asked: { by: Person; place: Place },
  seen: Pick<RequestRow, 'id' | 'hash'>,
  plan: StoredPlan,
): Promise<string> {
  const definition = await lockRequest(tx, seen.id);
  if (!definition) throw new CodedError('unknown-request', { id: seen.id });
  const now = tx.now();
  const spent = await spentUnder(services, tx.db, seen.id, new Date(now.getTime() - monthMs));
  throwIf(await definitionProblem(services, tx.db, { definition, signed: seen.hash, now }, plan, spent));
  return submitImmediate(services, tx, asked, plan, definition);
}

/**
 * Amounts used by earlier runs. Runs withdrawn before they began used nothing; all others count, whatever became of
 * them.
 */
async function spentUnder({ requestKinds }: Kinds, db: Db, id: string, since: Date): Promise<Record<string, number>> {
  const runs = await listRuns(db, id, since);
  const extents = [];
  for (const run of runs.filter(({ state }) => state !== 'withdrawn')) {
    const plan = (await findPlan(db, requestKinds, run.id))?.body;
    const extent = plan && requestKinds.of(plan).extent?.(plan);
    if (extent) extents.push(extent);
  }
  return sumAmounts(extents);
}

function throwIf(failure: Failure | undefined): void {
  if (failure) throw new CodedError(failure.code, failure.params);
}
