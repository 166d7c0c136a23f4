import { plain } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { render } from '../../ui/render.ts';
import { clip, shown } from '../../ui/truncate.ts';
import type { AskedAbout } from '../rules/what-is-asked.ts';

/** How a sentence was read, where something has to be tapped or typed. */
export type WordsCard = {
  nonce: string;
  /** form: one line that opens a form. unknown: nothing was made of it. The others are what is asked. */
  about: 'form' | 'meaning' | 'either' | 'unknown' | AskedAbout['about'];
  /** The machine that is perhaps meant, which is asked first. */
  near?: string;
  choices: { line: string; button: boolean }[];
  /** What was not understood. */
  ignored: readonly string[];
};

/** Teams shows six; longer titles are cut on a phone. */
const mostButtons = 5;
const longestTitle = 60;

/** Verb: run-line, with the line as its id. What is asked is the message's sentence, which the card begins with. */
export function wordsCard({ nonce, about, choices, ignored }: WordsCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  const lines = choices.slice(0, mostButtons);
  const data = {
    nonce,
    ignored: t('words.ignored', { words: shown(ignored.join(', '), 200) }),
    hasIgnored: ignored.length > 0,
    buttons: lines
      .filter(({ button }) => button)
      .map(({ line }) => ({ id: line, title: about === 'form' ? t('cards.words.open') : clip(line, longestTitle) })),
    twin: twin(
      lines.map(({ line }) => line),
      about,
      reader,
    ),
  };
  return render('words', data, reader);
}

/** Many lines that name another machine or vault and else are one: said once, as each stands on its button too. */
function twin(lines: readonly string[], about: WordsCard['about'], reader: Reader): string {
  const { t } = texts(reader.language);
  const either = (those: readonly string[]) => those.map((each) => `**${plain(each)}**`).join(` ${t('common.or')} `);
  const names = about === 'machine' || about === 'vault' ? namesIn(lines) : [];
  const [line = ''] = lines;
  const [first = '', ...others] = names;
  if (others.length < 2) return t('cards.words.twin', { lines: either(lines) });
  return t('cards.words.twin-instead', { line: either([line]), first: plain(first), others: either(others) });
}

/** The one word in which lines differ, of each; none where they differ in more. */
function namesIn(lines: readonly string[]): string[] {
  const split = lines.map((line) => line.split(' '));
  const [first = []] = split;
  if (split.some(({ length }) => length !== first.length)) return [];
  const differing = first.flatMap((word, at) => (split.some((words) => words[at] !== word) ? [at] : []));
  const [at] = differing;
  return at === undefined || differing.length > 1 ? [] : split.map((words) => words[at] ?? '');
}

export function wordsText(
  { about, near, choices }: Pick<WordsCard, 'about' | 'near' | 'choices'>,
  reader: Reader,
): string {
  const { t } = texts(reader.language);
  const [first] = choices;
  const asked = t(near === undefined ? `words.${about}` : `words.near.${about}`, {
    line: plain(first?.line ?? ''),
    machine: plain(near ?? ''),
    count: choices.length,
  });
  return about === 'either' || about === 'unknown' ? asked : `${asked} ${t('words.nothing-yet')}`;
}
