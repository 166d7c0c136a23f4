import type { Access } from '../access/access.ts';
import type { Azure } from '../azure/open.ts';
import { countOpenChannels } from '../chat/channels.ts';
import type { Config } from '../kernel/config/config.ts';
import { signInDaysLeft } from '../kernel/config/sign-in.ts';
import { tryRead } from '../kernel/errors.ts';
import { approvalsChannel, openApprovalsChannel } from '../requests/put-to-approvers.ts';
import type { RequestKinds } from '../requests/request-kind.ts';
import { namesGroup } from '../requests/rules/approval-policy.ts';
import { storeFigures } from '../store/figures.ts';
import type { Store } from '../store/open.ts';
import { type PageFigures, pageFigures } from '../store/pages.ts';
import { ownsAudit } from '../store/server/open-server.ts';
import { examineAnchor } from './doctor-anchor.ts';
import { examineOnCall, readApprovalPolicy } from './doctor-on-call.ts';
import { examineKeyTiers, examineVaults } from './doctor-rights.ts';
import { examineUnlisted } from './doctor-subscriptions.ts';
import { type Diagnosis, isUnanswered, worstDiagnosesFirst } from './rules/diagnosis.ts';

/** Input of the doctor. Without a store (another process has it open) what the store contains is unknown. */
export type Patient = {
  config: Config;
  azure: Azure;
  access: Access;
  requestKinds: Pick<RequestKinds, 'all'>;
  store?: Store;
  now: Date;
};

/** Entra refuses tokens when the clock is five minutes off. */
const badSkewMs = 4 * 60_000;
/** A message that has waited longer is stuck. */
const oldMessageSeconds = 10 * 60;

/** Checks everything that the commands need, worst first. Changes nothing. */
export async function examine(patient: Patient): Promise<Diagnosis[]> {
  const identity = await examineIdentity(patient);
  const [rights, unlisted, keyTiers, graph, members, stored, onCall, anchor] = await Promise.all([
    examineVaults(patient, identity.objectId),
    examineUnlisted(patient),
    examineKeyTiers(patient, identity.objectId),
    examineBackupService(patient),
    examineMembers(patient),
    examineStore(patient),
    examineOnCall(patient),
    examineAnchor(patient, identity.objectId),
  ]);
  const clock = examineClock(patient);
  return worstDiagnosesFirst([
    ...identity.diagnoses,
    examineSignIn(patient),
    ...rights,
    ...unlisted,
    ...keyTiers,
    graph,
    members,
    ...stored,
    ...onCall,
    ...anchor,
    ...examineSettings(patient),
    ...clock,
  ]);
}

async function examineIdentity({ azure, config }: Patient): Promise<{ objectId?: string; diagnoses: Diagnosis[] }> {
  const who = await tryRead(() => azure.self.whoami());
  if (who.kind === 'unread') {
    const { code, params } = who.failure;
    if (isUnanswered(code)) return { diagnoses: [{ code: 'entra', state: 'bad', params: { code } }] };
    return { diagnoses: [{ code: 'identity', state: 'bad', params: { code: params.azureCode ?? code } }] };
  }
  const { objectId, appId } = who.value;
  const diagnoses: Diagnosis[] = [
    objectId
      ? { code: 'identity', state: 'good', params: { objectId } }
      : { code: 'identity', state: 'unknown', params: {} },
  ];
  if (appId) {
    const state = appId === config.botAppId.toLowerCase() ? 'good' : 'bad';
    diagnoses.push({ code: 'bot-id', state, params: { appId, botAppId: config.botAppId } });
  }
  return { ...(objectId && { objectId }), diagnoses };
}

/** Graph checks permissions before it looks for a user: for the nil id it answers "not found" or "forbidden". */
async function examineMembers({ azure }: Patient): Promise<Diagnosis> {
  const nobody = '00000000-0000-0000-0000-000000000000';
  const [users, groups] = await Promise.all([
    tryRead(() => azure.directory.isGuest(nobody)),
    tryRead(() => azure.directory.groupsOf(nobody)),
  ]);
  const said = (answer: typeof users | typeof groups) => (answer.kind === 'unread' ? answer.failure.code : 'read');
  const answers = (code: string) => code === 'read' || code === 'azure.not-found';
  if (said(users) === 'azure.forbidden') return { code: 'members', state: 'bad', params: {} };
  if (!answers(said(users))) return { code: 'members', state: 'unknown', params: { code: said(users) } };
  return { code: 'members', state: answers(said(groups)) ? 'good' : 'off', params: {} };
}

