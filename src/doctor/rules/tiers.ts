import type { TierName } from '../../access/rules/actions.ts';
import { armIdKey, nameOf } from '../../kernel/arm-id.ts';
import { evaluate, type Rights } from '../../kernel/permissions.ts';

/** Place where a tier's rights are needed. */
export type TierPlace =
  | 'vault'
  | 'target-group'
  | 'staging-account'
  | 'key-vault'
  | 'drill-group'
  | 'drill-staging'
  | 'quarantine-group'
  | 'quarantine-staging';

type TierRights = {
  place: TierPlace;
  plane: 'control' | 'data';
  actions: readonly string[];
  /** Rights that only this tier gives: without them the tier is off, whatever else is there. */
  own?: true;
};

export type RightsTier = {
  name: TierName;
  rights: readonly TierRights[];
  /** Commands that need it. */
  commands: readonly string[];
};

/** Rights to check that a copy is isolated, by configuration and by effective rules. */
const inspectsIsolation = [
  'Microsoft.Network/virtualNetworks/read',
  'Microsoft.Network/networkSecurityGroups/read',
  'Microsoft.Network/routeTables/read',
  'Microsoft.Network/virtualNetworks/listNetworkManagerEffectiveSecurityAdminRules/action',
  'Microsoft.Network/virtualNetworks/listNetworkManagerEffectiveConnectivityConfigurations/action',
  'Microsoft.Network/networkInterfaces/effectiveNetworkSecurityGroups/action',
  'Microsoft.Network/networkInterfaces/effectiveRouteTable/action',
];

/** Rights that create the copy there come from the same tiers as for any other. */
const makesCopy = ['Microsoft.Compute/disks/write', 'Microsoft.Compute/virtualMachines/write'];
const stages = ['Microsoft.Storage/storageAccounts/write'];

const items = 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems';

/**
 * Rights that show whether the bot's identity has a tier; infra/roles has them all, and a test compares the two. Tiers
 * `keys` and `grant` are given on key vaults: see keyTierPlaces.
 */
export const tiers: readonly RightsTier[] = [
  {
    name: 'observe',
    rights: [
      {
        place: 'vault',
        plane: 'control',
        actions: [`${items}/read`, 'Microsoft.RecoveryServices/vaults/backupJobs/read'],
      },
    ],
    commands: ['vms', 'vm', 'points', 'check', 'status', 'policies'],
  },
  {
    name: 'protect',
    rights: [
      {
        place: 'vault',
        plane: 'control',
        actions: [
          `${items}/backup/action`,
          `${items}/write`,
          'Microsoft.RecoveryServices/vaults/backupPolicies/write',
          'Microsoft.RecoveryServices/vaults/backupJobs/cancel/action',
        ],
      },
    ],
    commands: [
      'backup',
      'protect',
      'policy new',
      'protection stop',
      'protection resume',
      'undelete',
      'hold',
      'unhold',
      'retention raise',
      'cancel',
    ],
  },
  {
    name: 'restore',
    rights: [
      { place: 'vault', plane: 'control', actions: [`${items}/recoveryPoints/restore/action`] },
      { place: 'target-group', plane: 'control', actions: ['Microsoft.Compute/disks/write'] },
      { place: 'staging-account', plane: 'control', actions: ['Microsoft.Storage/storageAccounts/write'] },
    ],
    commands: ['restore'],
  },
  {
    name: 'rebuild',
    rights: [
      {
        place: 'target-group',
        plane: 'control',
        actions: ['Microsoft.Resources/deployments/write', 'Microsoft.Compute/virtualMachines/write'],
      },
      {
        place: 'staging-account',
        plane: 'data',
        actions: ['Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'],
        own: true,
      },
    ],
    commands: ['restore … as'],
  },
  {
    name: 'drill',
    rights: [
      {
        place: 'drill-group',
        plane: 'control',
        actions: [
          ...inspectsIsolation,
          'Microsoft.Compute/virtualMachines/runCommands/write',
          'Microsoft.Compute/virtualMachines/runCommands/read',
          'Microsoft.Compute/virtualMachines/delete',
          'Microsoft.Compute/disks/delete',
          'Microsoft.Network/networkInterfaces/delete',
          ...makesCopy,
        ],
      },
      { place: 'drill-staging', plane: 'control', actions: stages },
    ],
    commands: ['drill', 'drill new'],
  },
  {
    name: 'quarantine',
    rights: [
      { place: 'quarantine-group', plane: 'control', actions: [...inspectsIsolation, ...makesCopy] },
      { place: 'quarantine-staging', plane: 'control', actions: stages },
    ],
    commands: ['restore … quarantine', 'release'],
  },
];

