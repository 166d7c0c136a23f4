import { z } from 'zod/v4';
import { failure, momentSchema, triSchema } from '../../kernel/stored.ts';
import { adeKeys } from '../../machines/rules/encryption-assessment.ts';
import { need, signed } from '../../requests/rules/stored-parts.ts';
import { type OfPlan, stepKinds } from './plan.ts';
import { pointThreats } from './points.ts';

const text = z.string();
const either = z.boolean();

export const tier = z.enum(['snapshot', 'vault-standard', 'vault-archive']);
const anyTier = z.enum([...tier.options, 'unknown']);
export const consistency = z.enum(['application', 'file-system', 'crash', 'unknown']);
export const security = z.enum(['encryption-at-host', 'trusted-launch', 'confidential', 'secure-boot', 'vtpm']);
export const networkMode = z.enum(['isolated', 'quarantine', 'beside', 'in-place']);
export const mode = z.enum(['disks', 'rebuild', 'new-vm', 'replace']);
export const disk = z.object({ lun: z.number(), name: text });
const osType = z.enum(['Windows', 'Linux', 'unknown']);

export const stepKind = z.enum(stepKinds);

export const choice = z.object({
  mode,
  luns: z.array(z.number()).readonly().optional(),
  diskEncryptionSetId: text.optional(),
  targetResourceGroupId: text.optional(),
  subnetId: text.optional(),
  region: text.optional(),
  zone: text.optional(),
  names: z.object({ vm: text.optional() }).optional(),
  size: text.optional(),
  network: networkMode.optional(),
  adeExtension: either.optional(),
  urgent: either.optional(),
});

export const point = z.object({
  id: text,
  name: text,
  at: momentSchema,
  consistency,
  tiers: z.array(
    z.object({ tier, status: z.enum(['valid', 'disabled', 'deleted', 'rehydrated', 'invalid', 'unknown']) }),
  ),
  encrypted: triSchema,
  keys: adeKeys.optional(),
  hasKeyAndSecret: either,
  mechanism: z.enum(['none', 'single-pass', 'double-pass', 'unknown']),
  managed: triSchema,
  osType,
  vmSize: text.optional(),
  zones: z.array(text),
  securityType: text.optional(),
  disks: z.array(disk),
  leftOut: z.array(disk).optional(),
  diskCounts: z.object({ included: z.number(), attached: z.number() }).optional(),
  originalStorageAccountOption: either,
  privateDisks: either.optional(),
  confidentialDisks: z.array(disk).optional(),
  softDeleted: either,
  threat: z
    .object({
      status: z.enum(['healthy', 'warning', 'unhealthy', 'unknown', 'not-available']),
      findings: z
        .array(
          z.object({
            title: text,
            severity: z.enum(['critical', 'high', 'warning', 'informational', 'unknown']),
            since: momentSchema.optional(),
          }),
        )
        .readonly(),
    })
    .optional(),
  expiresAt: momentSchema.optional(),
  detailed: either,
});

const rehydrationPriority = z.enum(['Standard', 'High']);

const keyRef = z.strictObject({ secret: text, kek: text.nullable() });

const signedMachine = z.strictObject({
  size: text.nullable(),
  zone: text.nullable(),
  osType,
  original: z
    .strictObject({
      plan: z.strictObject({ name: text, publisher: text, product: text }).nullable(),
      licenseType: text.nullable(),
      diskController: text.nullable(),
      acceleratedNetworking: either.nullable(),
      interfaces: z.number(),
      placement: z.array(text),
      disks: z.array(
        z.strictObject({
          lun: z.number(),
          mostGb: z.number().nullable(),
          encryption: z
            .strictObject({
              type: z.enum(['platform-key', 'customer-key', 'platform-and-customer-keys', 'unknown']),
              set: text.nullable(),
            })
            .nullable(),
          caching: text.nullable(),
        }),
      ),
    })
    .optional(),
});

