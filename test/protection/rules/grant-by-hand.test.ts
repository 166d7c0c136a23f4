import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grantByHand } from '../../../src/protection/rules/grant-by-hand.ts';

test('where the role has to be made in two subscriptions, each is made from a file of its own, which is removed', () => {
  const { powershell } = grantByHand([], 'app', 'service', ['s-1', 's-2']);
  const files = powershell.flatMap((line) => /Set-Content (\S+);/.exec(line)?.[1] ?? []);
  assert.equal(new Set(files).size, 2);
  for (const file of files) {
    const line = powershell.find((one) => one.includes(file)) ?? '';
    assert.match(line, new RegExp(`New-AzRoleDefinition -InputFile ${file}; Remove-Item ${file}$`));
  }
});
