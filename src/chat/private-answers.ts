import { z } from 'zod/v4';
import { readersOf } from '../access/contacts.ts';
import { texts } from '../i18n/texts.ts';
import { type Answer, type CardJson, type MessageBody, newNonce, type Place, type Reader } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { defineStored, momentSchema, StoredError } from '../kernel/stored.ts';
import { findSettingBy, putSetting, removeSetting } from '../store/settings.ts';
import type { Tx } from '../store/transaction.ts';
import type { Contact } from '../teams/incoming.ts';
import { buttonsOf } from '../ui/button.ts';
import { noticeCard } from '../ui/notice.ts';
import { render } from '../ui/render.ts';
import { channelOf, placeSettings, privateSetting } from './channels.ts';
import { once } from './idempotency.ts';
import type { ChatServices, Turn, Verb } from './turn.ts';

type Parts = Pick<ChatServices, 'directory' | 'config' | 'store' | 'clock'>;

/** Whether private answers are given in a conversation that others read too: somebody has seen such a message there. */
export async function seesPrivate({ directory }: Pick<ChatServices, 'directory'>, place: Place): Promise<boolean> {
  return place.kind !== 'personal' && (await readKnown(place, directory.settings))?.state === 'seen';
}

/** A message that asks a person whether they see private answers here; undefined if nobody is to be asked now. */
export async function askWhetherSeen(
  services: Parts,
  { place, person, locale }: Contact,
): Promise<MessageBody | undefined> {
  const { directory, store, clock } = services;
  if (!person || place.kind === 'personal') return undefined;
  if (!mayAsk(await readKnown(place, directory.recentSettings), clock.now())) return undefined;
  // No button works in a channel without a rule.
  if (!(await channelOf(services, place)).rule) return undefined;
  const nonce = newNonce();
  const asked: PrivateAnswers = { state: 'asked', nonce, at: clock.now() };
  await store.transaction((tx) => put(tx, place, asked, person.objectId));
  const { personal } = await readersOf(services, { from: person, place, ...(locale && { locale }) });
  return { text: privateAnswersText({ nonce }, personal), card: privateAnswersCard({ nonce }, personal) };
}

/** The button's text twin: the person asked confirms that they see it, and anybody else is asked. */
export function setPrivate(turn: Turn<'text'>, off: boolean): Promise<Answer> {
  const { place, from } = turn.incoming;
  return once(turn, async (tx) => {
    if (off) return become(turn, tx, 'off');
    const known = await findSettingBy(tx.db, place.conversationId, privateSetting, storedPrivateAnswers);
    if (known?.value.state === 'seen') return said(turn, 'seen');
    if (afterSeen(known, { by: from.objectId, nonce: undefined }) === 'seen')
      return become(turn, tx, 'seen', known?.value.nonce);
    // The next private answer asks its reader, and this is one.
    await removeSetting(tx, place.conversationId, privateSetting);
    return said(turn, 'asked');
  });
}

/** The button of that message. */
export const privateVerbs: Record<string, Verb> = { 'private-seen': tapped };

function tapped(turn: Turn<'action'>): Promise<Answer> {
  const { data, from, place } = turn.incoming;
  return once(turn, async (tx) => {
    const known = await findSettingBy(tx.db, place.conversationId, privateSetting, storedPrivateAnswers);
    const { nonce } = data;
    const state = typeof nonce === 'string' ? afterSeen(known, { by: from.objectId, nonce }) : 'unknown';
    if (state === 'unknown') throw new CodedError('stale-card');
    return become(turn, tx, state, known?.value.nonce);
  });
}

async function become(
  turn: Turn<'text' | 'action'>,
  tx: Tx,
  state: Exclude<PrivateAnswers['state'], 'asked'>,
  nonce?: string,
): Promise<Answer> {
  const { place, from } = turn.incoming;
  await put(tx, place, { state, at: tx.now(), ...(nonce !== undefined && { nonce }) }, from.objectId);
  const details = { state, conversationId: place.conversationId, name: place.name ?? '' };
  tx.audit({ actor: from, event: 'setting.private', details });
  return said(turn, state);
}

