import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseCommandLine } from '../../../src/chat/rules/parse-command-line.ts';
import { grammar } from '../../../src/i18n/grammar.ts';
import { asSentByPhone } from './phone.ts';
import { specs } from './specs.ts';

const parse = (text: string, threadRequestId?: string) =>
  parseCommandLine(text, specs, grammar, threadRequestId === undefined ? {} : { threadRequestId });
const command = (name: string, args: Record<string, string>, lists: Record<string, string[]> = {}) => ({
  kind: 'command',
  name,
  args,
  lists,
});

describe('a command line', () => {
  it('gives the point and the reason of a restore', () => {
    assert.deepEqual(
      parse('restore sql-01 latest because INC0012345 table dropped'),
      command('restore', { vm: 'sql-01', point: 'latest', reason: 'INC0012345 table dropped' }),
    );
    assert.deepEqual(
      parse('restore sql-01 24 nov, 02:00 because: "it\'s gone".'),
      command('restore', { vm: 'sql-01', point: '24 nov 02:00', reason: "it's gone" }),
    );
    assert.deepEqual(parse('restore'), command('restore', {}));
    assert.deepEqual(parse('Restore SQL-01 #2'), command('restore', { vm: 'SQL-01', point: '#2' }));
  });

  it('takes an option with no, one or two hyphens or a long dash', () => {
    const expected = command('backup', { keep: '30d' }, { vms: ['sql-01'] });
    for (const typed of [
      'keep 30d',
      '-keep 30d',
      '--keep 30d',
      '—keep 30d',
      '– keep 30d',
      '−−keep 30d',
      '--keep=30d',
      'Keep: 30d',
    ]) {
      assert.deepEqual(parse(`backup sql-01 ${typed}`), expected, typed);
    }
  });

  it('takes a keyword that stands alone, of one word or several, wherever it stands', () => {
    const expected = command('restore', { vm: 'sql-01', point: 'latest', as: 'sql-01-r1124', isolated: 'isolated' });
    for (const typed of [
      'restore sql-01 latest as sql-01-r1124 isolated',
      'restore sql-01 isolated latest as sql-01-r1124',
      'restore sql-01 as sql-01-r1124 --isolated latest',
      'Herstel sql-01 latest geïsoleerd, als sql-01-r1124.',
    ]) {
      assert.deepEqual(parse(typed), expected, typed);
    }
    assert.deepEqual(
      parse('restore sql-01 In Place latest because it is in place'),
      command('restore', { vm: 'sql-01', point: 'latest', 'in-place': 'in-place', reason: 'it is in place' }),
    );
    assert.deepEqual(parse('restore "isolated" in'), command('restore', { vm: 'isolated', point: 'in' }));
    assert.deepEqual(parse('restore sql-01 isolated isolated'), {
      kind: 'bad-arguments',
      name: 'restore',
      problem: { kind: 'twice', given: 'isolated' },
    });
  });

  it('takes several machines, however they are listed', () => {
    const expected = command('backup', { until: 'next friday' }, { vms: ['sql-01', 'web-01', 'app-01'] });
    assert.deepEqual(parse('backup sql-01, web-01 and app-01 until next friday please'), expected);
    assert.deepEqual(parse('back up sql-01,web-01,app-01 until next friday'), expected);
    assert.deepEqual(parse('Maak back-up van sql-01; web-01 en “app-01” tot next friday.'), expected);
    assert.deepEqual(parse('backup'), command('backup', {}, { vms: [] }));
  });

  it('treats a quoted word as a name and never as an option', () => {
    assert.deepEqual(parse('backup "keep" keep 30d'), command('backup', { keep: '30d' }, { vms: ['keep'] }));
    assert.deepEqual(parse("vm 'sql-01'?"), command('vm', { vm: 'sql-01' }));
    assert.deepEqual(parse('vm "my machine"'), command('vm', { vm: 'my machine' }));
  });

  it('keeps a question mark in free text and drops the full stop', () => {
    assert.deepEqual(
      parse('reject R-7K2M is it this one?'),
      command('reject', { id: 'R-7K2M', reason: 'is it this one?' }),
    );
    assert.deepEqual(
      parse('reject R-7K2M wrong machine.'),
      command('reject', { id: 'R-7K2M', reason: 'wrong machine' }),
    );
  });

  it('ignores its own name, a slash and politeness', () => {
    assert.deepEqual(parse('@Strongroom vm sql-01'), command('vm', { vm: 'sql-01' }));
    assert.deepEqual(parse('/vm sql-01 please'), command('vm', { vm: 'sql-01' }));
    assert.deepEqual(parse('requests, thanks!'), command('requests', {}));
  });

  it('is empty without words', () => {
    for (const text of ['', ' ', '\u200b\u00a0', '&nbsp;', '<p></p>', '!?', '—', '@Strongroom']) {
      assert.deepEqual(parse(text), { kind: 'empty' }, JSON.stringify(text));
    }
  });
});

