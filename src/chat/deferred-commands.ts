import { createHash } from 'node:crypto';
import { z } from 'zod/v4';
import type { EligibleError } from '../access/access.ts';
import { formatMoment } from '../i18n/dates.ts';
import { failureParts } from '../i18n/failure-text.ts';
import { plain } from '../i18n/plain.ts';
import { texts } from '../i18n/texts.ts';
import { deliveryKey, type Incoming, type Reader } from '../kernel/chat.ts';
import type { Failure } from '../kernel/errors.ts';
import { defineStored, readEach } from '../kernel/stored.ts';
import { need } from '../requests/rules/stored-parts.ts';
import {
  type DeferredCommandRow,
  deleteDeferred,
  insertDeferred,
  listDeferred,
  listTurns,
  putBackDeferred,
  takeDeferred,
} from '../store/deferred-commands.ts';
import type { FormRow } from '../store/forms.ts';
import { lockPerson } from '../store/people.ts';
import type { Db } from '../store/schema.ts';
import { requestIdsIn } from './rules/words.ts';
import type { ChatServices } from './turn.ts';

/** World time: long enough for an activation that somebody has to approve, short enough not to surprise anyone. */
const deferredMs = 4 * 60 * 60_000;
/** A person's roles are looked at this often for all that is kept for them. */
export const lookEveryMs = 60_000;
/** So many are kept for one person until a role is active: more than anybody asks in a night. */
export const mostDeferred = 20;
/** Real time after which nobody is still at work on an ask whose answer took long: Azure is given 30 s a call. */
const settledMs = 90_000;

export type Ask = Extract<Incoming, { kind: 'text' | 'action' }>;

const queuedKey = 'queued ';

/** What was asked; ofThread: a line that leaves its request to the thread where it stands. */
export type AskedIn = { incoming: Ask; ofThread?: boolean };

/** Asked again in the same words, or by the same button, it is the same ask. */
export function askKey({ incoming, ofThread }: AskedIn): string {
  if (incoming.kind === 'text') {
    const { conversationId, threadId } = incoming.place;
    const where = ofThread && threadId ? `${conversationId} ${threadId}` : conversationId;
    return short(`text ${where} ${incoming.text.trim().replace(/\s+/g, ' ').toLowerCase()}`);
  }
  const { id } = incoming.data;
  return short(`click ${incoming.verb} ${typeof id === 'string' ? id : ''}`);
}

/** PostgreSQL takes no key of more than 2704 bytes, and a letter may be three of them. */
function short(key: string): string {
  return key.length <= 800 ? key : `${key.slice(0, 700)} ${createHash('sha256').update(key).digest('hex')}`;
}

export function waitsForRole({ needs }: Pick<DeferredCommandRow, 'needs'>): boolean {
  // What cannot be read waits too, until it is its turn and somebody is told.
  return !Array.isArray(needs) || needs.length > 0;
}

export function waitsForTurn({ key }: Pick<DeferredCommandRow, 'key'>): boolean {
  return key.startsWith(queuedKey);
}

/** One look at a person's roles for all that is kept for them. */
export function lookKey(ownerOid: string): string {
  return `eligible:${ownerOid}`;
}

/**
 * Keeps what somebody asked until they have activated what it takes. Beyond what is kept for one person, the oldest that
 * does not hurry makes room.
 * @param hurries a restore, or a word on one: only its owner puts it away
 * @returns until when, and what made room; undefined where nothing could
 */
