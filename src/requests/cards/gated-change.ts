import { failureText } from '../../i18n/failure-text.ts';
import { plain, shown } from '../../i18n/plain.ts';
import { type Texts, texts } from '../../i18n/texts.ts';
import type { Reader } from '../../kernel/chat.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { Fact } from '../../ui/render.ts';

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
    dangers: textsOf(dangers),
    hasDangers: dangers.length > 0,
    warnings: textsOf(others.slice(0, room)),
    hasWarnings: Math.min(others.length, room) > 0,
    moreNotes: textsOf(folded),
    moreTitle: t('cards.notes.more', { count: folded.length }),
    hasMoreNotes: folded.length > 0,
  };
}

function rank({ stays }: Note): number {
  return stays ? 0 : 1;
}

function textsOf(notes: readonly Note[]): Shown {
  return notes.map(({ text }) => ({ text }));
}

/** The content of a request, in the reader's words. */
export type GatedLines = {
  heading: string;
  /** For the approvers. */
  paragraph: string;
  /** Used once it runs or has ended. */
  short: string;
  notes: Note[];
  /** Who gains access, and that the checks found nothing. */
  lines: string[];
  facts: Fact[];
};

/** Texts of a kind that parameters alone cannot express. */
type OwnLines = {
  lines(reader: Reader, now: Date): GatedLines;
  /** The sentence beside the card. @param params id, name, until, deciders */
  sentence(state: string, params: Record<string, string>, reader: Reader, now: Date): string | undefined;
  /** The statement that an approver agrees to. */
  sure(reader: Reader, now: Date): string;
  /**
   * Work left for people; '' if none.
   * @param id of the request
   */
  byHand(id: string, reader: Reader): string;
};

/** A change that somebody has to approve. Its texts are below `cards.gated`; `vault` is '' if there is none yet. */
export type GatedChange = ChangeView & {
  /** The change that follows under the same approval: a text below `cards.gated.next`. */
  next?: string;
  /** Its facts name its machines. */
  namesMachines?: true;
  /** Signed facts beyond its paragraph, for a form, which has no "Details". */
  formLines?(reader: Reader): string[];
  /** Nothing runs under it while it is in force. */
  runsNothing?: true;
  /** Lines about the plan that it performs, before and after the decision. */
  within?: {
    notes(reader: Reader, now: Date): Note[];
    lines(reader: Reader, now: Date): string[];
    stays(reader: Reader): string[];
  };
  /** Used instead of the texts below `cards.gated`. */
  own?: OwnLines;
};

export function gatedLines(view: GatedChange, reader: Reader, now: Date): GatedLines {
  return (
    view.own?.lines(reader, now) ?? {
      heading: gatedHeading(view, reader),
      paragraph: gatedParagraph(view, reader),
      short: gatedShort(view, reader),
      notes: [...(view.within?.notes(reader, now) ?? []), ...gatedNotes(view, reader)],
      lines: view.within?.lines(reader, now) ?? [],
      facts: gatedFacts(view, reader),
    }
  );
}

/**
 * A paragraph that a database owner understands: what happens and what does not.
 * @param place a form has no "Details", so what is signed stands in lines of its own there
 */
export function gatedParagraph(view: GatedChange, reader: Reader, place: 'card' | 'form' = 'card'): string {
  const said = textOf('cards.gated.paragraph', view, reader);
  return [said, ...(view.adds?.(reader, place) ?? []), ...nextOf(view, reader)].join(' ');
}

export function gatedHeading(view: GatedChange, reader: Reader): string {
  return textOf('cards.gated.heading', view, reader);
}

/** The statement that an approver agrees to. */
export function gatedSure(view: GatedChange, reader: Reader, now: Date): string {
  return view.own?.sure(reader, now) ?? gatedShort(view, reader);
}

/** What the change is, without what only whoever decides has to look at. */
function gatedShort(view: GatedChange, reader: Reader): string {
  const said = textOf('cards.gated.paragraph', view, reader);
  return [said, ...(view.within?.stays(reader) ?? []), ...nextOf(view, reader)].join(' ');
}

