import { toAgree } from '../../approval/rules/deviation.ts';
import type { KeyState } from '../../azure/key-state.ts';
import type { Failure } from '../../kernel/errors.ts';
import { distinctKeys, spelledName } from '../../kernel/key-url.ts';
import { isKeptInPoint } from '../../machines/rules/kept-in-point.ts';
import { recording } from '../../saga/step-handler.ts';
import { restoreRequest } from '../request-kinds/restore.ts';
import { keysOfRestored, restoredDisks } from '../restored-disks.ts';
import { readUnsignedKeys } from '../restored-keys.ts';
import { deviationOf } from '../rules/known-keys.ts';
import { restoreOf, storedResults } from '../rules/results.ts';
import { stagingOf } from '../rules/staging-identity.ts';

/** Looks whether the restored disks' keys are there, before anything is made that could not be unlocked. */
export const checkKeysStep = recording(restoreRequest, storedResults['check-keys'], async (services, at) => {
  const { azure, inventory } = services;
  const { disks } = await restoredDisks(services, at);
  const keys = await keysOfRestored(services, at, disks);
  if (keys.length === 0) {
    // Not known to be encrypted, and nothing on the disks says so.
    if (at.plan.point.encrypted !== 'yes') return { kind: 'no', state: 'skipped' };
    return { kind: 'stop', failure: { code: 'rebuild.keys-unknown', params: { vm: at.plan.target.vmName } } };
  }
  // Of disks that share a secret each is looked at: they may name it in different vaults.
  const named = [...disks.flatMap(({ facts }) => facts.ade?.keys ?? []), ...keys];
  const unsigned = distinctKeys(await readUnsignedKeys(services, at.plan, named)).map(deviationOf);
  const deviations = toAgree(unsigned, at.agreed);
  if (deviations.length > 0) return { kind: 'deviates', deviations };
  const standings = await azure.keyRecovery.look({ keys });
  const away = standings.filter(isAway);
  const stop = disabled(standings);
  if (stop) return { kind: 'stop', failure: stop };
  const lost = away.find(({ state, url }) => state === 'missing' && !isKeptInPoint(at.plan.point, url));
  if (lost) {
    const vault = await inventory.vault(at.plan.target.vaultId);
    const copy = await azure.jobs.encryptionInfo(vault, restoreOf(at.results).jobId, stagingOf(at.plan.plan.body));
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
