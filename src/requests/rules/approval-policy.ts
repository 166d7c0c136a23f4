import { RE2JS } from 're2js';
import safeRegex from 'safe-regex2';
import { nearest } from '../../kernel/nearest.ts';
import type { OnCall } from './on-call.ts';

/** People who may decide, named in any of these ways. */
export type ApproverGroup = {
  name: string;
  /** Everyone who holds the gated action in Azure. */
  holders: boolean;
  /** Object ids of Entra groups; members through nested groups count. */
  entra: readonly string[];
  /** Object ids of people. */
  people: readonly string[];
  /** People who are on call at that moment. */
  onCall?: OnCall;
};

export type Hours = {
  /** Days on which the span begins, 1 (Monday) to 7; all if absent. */
  days?: readonly number[];
  /** Minutes after midnight. `to` at or before `from` means the next day. */
  from: number;
  to: number;
  /** IANA name. */
  timeZone: string;
};

/** All conditions given must hold; names may contain `*`. */
export type Conditions = {
  operations?: readonly string[];
  vaults?: readonly string[];
  machines?: readonly string[];
  resourceGroups?: readonly string[];
  tags?: Readonly<Record<string, string>>;
  hours?: Hours;
  /** More people than this gain access to the copy of a restore by its place. */
  moreReadersThan?: number;
  /** Facts known of the machine when the recovery point was taken; any of these. */
  point?: readonly PointSeen[];
};

/** The requirements of one rule. */
export type RuleRequirement = {
  /** Name of the rule that it comes from. */
  rule: string;
  approvals: number;
  /** Rejections by different people that end the request. */
  denials: number;
  /** With several groups, each approval counts for one of them; with one group, every person counts. */
  oneVotePerGroup: boolean;
  groups: readonly ApproverGroup[];
  /** A group that joins if nobody has decided after so many minutes. */
  next?: { afterMinutes: number; group: ApproverGroup };
  /** Minutes after which the approvers are reminded. */
  remindMinutes: readonly number[];
  /** Regular expression that the reason must match. */
  ticket?: string;
  decideMinutes: number;
  beginMinutes: number;
};

/**
 * The requirements for deciding one request. They are stored with the request, so that editing the file does not change
 * them.
 */
export type Requirement = RuleRequirement & {
  /**
   * Several rules, if it is unknown which one holds: the votes of its own groups must satisfy each. The other members
   * are then what they have in common: all names, everybody that one of them names, the shortest times.
   */
  all?: readonly RuleRequirement[];
};

export type Rule = RuleRequirement & {
  when: Conditions;
  /** Tag of the machine whose value names those of the groups that decide. */
  chooseByTag?: string;
};

export type BreakGlassRule = {
  group: ApproverGroup;
  /** Regular expression that the ticket must match. */
  ticket?: string;
  /** People who sign the review afterwards; absent: approvers by the request's rule. */
  reviewers?: readonly ApproverGroup[];
};

export type ApprovalPolicy = { rules: readonly Rule[]; breakGlass?: BreakGlassRule };

/** Facts by which a rule is chosen. */
export type RuleSubject = {
  /** Kind of the request. A restore that replaces disks is `replace`, which rules for `restore` cover too. */
  operation: string;
  vault: string;
  machine: string;
  resourceGroup: string;
  /** Absent: unknown, as the machine is gone or was not read. */
  tags?: Readonly<Record<string, string>>;
  /**
   * The copy of a restore whose plan is made; `unknown`: runs may restore anything. Absent: nothing is restored, or not
   * yet.
   */
  copy?: CopySeen | 'unknown';
  at: Date;
};

/** Facts about a copy when its plan was made. */
export type CopySeen = {
  /** How many people gain access by its place: at least and at most. */
  readers: { least: number; most: number };
  point: PointSeen;
};

/** suspicious: a threat was known, or a warning. unknown: nothing was reported, e.g. because Defender is off. */
export type PointSeen = 'suspicious' | 'unknown' | 'no-threat-known';

