import { needsToReadVault } from '../access/access.ts';
import type { PersonServices } from '../chat/turn.ts';
import type { Incoming } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';

/**
 * Whoever changes what is told where others read it may read one of the vaults that it can be told of there, by rights
 * read anew, or is an administrator. In a personal chat it is theirs to change.
 * @throws not-a-reader, which names no vault; EligibleError; reader-not-known and azure.* where it cannot be told
 */
export async function requireChannelReader(
  { inventory, access, members }: Pick<PersonServices, 'inventory' | 'access' | 'members'>,
  { from: { objectId }, place }: Pick<Incoming, 'from' | 'place'>,
): Promise<void> {
  if (place.kind === 'personal') return;
  const { open, eligible, unsure, unread } = await inventory.sorted(true);
  if (open.length > 0 || (await members.isAdmin(objectId, true))) return;
  // What cannot be read may be what they may read: then that is said, and not "no".
  const [why] = unread;
  if (why) throw new CodedError(why.code, why.params);
  await inventory.vaults();
  const [first] = eligible;
  if (first) await access.require(objectId, needsToReadVault(first.id), false);
  throw new CodedError(unsure.length > 0 ? 'reader-not-known' : 'not-a-reader');
}
