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
  deferredVoteKey,
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
/** How often a person's roles are checked for all their deferred commands (world ms). */
export const rolePollMs = 60_000;
/** Most commands deferred for one person's roles: more than anybody asks in a night. */
export const mostDeferred = 20;
/** Real time after which nobody still works on a slow answer: each call to Azure gets 30 s. */
const settledMs = 90_000;

export type Ask = Extract<Incoming, { kind: 'text' | 'action' }>;

const queuedKey = 'queued ';

/** A line or click. ofThread: the line leaves its request to the thread it stands in. */
export type AskedIn = { incoming: Ask; ofThread?: boolean };

/** Key of a command: the same words, or the same button, are the same command. */
export function deferredKey({ incoming, ofThread }: AskedIn): string {
  if (incoming.kind === 'text') {
    const { conversationId, threadId } = incoming.place;
    const where = ofThread && threadId ? `${conversationId} ${threadId}` : conversationId;
    return short(`text ${where} ${incoming.text.trim().replace(/\s+/g, ' ').toLowerCase()}`);
  }
  const { id } = incoming.data;
  return short(`click ${incoming.verb} ${typeof id === 'string' ? id : ''}`);
}

/** PostgreSQL accepts keys of at most 2704 bytes, and a letter may take three. */
function short(key: string): string {
  return key.length <= 800 ? key : `${key.slice(0, 700)} ${createHash('sha256').update(key).digest('hex')}`;
}

export function waitsForRole({ needs }: Pick<DeferredCommandRow, 'needs'>): boolean {
  // Unreadable needs wait too, until their turn comes and somebody is told.
  return !Array.isArray(needs) || needs.length > 0;
}

export function waitsForTurn({ key }: Pick<DeferredCommandRow, 'key'>): boolean {
  return key.startsWith(queuedKey);
}

/** Key of the one timer that checks a person's roles for all their deferred commands. */
export function rolePollKey(ownerOid: string): string {
  return `eligible:${ownerOid}`;
}

/**
 * Defers a command until its owner has activated the roles it needs. If too many are deferred, the oldest that is not
 * urgent makes room.
 * @param hurries a restore, or a decision on one: only its owner may drop it
 * @returns until when, and what made room; undefined if nothing could
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
  const key = error.voteOn === undefined ? deferredKey(asked) : deferredVoteKey(error.voteOn);
  return store.transaction(async (tx) => {
    await lockPerson(tx, ownerOid);
    const all = await listDeferred(tx.db, ownerOid);
    const others = all.filter((deferred) => waitsForRole(deferred) && deferred.key !== key);
    const oldest = others.length >= mostDeferred ? others.find((deferred) => !deferred.hurries) : undefined;
    if (others.length >= mostDeferred && !oldest) return undefined;
    const replaced = all.find(
      (deferred) => deferred.key === key && describeDeferred(deferred) !== describeAsk(incoming),
    );
    for (const dropped of [oldest, replaced]) {
      if (!dropped) continue;
      await deleteDeferred(tx, dropped.id);
      tx.audit({ actor: incoming.from, event: 'ask.dropped', details: { asked: describeDeferred(dropped) } });
    }
    const deferred = { incoming: storedCommand.write(incoming), needs: storedNeeds.write([...error.needs]) };
    await insertDeferred(tx, { ownerOid, key, ...deferred, expiresAt, hurries });
    tx.wake('timer', rolePollKey(ownerOid), new Date(now.getTime() + rolePollMs));
    tx.audit({ actor: incoming.from, event: 'ask.kept', details: { ...error.params, asked: describeAsk(incoming) } });
    return { until: expiresAt, ...(oldest && { instead: describeDeferred(oldest) }) };
  });
}

/** Defers a command whose answer takes long: if this process ends before answering, another one answers. */
export async function deferUntilSettled(
  { store, clock }: Pick<ChatServices, 'store' | 'clock'>,
  incoming: Ask,
): Promise<string> {
  const now = clock.now();
  const at = new Date(now.getTime() + clock.worldSpan(settledMs));
  return runAt({ store }, incoming, `slow ${deliveryKey(incoming)}`, at);
}