export type TierState = { state: 'good' | 'off' | 'bad' | 'unknown'; lacking: string[] };

/**
 * @param scopes where the tier's rights are needed, by place
 * @returns off if all its rights at the vault are missing; for a tier without any there, if it has at most read rights,
 * which tier observe gives, or none of its `own`; bad if some are missing
 */
export function tierState(
  tier: RightsTier,
  scopes: Readonly<Partial<Record<TierPlace, string>>>,
  rights: Rights,
): TierState {
  const answers = tier.rights.flatMap(({ place, plane, actions, own }) => {
    const scope = scopes[place];
    if (scope === undefined) return [];
    return actions.map((action) => ({ action, place, own, ...evaluate(rights, action, scope, plane) }));
  });
  const lacking = answers.filter(({ answer }) => answer !== 'yes').map(({ action, place }) => `${action} (${place})`);
  if (lacking.length === 0) return { state: 'good', lacking };
  if (answers.some(({ answer }) => answer === 'unknown')) return { state: 'unknown', lacking };
  // Vaults share groups and accounts: a tier that is off for this vault may have rights there. Tier restore is
  // Contributor on the target group, which covers all that tier rebuild needs there.
  const own = answers.filter((each) => each.own);
  const atVault = answers.filter(({ place }) => place === 'vault');
  const telling = own.length > 0 ? own : atVault;
  const deciding = telling.length > 0 ? telling : answers.filter(({ action }) => !action.endsWith('/read'));
  return { state: deciding.every(({ answer }) => answer === 'no') ? 'off' : 'bad', lacking };
}

export type KeyTierName = 'keys' | 'grant';

/** Rights that show a tier on key vaults. Vaults with access policies use no roles, and do not show here. */
const markers: Record<KeyTierName, { action: string; plane: 'control' | 'data' }[]> = {
  keys: [
    { action: 'Microsoft.KeyVault/vaults/keys/restore/action', plane: 'data' },
    { action: 'Microsoft.KeyVault/vaults/secrets/restore/action', plane: 'data' },
  ],
  grant: [{ action: 'Microsoft.Authorization/roleAssignments/write', plane: 'control' }],
};

/**
 * Finds where the bot's identity has a tier given on key vaults. The doctor has no list of key vaults, so the places of
 * the bot's own assignments are searched.
 * @returns ids of key vaults, or of their parent scopes; sorted by name
 */
export function keyTierPlaces(tier: KeyTierName, rights: Rights): string[] {
  const scopes = new Map(rights.assignments.map(({ scope }) => [scope.toLowerCase(), scope]));
  const held = [...scopes.values()].filter((scope) =>
    markers[tier].every(({ action, plane }) => {
      const { answer, reason } = evaluate(rights, action, scope, plane);
      // Tier grant is assigned with a condition that limits who can be given roles.
      return answer === 'yes' || reason.kind === 'conditional';
    }),
  );
  // A right at a subscription applies to everything below it.
  const outermost = held.filter((scope) => !held.some((other) => other !== scope && isBelow(scope, other)));
  return outermost.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

function isBelow(scope: string, other: string): boolean {
  return armIdKey(scope).startsWith(`${armIdKey(other)}/`);
}
