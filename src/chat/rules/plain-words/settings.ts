import type { Cue, SettingCue } from '../../../kernel/plain-concepts.ts';
import { type Cues, findCues, findSettingCues } from './find-cues.ts';
import { lineOf } from './line.ts';
import type { ParsedSentence } from './parsed-sentence.ts';
import type { Token } from './phrases.ts';
import type { LineWord, Reading } from './reading.ts';
import { hoursToldIn, subjectOf, typedClocks } from './typed-lines.ts';
import { range, WordReader } from './word-reader.ts';

type Heard = {
  words: WordReader;
  sentence: ParsedSentence;
  cues: Cues<SettingCue>;
  hints: Cues<Cue>;
  /** What it is about: a machine, a vault or a code. */
  subject: string | undefined;
  /** Words that say no, other than those that end something: "don't stop" doesn't stop. */
  denies: boolean;
};

/** A rule for each setting: the words of its line, or undefined. */
type Rule = (heard: Heard) => { command: string; words: readonly (LineWord | undefined)[] } | undefined;

/** Somebody who wants this asks for it in so many words at most. */
const mostWords = 24;

/** What has no form is told by single words, in any order: the line that sets it is said, and typed by whoever wants it. */
export function settingOf(tokens: readonly Token[], sentence: ParsedSentence): Reading | undefined {
  const { names, facts } = sentence;
  if (tokens.length > mostWords || names.requests.length + names.jobs.length > 0) return undefined;
  const cues = findSettingCues(tokens, facts.grammar);
  const ending = cues.at('undo');
  const heard: Heard = {
    words: new WordReader(tokens, facts, names.taken),
    sentence,
    cues,
    denies: cues.at('negative').some((at) => !ending.includes(at)),
    hints: findCues(tokens, facts.grammar, names.taken),
    subject: subjectOf(names),
  };
  for (const rule of isOnlyAsked(tokens, sentence) ? [] : rules) {
    const found = rule(heard);
    if (!found) continue;
    const { command, words } = found;
    const machines = names.machines.map(({ machine }) => machine);
    if (machines.length < 2 || words[0] !== heard.subject) return { kind: 'exact', lines: [lineOf(command, ...words)] };
    // Each line takes one.
    if (!sentence.linked) return undefined;
    return { kind: 'exact', lines: machines.map((machine) => lineOf(command, machine, ...words.slice(1))) };
  }
  return undefined;
}

/** "What can I use here" asks; "can you answer in English" wants. */
function isOnlyAsked(tokens: readonly Token[], { has, asks, facts }: ParsedSentence): boolean {
  const { polite, auxiliaries, concepts } = facts.grammar;
  const begin = tokens[0]?.text ?? '';
  // "Everybody here should get your answers in Dutch" asks nothing.
  const asksWho = facts.grammar.cues.who.includes(begin) && !facts.grammar.settingCues.everyone.includes(begin);
  if (has('who', 'whoMay', 'why', 'how') || asksWho) return true;
  const begins = auxiliaries.includes(begin) || concepts.question.includes(begin);
  return asks && begins && !tokens.slice(0, 4).some(({ text }) => polite.includes(text));
}

const here = { keyword: 'here' } as const;

function language({ words, cues, hints, sentence }: Heard): ReturnType<Rule> {
  const { grammar, tokens } = words;
  const named = tokens.flatMap((_, at) => {
    const value = words.valued(at, grammar.languages)?.value;
    return value === undefined ? [] : [{ value, at }];
  });
  // "Not Dutch, English please", and "can't you speak Dutch"
  const asksFor = grammar.auxiliaries.includes(words.text(0)) || hints.at('able').includes(0);
  const against = asksFor ? [] : cues.at('negative', 'undo');
  const wanted = named.findLast(({ at }, index) => {
    const from = named[index - 1]?.at ?? -1;
    return !against.some((no) => no > from && no < at);
  })?.value;
  const isShort = tokens.length <= 5;
  if (wanted === undefined || sentence.names.machines.length > 0 || !(cues.has('speak', 'everyone') || isShort))
    return undefined;
  return { command: 'language', words: [wanted, cues.has('everyone') ? here : undefined] };
}

function timeZone({ words, cues, sentence, subject, denies }: Heard): ReturnType<Rule> {
  const { tokens, grammar, facts } = words;
  const isUtc = tokens.some(({ text }) => text === 'utc' || text === 'gmt');
  if (
    !(cues.has('clock') || isUtc) ||
    denies ||
    subject !== undefined ||
    sentence.times.some(({ said }) => said.kind === 'clock')
  )
    return undefined;
  const named = tokens.flatMap((_, at) => {
    const called = words.valued(at, grammar.timeZones)?.value;
    const spelled = [3, 2, 1].flatMap((size) => {
      const own = range(at, Math.min(at + size, tokens.length));
      const text = own.map((word) => tokens[word]?.raw ?? '').join(' ');
      return own.length < size || text.length < 3 ? [] : (facts.readTimeZone(text) ?? []);
    });
    return called ?? spelled;
  })[0];
  return named === undefined
    ? undefined
    : { command: 'timezone', words: [named, cues.has('everyone') ? here : undefined] };
}

function privateAnswers({ cues, subject, denies }: Heard): ReturnType<Rule> {
  if (!cues.has('private') || subject !== undefined || !cues.has('here', 'ownChat', 'speak')) return undefined;
  // Not there: then here, or nowhere.
  if (denies && cues.has('ownChat')) return undefined;
  const leaves = denies || cues.has('undo') || (cues.has('ownChat') && (cues.has('again') || !cues.has('here')));
  return { command: 'channel private', words: [leaves ? { keyword: 'off' } : undefined] };
}

