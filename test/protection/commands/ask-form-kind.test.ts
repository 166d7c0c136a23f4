import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Command } from '../../../src/chat/turn.ts';
import type { StoredAsk } from '../../../src/protection/ask-for.ts';
import { askFormKind } from '../../../src/protection/commands/ask-form-kind.ts';

const begun: unknown[] = [];

function asking(name: string, asks: Omit<NonNullable<Command['asks']>, 'begin'>): Command {
  const begin = async (_turn: unknown, subject: string, reason?: string) => {
    begun.push([name, subject, reason]);
    return { kind: 'nothing' as const };
  };
  return { spec: { name }, asks: { ...asks, begin } } as unknown as Command;
}

const vmId = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/sql-01';
const form = askFormKind([
  { spec: { name: 'vm' } } as Command,
  asking('undelete', { kind: 'undelete' }),
  asking('check', { kind: 'grant-access', behind: 'grant' }),
  asking('release', { kind: 'release' }),
]);

function filled(kind: StoredAsk['kind'], vaultName: string): Parameters<typeof form.command>[0] {
  const target = { vaultName, vmName: 'sql-01', vmId };
  return { plan: { kind, target, plan: { effects: { quarantine: 'R-7K2M' } } } } as never;
}

it('the form for a reason is opened, and typed, by the command that asks for its kind of request', async () => {
  assert.deepEqual(form.command(filled('undelete', 'rsv')), { command: 'undelete', rest: 'sql-01' });
  assert.deepEqual(form.command(filled('grant-access', '')), { command: 'check', rest: 'sql-01 grant' });
  assert.deepEqual(form.command(filled('release', 'rsv')), { command: 'release', rest: 'R-7K2M' });
  for (const [kind, vault] of [
    ['undelete', 'rsv'],
    ['grant-access', ''],
    ['release', 'rsv'],
  ] as const) {
    await form.openOwn({} as never, filled(kind, vault));
  }
  assert.deepEqual(begun, [
    ['undelete', 's/rg/sql-01', undefined],
    ['check', vmId, undefined],
    ['release', 'R-7K2M', undefined],
  ]);
  assert.throws(() => form.command(filled('hold', 'rsv')), /no command asks for hold/);
});
