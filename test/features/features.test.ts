import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runTimer, withFeatures } from '../../src/features/features.ts';
import { product } from '../../src/features/product.ts';
import { defineTexts } from '../../src/i18n/own-texts.ts';
import { addTexts, texts } from '../../src/i18n/texts.ts';
import type { Services } from '../../src/services.ts';

const services = {} as Services;

describe('what a bot can do', () => {
  it('grows by what somebody adds from outside, behind what the product has', () => {
    const more = withFeatures(product, { timers: { tea: async () => undefined } });
    assert.deepEqual(Object.keys(more.timers).slice(0, -1), Object.keys(product.timers));
    assert.equal(more.commands.length, product.commands.length);
  });

  it('has one handler for each kind of step, verb and timer', () => {
    const [timer = ''] = Object.keys(product.timers);
    const [step = ''] = Object.keys(product.stepHandlers);
    const stepHandlers = { [step]: Object.values(product.stepHandlers)[0] as never };
    assert.throws(() => withFeatures(product, { timers: { [timer]: async () => undefined } }), /one name: /);
    assert.throws(() => withFeatures(product, { stepHandlers }), new RegExp(`one name: ${step}`));
  });

  it('gives a timer what stands behind its kind, colons and all', async () => {
    const heard: string[] = [];
    const timers = { tea: async (_: Services, id: string) => void heard.push(id) };
    await runTimer(timers, services, 'tea:R-7K2M:next');
    assert.deepEqual(heard, ['R-7K2M:next']);
  });

  it('leaves a timer that it does not know to the version that asked for it', () =>
    assert.rejects(runTimer({}, services, 'coffee:R-7K2M'), { code: 'stored.newer' }));
});

describe('texts that a feature brings itself', () => {
  const own = defineTexts({
    en: { kettle: { sentence: '{{name}} puts the kettle on.' }, help: { summary: { tea: 'Makes tea.' } } },
    nl: { kettle: { sentence: '{{name}} zet water op.' }, help: { summary: { tea: 'Zet thee.' } } },
  });

  it('stand beside those of the product, in every language', () => {
    addTexts(own);
    assert.equal(texts('en').t('kettle.sentence', { name: 'Ann' }), 'Ann puts the kettle on.');
    assert.equal(texts('nl').t('help.summary.tea'), 'Zet thee.');
    assert.notEqual(texts('en').t('help.summary.restore'), '');
  });

  it('change none of the product', () => {
    const before = texts('nl').t('common.or');
    const changed = defineTexts({ en: { common: { or: 'either' } }, nl: { common: { or: 'oftewel' } } });
    assert.throws(() => addTexts(changed), /common\.or stands there already/);
    assert.equal(texts('nl').t('common.or'), before);
  });
});
