// By language: the package's index loads all of them.
import { casual as dates } from 'chrono-node/en';
import { access } from './access.ts';
import { rightOf, rights } from './access-rights.ts';
import { approval } from './approval.ts';
import { addendum } from './approval-addendum.ts';
import { auditTexts as audit } from './audit.ts';
import { retention } from './backup-retention.ts';
import { cards } from './cards.ts';
import { catalogueTexts as catalogue } from './catalogue.ts';
import { checkTexts as check } from './check.ts';
import { commandWords, keywordWords } from './command-words.ts';
import { commandTexts as commands } from './commands.ts';
import { common } from './common.ts';
import { doctorTexts as doctor } from './doctor.ts';
import { welcome } from './doctor-welcome.ts';
import { drillTexts as drill } from './drills.ts';
import { errors } from './errors.ts';
import { grammarWords as grammar } from './grammar.ts';
import { helpTexts as help } from './help.ts';
import { jobsTexts as jobs } from './jobs.ts';
import { encryption } from './machines-encryption.ts';
import { region } from './machines-region.ts';
import { notify } from './notifications.ts';
import { pager } from './pager.ts';
import { plainWords } from './plain-words.ts';
import { protection } from './protection.ts';
import { policy } from './protection-policy.ts';
import { posture } from './protection-posture.ts';
import { closing } from './restore-closing.ts';
import { difference } from './restore-difference.ts';
import { plan } from './restore-plan.ts';
import { rebuild } from './restore-rebuild.ts';
import { say } from './say.ts';
import { words } from './words.ts';

/** By area. */
const texts = {
  access,
  addendum,
  approval,
  audit,
  cards,
  catalogue,
  check,
  closing,
  commands,
  common,
  doctor,
  drill,
  difference,
  encryption,
  errors,
  help,
  jobs,
  notify,
  pager,
  plan,
  policy,
  posture,
  protection,
  rebuild,
  region,
  retention,
  say,
  welcome,
  words,
} as const;

export const en = {
  locale: 'en',
  texts,
  grammar,
  plainWords,
  dates,
  commands: commandWords,
  keywords: keywordWords,
  rights,
  rightOf,
} as const;
