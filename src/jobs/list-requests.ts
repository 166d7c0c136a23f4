import type { Turn } from '../chat/turn.ts';
import { nameOf } from '../kernel/arm-id.ts';
import { requestStates } from '../kernel/request.ts';
import { type AddendumRow, listOpenAddenda } from '../store/approvals.ts';
import { listReadableRequests, type RequestRow } from '../store/requests.ts';
import type { RequestLine } from './cards/request-row.ts';

/** How long a request that failed is listed, unless it can be retried for longer (world ms). */
const failedMs = 24 * 3_600_000;

export type ListedRequests = { [Group in 'waiting' | 'running' | 'failed']: RequestLine[] };

/**
 * Requests that wait for this person's decision, that go on, and that failed lately. A person sees those of vaults that
 * they may read, and wherever they asked or may decide.
 * @param readable ids of vaults that the person may read, in lower case
 * @param isAbout which of these are wanted
 */
export async function groupRequests(
  { services, incoming, channel }: Pick<Turn, 'services' | 'incoming' | 'channel'>,
  readable: ReadonlySet<string>,
  isAbout: (row: RequestRow) => boolean,
): Promise<ListedRequests> {
  const { store, log, clock } = services;
  const now = clock.now();
  const oid = incoming.from.objectId.toLowerCase();
  const decides = ({ approvers }: RequestRow) => approvers?.people.some((one) => one.toLowerCase() === oid) === true;
  const isOwn = ({ requester_oid }: RequestRow) => requester_oid.toLowerCase() === oid;
  const [rows, addenda] = await Promise.all([
    listReadableRequests(store.db, log, { states: ['pending', 'approved', 'running', 'failed'] }),
    listOpenAddenda(store.db, log),
  ]);
  const asks = new Map(addenda.map((addendum) => [addendum.request_id, addendum]));
  const listed: ListedRequests = { waiting: [], running: [], failed: [] };
  for (const row of rows) {
    const seen =
      readable.has(row.vault_id.toLowerCase()) || (channel.covers(row.vault_id) && (isOwn(row) || decides(row)));
    if (!seen || !isAbout(row)) continue;
    const asked = asks.get(row.id);
    const line = lineOf(row, asked);
    if (row.state === 'failed') {
      const last = (row.ended_at ?? row.updated_at).getTime();
      if ((row.retry_by ?? now) > now || now.getTime() - last < failedMs) listed.failed.push(line);
    } else if ((row.state === 'pending' || asked) && decides(row) && !isOwn(row)) listed.waiting.push(line);
    else listed.running.push(line);
  }
  // A definition in force stands for weeks.
  listed.running.sort(
    (one, other) => Number(one.inForceUntil !== undefined) - Number(other.inForceUntil !== undefined),
  );
  return listed;
}

const over = requestStates.filter((state) => !['pending', 'approved', 'running', 'failed'].includes(state));
/** Most ended requests of one machine. */
const mostEnded = 4;

/** The newest requests about a machine that ended. */
export async function endedOf(
  { services }: Pick<Turn, 'services'>,
  vmId: string,
  readable: ReadonlySet<string>,
): Promise<RequestLine[]> {
  const { store, log } = services;
  const rows = await listReadableRequests(store.db, log, { states: over, vmId, limit: mostEnded });
  return rows.filter(({ vault_id }) => readable.has(vault_id.toLowerCase())).map((row) => lineOf(row));
}

function lineOf(row: RequestRow, asked?: AddendumRow): RequestLine {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    vm: row.vm_name,
    vault: nameOf(row.vault_id),
    requester: row.requester_name,
    createdAt: row.created_at,
    ...(row.state === 'pending' && { decideBy: row.decide_by }),
    ...(row.in_force_until && { inForceUntil: row.in_force_until }),
    // The request runs, and waits for one more vote.
    ...(asked && { asks: true, decideBy: asked.decide_by }),
  };
}
