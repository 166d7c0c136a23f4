import { insertRequest } from '../../src/store/requests.ts';
import type { Tx } from '../../src/store/transaction.ts';

type Row = Parameters<typeof insertRequest>[1];

/** A request of which a test says no more than what it is about: else a restore of sql-01 that was just asked for. */
export function seedRequest(tx: Tx, own: Pick<Row, 'id'> & Partial<Row>, body: object = {}): Promise<void> {
  const row: Row = {
    kind: 'restore',
    state: 'pending',
    requester_oid: 'o',
    requester_name: 'Olivia',
    tenant_id: 't',
    conversation_id: 'c',
    thread_id: null,
    vault_id: 'vault',
    vm_id: 'vm',
    vm_name: 'sql-01',
    reason: 'INC0012345',
    hash: 'h',
    decide_by: tx.now(),
    begin_by: null,
    retry_by: null,
    nonce: 'n',
    failure: null,
    ended_at: null,
    ...own,
  };
  return insertRequest(tx, row, { hash: row.hash, body });
}
