import { grammar } from '../i18n/grammar.ts';
import type { Answer } from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { privateWhereShared, requireAllowed, requireCovered } from './gate.ts';
import { parseCommandLine } from './rules/parse-command-line.ts';
import { mayChange, type ParsedLine } from './rules/spec.ts';
import { changingOf } from './targets.ts';
import type { Command, Turn, Verb } from './turn.ts';

/** No line that a sentence is read into is longer. */
const longestLine = 1_000;

/** Commands that open a form or show a plan, with the arguments that would make them do more. */
const opens: Readonly<Record<string, readonly string[]>> = {
  restore: [],
  backup: ['keep', 'until'],
  protect: [],
  'policy new': ['name'],
  'protection stop': [],
  'protection resume': ['with'],
  undelete: [],
  hold: [],
  unhold: ['with'],
  'retention raise': [],
};

type CommandLine = Extract<ParsedLine, { kind: 'command' }>;

/** Whether a line may be on a button: it only reads, or its change takes another tap. */
export function canBeButton({ spec }: Pick<Command, 'spec'>, { args }: CommandLine): boolean {
  if (!mayChange(spec, args)) return true;
  const beyond = opens[spec.name];
  return beyond !== undefined && !beyond.some((argument) => argument in args);
}

/** A line to offer, and whether it has a button. */
export function tapped(commands: readonly Command[], text: string): { line: string; button: boolean } {
  const specs = commands.map(({ spec }) => spec);
  const line = parseCommandLine(text, specs, grammar);
  const command = line.kind === 'command' ? commands.find(({ spec }) => spec.name === line.name) : undefined;
  return { line: text, button: line.kind === 'command' && command !== undefined && canBeButton(command, line) };
}

/** The button of a reading: it runs its line as if it had been typed. */
export const lineVerbs: Record<string, Verb> = { 'run-line': runLine };

async function runLine(turn: Turn<'action'>): Promise<Answer> {
  const { commands } = turn.services;
  const { id: text } = turn.incoming.data;
  if (typeof text !== 'string' || text.length > longestLine) throw new CodedError('stale-card');
  const specs = commands.map(({ spec }) => spec);
  const line = parseCommandLine(text, specs, grammar);
  const command = line.kind === 'command' ? commands.find(({ spec }) => spec.name === line.name) : undefined;
  if (line.kind !== 'command' || !command || !canBeButton(command, line)) throw new CodedError('stale-card');
  requireAllowed(turn, command.spec, specs);
  await requireCovered(turn, Object.values(line.args));
  const { activityId, from, place, locale } = turn.incoming;
  const typed = { kind: 'text' as const, text, activityId, from, place, ...(locale && { locale }) };
  const asked = { ...turn, ...changingOf(command.spec), incoming: typed, tapped: true as const };
  const answer = await command.run(asked, { args: line.args, lists: line.lists });
  return privateWhereShared(command, place, answer);
}
