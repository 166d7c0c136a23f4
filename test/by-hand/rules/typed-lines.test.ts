import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { byHand } from '../../../src/by-hand/rules/by-hand.ts';
import type { HandStep } from '../../../src/by-hand/rules/hand-step.ts';
import { handParts, typedLines } from '../../../src/by-hand/rules/typed-lines.ts';
import { everyRestore, harmless } from './every-line.ts';

/** Steps whose lines record that they ran; the one with this number fails. */
function stepsOf(sizes: readonly number[], fails: number): HandStep[] {
  let number = 0;
  return sizes.map((size, index) => ({
    kind: index === 0 ? 'sign-in' : 'verify',
    portal: '',
    atGroup: false,
    rest: [],
    az: Array.from({ length: size }, () => `run ${number++} ${number - 1 === fails ? 1 : 0}`),
    powershell: [],
    clears: { az: `run cleared-${index} 0`, powershell: 'Remove-Item x' },
  }));
}

/** Pastes all steps at once into a shell that continues after a failure. */
function pasted(steps: readonly HandStep[]): { ran: string[]; said: string } {
  return pastedLines(steps.flatMap((step) => typedLines(step, 'az')));
}

function pastedLines(lines: readonly string[]): { ran: string[]; said: string } {
  const script = ['run() { echo "ran $1" >&2; return "$2"; }', ...lines].join('\n');
  const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  return { ran: stderr.trim().split('\n').filter(Boolean), said: stdout };
}

const numbers = (count: number) => Array.from({ length: count }, (_, number) => `ran ${number}`);

describe('lines that are pasted into bash', () => {
  it('go on after no failure, in their own step or in a later one, and clear away what they left all the same', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(sizes, fc.nat(12), (each, at) => {
        const all = each.reduce((sum, size) => sum + size, 0);
        const fails = at % (all + 1);
        const { ran, said } = pasted(stepsOf(each, fails));
        const worked = ran.filter((one) => !one.includes('cleared'));
        assert.deepEqual(worked, numbers(Math.min(all, fails + 1)));
        assert.equal(ran.length - worked.length, each.length);
        assert.equal(/^STOP/m.test(said), fails < all);
      }),
      { numRuns: 40 },
    );
  });

  it('hold that over several messages too, and clear away where a line of the first failed', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(sizes, fc.nat(36), fc.integer({ min: 300, max: 900 }), (each, at, room) => {
        const all = each.reduce((sum, size) => sum + size, 0);
        const fails = at % (all + 1);
        const steps = stepsOf(each, fails);
        const parts = handParts(steps, 'az', room);
        const { ran, said } = pastedLines(parts.flatMap((part) => part.flatMap(({ az }) => az)));
        const worked = ran.filter((one) => !one.includes('cleared'));
        assert.deepEqual(worked, numbers(Math.min(all, fails + 1)));
        for (const index of each.keys()) assert.ok(ran.includes(`ran cleared-${index}`));
        assert.equal(/^STOP/m.test(said), fails < all);
        const broken = steps.findIndex(({ az }) => az.some((line) => line.endsWith(' 1')));
        if (broken === -1) return;
        const next = parts.findIndex((part) => part.some(({ az }) => az.some((line) => / 1 (&&|\|\|)/.test(line))));
        const soFar = pastedLines(parts.slice(0, next + 1).flatMap((part) => part.flatMap(({ az }) => az)));
        assert.ok(soFar.ran.includes(`ran cleared-${broken}`), 'nothing more has to be pasted for that');
      }),
      { numRuns: 40 },
    );
  });

  it('begin anew where the subscription is chosen', () => {
    const { ran } = pasted([...stepsOf([1, 1], 0), ...stepsOf([1, 1], -1)]);
    assert.deepEqual(
      ran.filter((one) => !one.includes('cleared')),
      ['ran 0', 'ran 0', 'ran 1'],
    );
  });

  it('say nothing of it in a shell that complains of variables that nobody set', () => {
    const [, second] = stepsOf([1, 1], -1);
    assert.ok(second);
    const script = ['set -u', 'run() { :; }', ...typedLines(second, 'az')].join('\n');
    assert.equal(spawnSync('bash', ['-c', script]).status, 0);
  });
});

describe('lines for PowerShell', () => {
  it('are one block, which a throw ends, and which does not begin after another that was ended', () => {
    const step: HandStep = { kind: 'verify', portal: '', atGroup: true, rest: [], az: [], powershell: ['a', 'b'] };
    assert.deepEqual(typedLines(step, 'powershell'), [
      "try { if ($stopped) { throw 'STOP: a line failed before' }",
      'a',
      'b',
      '} catch { $stopped = $true; throw }',
    ]);
    assert.match(typedLines({ ...step, kind: 'sign-in' }, 'powershell')[0] ?? '', /^try { \$stopped = \$false; /);
    const clears = { az: '', powershell: 'Remove-Item x' };
    assert.match(typedLines({ ...step, clears }, 'powershell').at(-1) ?? '', /throw } finally { Remove-Item x }$/);
    assert.match(
      typedLines({ ...step, clears }, 'powershell', { isFirst: true, isLast: false }).at(-1) ?? '',
      /^\} catch \{ \$stopped = \$true; Remove-Item x; throw \}$/,
      'what the next message needs stays, unless a line failed',
    );
    assert.deepEqual(typedLines({ ...step, powershell: [] }, 'powershell'), []);
  });
});

describe('each line of each step', () => {
  const names = harmless;
  const steps = Object.values(everyRestore).flatMap((factsOf) => byHand(factsOf(names)));

  it('is whole by itself to bash, so that a chain may end after it', () => {
    const lines = [...new Set(steps.flatMap(({ az }) => az))];
    const script = lines.map((line) => `run() {\n${line}\n}`).join('\n');
    assert.equal(spawnSync('bash', ['-n', '-c', script], { encoding: 'utf8' }).stderr, '');
  });

  it('is whole by itself to PowerShell: what it opens it closes', () => {
    for (const line of new Set(steps.flatMap(({ powershell }) => powershell))) {
      const outside = line.replace(/'(?:[^']|'')*'/g, '');
      for (const [opens, closes] of ['{}', '()', '[]']) {
        assert.equal(outside.split(String(opens)).length, outside.split(String(closes)).length, line);
      }
      assert.doesNotMatch(line, /[|`,]\s*$/, line);
    }
  });
});
