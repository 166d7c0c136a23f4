import type { Feature } from '../chat/feature.ts';
import { NewerStoredError } from '../kernel/stored.ts';
import type { Services } from './services.ts';

/** What a bot can do, of all its rooms. */
export type Features = Required<Omit<Feature, 'name'>>;

/** @throws Error where two rooms have a verb, a kind of step or a kind of timer of one name */
export function joinFeatures(rooms: readonly Feature[]): Features {
  const commands = rooms.flatMap((room) => room.commands ?? []);
  const verbs = joined(rooms.map((room) => room.verbs));
  const viewVerbs = joined(rooms.map((room) => room.viewVerbs));
  joined([verbs, viewVerbs, ...commands.map((command) => command.verbs)]);
  return {
    commands,
    verbs,
    viewVerbs,
    dialogVerbs: rooms.flatMap((room) => room.dialogVerbs ?? []),
    forms: rooms.flatMap((room) => room.forms ?? []),
    requestKinds: rooms.flatMap((room) => room.requestKinds ?? []),
    steps: joined(rooms.map((room) => room.steps)),
    timers: joined(rooms.map((room) => room.timers)),
    nightly: joined(rooms.map((room) => room.nightly)),
  };
}

function joined<Value>(
  records: readonly (Readonly<Record<string, Value>> | undefined)[],
): Readonly<Record<string, Value>> {
  const entries = records.flatMap((record) => Object.entries(record ?? {}));
  const names = entries.map(([name]) => name);
  const twice = names.filter((name, index) => names.indexOf(name) < index);
  if (twice.length > 0) throw new Error(`two features have one name: ${twice.join(', ')}`);
  return Object.fromEntries(entries);
}

/** A timer's key is `kind:id`; the handler reads the row again and does nothing if it no longer applies. */
export async function runTimer(timers: Features['timers'], services: Services, key: string): Promise<void> {
  const [kind = '', ...id] = key.split(':');
  const timer = timers[kind];
  // After a step back, or from a replica that was upgraded first: some are asked for each night by whoever knows them.
  if (!timer) throw new NewerStoredError(`timer ${kind}`, 'unknown', 1);
  await timer(services, id.join(':'));
}
