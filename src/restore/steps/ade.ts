import type { Failure } from '../../kernel/errors.ts';
import type { AdeExtensionFacts, AdeKeys, OsType, VmFacts } from '../../kernel/facts.ts';
import { keyUrlKey, sameKeys } from '../../kernel/keys.ts';
import { deviationsToApprove } from '../../requests/rules/addendum.ts';
import type { RequestServices } from '../../requests/services.ts';
import { defineStep, type StepAt } from '../../saga/step-handler.ts';
import { keysOfRestored, madeVm, restoredDisks } from '../read-made.ts';
import { restoreRequest } from '../request-kinds/restore.ts';
import { extensionFailure } from '../rules/failures.ts';
import { isSigned, requireCheckedKeys } from '../rules/keys.ts';
import { checkedKeys, presentKeys, storedResults } from '../rules/results.ts';
import { toFaultFailure } from '../rules/verification.ts';
import { isPastAdeLimits } from '../rules/warnings.ts';
import type { StoredRestore } from '../stored-restore.ts';

/** Has the encryption extension run on the new machine, which unlocks and mounts its data disks. */
export const adeExtensionStep = defineStep(restoreRequest, {
  job: 'none',
  result: storedResults['ade-extension'],

  async needed({ azure }, { plan, results }) {
    // Nothing was found to be encrypted.
    if (checkedKeys(results).length === 0) return { kind: 'no' };
    const vm = await azure.vms.get(madeVm(plan));
    const wanted = plan.choice.adeExtension || systemOf(plan, vm) === 'Linux';
    if (!wanted) return { kind: 'no' };
    // Azure refuses it in words that name no machine that is off.
    if (vm?.power === 'deallocated') return { kind: 'stop', failure: toFaultFailure({ fault: 'deallocated' }, vm.id) };
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
        // The failure is that of an earlier attempt: this one has not acted yet.
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

/**
 * Writes onto restored disks where their keys are: where Azure left it out beyond its limits, and where the secret came
 * back as a new version.
 */
export const applyAdeSettingsStep = defineStep(restoreRequest, {
  job: 'none',
  result: storedResults['apply-ade-settings'],

  async needed(services, at) {
    const { wanted, deviations } = await unsettled(services, at);
    if (wanted.length === 0) return { kind: 'no' };
    return deviations.length > 0 ? { kind: 'deviates', deviations } : { kind: 'yes' };
  },

  async send(services, at) {
    const version = at.plan.point.mechanism === 'double-pass' ? '1.0' : '1.1';
    const { wanted, deviations } = await unsettled(services, at);
    if (deviations.length > 0) return { kind: 'deviates', deviations };
    for (const { diskId, keys } of wanted) {
      const outcome = await services.azure.disks.applyAde({ diskId, keys, version, clientRequestId: at.attempt.id });
      if (outcome.kind !== 'accepted') return outcome;
    }
    return { kind: 'accepted' };
  },

  async find(services, at) {
    const { wanted, all } = await unsettled(services, at);
    return wanted.length > 0 ? { kind: 'absent' } : { kind: 'done', result: { diskIds: all } };
  },
});

/** The disks that do not yet say what they should. */
async function unsettled(services: RequestServices, at: StepAt<StoredRestore>) {
  const { disks, deviations } = await restoredDisks(services, at);
  const checked = checkedKeys(at.results);
  // Restored disks alone come without the step that looks at the keys: what is written to them was signed.
  const [first] =
    checked.length > 0
      ? checked
      : (await keysOfRestored(services, at, disks)).filter((keys) => isSigned(keys, at.plan.plan.effects.keys));
  if (checked.length > 0) {
    requireCheckedKeys(
      disks.map(({ id, facts }) => ({ id, keys: facts.ade?.keys })),
      at.results,
    );
  }
  const wanted: { diskId: string; keys: AdeKeys }[] = [];
  for (const { id, lun, facts } of disks) {
    const now = facts.ade?.keys;
    const meant = now ?? (isPastAdeLimits({ lun, sizeGb: facts.sizeGb }, disks.length) ? first : undefined);
    const keys = meant && presentKeys(at.results, meant);
    if (keys && !(now && sameKeys(now, keys))) wanted.push({ diskId: id, keys });
  }
  return { wanted, all: disks.map(({ id }) => id), deviations: deviationsToApprove(deviations, at.agreed) };
}
