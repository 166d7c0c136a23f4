import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type HelpSituation, linesForSituation, moreHelp } from '../../../src/chat/rules/situation.ts';
import type { Section } from '../../../src/kernel/help-section.ts';

const all = ['approve', 'status', 'digest', 'channel', 'check', 'restore', 'backup', 'vms'];
const calm: HelpSituation = {
  usable: [...all, 'explain', 'whoami'].map((name) => ({ name })),
  waiting: [],
  own: [],
  failing: [],
  machine: 'sql-01',
  unset: false,
};
const lines = (more: Partial<HelpSituation>) =>
  linesForSituation({ ...calm, ...more }).map(({ command, argument }) =>
    argument ? `${command} ${argument}` : command,
  );

describe('help by situation', () => {
  it('shows, when nothing goes on, what this person does here, with a machine of theirs', () => {
    assert.deepEqual(lines({}), [
      'restore sql-01',
      'check sql-01',
      'backup sql-01',
      'vms',
      'status',
      'explain UserErrorGuestAgentStatusUnavailable',
    ]);
    assert.deepEqual(lines({ usable: [{ name: 'whoami' }, { name: 'explain' }] }).length, 2);
  });

  it('begins with what waits for them, the request of the thread, and what failed', () => {
    const waiting = [{ id: 'R-AAAA', vm: 'web-01', state: 'pending' }];
    const here = { id: 'R-BBBB', vm: 'app-01', state: 'running' };
    const own = [here, { id: 'R-CCCC', vm: 'dev-01', state: 'failed' }];
    assert.deepEqual(lines({ waiting, here, own, failing: ['db-07', 'db-08'] }), [
      'approve R-AAAA',
      'status R-BBBB',
      'status R-CCCC',
      'digest',
      'check db-07',
      'restore sql-01',
    ]);
    assert.deepEqual(lines({ own: [{ id: 'R-CCCC', vm: 'dev-01', state: 'pending' }] })[0], 'status R-CCCC');
  });

  it('shows whoever is asked how to answer, role or not, and an administrator what is not set', () => {
    const waiting = [{ id: 'R-AAAA', vm: 'web-01', state: 'pending' }];
    assert.deepEqual(lines({ usable: [{ name: 'whoami' }], waiting }), ['approve R-AAAA', 'whoami']);
    assert.equal(lines({ unset: true })[0], 'channel allow all');
  });

  it('offers more on topics and a command that this person may use, and on no other', () => {
    const usable = (...specs: [string, Section][]) => specs.map(([name, section]) => ({ name, section }));
    const outsider = usable(['help', 'look'], ['whoami', 'settings'], ['explain', 'jobs']);
    assert.deepEqual(moreHelp(outsider), { topics: ['settings', 'jobs'], command: 'whoami' });
    const engineer = [...outsider, ...usable(['restore', 'restore'], ['status', 'decide'])];
    assert.deepEqual(moreHelp(engineer), { topics: ['decide', 'settings'], command: 'restore' });
    assert.deepEqual(moreHelp(usable(['help', 'look'])), { topics: [], command: 'help' });
  });

  it('is never longer than six lines, never twice the same, and only of what may be used', () => {
    const request = fc.record({
      id: fc.stringMatching(/^R-[A-Z]{4}$/),
      vm: fc.string(),
      state: fc.constantFrom('pending', 'running', 'failed'),
    });
    fc.assert(
      fc.property(
        fc.record({
          usable: fc.subarray(calm.usable as { name: string }[]),
          waiting: fc.array(request),
          own: fc.array(request),
          failing: fc.array(fc.string()),
          unset: fc.boolean(),
        }),
        (situation) => {
          const shown = linesForSituation(situation);
          const names = new Set([...situation.usable.map(({ name }) => name), 'approve']);
          assert.ok(shown.length <= 6 && shown.every(({ command }) => names.has(command)));
          assert.equal(new Set(shown.map(({ command, argument }) => `${command} ${argument}`)).size, shown.length);
        },
      ),
    );
  });
});
