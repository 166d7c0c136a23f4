import { needsToReadVault } from '../access/access.ts';
import type { PersonServices } from '../chat/turn.ts';
import type { Incoming } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';

/**
 * Requires the right to change what is posted where others read it: read access, checked again, to one of the vaults
 * that can be posted about there, or an administrator. Anyone may change their personal chat.
 * @throws not-a-reader, which names no vault; EligibleError; reader-not-known and azure.* if it cannot be determined
 */
export async function requireChannelReader(
  { inventory, access, members }: Pick<PersonServices, 'inventory' | 'access' | 'members'>,
  { from: { objectId }, place }: Pick<Incoming, 'from' | 'place'>,
): Promise<void> {
  if (place.kind === 'personal') return;
  const { open, eligible, unsure, unread } = await inventory.sorted(true);
  if (open.length > 0 || (await members.isAdmin(objectId, true))) return;
  // A vault that could not be read may be one they can read: the error says so, instead of "no".
  const [why] = unread;
  if (why) throw new CodedError(why.code, why.params);
  await inventory.vaults();
  const [first] = eligible;
  if (first) await access.require(objectId, needsToReadVault(first.id), false);
  throw new CodedError(unsure.length > 0 ? 'reader-not-known' : 'not-a-reader');
}