/** Whether a rule depends on the copy, and so on a finished plan. */
export function goesByCopy({ rules }: ApprovalPolicy): boolean {
  return rules.some(({ when }) => when.moreReadersThan !== undefined || when.point !== undefined);
}

/** The two expiries where no rule gives them. */
export type Expiries = { decideMinutes: number; beginMinutes: number };

export const holdersName = 'holders';

/** Everyone who holds the gated action. */
export const holders: ApproverGroup = { name: holdersName, holders: true, entra: [], people: [] };

/** Name of the rule used when none in the file fits. */
export const defaultRule = 'default';

/** One approval by another person who holds the gated action; one rejection ends it. */
export function defaultRequirement({ decideMinutes, beginMinutes }: Expiries): RuleRequirement {
  return {
    rule: defaultRule,
    approvals: 1,
    denials: 1,
    oneVotePerGroup: false,
    groups: [holders],
    remindMinutes: [],
    decideMinutes,
    beginMinutes,
  };
}

/** Whether the rule names people beyond those who hold the gated action. */
export function namesGroup({ groups }: Pick<RuleRequirement, 'groups'>): boolean {
  return groups.some(({ name }) => name !== holdersName);
}

/** The rules that must be satisfied: one, unless it is unknown which one holds. */
export function rulesOf(requirement: Requirement): readonly RuleRequirement[] {
  return requirement.all ?? [requirement];
}

/** The groups whose members may decide at a moment. */
export function groupsAt(requirement: Requirement, askedAt: Date, at: Date): readonly ApproverGroup[] {
  const groups = rulesOf(requirement).flatMap((rule) => groupsOfRule(rule, askedAt, at));
  return [...new Map(groups.map((group) => [group.name, group])).values()];
}

export function groupsOfRule({ groups, next }: RuleRequirement, askedAt: Date, at: Date): readonly ApproverGroup[] {
  return next && hasJoined(next, askedAt, at) ? [...groups, next.group] : groups;
}

/** The last group to join, of those that join after a while. */
export function lastJoined(requirement: Requirement, askedAt: Date, at: Date): ApproverGroup | undefined {
  return rulesOf(requirement)
    .flatMap(({ next }) => (next && hasJoined(next, askedAt, at) ? [next] : []))
    .toSorted((one, other) => one.afterMinutes - other.afterMinutes)
    .at(-1)?.group;
}

/** Minutes after which a group joins, each once. */
export function joinMinutes(requirement: Requirement): number[] {
  return [...new Set(rulesOf(requirement).flatMap(({ next }) => next?.afterMinutes ?? []))];
}

function hasJoined({ afterMinutes }: NonNullable<RuleRequirement['next']>, askedAt: Date, at: Date): boolean {
  return at.getTime() >= askedAt.getTime() + afterMinutes * 60_000;
}

/**
 * Whether a reason or ticket matches a policy's pattern, in any case. The requester writes the text, so the engine's
 * time is linear in its length: no text can hold up the bot.
 */
export function matchesTicket(pattern: string, text: string): boolean {
  return compile(pattern).test(text);
}

/** Why a pattern is refused, and what to write instead; undefined for a good one. */
export function ticketMistake(pattern: string): string | undefined {
  try {
    compile(pattern);
  } catch {
    return 'expected a regular expression such as ^INC\\d{7}, without look-around and back-references';
  }
  return safeRegex(pattern, { limit: Number.POSITIVE_INFINITY })
    ? undefined
    : 'a repetition stands inside a repetition, which can take for ever to match; write it flat, such as (INC|CHG)\\d{7}';
}

function compile(pattern: string): RE2JS {
  return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
}

/**
 * The mistake for an operation that no request has: the nearest name, and all that there are. English, as all mistakes
 * in the policy.
 */
export function noOperation(given: string, operations: readonly string[]): string {
  const [near] = nearest(given, operations, 1);
  const all = operations.join(', ');
  return near === undefined
    ? `no request is ${given}; use ${all}`
    : `no request is ${given}; did you mean ${near}? Use ${all}`;
}
