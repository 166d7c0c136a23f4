import type { Access } from '../access/access.ts';
import type { GivenRoles } from '../access/count-readers.ts';
import type { Members } from '../access/memberships.ts';
import type { Azure } from '../azure/open.ts';
import { nameOf, resourceGroupIdOf, subscriptionOf } from '../kernel/arm-id.ts';
import type { Clock } from '../kernel/clock.ts';
import { CodedError } from '../kernel/errors.ts';
import { covers, evaluate, type GivenRole, type Need } from '../kernel/permissions.ts';
import { TtlCache } from '../kernel/ttl-cache.ts';
import type { Approvers } from '../store/rules/decision.ts';
import type { Db } from '../store/schema.ts';
import type { ReadOnCall } from './on-call.ts';
import type { RequestKinds } from './request-kind.ts';
import { missingVotes, quorumAt, type Vote } from './rules/approval.ts';
import {
  type ApprovalPolicy,
  type ApproverGroup,
  type Expiries,
  groupsAt,
  joinMinutes,
  namesGroup,
  type Requirement,
  type RuleRequirement,
  type RuleSubject,
} from './rules/approval-policy.ts';
import { requirementForAll } from './rules/choose-rule.ts';
import type { OnCall } from './rules/on-call.ts';
import type { GatedNeed, PlanTarget } from './rules/stored-parts.ts';
import type { GatedPlan, StoredPlan } from './stored-request.ts';

/** Facts by which a rule is chosen, for a plan or for one that is still to be made. */
export type Decidable = {
  operation: string;
  target: Pick<PlanTarget, 'vaultName' | 'vmName' | 'vmId'>;
  gated: GatedNeed;
  /** The machines of a definition, in place of the target. */
  machines?: readonly DecidableMachine[];
  /** The copy that a restore makes, once its plan is made. */
  copy?: RuleSubject['copy'];
  /** As in Asked. */
  involved?: readonly string[];
};

type DecidableMachine = Pick<Decidable, 'target' | 'copy'>;

/** Requirements of the policy for a request, and since when they count. */
export type Asked = {
  requirement: Requirement;
  need: Need;
  requesterOid: string;
  askedAt: Date;
  /** Object ids of people who may not decide where the requirement names a group. */
  involved?: readonly string[];
};

export type ApproverReads = ReturnType<typeof createApprovers>;

/** Age at which a membership is still good enough to count people; a vote reads the voter's own anew. */
const memberAgeMs = 60_000;

/**
 * Most people checked one by one. Each costs two calls to Azure, at most once a minute, and one to Graph, at most once
 * an hour.
 */
const mostLookedAt = 20;

