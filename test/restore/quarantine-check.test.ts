import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { quarantinePlace, restoreTargets } from '../../sandbox/world/places.ts';
import { startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk?.close());

/** The plan of a copy, with its check, while a staging account is gone. */
async function planWithout(accountId: string, network: string): Promise<string> {
  const { resources } = talk.sandbox.world;
  const account = resources.get(accountId) ?? assert.fail();
  resources.delete(accountId);
  try {
    const line = `restore web-01 latest ${network} because INC0012345 look at it`;
    return (await talk.ask('oncall', 'ops', line, /Check the plan, then ask/)).all;
  } finally {
    resources.put(account);
  }
}

it('the check beside a plan for quarantine looks at the account and the group of that place, and not at the usual ones', async () => {
  const gone = /Stops a restore[\s\S]*Staging account \S+ doesn't exist/;
  assert.match(await planWithout(quarantinePlace.stagingStorageAccountId, 'quarantine'), gone);
  const usual = restoreTargets[0]?.stagingStorageAccountId ?? '';
  assert.doesNotMatch(await planWithout(usual, 'quarantine'), gone);
  assert.match(await planWithout(usual, 'isolated'), gone);
});
