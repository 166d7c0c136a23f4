import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCommandLine } from '../../src/chat/rules/parse-command-line.ts';
import { grammar } from '../../src/i18n/grammar.ts';
import { examplesIn } from '../../src/i18n/texts.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { languages } from '../../src/kernel/languages.ts';
import { filledInput, requireOffered, restoreSpec, typedInput } from '../../src/restore/restore-input.ts';

const set = '/subscriptions/a/resourceGroups/b/providers/Microsoft.Compute/diskEncryptionSets/des-app';

const options: Parameters<typeof typedInput>[1] = {
  offered: ['isolated', 'beside', 'disks'],
  refused: [
    { make: 'replace', why: { code: 'replace-ade', params: { vm: 'sql-01' } } },
    { make: 'new-vm', why: { code: 'rights-missing', params: {} } },
  ],
  options: {
    sizes: ['Standard_D4s_v5', 'Standard_D8s_v5'],
    ownSize: 'Standard_E4s_v5',
    zones: [],
    disks: [
      { lun: 0, name: 'sql-01-data-0' },
      { lun: 1, name: 'sql-01-data-1' },
    ],
    extension: true,
    sets: [{ id: set, name: 'des-app' }],
    subnets: [],
  },
  proposed: { make: 'isolated', name: 'sql-01-r1124' },
};

function typed(text: string) {
  const line = parseCommandLine(text, [restoreSpec], grammar);
  assert.equal(line.kind, 'command', text);
  const { args } = line as Extract<typeof line, { kind: 'command' }>;
  const input = typedInput(args, options);
  requireOffered(input.make, options);
  return { args, input };
}

function code(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof CodedError) return error.code;
    throw error;
  }
  return 'none';
}

