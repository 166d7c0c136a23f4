import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createVerifiedTokens } from '../../src/teams/verified-tokens.ts';

const minute = 60_000;

function counted(exp: number | undefined) {
  const time = { now: 0 };
  let verified = 0;
  const tokens = createVerifiedTokens(
    async (token) => {
      verified += 1;
      if (token === 'bad') throw new Error('not valid');
      return { iss: token, ...(exp !== undefined && { exp }) };
    },
    () => time.now,
  );
  return { time, tokens, verifications: () => verified };
}

describe('a verified token', () => {
  it('is verified once in five minutes', async () => {
    const { time, tokens, verifications } = counted(3600);
    assert.equal((await tokens('a')).iss, 'a');
    time.now = 5 * minute - 1;
    await tokens('a');
    assert.equal(verifications(), 1);
    time.now = 5 * minute;
    await tokens('a');
    assert.equal(verifications(), 2);
  });

  it('is verified anew from its end on', async () => {
    const { time, tokens, verifications } = counted(60);
    await tokens('a');
    time.now = minute;
    await tokens('a');
    assert.equal(verifications(), 2);
  });

  it('is not kept when it has no end or is not valid', async () => {
    const endless = counted(undefined);
    await endless.tokens('a');
    await endless.tokens('a');
    assert.equal(endless.verifications(), 2);
    const { tokens, verifications } = counted(3600);
    await assert.rejects(tokens('bad'));
    await assert.rejects(tokens('bad'));
    assert.equal(verifications(), 2);
  });

  it('makes place for newer ones', async () => {
    const { tokens, verifications } = counted(3600);
    for (let index = 0; index <= 20; index++) await tokens(String(index));
    await tokens('0');
    assert.equal(verifications(), 22);
    await tokens('20');
    assert.equal(verifications(), 22);
  });
});
