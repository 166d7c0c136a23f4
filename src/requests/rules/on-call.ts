import { z } from 'zod/v4';
import { guid, type OnCallSource } from '../../store/rules/decision.ts';

export type OnCall = {
  source: OnCallSource;
  /**
   * By what the source calls them, in lower case (its own id, or an address), the object ids of those who may count at
   * all; absent: whoever the source names by object id.
   */
  people?: Readonly<Record<string, string>>;
};

/** Somebody as a source names them: never by a display name, which anybody may take. */
export type OnCallPerson = { ids: readonly string[]; objectId?: string };

/** What an answer says, or undefined where it says nothing that can be relied on. */
export function parseOnCall(source: OnCallSource, answer: unknown, now: Date): OnCallPerson[] | undefined {
  if ('pagerduty' in source) return parsePagerDuty(answer);
  if ('jsm' in source) return parseJsm(answer);
  if ('shifts' in source) return parseShifts(answer, source.shifts.group, now);
  return parseOwn(answer, now);
}

/** Object ids of those on call. Whom the map does not know is nobody. */
export function onCallIds(onCall: Pick<OnCall, 'people'>, named: readonly OnCallPerson[]): string[] {
  return [...new Set(named.flatMap((person) => objectIdOf(onCall, person) ?? []))];
}

/** What the source calls those on call whom the map does not know: none of them can decide. */
export function unmappedOnCall(onCall: Pick<OnCall, 'people'>, named: readonly OnCallPerson[]): string[] {
  const unmapped = named.filter((person) => objectIdOf(onCall, person) === undefined);
  return [...new Set(unmapped.map(({ ids, objectId }) => ids.at(-1) ?? objectId ?? '?'))];
}

function objectIdOf({ people }: Pick<OnCall, 'people'>, { ids, objectId }: OnCallPerson): string | undefined {
  if (!people) return objectId?.toLowerCase();
  return [...ids, ...(objectId === undefined ? [] : [objectId])]
    .map((name) => name.toLowerCase())
    .map((name) => (Object.hasOwn(people, name) ? people[name] : undefined))
    .find((id) => id !== undefined);
}

/** What `why` calls it: the service, and which schedule there. */
export function onCallName(source: OnCallSource): {
  service: 'pagerduty' | 'jsm' | 'shifts' | 'https';
  schedule: string;
} {
  if ('pagerduty' in source) return { service: 'pagerduty', schedule: source.pagerduty.schedule };
  if ('jsm' in source) return { service: 'jsm', schedule: source.jsm.schedule };
  if ('shifts' in source) return { service: 'shifts', schedule: source.shifts.team };
  return { service: 'https', schedule: source.https.name };
}

const pagerDuty = z.object({
  // There are more than fit on a page: this is no rota, and half of it is not what was asked for.
  more: z.literal(false).optional(),
  oncalls: z.array(z.object({ user: z.object({ id: z.string(), email: z.string().optional() }) })),
});

function parsePagerDuty(answer: unknown): OnCallPerson[] | undefined {
  const { data } = pagerDuty.safeParse(answer);
  return data?.oncalls.map(({ user: { id, email } }) => ({ ids: email === undefined ? [id] : [id, email] }));
}

const jsm = z.object({ onCallUsers: z.array(z.string()) });

function parseJsm(answer: unknown): OnCallPerson[] | undefined {
  return jsm.safeParse(answer).data?.onCallUsers.map((id) => ({ ids: [id] }));
}

const shifts = z.object({
  '@odata.nextLink': z.undefined().optional(),
  value: z.array(
    z.object({
      userId: guid,
      schedulingGroupId: z.string().nullish(),
      // A draft is not what the team has been told.
      sharedShift: z
        .object({ startDateTime: z.iso.datetime({ offset: true }), endDateTime: z.iso.datetime({ offset: true }) })
        .nullish(),
    }),
  ),
});

function parseShifts(answer: unknown, group: string | undefined, now: Date): OnCallPerson[] | undefined {
  return shifts
    .safeParse(answer)
    .data?.value.filter(({ schedulingGroupId, sharedShift }) => {
      if (!sharedShift || (group !== undefined && schedulingGroupId !== group)) return false;
      return new Date(sharedShift.startDateTime) <= now && now < new Date(sharedShift.endDateTime);
    })
    .map(({ userId }) => ({ ids: [], objectId: userId }));
}

const own = z.object({
  onCall: z.array(z.object({ objectId: guid.optional(), email: z.string().min(3).optional() })).max(100),
  /** The answer counts until then. */
  validUntil: z.iso.datetime({ offset: true }),
});

function parseOwn(answer: unknown, now: Date): OnCallPerson[] | undefined {
  const { data } = own.safeParse(answer);
  if (!data || new Date(data.validUntil) <= now) return undefined;
  return data.onCall.map(({ objectId, email }) => ({
    ids: email === undefined ? [] : [email],
    ...(objectId !== undefined && { objectId }),
  }));
}
