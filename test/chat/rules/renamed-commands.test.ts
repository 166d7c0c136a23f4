import assert from 'node:assert/strict';
import { it } from 'node:test';
import { product } from '../../../src/app/product.ts';
import { parseCommandLine } from '../../../src/chat/rules/parse-command-line.ts';
import { grammar } from '../../../src/i18n/grammar.ts';

const specs = product.commands.map(({ spec }) => spec);
const parse = (text: string) => parseCommandLine(text, specs, grammar);

for (const entry of grammar.renamed)
  it(`a former name leads to a line that its command takes: ${entry}`, () => {
    const [given = ''] = entry.split('|');
    const read = ['', ' sql-01', ' nl'].map((more) =>
      parse(given.includes(' … ') ? given.replace(' …', more) : `${given}${more}`),
    );
    const lines = read.flatMap((each) => (each.kind === 'renamed' && each.given === given ? [parse(each.line)] : []));
    assert.ok(lines.some(({ kind }) => kind === 'command'));
  });

it('what was set for all here is set of the channel, and what was set without it is set for oneself', () => {
  for (const [typed, line] of [
    ['language nl here', 'channel language nl'],
    ['Time zone Europe/Amsterdam here.', 'channel timezone Europe/Amsterdam'],
    ['taal nl hier', 'kanaal taal nl'],
    ['language nl', 'settings language nl'],
  ] as const) {
    const read = parse(typed);
    assert.equal(read.kind === 'renamed' && read.line, line);
  }
});
