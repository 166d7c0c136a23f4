import { deliveryKey, type Incoming } from '../domain/turn.ts';
import { dropKeptAsk, keepAsk, keptAsksOf } from '../store/kept-asks.ts';
import type { EligibleError } from './access.ts';
import type { Services } from './services.ts';

/** World time: long enough for an activation that somebody has to approve, short enough not to surprise anyone. */
const keptMs = 4 * 60 * 60_000;
export const lookEveryMs = 60_000;
/** Real time after which nobody is still at work on an ask whose answer took long: Azure is given 30 s a call. */
const settledMs = 90_000;

type Ask = Extract<Incoming, { kind: 'text' | 'action' }>;

/** Asked again in the same words, or by the same button, it is the same ask. */
function keyOf(incoming: Ask): string {
  if (incoming.kind === 'text') {
    return `text ${incoming.place.conversationId} ${incoming.text.trim().replace(/\s+/g, ' ').toLowerCase()}`.slice(
      0,
      1000,
    );
  }
  const { id } = incoming.data;
  return `click ${incoming.verb} ${typeof id === 'string' ? id : ''}`.slice(0, 1000);
}

/** Keeps what somebody asked until they have activated what it takes. @returns until when */
export async function keepUntilActive(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  incoming: Ask,
  error: EligibleError,
): Promise<Date> {
  const ownerOid = incoming.from.objectId;
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + keptMs);
  await store.transaction(async (tx) => {
    const id = await keepAsk(tx, { ownerOid, key: keyOf(incoming), incoming, needs: error.needs, expiresAt });
    tx.wake('timer', `kept:${id}`, new Date(now.getTime() + lookEveryMs));
    tx.audit({ actor: incoming.from, event: 'ask.kept', details: { ...error.params, asked: askedOf(incoming) } });
  });
  return expiresAt;
}

/** The same, for an answer that takes long: if this process ends before it is given, another one gives it. */
export async function keepUntilSettled(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  incoming: Ask,
): Promise<string> {
  const now = clock.now();
  const at = new Date(now.getTime() + clock.worldSpan(settledMs));
  return store.transaction(async (tx) => {
    const id = await keepAsk(tx, {
      ownerOid: incoming.from.objectId,
      key: `slow ${deliveryKey(incoming)}`,
      incoming,
      needs: [],
      expiresAt: new Date(at.getTime() + keptMs),
    });
    tx.wake('timer', `kept:${id}`, at);
    return id;
  });
}

export async function drop({ store }: Pick<Services, 'store'>, id: string): Promise<void> {
  await store.transaction((tx) => dropKeptAsk(tx, id));
}

/** Who asks again by hand is not to be answered twice. */
export async function dropSame({ store }: Pick<Services, 'store'>, incoming: Ask): Promise<void> {
  const key = keyOf(incoming);
  const same = (await keptAsksOf(store.db, incoming.from.objectId)).filter((kept) => kept.key === key);
  for (const { id } of same) await drop({ store }, id);
}

/** What was asked, in the person's own words or by the button's name. */
export function askedOf(incoming: Incoming): string {
  if (incoming.kind === 'text') return incoming.text.slice(0, 200);
  if (incoming.kind === 'search') return incoming.query;
  const { id } = incoming.data;
  return typeof id === 'string' ? `${incoming.verb} ${id}` : incoming.verb;
}
