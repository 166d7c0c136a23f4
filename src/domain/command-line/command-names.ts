import type { Language } from '../languages.ts';

/** What a command is called besides its name, by language. The first Dutch one is what Dutch texts call it. */
export const commandAliases = {
  help: { en: ['?', 'commands', 'hi', 'hello'], nl: ['hulp', 'hallo'] },
  whoami: { en: ['who am i', 'me'], nl: ['wie ben ik', 'ik'] },
  vms: { en: ['list vms'], nl: ['machines', "vm's", 'lijst'] },
  vm: { en: ['machine', 'show'], nl: ['toon'] },
  check: { en: ['will it restore'], nl: ['controleer'] },
  points: { en: ['recovery points', 'restore points'], nl: ['herstelpunten', 'punten'] },
  backup: { en: ['back up', 'backup now'], nl: ['maak back-up van', 'maak backup van', 'back-up'] },
  policies: { en: ['list policies', 'backup policies'], nl: ['beleid', 'beleidsregels'] },
  'policy new': { en: ['new policy', 'create policy'], nl: ['nieuw beleid', 'beleid nieuw'] },
  protect: { en: ['enable backup', 'enable backup of'], nl: ['beveilig', 'bescherm'] },
  keyaccess: { en: ['key access', 'key access of'], nl: ['sleuteltoegang', 'sleuteltoegang van'] },
  'protection stop': {
    en: ['stop protection', 'stop protection of'],
    nl: ['stop beveiliging', 'stop beveiliging van'],
  },
  'protection resume': {
    en: ['resume protection', 'resume protection of'],
    nl: ['hervat beveiliging', 'hervat beveiliging van'],
  },
  undelete: { en: ['undelete backup of'], nl: ['haal terug', 'terughalen'] },
  restore: { en: ['recover'], nl: ['herstel', 'zet terug'] },
  'restore files': {
    en: ['restore file', 'restore folder', 'recover files', 'recover file', 'file recovery', 'file restore'],
    nl: [
      'herstel bestanden',
      'herstel bestand',
      'herstel map',
      'zet bestanden terug',
      'zet bestand terug',
      'bestanden herstellen',
      'bestanden terugzetten',
      'bestandsherstel',
    ],
  },
  byhand: { en: ['by hand'], nl: ['met de hand', 'zelf'] },
  leftovers: { en: ['left over', 'clean up'], nl: ['restanten', 'overblijfselen', 'opruimen'] },
  confirm: { en: [], nl: ['bevestig'] },
  requests: { en: ['list requests'], nl: ['aanvragen'] },
  approve: { en: ['ok'], nl: ['keur goed', 'goedkeuren', 'akkoord'] },
  reject: { en: ['deny', 'decline'], nl: ['wijs af', 'afwijzen', 'keur af'] },
  withdraw: { en: ['take back'], nl: ['trek in', 'intrekken'] },
  ask: { en: ['question'], nl: ['vraag'] },
  answer: { en: [], nl: ['antwoord'] },
  why: { en: [], nl: ['waarom'] },
  breakglass: { en: ['break glass'], nl: ['noodprocedure'] },
  review: { en: ['sign'], nl: ['teken', 'onderteken'] },
  retry: { en: ['try again'], nl: ['probeer opnieuw', 'opnieuw'] },
  takeover: { en: ['take over'], nl: ['neem over', 'overnemen'] },
  jobs: { en: ['list jobs'], nl: ['taken'] },
  job: { en: ['progress', 'status'], nl: ['taak', 'voortgang'] },
  cancel: { en: ['abort', 'cancel job'], nl: ['annuleer', 'annuleer taak', 'breek af'] },
  subscribe: { en: ['subscribe to', 'notify'], nl: ['abonneer', 'abonneer op', 'meld'] },
  unsubscribe: { en: ['unsubscribe from'], nl: ['afmelden', 'meld af'] },
  subscriptions: { en: ['list subscriptions', 'mutes'], nl: ['abonnementen'] },
  mute: { en: ['silence'], nl: ['demp', 'dempen'] },
  unmute: { en: [], nl: ['dempen stoppen', 'niet meer dempen'] },
  'on it': { en: ['i am on it', "i'm on it"], nl: ['ik pak het op', 'mee bezig', 'ben ermee bezig'] },
  digest: { en: ['morning report', 'overview'], nl: ['overzicht', 'ochtendoverzicht'] },
  'digest daily': { en: ['digest every day', 'daily digest'], nl: ['overzicht dagelijks', 'dagelijks overzicht'] },
  'digest off': { en: ['no digest', 'stop digest'], nl: ['overzicht uit', 'geen overzicht'] },
  explain: { en: ['what is', 'error'], nl: ['leg uit', 'uitleg', 'fout'] },
  audit: { en: ['log'], nl: ['logboek'] },
  'audit verify': { en: ['verify audit'], nl: ['logboek controleer', 'controleer logboek'] },
  'audit export': { en: ['export audit'], nl: ['logboek exporteer', 'exporteer logboek'] },
  'approvals here': { en: ['approve here'], nl: ['goedkeuringen hier'] },
  channel: { en: ['this channel'], nl: ['kanaal', 'dit kanaal'] },
  'channel allow': { en: ['allow channel'], nl: ['kanaal sta toe', 'kanaal toestaan'] },
  forget: { en: ['never mind', 'nevermind'], nl: ['vergeet', 'laat maar'] },
  language: { en: ['lang'], nl: ['taal'] },
  timezone: { en: ['time zone'], nl: ['tijdzone'] },
  doctor: { en: ['health', 'ping'], nl: ['dokter', 'gezondheid'] },
} as const satisfies Record<string, CommandAliases>;

export type CommandName = keyof typeof commandAliases;
type CommandAliases = { en: readonly string[]; nl: readonly [string, ...string[]] };

/** The head of a command's spec. */
export function named(name: CommandName): { name: CommandName; aliases: CommandAliases } {
  return { name, aliases: commandAliases[name] };
}

/** What texts in a language tell people to type, by command. */
export function typedIn(language: Language): Readonly<Record<CommandName, string>> {
  return typed[language];
}

/** One of them, by the name of its spec. */
export function commandIn(language: Language, name: string): string {
  return Object.hasOwn(commandAliases, name) ? typed[language][name as CommandName] : name;
}

const names = Object.keys(commandAliases) as CommandName[];
const typed = {
  en: wordsBy((name) => name),
  nl: wordsBy((name) => commandAliases[name].nl[0]),
};

function wordsBy(word: (name: CommandName) => string): Record<CommandName, string> {
  return Object.fromEntries(names.map((name) => [name, word(name)])) as Record<CommandName, string>;
}
