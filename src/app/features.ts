import type { Feature } from '../chat/feature.ts';
import { NewerStoredError } from '../kernel/stored.ts';
import { askFormKind } from '../protection/commands/ask-form-kind.ts';
import type { Services } from './services.ts';

/** Everything that the rooms contribute to the bot. */
export type Features = Required<Omit<Feature, 'name'>>;

/** @throws Error if two rooms define the same verb, step kind or timer kind */
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
    forms: [...rooms.flatMap((room) => room.forms ?? []), askFormKind(commands)],
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

/** Runs a timer by its key `kind:id`. Handlers read the row again and do nothing if it no longer applies. */
export async function runTimer(timers: Features['timers'], services: Services, key: string): Promise<void> {
  const [kind = '', ...id] = key.split(':');
  const timer = timers[kind];
  // Written before a rollback, or by a replica that was upgraded first; some are scheduled again every night by their
  // owner.
  if (!timer) throw new NewerStoredError(`timer ${kind}`, 'unknown', 1);
  await timer(services, id.join(':'));
}
