import { languages } from '../../kernel/languages.ts';
import type { chat as english } from '../en/chat.ts';
import type { SameRoom, SameTexts } from '../language-folder.ts';

export const chat: SameRoom<typeof english> = {
  commands: {
    help: {
      summary: 'Wat ik kan, of één opdracht met voorbeelden',
      names: ['hulp', 'hallo', 'hoi'],
      examples: ['hulp', 'hulp herstel', 'hulp alles'],
    },
    settings: {
      summary: 'Je taal en tijdzone, en wat ik voor je bewaar tot je rol actief is',
      names: ['instellingen', 'mijn instellingen'],
      examples: [
        'instellingen',
        'instellingen taal nl',
        'instellingen tijdzone Europe/Amsterdam',
        'instellingen vergeet',
      ],
    },
    channel: {
      summary: 'Wat dit kanaal mag, in welke taal en tijdzone, waar over aanvragen wordt beslist, privéantwoorden',
      names: ['kanaal', 'dit kanaal'],
      examples: [
        'kanaal',
        'kanaal sta toe alles',
        'kanaal sta toe machines status herstel rsv-prod',
        'kanaal sta toe geen',
        'kanaal taal nl',
        'kanaal tijdzone UTC',
        'kanaal goedkeuringen',
        'kanaal goedkeuringen uit',
        'kanaal privé',
        'kanaal privé uit',
      ],
    },
  },
  keywords: {
    page: ['pagina'],
    in: ['in', 'kluis'],
    reason: ['omdat', 'want', 'reden'],
    size: ['formaat', 'grootte'],
    region: ['andere regio', 'regio'],
    all: ['alles'],
    off: ['uit'],
    language: ['taal'],
    forget: ['vergeet'],
    allow: ['sta toe', 'toestaan'],
    approvals: ['goedkeuringen'],
    private: ['privé', 'prive'],
  },
  texts: (typed): SameTexts<typeof english> => ({
    access: {
      activate: 'Activeer de rol',
      kept: `{{message}} Ik bewaar je verzoek tot {{until}} en ga verder zodra de rol actief is. Met "${typed.settings} vergeet" verwijder je het. {{link}}`,
      'went-on': 'Je rol is actief, en ik ben verdergegaan met wat je had gevraagd: {{asked}}.',
      'went-on-here': '{{name}} Ik ben verdergegaan met wat je had gevraagd.',
      'not-understood':
        'Je rol is actief, maar ik begrijp niet meer wat je had gevraagd: {{asked}}. Er is niets gedaan.',
      'no-longer-kept':
        'Er is op tijd geen rol geactiveerd, dus ik bewaar niet langer wat je had gevraagd: {{asked}}. Er is niets gedaan.',
      'kept-full': `{{message}} Ik bewaar al {{most}} verzoeken van je: vraag het opnieuw zodra de rol actief is. Met "${typed.settings} vergeet" verwijder je ze. {{link}}`,
      'kept-instead': 'Ik bewaar er hoogstens {{most}}, dus het oudste bewaar ik niet langer: {{asked}}.',
      queued: `In de wachtrij; begint over {{wait}}, om {{at}}: {{asked}}. Met "${typed.settings} vergeet" neem je het terug.`,
      'queued-already': 'Al in de wachtrij; begint over {{wait}}, om {{at}}: {{asked}}.',
      'turn-missed':
        'Ik draaide niet toen dit aan de beurt was, dus er is niets gedaan: {{asked}}. Stuur het opnieuw als je het nog wilt.',
      'answer-missed': `Ik kon je niet op tijd antwoorden: {{asked}}. Kijk op de kaart of typ "${typed.status}" voordat je het opnieuw stuurt.`,
      forgotten: 'Ik bewaar {{asked}} niet langer.',
      'nothing-kept': 'Ik bewaar niets voor je.',
      'channel-personal': 'In onze persoonlijke chat mag je alles gebruiken wat je Azure-rollen toestaan.',
      'channel-decides': 'Aanvragen worden ook beslist in het goedkeuringskanaal{{name}}.',
      'channel-decides-here': 'In dit kanaal worden aanvragen beslist.',
      'channel-rules': 'Goedkeuringsregels: {{rules}}.',
      'channel-may': 'Dit kanaal mag {{commands}} gebruiken, voor {{vaults}}.',
      'channel-reads': `Iedereen leest hier {{language}}, met tijden in {{zone}}: verander dat met "${typed.channel} taal en" of "${typed.channel} tijdzone Europe/Amsterdam".`,
      'channel-shared':
        "Dit kanaal is gedeeld: mensen van andere organisaties lezen mee. Links en id's van Azure laat ik weg, en {{commands}} beantwoord ik alleen aan wie het vraagt. Sta alleen de opdrachten en kluizen toe die hier horen om minder te laten zien.",
      'all-commands': 'alle opdrachten',
      'all-vaults': 'alle kluizen',
      'some-vaults': 'deze kluizen: {{names}}',
    },
    audit: {
      event: {
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
        person: { erased: 'wiste wat er over een persoon werd bewaard' },
      },
    },
    cards: {
      words: {
        twin: 'Of typ {{lines}}',
        'twin-instead': 'Of typ {{line}}, of in plaats van {{first}}: {{others}}',
      },
      'private-answers': {
        sentence:
          'Tik op de knop om zulke antwoorden hier te krijgen, alleen voor jou zichtbaar. Deze regel is een proef: alleen jij zou hem moeten zien.',
        twin: `Of typ: **${typed.channel} privé**`,
      },
      help: {
        heading: 'Strongroom',
        lead: 'Maakt back-ups van versleutelde virtuele machines en zet ze terug. Een tweede persoon keurt elk herstel goed.',
        also: 'Je kunt ook typen: {{names}}.',
        examples: 'Bijvoorbeeld',
        twin: `Meer over een opdracht: **${typed.help} {{command}}**`,
        'twin-all': `Alles wat je hier kunt: **${typed.help} alles**`,
        sentence: 'Ik begrijp opdrachten en gewone zinnen.',
      },
      form: { 'label-more': '{{label}} (nog {{count}} kun je typen)' },
      'form-folded': {
        cancelled: '{{name}} heeft het formulier voor {{vm}} gesloten. Er is niets aangevraagd.',
        replaced: '{{name}} heeft nieuwere formulieren open, dus dat voor {{vm}} is gesloten. Er is niets aangevraagd.',
        rehearsed: '{{name}} heeft gezien wat er met {{vm}} gedaan zou zijn. Er is niets aangevraagd.',
        expired: 'Het formulier van {{name}} voor {{vm}} is na 15 minuten gesloten. Er is niets aangevraagd.',
        submitted: '{{name}} heeft de aanvraag voor {{vm}} verstuurd.',
      },
      button: {
        'form-cancel': 'Annuleren',
        'open-own': 'Mijn eigen formulier openen',
        'view-form': 'Formulier openen',
        'private-seen': 'Ik zie dit',
        'as-dialog': 'Openen in een venster',
      },
      'form-busy': { text: '{{name}} vult een formulier in voor {{vm}}.' },
    },
    commands: {
      'did-you-mean': 'Die opdracht ken ik niet. Bedoel je {{suggestions}}?',
      renamed: 'Er is nog niets gebeurd: "{{given}}" heet nu **{{line}}**.',
      empty: `Ik ben er. Typ "${typed.help}" voor wat ik kan.`,
      power: `Strongroom kan geen machines {{verb}}: het maakt alleen back-ups en zet die terug. Gebruik de Azure-portal, of typ "${typed.vm} {{vm}}" voor de toestand.`,
      'power-unnamed':
        'Strongroom kan geen machines {{verb}}: het maakt alleen back-ups en zet die terug. Gebruik de Azure-portal.',
      verb: { start: 'starten', stop: 'stoppen', restart: 'herstarten' },
      'for-example': 'Bijvoorbeeld: {{example}}',
      question: 'Dat is een vraag, dus ik heb niets gedaan. Typ "{{line}}" om het te doen.',
      problem: {
        missing: 'Na "{{command}}" heb ik {{argument}} nodig.',
        'no-value': 'Na "{{given}}" verwacht ik een waarde.',
        twice: 'Je gaf "{{given}}" meer dan één keer.',
        unexpected: 'Ik weet niet wat ik met "{{given}}" moet in "{{command}}".',
        'unknown-option': '"{{command}}" heeft geen optie "{{given}}".',
        'unknown-option-near': '"{{command}}" heeft geen optie "{{given}}". Bedoel je "{{suggestion}}"?',
        'not-a-request-id': '"{{given}}" is geen aanvraagnummer. Die zien eruit als R-7K2M.',
        'excluded-letters':
          '"{{given}}" kan geen aanvraagnummer zijn: daarin komt nooit {{letters}} voor. Kijk nog eens goed.',
      },
      argument: {
        subject: 'een aanvraagnummer of de naam van een machine',
        words: 'namen van opdrachten of kluizen, of "alles"',
        id: 'een aanvraagnummer zoals R-7K2M',
        vm: 'de naam van een machine',
        vms: 'de namen van machines',
        language: languages.join(' of '),
        name: 'een naam',
        timezone: 'een tijdzone',
        vault: 'een kluis',
      },
    },
    errors: {
      'approvals-not-here': {
        message: 'Over aanvragen wordt niet in dit kanaal beslist, dus er is niets veranderd.',
        remedy: `Typ "${typed.channel} goedkeuringen uit" in het kanaal waar dat wel gebeurt.`,
      },
      guest: {
        message: 'Gasten kunnen Strongroom niet gebruiken.',
        remedy: 'Vraag het iemand van deze organisatie.',
      },
      'member-unknown': {
        message: 'Ik kan nu niet zien of je lid van deze organisatie bent, dus ik verander niets voor je.',
        remedy:
          'Probeer het over een minuut opnieuw; blijft het zo, dan mist de bot de Graph-machtiging User.Read.All.',
      },
      'channel-unset': {
        message: `Dit gesprek is niet ingesteld: alleen "${typed.help}" en "${typed.whoami}" werken hier.`,
        remedy: `Schrijf me in onze persoonlijke chat, of laat een beheerder hier "${typed.channel} sta toe alles" typen.`,
      },
      'channel-command': {
        message: '"{{command}}" mag in dit kanaal niet worden gebruikt; deze wel: {{commands}}.',
        remedy: 'Schrijf me in onze persoonlijke chat, of vraag een beheerder om het toe te staan.',
      },
      'channel-only': {
        message: 'Dit is een instelling van een kanaal, en dit is een persoonlijke chat.',
        remedy: 'Typ het in het kanaal waar het om gaat.',
      },
      'channel-word-unknown': {
        message: '"{{given}}" is geen opdracht en ook geen kluis die ik bewaak.',
        remedy: `Typ "${typed.channel} sta toe" met namen van opdrachten en kluizen, "alles" of "geen".`,
      },
      'page-unreadable': {
        message: '"{{given}}" is geen paginanummer.',
        remedy: 'Typ bijvoorbeeld "pagina 2".',
      },
      'message-too-long': {
        message: 'Dat zijn meer dan {{most}} tekens, dus ik heb het niet gelezen.',
        remedy: 'Maak het korter. Om een fout te laten uitleggen, is de code genoeg.',
      },
      'too-many-lines': {
        message: 'Er wachten al {{count}} regels van je, dus deze is niet aangenomen.',
        remedy: `Stuur hem over {{seconds}} seconden opnieuw. Van herstel mogen er {{most}} regels wachten; goedkeuringen en de ${typed.breakglass} worden altijd aangenomen.`,
      },
      'form-open': {
        message: 'Je formulier voor {{vm}} staat in dit gesprek al open.',
        remedy: 'Ga daarmee verder, of annuleer het eerst.',
      },
      'not-your-form': {
        message: 'Dit formulier is van {{name}}.',
        remedy: 'Open je eigen formulier: typ "{{command}} {{rest}}".',
      },
      'stale-card': {
        message: 'Deze kaart is niet meer actueel, dus er is niets gedaan.',
        remedy: `Gebruik de nieuwste kaart in de thread, of typ "${typed.status}".`,
      },
      'form-expired': {
        message: 'Dit formulier is na 15 minuten gesloten.',
        remedy: 'Typ "{{command}} {{rest}}" voor een nieuw formulier.',
      },
      'already-confirmed': {
        message: 'Je hebt {{id}} al bevestigd en dat is aangekomen. Deze keer is er niets gedaan.',
        remedy: `De kaart staat in de thread of is onderweg. Typ "${typed.status}" om te zien hoe het ervoor staat.`,
      },
      'confirmed-by-owner': {
        message: '{{name}} heeft {{id}} al bevestigd.',
        remedy: `Wacht de aanvraag op goedkeuring, typ dan "${typed.approve} {{id}}" om erover te beslissen. "${typed.status} {{id}}" zegt wie dat mag.`,
      },
      'unknown-command': {
        message: 'Die opdracht ken ik niet.',
        remedy: `Typ "${typed.help}" voor wat ik kan.`,
      },
      'no-command-of-topic': {
        message: 'Over dit onderwerp kun je hier geen opdrachten gebruiken.',
        remedy: `Typ "${typed.help} alles" voor wat je hier kunt, of "${typed.whoami}" voor wat je Azure-rollen toestaan.`,
      },
      'timezone-unknown': {
        message: '"{{given}}" is geen tijdzone die ik ken.',
        remedy: `Typ bijvoorbeeld "${typed.settings} tijdzone Europe/Amsterdam". Namen uit Windows mogen ook.`,
      },
      'language-unknown': {
        message: '"{{given}}" spreek ik niet.',
        remedy: `Typ ${languages.map((language) => `"${typed.settings} taal ${language}"`).join(' of ')}.`,
      },
    },
    help: {
      sections: {
        look: 'Kijken',
        restore: 'Terugzetten',
        decide: 'Beslissen',
        backup: 'Back-up maken',
        jobs: 'Taken',
        audit: 'Logboek',
        settings: 'Instellingen',
      },
      situation: {
        title: 'Wat je nu kunt typen',
        twin: `Meer over een onderwerp: {{topics}}. Over een opdracht: {{command}}. Alles: **${typed.help} alles**`,
        'twin-command': `Meer over één opdracht: {{command}}. Alles wat je hier kunt: **${typed.help} alles**`,
        waits: '{{vm}}: wacht op jouw beslissing. Je ziet eerst het plan',
        pending: '{{vm}}: wie moet goedkeuren',
        running: '{{vm}}: voortgang',
        'has-failed': '{{vm}}: wat er mislukte, en wat je kunt doen',
        failed: 'Wat er hier mislukte, {{vm}} bijvoorbeeld',
        unset: 'Bepaal waar dit kanaal voor gebruikt mag worden',
        check: 'Is {{vm}} terug te zetten?',
        restore: 'Zet {{vm}} terug vanaf een herstelpunt; een tweede persoon keurt dat goed',
        backup: 'Maak nu een back-up van {{vm}}',
        vms: 'Je machines, beveiligd of niet',
        requests: 'Wat op jou wacht, loopt en mislukte',
        doctor: 'Wat er nog ingesteld moet worden',
        explain: 'Wat een foutcode betekent; plak die van jou',
        whoami: 'Wie je voor mij bent, en wat je Azure-rollen je laten doen',
      },
      sideEffect: {
        none: 'Leest alleen.',
        changes: 'Verandert meteen iets.',
        'asks-approval': 'Iemand anders moet het goedkeuren voordat er iets gebeurt.',
      },
    },
    say: {
      language: 'Ik antwoord je vanaf nu in het Nederlands. Kanalen houden hun eigen taal.',
      timezone: 'Ik geef je tijden vanaf nu in {{zone}}, en lees die van jou ook zo.',
      'timezone-here': 'Tijden die iedereen hier leest, zijn vanaf nu in {{zone}}, met UTC erbij.',
      private: {
        seen: 'Antwoorden voor één persoon geef ik vanaf nu hier, en alleen die persoon ziet ze. Na 24 uur verdwijnen ze.',
        asked:
          'In dat gesprek staat een regel die alleen jij zou moeten zien. Zie je hem, tik er dan op "Ik zie dit". Zie je hem niet, dan blijven zulke antwoorden in onze persoonlijke chat.',
        off: 'Antwoorden voor één persoon gaan vanaf nu naar diens chat met mij.',
        leaked:
          'Die regel was voor iemand anders bedoeld, maar jij zag hem ook. Daarom blijven zulke antwoorden hier in persoonlijke chats. Meld het bij een beheerder.',
      },
      settings: `Ik antwoord je in het {{language}} en geef tijden in {{zone}}. Verander dat met "${typed.settings} taal en" of "${typed.settings} tijdzone Europe/Amsterdam".`,
      'language-here': 'Wat iedereen hier leest, is vanaf nu in het Nederlands.',
    },
    words: {
      'read-as': 'Ik lees dit als **{{line}}**.',
      ignored: 'Niet meegenomen: {{words}}.',
      'last-before': 'Laatste vóór {{named}}: {{at}}.',
      'nothing-yet': 'Er is nog niets gebeurd.',
      machine: 'Welke machine bedoel je?',
      point: 'Welk herstelpunt bedoel je?',
      way: 'Hoe wil je terugzetten?',
      vault: 'Welke kluis bedoel je?',
      command: 'Wat wil je doen?',
      this: 'Bedoel je dit?',
      meaning_one: 'Bedoel je dit?',
      meaning_other: 'Bedoel je een van deze?',
      unknown_one: 'Dat begrijp ik niet. Bedoel je dit?',
      unknown_other: 'Dat begrijp ik niet. Bedoel je een van deze?',
      exact: 'Dat doe ik niet vanuit een zin. Gebruik de knop op de kaart, of typ {{lines}}.',
      near: 'Bedoel je {{machine}}?',
    },
  }),
};
