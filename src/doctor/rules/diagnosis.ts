/** The subject of a check. Message and remedy: area `doctor`, by the same name and state. */
export type DiagnosisCode =
  | 'identity'
  | 'entra'
  | 'bot-id'
  | 'sign-in'
  | 'secret'
  | 'certificate'
  | 'subscriptions'
  | 'subscription'
  | 'unlisted'
  | 'unlisted-unread'
  | 'tier'
  | 'key-tier'
  | 'other-secrets'
  | 'vault-roles'
  | 'key-roles'
  | 'graph'
  | 'members'
  | 'database'
  | 'database-role'
  | 'messages'
  | 'pager'
  | 'on-call'
  | 'on-call-nobody'
  | 'on-call-unmapped'
  | 'admins'
  | 'approvals-channel'
  | 'channels'
  | 'profile'
  | 'apart'
  | 'release'
  | 'policy'
  | 'audit-heads'
  | 'kept-commands'
  | 'kept-commands-none'
  | 'clock';

/**
 * good: nothing to do. off: not switched on, perhaps on purpose. warn: it works, but somebody will miss something.
 * unknown: could not be checked. bad: needs fixing.
 */
export type DiagnosisState = 'bad' | 'warn' | 'unknown' | 'off' | 'good';

export type Diagnosis = {
  code: DiagnosisCode;
  state: DiagnosisState;
  params: Record<string, string | number>;
};

const unansweredCodes = new Set(['azure.timeout', 'azure.throttled', 'azure.unreachable']);

/** Whether Azure was slow or unreachable: the subject may be fine, and no right would help. */
export function isUnanswered(code: string): boolean {
  return unansweredCodes.has(code);
}

/** Settings made by commands in Teams, as opposed to the set-up in Azure. */
const typedCodes: ReadonlySet<DiagnosisCode> = new Set(['approvals-channel', 'channels']);
/** A welcome has room for no more; `doctor` lists all. */
const maxUnset = 4;

/**
 * Missing settings: in a shared conversation those made by typing there, for an administrator everything that is wrong.
 */
export function unsetFor(scope: 'channel' | 'group' | 'personal', diagnoses: readonly Diagnosis[]): Diagnosis[] {
  const isUnset = ({ code, state }: Diagnosis) =>
    typedCodes.has(code) ? state === 'off' : scope === 'personal' && state === 'bad';
  return worstDiagnosesFirst(diagnoses.filter(isUnset)).slice(0, maxUnset);
}

const order: DiagnosisState[] = ['bad', 'warn', 'unknown', 'off', 'good'];

/** Orders findings by urgency. */
export function worstDiagnosesFirst(diagnoses: readonly Diagnosis[]): Diagnosis[] {
  return diagnoses.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}
