import { findPeople } from '../store/people.ts';
import type { Db } from '../store/schema.ts';
import type { NamedPeople } from './cards/people-lines.ts';

/** Most names in one text: enough to find somebody. */
const mostNames = 5;

/** The names of people, in their order. The bot knows those who wrote to it, or whom it found in a channel. */
export async function nameApprovers(
  db: Db,
  { people, more }: { people: readonly string[]; more: boolean },
): Promise<NamedPeople> {
  return namesOf({ people, more }, await findPeople(db, [...people]));
}

/** The same of people who were read already. */
export function namesOf(
  { people, more }: { people: readonly string[]; more: boolean },
  known: readonly { oid: string; name: string }[],
): NamedPeople {
  const names = people.flatMap((oid) => known.find((person) => person.oid === oid)?.name || []).slice(0, mostNames);
  return { names, others: people.length - names.length, more };
}
