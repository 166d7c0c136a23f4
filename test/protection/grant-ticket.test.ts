import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { idIn, startTalk, type Talk } from '../talk.ts';

const folder = mkdtempSync(join(tmpdir(), 'strongroom-ticket-'));
let talk: Talk;
before(async () => {
  const approvalPolicy = join(folder, 'approval-policy.yaml');
  writeFileSync(
    approvalPolicy,
    `
groups:
  platform: { entra: [bbbbbbbb-0000-4000-8000-000000000002] }
  leads: { people: [aaaaaaaa-0000-4000-8000-000000000003] }
rules:
  - { name: keys with ticket, when: { operations: [grant-access] }, who: [platform], ticket: '^INC\\d{7}' }
breakGlass: { group: leads }
`,
  );
  talk = await startTalk({ approvalPolicy });
});
after(async () => {
  await talk.close();
  rmSync(folder, { recursive: true });
});

/** The refusal that says access cannot be requested from here, and how to request it. */
function refused(vm: string): RegExp {
  return new RegExp(
    `First type "check ${vm} grant because"[^]*\\^INC[^]*rule keys with ticket requires one` +
      '[^]*Once access is granted, make this request again',
  );
}

describe('a rule that wants a ticket for access to keys', () => {
  it('is told to who backs up such a machine, and the way to it works', async () => {
    await talk.ask('oncall', 'ops', 'backup locked-01 keep 30d', refused('locked-01'));
    await talk.ask('oncall', 'ops', 'check locked-01 grant because INC0012345', /Why: INC0012345/);
  });

  it('is told to who protects such a machine, whose form stays', async () => {
    const form = await talk.ask('oncall', 'ops', 'protect new-01 in rsv-prod with daily-30', /is this it\?/);
    const { text } = await talk.click('oncall', form.id, 'protect-go');
    assert.match(text ?? '', refused('new-01'));
    await talk.shows(form, /is this it\?/);
  });
});

describe('the glass of access to keys', () => {
  it('is not broken, since nobody would carry it: who can approve it is said, and what else there is', async () => {
    const asked = await talk.ask('oncall', 'ops', 'check rbac-01 grant because INC0012345', /Why: INC0012345/);
    const id = idIn(asked.all);
    await talk.ask(
      'approver-2',
      'ops',
      `breakglass ${id} INC0000001 nobody answers`,
      new RegExp(`right to .* on kv-rbac:[^]*can't break the glass for it[^]*"status ${id}"[^]*"commands ${id}"`),
    );
    await talk.ask('oncall', 'ops', `commands ${id}`, /az role assignment create/);
  });
});
