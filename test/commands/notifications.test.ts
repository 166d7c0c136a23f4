import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTalk, type Talk, tuesday } from './talk.ts';

let talk: Talk;
before(async () => {
  // Forty of them are encrypted from kv-fleet: the third of every twentieth.
  talk = await startTalk({ world: { fleetSize: 60, origin: tuesday } });
});
after(() => talk.close());

async function post(path: string, body: object): Promise<void> {
  const response = await fetch(`${talk.sandbox.address}${path}`, { method: 'POST', body: JSON.stringify(body) });
  assert.equal(response.status, 200, await response.text());
}

const keyAccess = (granted: boolean) => post('/api/world/key-access', { keyVault: 'kv-fleet', granted });
const night = () => post('/api/world/scheduled-backups', { keyVault: 'kv-fleet' });
const posts = async (fits: RegExp) =>
  (await talk.read('ops')).filter(({ from, all }) => from === 'bot' && fits.test(all));

describe('a channel that subscribed to a vault', () => {
  it('hears of a failed night in one message, which grows, names them in its thread, and says when all is good', async () => {
    await talk.ask('oncall', 'ops', 'subscribe rsv-fleet', /From now on I post here what fails/);
    await keyAccess(false);
    await night();
    const card = await talk.passes(
      'the failures',
      async () => (await posts(/3 VMs in rsv-fleet: key vault access missing/))[0],
    );
    assert.match(card.all, /Let Azure Backup get, list and back up[\s\S]*fleet-0020[\s\S]*Nobody is on it yet/);
    assert.equal((await posts(/key vault access missing/)).filter(({ replyTo }) => !replyTo).length, 1);
    const details = await talk.passes('the thread', async () =>
      (await posts(/fleet-0020[\s\S]*fleet-0040/)).find(({ replyTo }) => replyTo === card.id),
    );
    assert.equal(details.replyTo, card.id);
    await talk.click('oncall', card.id, 'notice-take');
    await talk.shows(card, /Olivia Novak is on it/);
    await keyAccess(true);
    await night();
    await talk.passes('the recovery', async () =>
      (await posts(/All 3 have good backups again/)).find(({ replyTo }) => replyTo === card.id),
    );
    await talk.shows(card, /good backups again after/);
  });

  it('hears nothing of what is muted, and of it again once the mute has ended', async () => {
    await talk.ask('oncall', 'ops', 'mute UserErrorKeyVaultPermissionsNotConfigured until fixed', /until it is fixed/);
    await talk.ask('oncall', 'ops', 'subscriptions', /rsv-fleet \(failures\)[\s\S]*Muted: UserErrorKeyVault/);
  });
});
