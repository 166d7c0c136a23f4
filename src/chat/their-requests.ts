import { listOpenForms } from '../store/forms.ts';
import { listRequests, type RequestRow } from '../store/requests.ts';
import type { Turn } from './turn.ts';

/** Of many the newest. */
const mostRequests = 100;
/** For so long somebody asks of their last one whether it is done (world ms). */
const recentMs = 60 * 60_000;

export type TheirRequests = {
  /** Requests that wait for this person's word. */
  waiting: RequestRow[];
  /** Their own that are not over, or failed and may still be tried again. */
  own: RequestRow[];
};

/** What this person has to do with here. The answer stands where it was asked: what a channel may not speak of is not in it. */
export async function listTheirRequests({
  services,
  incoming,
  channel,
}: Pick<Turn<'text'>, 'services' | 'incoming' | 'channel'>): Promise<TheirRequests> {
  const oid = incoming.from.objectId.toLowerCase();
  const listed = await listRequests(services.store.db, {
    states: ['pending', 'approved', 'running', 'failed'],
    whole: true,
    limit: mostRequests,
  });
  const open = listed.filter(({ vault_id }) => channel.covers(vault_id));
  const isOwn = (row: RequestRow) => row.requester_oid.toLowerCase() === oid;
  const now = services.clock.now();
  const waits = (row: RequestRow) =>
    row.state === 'pending' && !isOwn(row) && row.approvers?.people.some((person) => person.toLowerCase() === oid);
  return {
    waiting: open.filter(waits),
    own: open.filter((row) => isOwn(row) && (row.state !== 'failed' || (row.retry_by ?? now) > now)),
  };
}

/** The one request of theirs that they can mean without its id: the only one under way, or else the last that ended. */
export async function findMeant(turn: Turn<'text'>, { own }: TheirRequests): Promise<string | undefined> {
  const under = own.filter(({ state }) => state !== 'failed');
  if (under.length > 0) return only(under);
  const { services, incoming, channel } = turn;
  const ended = await listRequests(services.store.db, {
    states: ['succeeded', 'failed', 'cancelled'],
    whole: true,
    limit: mostRequests,
  });
  const since = services.clock.now().getTime() - recentMs;
  return ended.find(
    (row) =>
      row.requester_oid.toLowerCase() === incoming.from.objectId.toLowerCase() &&
      channel.covers(row.vault_id) &&
      row.updated_at.getTime() >= since,
  )?.id;
}

/** Ids for lines that lack one, by command: what waits for this person, where it is one thing. */
export async function idsToType(
  { services, incoming }: Turn<'text'>,
  { waiting, own }: TheirRequests,
): Promise<Readonly<Record<string, string | undefined>>> {
  const forms = await listOpenForms(services.store.db, incoming.from.objectId, incoming.place.conversationId);
  const decide = only(waiting);
  const of = (...states: string[]) => only(own.filter(({ state }) => states.includes(state)));
  return {
    approve: decide,
    reject: decide,
    confirm: only(forms.filter(({ state }) => state === 'confirming')),
    withdraw: of('pending', 'approved', 'running'),
    cancel: of('running'),
    retry: of('failed'),
  };
}

function only(rows: readonly { id: string }[]): string | undefined {
  return rows.length === 1 ? rows[0]?.id : undefined;
}