export async function deferUntilActive(
  { store, clock }: Pick<ChatServices, 'store' | 'clock'>,
  asked: AskedIn,
  error: EligibleError,
  hurries: boolean,
): Promise<{ until: Date; instead?: string } | undefined> {
  const { incoming } = asked;
  const ownerOid = incoming.from.objectId;
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + deferredMs);
  const key = askKey(asked);
  return store.transaction(async (tx) => {
    await lockPerson(tx, ownerOid);
    const others = (await listDeferred(tx.db, ownerOid)).filter(
      (deferred) => waitsForRole(deferred) && deferred.key !== key,
    );
    const oldest = others.length >= mostDeferred ? others.find((deferred) => !deferred.hurries) : undefined;
    if (others.length >= mostDeferred && !oldest) return undefined;
    if (oldest) {
      await deleteDeferred(tx, oldest.id);
      tx.audit({ actor: incoming.from, event: 'ask.dropped', details: { asked: describeDeferred(oldest) } });
    }
    const deferred = { incoming: storedCommand.write(incoming), needs: storedNeeds.write([...error.needs]) };
    await insertDeferred(tx, { ownerOid, key, ...deferred, expiresAt, hurries });
    tx.wake('timer', lookKey(ownerOid), new Date(now.getTime() + lookEveryMs));
    tx.audit({ actor: incoming.from, event: 'ask.kept', details: { ...error.params, asked: describeAsk(incoming) } });
    return { until: expiresAt, ...(oldest && { instead: describeDeferred(oldest) }) };
  });
}

/** The same, for an answer that takes long: if this process ends before it is given, another one gives it. */
export async function deferUntilSettled(
  { store, clock }: Pick<ChatServices, 'store' | 'clock'>,
  incoming: Ask,
): Promise<string> {
  const now = clock.now();
  const at = new Date(now.getTime() + clock.worldSpan(settledMs));
  return runAt({ store }, incoming, `slow ${deliveryKey(incoming)}`, at);
}

/** A line whose turn comes later. @returns when */
export async function queueLine({ store }: Pick<ChatServices, 'store'>, asked: AskedIn, at: Date): Promise<Date> {
  await runAt({ store }, asked.incoming, `${queuedKey}${askKey(asked)}`, at);
  return at;
}

/** When the same line of the same person has its turn, if it waits for one already. */
export async function findQueued({ store }: Pick<ChatServices, 'store'>, asked: AskedIn): Promise<Date | undefined> {
  const key = `${queuedKey}${askKey(asked)}`;
  const same = (await listTurns(store.db, asked.incoming.from.objectId)).find((turn) => turn.key === key);
  return same && turnOf(same);
}

/** Whether an earlier line of the same person has not had its turn; one that hangs holds others up for a minute only. */
export async function hasEarlier(
  { store, clock }: Pick<ChatServices, 'store' | 'clock'>,
  deferred: DeferredCommandRow,
): Promise<boolean> {
  if (!waitsForTurn(deferred) || clock.now().getTime() > turnOf(deferred).getTime() + 60_000) return false;
  const others = await listTurns(store.db, deferred.owner_oid);
  return others.some((other) => waitsForTurn(other) && other.expires_at < deferred.expires_at);
}

function turnOf({ expires_at }: Pick<DeferredCommandRow, 'expires_at'>): Date {
  return new Date(expires_at.getTime() - deferredMs);
}

function runAt({ store }: Pick<ChatServices, 'store'>, incoming: Ask, key: string, at: Date): Promise<string> {
  return store.transaction(async (tx) => {
    const expiresAt = new Date(at.getTime() + deferredMs);
    const ownerOid = incoming.from.objectId;
    const deferred = { incoming: storedCommand.write(incoming), needs: storedNeeds.write([]) };
    const id = await insertDeferred(tx, { ownerOid, key, ...deferred, expiresAt, hurries: false });
    tx.wake('timer', `kept:${id}`, at);
    return id;
  });
}

/** Whether something is kept for a person that goes on with a form of theirs. */
export async function isKeptFor(db: Db, { id, owner_oid }: Pick<FormRow, 'id' | 'owner_oid'>, now: Date) {
  const rows = (await listDeferred(db, owner_oid)).filter(({ expires_at }) => expires_at > now);
  const asks = readEach(
    rows,
    ({ incoming }) => storedCommand.parse(incoming),
    () => undefined,
  );
  return asks.some((ask) => (ask.kind === 'text' ? requestIdsIn(ask.text).includes(id) : ask.data.id === id));
}

export async function dropDeferred({ store }: Pick<ChatServices, 'store'>, id: string): Promise<void> {
  await store.transaction((tx) => deleteDeferred(tx, id));
}