describe('a request id', () => {
  it('is read in any case, without its dash or with a space', () => {
    for (const id of ['R-7K2M', 'r-7k2m', 'R7K2M', 'r7k2m', 'r 7k2m', 'R–7K2M', '"R-7K2M"', 'R-7K2M,']) {
      assert.deepEqual(parse(`approve ${id} 4f9c`), command('approve', { id: 'R-7K2M', piece: '4f9c' }), id);
    }
  });

  it('says which letters cannot be in an id', () => {
    assert.deepEqual(parse('approve R-7K0M'), {
      kind: 'bad-arguments',
      name: 'approve',
      problem: { kind: 'excluded-letters', given: 'R-7K0M', letters: ['0'] },
    });
    assert.deepEqual(parse('approve r1olm', 'R-9999'), {
      kind: 'bad-arguments',
      name: 'approve',
      problem: { kind: 'excluded-letters', given: 'r1olm', letters: ['1', 'O', 'L'] },
    });
  });

  it('may be left out in its thread, and words that begin with R are not ids', () => {
    assert.deepEqual(parse('approve', 'R-7K2M'), command('approve', { id: 'R-7K2M' }));
    assert.deepEqual(parse('approve 4F9C', 'R-7K2M'), command('approve', { id: 'R-7K2M', piece: '4F9C' }));
    assert.deepEqual(
      parse('reject right one, wrong time', 'R-7K2M'),
      command('reject', { id: 'R-7K2M', reason: 'right one, wrong time' }),
    );
    assert.deepEqual(parse('approve R-9999', 'R-7K2M'), command('approve', { id: 'R-9999' }));
    assert.deepEqual(parse('commands', 'R-7K2M'), command('commands', { subject: 'R-7K2M' }));
    assert.deepEqual(parse('commands sql-01', 'R-7K2M'), command('commands', { subject: 'sql-01' }));
    assert.deepEqual(parse('commands r7k2m'), command('commands', { subject: 'R-7K2M' }));
  });

  it('of another request, or one that is mistyped, is never taken for words about that of the thread', () => {
    const lines = {
      'reject R-7K2 wrong machine': 'R-7K2',
      'reject R-7K2MX wrong machine': 'R-7K2MX',
      'reject R7K2 not now': 'R7K2',
      'reject #R-7K2M not now': '#R-7K2M',
      'reject request R-7K2M, not now': 'request',
      'reject the request R-7K2M': 'the',
    };
    for (const [line, given] of Object.entries(lines)) {
      const read = parse(line, 'R-9999');
      assert.deepEqual(read.kind === 'bad-arguments' && read.problem, { kind: 'not-a-request-id', given }, line);
    }
    for (const reason of [
      'request R-9999 is not needed',
      'wrong machine, we want R-7K2M',
      'because R-7K2M already does it',
      'omdat R-7K2M het al doet',
      'rg01 is the wrong one, r2 too',
    ])
      assert.deepEqual(parse(`reject ${reason}`, 'R-9999'), command('reject', { id: 'R-9999', reason }), reason);
  });

  it('is not that of the thread where the line is a question', () => {
    const problem = { kind: 'question', id: 'R-7K2M' };
    for (const line of [
      'reject?',
      'Reject ?',
      'wijs af??',
      'reject wrong machine?',
      'reject? Anna Jansen',
      "reject 'why now?'",
    ])
      assert.deepEqual(parse(line, 'R-7K2M'), { kind: 'bad-arguments', name: 'reject', problem }, line);
    assert.deepEqual(parse('approve 4F9C?', 'R-7K2M'), { kind: 'bad-arguments', name: 'approve', problem });
    assert.deepEqual(
      parse('reject R-7K2M who needs it?', 'R-7K2M'),
      command('reject', { id: 'R-7K2M', reason: 'who needs it?' }),
    );
    assert.deepEqual(
      parse('ask is the table gone?', 'R-7K2M'),
      command('ask', { id: 'R-7K2M', question: 'is the table gone?' }),
    );
    assert.deepEqual(parse('commands?', 'R-7K2M'), command('commands', { subject: 'R-7K2M' }), 'which only reads');
  });

  it('is not that of the thread where words behind a signature may be a sentence', () => {
    for (const [line, given] of [
      ['sign in fails on web-01', 'in'],
      ['review the logs first', 'the'],
      ['teken dat maar even na', 'dat'],
    ])
      assert.deepEqual(
        parse(line ?? '', 'R-7K2M'),
        { kind: 'bad-arguments', name: 'review', problem: { kind: 'not-a-request-id', given } },
        line,
      );
    assert.deepEqual(parse('sign', 'R-7K2M'), command('review', { id: 'R-7K2M' }));
    assert.deepEqual(parse('sign, please.', 'R-7K2M'), command('review', { id: 'R-7K2M', note: 'please' }));
    assert.deepEqual(
      parse('sign because right machine', 'R-7K2M'),
      command('review', { id: 'R-7K2M', note: 'because right machine' }),
    );
    assert.deepEqual(
      parse('sign R-7K2M right machine', 'R-9999'),
      command('review', { id: 'R-7K2M', note: 'right machine' }),
    );
  });

  it('is not that of the thread where a term begins as a command does', () => {
    for (const line of ['deny assignments block the copy', 'Deny assignment on rg-prod'])
      assert.deepEqual(parse(line, 'R-7K2M'), { kind: 'unknown', suggestions: [] }, line);
    assert.deepEqual(
      parse('deny wrong machine', 'R-7K2M'),
      command('reject', { id: 'R-7K2M', reason: 'wrong machine' }),
    );
  });

  it('must be given elsewhere', () => {
    assert.deepEqual(parse('approve'), {
      kind: 'bad-arguments',
      name: 'approve',
      problem: { kind: 'missing', argument: 'id' },
    });
    assert.deepEqual(parse('reject wrong machine'), {
      kind: 'bad-arguments',
      name: 'reject',
      problem: { kind: 'not-a-request-id', given: 'wrong' },
    });
  });
});

