import type { Log } from '../kernel/telemetry/log.ts';
import { type ListedRequest, parseApprovers } from './requests.ts';
import { ask, type Part, readAs, readRows, rowsOf, together } from './rows.ts';
import type { Approvers } from './rules/decision.ts';
import type { Db } from './schema.ts';

/** What is told of a request beside others. */
export type BriefRequest = Pick<
  ListedRequest,
  'id' | 'vm_name' | 'vault_id' | 'state' | 'retry_by' | 'in_force_until' | 'standing_id'
>;

const brief = ['id', 'vm_name', 'vault_id', 'state', 'retry_by', 'in_force_until', 'standing_id'] as const;
const dates = { retry_by: true, in_force_until: true } as const;

export type TheirRows = { pending: (BriefRequest & { approvers: Approvers | null })[]; own: BriefRequest[] };

/**
 * Requests that may wait for this person, and their own that may go on, newest first and without a limit: a word
 * without an id means the only one.
 * @param oid in lower case, as it is stored
 */
export function theirRows(db: Db, log: Pick<Log, 'error'>, oid: string): Part<TheirRows> {
  const all = db.selectFrom('requests').select(brief).orderBy('created_at', 'desc');
  return together({
    pending: readAs(
      rowsOf(all.select('approvers').where('state', '=', 'pending').where('requester_oid', '!=', oid), dates),
      (rows) =>
        readRows(
          log,
          rows,
          (row) => ({ ...row, approvers: parseApprovers(row.approvers) }),
          ({ id }) => ({ requestId: id }),
        ),
    ),
    own: rowsOf(
      all.where('requester_oid', '=', oid).where('state', 'in', ['pending', 'approved', 'running', 'failed']),
      dates,
    ),
  });
}

/** The request whose card stands in this thread, if it is the only one there. */
export function briefOfThread(db: Db, conversationId: string, threadId: string): Part<BriefRequest | undefined> {
  const query = db
    .selectFrom('requests')
    .select(brief)
    .where('conversation_id', '=', conversationId)
    .where('thread_id', '=', threadId)
    .orderBy('created_at', 'desc')
    .limit(2);
  return readAs(rowsOf(query, dates), (rows) => (rows.length === 1 ? rows[0] : undefined));
}

export type LastMachine = Pick<BriefRequest, 'vm_name' | 'vault_id'>;

/** The machine of the last request made in a conversation. */
export function lastMachineHere(db: Db, conversationId: string): Part<LastMachine | undefined> {
  const query = db
    .selectFrom('requests')
    .select(['vm_name', 'vault_id'])
    .where('conversation_id', '=', conversationId)
    .where('vm_id', '!=', '')
    .orderBy('created_at', 'desc')
    .limit(1);
  return readAs(rowsOf(query, {}), ([last]) => last);
}

/** Its id, so that it may be omitted there. */
export async function requestOfThread(db: Db, conversationId: string, threadId: string): Promise<string | undefined> {
  return (await ask(db, briefOfThread(db, conversationId, threadId)))?.id;
}
