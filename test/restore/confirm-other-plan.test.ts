import assert from 'node:assert/strict';
import { it } from 'node:test';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { createFormKinds } from '../../src/chat/turn.ts';
import { newNonce } from '../../src/kernel/chat.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { confirm } from '../../src/restore/commands/confirm.ts';
import { restoreFormKind } from '../../src/restore/commands/restore.ts';
import { restoreFormOf } from '../../src/restore/restore-forms.ts';
import type { RestoreTurn } from '../../src/restore/services.ts';
import { findForm, updateForm } from '../../src/store/forms.ts';
import { findRequest } from '../../src/store/requests.ts';
import { sharedStore } from '../store/engines.ts';
import { loadFixtures } from '../store/fixtures.ts';
import { quiet } from '../store/quiet.ts';

it('a plan that is chosen anew while an earlier one is confirmed by text is not sent for it', async () => {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  const id = 'R-2237';
  const form = await findForm(store.db, id);
  assert.ok(form);
  const vm = restoreFormOf(form).vmName;
  const now = new Date(form.created_at.getTime() + 1000);
  const services = {
    store,
    log: quiet,
    clock: { now: () => now },
    requestKinds: createRequestKinds(requestKinds),
    formKinds: createFormKinds([restoreFormKind]),
    access: { require: async () => undefined },
    azure: {
      self: {
        objectId: async () => {
          throw new CodedError('azure.failed', {});
        },
      },
    },
    approvers: { requirementFor: () => ({}), count: async () => undefined },
    planning: {
      // While the plan is looked at once more, its owner has another one made.
      rebuild: async () => {
        await store.transaction((tx) => updateForm(tx, id, { nonce: newNonce() }));
        return { kind: 'same', needs: [] };
      },
    },
  } as unknown as Services;
  const reader = { language: 'en', timeZone: 'UTC' };
  const incoming = {
    kind: 'text',
    activityId: 'typed',
    from: { objectId: form.owner_oid, name: 'Olivia Novak' },
    place: { conversationId: form.conversation_id, kind: 'channel' },
    text: `confirm ${id}`,
  };
  const turn = { services, incoming, shared: reader, personal: reader } as unknown as RestoreTurn<'text'>;
  const args = { id, replace: vm, threat: vm };
  await assert.rejects(async () => confirm.run(turn, { args, lists: {} }), { code: 'stale-card' });
  assert.equal((await findForm(store.db, id))?.state, 'confirming');
  assert.equal(await findRequest(store.db, id), undefined);
});
