import type { doctor as english } from '../en/doctor.ts';
import type { SameRoom, SameTexts } from '../language-folder.ts';

export const doctor: SameRoom<typeof english> = {
  commands: {
    audit: {
      summary: 'Wie wat deed, van een aanvraag, een machine of alles',
      names: ['logboek'],
      examples: ['logboek R-7K2M', 'logboek sql-01', 'logboek'],
    },
    'audit verify': {
      summary: 'Controleer dat er in het logboek niets ontbreekt of veranderd is',
      names: ['logboek controleer', 'controleer logboek'],
      examples: ['logboek controleer'],
    },
    'audit export': {
      summary: 'Het logboek van een aanvraag als JSON Lines, in je persoonlijke chat',
      names: ['logboek exporteer', 'exporteer logboek'],
      examples: ['logboek exporteer R-7K2M'],
    },
    doctor: {
      summary: 'Of alles goed is ingesteld, en hoe je oplost wat niet goed is',
      names: ['dokter', 'gezondheid'],
      examples: ['dokter'],
    },
  },
  texts: (typed): SameTexts<typeof english> => ({
    audit: {
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
        text: 'mist een naam of tekst, of heeft een andere dan er geschreven is',
      },
      page: '{{id}}, pagina {{number}} van {{pages}}: JSON Lines, oudste eerst.',
      exported: 'Het logboek van {{id}} ({{count}} regels) staat in onze persoonlijke chat.',
      anchor: {
        none: 'Niet verankerd: dit toont alleen dat het logboek bij zichzelf past. De eigenaar van de database kan het opnieuw maken; docs/operations.md zegt hoe je de koppen elders bewaart.',
        unread: 'Ik kan de verankerde koppen nu niet lezen, dus dit toont alleen dat het logboek bij zichzelf past.',
        locked: 'Alle {{heads}} verankerde koppen staan erin, de laatste van {{last}}.',
        unlocked:
          'Alle {{heads}} verankerde koppen staan erin, de laatste van {{last}}. Verankerd, niet vergrendeld: wie het opslagaccount beheert, kan het beleid nog weghalen.',
        differs:
          'Dit is niet het logboek dat verankerd is: kop {{seq}} staat er niet in. Meld het bij je security officer, en laat de database zoals die is.',
      },
      event: {
        audit: { exported: 'exporteerde het logboek' },
      },
    },
    cards: {
      audit: {
        heading: 'Logboek',
        'heading-of': 'Logboek van {{about}}',
        none: 'Daarover is niets opgeschreven.',
        bot: 'Strongroom',
        plan: 'plan {{piece}}',
        line: '{{when}}, {{name}}',
        twin: `Of typ: **${typed.audit} {{about}}pagina {{page}}**`,
        sentence: 'Het logboek, nieuwste eerst, vanaf regel {{seq}}.',
        'sentence-of': 'Het logboek van {{about}}, nieuwste eerst, vanaf regel {{seq}}.',
      },
      button: { 'audit-page': 'Oudere regels' },
    },
    doctor: {
      heading: 'Controle van Strongroom',
      bad_one: '✗ Eén ding op te lossen, {{off}} niet aangezet, {{unknown}} niet bekeken.',
      bad_other: '✗ {{count}} dingen op te lossen, {{off}} niet aangezet, {{unknown}} niet bekeken.',
      warned_one: '! Eén ding om naar te kijken, {{off}} niet aangezet, {{unknown}} niet bekeken.',
      warned_other: '! {{count}} dingen om naar te kijken, {{off}} niet aangezet, {{unknown}} niet bekeken.',
      'nothing-bad': '✓ Niets op te lossen. {{off}} niet aangezet, {{unknown}} niet bekeken.',
      more: 'En nog {{count}}: `npm run doctor` op de host toont alles.',
      rest: 'En nog {{count}}.',
      identity: {
        good: { message: 'Aangemeld bij Azure.' },
        unknown: {
          message: 'Aangemeld bij Azure, maar het token zegt niet als wie.',
          remedy:
            'Zonder dat kunnen rollen niet worden bekeken: gebruik een beheerde identiteit of een app-registratie van deze tenant.',
        },
        bad: {
          message: 'Entra geeft geen token ({{code}}).',
          remedy:
            'Met een beheerde identiteit: is die aan deze host toegewezen, en is BOT_APP_ID het client-id ervan? Met een geheim: is BOT_CLIENT_SECRET verlopen, en is TENANT_ID de tenant van de app-registratie? Tot dan werkt er niets.',
        },
      },
      entra: {
        bad: {
          message: 'Entra antwoordde niet ({{code}}).',
          remedy:
            'Kijk wat HTTPS_PROXY zegt, en of de hosts in docs/permissions.md, onder Network, vanaf hier bereikbaar zijn. Tot dan werkt er niets.',
        },
      },
      'bot-id': {
        good: { message: 'De bot en de identiteit hebben één id, {{botAppId}}.' },
        bad: {
          message: 'De identiteit heeft het id {{appId}}, en BOT_APP_ID is {{botAppId}}.',
          remedy:
            'Zet BOT_APP_ID op het client-id van de identiteit, gebruik dat in de Azure Bot en in het Teams-pakket (npm run package -- --bot-id …), en upload dat opnieuw.',
        },
      },
      'sign-in': {
        good: { message: 'Niets waarmee de bot zich aanmeldt, verloopt.' },
      },
      secret: {
        good: {
          message_one: 'Het geheim is nog één dag geldig.',
          message_other: 'Het geheim is nog {{count}} dagen geldig.',
        },
        unknown: {
          message: 'Niemand heeft gezegd wanneer het geheim verloopt, en Entra vertelt het de bot niet.',
          remedy:
            'Zet BOT_CLIENT_SECRET_ENDS op de dag in de app-registratie, of gebruik een certificaat of een beheerde identiteit.',
        },
        bad: {
          message_one: 'Het geheim verloopt over één dag. Daarna werkt er niets meer.',
          message_other: 'Het geheim verloopt over {{count}} dagen. Daarna werkt er niets meer.',
          remedy:
            'Voeg een nieuw geheim toe aan de app-registratie, stel BOT_CLIENT_SECRET en BOT_CLIENT_SECRET_ENDS in, start de bot opnieuw, en haal dan het oude weg.',
        },
      },
      certificate: {
        good: {
          message_one: 'Het certificaat is nog één dag geldig.',
          message_other: 'Het certificaat is nog {{count}} dagen geldig.',
        },
        bad: {
          message_one: 'Het certificaat verloopt over één dag. Daarna werkt er niets meer.',
          message_other: 'Het certificaat verloopt over {{count}} dagen. Daarna werkt er niets meer.',
          remedy:
            'Voeg een nieuw certificaat toe aan de app-registratie, vervang het bestand dat BOT_CERTIFICATE_FILE noemt, start de bot opnieuw, en haal dan het oude weg.',
        },
      },
      subscriptions: {
        unknown: {
          message: 'Geen kluis kon worden gelezen: Azure antwoordde niet ({{code}}).',
          remedy:
            'Aan rechten ligt dit niet. Probeer het over een minuut opnieuw; kijk dan of de hosts in docs/permissions.md, onder Network, bereikbaar zijn.',
        },
        good: { message: 'Kluizen: {{count}}, abonnementen: {{subscriptions}}.' },
        bad: {
          message: 'Er kan geen kluis worden gelezen ({{code}}).',
          remedy: `Geef de identiteit de trede observe op elk abonnement in SUBSCRIPTIONS (infra/roles/observe.json, of Reader), en kijk na of de id’s kloppen. Tot dan vind ik geen machines.`,
        },
      },
      subscription: {
        unknown: {
          message: 'Azure antwoordde niet op de vraag naar de kluizen van abonnement {{id}} ({{code}}).',
        },
        bad: {
          message: 'De kluizen van abonnement {{id}} kunnen niet worden gelezen ({{code}}).',
          remedy:
            'Geef de identiteit daar de trede observe, of haal het id uit SUBSCRIPTIONS. Tot dan ontbreken de machines ervan in lijsten.',
        },
      },
      unlisted: {
        good: { message: 'Elk abonnement dat ik kan lezen, staat in SUBSCRIPTIONS.' },
        off: {
          message_one:
            'Ik kan één abonnement lezen dat niet in SUBSCRIPTIONS staat: {{names}}. Kluizen daarin: {{vaults}}.',
          message_other:
            'Ik kan {{count}} abonnementen lezen die niet in SUBSCRIPTIONS staan: {{names}}. Kluizen daarin: {{vaults}}.',
          remedy:
            'Moet daar ook worden geback-upt? Zet het id in SUBSCRIPTIONS (bij een uitrol SUBSCRIPTION_IDS, zoals docs/deploy.md laat zien). Tot dan meld ik er niets over.',
        },
        unknown: {
          message: 'Of er abonnementen zijn die niet in SUBSCRIPTIONS staan, is niet te lezen ({{code}}).',
          remedy: 'Probeer het over een minuut opnieuw. Die in SUBSCRIPTIONS werken gewoon.',
        },
      },
      'unlisted-unread': {
        unknown: {
          message:
            'Of ik deze abonnementen, die niet in SUBSCRIPTIONS staan, kan lezen, is onbekend ({{code}}): {{names}}.',
          remedy: 'Probeer het over een minuut opnieuw.',
        },
      },
      details: {
        identity: 'Identiteit van Strongroom: {{objectId}}',
        ids: "Id's: {{ids}}",
        'ids-more': "Id's: {{ids}} en nog {{more}}",
        lacking: 'Azure-acties, trede {{tier}}, {{vault}}: {{lacking}}',
      },
      place: {
        vault: 'kluis',
        'target-group': 'doelgroep',
        'staging-account': 'tussenopslag',
        'drill-group': 'groep voor oefeningen',
        'drill-staging': 'tussenopslag voor oefeningen',
        'quarantine-group': 'groep voor quarantaine',
        'quarantine-staging': 'tussenopslag voor quarantaine',
        'key-vault': 'sleutelkluis',
      },
      tier: {
        good: { message: 'Trede {{tier}} op {{vault}}: aanwezig.' },
        off: {
          message: 'Trede {{tier}} op {{vault}} staat niet aan: daar geen {{commands}}.',
          remedy: 'Als dat wel moet: rol uit met die trede, of wijs infra/roles/{{tier}}.json toe aan de identiteit.',
        },
        unknown: {
          message: 'Of trede {{tier}} op {{vault}} het recht heeft om {{lacking}}, is niet te zeggen.',
          remedy:
            'Laat de identiteit roltoewijzingen en -definities van het abonnement lezen (trede observe). Over een voorwaardelijke toewijzing beslist Azure bij gebruik.',
        },
        bad: {
          message: 'Trede {{tier}} op {{vault}} is niet compleet: het recht ontbreekt om {{lacking}}.',
          remedy:
            'Wijs infra/roles/{{tier}}.json opnieuw toe op de plekken die docs/permissions.md noemt. Opdrachten die mislukken: {{commands}}.',
        },
      },
      'key-tier': {
        good: { message: 'Trede {{tier}}: aanwezig op {{places}}.' },
        off: {
          message:
            'Trede {{tier}} is er op geen sleutelkluis met rollen: wat {{commands}} daar nodig heeft, gebeurt met de hand.',
          remedy:
            'Als dat wel moet: rol uit met die trede, of wijs infra/roles/{{tier}}.json op elke sleutelkluis toe aan de identiteit. Sleutelkluizen met toegangsbeleid zijn hier niet te zien.',
        },
        unknown: {
          message: 'Of trede {{tier}} er is, is niet te zeggen.',
          remedy: 'Laat de identiteit roltoewijzingen en roldefinities op het abonnement lezen (trede observe).',
        },
        bad: {
          message:
            'GRANT_KEY_ACCESS staat aan, en trede {{tier}} is er op geen sleutelkluis: {{commands}} eindigt met regels die iemand zelf moet uitvoeren.',
          remedy: 'Rol uit met TIER_GRANT en GRANT_KEY_VAULT_IDS, of zet GRANT_KEY_ACCESS=off.',
        },
      },
      'other-secrets': {
        warn: {
          message: 'Trede keys kan meer lezen dan schijfsleutels: er staan andere geheimen in {{places}}.',
          remedy: 'Verplaats die geheimen naar een andere sleutelkluis, of haal de rol van de trede daar weg.',
        },
        unknown: { message: 'Of trede keys meer kan lezen dan schijfsleutels in {{places}}, is niet te zeggen.' },
      },
      'vault-roles': {
        unknown: {
          message: 'Welke treden er zijn op {{vault}}, is niet bekend: Azure antwoordde niet ({{code}}).',
        },
      },
      'key-roles': {
        unknown: {
          message:
            'Of de treden keys en grant er zijn op sleutelkluizen, is niet bekend: Azure antwoordde niet ({{code}}).',
        },
      },
      graph: {
        good: { message: 'Graph antwoordt; Azure Backup is bekend in deze tenant.' },
        unknown: {
          message: 'Graph kan niet worden gelezen ({{code}}).',
          remedy: `Geef de identiteit de toepassingsmachtigingen die docs/permissions.md onder Graph noemt. Zonder Application.Read.All kan "${typed.check}" Azure Backup niet noemen.`,
        },
        bad: {
          message: 'Deze tenant heeft geen service-principal van Azure Backup ({{appId}}).',
          remedy: 'Voer az ad sp create --id {{appId}} uit. Azure maakt die ook zodra de eerste kluis wordt gebruikt.',
        },
      },
      members: {
        good: { message: 'Graph onderscheidt gasten van leden, en zegt wie in een groep zit.' },
        off: {
          message:
            'Graph zegt niet wie in een groep zit, dus groepen in het goedkeuringsbeleid en in ADMINS gelden als leeg.',
          remedy:
            'Noem je daar groepen, geef de identiteit dan GroupMember.Read.All in Microsoft Graph, zoals docs/deploy.md laat zien.',
        },
        unknown: {
          message: 'Of Graph gasten van leden onderscheidt, is onbekend ({{code}}).',
          remedy:
            'Probeer het over een minuut opnieuw. Tot dan kan wie een dag niet gezien is niets wijzigen of beslissen.',
        },
        bad: {
          message: 'Graph onderscheidt gasten niet van leden, dus niemand mag iets wijzigen of beslissen.',
          remedy:
            'Laat een Privileged Role Administrator de identiteit User.Read.All in Microsoft Graph geven, zoals docs/deploy.md laat zien.',
        },
      },
      database: {
        good: { message: 'De database ({{engine}}) antwoordt, en de tabellen zijn die van deze versie.' },
        unknown: {
          message: 'De database is niet bekeken: de draaiende bot gebruikt die.',
          remedy: `Typ "${typed.doctor}" in een chat met de bot, of stop hem eerst.`,
        },
        bad: {
          message: 'De database antwoordt niet ({{code}}).',
          remedy: `Kijk naar de server, het netwerk erheen en DATABASE_URL. Tot dan vragen opdrachten om ze later opnieuw te proberen; er gaat niets verloren.`,
        },
      },
      'database-role': {
        good: { message: 'Mijn databaserol kan aan het logboek alleen toevoegen.' },
        bad: {
          message:
            'Mijn databaserol kan de triggers verwijderen die het logboek beschermen: de tabellen zijn van die rol, of de rol kan de eigenaar worden.',
          remedy:
            'Maak een andere rol eigenaar van de tabellen en voer "npm run migrate" uit met MIGRATE_DATABASE_URL, zoals docs/hosting.md laat zien.',
        },
      },
      messages: {
        good: { message: 'Teams neemt berichten aan ({{waiting}} onderweg).' },
        bad: {
          message: 'Berichten die wachten: {{waiting}}, het oudste al {{minutes}} min.',
          remedy:
            'Zoek in het log naar "a message was not taken": 403 betekent dat de bot daar is verwijderd; 401 dat de Azure Bot een ander id of een andere tenant heeft; geen antwoord dat smba.trafficmanager.net niet te bereiken is.',
        },
      },
      pager: {
        good: { message: 'De pager op {{host}} neemt aan wat hij krijgt ({{waiting}} onderweg).' },
        warn: {
          message:
            'Er is geen pager ingesteld: ’s nachts wekt een aanvraag niemand, want Teams geeft alleen een melding.',
          remedy: 'Stel PAGER_URL en PAGER_SECRET in zoals docs/pager.md laat zien.',
        },
        bad: {
          message:
            'De pager op {{host}} nam niet alles aan ({{code}}): {{waiting}} wachten, de oudste al {{minutes}} minuten, en {{dead}} zijn in de laatste dag opgegeven.',
          remedy:
            'Vergelijk PAGER_URL, PAGER_SECRET en PAGER_FORMAT met docs/pager.md: 401 of 403 is de sleutel, 404 het adres, 400 of 422 het formaat. Chatberichten gaan gewoon door.',
        },
      },
      'on-call': {
        good: { message: 'Dienst voor de groep {{group}} heeft nu, volgens {{service}} {{schedule}}: {{people}}.' },
        bad: {
          message: '{{service}} zegt niet wie dienst heeft voor de groep {{group}} (rooster {{schedule}}).',
          remedy:
            'Controleer ONCALL_KEY en het rooster in het goedkeuringsbeleid aan de hand van docs/approval-policy.md. Tot dan kan niemand in die groep iets goedkeuren.',
        },
      },
      'on-call-nobody': {
        bad: {
          message:
            'Niemand die het goedkeuringsbeleid kent heeft nu dienst voor de groep {{group}} ({{service}} {{schedule}}).',
          remedy:
            'Vul het rooster, of zet de mensen onder `people` van de groep in het goedkeuringsbeleid. Tot dan kan niemand in die groep iets goedkeuren.',
        },
      },
      'on-call-unmapped': {
        bad: {
          message:
            '{{service}} {{schedule}} heeft voor {{group}} iemand in dienst die geen bekende persoon is: {{people}}.',
          remedy:
            'Zet hen onder `people` van de groep in het goedkeuringsbeleid, met hun object-id in Entra, en herstart de bot. Tot dan kunnen zij niets goedkeuren.',
        },
      },
      admins: {
        good: {
          message_one: 'Instellingen kunnen worden gewijzigd door één persoon of groep.',
          message_other: 'Instellingen kunnen worden gewijzigd door {{count}} personen of groepen.',
        },
        off: {
          message: 'ADMINS is leeg: niemand mag in de chat instellingen wijzigen of het logboek lezen.',
          remedy: 'Zet ADMINS op de object-id’s van personen of een groep.',
        },
      },
      'approvals-channel': {
        good: { message: 'Het goedkeuringskanaal is ingesteld.' },
        bad: {
          message:
            'Ik kan niet in het goedkeuringskanaal schrijven: ik ben uit het team gehaald, of het kanaal is weg. Tot dan wordt over aanvragen beslist waar ze zijn gedaan, of in de eigen chats van de goedkeurders.',
          remedy: `Voeg me weer toe aan het team en noem me in dat kanaal, of laat een beheerder "${typed.channel} goedkeuringen" typen in een ander kanaal.`,
        },
        off: {
          message: 'Er is geen goedkeuringskanaal: over aanvragen wordt beslist in de thread waarin ze zijn gedaan.',
          remedy: `Een beheerder typt "${typed.channel} goedkeuringen" in het kanaal dat het moet worden.`,
        },
      },
      channels: {
        good: { message_one: 'Eén kanaal is toegestaan.', message_other: '{{count}} kanalen zijn toegestaan.' },
        off: {
          message: `Er is geen kanaal toegestaan: in kanalen worden alleen "${typed.help}" en "${typed.whoami}" beantwoord.`,
          remedy: `Een beheerder typt in elk kanaal "${typed.channel} sta toe alles" (of de opdrachten en kluizen).`,
        },
      },
      profile: {
        good: { message: '{{vault}} heeft een herstelprofiel met een geïsoleerd subnet.' },
        off: {
          message: '{{vault}} heeft geen herstelprofiel: er kan niets uit worden teruggezet.',
          remedy: 'Voeg het toe aan RESTORE_PROFILES zoals de README laat zien, en herstart de bot.',
        },
      },
      apart: {
        good: { message: 'Subnet {{subnet}} van {{vault}} (trede {{tier}}) is afgesloten.' },
        bad: {
          message: 'Subnet {{subnet}} van {{vault}} (trede {{tier}}) bestaat niet of is niet afgesloten: {{found}}.',
          remedy: 'Laat dit verwijderen, of als opening in het herstelprofiel zetten als ontgrendelen het nodig heeft.',
        },
        unknown: {
          message: 'Of subnet {{subnet}} van {{vault}} (trede {{tier}}) is afgesloten, kan ik niet lezen.',
          remedy: 'Geef de bot trede {{tier}} op de groep ervan (docs/permissions.md).',
        },
      },
      'audit-heads': {
        good: { message: 'Wie behalve de bot koppen van het logboek aan {{container}} kan toevoegen: {{writers}}.' },
        unknown: { message: 'Ik kan niet lezen wie koppen van het logboek aan {{container}} kan toevoegen.' },
      },
      'kept-commands': {
        good: {
          message_one:
            'Vannacht zijn de opdrachten van één machine bewaard. Wie ze kan lezen: {{readers}}; wie er kan schrijven: {{writers}}.',
          message_other:
            'Vannacht zijn de opdrachten van {{count}} machines bewaard. Wie ze kan lezen: {{readers}}; wie er kan schrijven: {{writers}}.',
        },
        unknown: {
          message: 'Ik kan de bewaarde opdrachten niet lezen ({{code}}).',
          remedy: 'Geef de bot Storage Blob Data Contributor op het account van AUDIT_ANCHOR (docs/permissions.md).',
        },
        warn: {
          message_one: 'De bewaarde opdrachten van één machine zijn ouder dan 26 uur: {{machines}}.',
          message_other: 'De bewaarde opdrachten van {{count}} machines zijn ouder dan 26 uur: {{machines}}.',
          remedy: `Probeer "${typed.commands}" van zo’n machine; in het log staat waarom de laatste nacht mislukte.`,
        },
      },
      'kept-commands-none': {
        warn: {
          message:
            'Er zijn nog geen opdrachten bewaard: geen beveiligde machine heeft de tag {{tag}}, of er ging nog geen nacht voorbij.',
          remedy: 'Zet de tag op een machine, of verbeter COMMANDS_TAG.',
        },
      },
      release: {
        off: {
          message:
            'Het goedkeuringsbeleid noemt geen groep voor vrijgave uit quarantaine, dus wie een quarantaine vroeg of goedkeurde, mag de kopie ook vrijgeven.',
          remedy: 'Noem een groep voor operatie release (docs/approval-policy.md).',
        },
      },
      policy: {
        good: { message: 'Het goedkeuringsbeleid staat in een bestand.' },
        bad: {
          message:
            'Het goedkeuringsbeleid {{file}} is niet te gebruiken. Wat het laatst zonder fout is gelezen, geldt; is dat er niet, dan start de bot niet.',
          remedy: 'Voer "npm run policy -- check {{file}}" uit: dat noemt elke fout.',
        },
        off: {
          message: 'Geen goedkeuringsbeleid: één ander met hetzelfde recht kan goedkeuren.',
          remedy:
            'Als er meer nodig is: schrijf een bestand zoals docs/approval-policy.md laat zien en zet APPROVAL_POLICY.',
        },
      },
      clock: {
        good: { message: 'De klok loopt gelijk, op {{seconds}} s na.' },
        unknown: { message: 'De klok kon niet worden vergeleken: Azure heeft nog niet geantwoord.' },
        bad: {
          message: 'De klok loopt {{seconds}} s uit de pas.',
          remedy: 'Zet de klok gelijk (NTP). Vanaf vijf minuten weigeren Entra en Teams tokens, en werkt er niets.',
        },
      },
    },
    errors: {
      'audit-needs-chat': {
        message: 'Ik geef het logboek in onze persoonlijke chat, en die ken ik nog niet.',
        remedy: `Schrijf me daar, en typ "${typed['audit export']} {{id}}".`,
      },
    },
    welcome: {
      sentence: {
        personal:
          'Ik ben Strongroom: ik maak back-ups van versleutelde Azure-machines en zet ze terug. Typ help om te beginnen.',
        by: '{{name}} heeft Strongroom hier toegevoegd. Het maakt back-ups van versleutelde Azure-machines en zet ze terug.',
        nobody: 'Strongroom is hier toegevoegd. Het maakt back-ups van versleutelde Azure-machines en zet ze terug.',
      },
      heading: 'Welkom bij Strongroom',
      lead: 'Vraag hier om een herstel of een back-up. Een tweede persoon keurt elk herstel goed.',
      first: 'Drie dingen om mee te beginnen',
      mentioned: '@Strongroom {{line}}',
      line: {
        vms: 'de machines die je kunt terugzetten',
        restore: 'opent een formulier; er gebeurt niets tot je het verstuurt en iemand het goedkeurt',
        help: 'wat je nu kunt doen, en wat ik verder kan',
      },
      todo: 'Dit moet een beheerder nog instellen',
      where: {
        personal: 'Wat je hier vraagt, zie alleen jij.',
        channel:
          'Noem me in een kanaal met @, anders hoor ik je niet. Aan een privé- of gedeeld kanaal moet de app apart worden toegevoegd.',
        group: 'Noem me in deze chat met @, anders hoor ik je niet. Iedereen hier leest de antwoorden.',
      },
    },
  }),
};
