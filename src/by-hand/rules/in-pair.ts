import type { HandFacts } from './hand-step.ts';

/** What the restore in the paired region lacks beside the one at home, for the card to say. */
export type PairGap =
  | 'age'
  | 'no-request'
  | 'no-cancel'
  | 'places'
  | 'keys'
  | 'customer-key'
  | 'private-disks'
  | 'guard';

/** Where a profile says that it goes. */
export type PlaceInPair = { groupId: string; stagingId: string; subnetId: string };

/**
 * The same restore into the paired region of a geo-redundant vault: disks from the vault, and a machine of them. Where
 * no profile names its places there, the lines have them put in.
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

/** Only what matters for this machine. */
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
