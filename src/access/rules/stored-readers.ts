import { z } from 'zod/v4';
import { type CopyReader, type Means, means } from './readers.ts';

/** Somebody, or a group with how many of them are in it. */
const named = z.object({ name: z.string(), group: z.number().optional() });

/** Who gains access by the place of a copy, as it was counted when the plan was made: names, and no id where one is known. */
export const readersCounted = z.object({
  /** Who surely do. */
  people: z.number(),
  /** Of whom it cannot be told. */
  perhaps: z.number(),
  applications: z.number(),
  /** Groups of which nobody said who is in them. */
  groups: z.array(z.string()),
  /** Those who surely do by the worst that they may, worst first. */
  ways: z.array(z.object({ means: z.enum(means), people: z.number(), names: z.array(named) })),
});

/** `unread`: Azure did not tell the roles. */
export const readersSeen = z.union([readersCounted, z.literal('unread')]);

export type ReadersSeen = z.infer<typeof readersSeen>;

/** As many as a card has room for; the rest are counted. */
const mostNames = 4;

/** Ids of those whose names are shown. */
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

/** @param names by id; who has none is shown by the id */
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

/** How many people gain access: surely so many, and at most so many. A group that was not read may be anybody. */
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

/** The largest first. Somebody in several groups counts in the first. */
function groupsOf(people: readonly CopyReader[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const {
    through: [group],
  } of people)
    if (group !== undefined) counts.set(group, (counts.get(group) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one).slice(0, mostNames);
}
