import assert from 'node:assert/strict';
import { it } from 'node:test';
import { jobErrors } from '../../sandbox/world/job-errors.ts';
import { idIn, startTalk } from '../talk.ts';

it('a backup that ends with warnings says so where it says that it is done: its copy in the vault may be missing', async (t) => {
  const talk = await startTalk();
  t.after(() => talk.close());
  const { clock, vaults } = talk.sandbox.world;
  const card = await talk.ask('oncall', 'ops', 'backup app-01 keep 18 days', /Backup of app-01/);
  const job = await talk.passes('the job of app-01', async () =>
    [...vaults.values()]
      .flatMap(({ jobs }) => jobs)
      .find(({ item, operation, endsAt }) => {
        return item.vmName === 'app-01' && operation === 'Backup' && endsAt > clock.now();
      }),
  );
  const { result, error } = jobErrors.resourceNotFound;
  Object.assign(job, { result, errors: [error] });
  const id = idIn(card.all);
  const end = await talk.passes(`the end of ${id}`, async () =>
    (await talk.read('ops')).find(({ mentions, all }) => mentions.length > 0 && all.includes(`${id} is done`)),
  );
  assert.match(end.all, /is done: Backup of app-01/);
  assert.match(end.all, /with warnings: ResourceNotFound Could not perform the operation[\s\S]*"points app-01"/);
  const shown = await talk.becomes(card, /completed with warnings/);
  assert.match(shown.all, /⚠ \*\*[^*]+\*\*: completed with warnings/);
});
