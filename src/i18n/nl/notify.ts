import type {
  notifyButtons as buttons,
  notifyCards as cards,
  notify as en,
  notifyErrors as errors,
} from '../en/notify.ts';
import type { SameKeys } from '../same-keys.ts';
import { typed } from './typed.ts';

export const notify: SameKeys<typeof en> = {
  why: {
    'key-vault-permissions': 'geen toegang tot de sleutelkluis',
    'key-vault-access-denied': 'toegang tot de sleutelkluis geweigerd',
    'key-vault-firewall': 'firewall van de sleutelkluis staat in de weg',
    'key-disabled-or-expired': 'sleutel uitgeschakeld of verlopen',
    'vault-key-unreachable': 'de sleutel van de kluis is niet bereikbaar',
    'vm-missing': 'de machine bestaat niet meer',
    'vm-no-longer-exists': 'de machine bestaat niet meer',
    'vm-not-found-by-backup': 'de machine is niet gevonden',
    'vm-offline': 'machine of agent offline',
    'disk-too-large': 'schijf te groot',
    'restore-point-collection-full': 'te veel momentopnamen',
    'backup-internal-failure': 'interne fout van Azure Backup',
    unknown: 'geen reden gegeven',
  },
  heading: {
    failed: '{{subject}}: {{operation}} mislukt, {{why}}',
    'failed-many': '{{subject}}: {{why}}',
    warned: '{{subject}}: {{operation}} met waarschuwingen voltooid, {{why}}',
    'warned-many': '{{subject}}: {{operation}} met waarschuwingen voltooid, {{why}}',
    cancelled: '{{subject}}: {{operation}} geannuleerd',
    'cancelled-many': '{{subject}}: {{operation}} geannuleerd',
    restore: '{{subject}}: buiten Strongroom om is terugzetten gestart',
    'restore-many': '{{subject}}: buiten Strongroom om is terugzetten gestart',
    'restore-ended': '{{subject}}: het terugzetten buiten Strongroom om is afgelopen',
    done: '{{subject}}: {{operation}} voltooid',
    'done-many': '{{subject}}: {{operation}} voltooid',
    recovered: '{{subject}}: weer goede back-ups na "{{why}}"',
    folded: '{{count}} andere problemen dit uur, samengevat in dit bericht',
  },
  subject_one: '{{vm}} in {{vault}}',
  subject_other: "{{count}} VM's in {{vault}}",
  also: 'Ze mislukten al {{times}} nachten of meer op rij.',
  azure: 'Azure meldt: {{message}}',
  advice: 'Azure raadt aan: {{advice}}',
  'still-some': '{{left}} van de {{count}} hebben sindsdien nog geen goede back-up.',
  machine: '{{vm}}, {{when}}',
  'machine-good': '{{vm}}, {{when}}, weer goed {{good}}',
  'good-at': 'weer goed {{when}}',
  'and-more': 'en nog {{more}}',
  more: 'en nog {{more}}, in de thread',
  'folded-why': `Een kanaal krijgt hoogstens {{count}} nieuwe berichten per uur. Typ **${typed.jobs} mislukt** voor alles.`,
  owner: '{{name}} is ermee bezig.',
  nobody: 'Nog niemand is ermee bezig.',
  twin: `Of typ: **${typed['on it']} {{subject}}** · **${typed.mute} {{code}} 4u**`,
  'twin-job': `Of typ: **${typed.job} {{id}}**`,
  'twin-mend': `Of typ: **${typed['on it']} {{subject}}** · **${typed.mute} {{code}} 4u** · **{{mend}} {{vm}}**`,
  remind_one: `{{count}} VM heeft nog geen goede back-up en niemand is ermee bezig. Typ hier **${typed['on it']}** om deze herinneringen te stoppen.`,
  remind_other: `{{count}} VM's hebben nog geen goede back-up en niemand is ermee bezig. Typ hier **${typed['on it']}** om deze herinneringen te stoppen.`,
  'all-good': 'Alle {{count}} hebben weer een goede back-up; de laatste was {{vm}}, {{when}}.',
  'one-good': '{{vm}} heeft weer een goede back-up, sinds {{when}}.',
  subscribed: {
    failures: `Vanaf nu meld ik hier wat in {{name}} mislukt, waarschuwt of geannuleerd wordt, en terugzetten waar niemand mij om vroeg. "${typed.unsubscribe} {{name}}" stopt dat.`,
    all: `Vanaf nu meld ik hier elke taak van {{name}} die niemand vanuit de chat startte, ook de goede. "${typed.unsubscribe} {{name}}" stopt dat.`,
  },
  unsubscribed: 'Ik meld hier geen taken van {{name}} meer.',
  'unsubscribed-all': 'Ik meld hier geen taken meer.',
  lapsed: `Ik meld hier geen taken van {{name}} meer: {{person}}, die zich daarop abonneerde, mag dat niet meer lezen. Iemand die dat wel mag kan "${typed.subscribe} {{name}}" typen.`,
  unread: 'Ik kan {{vault}} niet lezen sinds {{since}} en dus hier niet melden wat erin mislukt. {{why}}',
  'read-again': 'Ik kan {{vault}} weer lezen. Wat intussen mislukte, in de laatste 36 uur, meld ik nu.',
  list: 'Hier meld ik: {{names}}.',
  'list-none': `Hier meld ik geen taken. Typ "${typed.subscribe}" en de naam van een kluis of machine.`,
  'list-failures': '{{name}} (fouten)',
  'list-all': '{{name}} (alles)',
  'list-mutes': 'Gedempt: {{names}}.',
  'list-mute': '{{name}} tot {{when}}, door {{person}}',
  'list-mute-fixed': '{{name}} tot het verholpen is, door {{person}}',
  'list-digest': 'Overzicht: elke dag om {{time}}.',
  muted: `Ik zeg hier niets over {{name}} tot {{when}}. "${typed.unmute} {{name}}" beëindigt dat eerder.`,
  'muted-fixed': `Ik zeg hier niets over {{name}} tot het verholpen is. "${typed.unmute} {{name}}" beëindigt dat eerder.`,
  unmuted: 'Ik meld {{name}} hier weer.',
  taken: '{{name}} is ermee bezig: {{heading}}',
  'digest-daily': `Ik plaats het overzicht hier elke dag om {{time}} ({{zone}}). "${typed['digest off']}" stopt dat.`,
  'digest-off': 'Ik plaats hier geen overzicht meer.',
  'digest-unmade': `Het overzicht van vandaag kon niet worden gemaakt, dus ik weet niet wat er vannacht mislukte. {{why}} Het volgende komt om {{time}}; "${typed.digest}" probeert het nu.`,
  'digest-lapsed': `Ik plaats hier geen overzicht meer: {{person}}, die erom vroeg, mag er geen enkele kluis meer van lezen. Iemand die dat wel mag kan "${typed['digest daily']} {{time}}" typen.`,
  stalled: {
    known: '{{vm}}: al {{still}} geen beweging; meestal is het in {{usual}} klaar.',
    unknown: '{{vm}}: al {{still}} geen beweging, en er is hier geen geschiedenis om mee te vergelijken.',
    unwatched:
      '{{vm}}: de taak kon al {{still}} niet worden bekeken. In Azure loopt hij gewoon door; hier gaat het verder zodra hij te lezen is. {{why}}',
    step: '⚠ geen beweging sinds {{when}}',
    next: `Bekijk het met "${typed.job} {{id}}". Staat het stil, dan stopt "${typed.cancel} {{id}}" het en kan het opnieuw.`,
    wait: `Bekijk het met "${typed.job} {{id}}". Annuleren kan niet meer; zodra Azure het beëindigd heeft, kan het opnieuw.`,
  },
};

