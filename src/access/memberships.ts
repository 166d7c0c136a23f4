import type { Azure } from '../azure/open.ts';
import type { Clock } from '../kernel/clock.ts';
import { CodedError } from '../kernel/errors.ts';
import type { Tri } from '../kernel/facts.ts';
import type { Log } from '../kernel/telemetry/log.ts';
import { TtlCache } from '../kernel/ttl-cache.ts';
import type { Store } from '../store/open.ts';
import { findPeople } from '../store/people.ts';

/** Guest status hardly ever changes. */
const guestAgeMs = 60 * 60_000;
/** How long the last answer counts while Graph is unavailable: an incident must not wait for another service. */
const guestKeptMs = 24 * 60 * 60_000;
const groupsAgeMs = 60_000;
/** Real time that a person waits for Graph before a read goes on without it. */
const usualPatienceMs = 1_000;
const mostKept = 5_000;

export type Members = ReturnType<typeof createMembers>;

/** Entra's facts about people: whether they are guests here, and their groups. */
export function createMembers(
  azure: Pick<Azure, 'directory'>,
  admins: readonly string[],
  clock: Clock,
  log: Log,
  patienceMs = usualPatienceMs,
) {
  const guests = new TtlCache<Tri>(clock, guestAgeMs);
  const groups = new TtlCache<string[]>(clock, groupsAgeMs);
  const said = new Map<string, { answer: Tri; at: number }>();
  let warned = false;

  function keep(objectId: string, answer: Tri): Tri {
    said.delete(objectId);
    said.set(objectId, { answer, at: clock.now().getTime() });
    const oldest = said.size > mostKept ? said.keys().next().value : undefined;
    if (oldest !== undefined) said.delete(oldest);
    return answer;
  }

  /** Unknown if Graph may not be read, or has not answered yet and no earlier answer is known. */
  async function isGuest(objectId: string): Promise<Tri> {
    try {
      return await guests.get(objectId, async () => keep(objectId, await azure.directory.isGuest(objectId)));
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      if (!warned) log.warn({ failure: error.code }, 'Graph does not tell who is a guest: nobody may change anything');
      warned = true;
      const before = said.get(objectId);
      return before && clock.now().getTime() - before.at < guestKeptMs ? before.answer : 'unknown';
    }
  }

  /** Undefined if unreadable: nobody then counts as a member. */
  async function groupsOf(objectId: string, fresh: boolean): Promise<readonly string[] | undefined> {
    try {
      return await groups.get(objectId, () => azure.directory.groupsOf(objectId), fresh ? 0 : groupsAgeMs);
    } catch (error) {
      if (error instanceof CodedError) return undefined;
      throw error;
    }
  }

  return {
    isGuest,
    groupsOf,

    /** For reads, which need not wait: unknown when Graph is slow. */
    async isGuestSoon(objectId: string): Promise<Tri> {
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<Tri>((resolve) => {
        timer = setTimeout(resolve, patienceMs, 'unknown');
      });
      try {
        return await Promise.race([isGuest(objectId), limit]);
      } finally {
        clearTimeout(timer);
      }
    },

    /** By object id, or by a group: unreadable counts as no. */
    async isAdmin(objectId: string, fresh = false): Promise<boolean> {
      if (admins.includes(objectId.toLowerCase())) return true;
      if (admins.length === 0) return false;
      return (await groupsOf(objectId, fresh))?.some((group) => admins.includes(group)) ?? false;
    },
  };
}

/** Number of administrators named as contacts. */
const mostNamed = 3;

type Parts = { members: Members; store: Pick<Store, 'db'>; config: { admins: string[] } };

/** @throws not-an-admin, or not-an-admin-named if some administrators have written here */
export async function requireAdmin({ members, store, config }: Parts, objectId: string): Promise<void> {
  if (await members.isAdmin(objectId, true)) return;
  const names = (await findPeople(store.db, config.admins)).flatMap(({ name }) => (name ? [name] : [])).toSorted();
  if (names.length === 0) throw new CodedError('not-an-admin');
  throw new CodedError('not-an-admin-named', { names: names.slice(0, mostNamed).join(', ') });
}
