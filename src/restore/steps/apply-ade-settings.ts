import { toAgree } from '../../approval/rules/deviation.ts';
import type { AdeKeys } from '../../kernel/facts.ts';
import { sameKeys } from '../../kernel/key-url.ts';
import type { RequestServices } from '../../requests/services.ts';
import { type StepAt, stepOf } from '../../saga/step-handler.ts';
import { restoreRequest } from '../request-kinds/restore.ts';
import { keysOfRestored, restoredDisks } from '../restored-disks.ts';
import { isPastAdeLimits } from '../rules/ade-limits.ts';
import { isSigned, requireCheckedKeys } from '../rules/known-keys.ts';
import { checkedKeys, presentKeys, storedResults } from '../rules/results.ts';
import type { StoredRestore } from '../stored-restore.ts';

/**
 * Writes onto restored disks where their keys are: where Azure left it out beyond its limits, and where the secret came
 * back as a new version.
 */
export const applyAdeSettingsStep = stepOf(restoreRequest, {
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
  return { wanted, all: disks.map(({ id }) => id), deviations: toAgree(deviations, at.agreed) };
}
