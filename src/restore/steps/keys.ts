import type { KeyState } from '../../azure/stored-keys.ts';
import { CodedError, type Failure } from '../../kernel/errors.ts';
import type { AdeKeys } from '../../kernel/facts.ts';
import { distinctKeys, spelledName } from '../../kernel/keys.ts';
import { isKeptInPoint } from '../../machines/rules/check-keys.ts';
import { deviationsToApprove } from '../../requests/rules/addendum.ts';
import type { RequestServices } from '../../requests/services.ts';
import { defineRecordingStep, defineStep, type StepAt } from '../../saga/step-handler.ts';
import { keysOfRestored, readUnsignedKeys, restoredDisks } from '../read-made.ts';
import { restoreRequest } from '../request-kinds/restore.ts';
import { keyNames, toDeviation } from '../rules/keys.ts';
import { restoringSteps } from '../rules/plan.ts';
import { checkedKeys, findRestoreResult, parseStepResult, storedResults } from '../rules/results.ts';
import { stagingAccountId } from '../rules/staging.ts';
import type { StoredRestore } from '../stored-restore.ts';
import { findRestore, sendRestore } from './restore-disks.ts';

/** Looks whether the restored disks' keys are there, before anything is made that could not be unlocked. */
export const checkKeysStep = defineRecordingStep(restoreRequest, storedResults['check-keys'], async (services, at) => {
  const { azure, inventory } = services;
  const { disks } = await restoredDisks(services, at);
  const keys = await keysOfRestored(services, at, disks);
  if (keys.length === 0) {
    // The disks are not known to be encrypted, and say nothing of it.
    if (at.plan.point.encrypted !== 'yes') return { kind: 'no', state: 'skipped' };
    return { kind: 'stop', failure: { code: 'rebuild.keys-unknown', params: { vm: at.plan.target.vmName } } };
  }
  // Disks that share a secret are each looked at: they may name it in different vaults.
  const named = [...disks.flatMap(({ facts }) => facts.ade?.keys ?? []), ...keys];
  const unsigned = distinctKeys(await readUnsignedKeys(services, at.plan, named)).map(toDeviation);
  const deviations = deviationsToApprove(unsigned, at.agreed);
  if (deviations.length > 0) return { kind: 'deviates', deviations };
  const standings = await azure.keyRecovery.inspect({ keys });
  const away = standings.filter(isAway);
  const stop = disabled(standings);
  if (stop) return { kind: 'stop', failure: stop };
  const lost = away.find(({ state, url }) => state === 'missing' && !isKeptInPoint(at.plan.point, url));
  if (lost) {
    const vault = await inventory.vault(at.plan.target.vaultId);
    const copy = await azure.jobs.encryptionInfo(
      vault,
      findRestoreResult(at.results).jobId,
      stagingAccountId(at.plan.plan.body),
    );
    if (!copy) return { kind: 'stop', failure: { code: 'rebuild.keys-lost', params: { what: spelledName(lost.url) } } };
  }
  const states = standings.map(({ url, state }) => ({ url, state }));
  return { kind: 'no', state: 'done', result: { keys, states, missing: away.length } };
});

/** Expired ones still unlock: Key Vault refuses an expired key only new work. */
function disabled(standings: readonly KeyState[]): Failure | undefined {
  const found = standings.find(({ state }) => state === 'disabled');
  return found && { code: 'rebuild.key-disabled', params: { what: spelledName(found.url), vault: hostOf(found.url) } };
}

export function isAway({ state }: Pick<KeyState, 'state'>): boolean {
  return state === 'missing' || state === 'soft-deleted';
}

function hostOf(url: string): string {
  return new URL(url).hostname.split('.')[0] ?? '';
}

/**
 * Brings back keys and secrets that are missing. Each is sent only while it is missing, so what a killed send left
 * undone is all that the next one does.
 */
