import type { Azure } from '../azure/open.ts';
import { callOutside } from '../azure/outside-call.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Config } from '../kernel/config/config.ts';
import { CodedError } from '../kernel/errors.ts';
import type { OnCallSource } from '../store/rules/decision.ts';
import { type OnCall, onCallIds, parseOnCall, unmappedOnCall } from './rules/on-call.ts';

/** Reads the object ids of those on call now. undefined: it cannot be read, so nobody counts as on call. */
export type ReadOnCall = (onCall: OnCall) => Promise<string[] | undefined>;

/** The same, with the people in the schedule whom the approval policy doesn't map. */
export type InspectOnCall = (onCall: OnCall) => Promise<{ people: string[]; unmapped: string[] } | undefined>;

/** @param setting the key of the service; in the sandbox, where it is on this machine */
export function createOnCall(
  azure: Pick<Azure, 'shifts'>,
  clock: Pick<Clock, 'now'>,
  setting?: Config['onCall'],
): ReadOnCall {
  const look = createInspectOnCall(azure, clock, setting);
  return async (onCall) => (await look(onCall))?.people;
}

export function createInspectOnCall(
  azure: Pick<Azure, 'shifts'>,
  clock: Pick<Clock, 'now'>,
  setting: Config['onCall'] = {},
): InspectOnCall {
  return async (onCall) => {
    const now = clock.now();
    const answer = await read(onCall.source, now);
    const named = answer === undefined ? undefined : parseOnCall(onCall.source, answer, now);
    return named && { people: onCallIds(onCall, named), unmapped: unmappedOnCall(onCall, named) };
  };

  async function read(source: OnCallSource, now: Date): Promise<unknown> {
    if ('shifts' in source) {
      return azure.shifts(source.shifts.team, source.shifts.actsAs, now).catch((error: unknown) => {
        if (error instanceof CodedError) return undefined;
        throw error;
      });
    }
    const call = callTo(source, setting.key);
    if (!call) return undefined;
    const url = new URL(call.url);
    try {
      const address = setting.origin === undefined ? url.href : `${setting.origin}${url.pathname}${url.search}`;
      const { status, body } = await callOutside({ method: 'GET', url: address, headers: call.headers });
      return status === 200 ? JSON.parse(body) : undefined;
    } catch {
      return undefined;
    }
  }
}

function callTo(
  source: OnCallSource,
  key: string | undefined,
): { url: string; headers: Record<string, string> } | undefined {
  if ('pagerduty' in source) {
    if (key === undefined) return undefined;
    const url = new URL(`https://api.${source.pagerduty.region === 'eu' ? 'eu.' : ''}pagerduty.com/oncalls`);
    for (const [name, value] of [
      ['schedule_ids[]', source.pagerduty.schedule],
      ['include[]', 'users'],
      ['limit', '100'],
    ] as const) {
      url.searchParams.append(name, value);
    }
    return {
      url: url.href,
      headers: { authorization: `Token token=${key}`, accept: 'application/vnd.pagerduty+json;version=2' },
    };
  }
  if ('jsm' in source) {
    if (key === undefined) return undefined;
    const { cloud, schedule } = source.jsm;
    return {
      url: `https://api.atlassian.com/jsm/ops/api/${cloud}/v1/schedules/${schedule}/on-calls?flat=true`,
      headers: { authorization: `Basic ${Buffer.from(key, 'utf8').toString('base64')}`, accept: 'application/json' },
    };
  }
  if ('https' in source) {
    return {
      url: source.https.url,
      headers: { accept: 'application/json', ...(key !== undefined && { authorization: `Bearer ${key}` }) },
    };
  }
  return undefined;
}