export const notifyButtons: SameKeys<typeof buttons> = {
  'notice-take': 'Ik pak het op',
  'notice-mute': '4 uur dempen',
};

export const notifyErrors: SameKeys<typeof errors> = {
  'subscribe-unknown': {
    message: 'Geen kluis en geen beveiligde virtuele machine heet {{name}}.',
    remedy: `Controleer de spelling, of typ "${typed.vms}" voor een lijst.`,
  },
  'subscribe-nothing': {
    message: 'Er is hier niets van die naam om af te melden.',
    remedy: `Typ "${typed.subscriptions}" om te zien wat er is.`,
  },
  'mute-unreadable': {
    message: '"{{given}}" zegt niet wat te dempen en hoelang.',
    remedy: `Bijvoorbeeld "${typed.mute} sql-01 4u", of "${typed.mute} UserErrorKeyVaultPermissionsNotConfigured tot verholpen".`,
  },
  'mute-too-long': {
    message: 'Dempen eindigt binnen 30 dagen.',
    remedy: 'Geef een kortere tijd, of "tot verholpen".',
  },
  'mute-nothing': {
    message: '"{{name}}" is hier niet gedempt.',
    remedy: `Typ "${typed.subscriptions}" om te zien wat er gedempt is.`,
  },
  'digest-time': {
    message: '"{{given}}" is geen tijdstip.',
    remedy: `Bijvoorbeeld "${typed['digest daily']} 08:00".`,
  },
  'digest-hours': {
    message: '"{{given}}" is geen aantal uren.',
    remedy: `Bijvoorbeeld "${typed.digest} 36u", of "${typed['digest daily']} 08:00" voor elke dag een.`,
  },
  'take-nothing': {
    message: 'Niets dat hier openstaat past bij "{{name}}".',
    remedy: 'Noem de machine of de fout zoals het bericht die toont.',
  },
  'take-taken': {
    message: '{{name}} is er al mee bezig.',
    remedy: `Typ "${typed['on it']}" in de thread van het bericht om het over te nemen.`,
  },
  'take-which': {
    message: 'Er staan hier meer dingen open: {{names}}.',
    remedy: `Typ "${typed['on it']}" met de naam van één ervan.`,
  },
};

