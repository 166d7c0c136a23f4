import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { needsToReadVault } from '../access/access.ts';
import { readersOf, withKnownNames } from '../access/contacts.ts';
import { findErrorTitle } from '../azure/rules/explain-error.ts';
import { wallClock } from '../i18n/dates.ts';
import { grammar, plainGrammar } from '../i18n/grammar.ts';
import { parseMoment } from '../i18n/parse-date.ts';
import { plain } from '../i18n/plain.ts';
import { examplesIn, texts } from '../i18n/texts.ts';
import { armIdKey } from '../kernel/arm-id.ts';
import {
  type Incoming,
  newNonce,
  type Reader,
  type Spoken,
  type UnreadSentence,
  type WordsPlan,
} from '../kernel/chat.ts';
import { CodedError } from '../kernel/errors.ts';
import { findTimeZone } from '../kernel/time-zones.ts';
import { targetsOfRead } from '../machines/inventory.ts';
import { findRequest } from '../store/requests.ts';
import { requestOfThread } from '../store/their-requests.ts';
import { type WordsCard, wordsCard, wordsText } from './cards/words.ts';
import { openGate } from './gate.ts';
import { tapped } from './line-verb.ts';
import { plainLine } from './plain-line.ts';
import { parseCommandLine, replacePasted } from './rules/parse-command-line.ts';
import { parseWords, questionSubject } from './rules/parse-words.ts';
import { readModel } from './rules/plain-words/model.ts';
import { preferReading } from './rules/plain-words/prefer-reading.ts';
import {
  type KnownMachine,
  type LastBefore,
  type Line,
  linesOfReading,
  type Reading,
  type SentenceFacts,
  type SentenceModel,
} from './rules/plain-words/reading.ts';
import { mayChange } from './rules/spec.ts';
import { answerConflictingLink, resolveTarget } from './targets.ts';
import { findMeant, idsToType, listTheirRequests, type TheirRequests } from './their-requests.ts';
import type { ChatServices, PersonServices, Turn } from './turn.ts';

/** Most machines whose points are read for one sentence. */
const mostPoints = 3;

/** Plans the answer to a sentence: a pure rule reads it, with what the person may see here. It never runs a change. */
export function createPlanWords(
  services: ChatServices,
): (incoming: Incoming, sentence: UnreadSentence) => Promise<WordsPlan> {
  return async (given, { otherwise, begun }) => {
    const incoming = await withKnownNames(services, given);
    if (incoming.kind !== 'text') return { say: otherwise };
    try {
      const [readers, gate] = await Promise.all([readersOf(services, incoming), openGate(services, incoming)]);
      const turn: Turn<'text'> = { incoming, services: gate.services, channel: gate.channel, ...readers };
      const read = await readTurn(turn);
      const twice = await answerConflictingLink(turn, linesOfReading(read.reading));
      if (twice) return { say: twice };
      return await planOf(turn, read, { otherwise, begun });
    } catch (error) {
      // If the sentence cannot be read for whatever reason, the answer without it is given.
      if (error instanceof CodedError) return { say: otherwise };
      throw error;
    }
  };
}

type Read = { reading: Reading; facts: SentenceFacts; theirs: TheirRequests };

