import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { roster } from '../../sandbox/teams/roster.ts';
import { product } from '../../src/app/product.ts';
import { until } from '../faults/until.ts';
import { idIn, startTalk, type Talk } from '../talk.ts';
import { activityOf as activityFor, send as sendFor } from './raw-activity.ts';

const { commands, viewVerbs } = product;

let talk: Talk;
/** A stranger's request, with a reason that must not leak. */
let requestId: string;
before(async () => {
  talk = await startTalk();
});
after(() => talk.close());

const evil = `[free](https://evil.example/x) <a href="https://evil.example">x</a> https://evil.example *b* \${name} {{vm}} $t(errors.internal)`;
const names = commands.flatMap(({ spec }) => [spec.name, ...Object.values(spec.aliases).flat()]);
const verbs = [
  ...commands.flatMap(({ verbs: own = {} }) => Object.keys(own)),
  ...Object.keys({ ...product.verbs, ...viewVerbs }),
];
const words = [
  'sql-01',
  'latest',
  '#2',
  'because',
  'keep',
  '30d',
  'R-7K2M',
  'R-2222',
  'page',
  '2',
  'all',
  'rsv-prod',
  'nl',
  evil,
];

const anyWord = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...words) },
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const anyLine = fc
  .tuple(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...names) }, anyWord), fc.array(anyWord, { maxLength: 6 }))
  .map(([name, rest]) => [name, ...rest].join(' '));
/** Neither `String(…)` nor a template literal accepts it. */
const stubborn = { toString: '' };
const anyValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    'R-7K2M',
    'restore',
    'backup',
    '1:',
    '9999:x',
    '__proto__',
    'a\0b',
    '\ud800',
    evil,
    'x'.repeat(5_000),
    stubborn,
    [stubborn],
  ),
  fc.string({ unit: 'binary' }),
  fc.integer(),
  fc.array(fc.string()),
  fc.dictionary(fc.string(), fc.string()),
);
const anyData = fc.record(
  { id: anyValue, nonce: anyValue, choice: anyValue, point: anyValue, reason: anyValue, name: anyValue },
  { requiredKeys: [] },
);

const activityOf = (as: string, fields: object) => activityFor(talk, as, fields);
const send = (as: string, fields: object) => sendFor(talk, as, fields);

/** Fails on an internal error, which a person would read as "something went wrong on my side". */
function noDefects(): void {
  const [bad] = talk.sandbox.bot.log.filter((line) => /"level":"(error|fatal)"/.test(line));
  assert.equal(bad?.slice(0, 1_500), undefined);
}

const rooms = { person: fc.constantFrom('oncall', 'outsider', 'approver-1', 'platform', 'eligible') };

describe('whatever is typed or clicked', () => {
  // One of the random lines may set a language, and later tests expect English.
  after(() => send('oncall', { text: 'settings language en' }));

  it('every line gets an answer, from everyone', async () => {
    await fc.assert(
      fc.asyncProperty(rooms.person, anyLine, async (as, text) => {
        await send(as, { text });
      }),
      { numRuns: 250 },
    );
    noDefects();
  });

  it('every button with anything in it is answered without a 500, as Execute, as Submit and as a refresh', async () => {
    const how = fc.constantFrom('execute', 'submit', 'refresh');
    const verb = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...verbs) }, fc.string());
    await fc.assert(
      fc.asyncProperty(rooms.person, verb, anyData, how, async (as, name, data, by) => {
        if (by === 'submit') return void (await send(as, { text: undefined, value: { verb: name, ...data } }));
        const trigger = by === 'refresh' ? 'automatic' : 'manual';
        const value = { action: { type: 'Action.Execute', verb: name, data }, trigger };
        const body = await send(as, { type: 'invoke', name: 'adaptiveCard/action', value });
        assert.notEqual((body as { statusCode?: number }).statusCode, 500, JSON.stringify({ name, data, body }));
      }),
      { numRuns: 250 },
    );
    noDefects();
  });

  it('every button is answered whose data neither String(…) nor a template takes', async () => {
    const data = Object.fromEntries(
      ['id', 'nonce', 'choice', 'point', 'reason', 'name'].map((name) => [name, stubborn]),
    );
    for (const verb of verbs) {
      const value = { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' };
      const body = await send('oncall', { type: 'invoke', name: 'adaptiveCard/action', value });
      assert.notEqual((body as { statusCode?: number }).statusCode, 500, JSON.stringify({ verb, body }));
    }
    noDefects();
  });

  it('searches and invokes that nobody knows are answered, with choices or with nothing', async () => {
    const name = fc.constantFrom(
      'application/search',
      'task/fetch',
      'composeExtension/query',
      'signin/verifyState',
      'x',
    );
    await fc.assert(
      fc.asyncProperty(rooms.person, name, anyValue, anyValue, async (as, kind, queryText, dataset) => {
        await send(as, { type: 'invoke', name: kind, value: { queryText, dataset, data: {} } });
      }),
      { numRuns: 100 },
    );
    noDefects();
  });
});

