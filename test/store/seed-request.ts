import { insertRequest } from '../../src/store/requests.ts';
import type { Tx } from '../../src/store/transaction.ts';

type Row = Parameters<typeof insertRequest>[1];

/** Inserts a request with the given members; by default a new restore of sql-01. */
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
