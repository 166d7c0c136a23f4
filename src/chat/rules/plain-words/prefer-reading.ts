import type { ParsedLine } from '../spec.ts';
import { isNearlyRequestId } from '../words.ts';
import { type Line, linesOfReading, type Reading, readingCommands } from './reading.ts';

/** Most words of a text that has the form of a line; more are a sentence that begins like one. */
const shortLine = 3;

/**
 * How plain words read a text that begins like a line but is none, or was refused by its command ("back up both web
 * servers"). undefined: the command's own message tells more.
 * @param typed the text parsed as a line
 * @param parsed parses the line of a reading
 * @param threadRequestId request in whose thread the text stands
 */
export function preferReading(
  reading: Reading,
  typed: ParsedLine,
  { parsed, words, threadRequestId }: { parsed: (line: Line) => ParsedLine; words: number; threadRequestId?: string },
): Reading | undefined {
  if (typed.kind === 'bad-arguments' && words <= typed.name.split(' ').length) {
    // "Status" means the person's only request. For "protect", the command itself says what it needs.
    const [line] = reading.kind === 'unknown' ? [] : linesOfReading(reading);
    if (line?.command !== typed.name || !readingCommands.has(typed.name)) return undefined;
    return parsed(line).kind === 'command' ? { kind: 'line', line, ignored: [] } : undefined;
  }
  // Strongroom doesn't do "stop sql-01", and offers nothing else that stops.
  if (typed.kind === 'power' && words <= 2) return undefined;
  const isSame = (line: Line) => JSON.stringify(parsed(line)) === JSON.stringify(typed);
  // "Drills region pair-99" does not ask for the list of all.
  const isPart = (line: Line) => isLine(typed, words) && leavesOnlyNames(parsed(line), typed);
  // A reading of a line drops nothing: "help nonsense", "restore sql-99". A whole command that was refused for a name
  // in it gets no better question by dropping that name.
  const isWhole = typed.kind === 'command' && reading.kind === 'question';
  const leavesOut = 'ignored' in reading && reading.ignored.length > 0 && (isWhole || isLine(typed, words));
  const losesFact = losesAFact(reading, typed, parsed);
  switch (reading.kind) {
    case 'line':
      return losesFact ||
        leavesOut ||
        (saysLess(reading.line, typed) && words <= shortLine) ||
        isOpen(reading.line, typed, words) ||
        isSame(reading.line)
        ? undefined
        : reading;
    case 'question':
      return losesFact ||
        leavesOut ||
        (reading.about === 'meaning' && words <= shortLine && isLine(typed, words)) ||
        reading.choices.some((line) => (saysLess(line, typed) && words <= shortLine) || isSame(line) || isPart(line))
        ? undefined
        : { ...reading, choices: ofCommand(reading, typed) };
    case 'exact':
      if (isMistyped(typed) || reading.lines.some((line) => isOpen(line, typed, words) || isSame(line)))
        return undefined;
      return { ...reading, lines: reading.lines.flatMap((line) => [line, ...ofThread(line, typed, threadRequestId)]) };
    case 'unknown':
      return undefined;
  }
}

/** If only the machine is in doubt, the command that begins the line says what is wanted. */
function ofCommand({ about, choices }: Extract<Reading, { kind: 'question' }>, typed: ParsedLine): readonly Line[] {
  const own = choices.filter(({ command }) => typed.kind === 'command' && command === typed.name);
  return about === 'machine' && own.length > 0 ? own : choices;
}

/** Whether a request id was mistyped: only the command's answer can ask which is meant, the thread's or another. */
function isMistyped(typed: ParsedLine): boolean {
  return (
    typed.kind === 'bad-arguments' &&
    typed.problem.kind === 'not-a-request-id' &&
    isNearlyRequestId(typed.problem.given)
  );
}

/**
 * Offers the thread's request too: in a thread, "reject duplicate of R-7K2M" may be about that one, and name the other
 * as a reason.
 */
function ofThread({ command, words: [id, ...words] }: Line, typed: ParsedLine, threadRequestId?: string): Line[] {
  const isMeant = typed.kind === 'bad-arguments' && typed.name === command;
  if (!isMeant || threadRequestId === undefined || id === threadRequestId) return [];
  return [{ command, words: [threadRequestId, ...words] }];
}

function isLine(typed: ParsedLine, words: number): boolean {
  if (typed.kind === 'bad-arguments') return !ofSentences.has(typed.problem.kind);
  return words <= shortLine && typed.kind !== 'power';
}

/** Problems of a sentence rather than a line: more words than the command takes, or others than an id. */
const ofSentences: ReadonlySet<string> = new Set(['unexpected', 'not-a-request-id', 'no-value', 'twice']);

/** Whether it is the same line without a name that was in it. */
function leavesOnlyNames(less: ParsedLine, typed: ParsedLine): boolean {
  if (less.kind !== 'command' || typed.kind !== 'command' || less.name !== typed.name) return false;
  const kept = Object.entries(less.args);
  return kept.length > 0 && kept.every(([name, value]) => typed.args[name] === value);
}

/**
 * Whether the reading is the same change without a name, number or time that was typed ("restore sql-01 31 Feb 02:00",
 * "backup sql-01 keep soon"). The command's message about that tells more, and a line without it is another wish.
 */
function losesAFact(reading: Reading, typed: ParsedLine, parsed: (line: Line) => ParsedLine): boolean {
  if (typed.kind !== 'command' || readingCommands.has(typed.name)) return false;
  const same = linesOfReading(reading)
    .map(parsed)
    .flatMap((line) => (line.kind === 'command' && line.name === typed.name ? [line] : []));
  // "#99" means a point of the list shown, whether it exists or not.
  const [place] = /#\d+/.exec(typed.args.point ?? '') ?? [];
  if (place !== undefined && same.every(({ args }) => args.point !== place)) return true;
  if (same.length === 0) return false;
  const factLeft = 'ignored' in reading && reading.ignored.some((word) => /[\d-]/.test(word));
  return (
    factLeft || same.some(({ args }) => Object.keys(typed.args).some((name) => !(name in args || isKept(name, args))))
  );
}

/**
 * Whether an argument may differ: one that the parser gave by its place ("restore the shop" gets `the` and `shop`), or
 * a time that became a point.
 */
function isKept(name: string, args: Readonly<Record<string, string>>): boolean {
  return name === 'vm' || name === 'point' || (name === 'as-of' && 'point' in args);
}

/** Whether only `help` is left of "help nonsense". */
function saysLess({ command, words }: Line, typed: ParsedLine): boolean {
  return words.length === 0 && command === 'help' && typed.kind === 'command' && typed.name === command;
}

/** Whether the reading is an incomplete line of the same command, of which the command's own message tells more. */
function isOpen({ command, words }: Line, typed: ParsedLine, said: number): boolean {
  if (!words.includes('…')) return false;
  if (typed.kind !== 'bad-arguments') return typed.kind === 'command';
  // "Ok, go ahead" names no request, and "go" isn't meant as one.
  const isSentence = typed.problem.kind === 'not-a-request-id' && said >= shortLine;
  return typed.name === command && !isSentence;
}
