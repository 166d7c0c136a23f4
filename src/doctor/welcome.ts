import { sharedReader } from '../access/contacts.ts';
import type { Place } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import type { RequestServices } from '../requests/services.ts';
import { findConversation } from '../store/conversations.ts';
import { claimKey, recordAnswer } from '../store/idempotency-keys.ts';
import { findPeople } from '../store/people.ts';
import type { Contact } from '../teams/incoming.ts';
import { welcomeCard, welcomeText } from './cards/doctor.ts';
import { examine } from './doctor.ts';
import { type Diagnosis, unsetFor } from './rules/diagnosis.ts';

/**
 * The app was added somewhere: one message follows, however often Teams tells of it.
 * @param installed id of the activity that told it
 */
export async function planWelcome(
  { store }: Pick<RequestServices, 'store'>,
  { place, person }: Pick<Contact, 'place' | 'person'>,
  installed: string,
): Promise<void> {
  await store.transaction(async (tx) => {
    const key = `welcome:${place.conversationId} ${installed}`;
    if (await claimKey(tx, key)) return;
    // The key names a chat, so it is kept only as long as Teams may repeat its report.
    recordAnswer(tx, [key], { kind: 'nothing' });
    tx.wake('timer', `welcome:${person?.objectId ?? 'nobody'}:${place.conversationId}`, tx.now());
  });
}

/**
 * Posts what the bot is, what to type first, who added it, and what an administrator still has to set up, as the doctor
 * finds it now.
 */
export async function postWelcome(services: RequestServices, key: string): Promise<void> {
  const { store } = services;
  const mark = key.indexOf(':');
  const [objectId, conversationId] = [key.slice(0, mark), key.slice(mark + 1)];
  const conversation = await findConversation(store.db, conversationId);
  if (!conversation || conversation.dead_at) return;
  const [person] = await findPeople(store.db, [objectId]);
  const scope = conversation.kind;
  const unset = await readUnset(services, scope, objectId);
  const reader = await sharedReader(services, store.db, conversationId);
  const isNamed = scope !== 'personal' && person !== undefined && person.name !== '';
  const data = { scope, unset, ...(isNamed && { installer: person.name }) };
  const mentions = isNamed ? [{ teamsId: person.teams_id, name: person.name }] : [];
  await store.transaction(async (tx) => {
    const body = { text: welcomeText(data, reader), card: welcomeCard(data, reader) };
    tx.post({ conversationId, body: { ...body, ...(mentions.length > 0 && { mentions }) } });
  });
}

/**
 * Everyone in a channel sees what its administrators have to type there; only administrators see how the bot is set up.
 */
async function readUnset(services: RequestServices, scope: Place['kind'], objectId: string): Promise<Diagnosis[]> {
  try {
    if (scope === 'personal' && !(await services.members.isAdmin(objectId))) return [];
    return unsetFor(scope, await examine({ ...services, now: services.clock.now() }));
  } catch (error) {
    if (error instanceof CodedError) return [];
    throw error;
  }
}
