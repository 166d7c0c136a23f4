import { expireAddendum } from '../approval/addenda.ts';
import { expireRequest } from '../approval/expire-request.ts';
import { putToApprovers } from '../approval/put-to-approvers.ts';
import { nameApprovers, nameNextOfAddendum, remindApprovers, remindOfAddendum } from '../approval/request-approvers.ts';
import { expireForm } from '../chat/expire-form.ts';
import { auditCounted } from '../chat/note-refusal.ts';
import { runStoredChecks } from '../check/run-stored-checks.ts';
import { postWelcome } from '../doctor/welcome.ts';
import { cleanUpAgain, cleanUpDrill } from '../drills/clean-up-drill.ts';
import { keepDrillNotice } from '../drills/drill-notices.ts';
import { endLife } from '../drills/end-life.ts';
import { lookAtRegions, nextRegionLooks } from '../drills/look-at-regions.ts';
import { beginDueDrills } from '../drills/run-definition.ts';
import { tellSecondJobs } from '../leftovers/second-jobs.ts';
import { sendDigest } from '../notifications/send-digest.ts';
import { tellQuarantine } from '../quarantine/tell-quarantine.ts';
import { endOff, endQuarantine } from '../restore/quarantine-ended.ts';
import { showScreen } from '../restore/show-screen.ts';
import { endStanding } from '../saga/definition-term.ts';
import { settleLostCommits } from '../saga/second-jobs.ts';
import { warnRoleEnd } from '../saga/warn-role-end.ts';
import type { Nightly, Timers } from './features.ts';

/** What handles each kind of timer. */
export const timers: Timers = {
  form: expireForm,
  request: expireRequest,
  put: putToApprovers,
  screen: showScreen,
  standing: endStanding,
  'role-end': warnRoleEnd,
  'second-job': tellSecondJobs,
  'lost-commits': settleLostCommits,
  'quarantine-ended': endQuarantine,
  'quarantine-told': tellQuarantine,
  'quarantine-off-ended': endOff,
  'drill-due': beginDueDrills,
  'drill-life': endLife,
  'drill-ended': cleanUpDrill,
  'drill-cleaned': cleanUpAgain,
  'drill-notice': keepDrillNotice,
  'region-looks': lookAtRegions,
  digest: sendDigest,
  checks: runStoredChecks,
  welcome: postWelcome,
  refusals: auditCounted,
  approvers: (services, key) => nameApprovers(services, parseId(key), key.endsWith(':next')),
  remind: (services, key) => remindApprovers(services, parseId(key)),
  addendum: (services, key) => expireAddendum(services, ...addendumOf(key)),
  'addendum-next': (services, key) => nameNextOfAddendum(services, ...addendumOf(key)),
  'addendum-remind': (services, key) => remindOfAddendum(services, ...addendumOf(key)),
};

/** Those that nobody asks for. */
export const nightly: Nightly = { 'region-looks': nextRegionLooks };

/** Several timers of one request have more behind its id. */
function parseId(key: string): string {
  return key.split(':')[0] ?? key;
}

function addendumOf(key: string): [string, number] {
  const [id = '', number = ''] = key.split(':');
  return [id, Number(number)];
}
