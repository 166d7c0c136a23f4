import { factsOf } from '../../../sentences/evaluate.ts';
import { product } from '../../../src/app/product.ts';
import { parseCommandLine, replacePasted } from '../../../src/chat/rules/parse-command-line.ts';
import { parseWords } from '../../../src/chat/rules/parse-words.ts';
import { grammar } from '../../../src/i18n/grammar.ts';
import { parseText } from '../../../src/teams/incoming.ts';

const { commands } = product;

const facts = factsOf({});
const specs = commands.map(({ spec }) => spec);

/** Every reader of typed text whose work is counted. */
export const readers = {
  sentence: (text: string) => parseWords(text, facts, grammar.because),
  line: (text: string) => parseCommandLine(text, specs, grammar),
  'line of many names': (text: string) => parseCommandLine(`backup ${text}`, specs, grammar),
  'line with a reason': (text: string) => parseCommandLine(`restore sql-01 because ${text}`, specs, grammar),
  'pasted links': (text: string) => replacePasted(text, grammar.because),
  'a message of Teams': (text: string) => {
    const mention = { type: 'mention', mentioned: { id: '29:bea', name: 'Bea' }, text: '<at>Bea</at>' };
    const attachment = {
      contentType: 'text/html',
      content: `<blockquote schema.skype.com/Forward>${text}</blockquote>`,
    };
    return parseText({ type: 'message', text, entities: [mention], attachments: [attachment] }, '28:bot');
  },
};
