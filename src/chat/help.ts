import { needsToReadVault } from '../access/access.ts';
import { grammar } from '../i18n/grammar.ts';
import { commandIn, keyword, named, texts } from '../i18n/texts.ts';
import type { Reader } from '../kernel/chat.ts';
import { CodedError, readValue, tryRead } from '../kernel/errors.ts';
import { openApprovalsChannel } from '../requests/put-to-approvers.ts';
import { isInForce } from '../requests/stored-request.ts';
import { type NoticeRow, openNoticesPart } from '../store/notices.ts';
import { ask, type Part, together } from '../store/rows.ts';
import {
  type BriefRequest,
  briefOfThread,
  type LastMachine,
  lastMachineHere,
  type TheirRows,
  theirRows,
} from '../store/their-requests.ts';
import { commandHelpCard, helpCard, helpText, situationCard } from './cards/help.ts';
import { type Ability, readAbilities } from './command.ts';
import { parseCommandLine } from './rules/parse-command-line.ts';
import { type HelpSituation, type KnownRequest, linesForSituation, moreHelp } from './rules/situation.ts';
import type { CommandSpec } from './rules/spec.ts';
import { oidOf, theirsAmong } from './their-requests.ts';
import type { ChatServices, Command, Turn } from './turn.ts';

/** Help is made from the commands, so it cannot promise what does not exist, or what this person may not do here. */
export const help: Command = {
  spec: {
    ...named('help'),
    arguments: [{ kind: 'rest', name: 'command' }],
    sideEffect: 'none',
    section: 'look',
  },

  ahead: (services, incoming, { args }) => (args.command === undefined ? situationRows(services, incoming) : undefined),

  async run(turn, { args }) {
    const { services, incoming, shared, channel } = turn;
    const { commands } = services;
    const all = commands.map(({ spec }) => spec);
    // "Me" in "help me" is no name, in English and in Dutch.
    const wanted = args.command?.toLowerCase() === 'me' ? undefined : args.command;
    const isWhole = wanted !== undefined && isAll(wanted, shared);
    const topic = wanted === undefined ? undefined : findTopic(wanted, shared);
    const read = wanted === undefined || isWhole ? undefined : parseCommandLine(wanted, all, grammar);
    const line = read?.kind === 'renamed' ? parseCommandLine(read.line, all, grammar) : read;
    // "Help me restore sql-01" begins like a command, but names none.
    const isNamed = line?.kind === 'bad-arguments' && line.problem.kind !== 'unexpected';
    const name = line?.kind === 'command' || isNamed ? line.name : wanted?.toLowerCase();
    const spec = all.find((each) => each.name === name);
    // A topic with the name of a command shows that command, with the topic's others below it.
    if (wanted === undefined || isWhole || !spec) {
      if (wanted !== undefined && !isWhole && !topic) throw new CodedError('unknown-command');
      const abilities = await readAbilities(services, incoming.from, incoming.place);
      const usable = commands.filter(
        ({ spec: each, takes }) => channel.allows(each, all) && (!takes || !abilities || abilities.has(takes)),
      );
      const specs = usable.map(({ spec: each }) => each).filter((each) => !each.partOf);
      const more = moreHelp(specs);
      if (wanted === undefined) {
        const lines = linesForSituation(await readSituation(turn, specs, abilities));
        return { kind: 'reply', body: { text: helpText(shared), card: situationCard(lines, more, shared) } };
      }
      const data = { commands: topic && !isWhole ? specs.filter(({ section }) => section === topic) : specs, more };
      if (data.commands.length === 0) throw new CodedError('no-command-of-topic');
      return { kind: 'reply', body: { text: helpText(shared), card: helpCard(data, shared) } };
    }
    const others = all.filter(
      (each) => each !== spec && !each.partOf && each.section === spec.section && channel.allows(each, all),
    );
    const text = `${commandIn(shared.language, spec.name)}: ${texts(shared.language).t(`help.summary.${spec.name}`)}`;
    const parts = all.filter(({ partOf }) => partOf === spec.name).map((each) => each.name);
    return { kind: 'reply', body: { text, card: commandHelpCard(spec, shared, { others, parts }) } };
  },
};

/** Whether `help all` was typed, in any of its words. */
function isAll(wanted: string, { language }: Reader): boolean {
  const { aliases, name } = { aliases: keyword('all', 'nothing').words, name: 'all' };
  return [name, ...aliases[language], ...Object.values(aliases).flat()].includes(wanted.trim().toLowerCase());
}

/** The topic with this name in the reader's language, or in English. */
function findTopic(wanted: string, { language }: Reader): string | undefined {
  const given = wanted.trim().toLowerCase();
  const named = Object.entries(texts(language).below('help.sections'));
  return named.find(([section, title]) => [section, String(title).toLowerCase()].includes(given))?.[0];
}

type Rows = {
  theirs: TheirRows;
  here: BriefRequest | undefined;
  lastMachine: LastMachine | undefined;
  notices: NoticeRow[];
};

function situationRows(
  { store: { db }, log }: Pick<ChatServices, 'store' | 'log'>,
  incoming: Turn<'text'>['incoming'],
): Part<Rows> {
  const { conversationId, threadId = '' } = incoming.place;
  return together({
    theirs: theirRows(db, log, oidOf(incoming)),
    here: briefOfThread(db, conversationId, threadId),
    lastMachine: lastMachineHere(db, conversationId),
    notices: openNoticesPart(db, log, conversationId),
  });
}

/** The present situation of this person here. Parts that cannot be read are left out: help always answers. */
async function readSituation(
  turn: Turn<'text'>,
  usable: readonly CommandSpec[],
  abilities: ReadonlySet<Ability> | undefined,
): Promise<HelpSituation> {
  const { services, incoming, channel } = turn;
  const { db } = services.store;
  const ahead = turn.ahead as Rows | undefined;
  const { theirs, here, lastMachine, notices } = ahead ?? (await ask(db, situationRows(services, incoming)));
  const { waiting, own } = theirsAmong(turn, theirs);
  const machine = lastMachine && (await findExample(turn, lastMachine));
  return {
    usable,
    waiting: waiting.map(known),
    ...(here && !isInForce(here) && channel.covers(here.vault_id) && { here: known(here) }),
    // A definition in force stands for weeks and has no progress to show.
    own: own.filter((row) => !isInForce(row)).map(known),
    failing: (channel.rule ? notices : [])
      .filter(({ vault_id }) => channel.covers(vault_id))
      .flatMap(({ machines }) => machines.filter(({ goodAt, endedAt }) => !goodAt && !endedAt).map(({ vm }) => vm)),
    ...(machine !== undefined && { machine }),
    unset: abilities?.has('admin') === true && (!channel.rule || !(await openApprovalsChannel(db))),
  };
}

function known({ id, vm_name, state }: BriefRequest): KnownRequest {
  return { id, vm: vm_name, state };
}

/** The name of this place's last machine, for whoever may read its vault. */
async function findExample(
  { services: { access }, incoming, channel }: Turn<'text'>,
  { vault_id: vaultId, vm_name: name }: LastMachine,
): Promise<string | undefined> {
  if (!channel.covers(vaultId)) return undefined;
  const missing = await tryRead(() => access.missing(incoming.from.objectId, needsToReadVault(vaultId), false));
  return readValue(missing)?.length === 0 ? name : undefined;
}
