import { armIdKey, nameOf } from '../../kernel/arm-id.ts';
import { evaluate, type Rights } from '../../kernel/permissions.ts';

export type KeyTierName = 'keys' | 'grant';

/** What tells that a tier of key vaults is there. Vaults with access policies know no roles, and do not show here. */
const telling: Record<KeyTierName, { action: string; plane: 'control' | 'data' }[]> = {
  keys: [
    { action: 'Microsoft.KeyVault/vaults/keys/restore/action', plane: 'data' },
    { action: 'Microsoft.KeyVault/vaults/secrets/restore/action', plane: 'data' },
  ],
  grant: [
    { action: 'Microsoft.KeyVault/vaults/accessPolicies/write', plane: 'control' },
    { action: 'Microsoft.Authorization/roleAssignments/write', plane: 'control' },
  ],
};

/**
 * Where the bot's identity holds a tier that lies at key vaults: nobody tells the doctor which there are, so that the
 * places of its own assignments are looked at.
 * @returns names of key vaults, or of what holds them; sorted
 */
export function keyTierPlaces(tier: KeyTierName, rights: Rights): string[] {
  const scopes = new Map(rights.assignments.map(({ scope }) => [scope.toLowerCase(), scope]));
  const held = [...scopes.values()].filter((scope) =>
    telling[tier].every(({ action, plane }) => {
      const { answer, reason } = evaluate(rights, action, scope, plane);
      // Tier grant is given with a condition, which says for whom it holds.
      return answer === 'yes' || reason.kind === 'conditional';
    }),
  );
  // What is held at a subscription is held at all below it, too.
  const outermost = held.filter((scope) => !held.some((other) => other !== scope && isBelow(scope, other)));
  return outermost.map(nameOf).sort();
}

function isBelow(scope: string, other: string): boolean {
  return armIdKey(scope).startsWith(`${armIdKey(other)}/`);
}
