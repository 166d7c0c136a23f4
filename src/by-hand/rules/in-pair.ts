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

/**
 * The same restore into the paired region of a geo-redundant vault: disks from the vault, and a machine of them. Nobody
 * has named its places there, so the lines have them put in.
 */
export function inPair(facts: HandFacts, region: string): HandFacts {
  const { vault, plan, machine } = facts;
  const group = `/subscriptions/${vault.subscriptionId}/resourceGroups/<group in ${region}>`;
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
        storageAccountId: `${group}/providers/Microsoft.Storage/storageAccounts/<staging account in ${region}>`,
        region,
      },
      effects: { ...plan.effects, mode: 'disks', target: { ...plan.effects.target, form: 'managed' } },
      steps: [],
    },
    machine: { ...model, groupId: group, region },
    done: [],
    settings: [],
    away: [],
    keyCopy: 'gone',
  };
}

/** Only what matters for this machine. */
export function pairGaps(
  { keys }: Pick<HandFacts, 'keys'>,
  of: { customerKey: boolean; privateDisks: boolean; guarded: boolean },
): PairGap[] {
  return [
    'age',
    'places',
    ...(keys.length > 0 ? (['keys'] as const) : []),
    ...(of.customerKey ? (['customer-key'] as const) : []),
    ...(of.privateDisks ? (['private-disks'] as const) : []),
    ...(of.guarded ? (['guard'] as const) : []),
    'no-cancel',
    'no-request',
  ];
}
