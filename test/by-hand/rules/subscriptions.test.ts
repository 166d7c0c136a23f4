import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { byHand } from '../../../src/by-hand/rules/by-hand.ts';
import type { HandFacts } from '../../../src/by-hand/rules/hand-step.ts';
import { everyRestore, harmless } from './every-line.ts';

const groupId = '/subscriptions/s-2/resourceGroups/rg-elsewhere';
/** All other groups are in the vault's subscription. */
const subscriptionOf = (group: string) => (group === 'rg-elsewhere' ? 's-2' : 's-1');

/** The same restore, into a group of another subscription than the vault's. */
function elsewhere({ plan, machine, ...facts }: HandFacts): HandFacts {
  const body = { ...plan.body, ...(plan.body.targetResourceGroupId && { targetResourceGroupId: groupId }) };
  return { ...facts, plan: { ...plan, body }, machine: { ...machine, groupId } };
}

const kinds = (facts: HandFacts) => [...new Set(byHand(facts).map(({ kind }) => kind))];

/** Any restore, with any of its steps done. */
const anyRestore = fc
  .constantFrom(...Object.values(everyRestore))
  .map((facts) => elsewhere(facts(harmless)))
  .chain((facts) =>
    fc.subarray(kinds(facts)).map((done: string[]): HandFacts => ({ ...facts, done: [...facts.done, ...done] })),
  );

/** Asserts the subscription of each command: the one in the line itself, otherwise the last one selected. */
function assertWhereTheyAct(lines: readonly string[], at: (line: string) => string, named: RegExp): void {
  for (const line of lines) {
    const subscription = at(line);
    for (const [, group = ''] of line.matchAll(named)) assert.equal(subscription, subscriptionOf(group), line);
  }
}

describe('in a restore into another subscription than that of the vault, each line acts in that of what it names', () => {
  it('in bash', () => {
    fc.assert(
      fc.property(anyRestore, (facts) => {
        let chosen = '';
        const at = (line: string) => {
          chosen = /^az account set --subscription (\S+)/.exec(line)?.[1] ?? chosen;
          return / --subscription (\S+)/.exec(line)?.[1] ?? chosen;
        };
        const lines = byHand(facts).flatMap(({ az }) => az);
        assertWhereTheyAct(lines, at, / --resource-group (\S+)/g);
      }),
    );
  });

  it('in PowerShell', () => {
    fc.assert(
      fc.property(anyRestore, (facts) => {
        let chosen = '';
        let kept = '';
        const at = (line: string) => {
          if (/^\$\w+ = \(Get-AzContext\)/.test(line)) kept = chosen;
          const [, name, variable] = /^Set-AzContext -Subscription (?:'([^']+)'|(\$\w+))/.exec(line) ?? [];
          chosen = name ?? (variable ? kept : chosen);
          if (line.includes(' -VaultId $vault.ID')) assert.equal(chosen, 's-1', line);
          return chosen;
        };
        const lines = byHand(facts).flatMap(({ powershell }) => powershell);
        assertWhereTheyAct(lines, at, / -ResourceGroupName '([^']+)'/g);
      }),
    );
  });
});
