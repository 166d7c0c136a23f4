import { CodedError } from '../domain/errors.ts';
import type { Incoming } from '../domain/turn.ts';
import { readVault } from './access.ts';
import type { Services } from './services.ts';

/**
 * Whoever changes what is told where others read it may read one of the vaults that it can be told of there, by rights
 * read anew, or is an administrator. In a personal chat it is theirs to change.
 * @throws not-an-admin where no vault is known, else what access.demand throws
 */
export async function demandReader(
  { inventory, access, members }: Pick<Services, 'inventory' | 'access' | 'members'>,
  { from: { objectId }, place }: Pick<Incoming, 'from' | 'place'>,
): Promise<void> {
  if (place.kind === 'personal') return;
  const needs = (await inventory.someVaults()).flatMap(({ id }) => readVault(id));
  const lacking = await access.missing(objectId, needs, true);
  if (lacking.length < needs.length || (await members.isAdmin(objectId, true))) return;
  // What cannot be read may be what they may read: then that is said, and not "no".
  await inventory.vaults();
  if (needs.length === 0) throw new CodedError('not-an-admin');
  await access.demand(objectId, needs.slice(0, 1), false);
}