/** The effects of a restore that the approver signs. */
const effects = signed(
  'restore',
  {
    version: z.literal(2),
    mode,
    vm: text,
    vault: text,
    point: z.strictObject({ name: text, at: text, tier: anyTier, threat: z.enum(pointThreats).nullable() }),
    rehydration: z.strictObject({ priority: rehydrationPriority, days: z.number() }).optional(),
    disks: z.strictObject({
      selection: z.union([z.literal('all'), z.array(z.number())]),
      included: z.array(z.strictObject(disk.shape)),
    }),
    target: z.strictObject({
      resourceGroup: text.nullable(),
      vm: text.nullable(),
      region: text,
      zone: text.nullable(),
      diskEncryptionSet: text.nullable(),
      dataDiskSets: z.array(z.strictObject({ lun: z.number(), set: text })).optional(),
      size: text.nullable(),
      form: z.enum(['managed', 'vhd']),
      security: z.array(security).optional(),
      diskAccess: z.literal('same-as-source').optional(),
    }),
    machine: signedMachine.optional(),
    network: text.nullable(),
    networkMode: networkMode.nullable(),
    quarantine: z.strictObject({ openings: z.array(text) }).optional(),
    staging: text,
    stagingIdentity: text.optional(),
    keys: z.strictObject({ point: keyRef.nullable(), vm: z.array(keyRef), set: text.nullable().optional() }),
    steps: z.array(
      z.strictObject({
        kind: stepKind,
        action: text.optional(),
        scope: text.optional(),
        conditional: either,
        byHand: either,
      }),
    ),
    alternatives: z.strictObject({ sizes: z.array(text) }),
  },
  2,
);

export const ofPlan: z.ZodType<OfPlan> = failure;

const body = z.object({
  objectType: z.enum(['IaasVMRestoreRequest', 'IaasVMRestoreWithRehydrationRequest']),
  recoveryPointRehydrationInfo: z.object({ rehydrationRetentionDuration: text, rehydrationPriority }).optional(),
  recoveryPointId: text,
  recoveryType: z.enum(['RestoreDisks', 'AlternateLocation', 'OriginalLocation']),
  sourceResourceId: text,
  storageAccountId: text.optional(),
  identityInfo: z
    .discriminatedUnion('isSystemAssignedIdentity', [
      z.object({ isSystemAssignedIdentity: z.literal(true) }),
      z.object({ isSystemAssignedIdentity: z.literal(false), managedIdentityResourceId: text }),
    ])
    .optional(),
  identityBasedRestoreDetails: z.object({ targetStorageAccountId: text }).optional(),
  region: text,
  createNewCloudService: either,
  originalStorageAccountOption: either,
  targetResourceGroupId: text.optional(),
  targetVirtualMachineId: text.optional(),
  virtualNetworkId: text.optional(),
  subnetId: text.optional(),
  encryptionDetails: z
    .object({
      encryptionEnabled: z.literal(true),
      kekUrl: text.optional(),
      kekVaultId: text.optional(),
      secretKeyUrl: text,
      secretKeyVaultId: text,
    })
    .optional(),
  restoreDiskLunList: z.array(z.number()).optional(),
  restoreWithManagedDisks: either.optional(),
  diskEncryptionSetId: text.optional(),
  securedVMDetails: z
    .object({
      securedVMOsDiskEncryptionSetId: text,
      dataDiskEncryptionSettings: z
        .object({ perDiskEncryptionSetIds: z.array(z.object({ lun: z.number(), diskEncryptionSetId: text })) })
        .optional(),
    })
    .optional(),
  zones: z.array(text).optional(),
  targetDiskNetworkAccessSettings: z
    .object({ targetDiskNetworkAccessOption: z.literal('SameAsOnSourceDisks') })
    .optional(),
});

export const restorePlan = z.object({
  target: z.object({
    resourceGroupId: text,
    form: z.enum(['managed', 'vhd']),
    subnetId: text.optional(),
    vmId: text.optional(),
    otherZone: text.optional(),
    security: z.array(security).optional(),
    region: text,
  }),
  body,
  steps: z.array(
    need
      .pick({ action: true, scope: true })
      .partial()
      .extend({
        kind: stepKind,
        conditional: either,
        byHand: either,
        carrier: z.enum(['requester', 'key-holder']),
        needs: z.array(need),
        keyNeeds: z.array(need.extend({ plane: z.enum(['control', 'data']) })),
      }),
  ),
  effects,
  warnings: z.array(ofPlan),
  hash: text,
});

/** Observations when the plan was made, in names that people know; nobody signs them. */
export const pointSeen = z.object({ at: momentSchema, consistency, tier: anyTier });
