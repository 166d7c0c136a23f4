import { concepts, cues, settingCues } from '../../../kernel/plain-concepts.ts';
import { findCues, findSettingCues } from './find-cues.ts';
import type { ParsedSentence } from './parsed-sentence.ts';

/** What kind of hint it is stands before its name. */
export function hintOf(kind: 'a' | 'told' | 'set' | 'is', name: string): string {
  return `${kind}-${name}`;
}

/** A hint, and whether the words that it is made of show another one as well: "here" speaks of a channel once. */
export type Shown = { hint: string; again: boolean };

/** All that a sentence shows of what it is about, by which it is compared with those that were said before. */
export function shownHints(sentence: ParsedSentence): Shown[] {
  const { tokens, names, facts, has, details } = sentence;
  const hints = findCues(tokens, facts.grammar, names.taken);
  const settings = findSettingCues(tokens, facts.grammar);
  const marks = {
    machine: names.machines.length + names.candidates.length > 0,
    machines: names.machines.length > 1,
    vault: names.vaults.length > 0,
    request: names.requests.length > 0,
    thread: facts.threadRequestId !== undefined,
    code: names.codes.length > 0,
    job: names.jobs.length > 0,
    time: sentence.times.length > 0,
    way: sentence.ways.length > 0,
    every: sentence.every !== undefined,
    quarter: sentence.quarter !== undefined,
    asks: sentence.asks,
    orders: sentence.orders,
    denies: sentence.against.length > 0,
  };
  const once = (hint: string): Shown => ({ hint, again: false });
  return [
    ...Object.entries(marks).flatMap(([mark, stands]) => (stands ? [once(hintOf('a', mark))] : [])),
    ...details.map(({ name }) => once(hintOf('told', name))),
    ...cues.filter((cue) => hints.has(cue)).map(once),
    ...settingCues
      .filter((cue) => settings.has(cue))
      .map((cue) => ({ hint: hintOf('set', cue), again: settings.at(cue).every((at) => hints.words.has(at)) })),
    ...concepts.filter((concept) => has(concept)).map((concept) => once(hintOf('is', concept))),
  ];
}
