import assert from 'node:assert/strict';
import { it } from 'node:test';
import { addressOf, serveGallery } from '../../cards/gallery/serve.ts';
import { languages } from '../../src/kernel/languages.ts';
import { launch } from '../e2e/browser.ts';
import { everyCard, nodesOf } from './every-card.ts';

/** Verbs of buttons by which somebody decides. */
const deciding =
  /^(open-approve|withdraw|approve|reject-.*|confirm|restore-change|break-glass|sign-review|ask-go|policy-create|protect-go|resume-go|keyaccess-grant)$/;

/** What a phone of this size shows between Teams' own bars. */
const screen = { width: 390, height: 700 };

/** A preview says its names eight times, and these are longer than Azure allows. */
const longer = /^preview \(odd names/;

const asked = everyCard.filter(
  ({ json, title }) => !longer.test(title) && [...nodesOf(json)].some(({ verb }) => deciding.test(String(verb))),
);

it('what somebody decides on is seen on a phone without scrolling: the sentence, the warnings and the buttons', async (t) => {
  const gallery = await serveGallery(0);
  t.after(() => gallery.close());
  const browser = await launch();
  t.after(() => browser.close());
  const page = await browser.newPage({ viewport: screen });
  const tooLong: string[] = [];
  for (const language of languages) {
    const cards = [...new Set(asked.map(({ card }) => card))];
    for (const card of cards) {
      await page.goto(`${addressOf(gallery)}?card=${card}&language=${language}&theme=light&width=${screen.width}`);
      await page.locator(`body[data-ready="${language} light ${screen.width} ${card}"]`).waitFor();
      for (const { title, sample } of asked.filter((one) => one.card === card && one.language === language)) {
        const figure = page.locator('figure', { has: page.getByText(`${card}: ${sample} (`) });
        const sentence = await figure.locator('.message-text').boundingBox();
        const drawn = await figure.locator('.card').boundingBox();
        assert.ok(sentence && drawn, title);
        const height = Math.ceil(drawn.y + drawn.height - sentence.y);
        if (height > screen.height) tooLong.push(`${title}: ${height} px`);
      }
    }
  }
  assert.deepEqual(tooLong, []);
});
