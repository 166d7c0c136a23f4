import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { type HttpClient, RestError } from '@azure/core-rest-pipeline';
import { createCall } from '../../first-contact/azure/call.ts';
import { clean, free } from '../../first-contact/azure/clean.ts';
import { explain } from '../../first-contact/azure/explain.ts';
import { type Journal, openJournals, startJournal } from '../../first-contact/azure/journal.ts';
import { reportOf } from '../../first-contact/azure/report.ts';
import { runOn, startLocal } from '../../first-contact/azure/run.ts';
import { differences } from '../../first-contact/azure/shapes.ts';
import { pmk } from '../../sandbox/world/encryption.ts';
import { people } from '../../sandbox/world/people.ts';
import { prod } from '../../sandbox/world/places.ts';
import { protect } from '../../sandbox/world/protect.ts';
import { roles } from '../../sandbox/world/role-definitions.ts';
import { addVault } from '../../sandbox/world/seed-resources.ts';
import { dataFolder } from '../data-folder.ts';
import { differing, planted } from './planted.ts';

const folder = dataFolder();
after(() => rmSync(folder, { recursive: true, force: true }));
const setting = { folder, location: 'westeurope', say: () => undefined };
type Ground = Awaited<ReturnType<typeof startLocal>>;

const on = async <T>(work: (ground: Ground) => Promise<T>, caller?: string): Promise<T> => {
  const ground = await startLocal(caller);
  try {
    return await work(ground);
  } finally {
    await ground.close();
  }
};

/** Notes where each call goes. */
const noting = (asked: Set<string>, { sendRequest }: HttpClient): HttpClient => ({
  sendRequest(request) {
    const { host, pathname } = new URL(request.url);
    asked.add(`${host}${pathname}`);
    return sendRequest(request);
  },
});

/** What costs money or shows in the subscription. */
const resources = ({ world }: Ground) => world.resources.below(`/subscriptions/${prod.id}`).map(({ id }) => id);

