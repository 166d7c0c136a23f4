import type { RestoreChoice, RestoreFacts, Violation } from './plan.ts';

/** Rules about which disks are taken. */
export function machineRules(facts: RestoreFacts, choice: RestoreChoice): Violation[] {
  const found: Violation[] = [];
  const { point } = facts;
  const params = { vm: facts.item.vmName };
  const byAzure = choice.mode === 'new-vm' || choice.mode === 'replace';
  if (choice.luns !== undefined) {
    if (byAzure) found.push({ code: 'luns-only-with-disks', params });
    // Of a point that holds every disk Azure restores them all, whatever was chosen (Microsoft, azure-powershell 13111).
    else if (!hasExcludedDisks(facts)) found.push({ code: 'luns-point-whole', params });
    const known = new Set(point.disks.map((disk) => disk.lun));
    // A point that lists no disks cannot contradict: Azure's validation then decides.
    const missing = known.size === 0 ? [] : choice.luns.filter((lun) => !known.has(lun));
    if (missing.length > 0) {
      const has = point.disks.map((disk) => disk.lun).sort((a, b) => a - b);
      found.push({ code: 'lun-not-in-point', params: { luns: missing.join(', '), has: has.join(', ') } });
    }
  }
  if (byAzure && hasExcludedDisks(facts)) {
    const { included = 0, attached = 0 } = point.diskCounts ?? {};
    found.push({ code: 'selective-backup-only-disks', params: { ...params, included, attached } });
  }
  if (choice.mode === 'rebuild' && point.disks.length > 0 && !point.disks.some(({ lun }) => lun === -1)) {
    found.push({ code: 'rebuild-without-os-disk', params });
  }
  return found;
}

/** The point was taken with selective disk backup: some attached disks are not in it. */
export function hasExcludedDisks(facts: RestoreFacts): boolean {
  const counts = facts.point.diskCounts;
  return counts !== undefined && counts.included < counts.attached;
}
