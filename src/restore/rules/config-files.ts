import { requireStagingBlob } from '../../azure/rules/staging-blob.ts';
import { asObject, asObjects } from '../../kernel/json-object.ts';

/**
 * The VHD files that a machine's config names, the OS disk's first; [] where its disks are managed.
 * @param accountId ARM id of the staging account: Azure Backup writes them nowhere else
 * @param suffix of the cloud's blob storage
 * @throws CodedError blob-elsewhere
 */
export function filesOfConfig(
  config: Readonly<Record<string, unknown>>,
  accountId: string,
  suffix: string,
): { lun: number; uri: string }[] {
  const storage = asObject(config['properties.storageProfile']);
  const file = (disk: unknown, lun: number) => {
    const { uri } = asObject(asObject(disk).vhd);
    if (typeof uri !== 'string' || !uri.startsWith('https://')) return [];
    return [{ lun, uri: requireStagingBlob(uri.split('?')[0] ?? uri, accountId, suffix) }];
  };
  return [...file(storage.osDisk, -1), ...asObjects(storage.dataDisks).flatMap((disk) => file(disk, Number(disk.lun)))];
}
