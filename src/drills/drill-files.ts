import { CodedError } from '../kernel/errors.ts';
import { lenient } from '../kernel/stored.ts';
import type { RequestServices } from '../requests/services.ts';
import { jobsOfRestore } from '../restore/is-making.ts';
import type { PlanEffects } from '../restore/rules/plan.ts';
import { storedResults } from '../restore/rules/results.ts';
import { parseStaged, type Staged } from '../restore/rules/staging.ts';
import { findPlan, type ListedRequest, listRequests, type RequestRow } from '../store/requests.ts';
import type { Db } from '../store/schema.ts';
import { listSteps, type StepRow } from '../store/steps.ts';
import { asCleanUp, type StoredCleanUp, type StoredDrill } from './stored-drill.ts';

type Effects = Pick<PlanEffects, 'keys'> & { target: Pick<PlanEffects['target'], 'security'> };

/**
 * Files that Azure Backup wrote for a drill: only those of its own jobs, in its staging account. Azure forgets jobs
 * after a while, so files recorded earlier count as well.
 * @throws vault-not-found, blob-elsewhere, azure.*; azure.not-found if only a job that Azure no longer knows could tell
 * whether a copy of the keys exists
 */
export async function listDrillFiles(services: RequestServices, id: string, drill: StoredDrill): Promise<string[]> {
  const { azure, inventory, store } = services;
  const { target, place } = drill;
  const vault = await inventory.vault(target.vaultId);
  const cleanUps = await cleanUpsOf(services, { id, vm_id: target.vmId });
  const before = cleanUps.flatMap(({ plan }) => plan.plan.effects.files);
  const files = new Set(before);
  const recorded = recordedFiles(services, drill, await listSteps(store.db, id));
  const { jobIds } = await jobsOfRestore(services, id, target);
  for (const jobId of jobIds) {
    const job = await azure.jobs.get(vault, jobId);
    const kept = !job && recorded?.jobId === jobId ? recorded : undefined;
    // A clean-up records files only once it could read what every job left.
    const isCopyKnown = kept && (kept.isWhole || before.some((uri) => !kept.files.includes(uri)));
    const staged = parseStaged(job?.properties ?? {}, place.stagingId, azure.stagingBlobs.suffix);
    for (const uri of kept?.files ?? filesOf(staged)) files.add(uri);
    if (!job && (!kept || isCopyKnown)) continue;
    const copy = await azure.jobs.encryptionInfo(vault, jobId, place.stagingId);
    if (copy) files.add(copy);
  }
  return [...files].toSorted();
}

/**
 * Files that the drill itself recorded, for use when its vault is gone. The copy of a machine's keys is never on
 * record: only the vault knows its address.
 * @returns undefined: its restore hasn't ended, or its record is damaged. isWhole: the list is complete, as the machine
 * has no keys to copy and every address is in the signed account; the drill may delete nothing elsewhere
 */
export function recordedFiles(
  { azure }: { azure: { stagingBlobs: { suffix: string } } },
  { place, restore }: Pick<StoredDrill, 'place'> & { restore: { plan: { effects: Effects } } },
  steps: readonly Pick<StepRow, 'kind' | 'state' | 'result'>[],
): { jobId: string; files: string[]; isWhole: boolean } | undefined {
  const step = steps.find(({ kind, state, result }) => kind === 'restore-disks' && state === 'done' && result !== null);
  const restored = step && lenient(storedResults['restore-disks']).parse(step.result);
  if (!restored) return undefined;
  const { keys, target } = restore.plan.effects;
  const { jobId, properties } = restored;
  const hasKeys = keys.point !== null || keys.vm.length > 0 || target.security?.includes('confidential') === true;
  try {
    const staged = parseStaged(properties, place.stagingId, azure.stagingBlobs.suffix);
    return { jobId, files: filesOf(staged).toSorted(), isWhole: !hasKeys };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { jobId, files: [], isWhole: false };
  }
}

function filesOf({ template, config, parameters }: Staged): string[] {
  return [template, config, parameters].flatMap((uri) => uri ?? []);
}

/** Clean-ups of one drill, newest first. */
export async function cleanUpsOf(
  { store, requestKinds }: { store: { db: Db } } & Pick<RequestServices, 'requestKinds'>,
  { id, vm_id, created_at: since }: Pick<RequestRow, 'id' | 'vm_id'> & Partial<Pick<RequestRow, 'created_at'>>,
): Promise<(ListedRequest & { plan: StoredCleanUp })[]> {
  const found: (ListedRequest & { plan: StoredCleanUp })[] = [];
  for (const row of await listRequests(store.db, { kinds: ['drill-cleanup'], vmId: vm_id })) {
    if (since && row.created_at < since) continue;
    const plan = asCleanUp((await findPlan(store.db, requestKinds, row.id))?.body);
    if (plan?.drill === id) found.push({ ...row, plan });
  }
  return found;
}