export const recoverKeysStep = defineStep(restoreRequest, {
  job: 'none',
  result: storedResults['recover-keys'],

  async needed(_services, { results }) {
    return (parseStepResult(results, 'check-keys')?.missing ?? 0) > 0 ? { kind: 'yes' } : { kind: 'no' };
  },

  async send(services, at) {
    return services.azure.keyRecovery.send({ ...(await query(services, at)), clientRequestId: at.attempt.id });
  },

  async find(services, at) {
    const found = await services.azure.keyRecovery.find(await query(services, at));
    return found.kind === 'done' ? { kind: 'done', result: { replaced: found.replaced } } : found;
  },
});

async function query(services: RequestServices, at: StepAt<StoredRestore>) {
  const { plan, results } = at;
  const { itemId: item, pointName } = plan.target;
  const keys = checkedKeys(results);
  const encryptionInfoUri = await findCopy(services, at, keys);
  // Not every point tells it.
  const osType = plan.plan.effects.machine?.osType ?? plan.point.osType;
  return { keys, encryptionInfoUri, item, pointName, machineName: plan.target.vmName, osType };
}

/**
 * The copy of the keys that the restore left. A job that Azure does not know keeps nothing back that needs no copy: what is
 * soft-deleted, and what the point holds itself.
 * @throws vault-not-found, blob-elsewhere, azure.*
 */
async function findCopy(
  { azure, inventory }: RequestServices,
  { plan, results }: StepAt<StoredRestore>,
  keys: readonly AdeKeys[],
): Promise<string | undefined> {
  const vault = await inventory.vault(plan.target.vaultId);
  try {
    return await azure.jobs.encryptionInfo(vault, findRestoreResult(results).jobId, stagingAccountId(plan.plan.body));
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'azure.not-found') throw error;
    const standings = await azure.keyRecovery.inspect({ keys });
    if (standings.some(({ state, url }) => state === 'missing' && !isKeptInPoint(plan.point, url))) throw error;
    return undefined;
  }
}

/** Azure's words for a confidential machine whose key, or set, is gone (documented). */
const lost: ReadonlySet<string> = new Set([
  'UserErrorDiskEncryptionSetDoesNotExist',
  'UserErrorDiskEncryptionSetKeyDoesNotExist',
  'UserErrorInputDESKeyDoesNotMatchWithOriginalKey',
]);

/**
 * A restore that is meant to fail where the customer's key of a confidential machine is gone: Azure Backup then leaves
 * its copy of the key behind. It is also sent where nobody can see whether the key is there; if it succeeds, it was the
 * restore.
 */
export const exportKeyStep = defineStep(restoreRequest, {
  job: 'Restore',
  result: storedResults['export-key'],
  meantToFail: ({ errors }) => errors.some(({ title }) => lost.has(title)),

  async needed({ azure }, { plan: { plan, target } }) {
    const url = plan.effects.keys.set;
    if (!url) return { kind: 'yes' };
    const { state } = await azure.setKeys.inspect(url);
    if (state === 'missing' || state === 'unknown') return { kind: 'yes' };
    if (state !== 'disabled') return { kind: 'no' };
    return {
      kind: 'stop',
      failure: { code: 'rebuild.set-key-disabled', params: { vm: target.vmName, ...keyNames(url) } },
    };
  },

  send: sendRestore,
  find: findRestore,
});

