import type { Azure } from '../azure/open.ts';
import type { Config } from '../kernel/config/config.ts';
import { reading, readValue } from '../kernel/errors.ts';
import { createLookOnCall } from '../requests/on-call.ts';
import { loadPolicy } from '../requests/policy-in-force.ts';
import { operationsOf, type RequestKinds } from '../requests/request-kind.ts';
import type { ApprovalPolicy, ApproverGroup } from '../requests/rules/approval-policy.ts';
import { onCallName } from '../requests/rules/on-call.ts';
import type { Diagnosis } from './rules/diagnosis.ts';

type Looked = { config: Config; azure: Azure; requestKinds: Pick<RequestKinds, 'all'>; now: Date };

/** Names in one line. */
const mostNames = 10;

/** For each group of the approval policy that a schedule fills: who is on call now, and whom it names in vain. */
export async function examineOnCall(patient: Looked): Promise<Diagnosis[]> {
  const groups = new Map<string, ApproverGroup>();
  for (const { groups: own, next } of readApprovalPolicy(patient)?.rules ?? []) {
    for (const group of [...own, ...(next ? [next.group] : [])]) if (group.onCall) groups.set(group.name, group);
  }
  return (await Promise.all([...groups.values()].map((group) => examineGroup(patient, group)))).flat();
}

async function examineGroup({ azure, config, now }: Looked, { name, onCall }: ApproverGroup): Promise<Diagnosis[]> {
  if (!onCall) return [];
  const { service, schedule } = onCallName(onCall.source);
  const params = { group: tame(name), service, schedule: tame(schedule) };
  const found = await createLookOnCall(azure, { now: () => now }, config.onCall)(onCall);
  if (!found) return [{ code: 'on-call', state: 'bad', params }];
  const named = await Promise.all(
    found.people.map(async (id) => ({ id, name: await reading(() => azure.directory.nameOf('users', id)) })),
  );
  // Whom Entra does not know cannot sign in to vote. Where it does not answer, nothing is said against them.
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
  const more = names.length > mostNames ? ', …' : '';
  return names.slice(0, mostNames).map(tame).join(', ') + more;
}

/** A schedule's owner names things as they like: nothing of it may be a link or a mention. */
function tame(text: string): string {
  return text.replace(/[^\p{L}\p{N} .@+'’_-]/gu, '');
}

/** The approval policy as the bot reads it when it starts; undefined: it can't be read, and the bot wouldn't start. */
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
