import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { people } from '../../sandbox/world/people.ts';
import { vaultIds } from '../../sandbox/world/places.ts';
import { ask } from '../sandbox/azure/ask.ts';
import { specsAreHere } from '../sandbox/azure/openapi/specs.ts';
import { Validator } from '../sandbox/azure/openapi/validator.ts';
import { type Said, startTalk, type Talk } from '../talk.ts';

let talk: Talk;
before(async () => {
  talk = await startTalk();
});
after(() => talk.close());

type Inputs = Record<string, string | string[]>;

/** Clicks on the form and returns the owner's next view. */
async function click(form: Said, verb: string, inputs?: Inputs): Promise<Said> {
  const answered = await talk.click('platform', form.id, verb, inputs ? { inputs } : {});
  assert.equal(answered.status, 200);
  return talk.look('platform', form);
}

/** Fills in both pages, up to the preview. */
async function fillIn(basics: Inputs, details: Inputs): Promise<Said> {
  const form = await talk.ask('platform', 'ops', 'policy new rsv-prod', /Name of the policy/);
  const second = await click(form, 'policy-next', { zone: 'Europe/Amsterdam', ...basics });
  assert.match(second.all, new RegExp(`New policy ${basics.name}: `));
  return click(second, 'policy-next', details);
}

/** The local Azure's answer to anyone, checked against Microsoft's specification if that is available. */
async function made(name: string): Promise<Record<string, unknown>> {
  const url = `https://management.azure.com${vaultIds.prod}/backupPolicies/${name}?api-version=2023-06-01`;
  const { status, body } = await ask(talk.sandbox, url, people.platform.objectId);
  assert.equal(status, 200, JSON.stringify(body));
  if (specsAreHere) {
    const validator = new Validator();
    const operation = [...validator.operations.values()].find(({ id }) => id === 'ProtectionPolicies_Get');
    assert.ok(operation);
    assert.deepEqual(validator.check(operation, status, body), []);
  }
  return body.properties as Record<string, unknown>;
}

const at = (time: string) => [`2026-01-01T${time}:00Z`];

