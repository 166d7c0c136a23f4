import { clip, plain, shown } from '../../i18n/plain.ts';
import { texts } from '../../i18n/texts.ts';
import type { CardJson, Reader } from '../../kernel/chat.ts';
import { render } from '../../ui/render.ts';
import type { AskedAbout } from '../rules/parse-words.ts';

/** How a sentence was read, when something has to be tapped or typed. */
export type WordsCard = {
  nonce: string;
  /** unknown: nothing was understood. The others are the subject of the question. */
  about: 'meaning' | 'unknown' | AskedAbout['about'];
  /** The machine that is perhaps meant, which is asked first. */
  near?: string;
  choices: { line: string; button: boolean }[];
  /** Words of the sentence that none of the lines contains. */
  ignored: readonly string[];
  /** There is no recovery point at the named time: that time, and the last point before it. */
  lastBefore?: { named: string; at: string };
};

/** Teams shows six buttons; longer titles are cut on a phone. */
const mostButtons = 5;
const longestTitle = 60;

/** Verb: run-line, with the line as its id. The message's sentence is the question; the card begins with it. */
export function wordsCard({ nonce, about, choices, ignored }: WordsCard, reader: Reader): CardJson {
  const { t } = texts(reader.language);
  const lines = choices.slice(0, mostButtons);
  const data = {
    nonce,
    ignored: t('words.ignored', { words: shown(ignored.join(', '), 200) }),
    hasIgnored: ignored.length > 0,
    buttons: lines.filter(({ button }) => button).map(({ line }) => ({ id: line, title: clip(line, longestTitle) })),
    twin: twin(
      lines.map(({ line }) => line),
      about,
      reader,
    ),
  };
  return render('words', data, reader);
}

/** The text twin. Lines that differ only in their machine or vault are shown once, as each stands on its button too. */
function twin(lines: readonly string[], about: WordsCard['about'], reader: Reader): string {
  const { t } = texts(reader.language);
  const either = (those: readonly string[]) => those.map((each) => `**${plain(each)}**`).join(` ${t('common.or')} `);
  const names = about === 'machine' || about === 'vault' ? namesIn(lines) : [];
  const [line = ''] = lines;
  const [first = '', ...others] = names;
  if (others.length < 2) return t('cards.words.twin', { lines: either(lines) });
  return t('cards.words.twin-instead', { line: either([line]), first: plain(first), others: either(others) });
}

/** The one word in which the lines differ, for each line; empty if they differ in more. */
function namesIn(lines: readonly string[]): string[] {
  const split = lines.map((line) => line.split(' '));
  const [first = []] = split;
  if (split.some(({ length }) => length !== first.length)) return [];
  const differing = first.flatMap((word, at) => (split.some((words) => words[at] !== word) ? [at] : []));
  const [at] = differing;
  return at === undefined || differing.length > 1 ? [] : split.map((words) => words[at] ?? '');
}

export function wordsText(
  { about, near, choices, lastBefore }: Pick<WordsCard, 'about' | 'near' | 'choices' | 'lastBefore'>,
  reader: Reader,
): string {
  const { t } = texts(reader.language);
  const [first] = choices;
  const before = lastBefore
    ? `${t('words.last-before', { named: plain(lastBefore.named), at: plain(lastBefore.at) })} `
    : '';
  const asked = t(near === undefined ? `words.${about}` : 'words.near', {
    line: plain(first?.line ?? ''),
    machine: plain(near ?? ''),
    count: choices.length,
  });
  return about === 'unknown' ? asked : `${before}${asked} ${t('words.nothing-yet')}`;
}
