import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stage } from './stage.ts';

const on = stage();
const soon = { timeout: 900_000 };

test(
  'eligible, then active: told what to activate, and what was clicked and typed goes on by itself',
  soon,
  async () => {
    const [oncall, eligible] = await on.windows(['oncall', 'eligible']);
    assert.ok(oncall && eligible);
    await oncall.type('@Strongroom restore web-01 latest because INC0012345 table dropped');
    await oncall.button('Ask for approval').click();

    await (await eligible.openSentence()).click();
    await eligible.said(/You're eligible for Backup Operator on rsv-prod/).waitFor();
    await eligible.shot('eligible-1-click');
    await eligible.dialog.getByRole('button', { name: 'Close the dialog' }).click();

    await eligible.type('@Strongroom backup app-01 keep 30d');
    await eligible.open('Strongroom');
    await eligible.said(/I keep your request until/).waitFor();
    const link = eligible.pane.getByRole('link', { name: 'Activate it' }).last();
    assert.match(
      (await link.getAttribute('href')) ?? '',
      /^https:\/\/portal\.azure\.com\/#view\/Microsoft_Azure_PIMCommon/,
    );
    await eligible.shot('eligible-2-told');
    assert.deepEqual(await on.accepted('backup'), [], 'nothing happens before the role is active');

    await on.control.post('/api/azure/roles/activate', { as: 'eligible' });
    const wentOn = /Your role is active, so I continued with what you asked: approve/;
    await on.control.passes('the role to be seen', async () =>
      (await on.control.messages('personal-eligible', 'eligible')).some(({ text }) => wentOn.test(text)),
    );
    await eligible.said(wentOn).waitFor();
    await on.control.passes('the backup', async () => (await on.accepted('backup')).length === 1);
    await eligible.shot('eligible-3-active');

    await on.control.passes('the restore', async () => (await on.accepted('restore')).length === 1);
    await oncall.said(/Emma Castillo/).waitFor();
  },
);
