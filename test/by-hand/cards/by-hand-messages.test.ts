import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ByHandCard, byHandMessages } from '../../../src/by-hand/cards/by-hand.ts';
import { byHand } from '../../../src/by-hand/rules/by-hand.ts';
import { handRights } from '../../../src/by-hand/rules/hand-rights.ts';
import type { HandFacts } from '../../../src/by-hand/rules/hand-step.ts';
import { pairGaps } from '../../../src/by-hand/rules/in-pair.ts';
import type { Shell } from '../../../src/by-hand/rules/typed-lines.ts';
import { plain } from '../../../src/i18n/plain.ts';
import type { CardJson } from '../../../src/kernel/chat.ts';
import type { AdeKeys } from '../../../src/kernel/facts.ts';
import { languages } from '../../../src/kernel/languages.ts';
import { cardBudgetBytes, cardLines } from '../../../src/ui/render.ts';
import { ofType } from '../../cards/every-card.ts';

const subscription = '/subscriptions/aaaa0000-0000-4000-8000-00000000a001';
const group = `${subscription}/resourceGroups/${'rg-restore-'.padEnd(80, 'x')}`;
const inGroup = (type: string, name: string) => `${group}/providers/${type}/${name.padEnd(24, 'x')}`;
const keyVaultId = inGroup('Microsoft.KeyVault/vaults', 'kv-prod');
const version = '0123456789abcdef0123456789abcdef';
const secretUrl = (at: number) =>
  `https://kv-prod.vault.azure.net/secrets/0A1B2C3D-0000-4000-8000-${String(at).padStart(12, '0')}/${version}`;
const keyUrl = `https://kv-prod.vault.azure.net/keys/kek-sql-01/${version}`;

type State = 'there' | 'soft-deleted' | 'missing';

/** An OS disk and this many more, each with its own secret. */
function factsOf(more: number, state: State, wrapped: boolean, known: boolean): HandFacts {
  const luns = [-1, ...Array.from({ length: more }, (_, lun) => lun)];
  const keys = luns.map(
    (lun): AdeKeys => ({
      bek: { secretUrl: secretUrl(lun + 1), keyVaultId },
      ...(wrapped && { kek: { keyUrl, keyVaultId } }),
    }),
  );
  const urls = [...(wrapped ? [keyUrl] : []), ...keys.map(({ bek }) => bek.secretUrl)];
  return {
    requestId: 'R-7K2M',
    vault: {
      id: inGroup('Microsoft.RecoveryServices/vaults', 'rsv-prod'),
      name: 'rsv-prod',
      resourceGroup: 'rg-backup',
      subscriptionId: 'aaaa0000-0000-4000-8000-00000000a001',
    },
    containerName: 'IaasVMContainer;iaasvmcontainerv2;rg-app;sql-01',
    itemName: 'VM;iaasvmcontainerv2;rg-app;sql-01',
    vm: { id: inGroup('Microsoft.Compute/virtualMachines', 'sql-01'), name: 'sql-01' },
    osType: 'Windows',
    pointAt: new Date('2026-11-24T02:10:00Z'),
    plan: {
      body: {
        recoveryPointId: '1234567890123',
        storageAccountId: inGroup('Microsoft.Storage/storageAccounts', 'ststaging'),
        recoveryType: 'RestoreDisks',
        targetResourceGroupId: group,
        region: 'westeurope',
      },
      effects: { mode: 'rebuild', target: { form: 'managed' } },
      steps: [{ kind: 'tag-made' }, { kind: 'ade-extension' }],
    } as unknown as HandFacts['plan'],
    machine: {
      groupId: group,
      name: 'sql-01-r1124',
      region: 'westeurope',
      subnetId: `${inGroup('Microsoft.Network/virtualNetworks', 'vnet')}/subnets/isolated`,
      size: 'Standard_E4s_v5',
    },
    done: known ? ['restore-disks'] : [],
    ...(known && {
      jobId: '00000000-1111-2222-3333-444444444444',
      disks: luns.map((lun) => ({ lun, id: inGroup('Microsoft.Compute/disks', `sql-01-disk-${lun}`) })),
    }),
    keys,
    pass: 'dual',
    away: state === 'there' ? [] : urls.map((url) => ({ url, state })),
    settings: luns.flatMap((lun, at) => (keys[at] ? [{ lun, keys: keys[at] }] : [])),
    keyCopy: 'not-yet',
  };
}

function dataOf(facts: HandFacts, shell: Shell): ByHandCard {
  const steps = byHand(facts);
  return {
    vm: facts.vm.name,
    request: 'R-7K2M',
    point: new Date('2026-11-24T01:00:00Z'),
    now: new Date('2026-11-24T02:20:00Z'),
    shell,
    steps,
    rights: handRights(facts, steps, shell),
    busy: 'runs',
    quarantine: {
      openings: Array.from({ length: 12 }, (_, at) => `AzureServiceTag${at}.WestEurope`),
      subnets: Array.from({ length: 12 }, (_, at) => `examined-subnet-${at}`),
      deallocate: { az: 'az vm deallocate', powershell: 'Stop-AzVM' },
    },
    portal: 'https://portal.azure.com',
  };
}

