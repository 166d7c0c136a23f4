import type { HandFacts } from './hand-step.ts';

/** Limitations of a restore in the paired region compared to one at home, for the card. */
export type PairGap =
  | 'age'
  | 'no-request'
  | 'no-cancel'
  | 'places'
  | 'keys'
  | 'customer-key'
  | 'private-disks'
  | 'guard';

/** The place that a profile names for it. */
export type PlaceInPair = { groupId: string; stagingId: string; subnetId: string };

/**
 * Converts a restore to one in the paired region of a geo-redundant vault: disks from the vault, and a machine from
 * them. If no profile names its places there, the lines have placeholders.
 */
export function inPair(facts: HandFacts, region: string, place?: PlaceInPair): HandFacts {
  const { vault, plan, machine } = facts;
  const group = place?.groupId ?? `/subscriptions/${vault.subscriptionId}/resourceGroups/<group in ${region}>`;
  const { recoveryPointId, sourceResourceId, objectType, createNewCloudService, originalStorageAccountOption } =
    plan.body;
  const { subnetId: _, zone: __, ...model } = machine;
  const { jobId: ___, disks: ____, files: _____, ...bare } = facts;
  return {
    ...bare,
    inPair: region,
    plan: {
      ...plan,
      body: {
        objectType,
        recoveryPointId,
        sourceResourceId,
        createNewCloudService,
        originalStorageAccountOption,
        recoveryType: 'RestoreDisks',
        targetResourceGroupId: group,
        storageAccountId:
          place?.stagingId ?? `${group}/providers/Microsoft.Storage/storageAccounts/<staging account in ${region}>`,
        region,
      },
      effects: { ...plan.effects, mode: 'disks', target: { ...plan.effects.target, form: 'managed' } },
      steps: [],
    },
    machine: { ...model, groupId: group, region, ...(place && { subnetId: place.subnetId }) },
    done: [],
    settings: [],
    away: [],
    keyCopy: 'gone',
  };
}

/** Limitations that affect this machine. */
export function pairGaps(
  { keys }: Pick<HandFacts, 'keys'>,
  of: { named: boolean; customerKey: boolean; privateDisks: boolean; guarded: boolean },
): PairGap[] {
  return [
    'age',
    ...(of.named ? [] : (['places'] as const)),
    ...(keys.length > 0 ? (['keys'] as const) : []),
    ...(of.customerKey ? (['customer-key'] as const) : []),
    ...(of.privateDisks ? (['private-disks'] as const) : []),
    ...(of.guarded ? (['guard'] as const) : []),
    'no-cancel',
    'no-request',
  ];
}
