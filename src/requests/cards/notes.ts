import type { Texts } from '../../i18n/texts.ts';

/** What to know before deciding. A danger is shown in red, and is never folded away. */
export type Note = {
  /** With the symbol that it begins with. */
  text: string;
  kind: 'danger' | 'warning';
  /** A warning that is never folded away either. */
  stays?: true;
};

/** More than this would push the buttons off a phone's screen. */
const mostNotes = 2;

type Shown = { text: string }[];

/** Members of a template that shows notes: the first ones, worst first; the rest are unfolded by a button. */
export type NoteMembers = {
  dangers: Shown;
  hasDangers: boolean;
  warnings: Shown;
  hasWarnings: boolean;
  moreNotes: Shown;
  moreTitle: string;
  hasMoreNotes: boolean;
};

export function noteMembers(notes: readonly Note[], { t }: Texts): NoteMembers {
  const dangers = notes.filter(({ kind }) => kind === 'danger');
  const others = notes.filter(({ kind }) => kind === 'warning').toSorted((one, other) => rank(one) - rank(other));
  const room = Math.max(mostNotes - dangers.length, others.filter(({ stays }) => stays).length);
  const folded = others.slice(room);
  return {
    dangers: shown(dangers),
    hasDangers: dangers.length > 0,
    warnings: shown(others.slice(0, room)),
    hasWarnings: Math.min(others.length, room) > 0,
    moreNotes: shown(folded),
    moreTitle: t('cards.notes.more', { count: folded.length }),
    hasMoreNotes: folded.length > 0,
  };
}

function rank({ stays }: Note): number {
  return stays ? 0 : 1;
}

function shown(notes: readonly Note[]): Shown {
  return notes.map(({ text }) => ({ text }));
}