/** Reads who may decide, from the policy, Azure and Entra. What cannot be read counts as no. */
export function createApprovers(
  azure: Pick<Azure, 'directory'>,
  access: Access,
  roles: GivenRoles,
  policy: ApprovalPolicy,
  {
    clock,
    expiries,
    readOnCall,
    members: { isGuestSoon },
  }: { clock: Clock; expiries: Expiries; readOnCall: ReadOnCall; members: Pick<Members, 'isGuestSoon'> },
) {
  const holdersOf = createHolders(roles);
  const inGroups = new TtlCache<string[]>(clock, memberAgeMs);
  const peopleIn = (id: string) => inGroups.get(id, () => azure.directory.peopleIn(id));

  /** The people in these Entra groups, and whether a group could not be read. */
  async function read(ids: readonly string[]): Promise<{ people: string[]; unread: boolean }> {
    const answers = await Promise.all(ids.map((id) => peopleIn(id).catch(unreadable)));
    return { people: answers.flatMap((answer) => answer ?? []), unread: answers.includes(undefined) };
  }

  async function asObject(group: ApproverGroup, need: Need) {
    const [named, called] = await Promise.all([read(group.entra), group.onCall ? readOnCall(group.onCall) : []]);
    const held = group.holders ? await holdersOf(need) : { people: [], groups: [] };
    const through = await read(held.groups);
    const holding = await undenied([...new Set([...held.people, ...through.people])], need);
    return {
      people: [...group.people, ...named.people, ...(called ?? []), ...holding].map((id) => id.toLowerCase()),
      called: (called ?? []).map((id) => id.toLowerCase()),
      // Azure itself expands the groups of a role assignment at the vote: those members are only not named here.
      more: through.unread,
      unread: named.unread || called === undefined,
    };
  }

  /** Those whose role no deny assignment takes away. Crowds are not checked: they stay large enough. */
  async function undenied(people: readonly string[], need: Need): Promise<readonly string[]> {
    if (people.length > mostLookedAt) return people;
    const missing = await Promise.all(people.map((person) => access.missing(person, [need], false)));
    return people.filter((_, index) => missing[index]?.length === 0);
  }

  /**
   * Those who are guests, whom the bot does not answer whatever role they hold. Crowds are not checked: they stay large
   * enough.
   */
  async function guestsAmong(people: readonly string[]): Promise<readonly string[]> {
    if (people.length > mostLookedAt) return [];
    const answers = await Promise.all(people.map(isGuestSoon));
    return people.filter((_, index) => answers[index] === 'yes');
  }

  async function count(asked: Asked, at: Date): Promise<Approvers & { votes: Vote[] }> {
    const groups = groupsAt(asked.requirement, asked.askedAt, at);
    const looked = await Promise.all(groups.map(async (group) => ({ group, ...(await asObject(group, asked.need)) })));
    const people = new Map<string, string[]>();
    for (const { group, people: ids } of looked) {
      for (const id of new Set(ids)) people.set(id, [...(people.get(id) ?? []), group.name]);
    }
    for (const oid of [asked.requesterOid.toLowerCase(), ...keptOut(asked)]) people.delete(oid);
    for (const guest of await guestsAmong([...people.keys()])) people.delete(guest);
    return {
      people: [...people.keys()],
      onCall: [...new Set(looked.flatMap(({ called }) => called))].filter((oid) => people.has(oid)),
      more: looked.some(({ more }) => more),
      unread: looked.flatMap(({ group, unread }) => (unread ? [group.name] : [])),
      votes: [...people].map(([voterOid, names]) => ({ voterOid, decision: 'approve', groups: names })),
    };
  }

  return {
    policy,

    requirementFor(about: Decidable, at: Date): Requirement {
      return requirementForAll(policy, ruleSubjects(about, at), expiries);
    },

    async count(asked: Asked, at: Date): Promise<Approvers> {
      const { votes: _, ...approvers } = await count(asked, at);
      return approvers;
    },

    /**
     * Checks that enough people could decide, before anybody is asked for anything.
     * @throws nobody-can-decide, too-few-can-decide, too-few-uninvolved, approvers-unread: each names the rule
     */
    async requireSome(about: Decidable, requesterOid: string): Promise<Approvers> {
      const at = clock.now();
      const requirement = requirementForAll(policy, ruleSubjects(about, at), expiries);
      // Groups that join later may be the ones that make it enough.
      const joined = new Date(at.getTime() + Math.max(0, ...joinMinutes(requirement)) * 60_000);
      const asked = { requirement, need: about.gated, requesterOid, askedAt: at, involved: about.involved ?? [] };
      const { votes, ...found } = await count(asked, joined);
      const { rule, approvals } = requirement;
      if (found.more || missingVotes(votes, 'approve', quorumAt(requirement, at, joined)) === 0) return found;
      const [unread] = found.unread;
      if (unread !== undefined) throw new CodedError('approvers-unread', { rule, group: unread });
      if (keptOut(asked).length > 0) throw new CodedError('too-few-uninvolved', { rule });
      if (votes.length === 0) throw new CodedError('nobody-can-decide', { rule });
      throw new CodedError('too-few-can-decide', { rule, approvals, count: votes.length });
    },

    groupsOf,

    /** The rules whose groups this person is in, other than by a role in Azure. Groups that can't be read count as no. */
    async rulesNaming(objectId: string): Promise<string[]> {
      const named = ({ groups, next }: RuleRequirement) =>
        [...groups, ...(next ? [next.group] : [])].map((group) => ({ ...group, holders: false }));
      const { names } = await memberships(policy.rules.flatMap(named), undefined, objectId, false);
      return policy.rules.flatMap((one) => (named(one).some(({ name }) => names.includes(name)) ? [one.rule] : []));
    },

    /** People on call in the schedules of those who may decide at a moment; undefined: it cannot be read. */
    async onCall(asked: Asked, at: Date): Promise<{ group: ApproverGroup; onCall: OnCall; people?: string[] }[]> {
      const groups = groupsAt(asked.requirement, asked.askedAt, at);
      const looked = groups.map(async (group) => {
        if (!group.onCall) return [];
        const people = await readOnCall(group.onCall);
        return [{ group, onCall: group.onCall, ...(people && { people }) }];
      });
      return (await Promise.all(looked)).flat();
    },

    /**
     * The groups that this person may vote for, as `groupsOf`; throws if there are none.
     * @param fresh false: rights as of the last minute will do, to be shown
     * @throws not-allowed and not-known if only holding the action counts; approvers-unread; azure.*
     */
    async requireGroups(asked: Asked, objectId: string, at: Date, fresh = true): Promise<string[]> {
      const names = await groupsOf(asked, objectId, at, fresh);
      const groups = groupsAt(asked.requirement, asked.askedAt, at);
      if (names.length === 0 && groups.every(({ holders }) => holders)) {
        await access.require(objectId, [asked.need], fresh);
      }
      return names;
    },

    /** Whether somebody is in one of these groups, read anew. @throws approvers-unread, azure.* */
    async isIn(groups: readonly ApproverGroup[], need: Need, objectId: string): Promise<boolean> {
      const { names, unread } = await memberships(groups, need, objectId);
      if (names.length === 0 && unread !== undefined) {
        throw new CodedError('approvers-unread', { rule: unread, group: unread });
      }
      return names.length > 0;
    },
  };

  /** The groups that this person may vote for, read anew. @throws approvers-unread, azure.* */
  async function groupsOf(
    { requirement, need, askedAt }: Asked,
    objectId: string,
    at: Date,
    fresh = true,
  ): Promise<string[]> {
    const { names, unread } = await memberships(groupsAt(requirement, askedAt, at), need, objectId, fresh);
    if (names.length > 0 || unread === undefined) return names;
    throw new CodedError('approvers-unread', { rule: requirement.rule, group: unread });
  }

  async function memberships(groups: readonly ApproverGroup[], need: Need | undefined, objectId: string, fresh = true) {
    const id = objectId.toLowerCase();
    const [holds, entra, called] = await Promise.all([
      need !== undefined &&
        groups.some(({ holders }) => holders) &&
        access.missing(objectId, [need], fresh).then((missing) => missing.length === 0),
      groups.some((group) => group.entra.length > 0)
        ? azure.directory.groupsOf(objectId).catch(unreadable)
        : Promise.resolve<string[]>([]),
      Promise.all(groups.map(({ onCall }) => (onCall ? readOnCall(onCall) : Promise.resolve<string[]>([])))),
    ]);
    const isIn = (group: ApproverGroup, index: number) =>
      group.people.includes(id) ||
      (group.holders && holds) ||
      group.entra.some((one) => entra?.includes(one)) ||
      called[index]?.includes(id) === true;
    const unread = groups.find(
      (group, index) => (group.entra.length > 0 && !entra) || (group.onCall && called[index] === undefined),
    );
    return { names: groups.filter(isIn).map(({ name }) => name), unread: unread?.name };
  }
}

