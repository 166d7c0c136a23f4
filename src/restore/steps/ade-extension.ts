import type { Failure } from '../../kernel/errors.ts';
import type { AdeExtensionFacts, OsType, VmFacts } from '../../kernel/facts.ts';
import { keyUrlKey } from '../../kernel/key-url.ts';
import { stepOf } from '../../saga/step-handler.ts';
import { madeVm } from '../made-vm.ts';
import { restoreRequest } from '../request-kinds/restore.ts';
import { extensionFailure } from '../rules/extension-failure.ts';
import { checkedKeys, presentKeys, storedResults } from '../rules/results.ts';
import { faultOf } from '../rules/verification.ts';
import type { StoredRestore } from '../stored-restore.ts';

/** Has the encryption extension run on the new machine, which unlocks and mounts its data disks. */
export const adeExtensionStep = stepOf(restoreRequest, {
  job: 'none',
  result: storedResults['ade-extension'],

  async needed({ azure }, { plan, results }) {
    // Nothing was found to be encrypted.
    if (checkedKeys(results).length === 0) return { kind: 'no' };
    const vm = await azure.vms.get(madeVm(plan));
    const wanted = plan.choice.adeExtension || systemOf(plan, vm) === 'Linux';
    if (!wanted) return { kind: 'no' };
    // Azure refuses it in words that name no machine that is off.
    if (vm?.power === 'deallocated') return { kind: 'stop', failure: faultOf({ fault: 'deallocated' }, vm.id) };
    return { kind: 'yes' };
  },

  async send({ azure }, { plan, results, attempt }) {
    const vmId = madeVm(plan);
    const [keys] = checkedKeys(results);
    if (!keys) throw new Error('an extension without keys');
    const [present, vm] = await Promise.all([azure.extensions.ade(vmId), azure.vms.get(vmId)]);
    return azure.extensions.sendAde({
      vmId,
      location: plan.plan.target.region,
      name: present?.name,
      osType: systemOf(plan, vm),
      keys: presentKeys(results, keys),
      clientRequestId: attempt.id,
    });
  },

  async find({ azure }, { plan, results, attempt }) {
    const found = await azure.extensions.ade(madeVm(plan));
    if (!found) return { kind: 'absent' };
    switch (found.provisioningState.toLowerCase()) {
      case 'succeeded':
        // Somebody else's, or that of an attempt before this one, proves nothing of this one.
        if (found.sequence !== attempt.id) return { kind: 'absent' };
        if (!isMeant(found, results)) return { kind: 'failed', failure: altered(found) };
        return { kind: 'done', result: { name: found.name } };
      case 'failed':
      case 'canceled':
        // That of an attempt before this one, which is tried again: this one has not acted yet.
        if (found.sequence !== undefined && found.sequence !== attempt.id) return { kind: 'absent' };
        return { kind: 'failed', failure: extensionFailure(found, await azure.vms.get(madeVm(plan))) };
      default:
        return { kind: 'working' };
    }
  },
});

/** Not every point tells it. */
function systemOf({ point }: Pick<StoredRestore, 'point'>, vm: VmFacts | undefined): OsType {
  return point.osType === 'unknown' ? (vm?.osType ?? 'unknown') : point.osType;
}

/** Into which key vault it writes what it makes, and under which key: whoever may write to the machine may change both. */
function isMeant(found: AdeExtensionFacts, results: Readonly<Record<string, unknown>>): boolean {
  const [keys] = checkedKeys(results);
  if (!keys) return false;
  const { bek, kek } = presentKeys(results, keys);
  const { keyVaultUrl = '', keyEncryptionKeyUrl = '' } = found;
  const origin = URL.canParse(keyVaultUrl) ? new URL(keyVaultUrl).origin : '';
  return origin === new URL(bek.secretUrl).origin && keyUrlKey(keyEncryptionKeyUrl) === keyUrlKey(kek?.keyUrl ?? '');
}

function altered({ name, keyVaultUrl }: AdeExtensionFacts): Failure {
  return { code: 'rebuild.extension-altered', params: { name, found: keyVaultUrl ?? '-' } };
}