describe('a mistake', () => {
  const problem = (text: string) => {
    const parsed = parse(text);
    return parsed.kind === 'bad-arguments' ? parsed.problem : parsed;
  };

  it('in the arguments names the argument', () => {
    assert.deepEqual(problem('vm'), { kind: 'missing', argument: 'vm' });
    assert.deepEqual(problem('vm sql-01 web-01'), { kind: 'unexpected', given: 'web-01' });
    assert.deepEqual(problem('backup sql-01 keep'), { kind: 'no-value', given: 'keep' });
    assert.deepEqual(problem('backup sql-01 keep 3d keep 4d'), { kind: 'twice', given: 'keep' });
    assert.deepEqual(problem('restore sql-01 because'), { kind: 'no-value', given: 'because' });
    assert.deepEqual(problem('backup sql-01 --kepe 30d'), {
      kind: 'unknown-option',
      given: '--kepe',
      suggestion: 'keep',
    });
    assert.deepEqual(problem('backup sql-01 --force'), { kind: 'unknown-option', given: '--force' });
  });

  it('in the command suggests the nearest and never runs it', () => {
    const suggestions = (text: string) => {
      const parsed = parse(text);
      return parsed.kind === 'unknown' ? parsed.suggestions : parsed;
    };
    assert.deepEqual(suggestions('reqeusts'), [{ name: 'requests', line: 'requests' }]);
    assert.deepEqual(suggestions('appr R-7K2M'), [{ name: 'approve', line: 'approve R-7K2M' }]);
    // A typing error never leads to a command that changes something, and "can you" is not the beginning of a cancel.
    assert.deepEqual(suggestions('retsore sql-01 latest'), []);
    assert.deepEqual(suggestions('bakcup sql-01'), []);
    assert.deepEqual(suggestions('protectoin stop sql-01'), []);
    assert.deepEqual(suggestions('can you please restore sql-01'), []);
    assert.deepEqual(suggestions('good morning everyone'), []);
    assert.deepEqual(suggestions('hoe staat het met sql-01'), [], 'which is no greeting');
    assert.deepEqual(suggestions('who is working on it'), [], 'which names no error for "what is"');
    assert.deepEqual(suggestions('reqeusts please'), [{ name: 'requests', line: 'requests please' }]);
    assert.deepEqual(suggestions('request an apple'), [], 'the command takes nothing');
    assert.deepEqual(suggestions('hpi'), [{ name: 'help', line: 'hi' }]);
    assert.deepEqual(suggestions('hepl restore'), [{ name: 'help', line: 'help restore' }]);
  });

  it('of asking for power is recognised, but a command that begins alike wins', () => {
    assert.deepEqual(parse('shutdown sql-01'), { kind: 'power', verb: 'stop', target: 'sql-01' });
    assert.deepEqual(parse('Start sql-01?'), { kind: 'power', verb: 'start', target: 'sql-01' });
    assert.deepEqual(parse('reboot'), { kind: 'power', verb: 'restart' });
    assert.deepEqual(parse('stop protection sql-01'), command('protection stop', { vm: 'sql-01' }));
    assert.deepEqual(parse('constructor x'), { kind: 'unknown', suggestions: [] });
  });
});

