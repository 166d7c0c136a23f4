import { tryRead } from '../kernel/errors.ts';
import type { VaultFacts } from '../kernel/facts.ts';
import { lenient } from '../kernel/stored.ts';
import type { Kept, VaultProtections } from '../machines/lists.ts';
import type { RequestServices } from '../requests/services.ts';
import { lockSetting, putSetting } from '../store/settings.ts';
import { judgePosture } from './rules/posture.ts';
import {
  changedBy,
  lastReadAt,
  storedPosture,
  updatePosture,
  type Weaker,
  weakenedSince,
} from './rules/posture-change.ts';

/** by: callers named by Azure's activity log, empty if it names none; undefined if the log can't be read. */
export type WeakerVault = Weaker & { vault: string; by: readonly string[] | undefined };

/**
 * Properties of a vault that became weaker.
 * @param read what protects it, and when Azure told that
 * @param notifiedUpTo leaves out what was seen up to then; without it, what was seen more than a day ago is left out
 * @returns `upTo`: the moment up to which this report covers; undefined while Azure reports nothing of the vault
 */
export async function inspectPosture(
  { azure, store }: Pick<RequestServices, 'azure' | 'store'>,
  vault: VaultFacts,
  { all: [protections], at }: Kept<VaultProtections>,
  notifiedUpTo?: Date,
): Promise<{ weaker: WeakerVault[]; upTo?: Date | undefined }> {
  if (!protections) return { weaker: [] };
  const lines = judgePosture(protections.settings, protections.guards);
  const { weaker, upTo } = await store.transaction(async (tx) => {
    const before = await lockSetting(tx, vault.id, 'posture', lenient(storedPosture));
    const seenAt = before && lastReadAt(before);
    const isNew = !before || !seenAt || seenAt < at;
    const now = isNew ? updatePosture(before, lines, at) : before;
    // Digests that share a reading compare it once.
    if (isNew) await putSetting(tx, vault.id, 'posture', storedPosture.write(now), null);
    return { weaker: weakenedSince(now.weaker, tx.now(), notifiedUpTo), upTo: lastReadAt(now) };
  });
  const [first] = weaker.toSorted((a, b) => a.since.getTime() - b.since.getTime());
  if (!first) return { weaker: [], upTo };
  const log = await tryRead(() => azure.activityLog.list(vault, first.since));
  return {
    weaker: weaker.map((one) => ({
      ...one,
      vault: vault.name,
      by: log.kind === 'read' ? changedBy(log.value, vault.id, one.is.topic, one.since) : undefined,
    })),
    upTo,
  };
}
