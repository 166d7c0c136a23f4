import { sameId } from '../world/arm-id.ts';
import { protectionTrouble } from '../world/protection-trouble.ts';
import type { ProtectedItem } from '../world/vault.ts';
import { type Context, param, type Reply } from './call.ts';
import { resourceNotFound } from './errors.ts';
import { subscription } from './find.ts';
import { invalid } from './paging.ts';
import { type Route, route } from './router.ts';

const location = `${subscription}/providers/Microsoft.RecoveryServices/locations/{azureRegion}`;

/** A region's answers about a VM, whichever vault it is in or may join. */
export function backupLocationRoutes(): Route[] {
  return [
    route('POST', `${location}/backupStatus`, backupStatus),
    route('POST', `${location}/backupValidateFeatures`, validateFeatures),
    route('POST', `${location}/backupPreValidateProtection`, preValidate),
  ];
}

function backupStatus(context: Context): Reply {
  const asked = (context.body ?? {}) as { resourceId?: string; resourceType?: string };
  if (asked.resourceType !== 'VM') throw invalid(`resourceType ${String(asked.resourceType)}`);
  for (const vault of context.world.vaults.values()) {
    if (vault.subscriptionId !== param(context, 'subscriptionId').toLowerCase()) continue;
    if (vault.location !== regionOf(context)) continue;
    const find = (items: Map<string, ProtectedItem>) =>
      [...items.values()].find((item) => sameId(item.vmId, asked.resourceId ?? ''));
    const item = find(vault.items) ?? find(vault.configuring);
    if (!item) continue;
    return {
      status: 200,
      body: {
        protectionStatus: vault.items.has(item.itemName.toLowerCase()) ? 'Protected' : 'Protecting',
        vaultId: vault.id,
        fabricName: 'Azure',
        containerName: item.containerName,
        protectedItemName: item.itemName,
        errorCode: '',
        errorMessage: '',
        policyName: item.policyName,
        registrationStatus: '',
      },
    };
  }
  return { status: 200, body: { protectionStatus: 'NotProtected' } };
}

/** Sizes that are not backed up: no document names any, so a family that Azure has retired stands for them. */
const unsupportedSizes = /^Standard_(HB60|NV6)/i;

function validateFeatures(context: Context): Reply {
  const { featureType, vmSize = '' } = (context.body ?? {}) as { featureType?: string; vmSize?: string };
  if (featureType !== 'AzureVMResourceBackup') throw invalid(`featureType ${String(featureType)}`);
  return { status: 200, body: { supportStatus: unsupportedSizes.test(vmSize) ? 'NotSupported' : 'Supported' } };
}

function preValidate(context: Context): Reply {
  const asked = (context.body ?? {}) as { resourceId?: string; resourceType?: string; vaultId?: string };
  if (asked.resourceType !== 'VM') throw invalid(`resourceType ${String(asked.resourceType)}`);
  const vault = context.world.vault(asked.vaultId ?? '');
  if (!vault) throw resourceNotFound(asked.vaultId ?? '', '');
  const trouble = protectionTrouble(context.world, vault, asked.resourceId ?? '');
  if (!trouble) return { status: 200, body: { status: 'Succeeded', errorCode: 'Success' } };
  const { code, message, recommendation } = trouble;
  return { status: 200, body: { status: 'Failed', errorCode: code, errorMessage: message, recommendation } };
}

function regionOf(context: Context): string {
  return param(context, 'azureRegion').toLowerCase().replaceAll(' ', '');
}
