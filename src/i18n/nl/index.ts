// By language: the package's index loads all of them.
import { casual as dates } from 'chrono-node/nl';
import type { LanguageFolder } from '../language-folder.ts';
import { access } from './access.ts';
import { addendum } from './addendum.ts';
import { approval } from './approval.ts';
import { audit } from './audit.ts';
import { cards } from './cards.ts';
import { catalogue } from './catalogue.ts';
import { check } from './check.ts';
import { closing } from './closing.ts';
import { commandWords, keywordWords } from './command-words.ts';
import { commands } from './commands.ts';
import { common } from './common.ts';
import { difference } from './difference.ts';
import { doctor } from './doctor.ts';
import { drillTexts as drill } from './drills.ts';
import { encryption } from './encryption.ts';
import { errors } from './errors.ts';
import { grammar } from './grammar.ts';
import { help } from './help.ts';
import { jobs } from './jobs.ts';
import { notify } from './notify.ts';
import { pager } from './pager.ts';
import { plainWords } from './plain-words.ts';
import { plan } from './plan.ts';
import { policy } from './policy.ts';
import { posture } from './posture.ts';
import { protection } from './protection.ts';
import { rebuild } from './rebuild.ts';
import { retention } from './retention.ts';
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
  retention,
  say,
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
};
