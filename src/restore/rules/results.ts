import type { Failure } from '../../kernel/errors.ts';
import type { AdeKeys } from '../../kernel/facts.ts';
import { distinctKeys, sameKeys } from '../../machines/rules/key-url.ts';

/** What the steps of a restore leave for those after them (steps.result), by kind. Names and ids only. */
export type StepResults = {
  /** startedAt: as Azure tells it; absent for those of before it was kept. */
  'restore-disks': { jobId: string; startedAt?: string; properties: Record<string, string> };
  'restore-vm': { jobId: string; properties: Record<string, string> };
  'replace-disks': { jobId: string; properties: Record<string, string> };
  /** left: Azure refused it. */
  'tag-made': { left: boolean; refused?: Failure };
  'check-keys': { keys: AdeKeys[]; states: { url: string; state: string }[]; missing: number };
  'recover-keys': { replaced: { from: AdeKeys; to: AdeKeys }[] };
  'apply-ade-settings': { diskIds: string[] };
  'deploy-vm': { deployment: string; vmId: string; resourceIds: string[]; size?: string };
  'ade-extension': { name: string };
  /** differences: what the new machine has otherwise than the original, as entries of the catalogue `difference`. */
  verify: { encrypted: boolean; agent: boolean; differences?: Failure[] };
  /** left: Azure refused to delete it. */
  'remove-key-copy': { left: boolean; refused?: Failure };
};

export function resultOf<Kind extends keyof StepResults>(
  results: Readonly<Record<string, unknown>>,
  kind: Kind,
): StepResults[Kind] | undefined {
  return results[kind] as StepResults[Kind] | undefined;
}

/** The job that brought the disks back. @throws Error before it has ended */
export function restoreOf(results: Readonly<Record<string, unknown>>): StepResults['restore-disks'] {
  const found = resultOf(results, 'restore-disks');
  if (!found) throw new Error('a later step runs before the restore has ended');
  return found;
}

/** Under which address a key pair is to be found now: recovery may have made a new version of the secret. */
export function presentKeys(results: Readonly<Record<string, unknown>>, keys: AdeKeys): AdeKeys {
  const replaced = resultOf(results, 'recover-keys')?.replaced ?? [];
  return replaced.find(({ from }) => sameKeys(from, keys))?.to ?? keys;
}

/** Each pair once, as it was before anything was recovered. */
export function checkedKeys(results: Readonly<Record<string, unknown>>): AdeKeys[] {
  return distinctKeys(resultOf(results, 'check-keys')?.keys ?? []);
}
