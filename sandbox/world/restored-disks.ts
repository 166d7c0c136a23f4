import { parseArmId, resourceId } from './arm-id.ts';
import { privately } from './confidential.ts';
import { settingsOf } from './encryption.ts';
import { guid } from './ids.ts';
import type { SourceDisk } from './point-source.ts';
import type { ArmResource } from './resources.ts';
import { groupOfDisks, type RestoreRequest, secureSetIn } from './restore-request.ts';
import type { Job, RecoveryPoint } from './vault.ts';
import type { World } from './world.ts';

/** Limits for putting ADE's settings back: no disk over this size in GB, and no disk at all of a VM with more disks. */
const largestDiskGb = 4097;
const mostDisks = 16;

export type RestoredDisk = { source: SourceDisk; name: string; resource?: ArmResource };

/**
 * Creates the managed disks in the target resource group, named and tagged as Azure Backup does it
 * (vm-osdisk-yyyymmdd-hhmmss, tag RSVaultBackup = job id). Without a target group, or for a VM without managed disks,
 * it only returns names: the disks are blobs then.
 */
export function restoredDisks(
  world: World,
  job: Job,
  point: RecoveryPoint,
  request: RestoreRequest,
  disks: SourceDisk[],
  at: Date,
): RestoredDisk[] {
  const target = parseArmId(groupOfDisks(request));
  const stamp = stampOf(at);
  const fits = point.source.disks.length <= mostDisks;
  return disks.map((source) => {
    const kind = source.lun < 0 ? 'osdisk' : `datadisk-${String(source.lun).padStart(3, '0')}`;
    const name = `${point.source.vmName.toLowerCase()}-${kind}-${stamp}`;
    if (!target || !point.source.managed) return { source, name };
    const id = resourceId(target.subscriptionId, target.group, 'Microsoft.Compute/disks', name);
    const settings = source.ade && fits && source.sizeGb <= largestDiskGb ? settingsOf(source.ade) : undefined;
    const encryption = request.diskEncryptionSetId
      ? { type: 'EncryptionAtRestWithCustomerKey', diskEncryptionSetId: request.diskEncryptionSetId }
      : source.encryption;
    const set = secureSetIn(request, source.lun);
    const secured = source.confidential && {
      ...source.confidential,
      ...(set && { secureVMDiskEncryptionSetId: set }),
    };
    const resource: ArmResource = {
      name,
      id,
      type: 'Microsoft.Compute/disks',
      location: job.vault.location,
      tags: { RSVaultBackup: job.id },
      sku: { name: source.sku, tier: source.sku.startsWith('Premium') ? 'Premium' : 'Standard' },
      properties: {
        ...(source.lun < 0 && { osType: point.source.osType, hyperVGeneration: 'V2' }),
        creationData: creationData(job, point, source),
        diskSizeGB: source.sizeGb,
        diskSizeBytes: source.sizeGb * 2 ** 30,
        encryption,
        ...(source.lun < 0 && point.source.plan && { purchasePlan: point.source.plan }),
        ...(settings && {
          encryptionSettingsCollection: {
            enabled: true,
            encryptionSettingsVersion: point.source.ade?.mechanism === 'DoublePass' ? '1.0' : '1.1',
            encryptionSettings: [settings],
          },
        }),
        ...(secured && { securityProfile: secured }),
        ...accessOf(source, request),
        timeCreated: at.toISOString(),
        provisioningState: 'Succeeded',
        diskState: 'Unattached',
        uniqueId: guid(`unique ${id} ${job.id}`),
      },
    };
    const asksOnce = source.lun < 0 && point.source.copyAsksForKey === true;
    world.diskContents.set(id.toLowerCase(), { ...(source.ade && { keys: source.ade }), asksOnce });
    return { source, name, resource: world.resources.put(resource) };
  });
}

/**
 * Network access of a restored disk, as the request says (documented). What happens to a private disk if the request is
 * silent is recorded nowhere; here it comes back public, which is the worst case.
 */
function accessOf({ privateAccess }: SourceDisk, { targetDiskNetworkAccessSettings: asked }: RestoreRequest) {
  const { targetDiskNetworkAccessOption: option, targetDiskAccessId: diskAccessId } = asked ?? {};
  if (option === 'SameAsOnSourceDisks' && privateAccess) return privately(privateAccess);
  if (option === 'EnablePrivateAccessForAllDisks' && diskAccessId) return privately({ diskAccessId });
  return { networkAccessPolicy: 'AllowAll', publicNetworkAccess: 'Enabled' };
}

/** A disk from a snapshot names its disk restore point; one from the vault was uploaded (modelled). */
function creationData(job: Job, point: RecoveryPoint, source: SourceDisk): Record<string, unknown> {
  const snapshot = point.tiers.some(({ tier, status }) => tier === 'InstantRP' && status === 'Valid');
  if (!snapshot) return { createOption: 'Upload', uploadSizeBytes: source.sizeGb * 2 ** 30 + 512 };
  const { subscriptionId, location } = job.vault;
  const collection = resourceId(
    subscriptionId,
    `AzureBackupRG_${location}_1`,
    'Microsoft.Compute/restorePointCollections',
    `AzureBackup_${point.source.vmName}_${point.name}`,
  );
  const restorePoint = `AzureBackup_${stampOf(point.at).replace('-', '_')}`;
  return {
    createOption: 'Restore',
    sourceResourceId: `${collection}/restorePoints/${restorePoint}/diskRestorePoints/${source.name}`,
  };
}

function stampOf(at: Date): string {
  const [date = '', time = ''] = at.toISOString().split('T');
  return `${date.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}`;
}
