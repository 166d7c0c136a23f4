import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Services } from '../../src/app/services.ts';
import type { Azure } from '../../src/azure/open.ts';
import { createHandle } from '../../src/chat/handle.ts';
import { answerConflictingLink, changingOf, resolveTarget } from '../../src/chat/targets.ts';
import type { Command, Turn } from '../../src/chat/turn.ts';
import { named } from '../../src/i18n/texts.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { createInventory } from '../../src/machines/inventory.ts';
import { askingLists } from '../../src/machines/kept-lists.ts';
import { quiet } from '../store/quiet.ts';

const params = { name: 'sql-01', vault: 'rsv-a', qualified: 'rsv-a/sql-01' };

const restores = { name: 'restore', sideEffect: 'changes' };
const knownOne = { vault: { id: '', name: '' }, item: { vmId: '', vmName: 'sql-01' } };

type Asked = Parameters<typeof changingOf>[0];

/** Somebody's turn, while another sql-01 may be where nothing can be read. */
function turnOf(incoming: object, command: object, language = 'en'): Turn<'text'> {
  const inventory = {
    target: async (_name: string, { certain }: { certain: boolean }) => {
      if (certain) throw new CodedError('vm-perhaps-other', params);
      return knownOne;
    },
  };
  const parts = { services: { inventory }, incoming, shared: { language }, ...changingOf(command as Asked) };
  return parts as unknown as Turn<'text'>;
}

describe('while another machine may be called so', () => {
  for (const [said, line] of [
    ['restore sql-01 latest beside', 'restore rsv-a/sql-01 latest beside'],
    [
      'backup web-01,SQL-01 keep 30d because sql-01 is patched',
      'backup web-01,rsv-a/sql-01 keep 30d because sql-01 is patched',
    ],
  ] as const)
    it(`"${said}" is refused with the line that names the vault`, async () => {
      const turn = turnOf({ kind: 'text', text: said }, restores);
      await assert.rejects(resolveTarget(turn, 'sql-01'), { code: 'vm-perhaps-other', params: { ...params, line } });
    });

  it('a click is refused with its line in the language of the place', async () => {
    const turn = turnOf({ kind: 'action' }, restores, 'nl');
    await assert.rejects(resolveTarget(turn, 'sql-01'), { params: { ...params, line: 'herstel rsv-a/sql-01' } });
  });

  it('what only reads is answered', async () => {
    const turn = turnOf({ kind: 'text', text: 'commands sql-01' }, { name: 'commands', sideEffect: 'none' });
    assert.equal(await resolveTarget(turn, 'sql-01'), knownOne);
  });
});

const idIn = (group: string) =>
  `/subscriptions/a1/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/sql-01`;
const link = (group: string) => `https://portal.azure.com/#@contoso.com/resource${idIn(group)}/overview`;
const vaultId = '/subscriptions/b2/resourceGroups/b/providers/Microsoft.RecoveryServices/vaults/rsv';
const itemIn = (group: string, vault = vaultId) =>
  `${vault}/backupFabrics/Azure/protectionContainers/IaasVMContainer;iaasvmcontainerv2;${group};sql-01/protectedItems/VM;iaasvmcontainerv2;${group};sql-01`;

/** Said where one sql-01 is known: that of rg-prod, which a vault protects or not. */
function saidWhere(isProtected: boolean, text: string, changes = false): Turn<'text'> {
  const find = async (name: string) => {
    if (!isProtected) throw new CodedError('vm-not-protected', { name, id: idIn('rg-prod') });
    return { vault: { id: vaultId, name: 'rsv' }, item: { vmName: 'sql-01', vmId: idIn('RG-Prod') } };
  };
  const turn = {
    services: { inventory: { target: find } },
    incoming: { kind: 'text', text },
    shared: { language: 'en' },
  };
  return { ...turn, ...(changes && { changing: 'backup' }) } as unknown as Turn<'text'>;
}