describe('policies', () => {
  it('are told in words, of one vault or of all that may be read', async () => {
    const one = await talk.ask('oncall', 'ops', 'policies rsv-prod', /Backup policies of rsv-prod/);
    assert.match(
      one.all,
      /\*\*daily-30\*\* \(standard\): daily at 01:00 \(UTC\), keeps 30 days, 12 weeks; snapshots 2 days; \d+ VMs/,
    );
    const all = await talk.ask('oncall', 'ops', 'policies', /Vault rsv-test/);
    assert.match(all.all, /Vault rsv-prod/);
    const unknown = await talk.ask('oncall', 'ops', 'policies rsv-nowhere', /I can't find a vault rsv-nowhere/);
    assert.match(unknown.all, /can't find a vault rsv-nowhere[\s\S]*Vaults: rsv-prod/);
  });

  it('of vaults that somebody may not read are not told', async () => {
    await talk.ask('outsider', 'ops', 'policies', /no policies for virtual machines in the vaults that you can see/);
    await talk.ask('outsider', 'ops', 'policies rsv-prod', /don't let you read any vault here[\s\S]*Backup Reader/);
  });
});

describe('policy new', () => {
  it('is not given to who may write no policy, and says so in private', async () => {
    const said = await talk.ask('oncall', 'ops', 'policy new', /Your Azure roles don't let you/);
    assert.equal(said.in, 'personal-oncall');
    assert.match(said.all, /do this on rsv-prod, [\s\S]*a role with the right to create backup policies/);
    await talk.ask('oncall', 'ops', 'policy new rsv-test', /do this on rsv-test\. Ask an owner of rsv-test for/);
  });

  it('makes a daily one with all four kinds of retention, after a preview in words', async () => {
    const preview = await fillIn(
      { name: 'nightly', kind: 'daily' },
      {
        time: '2:00',
        snapshots: '3',
        daily: '30',
        weekly: '12',
        weeklyDays: ['Sunday'],
        monthly: '60',
        monthlyBy: 'weekday',
        monthlyWeeks: ['First'],
        monthlyDays: ['Sunday'],
        yearly: '10',
        yearlyMonths: ['January'],
        yearlyBy: 'date',
        yearlyDates: '1, last',
      },
    );
    assert.match(preview.all, /Backs up daily at 02:00 \(Europe\/Amsterdam\)\./);
    assert.match(preview.all, /In January, the points of day 1 and the last day are kept for 10 years\./);
    assert.match(preview.all, /! Keeps points beyond .*15 Sep 2028/);
    assert.match(preview.all, /Nothing is created yet/);
    await click(preview, 'policy-create');
    await talk.passes('the policy', async () =>
      (await talk.read('ops')).find(({ all }) => /is done: New policy nightly/.test(all)),
    );
    assert.deepEqual(await made('nightly'), {
      backupManagementType: 'AzureIaasVM',
      protectedItemsCount: 0,
      policyType: 'V1',
      instantRPDetails: {},
      schedulePolicy: {
        schedulePolicyType: 'SimpleSchedulePolicy',
        scheduleRunFrequency: 'Daily',
        scheduleRunTimes: at('02:00'),
        scheduleWeeklyFrequency: 0,
      },
      retentionPolicy: {
        retentionPolicyType: 'LongTermRetentionPolicy',
        dailySchedule: { retentionTimes: at('02:00'), retentionDuration: { count: 30, durationType: 'Days' } },
        weeklySchedule: {
          daysOfTheWeek: ['Sunday'],
          retentionTimes: at('02:00'),
          retentionDuration: { count: 12, durationType: 'Weeks' },
        },
        monthlySchedule: {
          retentionScheduleFormatType: 'Weekly',
          retentionScheduleWeekly: { daysOfTheWeek: ['Sunday'], weeksOfTheMonth: ['First'] },
          retentionTimes: at('02:00'),
          retentionDuration: { count: 60, durationType: 'Months' },
        },
        yearlySchedule: {
          retentionScheduleFormatType: 'Daily',
          monthsOfYear: ['January'],
          retentionScheduleDaily: {
            daysOfTheMonth: [
              { date: 1, isLast: false },
              { date: 0, isLast: true },
            ],
          },
          retentionTimes: at('02:00'),
          retentionDuration: { count: 10, durationType: 'Years' },
        },
      },
      instantRpRetentionRangeInDays: 3,
      timeZone: 'W. Europe Standard Time',
    });
    const list = await talk.ask('oncall', 'ops', 'policies rsv-prod', /\*\*nightly\*\*/);
    assert.match(
      list.all,
      /\*\*nightly\*\* \(standard\): daily at 02:00 \(Europe\/Amsterdam\), keeps 30 days, 12 weeks, 60 months, 10 years; snapshots 3 days; 0 VMs/,
    );
  });

  it('makes a weekly one, confirmed by text', async () => {
    const preview = await fillIn(
      { name: 'weekly-mt', kind: 'weekly' },
      { time: '23:30', days: ['Monday', 'Thursday'], weekly: '12' },
    );
    assert.match(preview.all, /weekly on Monday and Thursday at 23:30/);
    const id = /\*\*confirm (R-\w{4})\*\*/.exec(preview.all)?.[1] ?? '';
    await talk.ask('platform', 'ops', `confirm ${id}`, /New policy weekly-mt/);
    await talk.passes('the policy', async () =>
      (await talk.read('ops')).find(({ all }) => /is done: New policy weekly-mt/.test(all)),
    );
    const { schedulePolicy, retentionPolicy, ...rest } = await made('weekly-mt');
    assert.deepEqual(schedulePolicy, {
      schedulePolicyType: 'SimpleSchedulePolicy',
      scheduleRunFrequency: 'Weekly',
      scheduleRunDays: ['Monday', 'Thursday'],
      scheduleRunTimes: at('23:30'),
      scheduleWeeklyFrequency: 0,
    });
    assert.deepEqual(retentionPolicy, {
      retentionPolicyType: 'LongTermRetentionPolicy',
      weeklySchedule: {
        daysOfTheWeek: ['Monday', 'Thursday'],
        retentionTimes: at('23:30'),
        retentionDuration: { count: 12, durationType: 'Weeks' },
      },
    });
    assert.equal(rest.instantRpRetentionRangeInDays, 5);
  });

  it('makes an hourly one', async () => {
    const preview = await fillIn(
      { name: 'hourly-4', kind: 'hourly', zone: 'Asia/Kolkata' },
      { time: '08:00', every: '4', hours: '12', daily: '30', snapshots: '7' },
    );
    assert.match(preview.all, /every 4 hours from 08:00, for 12 hours \(Asia\/\w+\)/);
    await click(preview, 'policy-create');
    await talk.passes('the policy', async () =>
      (await talk.read('ops')).find(({ all }) => /is done: New policy hourly-4/.test(all)),
    );
    const { schedulePolicy, ...rest } = await made('hourly-4');
    assert.deepEqual(schedulePolicy, {
      schedulePolicyType: 'SimpleSchedulePolicyV2',
      scheduleRunFrequency: 'Hourly',
      hourlySchedule: {
        interval: 4,
        scheduleWindowStartTime: at('08:00')[0],
        scheduleWindowDuration: 12,
      },
    });
    assert.equal(rest.policyType, 'V2');
    assert.equal(rest.timeZone, 'India Standard Time');
    assert.equal(rest.instantRpRetentionRangeInDays, 7);
  });

  it('says beside its field what is wrong, keeps what was entered, and sends nothing', async () => {
    const form = await talk.ask('platform', 'ops', 'policy new rsv-prod', /Name of the policy/);
    const again = await click(form, 'policy-next', { name: 'daily-30', kind: 'daily', zone: 'Amsterdam' });
    assert.match(again.all, /<name> Name of the policy: daily-30\n\s*✗ The vault has a policy of this name/);
    assert.match(again.all, /<zone> Time zone: Amsterdam\n\s*✗ I don't know this time zone/);
    const second = await click(again, 'policy-next', { name: 'night-2', kind: 'daily', zone: 'UTC' });
    const wrong = await click(second, 'policy-next', { time: '02:15', daily: '3', snapshots: '9', monthly: 'many' });
    assert.match(wrong.all, /At what time: 02:15\n\s*✗ Azure starts only on the hour or half hour/);
    assert.match(wrong.all, /Days to keep each point: 3\n\s*✗ Azure accepts 7 or more\./);
    assert.match(wrong.all, /Days to keep snapshots: 9\n\s*✗ Azure accepts 5 or fewer\./);
    assert.match(wrong.all, /many\n\s*✗ Type a whole number/);
    const back = await click(wrong, 'policy-back');
    assert.match(back.all, /Name of the policy: night-2/);
    await click(back, 'form-cancel');
    assert.equal(talk.sandbox.world.vaults.get(vaultIds.prod.toLowerCase())?.policies.has('night-2'), false);
  });

  it('refused by Azure after all says why', async () => {
    const preview = await fillIn({ name: 'late-one', kind: 'daily' }, { time: '02:00', daily: '30', snapshots: '2' });
    const { policies } = talk.sandbox.world.vaults.get(vaultIds.prod.toLowerCase()) ?? {};
    const taken = policies?.get('daily-30');
    assert.ok(taken);
    policies?.set('late-one', { ...taken, name: 'late-one' });
    const answered = await talk.click('platform', preview.id, 'policy-create');
    assert.match(JSON.stringify(answered.body), /now has another policy called late-one/);
    policies?.delete('late-one');
  });

  it('speaks Dutch', async () => {
    const room = 'personal-platform';
    await talk.ask('platform', room, 'settings language nl', /Nederlands/);
    const form = await talk.ask('platform', room, 'nieuw beleid rsv-prod', /Naam van het beleid/);
    const second = await talk.click('platform', form.id, 'policy-next', {
      inputs: { name: 'nachtelijk', kind: 'daily' },
    });
    assert.equal(second.status, 200);
    const third = await talk.look('platform', form);
    await talk.click('platform', form.id, 'policy-next', { inputs: { daily: '2' } });
    assert.match(third.all, /Dagen dat een punt wordt bewaard/);
    assert.match((await talk.look('platform', form)).all, /✗ Azure wil er minstens 7/);
    await talk.ask('platform', room, 'settings language en', /English/);
  });
});
