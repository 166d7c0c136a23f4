import type { Verb } from '../services/turn.ts';
import { answer } from './answer.ts';
import { approvalsHere } from './approvals-here.ts';
import { approve } from './approve.ts';
import { ask } from './ask.ts';
import { audit } from './audit.ts';
import { auditExport } from './audit-export.ts';
import { auditVerify } from './audit-verify.ts';
import { backup } from './backup.ts';
import { breakglass } from './breakglass.ts';
import { byhand } from './byhand.ts';
import { cancel } from './cancel.ts';
import { channel, channelAllow } from './channel.ts';
import { check } from './check.ts';
import type { Command } from './command.ts';
import { confirm } from './confirm.ts';
import { digest, digestDaily, digestOff } from './digest.ts';
import { doctor } from './doctor.ts';
import { explainCommand } from './explain.ts';
import { forget } from './forget.ts';
import { formVerbs, viewForm } from './form-verbs.ts';
import { helpCommand } from './help.ts';
import { job } from './job.ts';
import { jobs } from './jobs.ts';
import { keyaccess } from './keyaccess.ts';
import { language } from './language.ts';
import { leftovers } from './leftovers.ts';
import { mute, unmute } from './mute.ts';
import { onIt } from './on-it.ts';
import { pickVerbs } from './pick-verbs.ts';
import { points } from './points.ts';
import { policies } from './policies.ts';
import { policyNew } from './policy-new.ts';
import { protect } from './protect.ts';
import { protectionResume, protectionStop, undelete } from './protection.ts';
import { reject } from './reject.ts';
import { requests } from './requests.ts';
import { restore } from './restore.ts';
import { restoreFiles } from './restore-files.ts';
import { retry } from './retry.ts';
import { review } from './review.ts';
import { subscribe, unsubscribe } from './subscribe.ts';
import { subscriptions } from './subscriptions.ts';
import { takeover } from './takeover.ts';
import { timezone } from './timezone.ts';
import { viewRequest } from './view-request.ts';
import { vm } from './vm.ts';
import { vms } from './vms.ts';
import { whoami } from './whoami.ts';
import { why } from './why.ts';
import { withdraw } from './withdraw.ts';

/** Everything that can be typed, in the order in which help shows it. */
export const commands: readonly Command[] = [
  helpCommand(() => commands),
  whoami,
  vms,
  vm,
  check,
  points,
  backup,
  policies,
  policyNew,
  protect,
  keyaccess,
  protectionStop,
  protectionResume,
  undelete,
  restore,
  restoreFiles,
  byhand,
  leftovers,
  confirm,
  requests,
  approve,
  reject,
  withdraw,
  ask,
  answer,
  why,
  breakglass,
  review,
  retry,
  takeover,
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
  explainCommand(() => commands.map(({ spec }) => spec)),
  audit,
  auditVerify,
  auditExport,
  approvalsHere,
  channel,
  channelAllow(() => commands.map(({ spec }) => spec)),
  forget,
  language,
  timezone,
  doctor,
];

/** The buttons of cards that no single command shows. */
export const sharedVerbs: Record<string, Verb> = { ...formVerbs, ...pickVerbs };

/** What clients ask for by themselves. It shows a card that stands there already, and changes nothing. */
export const viewVerbs: Record<string, Verb> = { 'view-form': viewForm, 'view-request': viewRequest };
