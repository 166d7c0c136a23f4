import { requireStagingBlob } from '../../azure/rules/staging-blob.ts';
import { CodedError } from '../../kernel/errors.ts';
import { asObject, asObjects } from '../../kernel/json-object.ts';

/** What a restore left in the staging account, by the properties of its job. Addresses without a signature. */
export type Staged = {
  template?: string;
  config?: string;
  /** Of the template; no property names it. */
  parameters?: string;
};

/**
 * @param properties of the job of the restore, as Azure names them
 * @param accountId ARM id of the staging account that was signed
 * @param suffix of the cloud's blob storage
 * @throws CodedError blob-elsewhere
 */
export function stagedOf(properties: Readonly<Record<string, string>>, accountId: string, suffix: string): Staged {
  const [template, config] = ['Template Blob Uri', 'Config Blob Uri'].map((name) => {
    const uri = properties[name];
    return uri && requireStagingBlob(uri, accountId, suffix);
  });
  const parameters = template?.replace(/\/azuredeploy([^/]*)$/, '/parameter$1');
  return {
    ...(template && { template }),
    ...(config && { config }),
    ...(parameters && parameters !== template && { parameters }),
  };
}

/** A disk that a restore made. lun -1 is the OS disk. */
export type StagedDisk = { lun: number; id: string };

/**
 * The managed disks that a machine's config names, the OS disk first. Its members are literally called
 * `properties.storageProfile` and so on.
 * @throws rebuild.config-unreadable where it names no managed OS disk
 */
export function disksOfConfig(config: Readonly<Record<string, unknown>>): StagedDisk[] {
  const storage = asObject(config['properties.storageProfile']);
  const os = diskOf(storage.osDisk, -1);
  if (!os) throw new CodedError('rebuild.config-unreadable', {});
  return [os, ...asObjects(storage.dataDisks).flatMap((disk) => diskOf(disk, Number(disk.lun)) ?? [])];
}

function diskOf(disk: unknown, lun: number): StagedDisk | undefined {
  const { id } = asObject(asObject(disk).managedDisk);
  return typeof id === 'string' && id.startsWith('/subscriptions/') ? { lun, id } : undefined;
}
