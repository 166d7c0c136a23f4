import { needsToReadVault } from '../access/access.ts';
import { backUpAction, cancelNeed, restoreAction, writeItem, writePolicy } from '../access/rules/actions.ts';
import type { Person, Place } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import type { VaultFacts } from '../kernel/facts.ts';
import type { Need } from '../kernel/permissions.ts';
import type { VisibleInventory } from '../machines/visible-inventory.ts';
import type { RequestServices } from '../requests/services.ts';

/** Abilities that a person needs for a command to be of use. `admin` also needs a channel, `audit` does not. */
export type Ability = 'read' | 'back-up' | 'protect' | 'make-policies' | 'restore' | 'cancel' | 'admin' | 'audit';

const needs: Record<Exclude<Ability, 'admin' | 'audit'>, (vault: VaultFacts) => Need[]> = {
  read: ({ id }) => needsToReadVault(id),
  'back-up': ({ id }) => [{ action: backUpAction, scope: id }],
  protect: ({ id }) => [writeItem(id)],
  'make-policies': ({ id }) => [writePolicy(id)],
  restore: ({ id }) => [{ action: restoreAction, scope: id }],
  cancel: ({ id }) => [cancelNeed(id)],
};

/**
 * Abilities of this person here, in one vault at least. The rights may be a minute old, since every command checks for
 * itself. undefined: Azure cannot tell now.
 */
export async function readAbilities(
  { inventory, access, members }: Pick<RequestServices, 'access' | 'members'> & { inventory: VisibleInventory },
  person: Person,
  place: Place,
): Promise<ReadonlySet<Ability> | undefined> {
  const abilities = new Set<Ability>();
  const isAdmin = await members.isAdmin(person.objectId);
  if (isAdmin) abilities.add('audit');
  if (isAdmin && place.kind !== 'personal') abilities.add('admin');
  try {
    const vaults = await inventory.someVaults();
    for (const ability of ['read', 'back-up', 'protect', 'make-policies', 'restore', 'cancel'] as const) {
      const wanted = vaults.map((vault) => needs[ability](vault));
      const missing = new Set(
        (await access.missing(person.objectId, wanted.flat(), false)).map(({ action, scope }) => `${action} ${scope}`),
      );
      const held = wanted.some((each) => each.every(({ action, scope }) => !missing.has(`${action} ${scope}`)));
      if (held) abilities.add(ability);
    }
    return abilities;
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}