function allowed({ words, cues, sentence }: Heard): ReturnType<Rule> {
  const { tokens, grammar } = words;
  if (!cues.has('permit') || !cues.has('here') || sentence.names.machines.length > 0) return undefined;
  // "Sub this channel to rsv-prod, failures only"
  if (sentence.has('subscribe', 'unsubscribe')) return undefined;
  const named = tokens.flatMap((_, at) => words.valued(at, grammar.commandNouns)?.value ?? []);
  const commands = [...new Set(named)];
  const { vaults } = sentence.names;
  const nothing = commands.length + vaults.length === 0;
  if (nothing && cues.has('nothing')) return { command: 'channel allow', words: ['none'] };
  // "Everything but restores": a line names what may be used, not what may not.
  if (cues.has('negative', 'undo') || (nothing && !cues.has('everything'))) return undefined;
  return {
    command: 'channel allow',
    words: [...(commands.length > 0 ? commands : [{ grammar: 'all' } as const]), ...vaults],
  };
}

function approvals({ words, cues, hints, subject, sentence }: Heard): ReturnType<Rule> {
  const isHere =
    cues.has('here') && !hints.has('waiting', 'who') && cues.has('also', 'permit') && hints.has('approve', 'request');
  const isDecided = hints.has('approve') || cues.has('also');
  if (
    !isHere ||
    !isDecided ||
    cues.has('negative', 'undo') ||
    subject !== undefined ||
    sentence.facts.threadRequestId !== undefined
  )
    return undefined;
  return sentence.first === 'approve' && words.grammar.concepts.approve.includes(words.text(0))
    ? undefined
    : { command: 'approvals here', words: [] };
}

function forget({ cues, hints, subject }: Heard): ReturnType<Rule> {
  const isKept = cues.has('forget') && cues.has('kept');
  const verbs = cues.at('forget');
  // "Don't forget", and the same with its no behind the verb; not "discard it, I won't need it"
  const isDenied = cues.at('negative').some((no) => verbs.some((at) => no < at || no === at + 1));
  return isKept && !isDenied && subject === undefined && !hints.has('request', 'drill', 'digest')
    ? { command: 'forget', words: [] }
    : undefined;
}

function daily({ words, cues, hints, sentence, subject, denies }: Heard): ReturnType<Rule> {
  if (!hints.has('digest') || denies || subject !== undefined) return undefined;
  const [time, another] = typedClocks(sentence);
  if (another !== undefined) return undefined;
  // "Every monday": it comes every day, or not at all.
  if (words.tokens.some(({ text }) => words.grammar.weekdays.includes(text))) return undefined;
  if (cues.has('daily') && time !== undefined && !cues.has('undo')) return { command: 'digest daily', words: [time] };
  return cues.has('undo') && (cues.has('daily') || !sentence.asks) && sentence.times.length === 0
    ? { command: 'digest off', words: [] }
    : undefined;
}

/** "I'll handle web-02" */
function taken({ words, cues, hints, sentence, subject }: Heard): ReturnType<Rule> {
  const begins = words.grammar.settingCues.me.includes(words.text(0));
  if (!begins || !cues.has('taking') || subject === undefined || sentence.orders || sentence.wants) return undefined;
  if (cues.has('negative') || hints.has('restore', 'backup', 'point', 'drill', 'key', 'protect', 'hold'))
    return undefined;
  return words.tokens.length <= 8 ? { command: 'on it', words: [subject] } : undefined;
}

/** "Don't bug us about dev-01 for six hours" */
function muted({ words, cues, hints, sentence, subject, denies }: Heard): ReturnType<Rule> {
  if (sentence.first === 'onIt') return undefined;
  const isMute = sentence.has('mute') && !sentence.has('unmute');
  // "Don't mute it", "mute sql-01, not web-01"
  if (isMute && denies) return undefined;
  const quiet = isMute || (cues.has('negative') && cues.has('bother') && !cues.has('whenever'));
  if (!quiet || subject === undefined) return undefined;
  if (!isMute && hints.has('backup', 'restore', 'drill', 'policy', 'fail', 'point')) return undefined;
  if (sentence.has('untilFixed')) return { command: 'mute', words: [subject, { grammar: 'untilFixed' }] };
  const lengths = words.tokens.flatMap((_, at) => words.length(at, true)?.hours ?? []);
  const hours = lengths[0] ?? hoursToldIn(sentence);
  return hours === undefined ? undefined : { command: 'mute', words: [subject, `${hours}h`] };
}

function notices({ cues, hints, sentence, subject, denies }: Heard): ReturnType<Rule> {
  if (!cues.has('tell') || hints.has('digest', 'approve') || sentence.orders) return undefined;
  if (cues.has('again') && subject !== undefined && !denies && !cues.has('undo', 'whenever', 'nothing'))
    return { command: 'unmute', words: [subject] };
  if (cues.has('undo') && !cues.has('whenever') && sentence.times.length === 0)
    return hints.has('notices') && subject === undefined
      ? { command: 'unsubscribe', words: [{ grammar: 'all' }] }
      : sentence.names.vaults[0] !== undefined
        ? { command: 'unsubscribe', words: [sentence.names.vaults[0]] }
        : undefined;
  const waits = cues.has('whenever') && hints.has('fail');
  if (!waits || subject === undefined || cues.has('undo')) return undefined;
  return { command: denies ? 'unsubscribe' : 'subscribe', words: [subject] };
}

const rules: readonly Rule[] = [
  language,
  timeZone,
  privateAnswers,
  approvals,
  allowed,
  forget,
  daily,
  taken,
  muted,
  notices,
];
