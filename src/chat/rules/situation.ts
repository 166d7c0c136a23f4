import type { Section } from '../../kernel/help-section.ts';
import type { CommandSpec } from './spec.ts';

/** The part of a request that help mentions. */
export type KnownRequest = { id: string; vm: string; state: string };

/** The present situation of a person in a conversation. */
export type HelpSituation = {
  /** Commands that they may use here. */
  usable: readonly Pick<CommandSpec, 'name'>[];
  /** Requests that wait for their decision. */
  waiting: readonly KnownRequest[];
  /** The request in whose thread they ask. */
  here?: KnownRequest;
  /** Their own requests that are not over, or have failed. */
  own: readonly KnownRequest[];
  /** Machines with an open notice in this conversation. */
  failing: readonly string[];
  /** A machine that they may see, for examples. */
  machine?: string;
  /** The channel has no rule, or there is no approvals channel, and they may set it. */
  unset: boolean;
};

/** A line that works as typed: the command, the words after it, and the text that says its purpose, or its summary. */
export type HelpLine = { command: string; argument?: string; why?: string; vm?: string };

const mostLines = 6;

/** The lines that help most now: waiting and running things first, then what this person does here every day. */
export function linesForSituation(situation: HelpSituation): HelpLine[] {
  const { usable, waiting, here, own, failing, machine, unset } = situation;
  // A policy may name people without a role, and they may answer when asked.
  const names = new Set([...usable.map(({ name }) => name), ...(waiting.length > 0 ? ['approve'] : [])]);
  const about = here ? [here, ...own.filter(({ id }) => id !== here.id)] : own;
  const onMachine = (command: string): HelpLine =>
    machine === undefined ? { command } : { command, argument: machine, why: command, vm: machine };
  const lines: HelpLine[] = [
    ...waiting.map(({ id, vm }) => ({ command: 'approve', argument: id, why: 'waits', vm })),
    ...about.map(lineAbout),
    ...(failing[0] === undefined ? [] : [{ command: 'digest', why: 'failed', vm: failing[0] }]),
    ...(unset ? [{ command: 'channel', argument: 'allow all', why: 'unset' }] : []),
    ...(failing[0] === undefined ? [] : [{ command: 'check', argument: failing[0], why: 'check', vm: failing[0] }]),
    onMachine('restore'),
    ...(failing[0] === undefined ? [onMachine('check')] : []),
    onMachine('backup'),
    { command: 'vms', why: 'vms' },
    { command: 'status', why: 'requests' },
    { command: 'doctor', why: 'doctor' },
    { command: 'explain', argument: 'UserErrorGuestAgentStatusUnavailable', why: 'explain' },
    { command: 'whoami', why: 'whoami' },
  ];
  const seen = new Set<string>();
  return lines
    .filter(({ command, argument = '' }) => {
      const line = `${command} ${argument}`;
      if (!names.has(command) || seen.has(line)) return false;
      seen.add(line);
      return true;
    })
    .slice(0, mostLines);
}

/** Other help: topics with something that this person may use here, and one such command. */
export type HelpMore = { topics: Section[]; command: string };

/** Most wanted first. */
const topicsByUse: readonly Section[] = ['decide', 'settings', 'jobs', 'backup', 'audit'];
const commandsByUse = ['restore', 'backup', 'check', 'whoami'];
const mostTopics = 2;

export function moreHelp(usable: readonly Pick<CommandSpec, 'name' | 'section'>[]): HelpMore {
  const names = new Set(usable.map(({ name }) => name));
  const sections = new Set(usable.map(({ section }) => section));
  return {
    topics: topicsByUse.filter((topic) => sections.has(topic)).slice(0, mostTopics),
    command: commandsByUse.find((command) => names.has(command)) ?? 'help',
  };
}

function lineAbout({ id, vm, state }: KnownRequest): HelpLine {
  return {
    command: 'status',
    argument: id,
    why: state === 'pending' || state === 'failed' ? { pending: 'pending', failed: 'has-failed' }[state] : 'running',
    vm,
  };
}
