import { z } from 'zod/v4';
import type { AdeKeys } from '../../kernel/facts.ts';
import { distinctKeys, sameKeys } from '../../kernel/keys.ts';
import { asObject, defineStored, failure, type Stored } from '../../kernel/stored.ts';
import { adeKeys } from '../../machines/rules/encryption-assessment.ts';
import { storedTidied } from '../../saga/rules/stored-results.ts';
import { restoringSteps, type StepKind } from './plan.ts';

const properties = z.record(z.string(), z.string());

/** Results that steps of a restore leave for those after them (steps.result), by kind. Names and ids only. */
export const storedResults = {
  /** status: of the job, as Azure spells it. Failed is what it was sent for. */
  'export-key': defineStored(
    'result export-key',
    z.object({ jobId: z.string(), status: z.string(), startedAt: z.string().optional(), properties }),
  ),
  'remove-key-export': storedTidied,
  'restore-disks': defineStored(
    'result restore-disks',
    /** startedAt: as Azure tells it. */
    z.object({ jobId: z.string(), startedAt: z.string().optional(), properties }),
  ),
  'restore-vm': defineStored('result restore-vm', z.object({ jobId: z.string(), properties })),
  'replace-disks': defineStored('result replace-disks', z.object({ jobId: z.string(), properties })),
  'check-keys': defineStored(
    'result check-keys',
    z.object({
      keys: z.array(adeKeys),
      states: z.array(z.object({ url: z.string(), state: z.string() })),
      missing: z.number(),
    }),
  ),
  'recover-keys': defineStored(
    'result recover-keys',
    z.object({ replaced: z.array(z.object({ from: adeKeys, to: adeKeys })) }),
  ),
  'apply-ade-settings': defineStored('result apply-ade-settings', z.object({ diskIds: z.array(z.string()) })),
  'deploy-vm': defineStored(
    'result deploy-vm',
    z.object({
      deployment: z.string(),
      vmId: z.string(),
      resourceIds: z.array(z.string()),
      size: z.string().optional(),
    }),
  ),
  'ade-extension': defineStored('result ade-extension', z.object({ name: z.string() })),
  verify: defineStored(
    'result verify',
    /**
     * differences: what the new machine has otherwise than the original, as entries of the catalogue `difference`.
     * addresses: of the new machine, in its network.
     */
    z.object({
      encrypted: z.boolean(),
      agent: z.boolean(),
      differences: z.array(failure).optional(),
      addresses: z.array(z.string()).optional(),
    }),
  ),
  'remove-key-copy': storedTidied,
} satisfies Partial<Record<StepKind, unknown>>;

export type StepResults = { [Kind in keyof typeof storedResults]: z.infer<(typeof storedResults)[Kind]['schema']> };

/** @throws NewerStoredError, stored.unreadable */
export function parseStepResult<Kind extends keyof StepResults>(
  results: Readonly<Record<string, unknown>>,
  kind: Kind,
): StepResults[Kind] | undefined {
  const stored: { [Each in keyof StepResults]: Pick<Stored<StepResults[Each]>, 'parse'> } = storedResults;
  return results[kind] === undefined ? undefined : stored[kind].parse(results[kind]);
}

/** The result of the step of this kind, if it was done or skipped: until then the column serves the current attempt. */
export function resultOfStep<Kind extends keyof StepResults>(
  steps: readonly { kind: string; state: string; result: unknown }[],
  wanted: Kind,
): StepResults[Kind] | undefined {
  const step = steps.find(
    ({ kind, state, result }) => kind === wanted && (state === 'done' || state === 'skipped') && result !== null,
  );
  return step && parseStepResult({ [wanted]: step.result }, wanted);
}

/**
 * The restore was meant to fail and bring out a key. The key was there, so it succeeded, and no other restore is sent.
 */
export function isCompletedRestore({ status }: StepResults['export-key']): boolean {
  return status.startsWith('Completed');
}

/** Time at which the restore was sent that made the resources. */
export function restoreSentAt(
  steps: readonly { kind: string; state: string; result: unknown; started_at: Date | null }[],
): Date | undefined {
  const exported = resultOfStep(steps, 'export-key');
  const sending: readonly string[] = exported && isCompletedRestore(exported) ? ['export-key'] : restoringSteps;
  return steps.find(({ kind }) => sending.includes(kind))?.started_at ?? undefined;
}

/**
 * The machine as it was made so far, also by an attempt that failed. Until an attempt has a result its row holds the
 * choice for it, which names no deployment.
 * @throws NewerStoredError, stored.unreadable
 */
export function deployedSoFar({ result }: { result: unknown }): StepResults['deploy-vm'] | undefined {
  return asObject(result).deployment === undefined ? undefined : parseStepResult({ 'deploy-vm': result }, 'deploy-vm');
}

/** The job that brought the disks back. @throws Error before it has ended */
export function findRestoreResult(results: Readonly<Record<string, unknown>>): StepResults['restore-disks'] {
  const found = parseStepResult(results, 'restore-disks');
  if (!found) throw new Error('a later step runs before the restore has ended');
  return found;
}

/** Under which address a key pair is to be found now: recovery may have made a new version of the secret. */
export function presentKeys(results: Readonly<Record<string, unknown>>, keys: AdeKeys): AdeKeys {
  const replaced = parseStepResult(results, 'recover-keys')?.replaced ?? [];
  return replaced.find(({ from }) => sameKeys(from, keys))?.to ?? keys;
}

/** The key pairs, each once, as they were before anything was recovered. */
export function checkedKeys(results: Readonly<Record<string, unknown>>): AdeKeys[] {
  return distinctKeys(parseStepResult(results, 'check-keys')?.keys ?? []);
}
