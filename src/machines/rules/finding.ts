import type { CheckCode, CheckName } from '../../kernel/codes/findings.ts';
import type { Failure, Read } from '../../kernel/errors.ts';

/**
 * stop: Azure or Strongroom would refuse. act: possible, with something to do before or after. unknown: could not be
 * checked.
 */
export type Verdict = 'stop' | 'act' | 'warn' | 'unknown' | 'ok';

export type Finding = {
  check: CheckName;
  verdict: Verdict;
  /** The operation that a stop prevents. The two are kept apart: a machine whose backups fail can still be restored. */
  stops?: 'restore' | 'backup';
  /** The finding with its remedy; an ok finding has a text only if its line is worth showing. */
  text?: Failure;
  /** The command that fixes it, as typed. */
  command?: string;
};

type Params = Failure['params'];

export function stopsRestore(check: CheckName, code: string, params: Params = {}, command?: string): Finding {
  return { check, verdict: 'stop', stops: 'restore', text: { code, params }, ...(command && { command }) };
}

export function stopsBackup(check: CheckName, code: string, params: Params, command?: string): Finding {
  return { check, verdict: 'stop', stops: 'backup', text: { code, params }, ...(command && { command }) };
}

export function act(check: CheckName, code: string, params: Params = {}, command?: string): Finding {
  return { check, verdict: 'act', text: { code, params }, ...(command && { command }) };
}

export function warn(check: CheckName, code: string, params: Params = {}, command?: string): Finding {
  return { check, verdict: 'warn', text: { code, params }, ...(command && { command }) };
}

export function note(check: CheckName, code: string, params: Params): Finding {
  return { check, verdict: 'ok', text: { code, params } };
}

export function unknown(check: CheckName, failure: Failure): Finding {
  return { check, verdict: 'unknown', text: failure };
}

/** Key of a code's text in the catalogue. */
export function said(code: CheckCode): string {
  return `check.${code}`;
}

/** Runs a rule on a value that was read; an unread one gives an unknown finding. */
export function whenRead<T>(check: CheckName, read: Read<T>, rule: (value: T) => Finding[]): Finding[] {
  return read.kind === 'read' ? rule(read.value) : [unknown(check, read.failure)];
}

/** Display order: restore stops, then actions, backup stops, warnings, unknown, the rest. */
export function severity({ verdict, stops }: Finding): number {
  if (verdict === 'stop') return stops === 'backup' ? 2 : 0;
  return { act: 1, warn: 3, unknown: 4, ok: 5 }[verdict];
}

export function worstFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => severity(a) - severity(b));
}

/**
 * Summary of all checks. It never says "will restore": only that nothing was found, by how many checks, and how many
 * were not possible.
 */
export type Conclusion = {
  kind: 'stop' | 'act' | 'nothing-found';
  /** The next backup would fail. */
  backupStops: boolean;
  warnings: number;
  checks: number;
  notPossible: number;
};

export function conclude(findings: readonly Finding[]): Conclusion {
  const names = new Set(findings.map(({ check }) => check));
  const unknown = new Set(findings.filter(({ verdict }) => verdict === 'unknown').map(({ check }) => check));
  const stops = findings.some(({ stops }) => stops === 'restore');
  const acts = findings.some(({ verdict }) => verdict === 'act');
  return {
    kind: stops ? 'stop' : acts ? 'act' : 'nothing-found',
    backupStops: findings.some(({ stops: what }) => what === 'backup'),
    warnings: findings.filter(({ verdict }) => verdict === 'warn').length,
    checks: names.size,
    notPossible: unknown.size,
  };
}

/** The first finding that stops a restore; it voids a run. */
export function redFinding(findings: readonly Finding[]): Finding | undefined {
  return findings.find(({ verdict, stops }) => verdict === 'stop' && stops === 'restore');
}

/** Check results shown beside a plan. */
export type PlanCheck = {
  /** The worst findings, at most three; those in the plan's own warnings are left out. */
  findings: Finding[];
  /** Number of further findings. */
  more: number;
  /** The plan's own warnings cover some of the findings. */
  besides: boolean;
  conclusion: Conclusion;
};
