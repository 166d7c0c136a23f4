import { armIdKey } from '../../kernel/arm-id.ts';
import type { DiskFacts, VmFacts } from '../../kernel/facts.ts';
import type { Evidence } from './encryption-assessment.ts';

/** Whether every managed disk of the VM was read by its own GET: without that nothing about disks can be ruled out. */
export function diskCoverage(vm: VmFacts, disks: readonly DiskFacts[]): { complete: boolean; evidence: Evidence[] } {
  const read = new Set(disks.map((disk) => armIdKey(disk.id)));
  const unread = vm.disks.filter((disk) => disk.diskId !== undefined && !read.has(armIdKey(disk.diskId)));
  if (unread.length === 0) return { complete: vm.disks.length > 0, evidence: [] };
  const names = unread.map((disk) => disk.name).join(', ');
  return { complete: false, evidence: [{ code: 'disk-not-read', params: { disks: names } }] };
}
