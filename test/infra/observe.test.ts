import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { idIn, startTalk, type Talk } from '../talk.ts';
import { onlyObserve } from './only-observe.ts';

let talk: Talk;
let began: string;

before(async () => {
  talk = await startTalk();
  onlyObserve(talk.sandbox.world);
  began = new Date().toISOString();
});
after(() => talk.close());

/** Underscores are escaped, as cards are Markdown. */
function off(tier: string, done = ''): RegExp {
  const setting = `TIER\\\\_${tier.toUpperCase()}=true`;
  const parts = ['nobody was asked', `Tier ${tier} is off`, setting, done];
  return new RegExp(parts.join('[^]*'));
}

/** Reads that Azure has as POST: what it would have against something, and tokens. */
const looks =
  /\/(backupValidateOperation|backupStatus|backupPreValidateProtection|backupValidateFeatures)\b|\/oauth2\//;

describe('a bot with the rights of tier observe alone', () => {
  it('shows machines and checks them', async () => {
    await talk.ask('oncall', 'ops', 'vms', /new-01/);
    await talk.ask('oncall', 'ops', 'check sql-01', /sql-01/);
  });

  it('shows the plan of a restore, and says that nothing of it is done and who switches it on', async () => {
    const said = await talk.ask('oncall', 'ops', 'restore sql-01 latest because INC0012345', off('restore'));
    assert.match(said.all, /What would have been done: sql-01/);
    assert.match(said.all, /Once approved, Strongroom would have started this/);
    assert.match(said.all, /rg-restore/);
    assert.equal(said.card && JSON.stringify(said.card).includes('Action.Execute'), false, 'nothing to press');
  });

  it('puts the form away whose submit led there', async () => {
    const form = await talk.ask('oncall', 'ops', 'backup web-01', /filling in a form/);
    const until = new Date('2026-12-01').toISOString().slice(0, 10);
    await talk.click('oncall', form.id, 'backup-run', { inputs: { until } });
    await talk.hears('ops', off('protect'));
    await talk.shows(form, /saw what would have been done for web-01\. No request was sent/);
  });

  it('does so for every change of the tiers that are off', async () => {
    await talk.ask(
      'oncall',
      'ops',
      'backup sql-01 web-01 keep 30d',
      off('protect', 'would have started this at once[^]*recovery point of web-01'),
    );
    await talk.ask('platform', 'ops', 'protection stop sql-01 because retired', off('protect'));
    const preview = await talk.ask('platform', 'ops', 'protect new-01 in rsv-prod with daily-30', /is this it\?/);
    await talk.ask('platform', 'ops', `confirm ${idIn(preview.all)}`, off('protect'));
    await talk.shows(preview, /saw what would have been done for new-01/);
    const policy = await talk.ask('platform', 'ops', 'policy new rsv-prod late daily 02:00 keep 30 days', /late/);
    await talk.ask('platform', 'ops', `confirm ${idIn(policy.all)}`, off('protect'));
  });

  it('has made no request, and has sent nothing that changes anything', async () => {
    const requests = await talk.ask('platform', 'ops', 'status', /waiting for you/i);
    assert.doesNotMatch(requests.all, /R-[2-9A-HJKMNP-Z]{4}/);
    const sent = await talk.api.requests(began);
    const changes = sent.filter(({ method, path }) => method !== 'GET' && !looks.test(path));
    assert.ok(sent.length > 10);
    assert.deepEqual(changes, []);
  });
});
