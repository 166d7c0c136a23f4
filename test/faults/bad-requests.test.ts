import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { roster } from '../../sandbox/teams/roster.ts';
import { type Bench, startBench } from './bench.ts';
import { chosen, full } from './extent.ts';
import { until } from './until.ts';

const count = full ? 10_000 : 1_500;
const atOnce = 16;
/** Most that a process may grow while it refuses: uncollected garbage, but not an entry per request. */
const mostGrownMb = 60;

const hour = 3_600;

describe('bad requests, one after the other', () => {
  let bench: Bench | undefined;
  before(async () => {
    bench = await startBench();
  });
  after(() => bench?.close());

  test(`${count} of them: each is refused 400 or 401, none fails, and nothing of them is remembered`, async (t) => {
    assert.ok(bench);
    const { teams, bot } = bench.sandbox;
    const { address, pid } = bot.state;
    assert.ok(address && pid);
    const { signer, serviceUrl } = teams;
    const audience = roster.bot.appId;
    const { privateKey } = await generateKeyPair('RS256');
    const now = () => Math.floor(Date.now() / 1000);
    const random = chosen();
    t.diagnostic(`SEED=${random.seed}`);

    const good = (at: object = {}) => ({
      type: 'message',
      id: String(random.below(2 ** 31)),
      channelId: 'msteams',
      serviceUrl,
      from: { id: '29:oncall', name: 'Olivia Novak', aadObjectId: roster.people[0]?.objectId },
      recipient: { id: roster.bot.teamsId, name: 'Strongroom' },
      conversation: { id: 'a:personal-oncall', conversationType: 'personal', tenantId: roster.tenantId },
      text: 'restore sql-01 latest because of a bad request',
      ...at,
    });
    const ours = (how: object = {}) => signer.sign({ audience, serviceUrl, ...how });
    const forged = (claims: object) =>
      new SignJWT({ iss: 'https://api.botframework.com', aud: audience, serviceurl: serviceUrl, ...claims })
        .setProtectedHeader({
          alg: 'RS256',
          kid: ['local-teams', `kid-${random.below(10_000)}`][random.below(2)] ?? '',
        })
        .setExpirationTime('1 hour')
        .sign(privateKey);
    const reused = await ours();
    const elsewhere = `https://elsewhere-${random.below(10_000)}.example/`;
    const guid = () => `44444444-4444-4444-8444-${String(random.below(10 ** 9)).padStart(12, '0')}`;

    /** Each makes a token and a body with a new tenant, key or issuer every time: whatever is cached would pile up. */
    const kinds: Record<string, () => Promise<{ token?: string; body: unknown }>> = {
      'a forged signature': async () => ({ token: await forged({ tid: guid() }), body: good() }),
      expired: async () => ({ token: await ours({ notBefore: '-3 hours', expires: '-1 hour' }), body: good() }),
      'of the future': async () => ({ token: await ours({ notBefore: '2 hours', expires: '4 hours' }), body: good() }),
      'another audience': async () => ({ token: await ours({ audience: guid() }), body: good() }),
      'another issuer': async () => ({
        token: await ours({ issuer: `https://sts.windows.net/${guid()}/` }),
        body: good(),
      }),
      'alg none': async () => ({
        token: new UnsecuredJWT({ aud: audience, serviceurl: serviceUrl, exp: now() + hour })
          .setIssuer('https://api.botframework.com')
          .encode(),
        body: good(),
      }),
      'no token': async () => ({ body: good() }),
      'no JWT': async () => ({ token: 'x'.repeat(random.below(4_000)), body: good() }),
      'without a service URL in the token': async () => ({ token: await signer.sign({ audience }), body: good() }),
      'without a service URL in the activity': async () => ({ token: reused, body: good({ serviceUrl: undefined }) }),
      'a service URL elsewhere, signed': async () => ({
        token: await ours({ serviceUrl: elsewhere }),
        body: good({ serviceUrl: elsewhere }),
      }),
      'another channel': async () => ({ token: reused, body: good({ channelId: 'emulator' }) }),
      'another tenant': async () => ({
        token: reused,
        body: good({ conversation: { id: 'a:x', conversationType: 'personal', tenantId: guid() } }),
      }),
      'the bot’s own token, replayed': async () => ({
        token: await ours({
          audience: 'https://api.botframework.com',
          issuer: `https://login.microsoftonline.com/${guid()}/v2.0`,
        }),
        body: good(),
      }),
      'a token of another service URL, replayed': async () => ({
        token: reused,
        body: good({ serviceUrl: `${serviceUrl}${random.below(10_000)}/` }),
      }),
      'no activity': async () => ({ token: reused, body: [[], 'text', 7, null, {}, { type: 7 }][random.below(6)] }),
    };
    const names = Object.keys(kinds);
    const seen = new Map<string, number>();

    async function one(): Promise<void> {
      const name = names[random.below(names.length)] ?? '';
      const { token, body } = (await kinds[name]?.()) ?? { body: '' };
      const response = await fetch(`${address}/api/messages`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body) ?? '',
      });
      const said = await response.text();
      assert.ok(response.status === 401 || response.status === 400, `${name}: ${response.status} ${said}`);
      assert.equal(said, '', `${name} is answered without a reason`);
      seen.set(name, (seen.get(name) ?? 0) + 1);
    }
    async function many(times: number): Promise<void> {
      let left = times;
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          while (left-- > 0) await one();
        }),
      );
    }

    // The first quarters still contain memory of the start.
    const sizes: number[] = [];
    for (let quarter = 0; quarter < 4; quarter += 1) {
      await many(count / 4);
      sizes.push(residentMb(pid));
    }
    t.diagnostic(`resident after each quarter, MB: ${sizes.join(', ')}`);
    const [, second = 0, third = 0, last = 0] = sizes;
    assert.ok(last - Math.min(second, third) < mostGrownMb, `grown to ${last} MB`);
    assert.equal(seen.size, names.length, 'every kind was sent');
    assert.deepEqual(
      bot.log.filter((line) => /"level":"(error|fatal)"/.test(line)),
      [],
    );
    const { api } = bench;
    const asked = await api.messages('personal-oncall');
    assert.ok(
      asked.every(({ text }) => !/sql-01/.test(text)),
      'nothing of it was taken for an ask',
    );
    // Strangers do not lock out legitimate users.
    const { message } = await api.say('oncall', 'personal-oncall', 'help');
    await until('an answer to help', async () =>
      (await api.messages('personal-oncall', message)).some(({ id, from }) => id > message && from === 'bot'),
    );
  });
});

/** Resident memory of a process in MB, as Linux counts it. */
function residentMb(pid: number): number {
  const kb = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  assert.ok(kb);
  return Math.round(Number(kb) / 1024);
}
