import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forOutsiders } from '../../../src/teams/rules/for-outsiders.ts';
import { everyCard } from '../../cards/every-card.ts';

const vault =
  '/subscriptions/aaaa0000-0000-4000-8000-00000000a001/resourceGroups/rg-backup/providers/Microsoft.RecoveryServices/vaults/rsv-prod';

test('names stay, and links, ids of resources, subscriptions and people go', () => {
  const text = `Anton Visser approved sql-01 in ${vault}: [look](https://portal.azure.com/#@t/resource${vault}), see https://x.example/a?b=c, /subscriptions/aaaa0000-0000-4000-8000-00000000a001, person aaaaaaaa-0000-4000-8000-000000000001.`;
  assert.deepEqual(forOutsiders({ text }), {
    text: 'Anton Visser approved sql-01 in rsv-prod: look, see …, …, person aaaaaaaa….',
  });
});

test('a line to type stays whole', () => {
  const text = 'Or type: **job 6f2d5a3e-9b1c-4c0e-8a55-0d6b2c8f1e01**';
  assert.equal(forOutsiders({ text }).text, text);
});

test('a card keeps what its buttons send and loses those that lead away; a picture is not posted', () => {
  const data = { verb: 'view-job', id: '6f2d5a3e-9b1c-4c0e-8a55-0d6b2c8f1e01', nonce: 'n' };
  const execute = { type: 'Action.Execute', title: 'Look', verb: 'view-job', data };
  const card = {
    type: 'AdaptiveCard',
    body: [{ type: 'FactSet', facts: [{ title: 'Vault', value: vault }] }],
    actions: [execute, { type: 'Action.OpenUrl', title: 'Portal', url: `https://portal.azure.com/#resource${vault}` }],
  };
  const picture = { contentType: 'image/png' as const, base64: '', name: 'screen' };
  assert.deepEqual(forOutsiders({ text: '', card, picture }), {
    text: '',
    card: {
      type: 'AdaptiveCard',
      body: [{ type: 'FactSet', facts: [{ title: 'Vault', value: 'rsv-prod' }] }],
      actions: [execute],
    },
  });
});

test('no card of ours tells outsiders where something is in Azure', () => {
  for (const { json, text, title } of everyCard) {
    const said = forOutsiders({ text, card: json });
    const words = JSON.stringify(said, (name, value) => (['data', '$schema'].includes(name) ? undefined : value));
    assert.doesNotMatch(words, /\/subscriptions\/|https?:\/\//, title);
  }
});
