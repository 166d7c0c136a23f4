import { z } from 'zod/v4';
import { sameArmId } from '../../kernel/arm-id.ts';

/** The longest term of a definition, a quarter: nobody agrees to more at once. */
export const mostStandingDays = 92;

/**
 * The signed scope of a definition: everything that its runs may do. It is part of the definition's effects, so the
 * hash covers it, with the machines resolved when it was signed: machines that a tag or a vault gains later are
 * outside.
 */
export const scopeShape = {
  /** Kind of the requests that run under it. */
  runs: z.string(),
  /** Counted from the approval. */
  days: z.number().int().min(1).max(mostStandingDays),
  /** ARM ids. */
  machines: z.array(z.string()).min(1).readonly(),
  /** Values that every run must have exactly: its place, its rule. */
  fixed: z.record(z.string(), z.string()).readonly(),
  /** Values that each thing a run uses must be one of: sizes. */
  allowed: z.record(z.string(), z.array(z.string()).readonly()).readonly(),
  /** The most of each amount in one run. */
  perRun: z.record(z.string(), z.number().min(0)).readonly(),
  /** The most of each amount in all runs of any 30 days. */
  perMonth: z.record(z.string(), z.number().min(0)).readonly(),
};

const scope = z.strictObject(scopeShape);

export type Scope = z.infer<typeof scope>;

/** The measured part of a run's plan. */
export type Extent = {
  kind: string;
  machines: readonly string[];
  fixed: Readonly<Record<string, string>>;
  uses: Readonly<Record<string, readonly string[]>>;
  amounts: Readonly<Record<string, number>>;
};

/**
 * Something of a run that its definition does not cover: a machine, or the name of a value that differs, is not allowed
 * or is too much.
 */
export type Outside = { what: 'kind' | 'machine' | 'fixed' | 'use' | 'run' | 'month'; name: string };

export const monthMs = 30 * 24 * 60 * 60_000;

/**
 * Parts of a run outside its definition; an empty list: none. What the definition does not know, or the run does not
 * tell, counts as outside.
 * @param spent amounts of the runs of the 30 days before
 */
export function outsideScope(
  { runs, machines, fixed, allowed, perRun, perMonth }: Omit<Scope, 'days'>,
  run: Extent,
  spent: Readonly<Record<string, number>>,
): Outside[] {
  const outside: Outside[] = run.kind === runs ? [] : [{ what: 'kind', name: run.kind }];
  if (run.machines.length === 0) outside.push({ what: 'machine', name: '-' });
  for (const name of run.machines) {
    if (!machines.some((each) => sameArmId(each, name))) outside.push({ what: 'machine', name });
  }
  for (const name of names(fixed, run.fixed)) {
    if (own(fixed, name) !== own(run.fixed, name)) outside.push({ what: 'fixed', name });
  }
  for (const name of names(allowed, run.uses)) {
    const used = own(run.uses, name);
    if (!used?.every((each) => own(allowed, name)?.includes(each))) outside.push({ what: 'use', name });
  }
  for (const name of names(perRun, perMonth, run.amounts)) {
    const amount = own(run.amounts, name);
    const most = own(perRun, name);
    const mostInMonth = own(perMonth, name);
    const isKnown = amount !== undefined && amount >= 0 && (most !== undefined || mostInMonth !== undefined);
    if (!isKnown || amount > (most ?? Number.POSITIVE_INFINITY)) outside.push({ what: 'run', name });
    else if ((own(spent, name) ?? 0) + amount > (mostInMonth ?? Number.POSITIVE_INFINITY)) {
      outside.push({ what: 'month', name });
    }
  }
  return outside;
}

function names(...records: Readonly<Record<string, unknown>>[]): string[] {
  return [...new Set(records.flatMap(Object.keys))];
}

/** A value by its name, so that names such as `constructor` find nothing that nobody set. */
function own<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Amounts that runs have used together. */
export function sumAmounts(runs: readonly Pick<Extent, 'amounts'>[]): Record<string, number> {
  const spent: Record<string, number> = {};
  for (const { amounts } of runs) {
    for (const [name, amount] of Object.entries(amounts)) spent[name] = (own(spent, name) ?? 0) + amount;
  }
  return spent;
}

export type InForce = { state: string; until: Date | null; hash: string };

/** Why a definition covers nothing now. @param signed the hash under which a run was begun */
export function whyNotInForce(
  { state, until, hash }: InForce,
  signed: string,
  now: Date,
): 'withdrawn' | 'ended' | 'changed' | 'not-yet' | undefined {
  if (state === 'withdrawn') return 'withdrawn';
  if (state === 'pending' || state === 'approved') return 'not-yet';
  if (state !== 'running' || until === null || now >= until) return 'ended';
  return hash === signed ? undefined : 'changed';
}