/** The copied text, one entry per line. */
function linesOf(card: CardJson): string[] {
  return ofType(card, /^TextRun$/).map(({ text }) => String(text));
}

/** The line without its chaining. */
const withoutChain = (line: string) => line.replace(/ (?:&&|\|\| \{ STOPPED=yes; .*\})$/, '');

const isChain = (line: string) =>
  /^(?:test -z "\$\{STOPPED:-\}"|STOPPED= && set -o pipefail|try \{ (?:\$stopped|if \(\$stopped).*|\} catch \{ .*)$/.test(
    line,
  );

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

const cases = (['there', 'soft-deleted', 'missing'] as const).flatMap((state) =>
  [true, false].flatMap((wrapped) => [true, false].map((known) => ({ state, wrapped, known }))),
);

for (const shell of ['az', 'powershell'] as const) {
  describe(`what is left to do in ${shell}`, () => {
    for (const { state, wrapped, known } of cases) {
      const keys = wrapped ? 'secrets and their key' : 'secrets alone';
      it(`is told to its last line, of 1 disk as of 33: ${keys} ${state}, disks ${known ? 'known' : 'not known'}`, () => {
        for (const more of [0, 1, 2, 3, 4, 5, 8, 12, 16, 24, 32]) {
          const data = dataOf(factsOf(more, state, wrapped, known), shell);
          const wanted = data.steps.flatMap((step) => [...step[shell], ...(step.clears ? [step.clears[shell]] : [])]);
          for (const language of languages) {
            const { body, more: others } = byHandMessages(data, { language, timeZone: 'Europe/Amsterdam' });
            const bodies = [body, ...others];
            for (const { card } of bodies) assert.ok(bytesOf(card) <= cardBudgetBytes);
            const told = bodies.flatMap(({ card = {} }) => linesOf(card));
            const typed = told.map(withoutChain).filter((line) => !isChain(line));
            // PowerShell clears files in the line that ends the block.
            assert.deepEqual(typed, shell === 'az' ? wanted : data.steps.flatMap((step) => step.powershell));
            if (bodies.length === 1) continue;
            for (const [at, { card, text }] of bodies.entries()) {
              const said = new RegExp(`${at + 1} (?:of|van) ${bodies.length}`);
              assert.match(cardLines(card)[0] ?? '', said);
              assert.match(text, said);
            }
          }
        }
      });
    }
  });
}

describe('messages with lines', () => {
  const reader = { language: 'en', timeZone: 'UTC' } as const;

  it('are one where there is room, as if there were no parts', () => {
    const { body, more } = byHandMessages(dataOf(factsOf(0, 'there', true, true), 'az'), reader);
    assert.equal(more.length, 0);
    assert.doesNotMatch(JSON.stringify(body), /part 1|Part 1/);
  });

  it('show the line that deallocates a copy as it is typed, whatever its group is called', () => {
    const data = dataOf(factsOf(0, 'there', true, true), 'az');
    const az = "az vm deallocate --resource-group '_rg_(app)_' --name sql-01";
    const quarantine = { openings: [], subnets: [], deallocate: { az, powershell: '' } };
    const { body } = byHandMessages({ ...data, quarantine }, reader);
    const told = JSON.stringify(body.card);
    assert.ok(told.includes(JSON.stringify(`**${plain(az)}**`).slice(1, -1)), told);
  });

  it('each say that they are one session, the first what they take, and the last how else to ask', () => {
    const { body, more } = byHandMessages(dataOf(factsOf(8, 'missing', true, false), 'az'), reader);
    assert.ok(more.length > 1);
    const all = [body, ...more].map(({ card }) => cardLines(card).join('\n'));
    for (const one of all) assert.match(one, /in one session[\s\S]*/);
    for (const [at, one] of all.entries()) {
      assert.equal(/You need: /.test(one), at === 0);
      assert.equal(/belongs in quarantine/.test(one), at === 0);
      assert.equal(/Or type: /.test(one), at === all.length - 1);
    }
  });

  it('number a step that takes several by its pieces, and say that it continues and what it leaves meanwhile', () => {
    const { body, more } = byHandMessages(dataOf(factsOf(32, 'missing', true, false), 'az'), reader);
    const all = [body, ...more].map(({ card }) => cardLines(card).join('\n'));
    const first = all.findIndex((one) => /\(1\/\d+\)/.test(one));
    assert.notEqual(first, -1);
    assert.match(
      all[first] ?? '',
      new RegExp(`This step continues in part ${first + 2}\\. .* your session holds a copy of the keys`),
    );
    assert.match(all[first + 1] ?? '', /\(2\/\d+\)/);
  });

  it('name the gaps of the other region once', () => {
    const facts = factsOf(32, 'missing', true, false);
    const gaps = pairGaps(facts, { named: false, customerKey: true, privateDisks: true, guarded: true });
    const { body, more } = byHandMessages({ ...dataOf(facts, 'az'), pair: { region: 'northeurope', gaps } }, reader);
    const told = [body, ...more].filter(({ card }) => /36 hours old/.test(JSON.stringify(card)));
    assert.deepEqual(told, [body]);
  });
});