async function readTurn(turn: Turn<'text'>): Promise<Read> {
  const { services, incoming, personal } = turn;
  const { conversationId, threadId } = incoming.place;
  const now = services.clock.now();
  const [{ machines, nameOf }, known, theirs, threadRequestId] = await Promise.all([
    listMachines(services),
    services.inventory.readVaults().catch(nothing),
    listTheirRequests(turn),
    threadId ? requestOfThread(services.store.db, conversationId, threadId) : undefined,
  ]);
  const about = threadRequestId ? (await findRequest(services.store.db, threadRequestId))?.vm_id : undefined;
  const ownRequestId = threadRequestId ? undefined : await findMeant(turn, theirs);
  // Only machines that the person may see are named, and no other of the same name.
  const threadMachine = about && nameOf(about);
  const points = new Map<string, readonly Date[] | undefined>();
  const wanted = new Set<string>();
  const facts: SentenceFacts = {
    machines,
    vaults: (known?.vaults ?? []).map(({ name }) => name),
    ...(threadRequestId && { threadRequestId }),
    ...(threadMachine && { threadMachine }),
    ...(ownRequestId && { ownRequestId }),
    now,
    timeZone: personal.timeZone,
    grammar: plainGrammar,
    model: sentenceModel(),
    parseDate(text) {
      const read = parseMoment(text, { ...personal, now, direction: 'past' });
      if (read.kind === 'moment') return [{ at: read.at, wholeDay: read.wholeDay }];
      return read.kind === 'ambiguous' ? read.choices.map((at) => ({ at, wholeDay: false })) : undefined;
    },
    readTimeZone: findTimeZone,
    readCode: findErrorTitle,
    points(machine) {
      wanted.add(machine);
      return points.get(machine);
    },
  };
  const text = replacePasted(incoming.withoutMentions ?? incoming.text, grammar.because, {
    machine: (name) => `/virtualMachines/${name}`,
  });
  const read = () => parseWords(text, facts, grammar.because);
  const reading = read();
  if (wanted.size === 0) return { reading, facts, theirs };
  for (const machine of [...wanted].slice(0, mostPoints)) points.set(machine, await readPoints(turn, machine));
  return { reading: read(), facts, theirs };
}

/** Names that this person may hear here, with the words of their tags. Parts that cannot be read are left out. */
export async function listMachines({
  inventory,
}: Pick<PersonServices, 'inventory'>): Promise<{ machines: KnownMachine[]; nameOf(vmId: string): string | undefined }> {
  const { looked, vms } = (await inventory.readVms().catch(nothing)) ?? { looked: [], vms: [] };
  const targets = targetsOfRead(looked);
  const tags = new Map(vms.map(({ name, tags: own }) => [name.toLowerCase(), Object.values(own)]));
  const names = new Map([
    ...vms.map(({ id, name }) => [armIdKey(id), name] as const),
    ...targets.map(({ item }) => [armIdKey(item.vmId), item.vmName] as const),
  ]);
  const machines = [...new Set([...targets.map(({ item }) => item.vmName), ...names.values()])].map((name) => ({
    name,
    words: (tags.get(name.toLowerCase()) ?? []).flatMap((tag) => tag.toLowerCase().match(/\p{L}{3,}/gu) ?? []),
  }));
  return { machines, nameOf: (vmId) => names.get(armIdKey(vmId)) };
}

function nothing(error: unknown): undefined {
  if (error instanceof CodedError) return undefined;
  throw error;
}

async function readPoints(turn: Turn<'text'>, machine: string): Promise<readonly Date[] | undefined> {
  const { services, incoming } = turn;
  try {
    const { vault, item } = await resolveTarget(turn, machine);
    await services.access.require(incoming.from.objectId, needsToReadVault(vault.id), false);
    return (await services.azure.points.list(item.id)).map(({ at }) => at);
  } catch (error) {
    if (error instanceof CodedError) return undefined;
    throw error;
  }
}

