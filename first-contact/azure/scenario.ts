import { randomBytes } from 'node:crypto';
import { approvers, type Bot, type Said } from './bot.ts';
import type { createCall } from './call.ts';
import { baseTemplate, machines, machineTemplate, type Place, setTemplate, shutTemplate } from './place.ts';
import type { Azure } from './wire.ts';

type Calls = ReturnType<typeof createCall>;

const over = /✓ Done|✗ Failed|Approval void|■ Cancelled/;
const done = /✓ Done/;

/** Makes the groups, the vault and the two machines, by templates of Resource Manager. */
export async function setUp(azure: Azure, place: Place, { call, done, ask }: Calls, say: (what: string) => void) {
  const { location, tags } = place;
  const filter = encodeURIComponent("appId eq '262044b1-e2ce-469f-a196-69ab7ada62d3'");
  const found = await ask(`https://graph.microsoft.com/v1.0/servicePrincipals?$filter=${filter}&$select=id`);
  const [service] = found.body.value as { id: string }[];
  if (!service)
    throw new Error('Azure Backup has no service principal in this tenant: open a vault once in the portal');
  for (const group of place.groups) await call('PUT', group, '2023-07-01', { location, tags });
  const deploy = (group: string, name: string, template: object, parameters: object = {}) => {
    const path = `${group}/providers/Microsoft.Resources/deployments/${name}`;
    return done('PUT', path, '2023-07-01', { properties: { mode: 'Incremental', template, parameters } });
  };
  say('network, storage, vault and key vaults');
  await deploy(place.group, 'base', baseTemplate(place, azure.tenantId, azure.caller, service.id));
  const [, drill = '', held = ''] = place.staging;
  const { profile } = place;
  await deploy(profile.drill.resourceGroupId, 'shut', shutTemplate(place, drill, false));
  await deploy(profile.quarantine.resourceGroupId, 'shut', shutTemplate(place, held, true));
  for (const [index, account] of place.staging.entries()) {
    const name = `${place.run}0${index}`.padStart(8, '0');
    const role = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe';
    await call(
      'PUT',
      `${account}/providers/Microsoft.Authorization/roleAssignments/${name}-0000-4000-8000-000000000000`,
      '2022-04-01',
      {
        properties: {
          roleDefinitionId: `/subscriptions/${place.subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
          principalId: azure.caller,
          principalType: 'User',
        },
      },
    );
  }
  say('disk encryption set');
  const keyUrl = async (vault: string, key: string) => {
    const { body } = await call('GET', `${vault}/keys/${key}`, '2023-07-01');
    return (body.properties as { keyUriWithVersion: string }).keyUriWithVersion;
  };
  await deploy(place.group, 'set', setTemplate(place, await keyUrl(place.setKeyVault, 'cmk')));
  const set = await call('GET', place.set, '2024-03-02');
  const { principalId } = set.body.identity as { principalId: string };
  const permissions = { keys: ['get', 'wrapKey', 'unwrapKey'], secrets: [] };
  await call('PUT', `${place.setKeyVault}/accessPolicies/add`, '2023-07-01', {
    properties: { accessPolicies: [{ tenantId: azure.tenantId, objectId: principalId, permissions }] },
  });
  say('two machines');
  const password = { value: `Aa1-${randomBytes(18).toString('base64url')}` };
  await deploy(place.group, 'machines', machineTemplate(place, await keyUrl(place.keyVault, 'kek')), { password });
}

/** What the bot does with them, as people ask it: each line ends well, or the run says what the bot said instead. */
export async function drive(bot: Bot, place: Place, { call }: Calls, say: (what: string) => void) {
  const encrypted = `${place.machine(machines.ade)}/extensions/AzureDiskEncryption`;
  await bot.until('the encryption of the first machine', async () => {
    const { body } = await call('GET', encrypted, '2024-07-01');
    return (
      (body.properties as { provisioningState?: string } | undefined)?.provisioningState === 'Succeeded' || undefined
    );
  });
  for (const name of Object.values(machines)) {
    say(`protection of ${name}`);
    await bot.ask(`check ${name}`, /fc-/);
    const preview = await bot.ask(`protect ${name} in rsv-fc with DefaultPolicy`, /is this it/);
    await bot.ask(`confirm ${idIn(preview.all)}`, /./);
    await bot.hears(new RegExp(`is done: Protect ${name}`));
  }
  say('backups');
  const backups: Said[] = [];
  for (const name of Object.values(machines)) backups.push(await bot.ask(`backup ${name} keep 8d`, /Backup of/));
  for (const card of backups) await bot.shows(card, done);
  await bot.ask(`points ${machines.ade}`, /fc-ade/);
  await bot.ask('status rsv-fc', /fc-ade/);

  say('a restore with the keys of the backup');
  await decided(
    bot,
    await asked(bot, `restore ${machines.ade} latest as fc-back isolated because first contact`),
    done,
  );

  say('a drill');
  await decided(bot, await bot.ask(`drill ${machines.cmk} because first contact`, /Decide by/), done);
  await bot.hears(/nothing is left of|Cleanup after drill/);

  say('quarantine');
  const held = await asked(bot, `restore ${machines.cmk} latest quarantine because first contact`);
  await decided(bot, held, done);
  const release = await bot.ask(`release ${idIn(held.all)} because first contact`, /Decide by/);
  await decided(bot, release, done, approvers[1]);

  say('a restore that is stopped half-way');
  const stopped = await asked(bot, `restore ${machines.cmk} latest as fc-stop isolated because first contact`);
  await bot.approve(stopped);
  const id = idIn(stopped.all);
  // Short steps: in minutes its job would have ended before Azure is asked to cancel it.
  const often = { seconds: 5 };
  await bot.shows(stopped, /▶/, often);
  await bot.ask(`stop ${id} now`, /stopped/);
  await bot.shows(stopped, over, often);
}

async function asked(bot: Bot, line: string): Promise<Said> {
  const plan = await bot.ask(line, /Check the plan, then ask/);
  return bot.ask(`confirm ${idIn(plan.all)}`, /Decide by/);
}

async function decided(bot: Bot, card: Said, end: RegExp, approver = approvers[0]): Promise<void> {
  await bot.approve(card, approver);
  const last = await bot.shows(card, over);
  if (!end.test(last.all)) throw new Error(`the bot ended it otherwise:\n${last.all}`);
}

function idIn(text: string): string {
  return /R-[2-9A-HJKMNP-Z]{4}/.exec(text)?.[0] ?? '';
}
