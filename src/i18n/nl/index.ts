// By language: the package's index loads all of them.
import { casual as dates } from 'chrono-node/nl';
import type { LanguageFolder } from '../language-folder.ts';
import { access } from './access.ts';
import { rightOf, rights } from './access-rights.ts';
import { approval } from './approval.ts';
import { addendum } from './approval-addendum.ts';
import { audit } from './audit.ts';
import { retention } from './backup-retention.ts';
import { cards } from './cards.ts';
import { catalogue } from './catalogue.ts';
import { check } from './check.ts';
import { commandWords, keywordWords } from './command-words.ts';
import { commands } from './commands.ts';
import { common } from './common.ts';
import { doctor } from './doctor.ts';
import { welcome } from './doctor-welcome.ts';
import { drillTexts as drill } from './drills.ts';
import { errors } from './errors.ts';
import { grammar } from './grammar.ts';
import { help } from './help.ts';
import { jobs } from './jobs.ts';
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

const texts: LanguageFolder['texts'] = {
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
};

export const nl: LanguageFolder = {
  locale: 'nl',
  texts,
  grammar,
  plainWords,
  dates,
  commands: commandWords,
  keywords: keywordWords,
  rights,
  rightOf,
};