describe('a first contact with Azure', () => {
  it('goes from an empty subscription to an empty one, and reports each of twenty differences and nothing else', async () => {
    const local = await on((ground) => runOn(ground, setting));
    assert.equal(local.failure, undefined);
    const asked = new Set<string>();
    const here = await on(async (ground) => {
      const { azure } = ground;
      // What the bot does once a day falls into the run.
      await ground.pass(13 * 3600);
      const client = differing(noting(asked, azure.client));
      const outcome = await runOn({ ...ground, azure: { ...azure, client } }, setting);
      assert.deepEqual(resources(ground), []);
      return outcome;
    }, people.dba.objectId);
    assert.equal(here.failure, undefined);
    const ours = new RegExp(
      `^(management\\.azure\\.com/subscriptions/${prod.id}\\b|(srfc|kv-fc)[^/]*${here.place.run}\\.|graph\\.microsoft\\.com/)`,
      'i',
    );
    assert.deepEqual(
      [...asked].filter((one) => !ours.test(one)),
      [],
    );
    assert.deepEqual(new Set(here.left.map(({ why }) => why)), new Set([free]));
    assert.deepEqual(openJournals(folder), []);
    const found = differences(local.recording, here.recording);
    for (const one of planted) {
      assert.ok(
        found.some(({ where, what }) => one.where.test(where) && one.what.test(what)),
        `${one.what} of ${one.where}:\n${found.map((each) => JSON.stringify(each)).join('\n')}`,
      );
    }
    const others = found.filter(
      ({ where, what }) => !planted.some((one) => one.where.test(where) && one.what.test(what)),
    );
    assert.deepEqual(others, []);
    assert.deepEqual(differences(local.recording, local.recording), []);
    const report = reportOf(local, here, setting.location, new Date());
    assert.match(report, /It ran to its end[\s\S]*Afterwards these were left: a deleted key vault/);
    for (const secret of [prod.id, here.place.run, 'fc-ade', 'strongroom-fc', '@', /[0-9a-f]{8}-[0-9a-f]{4}-/]) {
      assert.ok(typeof secret === 'string' ? !report.includes(secret) : !secret.test(report), String(secret));
    }
  });

  it('is cleaned up from its journal after a kill anywhere', async () => {
    for (const lastCall of [/roleAssignments/, /deployments\/machines/, /\/backup\?/, /\/restore\?/]) {
      await on(async (ground) => {
        const { azure } = ground;
        let dead = false;
        // A process that was killed sends nothing more: the call may have arrived all the same.
        const killed: typeof azure.client = {
          async sendRequest(request) {
            if (dead) throw new Error('killed');
            const response = await azure.client.sendRequest(request);
            dead ||= request.method !== 'GET' && lastCall.test(request.url);
            if (dead) throw new Error('killed');
            return response;
          },
        };
        const pass = async (seconds: number) => {
          if (dead) throw new Error('killed');
          await ground.pass(seconds);
        };
        const run = runOn({ ...ground, pass, azure: { ...azure, client: killed } }, setting);
        // What went wrong while it deleted keeps no report from being written.
        const { failure, left: unseen } = await run;
        assert.match(String(failure), /killed/, String(lastCall));
        assert.deepEqual(unseen.length, 1);
        assert.notDeepEqual(resources(ground), []);
        const [journal, ...others] = openJournals(folder);
        assert.ok(journal);
        assert.deepEqual(others, []);
        await ground.pass(600);
        const left = await clean(journal, createCall(azure, azure.client, ground.pass));
        assert.deepEqual(
          left.filter(({ why }) => why !== free),
          [],
        );
        assert.deepEqual([resources(ground), openJournals(folder)], [[], []]);
      });
    }
  });

  it('asks again for an answer that was lost, and sends no change twice', async () => {
    await on(async (ground) => {
      const { azure } = ground;
      const sent: string[] = [];
      const losing: HttpClient = {
        async sendRequest(request) {
          sent.push(request.method);
          const response = await azure.client.sendRequest(request);
          if (sent.length % 2 === 1) throw new RestError('the connection was reset', { request });
          return response;
        },
      };
      const { call } = createCall(azure, losing, ground.pass);
      const subscription = `/subscriptions/${prod.id}`;
      assert.equal((await call('GET', subscription, '2022-12-01')).status, 200);
      const group = `${subscription}/resourceGroups/strongroom-fc-aaaaaa`;
      await assert.rejects(call('PUT', group, '2023-07-01', { location: 'westeurope' }), /reset/);
      assert.deepEqual(sent, ['GET', 'GET', 'PUT']);
    });
  });

  it('deletes nothing that is not its own', async () => {
    await on(async (ground) => {
      const { world, azure } = ground;
      const [mine, theirs] = ['aaaaaa', 'bbbbbb'].map((run) =>
        startJournal(folder, { run, subscriptionId: prod.id, location: 'westeurope' }),
      ) as [Journal, Journal];
      const calls = createCall(azure, azure.client, ground.pass);
      const group = (run: string) => `/subscriptions/${prod.id}/resourceGroups/strongroom-fc-${run}`;
      const make = (id: string, tags: object) => calls.call('PUT', id, '2023-07-01', { location: 'westeurope', tags });
      await make(group('aaaaaa'), { 'strongroom-first-contact': 'aaaaaa' });
      // A group of a like name, and one whose tag is that of another run.
      await make(group('aaaaaa-other'), {});
      await make(group('bbbbbb'), { 'strongroom-first-contact': 'aaaaaa' });
      assert.deepEqual(await clean(mine, calls), []);
      const left = await clean(theirs, calls);
      assert.deepEqual(
        [left.map(({ what }) => what), resources(ground)],
        [[group('bbbbbb')], [group('aaaaaa-other'), group('bbbbbb')]],
      );
      assert.deepEqual(
        openJournals(folder).map(({ start }) => start.run),
        ['bbbbbb'],
      );

      // A machine of somebody else's in the vault of the run keeps its backups.
      await make(group('bbbbbb'), { 'strongroom-first-contact': 'bbbbbb' });
      const vault = addVault(world, `${group('bbbbbb')}/providers/Microsoft.RecoveryServices/vaults/rsv-fc`);
      const machine = { name: 'theirs', subscriptionId: prod.id, group: 'rg-theirs', os: 'Linux' } as const;
      const item = protect(world, vault, 'DefaultPolicy', { ...machine, encryption: pmk() });
      const still = (await clean(theirs, calls)).map(({ what }) => what);
      assert.deepEqual(still, ['backups in the vault', 'the vault', 'a resource group']);
      assert.deepEqual([item.softDeletedAt, item.protectionState], [undefined, 'Protected']);
      theirs.forget();
    });
    writeFileSync(join(folder, 'cccccc.journal'), '{"run":"../rg-app","subscriptionId":"x","location":"y"}\n');
    assert.throws(() => openJournals(folder), /cccccc\.journal/);
    rmSync(join(folder, 'cccccc.journal'));
  });

  it('explains a missing right, a lack of quota and a policy that denies, and leaves nothing', async () => {
    const cases: [RegExp, (ground: Ground) => void][] = [
      [
        /lack a right in this subscription: Microsoft\.Authorization\/roleAssignments\/write\. The run needs Owner/,
        ({ world, azure }) => {
          world.roles.assignments = [];
          world.roles.assign(azure.caller, roles.contributor, `/subscriptions/${prod.id}`);
        },
      ],
      [/no room for machines of size Standard_B2ms/, ({ world }) => void world.coreLimits.set(prod.id, 1)],
      [
        /A policy of Azure denies/,
        ({ local }) => {
          const said = {
            status: 403,
            code: 'RequestDisallowedByPolicy',
            message: "Resource 'x' was disallowed by policy.",
          };
          local.faults.add({ match: { method: 'PUT', path: '/deployments/' }, do: 'error', ...said });
        },
      ],
    ];
    for (const [why, spoil] of cases) {
      await on(async (ground) => {
        spoil(ground);
        const { failure, left } = await runOn(ground, setting);
        assert.match(explain(failure), why);
        assert.deepEqual([left.filter((one) => one.why !== free), resources(ground)], [[], []]);
      });
    }
  });
});