async function examineBackupService({ azure, config }: Patient): Promise<Diagnosis> {
  const found = await tryRead(() => azure.directory.servicePrincipal(config.cloud.backupManagementAppId));
  if (found.kind === 'unread') return { code: 'graph', state: 'unknown', params: { code: found.failure.code } };
  return found.value
    ? { code: 'graph', state: 'good', params: { objectId: found.value } }
    : { code: 'graph', state: 'bad', params: { appId: config.cloud.backupManagementAppId } };
}

async function examineStore({ config, store, now }: Patient): Promise<Diagnosis[]> {
  if (!store) return [{ code: 'database', state: 'unknown', params: {} }];
  const read = await tryRead(async () => ({
    figures: await storeFigures(store.db, now),
    approvals: await approvalsChannel(store.db),
    openApprovals: await openApprovalsChannel(store.db),
    pages: await pageFigures(store.db, now),
    channels: await countOpenChannels(store.db, config),
    owns: store.engine === 'server' ? await ownsAudit(store.db) : undefined,
  }));
  if (read.kind === 'unread') return [{ code: 'database', state: 'bad', params: { code: read.failure.code } }];
  const { figures, pages, approvals, openApprovals, channels, owns } = read.value;
  const { waiting, oldestSeconds } = figures.outbox;
  const late = oldestSeconds > oldMessageSeconds;
  return [
    { code: 'database', state: 'good', params: { engine: store.engine } },
    ...(owns === undefined
      ? []
      : [{ code: 'database-role' as const, state: owns ? ('bad' as const) : ('good' as const), params: {} }]),
    { code: 'messages', state: late ? 'bad' : 'good', params: { waiting, minutes: Math.round(oldestSeconds / 60) } },
    examinePager(config, pages),
    { code: 'approvals-channel', state: openApprovals ? 'good' : approvals ? 'bad' : 'off', params: {} },
    { code: 'channels', state: channels > 0 ? 'good' : 'off', params: { count: channels } },
  ];
}

/** A page that has waited longer was refused at least three times. */
const latePageSeconds = 60;

function examinePager({ pager }: Config, { waiting, oldestSeconds, dead, error = '' }: PageFigures): Diagnosis {
  if (!pager) return { code: 'pager', state: 'warn', params: {} };
  const { host } = new URL(pager.url);
  const bad = dead > 0 || oldestSeconds > latePageSeconds;
  const params = { host, waiting, dead, minutes: Math.round(oldestSeconds / 60), code: error };
  return { code: 'pager', state: bad ? 'bad' : 'good', params };
}

/** Time to renew the credential, with a holiday in between. */
const renewDays = 30;

/** Uses real time: the credential expires whatever a world's clock says. */
function examineSignIn({ config: { signIn } }: Patient): Diagnosis {
  const days = signInDaysLeft(signIn, new Date());
  if (signIn.kind !== 'secret' && signIn.kind !== 'certificate') return { code: 'sign-in', state: 'good', params: {} };
  if (days === undefined) return { code: signIn.kind, state: 'unknown', params: {} };
  return { code: signIn.kind, state: days < renewDays ? 'bad' : 'good', params: { count: days } };
}

function examineSettings({ config, requestKinds }: Patient): Diagnosis[] {
  const count = config.admins.length;
  return [
    { code: 'admins', state: count > 0 ? 'good' : 'off', params: { count } },
    ...examinePolicy({ config, requestKinds }),
  ];
}

function examineClock({ azure }: Patient): Diagnosis[] {
  const skew = azure.clockSkewMs();
  if (skew === undefined) return [{ code: 'clock', state: 'unknown', params: {} }];
  const seconds = Math.round(skew / 1000);
  return [{ code: 'clock', state: Math.abs(skew) > badSkewMs ? 'bad' : 'good', params: { seconds } }];
}

function examinePolicy(patient: Pick<Patient, 'config' | 'requestKinds'>): Diagnosis[] {
  const { approvalPolicy: file, restoreProfiles } = patient.config;
  const policy = readApprovalPolicy(patient);
  const isReleased = restoreProfiles.some(({ quarantine }) => quarantine && quarantine.releaseSubnetIds.length > 0);
  const isApart = policy?.rules.some((rule) => (rule.when.operations?.includes('release') ?? true) && namesGroup(rule));
  return [
    file === undefined
      ? { code: 'policy', state: 'off', params: {} }
      : { code: 'policy', state: policy ? 'good' : 'bad', params: { file } },
    ...(isReleased && !isApart ? [{ code: 'release', state: 'off', params: {} } as const] : []),
  ];
}
