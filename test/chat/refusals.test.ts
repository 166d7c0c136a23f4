import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditCounted, auditRefusal } from '../../src/chat/refusals.ts';
import { everyAuditRow } from '../../src/store/audit.ts';
import { detailsOf } from '../../src/store/rules/audit-rows.ts';
import { forEachEngine, sharedStore } from '../store/engines.ts';

forEachEngine('refusals', (kind) => {
  test('are counted also where what was asked is cut in the midst of a letter of two halves', async () => {
    const store = await sharedStore(kind);
    const by = { actor: { objectId: 'oid-1', name: 'Olivia Novak' }, key: 'oid-1' };
    const asked = `vm ${'a'.repeat(116)}😀`;
    for (let times = 0; times < 3; times++)
      await auditRefusal({ store }, by, { code: 'not-allowed', params: {} }, asked);
    await auditCounted({ store }, 'oid-1 not-allowed');
    const rows = await store.db
      .selectFrom('audit')
      .select('details')
      .where('event', '=', 'refused')
      .orderBy('seq')
      .execute();
    assert.deepEqual(
      rows.map(({ details }) => (details as { count?: number }).count),
      [undefined, 2],
    );
  });

  test('leave nothing in the chain that people typed, nor whom they were told of', async () => {
    const store = await sharedStore(kind);
    const by = { actor: { objectId: 'oid-1', name: 'Olivia Novak' }, key: 'oid-1' };
    const params = { name: 'Gone Person', piece: 'typed-1' };
    for (let times = 0; times < 3; times++)
      await auditRefusal({ store }, by, { code: 'not-allowed', params }, 'vm db-9');
    await auditCounted({ store }, 'oid-1 not-allowed');
    const rows = await everyAuditRow(store.db, { event: 'refused' });
    assert.doesNotMatch(JSON.stringify(rows.map(({ details }) => details)), /Gone|typed-1|db-9/);
    const counted = rows.map(detailsOf)[1] as { asked: unknown };
    assert.deepEqual(counted.asked, [{ text: 'vm db-9 Gone Person typed-1', times: 2 }]);
  });
});
