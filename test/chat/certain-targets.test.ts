import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withCertainTargets } from '../../src/chat/certain-targets.ts';
import type { Turn } from '../../src/chat/turn.ts';
import { CodedError } from '../../src/kernel/errors.ts';

const params = { name: 'sql-01', vault: 'rsv-a', qualified: 'rsv-a/sql-01', unread: 'contoso-dev' };

const restores = { name: 'restore', sideEffect: 'changes' } as const;

/** Somebody's turn, while another sql-01 may be where nothing can be read. */
function turnOf(incoming: object, language = 'en'): Turn<'text'> {
  const inventory = {
    target: async () => 'the one that is known',
    certainTarget: async () => {
      throw new CodedError('vm-perhaps-other', params);
    },
  };
  return { services: { inventory }, incoming, shared: { language } } as unknown as Turn<'text'>;
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
      const { inventory } = withCertainTargets(turnOf({ kind: 'text', text: said }), restores);
      await assert.rejects(inventory.target('sql-01'), { code: 'vm-perhaps-other', params: { ...params, line } });
    });

  it('a click is refused with its line in the language of the place', async () => {
    const { inventory } = withCertainTargets(turnOf({ kind: 'action' }, 'nl'), restores);
    await assert.rejects(inventory.target('sql-01'), { params: { ...params, line: 'herstel rsv-a/sql-01' } });
  });

  it('what only reads is answered', async () => {
    const turn = turnOf({ kind: 'text', text: 'byhand sql-01' });
    assert.equal(withCertainTargets(turn, { name: 'byhand', sideEffect: 'none' }), turn.services);
  });
});
