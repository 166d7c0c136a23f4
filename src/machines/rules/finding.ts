import type { CheckCode, CheckName } from '../../kernel/codes/findings.ts';
import type { Failure } from '../../kernel/errors.ts';
import type { Read } from '../../kernel/read.ts';

/** stop: Azure or Strongroom would refuse. act: possible, with something to do first or after. unknown: not possible to check. */
export type Verdict = 'stop' | 'act' | 'warn' | 'unknown' | 'ok';

export type Finding = {
  check: CheckName;
  verdict: Verdict;
  /** What a stop stops. The two are never mixed: a machine whose backups fail can still be restored. */
  stops?: 'restore' | 'backup';
  /** What was found, with its remedy; an ok one has a text only if the line is worth showing. */
  text?: Failure;
  /** The command that mends it, as typed. */
  command?: string;
};

type Params = Failure['params'];

export function stopsRestore(check: CheckName, code: string, params: Params = {}, command?: string): Finding {
  return { check, verdict: 'stop', stops: 'restore', text: { code, params }, ...(command && { command }) };
}

export function stopsBackup(check: CheckName, code: string, params: Params = {}, command?: string): Finding {
  return { check, verdict: 'stop', stops: 'backup', text: { code, params }, ...(command && { command }) };
}

export function act(check: CheckName, code: string, params: Params = {}, command?: string): Finding {
  return { check, verdict: 'act', text: { code, params }, ...(command && { command }) };
}

export function warn(check: CheckName, code: string, params: Params = {}, command?: string): Finding {
  return { check, verdict: 'warn', text: { code, params }, ...(command && { command }) };
}

export function note(check: CheckName, code: string, params: Params = {}): Finding {
  return { check, verdict: 'ok', text: { code, params } };
}

export function unknown(check: CheckName, failure: Failure): Finding {
  return { check, verdict: 'unknown', text: failure };
}

/** Key of a text of this catalogue. */
export function said(code: CheckCode): string {
  return `check.${code}`;
}

/** Runs a rule on what was read; what was not makes the check impossible. */
export function whenRead<T>(check: CheckName, read: Read<T>, rule: (value: T) => Finding[]): Finding[] {
  return read.kind === 'read' ? rule(read.value) : [unknown(check, read.failure)];
}
