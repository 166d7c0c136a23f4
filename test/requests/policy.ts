import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Rules by machine, so that one sandbox serves all tests: sql-01 takes both groups, web-01 two people of one, app-01 a
 * ticket and hurries, dev-01 is decided by the platform team alone.
 */
const policy = `
groups:
  dba: { entra: [bbbbbbbb-0000-4000-8000-000000000003] }
  platform: { entra: [bbbbbbbb-0000-4000-8000-000000000002] }
  leads: { people: [aaaaaaaa-0000-4000-8000-000000000003] }
  nobody: { people: [aaaaaaaa-0000-4000-8000-000000000001] }
rules:
  - { name: both groups, when: { machines: [sql-01] }, who: [dba, platform], approvals: 2, denials: 2 }
  - { name: two database owners, when: { machines: [web-01] }, who: [dba], approvals: 2 }
  - name: hurried
    when: { machines: [app-01] }
    who: [platform]
    ticket: '^INC\\d{7}'
    decideMinutes: 60
    next: { afterMinutes: 20, group: leads }
  - { name: only the asker, when: { machines: [rotated-01] }, who: [nobody] }
  - { name: keys by nobody, when: { operations: [grant-access] }, who: [nobody] }
  - { name: too many, when: { machines: [legacy-01] }, who: [leads], approvals: 2 }
breakGlass: { group: leads, ticket: '^INC\\d{7}$', reviewers: [dba, platform] }
`;

/** @returns the path of the policy that these tests use */
export function policyFile(): string {
  const file = join(mkdtempSync(join(tmpdir(), 'strongroom-policy-')), 'approval-policy.yaml');
  writeFileSync(file, policy);
  return file;
}
