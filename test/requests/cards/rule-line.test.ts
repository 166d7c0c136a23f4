import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Language } from '../../../src/kernel/languages.ts';
import { ruleLine } from '../../../src/requests/cards/decision.ts';

const part = (rule: string, group: string, approvals = 1) => ({
  rule,
  approvals,
  denials: 1,
  oneVotePerGroup: approvals === 1,
  groups: [group],
});

it('each rule that may hold is told with what it still waits for', () => {
  const all = [part('dev', 'devs'), part('prod', 'security', 2)];
  const quorum = { ...part('dev, prod', '', 2), groups: ['devs', 'security'], all };
  const votes = [{ voterOid: 'b', decision: 'approve' as const, groups: ['devs'] }];
  const line = (language: Language) => ruleLine({ quorum, votes }, { language, timeZone: 'UTC' });
  assert.match(line('en'), /Each rule that applies must be met\./);
  assert.match(line('en'), /Enough approvals\. Rule: dev\..*2 of 2 approvals to go, from security\. Rule: prod\./);
  assert.match(line('nl'), /moet worden voldaan.*Regel: dev\..*Regel: prod\./);
});