export function gatedNotes({ warnings }: Pick<ChangeView, 'warnings'>, reader: Reader): Note[] {
  const language = texts(reader.language);
  return warnings.map((warning) => ({ text: `! ${failureText(language, warning)}`, kind: 'warning' }));
}

/** The sentence beside the card. @param params id, name, until, deciders */
export function gatedSentence(
  view: GatedChange,
  state: string,
  params: Record<string, string>,
  reader: Reader,
  now: Date,
): string {
  const own = view.own?.sentence(state, params, reader, now);
  if (own !== undefined) return own;
  const { t } = texts(reader.language);
  const what = gatedLines(view, reader, now).heading;
  // A change that needed no approval names no approvers.
  const alone = params.deciders === '' && (state === 'approved' || state === 'succeeded') ? '-alone' : '';
  // The requester ended it, or somebody who had approved it: the sentence names nobody.
  const said = view.runsNothing && state === 'revoked' ? 'withdrawn-unnamed' : state;
  return t(`cards.gated.sentence.${said}${alone}`, { ...params, what });
}

/** Facts behind "Details". */
export function gatedFacts(view: GatedChange, reader: Reader): Fact[] {
  const { t } = texts(reader.language);
  return [
    ...(view.namesMachines ? [] : [{ title: t('cards.gated.fact.vm'), value: shown(view.vm) }]),
    ...(view.vault === '' ? [] : [{ title: t('cards.plan.fact.vault'), value: shown(view.vault) }]),
    ...(view.facts?.(reader) ?? []),
    { title: t('cards.plan.fact.hash'), value: view.hash },
  ];
}

/** Key of a kind's text; a variant without one, such as hold-stopped, has that of its kind. */
export function textKeyOf(area: string, kind: string, { has }: Texts): string {
  const own = `${area}.${kind}`;
  return has(own) ? own : `${area}.${kind.replace(/-[a-z]+$/, '')}`;
}

function textOf(area: string, view: GatedChange, reader: Reader): string {
  const language = texts(reader.language);
  return language.t(textKeyOf(area, view.kind, language), paramsOf(view, reader));
}

function nextOf(view: GatedChange, reader: Reader): string[] {
  if (view.next === undefined) return [];
  return [texts(reader.language).t(`cards.gated.next.${view.next}`, paramsOf(view, reader))];
}

function paramsOf(view: GatedChange, reader: Reader): Record<string, string | number> {
  return { ...paramsOfChange(view, reader), vault: plain(view.vault) };
}

/** The change that a request makes, as people read it. Each kind makes it in `subject`. */
export type ChangeView = {
  /** Name of its texts: its kind of request, or a variant of that. */
  kind: string;
  /** Name of the machine, or of whatever else is made or changed. */
  vm: string;
  vault: string;
  hash: string;
  /** Failures of any catalogue, shown as warnings. */
  warnings: Failure[];
  /** Parameters of its texts, as people or Azure wrote them. */
  params?: Readonly<Record<string, string | number>>;
  /** More parameters, in the reader's words and safe in Markdown. */
  words?(reader: Reader): Record<string, string>;
  /** Sentences after its paragraph. */
  adds?(reader: Reader, place: 'card' | 'form'): string[];
  /** Facts behind "Details", besides machine, vault and hash. */
  facts?(reader: Reader): Fact[];
};

/** The part that every change has. */
export type AnyChange = Pick<ChangeView, 'vm' | 'vault' | 'hash' | 'warnings'>;

export function paramsOfChange(view: ChangeView, reader: Reader): Record<string, string | number> {
  const named = Object.entries(view.params ?? {}).map(
    ([name, value]) => [name, typeof value === 'string' ? plain(value) : value] as const,
  );
  return { ...Object.fromEntries(named), ...view.words?.(reader), vm: plain(view.vm) };
}