/** Puts the customer's key of a confidential machine back, under the address that was signed. */
export const recoverSetKeyStep = defineStep(restoreRequest, {
  job: 'none',

  async needed(services, at) {
    const url = at.plan.plan.effects.keys.set;
    if (!hasFailed(at)) {
      // Nothing was brought out: it is there, or can be recovered where it lies.
      if (!url) return { kind: 'no' };
      const { state } = await services.azure.setKeys.inspect(url);
      return { kind: state === 'soft-deleted' ? 'yes' : 'no' };
    }
    const vm = at.plan.target.vmName;
    if (!url) return { kind: 'stop', failure: { code: 'rebuild.set-unknown', params: { vm } } };
    const { state, failure } = await services.azure.setKeys.inspect(url);
    // Passing failures are waited for, as with every other look before a send.
    if (failure) throw new CodedError(failure.code, failure.params);
    if (state === 'missing' && !(await findExport(services, at))) {
      return { kind: 'stop', failure: { code: 'rebuild.set-key-not-exported', params: { vm, ...keyNames(url) } } };
    }
    return { kind: state === 'missing' || state === 'soft-deleted' ? 'yes' : 'no' };
  },

  async send(services, at) {
    const url = at.plan.plan.effects.keys.set ?? '';
    const { state } = await services.azure.setKeys.inspect(url);
    // Soft-deleted keys are recovered where they lie, whatever Azure still knows of the job.
    const exportUri = state === 'missing' ? await findExport(services, at) : undefined;
    return services.azure.setKeys.send({ url, exportUri, clientRequestId: at.attempt.id });
  },

  async find({ azure }, { plan }) {
    const { state, failure } = await azure.setKeys.inspect(plan.plan.effects.keys.set ?? '');
    if (failure) return { kind: 'unknown', failure };
    return state === 'missing' || state === 'soft-deleted' ? { kind: 'absent' } : { kind: 'done' };
  },
});

function hasFailed({ results }: StepAt<StoredRestore>): boolean {
  return parseStepResult(results, 'export-key')?.status === 'Failed';
}

/**
 * The copy by the job that this request wrote down, in the account that was signed.
 * @throws blob-elsewhere, azure.*
 */
async function findExport({ azure, inventory }: RequestServices, { plan, results }: StepAt<StoredRestore>) {
  const job = parseStepResult(results, 'export-key');
  const vault = await inventory.vault(plan.target.vaultId);
  return job && azure.jobs.encryptionInfo(vault, job.jobId, stagingAccountId(plan.plan.body));
}

type Results = Readonly<Record<string, unknown>>;

/** Deletes the copy of the key material that Azure Backup wrote beside what it restored: nothing needs it any more. */
export const removeKeyCopyStep = removesCopy((results) =>
  restoringSteps.map((kind) => jobOf(results, kind)).find((jobId) => jobId !== undefined),
);

/** The same of the restore that failed on purpose, once the key is back. */
export const removeKeyExportStep = removesCopy((results) => jobOf(results, 'export-key'));

function removesCopy(jobIn: (results: Results) => string | undefined) {
  return defineStep(restoreRequest, {
    job: 'none',
    tidies: 'recorded',

    async needed(services, at) {
      const uri = await findKeyCopy(services, at);
      return uri && (await services.azure.stagingBlobs.exists(uri)) ? { kind: 'yes' } : { kind: 'no' };
    },

    async send(services, at) {
      const uri = (await findKeyCopy(services, at)) ?? '';
      return services.azure.stagingBlobs.delete({ uri, clientRequestId: at.attempt.id });
    },

    async find(services, at) {
      const uri = await findKeyCopy(services, at);
      return uri && (await services.azure.stagingBlobs.exists(uri)) ? { kind: 'absent' } : { kind: 'done' };
    },
  });

  /**
   * The copy by the job that this request wrote down, in the account that was signed: a copy anywhere else is not this
   * request's.
   * @throws blob-elsewhere
   */
  async function findKeyCopy({ azure, inventory }: RequestServices, { plan, results }: StepAt<StoredRestore>) {
    const vault = await inventory.vault(plan.target.vaultId);
    const jobId = jobIn(results);
    return jobId === undefined ? undefined : azure.jobs.encryptionInfo(vault, jobId, stagingAccountId(plan.plan.body));
  }
}

function jobOf(results: Results, kind: 'export-key' | (typeof restoringSteps)[number]): string | undefined {
  return parseStepResult(results, kind as 'restore-disks')?.jobId;
}
