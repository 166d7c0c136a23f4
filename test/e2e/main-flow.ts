import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { stage } from './stage.ts';
import { Views } from './views.ts';

export type Words = {
  lines: Record<'restore' | 'check' | 'points' | 'vm' | 'digest', string>;
  form: RegExp;
  plan: RegExp;
  asked: RegExp;
  approve: string;
  running: RegExp;
  done: RegExp;
};

/** The output of every command, as everyone sees it: with SCREENSHOTS=1 also as pictures in docs/images. */
export function mainFlow(on: ReturnType<typeof stage>, language: 'en' | 'nl', words: Words): void {
  test(`the main flow is shown whole in ${language}, on a wide screen and on a phone, light and dark`, {
    timeout: 900_000,
  }, async () => {
    const { control } = on;
    const views = await Views.open(on.browser, on.address, language);
    const show = async (...shown: Parameters<Views['show']>) => {
      await views.show(...shown);
      if (language === 'en') await views.film(shown[1]);
    };
    const say = (as: string, line: string, place = 'ops') =>
      control.post('/api/say', { as, in: place, text: place === 'ops' ? `@Strongroom ${line}` : line });
    const heard = (fits: RegExp, as = 'oncall', place = 'ops') =>
      control.until(`${fits}`, async () =>
        (await control.messages(place, as)).findLast(({ from, text }) => from === 'bot' && fits.test(text)),
      );
    const click = (as: string, message: { id: string }, action: string, inputs = {}) =>
      control.post('/api/click', { as, message: message.id, action, inputs });

    try {
      if (language === 'nl') {
        await say('platform', 'kanaal taal nl');
        await heard(/Nederlands/, 'platform');
        for (const person of ['oncall', 'approver-1']) {
          await say(person, 'instellingen taal nl', `personal-${person}`);
          await heard(/Nederlands/, person, `personal-${person}`);
        }
      }

      await say('oncall', words.lines.restore);
      const form = await heard(words.form);
      await show('oncall', form.id, '1-form');
      await click('oncall', form, 'restore-plan', { reason: 'INC0012345' });
      const plan = await heard(words.plan);
      await show('oncall', plan.id, '2-plan');
      await click('oncall', plan, 'confirm');
      const asked = await heard(words.asked, 'approver-1');
      await show('approver-1', asked.id, '3-asked');
      await show('approver-1', asked.id, '4-sentence', words.approve);
      await click('approver-1', asked, 'approve');
      await on.passes(words.running, 10);
      await show('oncall', asked.id, '5-running');
      const closing = await control.passes('the closing reply', async () =>
        (await control.messages('ops', 'oncall')).findLast(
          ({ text, mentions }) => words.done.test(text) && mentions.length,
        ),
      );
      await show('oncall', closing.id, '6-done');
      for (const name of ['check', 'points', 'vm', 'digest'] as const) {
        const before = (await control.messages('ops', 'oncall')).length;
        await say('oncall', words.lines[name]);
        const answer = await control.until(`the answer to ${name}`, async () =>
          (await control.messages('ops', 'oncall')).slice(before).find(({ from, card }) => from === 'bot' && card),
        );
        await views.show('oncall', answer.id, name);
      }
      assert.deepEqual(views.faults, []);
    } finally {
      await views.close();
    }
  });
}
