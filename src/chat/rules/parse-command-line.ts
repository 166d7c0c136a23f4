import type { Grammar } from '../../kernel/grammar.ts';
import { normaliseText } from '../../kernel/normalise.ts';
import { findCommand, suggestCommands } from './find-command.ts';
import { parseArguments } from './parse-arguments.ts';
import type { CommandSpec, ParsedLine } from './spec.ts';
import { splitWords, type Word } from './words.ts';

const powerVerbs = ['start', 'stop', 'restart'] as const;

/**
 * Reads one message. Mentions are already removed. Never throws, whatever the text.
 * @param options.threadRequestId the request whose thread the message stands in: its id may be left out
 */
export function parseCommandLine(
  text: string,
  specs: readonly CommandSpec[],
  grammar: Grammar,
  options: { threadRequestId?: string } = {},
): ParsedLine {
  const line = normaliseText(text).replace(/^(?:[^\p{L}\p{N}"'#]+)/u, '');
  const words = withoutOwnName(splitWords(line));
  if (words.length === 0) return { kind: 'empty' };
  if (beginsWithTerm(words, grammar)) return { kind: 'unknown', suggestions: [] };
  const found = findCommand(words, specs);
  if (found === undefined)
    return parsePower(words, grammar) ?? { kind: 'unknown', suggestions: suggestCommands(line, words, specs) };
  const { spec, taken } = found;
  const { threadRequestId: id } = options;
  const behind = words[taken - 1]?.end ?? line.length;
  // "Reject? Anna Jansen" mentions who is asked.
  const asked = [line.slice(0, behind), line].some((text) => /\?["')\s]*$/.test(text));
  const read = parseArguments(line.slice(behind), spec, grammar, id === undefined ? undefined : { id, asked });
  if (read.kind === 'problem') return { kind: 'bad-arguments', name: spec.name, problem: read.problem };
  return { kind: 'command', name: spec.name, args: read.args, lists: read.lists };
}

/** `@Strongroom restore` typed without choosing the mention from the list arrives as plain text. */
function withoutOwnName(words: Word[]): Word[] {
  return words[0]?.text.toLowerCase() === 'strongroom' ? words.slice(1) : words;
}

/** Azure's deny assignments are nobody's no. */
function beginsWithTerm(words: Word[], { terms }: Grammar): boolean {
  return terms.some((term) => term.split(' ').every((part, index) => words[index]?.text.toLowerCase() === part));
}

/** Said to a machine, not to Strongroom. A command whose name begins with such a word wins. */
function parsePower(words: Word[], { power }: Grammar): ParsedLine | undefined {
  const typed = words[0]?.text.toLowerCase() ?? '';
  const verb = powerVerbs.find((each) => power[each].includes(typed));
  if (verb === undefined) return undefined;
  const target = words[1]?.text;
  return target === undefined ? { kind: 'power', verb } : { kind: 'power', verb, target };
}
