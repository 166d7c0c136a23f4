import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import fc from 'fast-check';
import { formBusyCard } from '../../src/chat/cards/form.ts';
import type { Reader } from '../../src/kernel/chat.ts';
import { CodedError } from '../../src/kernel/errors.ts';
import { noticeCard } from '../../src/ui/notice.ts';
import { KeptTexts, mapStrings, render } from '../../src/ui/render.ts';
import { ofType } from '../cards/every-card.ts';

const reader: Reader = { language: 'en', timeZone: 'Europe/Amsterdam' };
const busy = { id: 'R-7K2M', nonce: 'n' };

describe('rendering', () => {
  it('refuses a template whose data is missing', () => {
    assert.throws(() => render('form-folded', {}, reader), /form-folded lacks data for: text/);
  });

  it('refuses a card that Teams might refuse', () => {
    assert.throws(
      () => noticeCard({ tone: 'info', text: 'é'.repeat(13_000) }, reader),
      (error) => error instanceof CodedError && error.code === 'card-too-large',
    );
  });

  it('shows what looks like a template in data as it was typed', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it must stay unread
    const typed = '${name} ${1+1} $ {vm} $t(common.yes)';
    const json = noticeCard({ tone: 'info', text: typed }, reader);
    assert.equal(ofType(json, /^TextBlock$/)[0]?.text, typed);
  });

  it('gives each who is shown the same card nonces of their own', () => {
    const noncesOf = (nonce: string) => {
      const json = formBusyCard(
        { ...busy, nonce, owner: 'Ann', vm: 'sql-01', line: { command: 'restore', rest: '' } },
        reader,
      );
      return JSON.stringify(json).match(/"nonce":"(?:[^"\\]|\\.)*"/g) ?? [];
    };
    for (const nonce of ['one', '$& "two"']) {
      const nonces = noncesOf(nonce);
      assert.ok(nonces.length > 0);
      for (const each of nonces) assert.equal(each, `"nonce":${JSON.stringify(nonce)}`);
    }
  });

  it('leaves nothing in data that a client would carry out, turn round or not show', () => {
    const scraps = fc.constantFrom('{', '{{', '{{DATE(', 'TIME(', '2026-11-24T10:00:00Z', ', SHORT)', '}}', '}');
    const unseen = fc.constantFrom('\u202e', '\u2066', '\u200b', '\u200f', '\ufeff', '\u00ad', '\u061c', '\u{e0041}');
    const word = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(
        fc.array(fc.oneof(scraps, unseen, word)).map((parts) => parts.join('')),
        (text) => {
          for (const json of [
            noticeCard({ tone: 'info', text, title: text }, reader),
            formBusyCard({ ...busy, owner: text, vm: text, line: { command: 'restore', rest: text } }, reader),
          ]) {
            const texts: string[] = [];
            mapStrings(json, (each) => {
              texts.push(each);
              return each;
            });
            for (const each of texts) {
              assert.doesNotMatch(each, /\{\{/);
              assert.doesNotMatch(each.replaceAll('\u2060', ''), /\p{Cf}/u);
            }
          }
        },
      ),
    );
  });

  it('never changes the shape of a card by the text in it', () => {
    const shape = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shape)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shape(each)]))
          : typeof value;
    const scraps = fc.constantFrom('${', '}', '"', '\\', '[', '](http://x)', '$when', '\u{f0000}', '\n', '{{', '$t(');
    const expected = shape(
      formBusyCard({ ...busy, owner: 'a', vm: 'b', line: { command: 'restore', rest: 'b' } }, reader),
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(scraps, fc.string())).map((parts) => parts.join('')),
        (text) => {
          const json = formBusyCard(
            { ...busy, owner: text, vm: text, line: { command: 'restore', rest: text } },
            reader,
          );
          assert.deepEqual(shape(json), expected);
        },
      ),
    );
  });
});

test('texts are kept up to a size, and the longest unused goes first', () => {
  const kept = new KeptTexts(2 * 3 * 'k1 text'.length);
  const text = ' text';
  for (const key of ['k1', 'k2', 'k3']) kept.set(key, text);
  kept.get('k1');
  kept.set('k4', text);
  assert.deepEqual(
    ['k1', 'k2', 'k3', 'k4'].filter((key) => kept.get(key) === text),
    ['k1', 'k3', 'k4'],
  );
  kept.set('k1', text.repeat(99));
  assert.deepEqual(
    ['k1', 'k3', 'k4'].filter((key) => kept.get(key)),
    [],
  );
});