describe('a link to a machine', () => {
  for (const isProtected of [true, false])
    it(`means that machine and no other of its name, one that ${isProtected ? 'a' : 'no'} vault protects`, async () => {
      const found = isProtected ? 'rsv/sql-01' : 'a1/rg-prod/sql-01';
      for (const [said, other] of [
        [`backup ${link('rg-test')} keep 30d`, 'a1/rg-test/sql-01'],
        [`restore ${encodeURIComponent(idIn('rg-test'))} latest because ${link('rg-prod')}`, 'a1/rg-test/sql-01'],
        [`protect ${itemIn('rg-test')}`, 'rsv/rg-test/sql-01'],
        [`protect ${itemIn('rg-prod', vaultId.replace('vaults/rsv', 'vaults/other'))}`, 'other/rg-prod/sql-01'],
        [`backup ${link('rg-prod')}, ${link('rg-test')}`, 'a1/rg-test/sql-01'],
      ] as const)
        for (const changes of [false, true])
          await assert.rejects(
            resolveTarget(saidWhere(isProtected, said, changes), 'sql-01'),
            { code: 'vm-ambiguous', params: { name: 'sql-01', choices: `${found}, ${other}` } },
            said,
          );
    });

  it('is its name where that leads to it, and the name alone is what was typed', async () => {
    for (const said of [
      `backup ${link('RG-PROD')} keep 30d`,
      `backup ${itemIn('rg-prod')} keep 30d`,
      'backup sql-01',
      `backup sql-01 because ${link('rg-test')}`,
    ])
      assert.equal((await resolveTarget(saidWhere(true, said), 'sql-01')).vault.name, 'rsv', said);
    assert.equal((await resolveTarget(saidWhere(true, link('rg-test')), 'web-01')).vault.name, 'rsv');
  });

  it('in a sentence is answered alike', async () => {
    const say = async (text: string, ...words: string[]) =>
      JSON.stringify(await answerConflictingLink(saidWhere(true, text), [{ command: 'x', words }]));
    assert.match(await say(`could you please back up ${link('rg-test')} tonight`, 'SQL-01'), /More than one .*rg-test/);
    assert.equal(await say(`could you please back up ${link('rg-prod')} tonight`, 'sql-01'), undefined);
    const error = `what is UserErrorGuestAgentStatusUnavailable on ${idIn('rg-test')}`;
    assert.equal(
      await say(error, 'UserErrorGuestAgentStatusUnavailable'),
      undefined,
      'the machine matters for nothing',
    );
  });
});

describe('a line with a link', () => {
  const vault = { id: '/subscriptions/a1/resourceGroups/b/x/y/vaults/rsv', name: 'rsv', subscriptionId: 'a1' };
  const azure = {
    vaults: { listOf: async () => [vault] },
    items: { list: async () => [{ id: 'item', vmName: 'sql-01', vmId: idIn('rg-prod') }] },
  } as unknown as Azure;
  const clock = new Clock();
  const services = {
    clock,
    log: quiet,
    commands: [
      {
        spec: { ...named('vm'), arguments: [{ kind: 'word', name: 'vm' }], sideEffect: 'none', section: 'look' },
        async run(turn, { args }) {
          const { item } = await resolveTarget(turn, args.vm ?? '');
          return { kind: 'reply', body: { text: item.vmId } };
        },
      } satisfies Command,
    ],
    config: { language: 'en', timeZone: 'UTC', linesPerMinute: 60 },
    inventory: createInventory(azure, ['a1'], askingLists(azure)),
    directory: { person: async () => undefined, conversation: async () => undefined },
    members: { isGuestSoon: async () => 'no' },
    access: { missing: async () => [] },
  } as unknown as Services;
  const { handle } = createHandle(services, { verbs: {}, viewVerbs: {}, dialogVerbs: [] }, async () => ({
    kind: 'nothing',
  }));
  const asked = async (activityId: string, text: string) => {
    const from = { objectId: 'oid', tenantId: 't', teamsId: '29:bo', name: 'Bo' };
    const place = { conversationId: 'personal-bo', kind: 'personal' as const };
    return JSON.stringify(await handle({ kind: 'text', activityId, from, place, text }));
  };

  it('is never done to another machine that is called as the one behind the link', async () => {
    assert.match(await asked('1', `vm ${link('rg-prod')}`), new RegExp(idIn('rg-prod')));
    const answer = await asked('2', `vm ${link('rg-test')}`);
    assert.doesNotMatch(answer, new RegExp(idIn('rg-prod')));
    assert.match(answer, /rsv\/sql-01, a1\/rg-test\/sql-01/);
  });
});
