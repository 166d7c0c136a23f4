import { approvalEvents } from './approval.ts';
import { typed } from './typed.ts';

/** The audit: what happened, in words, and whether its chain is whole. */
export const auditTexts = {
  whole:
    'Het logboek klopt: {{count}} regels, er ontbreekt niets en er is niets veranderd. De laatste is {{hash}}; die staat met tussenpozen ook in het log.',
  broken:
    'Het logboek klopt niet: regel {{seq}} {{problem}}. Meld het bij je security officer, en laat de database zoals die is.',
  problem: {
    missing: 'ontbreekt',
    changed: 'is veranderd',
    relinked: 'sluit niet aan op de regel ervoor',
    added: 'staat buiten de keten',
    head: 'is niet de laatste die geschreven is',
  },
  page: '{{id}}, pagina {{number}} van {{pages}}: JSON Lines, oudste eerst.',
  exported: 'Het logboek van {{id}} ({{count}} regels) staat in onze persoonlijke chat.',
  event: {
    ...approvalEvents,
    refused: 'geweigerd',
    request: {
      asked: 'vroeg om goedkeuring',
      retried: 'opnieuw geprobeerd',
      'taken-over': 'overgenomen',
      withdrawn: 'ingetrokken',
      rejected: 'afgewezen',
      expired: 'verlopen',
      succeeded: 'geslaagd',
      failed: 'mislukt',
      cancelled: 'geannuleerd',
      void: 'vervallen',
    },
    'drill-cleanup': { asked: 'begon op te ruimen' },
    evidence: { made: 'schreef het bewijs van een kwartaal', told: 'kreeg het bewijs van een kwartaal te lezen' },
    drill: {
      asked: 'begon een oefening',
      'not-begun': 'begon een oefening niet',
      gained: 'zag machines die niemand goedkeurde',
      remade: 'zag machines die sinds de aanvraag opnieuw zijn gemaakt',
      gone: 'zag dat een goedgekeurde machine niet meer bestaat',
      stuck: 'kan nog niet verwijderen wat ze maakte',
      cleaned: 'zei dat er geen kopie van sleutels over is van een oefening',
    },
    backup: { asked: 'vroeg om een back-up' },
    protect: { asked: 'vroeg om beveiliging' },
    policy: { asked: 'vroeg om een beleid' },
    'resume-protection': { asked: 'vroeg om beveiliging te hervatten' },
    'quarantine-off': { asked: 'begon de toewijzing van een kopie in quarantaine op te heffen' },
    quarantine: { told: 'meldde hoe een kopie in quarantaine ervoor staat' },
    job: {
      followed: 'volgt een taak',
      stalled: 'taak komt niet verder',
      ended: 'taak afgelopen',
      lost: 'taak is niet meer bekend',
    },
    cancel: { asked: 'vroeg om te annuleren' },
    ask: {
      kept: 'bewaard tot een rol actief is',
      resumed: 'ging verder: een rol is actief',
      dropped: 'niet langer bewaard',
    },
    setting: {
      approvals: 'stelde in waar over aanvragen wordt beslist',
      channel: 'stelde in wat een kanaal mag',
      digest: 'stelde in wanneer het overzicht komt',
      language: 'stelde een taal in',
      private: 'stelde in waar privéantwoorden komen',
      timezone: 'stelde een tijdzone in',
    },
    subscription: {
      set: 'abonneerde zich op een kluis of machine',
      ended: 'stopte de meldingen over een kluis of machine',
      lapsed: 'meldingen gestopt: wie zich erop abonneerde, mag ze niet meer lezen',
    },
    database: { behind: 'kwam terug zonder de laatste wijzigingen' },
    digest: { lapsed: 'overzicht gestopt: wie erom vroeg, mag het niet meer lezen' },
    mute: { set: 'dempte meldingen', ended: 'hief het dempen van meldingen op' },
    notice: { taken: 'pakte op wat mislukte' },
    person: { erased: 'wiste wat er over een persoon werd bewaard' },
    audit: { exported: 'exporteerde het logboek' },
    member: { begun: 'is aan de beurt' },
    standing: { 'in-force': 'is van kracht geworden' },
    attempt: {
      opened: 'gaat Azure aanroepen',
      accepted: 'Azure nam het aan',
      refused: 'Azure weigerde het',
      found: 'kwam toch nog',
      doubled: 'Azure heeft er een taak van die niemand volgt',
      held: 'wacht voor het opnieuw verstuurd wordt',
      'not-sent': 'niets verstuurd',
      'sent-again': 'opnieuw verstuurd',
      unclear: 'Azure gaf geen duidelijk antwoord',
    },
    step: {
      done: 'stap klaar',
      skipped: 'stap overgeslagen',
      failed: 'stap mislukt',
      suspicious: 'stap vond iets verdachts',
      stuck: 'stap al een half uur opgehouden',
      overdue: 'stap duurt al veel te lang',
    },
  },
} as const;

export const auditButtons = { 'audit-page': 'Oudere regels' } as const;

export const auditCards = {
  audit: {
    heading: 'Logboek',
    'heading-of': 'Logboek van {{about}}',
    none: 'Daarover is niets opgeschreven.',
    'none-sentence': 'Het logboek zegt daar niets over.',
    bot: 'Strongroom',
    plan: 'plan {{piece}}',
    line: '{{when}}, {{name}}',
    twin: `Of typ: **${typed.audit} {{about}}pagina {{page}}**`,
    sentence: 'Het logboek, nieuwste eerst, vanaf regel {{seq}}.',
    'sentence-of': 'Het logboek van {{about}}, nieuwste eerst, vanaf regel {{seq}}.',
  },
} as const;
