import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { people } from '../../sandbox/world/people.ts';
import { idIn, type Said, startTalk, type Talk } from '../talk.ts';

const four = (['approver-1', 'approver-2', 'platform', 'dba'] as const).map((who) => people[who].objectId);

/** Nobody in the tenant has this id. */
const stranger = 'aaaaaaaa-0000-4000-8000-000000000099';
const policy = `
groups:
  four: { people: [${four.join(', ')}] }
  two: { people: [${people['approver-1'].objectId}, ${stranger}] }
  stranger: { people: [${stranger}] }
rules:
  - { name: some out of reach, when: { machines: [app-01] }, who: [two] }
  - { name: all out of reach, when: { machines: [sql-01] }, who: [stranger] }
  - { name: any, who: [four] }
`;

let talk: Talk;
before(async () => {
  const approvalPolicy = join(mkdtempSync(join(tmpdir(), 'strongroom-policy-')), 'approval-policy.yaml');
  writeFileSync(approvalPolicy, policy);
  talk = await startTalk({ linesPerMinute: 30, approvalPolicy });
});
after(() => talk?.close());

async function asked(room = 'ops', vm = 'dev-01'): Promise<{ id: string; card: Said }> {
  const mention = room === 'ops' ? '' : '@Strongroom ';
  const plan = await talk.ask(
    'oncall',
    room,
    `${mention}restore ${vm} latest because INC0012345`,
    /Check the plan, then ask/,
  );
  const id = idIn(plan.text || plan.all);
  const card = await talk.ask('oncall', room, `${mention}confirm ${id}`, /Decide by/);
  await talk.settled();
  return { id, card };
}

const asks = async (id: string, room = 'ops') =>
  (await talk.read(room)).filter(({ all }) => all.includes(`Restore of dev-01: ${id} waits for your decision`));
const mentioned = async (id: string, room = 'ops') =>
  (await asks(id, room)).map(({ mentions }) => mentions.map(({ name }) => name));

