import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTalk, type Talk, unfolded } from '../talk.ts';

const day = 24 * 60 * 60;

describe('commands that are kept each night', () => {
  let talk: Talk;
  before(async () => {
    talk = await startTalk({ commandsTag: { name: 'Service', value: 'orders' } });
  });
  after(() => talk?.close());

  const file = (name: string) => talk.sandbox.world.blobs.get('stanchor', 'commands', name)?.content.toString('utf8');
  const names = () =>
    talk.sandbox.world.blobs
      .list('stanchor', 'commands')
      .filter((name) => !name.includes('/'))
      .toSorted();
  const index = () => file('index.txt') ?? '';
  const doctor = (fits: RegExp) => talk.ask('platform', 'personal-platform', 'doctor', fits);

  it('doctor says that there are none before the first night', async () => {
    await doctor(/No commands are kept yet: no protected machine has the tag Service=orders/);
  });

  it('are those of the machines with the tag, dated, for both shells', async () => {
    await talk.letPass(day, 3 * 3600);
    const [name = '', ...others] = names();
    assert.match(name, /^index\.txt$/);
    assert.equal(others.length, 1);
    assert.match(others[0] ?? '', /^sql-01\.rg-app\.[0-9a-f-]{36}\.txt$/);
    assert.match(index(), /^\d{4}-\d\d-\d\dT\S+Z sql-01\.rg-app\.[0-9a-f-]{36}\.txt\n$/);
    const text = file(others[0] ?? '') ?? '';
    assert.match(text, /^# Printed by Strongroom on /);
    assert.match(text, /az backup restore restore-disks/);
    assert.match(text, /Restore-AzRecoveryServicesBackupItem/);
    assert.match(text, /what its identity may see/);
  });

  it('their readers are named by doctor', async () => {
    assert.match(
      unfolded(await doctor(/health/)),
      /Last night the commands of one machine were kept\. Who can read them: [^;]+; who can write there: /,
    );
  });

  it('go on after the bot was killed, at the time of the next night', async () => {
    const before = index();
    await talk.sandbox.bot.kill('SIGKILL');
    await talk.sandbox.bot.start();
    await talk.letPass(day, 3 * 3600);
    assert.notEqual(index(), before);
  });

  it('of a machine that lost its tag stay as they are, and the index says so', async () => {
    const { resources } = talk.sandbox.world;
    const machine = resources.all('/subscriptions').find(({ name }) => name === 'sql-01');
    const before = index();
    const tags = machine?.tags;
    if (machine) machine.tags = {};
    await talk.letPass(day, 3 * 3600);
    assert.equal(index(), before.replace('\n', ' no-longer-kept\n'));
    assert.equal(names().length, 2);
    await doctor(/No commands are kept yet: no protected machine has the tag/);
    if (machine && tags) machine.tags = tags;
    await talk.letPass(day, 3 * 3600);
    assert.match(index(), /^\S+ sql-01\.rg-app\.[0-9a-f-]{36}\.txt\n$/);
  });

  it('stay with their date where the container cannot be written, and doctor is amber', async () => {
    const { roles } = talk.sandbox.world;
    const [held, before] = [roles.assignments, index()];
    roles.assignments = held.filter(({ scope }) => !scope.endsWith('/stanchor'));
    await talk.letPass(day + 3 * 3600, 3 * 3600);
    assert.equal(index(), before);
    await doctor(/I can't read the kept commands/);
    roles.assignments = held;
    await doctor(/The kept commands of one machine are older than 26 hours: sql-01\.rg-app/);
  });
});
