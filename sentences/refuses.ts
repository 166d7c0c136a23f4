import { DateTime } from 'luxon';
import { product } from '../src/app/product.ts';
import { lookUp } from '../src/azure/rules/explain-error.ts';
import { parseCommandLine } from '../src/chat/rules/parse-command-line.ts';
import type { SentenceFacts } from '../src/chat/rules/plain-words/reading.ts';
import type { ParsedLine } from '../src/chat/rules/spec.ts';
import { grammar } from '../src/i18n/grammar.ts';
import { namesPartOfDay, parseMoment, parseSpan } from '../src/i18n/parse-date.ts';
import { filesOf } from '../src/restore/commands/restore-files.ts';
import { restoreKinds } from '../src/restore/rules/restore-kinds.ts';

const { commands } = product;

const specs = commands.map(({ spec }) => spec);

type Command = Extract<ParsedLine, { kind: 'command' }>;

/** Whether a command would refuse its line because a name, a time or a word doesn't exist in the world of the facts. */
export function refuses({ name, args, lists }: Command, facts: SentenceFacts): boolean {
  const isMachine = (text: string) => facts.machines.some((each) => each.name === text.toLowerCase());
  const isVault = (text: string) => facts.vaults.includes(text.toLowerCase());
  const isRequest = (text: string) => /^R-[0-9A-Z]{4}$/.test(text);
  const isJob = (text: string) => /^[0-9a-f]{8}-/.test(text);
  const isSubject = (text: string) => isMachine(text) || isRequest(text);
  const isCode = (text: string) => facts.readCode(text) !== undefined || /\d{6}/.test(text);
  const isPast = (text: string) => parseSpan(text, { ...facts, direction: 'past' }) !== undefined;
  const isState = (text: string) => [...grammar.failed, ...grammar.running].includes(text.toLowerCase());
  const fails = (value: string | undefined, isFound: (text: string) => boolean) =>
    value !== undefined && !isFound(value);
  const { vm = '', what = '' } = args;
  switch (name) {
    case 'vms':
      return /\s/.test(args.filter ?? '') && !facts.machines.some((each) => each.name.includes(args.filter ?? ''));
    case 'status':
      return joined([...(args.about === undefined ? [] : [args.about]), ...(lists.filter ?? [])]).some(
        (word) => !isState(word) && !isPast(word) && !isVault(word) && !isSubject(word) && !isJob(word),
      );
    case 'vault':
    case 'policies':
    case 'policy new':
      return fails(args.vault, isVault);
    case 'commands':
    case 'release':
      return fails(args.subject, (text) => isSubject(text) || /-r\d/.test(text)) || /\s/.test(args.to ?? '');
    case 'leftovers':
    case 'audit':
      return fails(args.subject ?? args.about, isSubject);
    case 'restore files':
      return !isMachine(filesOf(args.files ?? '', grammar) ?? '');
    case 'drills':
      return fails(args.name, (text) => isVault(text) || isMachine(text));
    case 'alerts':
      return fails(args.name, (text) => isVault(text) || isMachine(text) || grammar.all.includes(text));
    case 'mute': {
      const [subject = '', ...rest] = what.split(' ');
      const span = rest.join(' ').replace(new RegExp(`^(?:${grammar.lasting.join('|')}) `), '');
      const lasts = grammar.untilFixed.includes(rest.join(' ')) || (/^\d/.test(span) && isPast(span));
      return !(isMachine(subject) || isCode(subject)) || !lasts;
    }
    case 'unmute':
      return fails(args.muted, (text) => isMachine(text) || isCode(text));
    case 'on it':
      return fails(args.subject, (text) => isMachine(text) || isCode(text));
    case 'digest':
      return fails(args.hours, (text) => /^\d{1,4}(?:h|d|hours|days)?$/.test(text));
    case 'digest daily':
      return fails(args.time, (text) => /^\d{1,2}(?:[:.]\d{2})?$/.test(text));
    case 'language':
      return fails(args.language?.toLowerCase(), (text) =>
        facts.grammar.languages.some((each) => each.startsWith(`${text}|`) || each.endsWith(`|${text}`)),
      );
    case 'timezone':
      return facts.readTimeZone(args.timezone ?? '') === undefined;
    case 'evidence':
      return fails(args.quarter, (text) => /^\d{4}-?Q\d$/i.test(text));
    case 'help': {
      const [first = ''] = (args.command ?? '').split(' ');
      const topic = parseCommandLine(args.command ?? '', specs, grammar);
      const isTopic =
        topic.kind === 'command' || (topic.kind === 'bad-arguments' && topic.problem.kind !== 'unexpected');
      return args.command !== undefined && !isTopic && !grammar.all.includes(first);
    }
    case 'explain':
      return lookUp(args.code ?? '').errors.length === 0;
    case 'stop':
      return fails(args.what, (text) => isRequest(text) || isJob(text));
    default: {
      const names = [...(args.vm === undefined ? [] : [vm]), ...(lists.vms ?? [])];
      const moments = [args.point, args.before, args.until, args['as-of']].filter((each) => each !== undefined);
      return (
        names.some((each) => !isMachine(each)) ||
        fails(args.in ?? args.vault, isVault) ||
        moments.some((text) => !isMoment(text, facts)) ||
        fails(args['as-of'] ?? args.point, (text) => isPoint(text, vm, facts)) ||
        fails(args.keep, (text) => parseSpan(text, { ...facts, direction: 'future' }) !== undefined) ||
        fails(args.as, (text) => !/\s/.test(text)) ||
        restoreKinds.filter((make) => make in args).length > 1
      );
    }
  }
}

function isMoment(text: string, { now, timeZone }: SentenceFacts): boolean {
  if ([...grammar.latest, ...grammar.alert].includes(text.toLowerCase()) || /^#\s?\d{1,4}$/.test(text)) return true;
  return parseMoment(text, { now, timeZone, language: 'en', direction: 'past' }).kind !== 'unreadable';
}

/** Points that a time means: those within five minutes of it, or of its day. */
function pointsOf(text: string, vm: string, { points, now, timeZone }: SentenceFacts): Date[] | undefined {
  const read = parseMoment(text, { now, timeZone, language: 'en', direction: 'past' });
  if (read.kind !== 'moment') return undefined;
  if (read.wholeDay && namesPartOfDay(text)) return [];
  const [from, to] = read.wholeDay ? [0, 24 * 3_600_000] : [-300_000, 300_000];
  const since = read.at.getTime();
  return (points(vm) ?? []).filter((at) => at.getTime() >= since + from && at.getTime() < since + to);
}

function isPoint(text: string, vm: string, facts: SentenceFacts): boolean {
  return pointsOf(text, vm, facts)?.length !== 0;
}

/** Joins words: "7 days" are two. */
function joined(words: readonly string[]): string[] {
  return words
    .join(' ')
    .replace(/\b(\d{1,5}) (?=\p{L})/gu, '$1\0')
    .split(' ')
    .filter(Boolean)
    .map((word) => word.replace('\0', ' '));
}

/** The single point that a typed time means, in its written form. */
export function typedPoint(text: string, vm: string, facts: SentenceFacts): string | undefined {
  if (grammar.latest.includes(text.toLowerCase())) return 'latest';
  const [only, another] = pointsOf(text, vm, facts) ?? [];
  return only && !another ? DateTime.fromJSDate(only, { zone: facts.timeZone }).toFormat('d LLL HH:mm') : undefined;
}