function ruleSubjects({ operation, target, gated, copy, machines }: Decidable, at: Date): RuleSubject[] {
  // Only the ids of a definition's machines are known: their tags may be anything.
  const about: readonly (DecidableMachine & Pick<GatedNeed, 'tags'>)[] = machines ?? [
    { target, ...(gated.tags && { tags: gated.tags }), ...(copy && { copy }) },
  ];
  return about.map((one) => ({
    operation,
    vault: one.target.vaultName,
    machine: one.target.vmName,
    resourceGroup: nameOf(resourceGroupIdOf(one.target.vmId) || resourceGroupIdOf(gated.scope)),
    ...(one.tags && { tags: one.tags }),
    ...(one.copy && { copy: one.copy }),
    at,
  }));
}

/** People who may not decide it, in lower case. */
export function keptOut({ requirement, involved = [] }: Pick<Asked, 'requirement' | 'involved'>): string[] {
  return namesGroup(requirement) ? involved.map((oid) => oid.toLowerCase()) : [];
}

/** People who may not decide this plan where its rule names a group. */
export async function involvedIn(
  { requestKinds, store }: { requestKinds: RequestKinds; store: { db: Db } },
  plan: StoredPlan,
): Promise<string[]> {
  return (await requestKinds.of(plan).approval?.involved?.(store.db, plan)) ?? [];
}

/** Facts of a plan that the policy's rules may use. */
export function toDecidable({ requestKinds }: { requestKinds: RequestKinds }, plan: GatedPlan): Decidable {
  const kind = requestKinds.of(plan);
  // The copies that its runs make may be anything.
  const machines = kind.definition?.scope(plan).machines.map((vmId) => ({
    target: { ...plan.target, vmId, vmName: nameOf(vmId) },
    copy: 'unknown' as const,
  }));
  const copy = kind.approval?.copySeen?.(plan);
  return {
    operation: kind.approval?.operation?.(plan) ?? kind.approval?.operations[0] ?? plan.kind,
    target: plan.target,
    gated: plan.gated,
    ...(copy && { copy }),
    ...(machines && { machines }),
  };
}

/** Time to decide a plan, in milliseconds, by the rule that it would get now. */
export function decisionMs(
  services: { approvers: Pick<ApproverReads, 'requirementFor'>; clock: Clock; requestKinds: RequestKinds },
  plan: GatedPlan,
): number {
  const { approvers, clock } = services;
  return approvers.requirementFor(toDecidable(services, plan), clock.now()).decideMinutes * 60_000;
}

/** Azure's refusal leaves a group unread; any other error is a defect. */
function unreadable(error: unknown): undefined {
  if (error instanceof CodedError && error.code.startsWith('azure.')) return undefined;
  throw error;
}

/**
 * Reads who holds an action by role assignments, without expanding groups or reading deny assignments. Good for naming
 * those who could decide, never for authorising anybody.
 */
function createHolders(roles: GivenRoles) {
  return async ({ action, scope }: Need): Promise<{ people: string[]; groups: string[] }> => {
    const given = await roles.in(subscriptionOf(scope));
    const reaching = given.filter((role) => role.to !== 'other' && covers(role.scope, scope));
    const definitions = await roles.definitionsOf(reaching);
    const holding = reaching.filter(
      (role) => evaluate({ assignments: [role], definitions, denyAssignments: [] }, action, scope).answer === 'yes',
    );
    const principalIds = (to: GivenRole['to']) => [
      ...new Set(holding.filter((role) => role.to === to).map(({ principalId }) => principalId)),
    ];
    return { people: principalIds('person'), groups: principalIds('group') };
  };
}
