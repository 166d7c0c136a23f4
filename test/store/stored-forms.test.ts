import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { product } from '../../src/app/product.ts';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import { expireForm, ownFormCard } from '../../src/chat/forms.ts';
import { createFormKinds, parseForm } from '../../src/chat/turn.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { languages } from '../../src/kernel/languages.ts';
import { asObject, NewerStoredError } from '../../src/kernel/stored.ts';
import { createRequestKinds } from '../../src/requests/request-kind.ts';
import { storedRestoreForm } from '../../src/restore/restore-forms.ts';
import { wantedNames } from '../../src/restore/restore-requests.ts';
import { type FormRow, findForm, updateForm } from '../../src/store/forms.ts';
import type { Store } from '../../src/store/open.ts';
import { toJson } from '../../src/store/rows.ts';
import { sharedStore } from './engines.ts';
import { fixturesOf, loadFixtures } from './fixtures.ts';
import { quiet } from './quiet.ts';

const { forms: formKinds } = product;

const forms = createFormKinds(formKinds);
const services = (store?: Store): Services =>
  ({
    store,
    clock: new Clock(),
    log: quiet,
    config: { language: 'en', timeZone: 'UTC' },
    requestKinds: createRequestKinds(requestKinds),
    formKinds: forms,
    approvers: { requirementFor: () => ({ decideMinutes: 240 }) },
  }) as unknown as Services;

async function filled(): Promise<{ store: Store; rows: FormRow[] }> {
  const store = await sharedStore('embedded');
  await loadFixtures(store);
  return { store, rows: await store.db.selectFrom('forms').selectAll().execute() };
}

/** An open form of a restore whose stored data is rewritten. */
async function broken(store: Store, rewrite: (data: object) => object): Promise<FormRow> {
  const form = await store.db.selectFrom('forms').selectAll().where('id', '=', 'R-2236').executeTakeFirstOrThrow();
  await store.transaction((tx) =>
    updateForm(tx, form.id, { data: toJson(rewrite(asObject(form.data))), expires_at: new Date(0) }),
  );
  return form;
}

describe('forms as runs have left them', () => {
  for (const { name } of formKinds) {
    it(`there are some of ${name} that are filled in`, () => {
      const open = fixturesOf('forms').some(({ kind, state }) => kind === name && state !== 'done');
      assert.ok(open, `run test/store/make-fixtures.ts ${name}`);
    });
  }

  it('are read, come back as they were written, and are shown in every language', async () => {
    const { rows } = await filled();
    for (const form of rows) {
      const kind = forms.of(form);
      const data = parseForm(kind, form);
      const again = { ...form, data: JSON.parse(JSON.stringify(kind.stored.write(data))) };
      assert.deepEqual(parseForm(kind, again), data);
      for (const language of languages) {
        for (const state of [form.state, 'done', 'expired'] as const) {
          const card = ownFormCard(services(), { ...form, state }, { language, timeZone: 'Europe/Amsterdam' });
          assert.doesNotMatch(JSON.stringify(card), /Invalid Date|undefined|\{\{/, `${form.kind} ${state}`);
        }
      }
    }
  });

  it('a form that cannot be read expires like any other, and keeps no name from being proposed', async () => {
    const { store } = await filled();
    const { id, data } = await broken(store, (before) => ({ ...before, wish: 7 }));
    const { target } = asObject(data);
    const group = `/subscriptions/s/resourceGroups/${asObject(target).group}`;
    assert.ok((await wantedNames(services(store), group)).length > 0, 'those of others');
    await expireForm(services(store), id);
    assert.equal((await findForm(store.db, id))?.state, 'expired');
  });

  it('a form of a newer version is left to it', async () => {
    const { store } = await filled();
    const { id } = await broken(store, (before) => ({ ...before, version: storedRestoreForm.version + 1 }));
    await assert.rejects(expireForm(services(store), id), NewerStoredError);
    assert.equal((await findForm(store.db, id))?.state, 'open');
  });
});