describe('what people and machines are called', () => {
  it('becomes no link, no markup and no template, wherever it is shown', async () => {
    const from = { ...(activityOf('oncall', {}).from as object), name: evil };
    const said = (text: string) => send('oncall', { text, from });
    await said('whoami');
    await said(`backup ${evil}`);
    await said(`vm "${evil}"`);
    await said(`vms ${evil}`);
    await said(`explain ${evil}`);
    await said(`helpp ${evil}`);
    const plan = await talk.ask('oncall', 'ops', `restore web-01 latest because ${evil}`, /evil/);
    requestId = idIn(plan.all);
    await talk.ask('oncall', 'ops', `confirm ${requestId}`, /Decide by/);
    for (const room of [
      'ops',
      ...roster.people.filter(({ tenantId }) => !tenantId).map(({ id }) => `personal-${id}`),
    ]) {
      for (const { from: who, text, card } of await talk.read(room)) {
        if (who !== 'bot') continue;
        assert.doesNotMatch(text, /https?:\/\/evil/, 'an address that a phone makes a link of');
        // Beside a card the text is the summary, which nothing renders.
        for (const shown of card ? shownIn(card) : [text]) {
          assert.doesNotMatch(shown, /(?<!\\)\]\((?!https:\/\/portal\.azure\.com\/)/, 'a link that is not ours');
          assert.doesNotMatch(shown, /https?:\/\/evil/, 'an address that a client makes a link of');
          assert.doesNotMatch(shown, /(?<!\\)<a /, 'markup');
          assert.doesNotMatch(shown, /Something went wrong/, 'a template or a text was expanded');
        }
      }
    }
    noDefects();
  });

  it('what somebody without rights gets to read holds nothing of machines, keys or other people’s asks', async () => {
    const earlier = (await talk.read('personal-outsider')).at(-1)?.id ?? '';
    const lines = names.flatMap((name) => [name, `${name} sql-01`, `${name} ${requestId}`, `${name} rsv-prod`]);
    for (const text of lines) await send('outsider', { text });
    const read = (await talk.read('personal-outsider')).filter(({ from, id }) => from === 'bot' && id > earlier);
    assert.ok(read.length > lines.length / 2);
    for (const { all } of read) {
      assert.doesNotMatch(all, /kek-sql|kv-prod|Encryption, BEK|evil\.example|19:ops|recovery points? \(/i, all);
    }
    noDefects();
  });
});

describe('what is too much', () => {
  it('a megabyte of text is refused with 413, and what Teams may send is answered', async () => {
    const { delivery } = talk.sandbox.teams;
    // The server waits a second for the rest; a client that still sends then may find the connection closed.
    const large = await until('an answer', async () => {
      const sent = await delivery.send(activityOf('oncall', { text: 'x'.repeat(1024 * 1024) }));
      if (sent.kind === 'answered') return sent;
      assert.equal(sent.reason, 'the connection failed');
      return undefined;
    });
    assert.deepEqual(large, { kind: 'answered', status: 413, body: undefined });
    await send('oncall', { text: `restore web-01 latest because ${'y'.repeat(90_000)}` });
    await send('oncall', { text: '[('.repeat(40_000) });
    await send('oncall', { text: `${'restore '.repeat(10_000)}` });
    noDefects();
  });

  it('who sends slowly holds nobody up', async () => {
    const { address } = talk.sandbox.bot.state;
    assert.ok(address);
    const { hostname, port } = new URL(address);
    const slow = Array.from({ length: 50 }, () => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      socket.write(
        'POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{',
      );
      return socket;
    });
    await talk.ask('oncall', 'personal-oncall', 'help', /I understand/);
    for (const socket of slow) socket.destroy();
    noDefects();
  });
});

/** Markdown of a card: the text of its blocks and facts. */
function shownIn(card: unknown): string[] {
  if (Array.isArray(card)) return card.flatMap(shownIn);
  if (typeof card !== 'object' || card === null) return [];
  const { type, text, title, value, ...rest } = card as Record<string, unknown>;
  const own = [type === 'TextBlock' ? text : undefined, type === undefined && title ? value : undefined];
  return [...own.filter((each): each is string => typeof each === 'string'), ...Object.values(rest).flatMap(shownIn)];
}