function said({ incoming, personal }: Turn<'text' | 'action'>, state: PrivateAnswers['state']): Answer {
  const text = texts(personal.language).t(`say.private.${state}`);
  if (incoming.kind === 'action' && incoming.via === 'execute') {
    return {
      kind: 'card',
      text: '',
      card: noticeCard({ tone: state === 'leaked' ? 'warning' : 'info', text }, personal),
    };
  }
  return { kind: 'notice', text };
}

function put(tx: Tx, { conversationId }: Place, value: PrivateAnswers, by: string): Promise<void> {
  return putSetting(tx, conversationId, privateSetting, storedPrivateAnswers.write(value), by);
}

/** An unreadable setting counts as none: private answers then go to personal chats. */
async function readKnown(
  { conversationId }: Place,
  read: ChatServices['directory']['settings'],
): Promise<PrivateAnswers | undefined> {
  const [, json] = await read(placeSettings(conversationId));
  try {
    return json === undefined ? undefined : storedPrivateAnswers.parse(json);
  } catch (error) {
    if (error instanceof StoredError) return undefined;
    throw error;
  }
}

/** Asks the reader of a private answer whether they see it. */
export type PrivateAnswersCard = { nonce: string };

/** Verb: private-seen. */
export function privateAnswersCard({ nonce }: PrivateAnswersCard, reader: Reader): CardJson {
  const language = texts(reader.language);
  const data = {
    nonce,
    twin: language.t('cards.private-answers.twin'),
    buttons: buttonsOf(['private-seen'], language),
  };
  return render('private-answers', data, reader);
}

export function privateAnswersText(_: PrivateAnswersCard, reader: Reader): string {
  return texts(reader.language).t('cards.private-answers.sentence');
}

/** The setting for private answers in a conversation. Without it they go to personal chats, and nobody was asked. */
export const storedPrivateAnswers = defineStored(
  'setting private',
  z.object({
    /**
     * asked: somebody was asked whether they see private answers. seen: they do. off: somebody wants them in personal
     * chats. leaked: somebody else saw one.
     */
    state: z.enum(['asked', 'seen', 'off', 'leaked']),
    /** Nonce of the message that asked: it also reveals a leak after somebody has confirmed. */
    nonce: z.string().optional(),
    at: momentSchema,
  }),
);

export type PrivateAnswers = z.infer<typeof storedPrivateAnswers.schema>;

/** Time until somebody else is asked. Nobody answers no: a person who doesn't see the message has nothing to tap. */
const againMs = 7 * 24 * 3_600_000;

export function mayAsk(known: PrivateAnswers | undefined, now: Date): boolean {
  if (!known) return true;
  return known.state === 'asked' && now.getTime() - known.at.getTime() >= againMs;
}

/**
 * @param known with the object id of the person asked
 * @param nonce of the card, or undefined if it was typed
 */
export function afterSeen(
  known: { value: PrivateAnswers; by: string | null } | undefined,
  tap: { by: string; nonce: string | undefined },
): 'seen' | 'leaked' | 'unknown' {
  if (known?.value.state === 'seen' && isItsLine(known.value, tap.nonce)) {
    return known.by === null || tap.by === known.by ? 'unknown' : 'leaked';
  }
  if (known?.value.state !== 'asked') return 'unknown';
  if (tap.nonce === undefined) return tap.by === known.by ? 'seen' : 'unknown';
  if (!isItsLine(known.value, tap.nonce) || known.by === null) return 'unknown';
  // Nobody else can know the nonce: Teams showed them what it should have hidden.
  return tap.by === known.by ? 'seen' : 'leaked';
}

function isItsLine({ nonce }: PrivateAnswers, tapped: string | undefined): boolean {
  return nonce !== undefined && nonce === tapped;
}
