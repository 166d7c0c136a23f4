import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { healthy } from '../../sandbox/world/protect.ts';
import { texts } from '../../src/i18n/texts.ts';
import { cardBudgetBytes } from '../../src/ui/render.ts';
import { rows } from '../azure/rules/rows.ts';
import { startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk({ world: { fleetSize: 1000 } });
});
after(() => talk.close());

/** Calls to Azure that a line causes. */
async function callsOf(line: string): Promise<string[]> {
  const since = new Date().toISOString();
  await talk.ask('oncall', 'ops', line, /Page|Type/);
  return (await talk.api.requests(since)).map(({ method, path }) => `${method} ${path}`);
}

describe('vms', () => {
  it('lists a thousand machines page by page, with calls that grow by pages only', async () => {
    const calls = await callsOf('vms');
    const lists = calls.filter((call) => /backupProtectedItems|virtualMachines|\/disks\?|\/disks /.test(call));
    // Pages of 200: a thousand items, a thousand VMs and their disks, and the few of the other vaults.
    assert.ok(lists.length <= 25, `${lists.length} calls: ${lists.join('\n')}`);
    assert.ok(!calls.some((call) => /virtualMachines\/[^?]/.test(call)), 'no machine is read by itself');
  });

  it('stays under the size that Teams takes, and turns pages by button and by text', async () => {
    const first = await talk.ask('oncall', 'ops', 'vms fleet', /Page 1 of/);
    assert.ok(Buffer.byteLength(JSON.stringify(first.card)) <= cardBudgetBytes);
    const clicked = await talk.click('oncall', first.id, 'vms-page');
    assert.equal(clicked.shown, 'card');
    const own = await talk.look('oncall', first);
    assert.match(own.all, /Page 2 of/);
    const typed = await talk.ask('oncall', 'ops', 'vms fleet page 2', /Page 2 of/);
    assert.deepEqual(rowsOf(own.all), rowsOf(typed.all));
    // A client without Action.Execute sends a message, and gets the page as a message.
    await talk.click('oncall', first.id, 'vms-page', { fallback: true });
    await talk.hears('ops', /Virtual machines: fleet[\s\S]*Page 3 of/);
  });

  it('shows machines in trouble, by cause and the worst first, counts the rest, and opens one that is tapped', async () => {
    const { id, all } = await talk.ask('oncall', 'ops', 'vms', /Virtual machines/);
    assert.match(all, /Backup deleted: 1\n[\s\S]*undead-01[\s\S]*Last backup failed: \d+[\s\S]*fleet-0002/);
    assert.doesNotMatch(all, /sql-01/);
    await talk.click('oncall', id, 'fleet-0002');
    await talk.hears('ops', /fleet-0002[\s\S]*Protected by \S+, but:/);
    const last = await talk.ask('oncall', 'ops', 'vms page 9', /✓ 1\d\d\d more: no problem/);
    await talk.click('oncall', last.id, 'vms-page');
    assert.match((await talk.look('oncall', last)).all, /Virtual machines: all/);
  });

  it('filters: not protected, failing, encrypted, and by text', async () => {
    const bare = await talk.ask('oncall', 'ops', 'vms unprotected', /not protected|unprotected/);
    assert.match(bare.all, /Not protected by any vault: \d+[\s\S]*new-01/);
    assert.doesNotMatch(bare.all, /sql-01/);
    const failing = await talk.ask('oncall', 'ops', 'vms failing', /Virtual machines: failing/);
    assert.match(failing.all, /Last backup failed: \d+[\s\S]*fleet-0002/);
    const encrypted = await talk.ask('oncall', 'ops', 'vms encrypted', /Virtual machines: encrypted/);
    assert.match(encrypted.all, /\*\*app-01\*\*[\s\S]*Customer-managed key/);
    assert.match(encrypted.all, /The lists don't show how \d+ of them/);
    const named = await talk.ask('oncall', 'ops', 'vms SQL', /Virtual machines: SQL/);
    assert.match(named.all, /sql-01[\s\S]*Azure Disk Encryption, BEK \+ KEK/);
    const none = await talk.ask('oncall', 'ops', 'vms nosuchname', /Virtual machines: nosuchname/);
    assert.match(none.all, /None of your machines/);
  });

  it('calls a machine whose last backup failed not fine on its own card either', async () => {
    const item = [...talk.sandbox.world.vaults.values()]
      .flatMap(({ items }) => [...items.values()])
      .find(({ vmName }) => vmName === 'fleet-0002');
    assert.ok(item);
    const { health } = item;
    // Azure's health field is a check before a backup.
    item.health = healthy;
    try {
      await talk.letPass(600);
      const one = await talk.ask('oncall', 'ops', 'vm fleet-0002', /fleet-0002/);
      assert.match(one.all, /! Protected by \S+, but: the last backup failed/);
    } finally {
      item.health = health;
      await talk.letPass(600);
    }
  });

  it('says in words what Azure names with a code', async () => {
    const one = await talk.ask('oncall', 'ops', 'vm locked-01', /locked-01/);
    assert.match(one.all, /! Protected by rsv-prod, but: key vault access missing/);
  });

  it('shows what vaults protect, and says so, when the machines themselves cannot be listed', async () => {
    await talk.api.fault({
      match: { path: 'Microsoft.Compute/' },
      do: 'error',
      status: 403,
      code: 'AuthorizationFailed',
    });
    await talk.letPass(600);
    const shown = await talk.ask('oncall', 'ops', 'vms sql', /Virtual machines: sql/);
    assert.match(shown.all, /sql-01/);
    assert.match(shown.all, /Some unprotected machines couldn't be listed/);
    await talk.api.clearFaults();
  });

  it('holds the rest, as status and whoami do, while one subscription refuses everything, the roles there too', async (t) => {
    t.after(() => talk.api.clearFaults());
    await talk.letPass(600);
    await talk.ask('oncall', 'ops', 'vms', /Virtual machines/);
    await talk.api.fault({
      match: { path: '/subscriptions/bbbb0000' },
      do: 'error',
      status: 403,
      code: 'AuthorizationFailed',
    });
    await talk.letPass(600);
    const lacks = /1 subscription couldn't be read and is missing here\. Azure refused/;
    for (const line of ['vms sql', 'status', 'whoami']) {
      assert.match((await talk.ask('oncall', 'ops', line, lacks)).all, /sql-01|rsv-prod/);
    }
    const job = '00000000-0000-4000-8000-000000000001';
    await talk.ask('oncall', 'ops', `status ${job}`, /Azure refused/);
    // A machine that may have a namesake there is read by its name, but changed only with the name of its vault as
    // well. The subscription is named only to people who may read it.
    await talk.ask('oncall', 'ops', 'vm sql-01', /Protected by rsv-prod/);
    const certain = 'restore rsv-prod/sql-01 latest because disk lost';
    const asked = await talk.ask('oncall', 'ops', 'restore SQL-01 latest because disk lost', /another sql-01/);
    assert.match(asked.all, new RegExp(`read everything right now.*in rsv-prod, type "${certain}"`));
    await talk.ask('oncall', 'ops', 'backup sql-01', /in rsv-prod, type "backup rsv-prod\/sql-01"/);
    await talk.ask('oncall', 'ops', certain, /Olivia Novak: check the plan for sql-01/);
    await talk.api.clearFaults();
    await talk.letPass(600);
    await talk.ask('oncall', 'ops', `status ${job}`, /no job/i);
  });

  it('tells who may see nothing of a fault of Azure in people’s words, and what it answered under Details', async (t) => {
    t.after(() => talk.api.clearFaults());
    await talk.letPass(600);
    await talk.api.fault({
      match: { path: '/subscriptions/bbbb0000' },
      do: 'error',
      status: 500,
      code: 'InternalServerError',
      message: 'Subscription contoso-test is being moved.',
    });
    for (const line of ['vms', 'status failed', 'vm sql-01']) {
      const told = await talk.ask('outsider', 'personal-outsider', line, /Azure has a problem of its own right now/);
      assert.match(told.all, /Try again in a few minutes/);
      assert.doesNotMatch(told.text, /500|InternalServerError/);
      assert.match(told.all, /Service Health in the Azure portal\.\n\[Details\]$/);
      assert.match(JSON.stringify(told.card), /Azure answered 500 InternalServerError/);
      assert.doesNotMatch(JSON.stringify(told), /contoso/);
    }
    const lacks = await talk.ask('oncall', 'ops', 'vms sql', /1 subscription couldn't be read and is missing here/);
    assert.match(lacks.all, /missing here\. Azure has a problem of its own right now/);
    assert.doesNotMatch(lacks.all, /InternalServerError/);
  });

  it('tells whoever clicked of such a fault in the answer to the click, and writes them nothing besides', async (t) => {
    t.after(() => talk.api.clearFaults());
    const first = await talk.ask('oncall', 'ops', 'vms fleet', /Page 1 of/);
    const before = (await talk.read('personal-oncall')).length;
    await talk.letPass(600);
    await talk.api.fault({ match: { path: '/subscriptions/' }, do: 'error', status: 500, code: 'Internal' });
    const clicked = await talk.click('oncall', first.id, 'vms-page');
    assert.deepEqual([clicked.shown, clicked.text?.slice(0, 25)], ['message', 'Azure has a problem of it']);
    await talk.settled();
    assert.equal((await talk.read('personal-oncall')).length, before);
  });

  it('shows an outsider nothing', async () => {
    const shown = await talk.ask('outsider', 'ops', 'vms', /Virtual machines/);
    assert.match(shown.all, /in all: 0/);
    assert.doesNotMatch(shown.all, /sql-01|new-01|fleet/);
  });

  it('speaks Dutch', async () => {
    await talk.ask('approver-2', 'personal-approver-2', 'settings language nl', /Nederlands/);
    const shown = await talk.ask('approver-2', 'personal-approver-2', 'vms onbeveiligd', /Virtuele machines/);
    assert.match(shown.all, /Door geen kluis beveiligd: \d+[\s\S]*new-01/);
    const failing = await talk.ask('approver-2', 'personal-approver-2', 'machines mislukt', /voor "mislukt"/);
    assert.match(failing.all, /Virtuele machines: mislukt/);
    assert.doesNotMatch(failing.all, /failing/);
    await talk.ask('approver-2', 'personal-approver-2', 'instellingen taal en', /English/);
  });
});

describe('points', () => {
  it('are numbered, and one is recommended with a button to restore', async () => {
    const shown = await talk.ask('oncall', 'ops', 'points sql-01', /Recovery points of sql-01/);
    assert.match(shown.all, /Recommended: #1/);
    assert.match(shown.all, /\*\*#2\*\*.*\n.*consistent · .* · kept until/);
    await talk.click('oncall', shown.id, 'points-page');
    assert.match((await talk.look('oncall', shown)).all, /\*\*#11\*\*/);
    const more = await talk.ask('oncall', 'ops', 'points sql-01 page 2', /Page 2/);
    assert.match(more.all, /\*\*#11\*\*/);
    await talk.click('oncall', more.id, 'open-restore');
    await talk.hears('ops', /Olivia Novak is filling in a form for sql-01/);
  });

  it('are refused to who may not read the vault, in private', async () => {
    const said = await talk.ask('outsider', 'ops', 'points sql-01', /in the vaults you can read/);
    assert.equal(said.in, 'personal-outsider');
  });
});

describe('jobs', () => {
  it('are listed newest first, and narrowed by vault, machine, state and time', async () => {
    // Failures with one cause are one row, with the vaults of all its machines.
    await talk.ask(
      'oncall',
      'ops',
      'status',
      /the machine no longer exists\nrsv-(?:fleet, rsv-prod|prod, rsv-fleet) · /,
    );
    const all = await talk.ask('oncall', 'ops', 'status 7d', /Page 1 of/);
    assert.match(all.all, /jobs since/);
    assert.ok(Buffer.byteLength(JSON.stringify(all.card)) <= cardBudgetBytes);
    const failed = await talk.ask('oncall', 'ops', 'status failed rsv-prod 14d', /Jobs: failed rsv-prod 14d/);
    assert.match(failed.all, /✗ \*\*app-01\*\*: backup, failed\nmachine or its agent offline/);
    assert.doesNotMatch(failed.all, /completed|fleet/);
    const one = await talk.ask('oncall', 'ops', 'status sql-01 3 days', /Jobs: sql-01 3 days/);
    assert.match(one.all, /4 jobs since/);
    assert.doesNotMatch(one.all, /app-01/);
    const running = await talk.ask('oncall', 'ops', 'status running', /Jobs: running/);
    assert.match(running.all, /No such jobs/);
    await talk.ask('oncall', 'ops', 'status sql-01 web-01', /Which machine do you mean/);
    await talk.ask('oncall', 'ops', 'status 1234 failed', /called 1234\./);
    await talk.ask('oncall', 'ops', 'what is the status of 1234', /called 1234\./);
  });

  it('that failed alike are one row, in which each machine is tapped for its job', async () => {
    const failed = await talk.ask('oncall', 'ops', 'status failed', /Jobs: failed/);
    const causes = failed.all.match(/the machine no longer exists/g);
    assert.equal(causes?.length, 1);
    assert.match(failed.all, /✗ \*\*backup, failed\*\* \d\nthe machine no longer exists\nrsv-[\s\S]*fleet-0002/);
    await talk.click('oncall', failed.id, 'fleet-0002');
    await talk.hears('ops', /✗ failed\n[\s\S]*UserErrorVmNotFoundV2/);
  });

  it('lead to the job: tasks, errors with the remedy that is known, the activity id', async () => {
    const failed = await talk.ask('oncall', 'ops', 'status failed fleet-0002', /Jobs: failed fleet-0002/);
    const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(JSON.stringify(failed.card))?.[0] ?? '';
    await talk.click('oncall', failed.id, 'open-job', { index: 0 });
    const opened = await talk.hears('ops', /✗ failed\n[\s\S]*UserErrorVmNotFoundV2/);
    assert.match(opened.all, /If it was moved, protect it again/);
    assert.match(opened.all, /\[Back up\.\.\.\]/);
    await talk.click('oncall', opened.id, 'open-vm');
    await talk.hears('ops', /fleet-0002 is protected by/);
    const typed = await talk.ask('oncall', 'ops', `status ${id}`, /UserErrorVmNotFoundV2/);
    assert.match(JSON.stringify(typed.card), /Activity id/);
    assert.doesNotMatch(typed.all, /Stop job/);
    await talk.ask('oncall', 'ops', 'status 00000000-0000-4000-8000-000000000000', /There's no job/);
    const refused = await talk.ask('outsider', 'ops', `status ${id}`, /There's no job .* you can read/);
    assert.doesNotMatch(refused.all, /rsv-/);
  });
});

describe('explain', () => {
  it('knows titles, numbers and pasted messages, and says what to do', async () => {
    const title = await talk.ask(
      'outsider',
      'ops',
      'explain UserErrorBackupOperationInProgress',
      /UserErrorBackupOperationInProgress: what it means/,
    );
    assert.match(title.all, /Try again\?: Yes, after a while/);
    assert.match(title.all, /Continue with: status/);
    await talk.ask('outsider', 'ops', 'explain 400136', /UserErrorVmNotFoundV2/);
    const pasted = 'explain "BackupFailed: UserErrorVmNotFoundV2 (400136), Virtual machine doesn\'t exist."';
    await talk.ask('outsider', 'ops', pasted, /doesn't find the VM where it was protected/);
    const near = await talk.ask('outsider', 'ops', 'explain UserErrorBackupOperationInProgres', /Did you mean/);
    assert.match(near.all, /UserErrorBackupOperationInProgress\?/);
    await talk.ask('outsider', 'ops', 'leg uit NoSuchThingAtAll', /I don't know the Azure error/);
  });

  for (const [number, id, ...names] of rows) {
    it(`tells cause and remedy of row ${number} of the known errors, ${id}, by each of its names`, async () => {
      for (const { title, code, message } of names) {
        const { all } = await talk.ask(
          'outsider',
          'ops',
          `explain ${[title, code, message].flatMap((one) => one ?? []).join(' ')}`,
          /\S/,
        );
        // Some names are ambiguous: the intended meaning is among the results.
        assert.ok(all.includes(texts('en').t(`catalogue.${id}.cause`)), all);
        assert.ok(all.includes(texts('en').t(`catalogue.${id}.remedy`)), all);
      }
    });
  }
});

describe('picking a machine by typing', () => {
  it('offers names that this person may read, those that begin with it first', async () => {
    const card = await talk.ask('oncall', 'ops', 'restore', /Which machine to restore/);
    const choices = await talk.search('oncall', card.id, 'sql');
    assert.deepEqual(choices[0], { title: 'sql-01 (rsv-prod, rg-app)', value: 'rsv-prod/sql-01' });
    assert.ok((await talk.search('oncall', card.id, '')).length <= 15);
    assert.deepEqual(await talk.search('outsider', card.id, 'sql'), []);
  });

  it('goes on with the pick, with a typed name, and asks again when there is neither', async () => {
    const card = await talk.ask('oncall', 'ops', 'vm', /Which machine\?/);
    await talk.click('oncall', card.id, 'pick-vm');
    assert.match((await talk.look('oncall', card)).all, /Choose a machine, or type its name/);
    await talk.click('oncall', card.id, 'pick-vm', { inputs: { vm: 'rsv-prod/web-01' } });
    await talk.hears('ops', /web-01 is protected by rsv-prod/);
    await talk.click('oncall', card.id, 'pick-vm', { inputs: { name: 'app-01' } });
    await talk.hears('ops', /app-01 is protected by rsv-prod/);
    const forged = await talk.click('oncall', card.id, 'pick-vm', {
      forge: { verb: 'pick-vm', data: { verb: 'pick-vm', id: 'approve', nonce: 'x', vm: 'sql-01' } },
    });
    assert.match(forged.text ?? '', /out of date/);
  });
});

function rowsOf(text: string): string[] {
  return [...text.matchAll(/\*\*([a-z]\S+)\*\*$/gm)].map(([, name = '']) => name);
}
