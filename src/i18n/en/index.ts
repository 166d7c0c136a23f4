// By language: the package's index loads all of them.
import { casual as dates } from 'chrono-node/en';
import { access, rightOf, rights } from './access.ts';
import { azure } from './azure.ts';
import { byHand } from './by-hand.ts';
import { chat } from './chat.ts';
import { decide } from './decide.ts';
import { doctor } from './doctor.ts';
import { drills } from './drills.ts';
import { jobs } from './jobs.ts';
import { kernel } from './kernel.ts';
import { look } from './look.ts';
import { machines } from './machines.ts';
import { backup } from './protection/backup.ts';
import { changes } from './protection/changes.ts';
import { protectionForms } from './protection/forms.ts';
import { policies } from './protection/policies.ts';
import { protection } from './protection/protection.ts';
import { approval } from './requests/approval.ts';
import { requests } from './requests/requests.ts';
import { leftovers } from './restore/leftovers.ts';
import { plan } from './restore/plan.ts';
import { quarantine } from './restore/quarantine.ts';
import { rebuild } from './restore/rebuild.ts';
import { restore } from './restore/restore.ts';
import { warnings } from './restore/warnings.ts';
import { saga } from './saga.ts';
import { grammarWords as grammar } from './sentences/grammar.ts';
import { plainWords } from './sentences/plain-words.ts';
import { store } from './store.ts';
import { teams } from './teams.ts';
import { ui } from './ui.ts';

export const en = {
  locale: 'en',
  grammar,
  plainWords,
  dates,
  rooms: {
    access,
    azure,
    byHand,
    chat,
    decide,
    doctor,
    drills,
    jobs,
    kernel,
    look,
    machines,
    backup,
    changes,
    protectionForms,
    policies,
    protection,
    approval,
    requests,
    leftovers,
    plan,
    quarantine,
    rebuild,
    restore,
    warnings,
    saga,
    store,
    teams,
    ui,
  },
  rights,
  rightOf,
} as const;
