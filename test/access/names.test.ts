import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { forge } from '../chat/raw-activity.ts';
import { idIn, type Said, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
  await talk.ask('platform', 'General', 'channel allow all rsv-test', /for these vaults: rsv-test/);
});
after(() => talk.close());

/** Commands that take the name of a machine, as somebody would use them to guess names. */
const aboutMachine = (name: string) => [
  `vm ${name}`,
  `points ${name}`,
  `check ${name}`,
  `backup ${name} keep 30d`,
  `restore ${name}`,
  `restore ${name} latest because INC0012345`,
  `restore files ${name}`,
  `protect ${name}`,
  `protection stop ${name} because INC0012345`,
  `protection resume ${name}`,
  `undelete ${name} because INC0012345`,
  `check ${name}`,
  `commands ${name}`,
  `jobs ${name}`,
  `mute ${name} 4h`,
  `alerts ${name}`,
  `leftovers ${name}`,
];

const aboutRequest = (id: string) => [
  `status ${id}`,
  `approve ${id}`,
  `approve ${id} 4F9C`,
  `reject ${id} not-now`,
  `withdraw ${id}`,
  `ask ${id} is it gone?`,
  `retry ${id}`,
  `status ${id}`,
  `cancel ${id}`,
  `commands ${id}`,
  `leftovers ${id}`,
  `breakglass ${id} INC0012345 nobody answers`,
  `review ${id}`,
];

/** Names that nobody gave to the person who asks. */
const names = /sql-0|web-0|app-0|dev-0|new-0|fleet-|rsv-|rg-app|kv-/i;

/** Everything that came back for a line, in the channel and in private. */
async function heard(as: string, room: string, line: string): Promise<string> {
  const [before, own] = [await talk.read(room), await talk.read(`personal-${as}`)].map((list) => list.at(-1)?.id ?? '');
  await talk.ask(as, room, line);
  const fresh = (list: Said[], last = '') => list.filter(({ from, id }) => from === 'bot' && id > last);
  const said = [...fresh(await talk.read(room), before), ...fresh(await talk.read(`personal-${as}`), own)];
  return [...new Set(said.map(({ all }) => all))].join('\n');
}

const room = 'personal-outsider';

