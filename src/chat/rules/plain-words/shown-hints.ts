import { concepts, cues, settingCues } from '../../../kernel/plain-grammar.ts';
import { findCues, findSettingCues } from './find-cues.ts';
import type { ParsedSentence } from './parsed-sentence.ts';

/** What kind of hint it is stands before its name. */
export function hintOf(kind: 'a' | 'told' | 'set' | 'is', name: string): string {
  return `${kind}-${name}`;
}

/** All that a sentence shows of what it is about, by which it is compared with those that were said before. */
export function shownHints(sentence: ParsedSentence): string[] {
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
  return [
    ...Object.entries(marks).flatMap(([mark, stands]) => (stands ? [hintOf('a', mark)] : [])),
    ...details.map(({ name }) => hintOf('told', name)),
    ...cues.filter((cue) => hints.has(cue)),
    ...settingCues.filter((cue) => settings.has(cue)).map((cue) => hintOf('set', cue)),
    ...concepts.filter((concept) => has(concept)).map((concept) => hintOf('is', concept)),
  ];
}