describe('who can decide', () => {
  it('is asked by a mention in the thread, two at a time, each once, though the bot is stopped in between', async () => {
    const { id, card } = await asked();
    const [first] = await mentioned(id);
    assert.equal(first?.length, 2);
    assert.equal((await asks(id))[0]?.thread, card.thread ?? card.id);
    await talk.shows(card, new RegExp(`Asked: ${first?.[0]} \\d\\d:\\d\\d, ${first?.[1]} \\d\\d:\\d\\d\\.`));
    await talk.letPass(4 * 60);
    await talk.sandbox.bot.stop();
    await talk.api.start();
    await talk.settled();
    assert.equal((await asks(id)).length, 1);
    await talk.letPass(2 * 60);
    assert.equal((await asks(id)).length, 2);
    await talk.letPass(30 * 60, 60);
    const all = (await mentioned(id)).flat();
    assert.deepEqual(all.toSorted(), ['Anton Visser', 'Bea Okafor', 'Dana Mertens', 'Petra Lange']);
    const posts = await asks(id);
    await talk.ask('dba', 'ops', `reject ${id} not now`, /reject/i);
    // What asked says what was decided.
    for (const post of posts) await talk.shows(post, new RegExp(`^${id} was rejected by Dana Mertens`));
    assert.deepEqual(await asks(id), []);
  });

  it('reads in what asked them who approved, as long as it runs and after its end', async () => {
    const { id, card } = await asked();
    const [post] = await asks(id);
    assert.ok(post);
    await talk.look('dba', card);
    await talk.click('dba', card.id, 'approve');
    const approved = new RegExp(`^${id} was approved by Dana Mertens: Restore of dev-01\\.$`);
    await talk.shows(post, approved);
    await talk.becomes(card, /✓ Done/);
    await talk.shows(post, approved);
    // Its card shows the end, and one reply tells it to whoever asked.
    const told = (await talk.read('ops')).filter(({ text }) => text.includes(`${id} is done`));
    assert.deepEqual(
      told.map(({ id: message, mentions }) => [message === card.id, mentions.map(({ name }) => name)]),
      [
        [true, []],
        [false, ['Olivia Novak']],
      ],
    );
  });

  it('is asked first if they decided here last', async () => {
    const { id } = await asked();
    assert.equal((await mentioned(id))[0]?.[0], 'Dana Mertens');
    await talk.ask('oncall', 'ops', `withdraw ${id}`, /was withdrawn/);
  });

  it('is left alone while looking, which is no vote, and the next are asked after that', async () => {
    const { id, card } = await asked();
    const look = (who: string, more: object = {}) => talk.click(who, card.id, 'look', more);
    assert.match((await look('outsider')).text ?? '', /doesn't name you/);
    assert.match((await talk.ask('oncall', 'ops', `on it ${id}`, /you made that request/)).all, /Ask a colleague/);
    await look('platform');
    await talk.shows(card, /Petra Lange is looking at it until \d\d:\d\d\./);
    await talk.shows(card, /Decide by/);
    assert.match((await look('platform')).text ?? '', /Petra Lange is looking at R-\w{4}/);
    const typed = await talk.ask('approver-1', 'ops', `on it ${id}`, /Petra Lange is looking/);
    assert.match(typed.all, /You can still decide/);
    await talk.letPass(9 * 60, 60);
    assert.equal((await asks(id)).length, 1);
    await talk.letPass(2 * 60, 60);
    assert.equal((await asks(id)).length, 2);
    assert.doesNotMatch((await talk.look('outsider', card)).all, /is looking/);
    await talk.ask('dba', 'ops', `reject ${id} not now`, /reject/i);
    assert.match((await look('approver-1', { version: 0 })).text ?? '', /no longer waits|changed/);
  });

  it('is told apart: on the card by name, to whoever looks whether they can decide, and why not', async () => {
    const { id, card } = await asked('ops', 'web-01');
    const seen = async (who: string) => (await talk.look(who, card)).all;
    assert.match(await seen('approver-1'), /Can decide: Anton Visser \(with keys\), .*, Dana Mertens\./);
    assert.match(await seen('approver-1'), /You can decide it, and hold the key rights it needs/);
    assert.match(await seen('dba'), /You can decide it, but lack a key right it needs/);
    assert.match((await talk.ask('dba', 'ops', `status ${id}`, /is decided by/)).all, /but lack a key right/);
    assert.match((await talk.ask('eligible', 'ops', `status ${id}`, /is decided by/)).all, /doesn't name you/);
    await talk.ask('oncall', 'ops', `withdraw ${id}`, /was withdrawn/);
  });

  it('is asked by its card in their own chat, if they are not in the channel', async () => {
    await talk.ask('platform', 'incident-7', '@Strongroom channel allow all', /./);
    const { id } = await asked('incident-7');
    await talk.letPass(6 * 60);
    for (const room of ['personal-approver-2', 'personal-dba'])
      await talk.hears(room, new RegExp(`Approve or reject ${id} by`));
    assert.deepEqual((await mentioned(id, 'incident-7')).flat().toSorted(), ['Anton Visser', 'Petra Lange']);
  });

  it('is named to the requester, once, if no message reaches them', async () => {
    const outOfReach = async (id: string) =>
      (await talk.read('ops')).filter(({ all }) => all.includes(id) && all.includes('Out of reach'));
    const some = await asked('ops', 'app-01');
    const nobody = await asked('ops', 'sql-01');
    await talk.letPass(11 * 60, 60);
    const [told, ...more] = await outOfReach(some.id);
    assert.match(told?.all ?? '', /can't notify everyone.*Out of reach: one other\. Add them/);
    assert.deepEqual([told?.mentions.map(({ name }) => name), more], [['Olivia Novak'], []]);
    const [all, ...again] = await outOfReach(nobody.id);
    assert.match(all?.all ?? '', /Nobody was notified about R-\w{4}\. Out of reach: one other/);
    assert.deepEqual(again, []);
  });
});
