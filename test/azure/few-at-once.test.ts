import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPipelineRequest, type HttpClient, type PipelineResponse } from '@azure/core-rest-pipeline';
import { fewAtOnce } from '../../src/azure/few-at-once.ts';

/** Answers when it is told to, in the order in which it was asked. */
function held() {
  const asked: { url: string; end: (failed?: Error) => void }[] = [];
  const client: HttpClient = {
    sendRequest: (request) =>
      new Promise((resolve, reject) => {
        const answer = { request, status: 200 } as PipelineResponse;
        asked.push({ url: request.url, end: (failed) => (failed ? reject(failed) : resolve(answer)) });
      }),
  };
  return { asked, client };
}

test('of many reads a few are on their way, the others in their order, whether those before them went well or not', async () => {
  const { asked, client } = held();
  const few = fewAtOnce(client, 2);
  const reads = ['a', 'b', 'c', 'd'].map((url) => few.sendRequest(createPipelineRequest({ url })));
  const urls = () => asked.map(({ url }) => url).join('');
  assert.equal(urls(), 'ab');
  asked[0]?.end(new Error('gone'));
  await assert.rejects(reads[0] ?? assert.fail(), /gone/);
  assert.equal(urls(), 'abc');
  asked[1]?.end();
  await reads[1];
  assert.equal(urls(), 'abcd');
  for (const { end } of asked) end();
  await Promise.all(reads.slice(1));
  void few.sendRequest(createPipelineRequest({ url: 'e' }));
  assert.equal(urls(), 'abcde');
});

test('what changes Azure waits for no list', () => {
  const { asked, client } = held();
  const few = fewAtOnce(client, 1);
  void few.sendRequest(createPipelineRequest({ url: 'list' }));
  void few.sendRequest(createPipelineRequest({ url: 'restore', method: 'POST' }));
  assert.deepEqual(
    asked.map(({ url }) => url),
    ['list', 'restore'],
  );
});
