import { RE2JS } from 're2js';
import safeRegex from 'safe-regex2';
import { nearest } from '../../kernel/nearest.ts';
import type { OnCall } from './on-call.ts';

/** Who may decide: whoever is one of these. */
export type ApproverGroup = {
  name: string;
  /** Everyone who holds the gated action in Azure. */
  holders: boolean;
  /** Object ids of Entra groups; members through nested groups count. */
  entra: readonly string[];
  /** Object ids of people. */
  people: readonly string[];
  /** Whoever is on call when it is asked. */
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

/** All that are given must hold; names may contain `*`. */
export type Conditions = {
  operations?: readonly string[];
  vaults?: readonly string[];
  machines?: readonly string[];
  resourceGroups?: readonly string[];
  tags?: Readonly<Record<string, string>>;
  hours?: Hours;
  /** Of a restore: more people than this gain access to the copy by its place. */
  moreReadersThan?: number;
  /** Of a restore: what was known of the machine when the point was taken, any of these. */
  point?: readonly PointSeen[];
};

/** What one rule asks for. */
export type RuleRequirement = {
  /** Name of the rule that it comes from. */
  rule: string;
  approvals: number;
  /** Rejections by different people that end it. */
  denials: number;
  /** With several groups an approval fills the place of one of them; with one, every person counts. */
  oneVotePerGroup: boolean;
  groups: readonly ApproverGroup[];
  /** Joins the groups when nobody has decided after so many minutes. */
  next?: { afterMinutes: number; group: ApproverGroup };
  /** Minutes after which the approvers are reminded. */
  remindMinutes: readonly number[];
  /** Regular expression that the reason must match. */
  ticket?: string;
  decideMinutes: number;
  beginMinutes: number;
};

/** What one request takes to be decided: kept with the request, so that an edited file does not change it. */
export type Requirement = RuleRequirement & {
  /**
   * Several, where it is unknown which of them holds: each must be satisfied by the votes of its own groups. The rest of
   * the requirement is then what they have in common: all names, everybody that one of them names, the shortest times.
   */
  all?: readonly RuleRequirement[];
};

export type Rule = RuleRequirement & {
  when: Conditions;
  /** Tag of the machine whose value names those of the groups that decide. */
  chooseByTag?: string;
};

export type BreakGlass = {
  group: ApproverGroup;
  /** Regular expression that the ticket must match. */
  ticket?: string;
  /** Who signs the review afterwards; without them, those whom the request's rule names. */
  reviewers?: readonly ApproverGroup[];
};

export type ApprovalPolicy = { rules: readonly Rule[]; breakGlass?: BreakGlass };

/** What a rule is chosen by. */
export type RuleSubject = {
  /** Kind of the request. A restore that replaces disks is `replace`, which rules for `restore` cover too. */
  operation: string;
  vault: string;
  machine: string;
  resourceGroup: string;
  /** Absent: the machine is gone or was not read, so that its tags are unknown. */
  tags?: Readonly<Record<string, string>>;
  /** Of a restore whose plan is made; `unknown` of what may restore anything. Absent: nothing is restored, or not yet. */
  copy?: CopySeen | 'unknown';
  at: Date;
};

/** What was seen of a copy when its plan was made. */
export type CopySeen = {
  /** People who gain access by its place: surely so many, and at most so many. */
  readers: { least: number; most: number };
  point: PointSeen;
};

/** suspicious: a threat was known, or a warning. unknown: nothing was told, as where Defender is off. */
export type PointSeen = 'suspicious' | 'unknown' | 'no-threat-known';

/** Whether a rule goes by what is seen of a copy, and so by a plan that is made. */
export function goesByCopy({ rules }: ApprovalPolicy): boolean {
  return rules.some(({ when }) => when.moreReadersThan !== undefined || when.point !== undefined);
}

/** The two expiries where no rule gives them. */
export type Expiries = { decideMinutes: number; beginMinutes: number };

export const holdersName = 'holders';

/** Everyone who holds the gated action. */
export const holders: ApproverGroup = { name: holdersName, holders: true, entra: [], people: [] };

/** Name of the rule that holds where the file has none that fits. */
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

/** The group that joined last, of those that join after a while. */
export function lastJoined(requirement: Requirement, askedAt: Date, at: Date): ApproverGroup | undefined {
  return rulesOf(requirement)
    .flatMap(({ next }) => (next && hasJoined(next, askedAt, at) ? [next] : []))
    .toSorted((one, other) => one.afterMinutes - other.afterMinutes)
    .at(-1)?.group;
}

/** Minutes after which somebody joins, each once. */
export function joinMinutes(requirement: Requirement): number[] {
  return [...new Set(rulesOf(requirement).flatMap(({ next }) => next?.afterMinutes ?? []))];
}

function hasJoined({ afterMinutes }: NonNullable<RuleRequirement['next']>, askedAt: Date, at: Date): boolean {
  return at.getTime() >= askedAt.getTime() + afterMinutes * 60_000;
}

/**
 * Whether a reason, or a ticket alone, has what a policy's pattern wants, in any case. Whoever asks writes the text, so
 * that the pattern runs on an engine whose time grows with the text and never beyond: none can hold up the bot.
 */
export function matchesTicket(pattern: string, text: string): boolean {
  return compile(pattern).test(text);
}

/** Why a pattern is not taken, and what to write instead; undefined for a good one. */
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

/** What is told of an operation that no request has: what may be meant, and all that there are. In English, as the policy's mistakes are. */
export function noOperation(given: string, operations: readonly string[]): string {
  const [near] = nearest(given, operations, 1);
  const all = operations.join(', ');
  return near === undefined
    ? `no request is ${given}; use ${all}`
    : `no request is ${given}; did you mean ${near}? Use ${all}`;
}
