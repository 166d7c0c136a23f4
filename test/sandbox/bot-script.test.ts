import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

const script = join(import.meta.dirname, '../../sandbox/bot-script.ts');

function told(env: Record<string, string>): { status: number | null; said: string } {
  const { BOT_SCRIPT: _, ...others } = process.env;
  const program = `console.log((await import(${JSON.stringify(script)})).botScript)`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...others, ...env },
    encoding: 'utf8',
  });
  return { status, said: `${stdout}${stderr}`.trim() };
}

test('the bot is of the sources, or what is named', () => {
  assert.match(told({}).said, /sandbox.bot\.ts$/);
  assert.equal(told({ BOT_SCRIPT: '/image/bot.mjs' }).said, '/image/bot.mjs');
});

test('an image that could not be made does not pass for the sources', () => {
  const { status, said } = told({ BOT_SCRIPT: '' });
  assert.notEqual(status, 0);
  assert.match(said, /BOT_SCRIPT is empty/);
});