describe('who may read no vault', () => {
  it('hears the same of a machine that is there, of one that is nearly there, and of one that is nowhere', async () => {
    const [there, near, nowhere] = ['sql-01', 'sql-0x', 'nowhere-99'].map(aboutMachine);
    for (const [index, line] of (there ?? []).entries()) {
      const answers = [];
      for (const each of [line, near?.[index] ?? '', nowhere?.[index] ?? '']) {
        const given = /sql-01|sql-0x|nowhere-99/.exec(each)?.[0] ?? '';
        const answer = (await heard('outsider', room, each)).replaceAll(given, 'THAT');
        assert.doesNotMatch(answer, names, each);
        answers.push(answer);
      }
      assert.deepEqual(new Set(answers).size, 1, `${line}: ${answers.join(' | ')}`);
    }
  });

  it('is shown no name by a machine that no vault protects, by what begins many names, and by lists', async () => {
    for (const line of [
      'vm new-01',
      'vm fleet',
      'vms',
      'jobs',
      'requests',
      'policies',
      'digest',
      'leftovers',
      'whoami',
    ]) {
      const answer = (await heard('outsider', room, line)).replaceAll('new-01', 'THAT');
      assert.doesNotMatch(answer, names, line);
    }
    for (const vault of ['rsv-prod', 'x']) {
      for (const line of [`policy new ${vault}`, `policies ${vault}`, `jobs ${vault}`, `alerts ${vault}`]) {
        assert.doesNotMatch((await heard('outsider', room, line)).replaceAll(vault, 'THAT'), names, line);
      }
    }
    assert.doesNotMatch(await heard('outsider', room, 'policy new'), names);
  });

  it('changes nothing of what a channel is told, and learns of no vault by trying', async () => {
    for (const line of ['alerts off', 'digest daily 08:00', 'unmute sql-99']) {
      assert.doesNotMatch(await heard('outsider', 'ops', line), names, line);
    }
  });

  it('hears the same of a request that is there and of one that is not, typed or clicked', async () => {
    const plan = await talk.ask(
      'oncall',
      'ops',
      'restore web-01 latest because INC0012345',
      /Check the plan, then ask/,
    );
    const id = idIn(plan.all);
    const unread = [
      await heard('outsider', room, `confirm ${id}`),
      ...(await Promise.all(
        ['confirm', 'form-cancel', 'view-form'].map((verb) => forge(talk, 'outsider', verb, { id, nonce: 'x' })),
      )),
    ];
    for (const answer of unread) assert.match(answer, new RegExp(`You have nothing open under ${id} to confirm`));
    await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/);
    const other = id === 'R-2345' ? 'R-2346' : 'R-2345';
    const [there, nowhere] = [aboutRequest(id), aboutRequest(other)];
    for (const [index, line] of there.entries()) {
      const answer = (await heard('outsider', room, line)).replaceAll(id, 'THAT');
      assert.doesNotMatch(answer, names, line);
      assert.doesNotMatch(answer, /Olivia/, line);
      assert.equal(answer, (await heard('outsider', room, nowhere[index] ?? '')).replaceAll(other, 'THAT'), line);
    }
    for (const verb of ['approve', 'reject-time', 'withdraw', 'view-request', 'retry', 'break-glass', 'sign-review']) {
      const answer = (await forge(talk, 'outsider', verb, { id, nonce: 'x' })).replaceAll(id, 'THAT');
      assert.doesNotMatch(answer, names, verb);
      const none = await forge(talk, 'outsider', verb, { id: other, nonce: 'x' });
      assert.equal(answer, none.replaceAll(other, 'THAT'), verb);
    }
    // The id is refused in every spelling, and behind the button of a sentence or of a page.
    const written = (given: string) =>
      [`"${given}"`, `${given},`, given.replace('-', ' '), given.replace('-', '–'), `R\u200b${given.slice(1)}`].flatMap(
        (each) => [`status ${each}`, `withdraw ${each}`, `retry ${each}`],
      );
    for (const line of written(id)) {
      const answer = (await heard('outsider', room, line)).replaceAll(id, 'THAT');
      assert.match(answer, /^I can't find a request THAT you can see/, line);
    }
    for (const given of [`status ${id}`, `job "${id}"`, `1:${id}`]) {
      for (const verb of ['run-line', 'audit-page']) {
        const answer = await forge(talk, 'outsider', verb, { id: given, nonce: `x ${given}` });
        assert.doesNotMatch(answer, names, `${verb} ${given}`);
        assert.match(answer, /can't find a request|stale|out of date|no longer/i, `${verb} ${given}`);
      }
    }
    await talk.ask('oncall', 'ops', `withdraw ${id}`, /was withdrawn/);
  });

  it('is told why where the card of the request stands, which they can read there', async () => {
    const plan = await talk.ask(
      'oncall',
      'ops',
      'restore dev-01 latest because INC0012345',
      /Check the plan, then ask/,
    );
    const id = idIn(plan.all);
    await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/);
    await talk.ask('outsider', 'ops', `approve ${id}`, /Your Azure roles don't let you/);
    await talk.ask('oncall', 'ops', `withdraw ${id}`, /was withdrawn/);
  });
});

describe('a channel of some vaults', () => {
  it('is told of what is not there that it is not there for this channel, as they may see more elsewhere', async () => {
    assert.match(await heard('oncall', 'General', 'jobs failed 24h'), /No such jobs in the vaults you can see here/);
  });

  it('is suggested machines of those alone, and shown none that no vault protects', async () => {
    const near = await heard('oncall', 'General', 'vm sql-0x');
    assert.doesNotMatch(near.replaceAll('sql-0x', 'THAT'), /sql-0|rsv-prod/);
    assert.match(await heard('oncall', 'General', 'vm dev-0x'), /Did you mean dev-01/);
    const bare = (await heard('oncall', 'General', 'vm new-01')).replaceAll('new-01', 'THAT');
    assert.equal(bare, (await heard('oncall', 'General', 'vm nex-01')).replaceAll('nex-01', 'THAT'));
  });
});

describe('who may read a vault', () => {
  it('is suggested its machines as before', async () => {
    await talk.ask('oncall', 'personal-oncall', 'vm sql-0x', /Did you mean sql-01/);
    await talk.ask('oncall', 'personal-oncall', 'vm new-01', /new-01/);
  });
});
