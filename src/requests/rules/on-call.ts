import { z } from 'zod/v4';
import { guid, type OnCallSource } from '../../store/rules/decision.ts';

export type OnCall = {
  source: OnCallSource;
  /**
   * Object ids of those who may count at all, by what the source calls them, in lower case (its own id, or an address).
   * Absent: everybody whom the source names by object id.
   */
  people?: Readonly<Record<string, string>>;
};

/** Somebody as a source names them: never by a display name, which anybody may take. */
export type OnCallPerson = { ids: readonly string[]; objectId?: string };

/** Parses an answer; undefined if nothing in it can be relied on. */
export function parseOnCall(source: OnCallSource, answer: unknown, now: Date): OnCallPerson[] | undefined {
  if ('pagerduty' in source) return parsePagerDuty(answer);
  if ('jsm' in source) return parseJsm(answer);
  if ('shifts' in source) return parseShifts(answer, source.shifts.group, now);
  return parseOwn(answer, now);
}

/** Object ids of those on call. People outside the map are left out. */
export function onCallIds(onCall: Pick<OnCall, 'people'>, named: readonly OnCallPerson[]): string[] {
  return [...new Set(named.flatMap((person) => objectIdOf(onCall, person) ?? []))];
}

/** People on call whom the map does not know, as the source calls them: none of them can decide. */
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

/** The service and its schedule, as `why` names them. */
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
  // There are more than fit on a page. A rota is shorter, and half of it would be a wrong answer.
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
      // The shared shift: the team has not been told of the draft.
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
  /** End of the answer's validity. */
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
