import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { joinFeatures, runTimer } from '../../src/app/features.ts';
import { product, rooms } from '../../src/app/product.ts';
import { requestKinds } from '../../src/app/request-kinds.ts';
import type { Services } from '../../src/app/services.ts';
import type { Feature } from '../../src/chat/feature.ts';

const services = {} as Services;
const nothing = async () => undefined;

describe('what a bot can do', () => {
  it('has one handler for each verb, kind of step and kind of timer', () => {
    const [command] = product.commands.filter(({ verbs }) => verbs);
    const first = (record: object | undefined) => Object.keys(record ?? {})[0] ?? '';
    const verb = { [first(command?.verbs)]: nothing as never };
    const planted: Omit<Feature, 'name'>[] = [
      { verbs: verb },
      { viewVerbs: verb },
      { verbs: { [first(product.viewVerbs)]: nothing as never } },
      { steps: { [first(product.steps)]: Object.values(product.steps)[0] as never } },
      { timers: { [first(product.timers)]: nothing } },
    ];
    for (const one of planted) assert.throws(() => joinFeatures([...rooms, { name: 'tea', ...one }]), /one name: /);
    assert.ok(joinFeatures([...rooms, { name: 'tea', timers: { tea: nothing } }]).timers.tea);
  });

  it('is asked for by kinds of requests that stand in the list of them too', () => {
    assert.deepEqual(new Set(requestKinds), new Set(product.requestKinds));
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
