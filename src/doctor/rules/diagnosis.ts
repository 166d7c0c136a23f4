/** What was looked at. Message and remedy: area `doctor`, under the same name and state. */
export type DiagnosisCode =
  | 'identity'
  | 'bot-id'
  | 'sign-in'
  | 'secret'
  | 'certificate'
  | 'subscriptions'
  | 'subscription'
  | 'tier'
  | 'key-tier'
  | 'graph'
  | 'members'
  | 'database'
  | 'database-role'
  | 'messages'
  | 'pager'
  | 'admins'
  | 'approvals-channel'
  | 'channels'
  | 'profile'
  | 'policy'
  | 'clock';

/** good: nothing to do. off: not switched on, which may be meant. unknown: could not be looked at. bad: something to mend. */
export type DiagnosisState = 'bad' | 'unknown' | 'off' | 'good';

export type Diagnosis = {
  code: DiagnosisCode;
  state: DiagnosisState;
  params: Record<string, string | number>;
};

const order: DiagnosisState[] = ['bad', 'unknown', 'off', 'good'];

/** What must be mended first. */
export function worstDiagnosesFirst(diagnoses: readonly Diagnosis[]): Diagnosis[] {
  return diagnoses.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}