/** Takes away what is kept of an ask that is asked again by hand. @returns keeps it again, where that came to nothing */
export async function takeOut(
  { store }: Pick<ChatServices, 'store'>,
  ids: readonly string[],
): Promise<() => Promise<void>> {
  if (ids.length === 0) return async () => undefined;
  const taken = await store.transaction((tx) => takeDeferred(tx, ids));
  return () =>
    store.transaction(async (tx) => {
      for (const row of taken) {
        await putBackDeferred(tx, row);
        // A look that came meanwhile found nothing to look for.
        tx.wake('timer', lookKey(row.owner_oid), new Date(tx.now().getTime() + lookEveryMs));
      }
    });
}

/** The same for what was kept; by its key where it cannot be read. */
export function describeDeferred({ incoming, key }: Pick<DeferredCommandRow, 'incoming' | 'key'>): string {
  const [read] = readEach([incoming], storedCommand.parse, () => undefined);
  return read ? describeAsk(read) : key.slice(0, 200);
}

/** What was asked, in the person's own words or by the button's name. */
export function describeAsk(incoming: Incoming): string {
  if (incoming.kind === 'text') return incoming.text.slice(0, 200);
  if (incoming.kind === 'search') return incoming.query;
  const { id } = incoming.data;
  return typeof id === 'string' ? `${incoming.verb} ${id}` : incoming.verb;
}

const common = {
  activityId: z.string(),
  from: z.object({ objectId: z.string(), tenantId: z.string(), name: z.string(), teamsId: z.string() }),
  place: z.object({
    conversationId: z.string(),
    kind: z.enum(['channel', 'personal', 'group']),
    threadId: z.string().optional(),
    name: z.string().optional(),
  }),
  locale: z.string().optional(),
  targeted: z.boolean().optional(),
};

/** What somebody typed or clicked, as it came in. */
export const storedCommand = defineStored(
  'deferred command',
  z.discriminatedUnion('kind', [
    z.object({ ...common, kind: z.literal('text'), text: z.string(), withoutMentions: z.string().optional() }),
    z.object({
      ...common,
      kind: z.literal('action'),
      verb: z.string(),
      data: z.record(z.string(), z.unknown()),
      via: z.enum(['execute', 'submit']),
      messageId: z.string().optional(),
      refresh: z.boolean(),
    }),
  ]),
);

/** All of them must be held before it goes on. */
export const storedNeeds = defineStored('needs of a deferred command', z.array(need));

export type DeferredCommand = Omit<DeferredCommandRow, 'incoming' | 'needs'> & {
  incoming: z.infer<typeof storedCommand.schema>;
  needs: z.infer<typeof storedNeeds.schema>;
};

/** @throws NewerStoredError, stored.unreadable */
export function parseDeferred(row: DeferredCommandRow): DeferredCommand {
  return { ...row, incoming: storedCommand.parse(row.incoming), needs: storedNeeds.parse(row.needs) };
}

/** Where roles are activated. The address is the cloud's own, so it is the one link that an answer carries. */
const activation = '/#view/Microsoft_Azure_PIMCommon/ActivationMenuBlade/~/azurerbac';

export function activationLink(portal: string): string {
  return `${portal}${activation}`;
}

/**
 * To somebody who may activate what an ask takes: what, where, and that the ask is kept.
 * @param how until: absent where it is not kept, as `most` are that do not make room. instead: what made room
 */
export function deferredText(
  portal: string,
  failure: Failure,
  how: { until?: Date; instead?: string; most: number; now: Date; markdown: boolean },
  reader: Reader,
): string {
  const say = texts(reader.language);
  const { message } = failureParts(say, failure);
  const link = activationLink(portal);
  const { until, instead, most } = how;
  if (!until) return say.t(how.markdown ? 'access.kept-full' : 'access.kept-full-plain', { message, link, most });
  const kept = say.t(how.markdown ? 'access.kept' : 'access.kept-plain', {
    message,
    link,
    until: formatMoment(until, reader, how.now),
  });
  return instead === undefined ? kept : `${kept} ${say.t('access.kept-instead', { most, asked: plain(instead) })}`;
}