/** Queues a line for later. @returns when it runs */
export async function queueLine({ store }: Pick<ChatServices, 'store'>, asked: AskedIn, at: Date): Promise<Date> {
  await runAt({ store }, asked.incoming, `${queuedKey}${deferredKey(asked)}`, at);
  return at;
}

/** When the same line of the same person runs, if it is queued already. */
export async function findQueued({ store }: Pick<ChatServices, 'store'>, asked: AskedIn): Promise<Date | undefined> {
  const key = `${queuedKey}${deferredKey(asked)}`;
  const same = (await listTurns(store.db, asked.incoming.from.objectId)).find((turn) => turn.key === key);
  return same && turnOf(same);
}

/** Whether an earlier line of the same person has not run yet. One that hangs holds up others for a minute only. */
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

/** Whether a deferred command of a person goes on with their form. */
export async function isDeferredFor(db: Db, { id, owner_oid }: Pick<FormRow, 'id' | 'owner_oid'>, now: Date) {
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

/**
 * Removes the deferred copy of a command that is now repeated by hand. @returns defers it again, if the repetition
 * failed
 */
export async function withdrawDeferred(
  { store }: Pick<ChatServices, 'store'>,
  ids: readonly string[],
): Promise<() => Promise<void>> {
  if (ids.length === 0) return async () => undefined;
  const taken = await store.transaction((tx) => takeDeferred(tx, ids));
  return () =>
    store.transaction(async (tx) => {
      for (const row of taken) {
        await putBackDeferred(tx, row);
        // A check of roles meanwhile found nothing deferred, and ended.
        tx.wake('timer', rolePollKey(row.owner_oid), new Date(tx.now().getTime() + rolePollMs));
      }
    });
}

/** The same for a deferred command; by its key if it cannot be read. */
export function describeDeferred({ incoming, key }: Pick<DeferredCommandRow, 'incoming' | 'key'>): string {
  const [read] = readEach([incoming], storedCommand.parse, () => undefined);
  return read ? describeAsk(read) : key.slice(0, 200);
}

/** A command in the person's own words, or by the button's name. */
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

/** A line or click as it came in. */
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

/** All of these rights must be held before it goes on. */
export const storedNeeds = defineStored('needs of a deferred command', z.array(need));

export type DeferredCommand = Omit<DeferredCommandRow, 'incoming' | 'needs'> & {
  incoming: z.infer<typeof storedCommand.schema>;
  needs: z.infer<typeof storedNeeds.schema>;
};

/** @throws NewerStoredError, stored.unreadable */
export function parseDeferred(row: DeferredCommandRow): DeferredCommand {
  return { ...row, incoming: storedCommand.parse(row.incoming), needs: storedNeeds.parse(row.needs) };
}

/** Page where roles are activated. The address is the cloud's own, so it is the one link that an answer carries. */
const activation = '/#view/Microsoft_Azure_PIMCommon/ActivationMenuBlade/~/azurerbac';

export function activationLink(portal: string): string {
  return `${portal}${activation}`;
}

/**
 * Tells somebody which role to activate, where, and that their command is deferred.
 * @param how until: absent if it is not deferred, as `most` are already that do not make room. instead: the one that
 * made room
 */
export function deferredText(
  portal: string,
  failure: Failure,
  how: { until?: Date; instead?: string; most: number; now: Date; markdown: boolean },
  reader: Reader,
): string {
  const say = texts(reader.language);
  const { message } = failureParts(say, failure);
  const at = activationLink(portal);
  const word = say.t('access.activate');
  const link = how.markdown ? `[${word}](${at})` : `${word}: ${at}`;
  const { until, instead, most } = how;
  if (!until) return say.t('access.kept-full', { message, link, most });
  const kept = say.t('access.kept', { message, link, until: formatMoment(until, reader, how.now) });
  return instead === undefined ? kept : `${kept} ${say.t('access.kept-instead', { most, asked: plain(instead) })}`;
}