async function planOf(
  turn: Turn<'text'>,
  { reading: whole, facts, theirs }: Read,
  { otherwise, begun }: Pick<UnreadSentence, 'otherwise' | 'begun'>,
): Promise<WordsPlan> {
  const { services, shared, channel, incoming } = turn;
  const specs = services.commands.map(({ spec }) => spec);
  const allowed = (line: Line) => specs.some((spec) => spec.name === line.command && channel.allows(spec, specs));
  const typed = (line: Line) => plainLine(line, shared, services.clock.now());
  const parsed = (text: string) => parseCommandLine(text, specs, grammar);
  const answer = (
    card: Pick<WordsCard, 'about' | 'near' | 'ignored' | 'lastBefore'>,
    lines: readonly Line[],
  ): WordsPlan => {
    const choices = lines.filter(allowed).map((line) => tapped(services.commands, typed(line)));
    return choices.length === 0 ? { say: otherwise } : { say: spoken({ nonce: newNonce(), ...card, choices }, shared) };
  };
  const said = incoming.withoutMentions ?? incoming.text;
  const beside = {
    parsed: (line: Line) => parsed(typed(line)),
    words: said.trim().split(/\s+/).length,
    ...(facts.threadRequestId && { threadRequestId: facts.threadRequestId }),
  };
  const reading = begun ? preferReading(whole, parsed(said), beside) : whole;
  if (!reading) return { say: otherwise };
  switch (reading.kind) {
    case 'line': {
      const { line, ignored } = reading;
      const text = typed(line);
      const asked = parsed(text);
      const spec = specs.find(({ name }) => name === line.command);
      if (!allowed(line) || !spec || (asked.kind === 'command' && mayChange(spec, asked.args)))
        return { say: otherwise };
      const { t } = texts(shared.language);
      return {
        say: {
          kind: 'reply',
          body: { text: `${t('words.read-as', { line: plain(text) })}${leftOut(ignored, shared)}` },
        },
        line: text,
      };
    }
    case 'question': {
      const { about, choices, ignored, lastBefore } = reading;
      const asked = about === 'meaning' ? { about } : questionSubject(choices, said, facts, about);
      return answer(
        { ...asked, ignored, ...(lastBefore && { lastBefore: saidBefore(lastBefore, shared, facts.now) }) },
        choices,
      );
    }
    case 'exact': {
      const { t } = texts(shared.language);
      const now = services.clock.now();
      const lines = (await withIds(turn, theirs, reading.lines.filter(allowed))).map((each) =>
        exactly(each, shared, now),
      );
      const text = t('words.exact', { lines: lines.map((line) => `**${plain(line)}**`).join(` ${t('common.or')} `) });
      const told = `${text}${leftOut(reading.ignored, shared)}`;
      return { say: lines.length === 0 ? otherwise : { kind: 'reply', body: { text: told } } };
    }
    case 'unknown':
      return answer({ about: 'unknown', ignored: [] }, reading.nearest);
  }
}

function leftOut(ignored: readonly string[], { language }: Reader): string {
  if (ignored.length === 0) return '';
  return ` ${texts(language).t('words.ignored', { words: ignored.map(plain).join(', ') })}`;
}

/** The named time and the point before it; times of today are shown without their day. */
function saidBefore({ named, at }: LastBefore, { language, timeZone }: Reader, now: Date): WordsCard['lastBefore'] {
  const [day, own] = [named, now].map((each) => wallClock(each, timeZone, language));
  const said = (moment: Date) => {
    const { day: date, month, time } = wallClock(moment, timeZone, language);
    return `${date} ${month} ${time}`;
  };
  const isToday = day !== undefined && own !== undefined && day.day === own.day && day.month === own.month;
  return { named: isToday ? day.time : said(named), at: said(at) };
}

/** Fills in ids of requests that wait for this person. If one line gets its id, lines that lack one are dropped. */
async function withIds(turn: Turn<'text'>, theirs: TheirRequests, lines: readonly Line[]): Promise<readonly Line[]> {
  const lacks = ({ words: [first] }: Line) => first === '…';
  if (!lines.some(lacks)) return lines;
  const ids = await idsToType(turn, theirs);
  const told = lines.map((line) => {
    const id = lacks(line) ? ids[line.command] : undefined;
    return id === undefined ? line : { ...line, words: [id, ...line.words.slice(1)] };
  });
  const whole = told.filter((line) => !lacks(line));
  return whole.length > 0 ? whole : told;
}

/** The line to type. One without its subject becomes an example, which has another subject. */
function exactly(line: Line, reader: Reader, now: Date): string {
  const [example] = examplesIn(reader.language, line.command);
  if (line.words[0] === '…' && example !== undefined) return example;
  // A mute is refused without a duration.
  const isOpen = line.command === 'mute' && line.words.length === 1;
  return plainLine(isOpen ? { ...line, words: [...line.words, '…'] } : line, reader, now);
}

function spoken(card: WordsCard, reader: Reader): Spoken {
  return { kind: 'reply', body: { text: wordsText(card, reader), card: wordsCard(card, reader) } };
}

let model: SentenceModel | undefined;

/**
 * The weights for reading sentences, from the file beside the sources; in the image too, wherever in `src` this was
 * bundled. Read once.
 */
export function sentenceModel(): SentenceModel {
  const root = import.meta.dirname.slice(0, import.meta.dirname.lastIndexOf(`${sep}src`));
  model ??= readModel(readFileSync(join(root, 'sentences/model.bin')));
  return model;
}
