import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { people } from '../../sandbox/world/people.ts';
import { vaultIds } from '../../sandbox/world/places.ts';
import { idIn, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk.close());

const roles = (what: 'activate' | 'deactivate', as: string) => post(`/api/azure/roles/${what}`, { as });

async function post(path: string, body: object): Promise<void> {
  const response = await fetch(`${talk.sandbox.address}${path}`, { method: 'POST', body: JSON.stringify(body) });
  assert.equal(response.status, 200, await response.text());
}

describe('somebody who is only eligible', () => {
  it('is told what to activate, and what was typed goes on when it is active', async () => {
    const told = await talk.ask('eligible', 'ops', 'restore sql-01', /You're eligible for/);
    assert.equal(told.in, 'personal-eligible');
    assert.match(
      told.all,
      /Backup Operator[\s\S]*on rsv-prod[\s\S]*until Tue 24 Nov[\s\S]*PIMCommon\/ActivationMenuBlade/,
    );
    assert.doesNotMatch(JSON.stringify(await talk.read('ops', 'eligible')), /is filling this in/);
    await roles('activate', 'eligible');
    const form = await talk.passes('the form of the restore', async () =>
      (await talk.read('ops', 'eligible')).find(
        ({ from, all }) => from === 'bot' && /Emma Castillo is filling/.test(all),
      ),
    );
    assert.equal(form.in, 'ops');
    await talk.hears('personal-eligible', /Your role is active, so I continued with what you asked: restore sql-01/);
  });

  it('goes on after the bot was killed in between, with a click as with a line', async () => {
    await roles('deactivate', 'eligible');
    const plan = await talk.ask(
      'oncall',
      'ops',
      'restore web-01 latest because INC0012345',
      /Check the plan, then ask/,
    );
    const id = idIn(plan.all);
    await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/);
    const shown = await talk.ask('approver-1', 'ops', `approve ${id}`, /type "approve/);
    const piece = /approve R-\w{4} (\w{4})/.exec(shown.all)?.[1];
    // Rights read a minute ago still count for reading, never for a vote.
    await talk.ask('eligible', 'personal-eligible', `approve ${id} ${piece}`, /You're eligible for Backup Operator/);
    await talk.sandbox.bot.kill('SIGKILL');
    await talk.sandbox.bot.start();
    await roles('activate', 'eligible');
    await talk.passes('the vote to be counted', async () =>
      (await talk.read('ops')).find(({ all }) => all.includes(id) && /Approved by Emma Castillo/.test(all)),
    );
    await talk.hears('personal-eligible', new RegExp(`I continued with what you asked: approve ${id}`));
  });

  it('goes on with a line that mentions somebody as with one that does not', async () => {
    await roles('deactivate', 'eligible');
    await talk.letPass(61);
    const plan = await talk.ask(
      'oncall',
      'ops',
      'restore app-01 latest disks because INC0012345',
      /Check the plan, then ask/,
    );
    const id = idIn(plan.all);
    await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/);
    const shown = await talk.ask('approver-1', 'ops', `approve ${id}`, /type "approve/);
    const piece = /approve R-\w{4} (\w{4})/.exec(shown.all)?.[1];
    await talk.ask(
      'eligible',
      'ops',
      `approve ${id} ${piece} <at>Dana Mertens</at>`,
      /You're eligible for Backup Operator/,
    );
    await roles('activate', 'eligible');
    await talk.passes('the vote to be counted', async () =>
      (await talk.read('ops')).find(({ all }) => all.includes(id) && /Approved by Emma Castillo/.test(all)),
    );
    await talk.hears('personal-eligible', new RegExp(`I continued with what you asked: approve ${id} .*Dana`));
  });

  it('has the same words kept in each thread where they are about its request', async () => {
    await roles('deactivate', 'eligible');
    await talk.letPass(61);
    const ids: string[] = [];
    for (const vm of ['web-01', 'app-01']) {
      const plan = await talk.ask(
        'oncall',
        'ops',
        `restore ${vm} latest disks because INC0012345`,
        /Check the plan, then ask/,
      );
      const id = idIn(plan.all);
      const card = await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/, plan.thread ?? plan.id);
      await talk.ask('eligible', 'ops', 'reject not tonight', /You're eligible for/, card.thread ?? card.id);
      ids.push(id);
    }
    await roles('activate', 'eligible');
    for (const id of ids) {
      await talk.passes(`the rejection of ${id}`, async () =>
        (await talk.read('ops')).find(({ all }) => all.includes(id) && /Rejected by Emma Castillo/.test(all)),
      );
    }
  });

  it('keeps what was kept when it is asked again by hand and refused for something else', async () => {
    await roles('deactivate', 'eligible');
    await talk.letPass(61);
    await talk.ask('eligible', 'ops', 'backup app-01 keep 29d', /eligible for Backup Operator/);
    await post('/api/azure/denials', {
      as: 'eligible',
      action: 'Microsoft.RecoveryServices/vaults/backupFabrics/protectionContainers/protectedItems/backup/action',
      scope: vaultIds.prod,
    });
    try {
      await talk.ask('eligible', 'ops', 'backup app-01 keep 29d', /The deny assignment .* takes away your right to/);
    } finally {
      talk.sandbox.world.roles.denials = [];
    }
    await talk.ask('eligible', 'ops', 'settings forget', /no longer keep "backup app-01 keep 29d"/);
  });

  it('is not answered twice who asked again by hand, and may have it forgotten', async () => {
    await roles('deactivate', 'eligible');
    await talk.ask('eligible', 'ops', 'backup app-01 keep 30d', /eligible for Backup Operator/);
    await talk.ask('eligible', 'ops', 'settings forget', /no longer keep "backup app-01 keep 30d"/);
    await talk.ask('eligible', 'ops', 'settings forget', /keep nothing for you/);
  });

  it('reads in whoami what would give more', async () => {
    await roles('deactivate', 'eligible');
    await talk.letPass(61);
    const card = await talk.ask('eligible', 'ops', 'whoami', /You are Emma Castillo/);
    assert.match(card.all, /rsv-prod[\s\S]*✗ no: [^\n]*ask for a restore[\s\S]*eligible for Backup Operator/);
  });
});

describe('what is taken away', () => {
  it('a deny assignment wins over every role, and is named', async () => {
    await post('/api/azure/denials', {
      as: 'approver-2',
      action: 'Microsoft.RecoveryServices/vaults/*/restore/action',
      scope: vaultIds.test,
    });
    await talk.ask(
      'approver-2',
      'ops',
      'restore dev-01 latest because INC0012345',
      /The deny assignment deny-approver-2 on rsv-test takes away your right to/,
    );
    await talk.letPass(61);
    const card = await talk.ask('approver-2', 'ops', 'whoami', /You are Bea Okafor/);
    assert.match(card.all, /Blocked by deny assignments: deny-approver-2/);
  });

  it('who is denied does not count as one who could decide', async () => {
    const action = 'Microsoft.RecoveryServices/vaults/*/restore/action';
    const others = Object.keys(people).filter((as) => as !== 'oncall');
    for (const as of others) await post('/api/azure/denials', { as, action, scope: vaultIds.prod });
    await talk.letPass(61);
    try {
      await talk.ask('oncall', 'ops', 'restore web-01', /nobody but you could decide this/);
    } finally {
      talk.sandbox.world.roles.denials = [];
    }
    await talk.letPass(61);
  });

  it('a role that was taken away counts no more for a change, although a look may be a minute old', async () => {
    await talk.ask('approver-1', 'ops', 'whoami', /You are Anton Visser/);
    const { roles: book } = talk.sandbox.world;
    const before = book.assignments;
    book.assignments = before.filter(({ principalId }) => principalId !== people['approver-1'].objectId);
    try {
      await talk.ask('approver-1', 'ops', 'backup app-01 keep 30d', /Your Azure roles don't let you/);
    } finally {
      book.assignments = before;
    }
  });
});

describe('guests', () => {
  it('are refused by what Graph says, whatever roles they hold, and the audit tells', async () => {
    const told = await talk.ask('guest', 'ops', 'vms', /Guests can't use Strongroom/);
    assert.equal(told.in, 'personal-guest');
    assert.match(
      (await talk.ask('platform', 'personal-platform', 'audit', /Audit/)).all,
      /Gustav Berg[\s\S]*code: guest/,
    );
  });

  it('without Graph everyone may look, and nobody may change anything, who was not known before', async () => {
    await talk.ask('oncall', 'ops', 'whoami', /You are Olivia Novak/);
    talk.sandbox.world.directory.readable = false;
    await talk.letPass(2 * 60 * 60);
    try {
      await talk.ask('outsider', 'ops', 'help', /I understand/);
      await talk.ask('outsider', 'ops', 'settings language nl', /can't tell now whether you're a member/);
      await talk.ask('oncall', 'personal-oncall', 'settings language en', /in English/);
    } finally {
      talk.sandbox.world.directory.readable = true;
    }
  });
});

describe('when Azure is slow to tell what somebody may do', () => {
  it('a click is answered with "checking", and is settled although the bot was killed meanwhile', async (t) => {
    const talk = await startTalk();
    t.after(() => talk.close());
    const plan = await talk.ask(
      'oncall',
      'ops',
      'restore app-01 latest because INC0012345',
      /Check the plan, then ask/,
    );
    const id = idIn(plan.all);
    await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/);
    const card = await talk.hears('ops', new RegExp(`${id}[\\s\\S]*Approve`));
    assert.equal((await talk.click('approver-1', card.id, 'open-approve')).shown, 'dialog');
    // The dialog has read their rights, which count for a minute.
    await talk.letPass(61);
    await talk.api.fault({ match: { path: 'roleAssignments' }, do: 'drop-answer' });
    const answered = await talk.api.inDialog('approver-1', 'approve');
    assert.match(JSON.stringify(answered), /Checking with Azure/);
    await talk.sandbox.bot.kill('SIGKILL');
    await talk.api.clearFaults();
    await talk.sandbox.bot.start();
    await talk.passes('the vote to be counted', async () =>
      (await talk.read('ops')).find(({ all }) => all.includes(id) && /Approved by Anton Visser/.test(all)),
    );
    await talk.hears('personal-approver-1', new RegExp(id));
  });
});
