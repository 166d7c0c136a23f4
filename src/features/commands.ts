import { whoami } from '../access/commands/whoami.ts';
import { answer } from '../approval/commands/answer.ts';
import { approvalsHere } from '../approval/commands/approvals-here.ts';
import { approve } from '../approval/commands/approve.ts';
import { ask } from '../approval/commands/ask.ts';
import { breakglass } from '../approval/commands/breakglass.ts';
import { reject } from '../approval/commands/reject.ts';
import { review } from '../approval/commands/review.ts';
import { why } from '../approval/commands/why.ts';
import { withdraw } from '../approval/commands/withdraw.ts';
import { audit } from '../audit/commands/audit.ts';
import { auditExport } from '../audit/commands/audit-export.ts';
import { auditVerify } from '../audit/commands/audit-verify.ts';
import { backup } from '../backup/commands/backup.ts';
import { byhand } from '../by-hand/commands/byhand.ts';
import { channel, channelAllow } from '../chat/channel.ts';
import type { Command } from '../chat/command.ts';
import { forget } from '../chat/forget.ts';
import { formVerbs, viewForm } from '../chat/form-verbs.ts';
import { help } from '../chat/help.ts';
import { language } from '../chat/language.ts';
import { lineVerbs } from '../chat/line-verb.ts';
import { channelPrivate, privateVerbs } from '../chat/private-answers.ts';
import { timezone } from '../chat/timezone.ts';
import type { Verb } from '../chat/turn.ts';
import { check } from '../check/commands/check.ts';
import { doctor } from '../doctor/commands/doctor.ts';
import { drill } from '../drills/commands/drill.ts';
import { drillCleaned } from '../drills/commands/drill-cleaned.ts';
import { drillExcept } from '../drills/commands/drill-except.ts';
import { drillNew, drillRenew } from '../drills/commands/drill-new.ts';
import { drills } from '../drills/commands/drills.ts';
import { evidence } from '../drills/commands/evidence.ts';
import { explain } from '../errors/commands/explain.ts';
import { cancel } from '../jobs/commands/cancel.ts';
import { job } from '../jobs/commands/job.ts';
import { jobs } from '../jobs/commands/jobs.ts';
import { leftovers } from '../leftovers/commands/leftovers.ts';
import { vm } from '../machines/commands/vm.ts';
import { vms } from '../machines/commands/vms.ts';
import { digest, digestDaily, digestOff } from '../notifications/commands/digest.ts';
import { mute, unmute } from '../notifications/commands/mute.ts';
import { onIt } from '../notifications/commands/on-it.ts';
import { subscribe, unsubscribe } from '../notifications/commands/subscribe.ts';
import { subscriptions } from '../notifications/commands/subscriptions.ts';
import { hold, unhold } from '../protection/commands/hold.ts';
import { keyaccess } from '../protection/commands/keyaccess.ts';
import { policies } from '../protection/commands/policies.ts';
import { policyNew } from '../protection/commands/policy-new.ts';
import { protect } from '../protection/commands/protect.ts';
import { protectionResume, protectionStop, undelete } from '../protection/commands/protection.ts';
import { retentionRaise } from '../protection/commands/raise-retention.ts';
import { vault } from '../protection/commands/vault.ts';
import { release } from '../quarantine/commands/release.ts';
import { requests } from '../requests/commands/requests.ts';
import { retry } from '../requests/commands/retry.ts';
import { takeover } from '../requests/commands/takeover.ts';
import { viewRequest } from '../requests/view-request.ts';
import { confirm } from '../restore/commands/confirm.ts';
import { points } from '../restore/commands/points.ts';
import { restore } from '../restore/commands/restore.ts';
import { restoreFiles } from '../restore/commands/restore-files.ts';
import { pickVerbs } from './pick-verbs.ts';

/** Everything that can be typed, in the order in which help shows it. */
export const commands: readonly Command[] = [
  whoami,
  requests,
  retry,
  takeover,
  approve,
  reject,
  withdraw,
  ask,
  answer,
  why,
  breakglass,
  review,
  approvalsHere,
  help,
  channel,
  channelAllow,
  channelPrivate,
  forget,
  language,
  timezone,
  vms,
  vm,
  check,
  backup,
  points,
  restore,
  restoreFiles,
  confirm,
  vault,
  policies,
  policyNew,
  protect,
  keyaccess,
  protectionStop,
  protectionResume,
  undelete,
  hold,
  unhold,
  retentionRaise,
  release,
  audit,
  auditVerify,
  auditExport,
  drill,
  drillNew,
  drillRenew,
  drillExcept,
  drillCleaned,
  drills,
  evidence,
  byhand,
  leftovers,
  jobs,
  job,
  cancel,
  subscribe,
  unsubscribe,
  subscriptions,
  mute,
  unmute,
  onIt,
  digest,
  digestDaily,
  digestOff,
  explain,
  doctor,
];

/** The buttons of cards that no single command shows. */
export const sharedVerbs: Record<string, Verb> = { ...formVerbs, ...pickVerbs, ...lineVerbs, ...privateVerbs };

/** What clients ask for by themselves. It shows a card that stands there already, and changes nothing. */
export const viewVerbs: Record<string, Verb> = { 'view-form': viewForm, 'view-request': viewRequest };

/** What a dialog begins with. */
export const dialogVerbs: readonly string[] = ['view-form', 'view-request', 'open-pick', 'open-approve', 'open-reject'];
