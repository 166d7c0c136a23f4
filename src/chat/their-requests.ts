import { isInForce } from '../requests/stored-request.ts';
import { listOpenForms } from '../store/forms.ts';
import { type ListedRequest, listRequests } from '../store/requests.ts';
import { ask } from '../store/rows.ts';
import { type BriefRequest, type TheirRows, theirRows } from '../store/their-requests.ts';
import type { Turn } from './turn.ts';

/** Most ended requests of one person that are read, newest first. */
const mostEnded = 100;
/** How long a question about progress may mean the last ended request (world ms). */
const recentMs = 60 * 60_000;

const ended = ['succeeded', 'failed', 'cancelled', 'rejected', 'withdrawn', 'expired', 'void'] as const;
const begun: ReadonlySet<string> = new Set(['succeeded', 'failed', 'cancelled']);

export type TheirRequests = {
  /** Requests that wait for this person's decision. */
  waiting: BriefRequest[];
  /** Their own requests that are not over, or failed and may still be retried. */
  own: BriefRequest[];
};

/**
 * This person's requests. The answer appears where it was asked, so requests that the channel doesn't cover are left
 * out.
 */
export async function listTheirRequests(turn: Asker): Promise<TheirRequests> {
  const { store, log } = turn.services;
  return theirsAmong(turn, await ask(store.db, theirRows(store.db, log, oidOf(turn.incoming))));
}

export function theirsAmong({ services, incoming, channel }: Asker, { pending, own }: TheirRows): TheirRequests {
  const oid = oidOf(incoming);
  const now = services.clock.now();
  return {
    waiting: pending.filter(
      (row) => channel.covers(row.vault_id) && row.approvers?.people.some((person) => person.toLowerCase() === oid),
    ),
    own: own.filter((row) => channel.covers(row.vault_id) && (row.state !== 'failed' || (row.retry_by ?? now) > now)),
  };
}

type Asker = Pick<Turn<'text'>, 'services' | 'incoming' | 'channel'>;

export function oidOf({ from }: Pick<Turn<'text'>['incoming'], 'from'>): string {
  return from.objectId.toLowerCase();
}

/** The request that this person can mean without its id: the only one under way, else the last that ended. */
export async function findMeant(turn: Turn<'text'>, { own }: TheirRequests): Promise<string | undefined> {
  const under = own.filter((row) => row.state !== 'failed' && isAsked(row));
  if (under.length > 0) return only(under);
  const { services, incoming, channel } = turn;
  const requesterOid = oidOf(incoming);
  const filter = { states: ended, requesterOid, limit: mostEnded } as const;
  const listed = await listRequests(services.store.db, filter);
  const [last] = listed
    .filter((row) => channel.covers(row.vault_id) && isAsked(row))
    .toSorted((one, other) => endOf(other) - endOf(one));
  const isRecent = last && endOf(last) >= services.clock.now().getTime() - recentMs;
  // A request that never began has no progress, and an earlier one isn't meant.
  return isRecent && begun.has(last.state) ? last.id : undefined;
}

/** Whether a person asked for this very request: a definition in force only stands, and its runs start by themselves. */
function isAsked(row: BriefRequest): boolean {
  return !isInForce(row) && row.standing_id === null;
}

function endOf({ ended_at, updated_at }: ListedRequest): number {
  return (ended_at ?? updated_at).getTime();
}

/** Ids for lines that lack one, by command: the request that waits for this person, if it is the only one. */
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
    stop: of('running'),
    withdraw: of('pending', 'approved', 'running'),
    retry: of('failed'),
  };
}

function only(rows: readonly { id: string }[]): string | undefined {
  return rows.length === 1 ? rows[0]?.id : undefined;
}
