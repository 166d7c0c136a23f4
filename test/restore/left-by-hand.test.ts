import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { texts } from '../../src/i18n/texts.ts';
import type { Language } from '../../src/kernel/languages.ts';
import { planViewOf } from '../../src/restore/restore-requests.ts';
import { everyCard } from '../cards/every-card.ts';
import { adeMachine, encryptedPoint } from '../machines/rules/machines.ts';
import { facts, item, planned, vault } from './rules/plan-facts.ts';

const line = (language: Language) => {
  const { t } = texts(language);
  return t('cards.plan.by-hand', { steps: t('cards.step.ade-extension'), id: 'R-7K2M' });
};

describe('a step that is left to people', () => {
  it('stands in the plan as people read it', () => {
    const dual = adeMachine({ kek: true, managed: true, pass: 'dual' });
    const one = facts({ ...dual, point: encryptedPoint(true, { osType: 'Linux', mechanism: 'double-pass' }) });
    const choice = { mode: 'rebuild', names: { vm: 'copy' } } as const;
    const plan = planned(one, choice);
    const view = planViewOf({ vault, item }, { ...one, choice }, plan);
    assert.deepEqual(view.byHand, ['ade-extension']);
  });

  for (const card of ['restore-confirm', 'request', 'restore-closing']) {
    it(`is told by ${card}, with the command that says how`, () => {
      const samples = everyCard.filter((each) => each.card === card && each.sample.startsWith('left by hand'));
      assert.ok(samples.length > 0);
      for (const { language, json } of samples) {
        assert.ok(JSON.stringify(json).includes(JSON.stringify(line(language)).slice(1, -1)), line(language));
      }
    });
  }
});
