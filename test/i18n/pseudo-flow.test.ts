import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Message } from '../faults/control.ts';
import { pseudoText } from './pseudo.ts';
import './pseudo-hooks.ts';

const { startTalk, idIn } = await import('../talk.ts');
const { sourcesScript } = await import('../../sandbox/start-sandbox.ts');
const { folders } = await import('../../src/i18n/folders.ts');
// The query makes it a different module than the replaced one.
const realDutch = '../../src/i18n/nl/index.ts?real';
const { nl: dutch } = (await import(realDutch)) as { nl: { texts: unknown } };

process.env.NODE_OPTIONS = `--import ${new URL('./pseudo-hooks.ts', import.meta.url)}`;
// The test replaces a module, so the bot runs from the sources.
const talk = await startTalk({ botScript: sourcesScript });
after(() => talk.close());

function* stringsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else for (const below of Object.values(value ?? {})) yield* stringsOf(below);
}
const english = [...stringsOf(folders.en.texts)];
const wordsOf = (text: string) => text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
const spoken = new Set(
  [...english, ...stringsOf(dutch.texts)].flatMap((text) => wordsOf(text.replace(/\{\{\w+\}\}/g, ''))),
);

/** Text that is the same in every language: people, machines, ids, what the engineer typed, and Azure's own names. */
const sameEverywhere = [
  /https?:\S+/g,
  /\/subscriptions\/[^\s"]+/gi,
  /Microsoft\.\w+\/[\w/]+/g,
  /Europe\/Amsterdam/g,
  /Olivia Novak|Anton Visser|Bea Okafor|Petra Lange|Strongroom/g,
  /R-\w{4}/g,
  /INC0012345/g,
  /Standard_\w+/g,
  /\b[0-9a-f]{8,}\b/gi,
  /\b[a-z0-9]+(?:-[a-z0-9]+)+\b/gi,
];

/** Names of a subnet, an extension and two tags in the sandbox's Azure. */
const inAzure = new Set(['isolated', 'vmsnapshot', 'service', 'tier']);

function through(text: string): string[] {
  const rest = sameEverywhere.reduce((left, name) => left.replace(name, ' '), text);
  return wordsOf(rest).flatMap((word) => (spoken.has(word) && !inAzure.has(word) ? [`${word}: ${text}`] : []));
}

/** Members of a card that a person sees or hears. */
const seen = new Set(['text', 'title', 'label', 'placeholder', 'errorMessage', 'altText', 'value']);
/** `value` is read in a fact; in inputs, folded or not, it is data. */
function* seenOf(node: unknown): Generator<string> {
  if (Array.isArray(node)) for (const each of node) yield* seenOf(each);
  else if (typeof node === 'object' && node !== null) {
    const isFact = 'value' in node && 'title' in node && !('type' in node);
    for (const [member, value] of Object.entries(node)) {
      if (typeof value !== 'string') yield* seenOf(value);
      else if (seen.has(member) && (member !== 'value' || (isFact && !isChoice(node)))) yield value;
    }
  }
}
/** A choice's title is read, and its value is sent. */
const isChoice = (node: object) => 'value' in node && /^[\w./:-]*$/.test(String(node.value));

/** Matches an English text as this language has it, with any parameters. */
function said(begin: string): RegExp {
  const text = english.find((each) => each.startsWith(begin));
  assert.ok(text, `no text begins with "${begin}"`);
  const parts = pseudoText(text).split(/\{\{\w+\}\}/);
  return new RegExp(parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^]*'));
}

test('a restore from the typed line to the closing reply says no word of another language', async () => {
  const isSaid = said('I answer you in English');
  await talk.ask('platform', 'ops', 'channel language nl');
  await talk.ask('oncall', 'personal-oncall', 'settings language nl', isSaid);
  await talk.ask('approver-1', 'personal-approver-1', 'settings language nl', isSaid);
  const before = (await talk.read('ops')).at(-1)?.id ?? '';
  const told: string[] = [];
  const shownTo = async (as: string) => {
    for (const message of (await talk.read('ops', as)) as (Message & { summary?: string | null })[]) {
      if (message.from !== 'bot' || message.id <= before) continue;
      told.push(message.text, message.summary ?? '', ...seenOf(message.card));
    }
  };

  const form = await talk.ask('oncall', 'ops', 'restore sql-01', said('{{name}} is filling in a form'));
  await shownTo('oncall');
  const planned = await talk.click('oncall', form.id, 'restore-plan', { inputs: { reason: 'INC0012345' } });
  told.push(planned.text ?? '');
  await shownTo('oncall');
  told.push((await talk.click('oncall', form.id, 'confirm')).text ?? '');
  const request = await talk.hears('ops', said('{{name}} asks to restore'));
  const id = idIn(request.all);
  for (const person of ['oncall', 'approver-1']) await shownTo(person);
  told.push((await talk.click('approver-1', request.id, 'approve')).text ?? '');
  const done = said('{{id}} is done: {{copy}}');
  await talk.passes(
    'the end of the restore',
    async () => {
      await shownTo('oncall');
      return (await talk.read('ops')).find(({ text }) => text.includes(id) && done.test(text));
    },
    120,
  );
  for (const person of ['oncall', 'approver-1']) await shownTo(person);

  assert.ok(told.length > 200, `only ${told.length} texts were seen`);
  assert.deepEqual([...new Set(told.flatMap(through))], []);
});
