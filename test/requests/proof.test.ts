import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { idIn, type Said, startTalk, type Talk, unfolded } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk.close());

async function asked(vm: string): Promise<{ id: string; card: Said }> {
  const plan = await talk.ask('oncall', 'ops', `restore ${vm} latest because INC0012345`, /Check the plan, then ask/);
  const id = idIn(plan.text || plan.all);
  return { id, card: await talk.ask('oncall', 'ops', `confirm ${id}`, /Decide by/) };
}

type Row = {
  event: string;
  details: { card?: { text: { textHash: string } } };
  texts: Record<string, { salt: string; text: string }>;
};

/** The audit of a request, as an administrator exports it. */
async function auditOf(id: string): Promise<Row[]> {
  const before = new Set((await talk.read('personal-platform')).map((said) => said.id));
  await talk.ask('platform', 'ops', `audit export ${id}`, /rows\) is in our personal chat/);
  await talk.settled();
  const pages = (await talk.read('personal-platform')).filter((said) => !before.has(said.id));
  return pages.flatMap(({ all }) => {
    const lines = all.split('```')[1]?.trim().split('\n') ?? [];
    return lines.map((line) => JSON.parse(line) as Row);
  });
}

test('a guest is never named as who could decide, whatever role they hold', async () => {
  const { id } = await asked('web-01');
  const { all } = await talk.ask('approver-1', 'ops', `status ${id}`, /Who could decide: /);
  assert.match(all, /Anton Visser/);
  assert.doesNotMatch(all, /Gustav Berg/);
  assert.match(all, new RegExp(`You can decide it, and hold the key rights it needs\\.\\s+Type "approve ${id}"`));
  await talk.ask('oncall', 'ops', `withdraw ${id}`, /was withdrawn/);
});

test('whoever types confirm about the request of somebody else is told how to decide it', async () => {
  const { id, card } = await asked('web-01');
  await talk.ask('approver-1', 'ops', `confirm ${id}`, new RegExp(`already confirmed ${id}\\. .*"approve ${id}"`));
  await talk.ask('approver-1', 'ops', `reject ${id}`, /was rejected/);
  await talk.shows(card, /✗ Rejected/);
  assert.doesNotMatch((await talk.look('oncall', card)).all, /: waiting/, 'no step waits any more');
});

test('who can read no machine is told whom to ask', async () => {
  const { all } = await talk.ask('outsider', 'ops', 'vms', /in all: 0\./);
  assert.match(all, /no machine you can read here\. Ask an owner/);
});

test('the details of a request say what takes it back, before it starts and later', async () => {
  const { id, card } = await asked('web-01');
  assert.match(
    unfolded(await talk.look('approver-1', card)),
    /Undo: stop it before it starts; later, delete the copy in rg-restore/,
  );
  await talk.ask('oncall', 'ops', `withdraw ${id}`, /was withdrawn/);
});

test('what the card said to each voter stands in the audit with the vote, by click and by text', async () => {
  for (const decide of [
    async ({ id }: { id: string; card: Said }) => talk.ask('approver-1', 'ops', `reject ${id} not now`, /rejected/i),
    async ({ card }: { id: string; card: Said }) => talk.click('approver-1', card.id, 'reject-not-now'),
  ]) {
    const request = await asked('web-01');
    const all = unfolded(await talk.look('approver-1', request.card));
    await decide(request);
    const vote = (await auditOf(request.id)).find(({ event }) => event === 'vote.reject');
    const hash = vote?.details.card?.text.textHash ?? '';
    const { salt = '', text = '' } = vote?.texts[hash] ?? {};
    assert.equal(hash, createHash('sha256').update(`${salt}${text}`).digest('hex'));
    // The same words as on the screen, including Details, and the hash of the plan.
    for (const part of ['Restore of web-01', 'can read this copy', 'Undo: ', 'Why: INC0012345']) {
      assert.ok(text.includes(part) && all.includes(part), part);
    }
    assert.match(text, /Plan hash: [0-9a-f]{64}/);
  }
});

test('a settled card stays settled after restarts and replays', async () => {
  const { id, card } = await asked('web-01');
  await talk.look('approver-1', card);
  const voted = (await talk.click('approver-1', card.id, 'reject-not-now')) as { activity?: string };
  await talk.shows(card, /Rejected by Anton Visser/);
  await talk.sandbox.bot.stop();
  await talk.api.start();
  await talk.settled();
  const again = await talk.api.redeliver(voted.activity ?? '', 5);
  assert.equal(again.length, 5);
  // An old screen that still shows the buttons, and a line that was typed late.
  await talk.click('approver-2', card.id, 'approve', { version: 0 });
  await talk.ask('approver-2', 'ops', `reject ${id} too late`, /no longer waits/);
  await talk.letPass(5 * 60 * 60, 60 * 60);
  for (const who of ['oncall', 'approver-1', 'approver-2', 'outsider']) {
    const all = unfolded(await talk.look(who, card));
    assert.match(all, /Rejected by Anton Visser/, who);
    assert.doesNotMatch(all, /\[Approve\]|Undo: |expired/, who);
  }
  const events = (await auditOf(id)).map(({ event }) => event).filter((event) => event.startsWith('vote.'));
  assert.deepEqual(events, ['vote.reject']);
});
