import { z } from 'zod/v4';
import { type CopyReader, type Means, means } from './readers.ts';

/** A person, or a group with the number of its members. */
const named = z.object({ name: z.string(), group: z.number().optional() });

/**
 * People who gain access through a copy's place, as counted for the plan: names, and an id only if no name is known.
 */
export const readersCounted = z.object({
  /** Number of those who certainly do. */
  people: z.number(),
  /** Number of people for whom it is unknown. */
  perhaps: z.number(),
  applications: z.number(),
  /** Groups whose members are unknown. */
  groups: z.array(z.string()),
  /** People who certainly gain access, by their worst way, worst first. */
  ways: z.array(z.object({ means: z.enum(means), people: z.number(), names: z.array(named) })),
});

/** `unread`: Azure did not return the roles. */
export const readersSeen = z.union([readersCounted, z.literal('unread')]);

export type ReadersSeen = z.infer<typeof readersSeen>;

/** Number of names that a card has room for; the rest are counted. */
const mostNames = 4;

/** Ids of people and groups whose names are shown. */
export function idsToName(readers: readonly CopyReader[]): { people: string[]; groups: string[] } {
  const unread = readers.filter(({ is }) => is === 'group').map(({ id }) => id);
  const ways = waysIn(readers);
  return {
    people: ways
      .flatMap(({ people }) => people.filter(({ through }) => through.length === 0).slice(0, mostNames))
      .map(({ id }) => id),
    groups: [
      ...new Set([...unread.slice(0, mostNames), ...ways.flatMap(({ people }) => groupsOf(people).map(([id]) => id))]),
    ],
  };
}

/** @param names by id; an id without a name is shown itself */
export function summariseReaders(readers: readonly CopyReader[], names: ReadonlyMap<string, string>): ReadersSeen {
  const nameOf = (id: string) => names.get(id) ?? id;
  return {
    people: readers.filter(({ is, sure }) => is === 'person' && sure).length,
    perhaps: readers.filter(({ is, sure }) => is === 'person' && !sure).length,
    applications: readers.filter(({ is }) => is === 'application').length,
    groups: readers.filter(({ is }) => is === 'group').map(({ id }) => nameOf(id)),
    ways: waysIn(readers).map(({ means: name, people }) => ({
      means: name,
      people: people.length,
      names: [
        ...groupsOf(people).map(([id, count]) => ({ name: nameOf(id), group: count })),
        ...people
          .filter(({ through }) => through.length === 0)
          .slice(0, mostNames)
          .map(({ id }) => ({ name: nameOf(id) })),
      ],
    })),
  };
}

/** Minimum and maximum number of people who gain access. An unread group may contain anybody. */
export function readersRange(readers: ReadersSeen | undefined): { least: number; most: number } {
  if (readers === undefined || readers === 'unread') return { least: 0, most: Number.POSITIVE_INFINITY };
  const { people, perhaps, groups } = readers;
  return { least: people, most: groups.length > 0 ? Number.POSITIVE_INFINITY : people + perhaps };
}

function waysIn(readers: readonly CopyReader[]): { means: Means; people: CopyReader[] }[] {
  const sure = readers.filter(({ is, sure: told }) => is === 'person' && told);
  return means
    .map((name) => ({ means: name, people: sure.filter(({ means: [worst] }) => worst === name) }))
    .filter(({ people }) => people.length > 0);
}

/** Largest first. A person in several groups counts in the first. */
function groupsOf(people: readonly CopyReader[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const {
    through: [group],
  } of people)
    if (group !== undefined) counts.set(group, (counts.get(group) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one).slice(0, mostNames);
}
