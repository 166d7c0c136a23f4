import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAzure } from '../../src/azure/open.ts';
import { type Cloud, clouds } from '../../src/config/clouds.ts';
import { Clock } from '../../src/kernel/clock.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { samples } from '../infra/calls.ts';
import { quiet } from '../store/quiet.ts';
import { memoryThrottles } from './wire-fixture.ts';

test('without a token every call is refused with a code, whichever generation of clients makes it', async () => {
  const refused = Object.assign(new Error('network_error: AADSTS7000222: expired'), {
    name: 'AuthenticationRequiredError',
  });
  let asked = 0;
  const azure = openAzure({
    credential: { getToken: () => Promise.reject(refused) },
    cloud: clouds.public as Cloud,
    httpClient: {
      sendRequest: () => {
        asked += 1;
        return Promise.reject(new Error('nothing is sent without a token'));
      },
    },
    subscriptions: ['11111111-1111-4111-8111-111111111111'],
    clock: new Clock(),
    log: quiet,
    throttles: memoryThrottles(),
  });
  const defects: string[] = [];
  for (const [name, { call }] of Object.entries(samples)) {
    try {
      await call(azure);
    } catch (error) {
      if (!(error instanceof CodedError)) defects.push(`${name}: ${(error as Error).message}`);
    }
  }
  assert.deepEqual(defects, []);
  assert.equal(asked, 0);
});
