import { listOf, membersOf } from '../rebuild/members.ts';

/** The VHD files that a machine's config names, the OS disk's first; [] where its disks are managed. */
export function filesOfConfig(config: Readonly<Record<string, unknown>>): { lun: number; uri: string }[] {
  const storage = membersOf(config['properties.storageProfile']);
  const file = (disk: unknown, lun: number) => {
    const { uri } = membersOf(membersOf(disk).vhd);
    return typeof uri === 'string' && uri.startsWith('https://') ? [{ lun, uri: uri.split('?')[0] ?? uri }] : [];
  };
  return [...file(storage.osDisk, -1), ...listOf(storage.dataDisks).flatMap((disk) => file(disk, Number(disk.lun)))];
}