export const notifyCards: SameKeys<typeof cards> = {
  digest: {
    heading: 'Back-ups, {{when}}',
    vaults: 'Kluizen: {{names}}',
    quiet: 'Niets gevonden dat je aandacht vraagt.',
    sentence:
      'Vannacht mislukt: {{failed}}. Zonder recent herstelpunt: {{stale}}. Onbeveiligd of met onleesbare sleutels: {{other}}.',
    row: {
      failed: 'Mislukt in de afgelopen 24 uur:',
      stale: 'Al {{hours}} uur geen herstelpunt:',
      unprotected: 'Versleuteld en onbeveiligd:',
      keys: 'Sleutels die niet meer te lezen zijn:',
    },
    none: 'geen',
    'none-checked': 'geen van {{checked}} gecontroleerde machines',
    'not-checked': 'niet bekend',
    'and-more': '{{names}} en nog {{more}}',
    'no-checks':
      'In de afgelopen 24 uur is geen machine gecontroleerd: dat gebeurt alleen in kluizen waarop iemand zich heeft geabonneerd.',
    worse: `Sinds de dag ervoor slechter geworden in "${typed.check}": {{count}} van {{checked}} gecontroleerde machines.`,
    ade: 'Azure Disk Encryption stopt op 15 september 2028; machines die het nog gebruiken: {{count}}.',
    'ade-none': 'Geen machine gebruikt nog Azure Disk Encryption, dat op 15 september 2028 stopt.',
    chart: 'Mislukte back-ups in de laatste 14 dagen',
    day: 'Dag',
    'failed-backups': 'Mislukte back-ups',
    'chart-text': 'Mislukte back-ups per dag: {{days}}',
    unread_one: '{{count}} lijst kon niet worden gelezen: er kan meer zijn.',
    unread_other: '{{count}} lijsten konden niet worden gelezen: er kan meer zijn.',
    twin: `Typ **${typed['digest daily']} 08:00** om dit elke dag te krijgen, **${typed['digest off']}** om ermee te stoppen.`,
  },
};
