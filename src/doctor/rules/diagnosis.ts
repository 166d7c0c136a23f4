/** What was looked at. Message and remedy: area `doctor`, under the same name and state. */
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
  | 'drills'
  | 'quarantine'
  | 'policy'
  | 'clock';

/** good: nothing to do. off: not switched on, which may be meant. unknown: could not be looked at. bad: something to mend. */
export type DiagnosisState = 'bad' | 'unknown' | 'off' | 'good';

export type Diagnosis = {
  code: DiagnosisCode;
  state: DiagnosisState;
  params: Record<string, string | number>;
};

const unansweredCodes = new Set(['azure.timeout', 'azure.throttled', 'azure.unreachable']);

/** Azure was slow or not reached: what was asked may be as it should, and no right mends it. */
export function isUnanswered(code: string): boolean {
  return unansweredCodes.has(code);
}

/** What whoever sets the bot up in Teams does by typing: nothing of how it is set up in Azure. */
const typedCodes: ReadonlySet<DiagnosisCode> = new Set(['approvals-channel', 'channels']);
/** More than a welcome has room for; `doctor` lists all. */
const mostUnset = 4;

/** What is still to be set: for everybody in a conversation what is typed there, for an administrator all that is amiss. */
export function unsetFor(scope: 'channel' | 'group' | 'personal', diagnoses: readonly Diagnosis[]): Diagnosis[] {
  const isUnset = ({ code, state }: Diagnosis) =>
    typedCodes.has(code) ? state === 'off' : scope === 'personal' && state === 'bad';
  return worstDiagnosesFirst(diagnoses.filter(isUnset)).slice(0, mostUnset);
}

const order: DiagnosisState[] = ['bad', 'unknown', 'off', 'good'];

/** What must be mended first. */
export function worstDiagnosesFirst(diagnoses: readonly Diagnosis[]): Diagnosis[] {
  return diagnoses.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}
