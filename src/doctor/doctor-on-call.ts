import type { Azure } from '../azure/open.ts';
import type { Config } from '../kernel/config/config.ts';
import { readValue, tryRead } from '../kernel/errors.ts';
import { createInspectOnCall } from '../requests/on-call.ts';
import { loadPolicy } from '../requests/policy-in-force.ts';
import { operationsOf, type RequestKinds } from '../requests/request-kind.ts';
import type { ApprovalPolicy, ApproverGroup } from '../requests/rules/approval-policy.ts';
import { onCallName } from '../requests/rules/on-call.ts';
import type { Diagnosis } from './rules/diagnosis.ts';

type DoctorReads = { config: Config; azure: Azure; requestKinds: Pick<RequestKinds, 'all'>; now: Date };

/** Names shown in one line. */
const maxNames = 10;

/** Reports, for each approver group filled by a schedule, who is on call now and which names are unusable. */
export async function examineOnCall(patient: DoctorReads): Promise<Diagnosis[]> {
  const groups = new Map<string, ApproverGroup>();
  for (const { groups: own, next } of readApprovalPolicy(patient)?.rules ?? []) {
    for (const group of [...own, ...(next ? [next.group] : [])]) if (group.onCall) groups.set(group.name, group);
  }
  return (await Promise.all([...groups.values()].map((group) => examineGroup(patient, group)))).flat();
}

async function examineGroup(
  { azure, config, now }: DoctorReads,
  { name, onCall }: ApproverGroup,
): Promise<Diagnosis[]> {
  if (!onCall) return [];
  const { service, schedule } = onCallName(onCall.source);
  const params = { group: withoutMarkup(name), service, schedule: withoutMarkup(schedule) };
  const found = await createInspectOnCall(azure, { now: () => now }, config.onCall)(onCall);
  if (!found) return [{ code: 'on-call', state: 'bad', params }];
  const named = await Promise.all(
    found.people.map(async (id) => ({ id, name: await tryRead(() => azure.directory.nameOf('users', id)) })),
  );
  // People unknown to Entra cannot sign in to vote. If Entra does not answer, nothing is reported against them.
  const gone = named.filter(({ name: read }) => read.kind === 'read' && read.value === undefined);
  const there = named.filter((each) => !gone.includes(each));
  const unmapped = [...found.unmapped, ...gone.map(({ id }) => id)];
  const people = there.map((each) => readValue(each.name) ?? each.id);
  return [
    people.length > 0
      ? { code: 'on-call', state: 'good', params: { ...params, people: listed(people) } }
      : { code: 'on-call-nobody', state: 'bad', params },
    ...(unmapped.length > 0
      ? [{ code: 'on-call-unmapped', state: 'bad', params: { ...params, people: listed(unmapped) } } as const]
      : []),
  ];
}

function listed(names: readonly string[]): string {
  const more = names.length > maxNames ? ', …' : '';
  return names.slice(0, maxNames).map(withoutMarkup).join(', ') + more;
}

/** Strips what could become a link or a mention: schedule owners choose these names freely. */
function withoutMarkup(text: string): string {
  return text.replace(/[^\p{L}\p{N} .@+'’_-]/gu, '');
}

/** Reads the approval policy as the bot does at startup; undefined: it is unreadable, and the bot would not start. */
export function readApprovalPolicy({
  config,
  requestKinds,
}: {
  config: Config;
  requestKinds: Pick<RequestKinds, 'all'>;
}): ApprovalPolicy | undefined {
  try {
    const operations = operationsOf(requestKinds.all);
    return loadPolicy(config.approvalPolicy, { expiries: config, operations }).policy;
  } catch {
    return undefined;
  }
}
