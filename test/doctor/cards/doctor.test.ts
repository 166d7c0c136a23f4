import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { doctorCard, doctorText } from '../../../src/doctor/cards/doctor.ts';
import { type Diagnosis, type DiagnosisState, worstDiagnosesFirst } from '../../../src/doctor/rules/diagnosis.ts';
import { tiers } from '../../../src/doctor/rules/tiers.ts';
import { languages } from '../../../src/kernel/languages.ts';
import { cardBudgetBytes, cardLines } from '../../../src/ui/render.ts';

const secret: Diagnosis = { code: 'secret', state: 'bad', params: { count: 3 } };
const reader = { language: 'en', timeZone: 'UTC' } as const;

/** Each tier of this many vaults, in the states in turn. */
function tiersOf(vaults: number, states: readonly DiagnosisState[]): Diagnosis[] {
  return Array.from({ length: vaults }, (_, at) => at).flatMap((at) =>
    tiers.map(({ name, commands, rights }, tier) => ({
      code: 'tier' as const,
      state: states[(at + tier) % states.length] ?? 'good',
      params: {
        tier: name,
        vault: `rsv-${at}-`.padEnd(80, 'x'),
        commands: commands.join(', '),
        lacking: rights.flatMap(({ place, actions }) => actions.map((action) => `${action} (${place})`)).join(', '),
      },
    })),
  );
}

const subscriptions: Diagnosis[] = Array.from({ length: 200 }, (_, at) => ({
  code: 'subscription',
  state: 'bad',
  params: { id: `aaaa0000-0000-4000-8000-${String(at).padStart(12, '0')}`, code: 'azure.forbidden' },
}));

describe('the doctor of two hundred vaults', () => {
  const mixes: Record<string, DiagnosisState[]> = {
    'all well': ['good'],
    'nothing switched on': ['off'],
    'all in part': ['bad'],
    'nothing known': ['unknown'],
    'some of each': ['good', 'off', 'bad', 'unknown'],
  };
  for (const [name, states] of Object.entries(mixes)) {
    it(`has room on a card: ${name}`, () => {
      for (const language of languages) {
        for (const vaults of [1, 13, 22, 50, 200]) {
          const diagnoses = worstDiagnosesFirst([...tiersOf(vaults, states), ...subscriptions, secret]);
          const card = doctorCard({ diagnoses }, { language, timeZone: 'UTC' });
          assert.ok(Buffer.byteLength(JSON.stringify(card)) <= cardBudgetBytes);
          assert.ok(Buffer.byteLength(doctorText({ diagnoses }, { language, timeZone: 'UTC' })) <= 4_000);
        }
      }
    });
  }

  it('tells what is wrong first, what is of no vault before what is of many, and how many more there are', () => {
    const diagnoses = worstDiagnosesFirst([...tiersOf(200, ['bad', 'good']), secret]);
    const lines = cardLines(doctorCard({ diagnoses }, reader));
    const told = lines.filter((line) => line.startsWith('✗ Tier'));
    assert.ok(lines.some((line) => line.startsWith('✗ The secret expires in 3 days')));
    const bad = 1 + (200 * tiers.length) / 2;
    assert.ok(lines.includes(`✗ ${bad} things to fix, 0 turned off, 0 not checked.`));
    assert.ok(lines.includes(`And ${bad - 1 - told.length} more: \`npm run doctor\` on the host prints all.`));
    assert.ok(told.length >= 5, String(told.length));
  });

  it('counts what is well, and lists it in the details, with how much more there is', () => {
    const diagnoses = worstDiagnosesFirst([...tiersOf(200, ['good', 'bad']), ...subscriptions]);
    const lines = cardLines(doctorCard({ diagnoses }, reader));
    const counted = lines.indexOf(`✓ ${(200 * tiers.length) / 2} other checks passed`);
    const listed = lines.findIndex((line) => /^✓ .*: in place\.$/.test(line));
    assert.ok(counted > 0 && counted < listed, lines.join('\n'));
    assert.equal(lines.filter((line) => /^And \d+ more\.$/.test(line)).length, 2);
    assert.match(lines.find((line) => line.startsWith('Ids: ')) ?? '', / and \d+ more$/);
    assert.match(lines.at(-1) ?? '', /^And \d+ more\.$/);
  });

  it('counts none beside what is well where nothing is wrong', () => {
    const lines = cardLines(doctorCard({ diagnoses: tiersOf(1, ['good']) }, reader));
    assert.match(lines.join('\n'), /Nothing to fix[\s\S]*✓ .*: in place\./);
    assert.doesNotMatch(lines.join('\n'), /other check/);
  });

  it('leaves nothing out where there is room', () => {
    const diagnoses = worstDiagnosesFirst([...tiersOf(1, ['good', 'off']), secret]);
    assert.doesNotMatch(cardLines(doctorCard({ diagnoses }, reader)).join('\n'), /\d+ more/);
  });
});