describe('what phones do to text', () => {
  const vm = fc.stringMatching(/^[a-z]{2,6}-[0-9]{2}$/);
  const reason = fc
    .stringMatching(/^INC[0-9]{4} [a-z]{1,8}( [a-z']{1,8}){0,3} [a-z0-9&<"]{1,6}x$/)
    .filter((text) => !text.includes('--'));
  const line = fc.oneof(
    fc
      .tuple(vm, fc.constantFrom('latest', '#2', '24 nov 02:00'), reason)
      .map(([name, point, why]) => `restore ${name} ${point} because ${why}`),
    fc
      .tuple(
        fc.array(vm, { minLength: 1, maxLength: 3 }),
        fc.constantFrom('keep 30d', '--keep 30d', '--until 2026-12-24', 'until "24 dec"'),
      )
      .map(([names, option]) => `backup ${names.join(' ')} ${option}`),
    vm.map((name) => `vm '${name}'`),
    fc.constantFrom(
      'approve R-7K2M 4F9C',
      'reject R-7K2M "wrong machine"',
      'requests',
      'maak back-up van sql-01',
      'nonsense sql-01',
    ),
  );

  it('never changes what a command means', () => {
    fc.assert(
      fc.property(
        line.chain((typed) => fc.tuple(fc.constant(typed), asSentByPhone(typed))),
        ([typed, sent]) => {
          const expected = parse(typed);
          const actual = parse(sent);
          if (expected.kind === 'unknown' && actual.kind === 'unknown') return;
          assert.deepEqual(actual, expected);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('never makes the parser throw, whatever the text', () => {
    const scraps = fc.constantFrom(
      'restore',
      'because',
      '--',
      '—',
      '"',
      "'",
      ' ',
      '&#x110000;',
      '&#0;',
      '<br',
      '__proto__',
      'R-',
      '-keep=',
      '\u0000',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.oneof(scraps, fc.string())).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (any) => {
        assert.ok(['command', 'unknown', 'empty', 'bad-arguments', 'power'].includes(parse(any).kind));
      }),
      { numRuns: 1000 },
    );
  });
});