describe('a restore in one line', () => {
  it('is read on top of what is proposed, in English and in Dutch', () => {
    const { args, input } = typed(
      'restore sql-01 latest as sql-01-check beside size d4s_v5 because INC1 table dropped',
    );
    assert.equal(args.point, 'latest');
    assert.equal(args.reason, 'INC1 table dropped');
    assert.deepEqual(input, { make: 'beside', name: 'sql-01-check', size: 'Standard_D4s_v5' });
    assert.deepEqual(
      typed('herstel sql-01 laatste als sql-01-check naast formaat D4s_v5 omdat INC1 tabel weg').input,
      input,
    );
    assert.deepEqual(typed('restore sql-01 because x').input, options.proposed);
    for (const named of ['herstel', 'terugzetten', 'herstellen'])
      assert.equal(typed(`${named} sql-01 geïsoleerd omdat x`).input.make, 'isolated');
    assert.deepEqual(typed('restore sql-01 disks lun 0 and 1').input.luns, [0, 1]);
    assert.deepEqual(typed('restore sql-01 disks only lun os').input.luns, []);
    assert.equal(typed('restore sql-01 set DES-APP').input.set, set);
    const other = set.replace('des-app', 'des-new');
    assert.equal(typed(`restore sql-01 set ${other}`).input.set, other, 'the rules see whether Azure takes it');
    assert.equal(typed('restore sql-01 with extension').input.extension, true);
  });

  it('tells the time of a point from the name of the machine', () => {
    const { args, input } = typed('restore sql-01 as of 24 Nov 02:00 as sql-01-check because x');
    assert.equal(args['as-of'], '24 Nov 02:00');
    assert.equal(input.name, 'sql-01-check');
    assert.equal(typed('herstel sql-01 van 24 nov 02:00 omdat x').args['as-of'], '24 nov 02:00');
    assert.equal(
      code(() => typed('herstel gone-01 laatste in plaats van het origineel omdat x')),
      'make-not-allowed',
    );
  });

  it('names a subnet where the original no longer tells its own', () => {
    const network = '/subscriptions/a/resourceGroups/b/providers/Microsoft.Network/virtualNetworks';
    const subnets = [
      { id: `${network}/vnet-app/subnets/app`, name: 'vnet-app/app' },
      { id: `${network}/vnet-app/subnets/db`, name: 'vnet-app/db' },
      { id: `${network}/vnet-old/subnets/db`, name: 'vnet-old/db' },
    ];
    const wished = (subnet: string, make = 'beside') =>
      typedInput({ [make]: '', subnet }, { ...options, options: { ...options.options, subnets } }).subnet;
    assert.equal(wished('APP'), subnets[0]?.id);
    assert.equal(wished('vnet-old/db'), subnets[2]?.id);
    for (const [subnet, make] of [['db'], ['other'], ['app', 'isolated']] as const) {
      assert.match(
        code(() => wished(subnet, make)),
        /^subnet-not/,
        subnet,
      );
    }
    assert.equal(
      code(() => typed('restore sql-01 beside subnet app')),
      'subnet-not-taken',
    );
  });

  it('has size and zone as the profile proposes them, unless others are named', () => {
    const profiled = { ...options, proposed: { ...options.proposed, size: 'Standard_D4s_v5', zone: '2' } };
    const wished = (args: Record<string, string>) => {
      const { size, zone } = typedInput(args, profiled);
      return { size, zone };
    };
    assert.deepEqual(wished({}), { size: 'Standard_D4s_v5', zone: '2' });
    assert.deepEqual(wished({ size: 'e4s_v5', zone: '1' }), { size: 'Standard_E4s_v5', zone: '1' });
  });

  it('is refused for what this machine or person may not, and for what does not go together', () => {
    assert.equal(
      code(() => typed('restore sql-01 latest replace because x')),
      'plan.replace-ade',
    );
    assert.equal(
      code(() => typed('restore sql-01 latest new vm because x')),
      'make-not-allowed',
    );
    assert.equal(
      code(() => typed('restore sql-01 isolated disks')),
      'make-twice',
    );
    assert.equal(
      code(() => typed('restore sql-01 disks lun first')),
      'luns-unreadable',
    );
    const whole = { ...options, options: { ...options.options, disks: [] } };
    assert.equal(
      code(() => typedInput({ disks: '', lun: '0' }, whole)),
      'luns-not-offered',
      'a point that holds all disks comes back whole: what was typed is not dropped without a word',
    );
    assert.equal(
      code(() => typed('restore sql-01 set des-other')),
      'set-not-offered',
    );
  });

  it('has examples that work as they stand', () => {
    for (const example of languages.flatMap((language) => examplesIn(language, 'restore'))) {
      assert.equal(parseCommandLine(example, [restoreSpec], grammar).kind, 'command', example);
    }
  });
});

describe('a filled form', () => {
  const before = { make: 'beside', name: 'kept', size: 'Standard_D4s_v5', luns: [1], extension: true } as const;
  const fill = (data: Record<string, unknown>) => filledInput(data, { ...before, luns: [1] }, options);

  it('keeps what a client did not send', () => {
    assert.deepEqual(fill({}), before);
  });

  it('takes what was chosen, and the original where that was chosen', () => {
    assert.deepEqual(
      fill({ make: 'disks', name: ' x ', size: 'original', disks: '0,1', extension: 'false', set }),
      { make: 'disks', name: 'x', set },
      'all disks are no selection',
    );
    assert.deepEqual(fill({ disks: '0' }).luns, [0]);
    assert.equal(fill({ urgent: 'true' }).urgent, true);
    assert.equal(fill({ urgent: 'false' }).urgent, undefined);
    assert.equal(
      filledInput({}, { ...before, luns: [1], urgent: true }, options).urgent,
      true,
      'typed, and not on the card',
    );
  });

  it('leaves what a tampered client sends to the rules', () => {
    assert.deepEqual(fill({ make: 'files', name: 7, size: ['x'], extension: { on: true } }), {
      make: 'beside',
      name: 'kept',
      size: 'Standard_D4s_v5',
      luns: [1],
    });
  });
});
