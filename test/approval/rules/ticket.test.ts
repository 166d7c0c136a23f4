import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { matchesTicket, ticketMistake } from '../../../src/approval/rules/ticket.ts';

describe('the pattern of a ticket', () => {
  it('is looked for anywhere, in any case, unless it says where', () => {
    assert.ok(matchesTicket('(INC|CHG)\\d{7}', 'the table is gone, inc0012345'));
    assert.ok(!matchesTicket('^INC\\d{7}$', 'see INC0012345'));
    assert.ok(matchesTicket('^INC\\d{7}$', 'INC0012345'));
    assert.ok(matchesTicket('\\p{Lu}{3}-\\d+', 'ops-12'));
  });

  it('takes the same as the regular expressions people know', () => {
    const piece = fc.constantFrom('INC', 'CHG', '\\d', '\\w', '[a-z]', '.', '\\s', '-', '^', '$', '\\b');
    const pattern = fc.array(fc.tuple(piece, fc.constantFrom('', '?', '+', '{2}')), { minLength: 1, maxLength: 5 });
    const text = fc.string({ unit: fc.constantFrom('I', 'n', 'C', 'h', 'G', '1', '2', ' ', '-', 'z'), maxLength: 20 });
    fc.assert(
      fc.property(pattern, text, (pieces, given) => {
        const anchor = (one: string) => /^(\^|\$|\\b)$/.test(one);
        const source = pieces.map(([one, count]) => (anchor(one) ? one : one + count)).join('');
        assert.equal(matchesTicket(source, given), new RegExp(source, 'iu').test(given), source);
      }),
      { numRuns: 2_000 },
    );
  });

  it('that would never end elsewhere ends here, and is not taken from a file at all', () => {
    for (const pattern of ['^(\\w+\\s?)*$', '^(a|aa)+$', '(x+x+)+y']) {
      assert.equal(matchesTicket(pattern, `${'a'.repeat(4_000)}!`), false);
    }
    assert.match(ticketMistake('^(\\w+\\s?)*$') ?? '', /repetition stands inside a repetition/);
    assert.match(ticketMistake('(') ?? '', /expected a regular expression/);
    assert.match(ticketMistake('(INC)\\1') ?? '', /without look-around/);
    assert.equal(ticketMistake('(INC|CHG)\\d{7}'), undefined);
    assert.equal(ticketMistake(`INC${'\\d+-?'.repeat(20)}`), undefined, 'many repetitions beside each other do end');
  });
});
