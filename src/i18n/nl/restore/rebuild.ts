import type { rebuild as english } from '../../en/restore/rebuild.ts';
import type { SameRoom, SameTexts } from '../../language-folder.ts';

export const rebuild: SameRoom<typeof english> = {
  texts: (typed): SameTexts<typeof english> => ({
    difference: {
      'not-encrypted-at-host': {
        message: '**Niet versleuteld op de host**, zoals {{vm}} wel is.',
        remedy:
          'Hef de toewijzing van {{copy}} op, zet versleuteling op de host aan en start de machine, voordat iemand die gebruikt.',
      },
      'less-secure': {
        message: '**Zonder {{names}}**, die het origineel wel heeft.',
        remedy: 'Vraag wie over de beveiliging gaat of hij zo gebruikt mag worden.',
      },
      'security-unknown': {
        message: '{{copy}} is niet versleuteld op de host. {{vm}} is weg, dus niets vertelt of die dat was.',
        remedy:
          'Als het moet: hef de toewijzing van {{copy}} op, zet versleuteling op de host aan en start de machine.',
      },
      interfaces: {
        message: 'Netwerkinterfaces: {{after}} in plaats van {{before}}.',
        remedy: 'Voeg toe wat software op de machine nodig heeft.',
      },
      address: {
        message: 'Adres {{after}} in plaats van {{before}}.',
        remedy: 'Wat verbinding maakt met het adres van het origineel, vindt de kopie niet.',
      },
      subnet: {
        message: 'Subnet {{after}} in plaats van {{before}}.',
        remedy: 'Verplaats de machine als die bereikbaar moet zijn.',
      },
      'public-address': {
        message: 'Geen openbaar adres; het origineel heeft {{name}}.',
        remedy: 'Geef er alleen een als de machine van buiten bereikbaar moet zijn.',
      },
      'network-group': {
        message: 'Niet in netwerkbeveiligingsgroep {{name}} van het origineel.',
        remedy: 'Wijs de groep toe voordat je de machine aansluit.',
      },
      identity: {
        message: 'Geen beheerde identiteit; het origineel heeft: {{names}}.',
        remedy: 'Wijs die toe als software op de machine zich daarmee aanmeldt.',
      },
      'identity-roles': {
        message: 'De rollen van de eigen identiteit van het origineel blijven daar: {{roles}}.',
        remedy: 'Wijs ze toe aan de identiteit van de kopie.',
      },
      'identity-added': {
        message: '{{copy}} heeft een eigen beheerde identiteit, die niet in het plan staat.',
        remedy: 'Een beleid van jullie Azure kan die hebben toegevoegd. Is dat niet zo, zoek dan uit wie het deed.',
      },
      'extensions-added': {
        message: 'Met extensies die niet in het plan staan: {{names}}.',
        remedy: 'Een beleid van jullie Azure kan ze hebben toegevoegd. Is dat niet zo, zoek dan uit wie het deed.',
      },
      extensions: {
        message: 'Zonder deze extensies van het origineel: {{names}}.',
        remedy: 'Installeer wat je nodig hebt.',
      },
      tags: {
        message: 'Zonder deze tags van het origineel: {{names}}.',
        remedy: 'Zet ze waar facturen of beleid ernaar kijken.',
      },
      size: {
        message: 'Formaat {{after}} in plaats van {{before}}.',
        remedy: 'Pas het formaat aan zodra er plaats is.',
      },
      zone: { message: 'Zone {{after}} in plaats van {{before}}.', remedy: 'Er is niets te doen.' },
      locks: {
        message: 'Zonder deze vergrendelingen van het origineel: {{names}}.',
        remedy: 'Stel ze opnieuw in als de kopie blijft.',
      },
      'locks-unread': {
        message: 'Vergrendelingen op {{vm}}, als die er zijn, gelden niet voor de kopie.',
        remedy: 'Stel ze opnieuw in als de kopie blijft.',
      },
      'host-name': {
        message: 'In het besturingssysteem heet {{copy}} nog zoals {{vm}} op het herstelpunt.',
        remedy: 'Hernoem de machine voordat beide in één domein staan.',
      },
      'original-gone': {
        message: '{{vm}} bestaat niet meer: er was niets om de kopie mee te vergelijken.',
        remedy: 'Kijk zelf naar adressen, netwerkgroep, rollen, extensies, tags en vergrendelingen.',
      },
      'original-unread': {
        message: '{{vm}} was niet te lezen, dus de kopie is er niet mee vergeleken.',
        remedy: 'Kijk zelf naar adressen, netwerkgroep, rollen, extensies, tags en vergrendelingen.',
      },
    },
    rebuild: {
      'config-missing': {
        message: 'Het herstel zei niet waar het de machine heeft beschreven.',
        remedy: `De schijven zijn er. Typ "${typed.commands}" en het nummer om de machine met de hand te maken.`,
      },
      'config-unreadable': {
        message: 'De beschrijving van de machine die Azure Backup achterliet noemt geen beheerde OS-schijf.',
        remedy: `De schijven zijn er. Typ "${typed.commands}" en het nummer om de machine met de hand te maken.`,
      },
      'size-unknown': {
        message: 'Noch het herstelpunt, noch de sjabloon zegt welk formaat {{vm}} had.',
        remedy: `Probeer opnieuw met een formaat: "${typed.retry}", het nummer, "formaat" en het formaat.`,
      },
      'keys-unknown': {
        message:
          'De schijven van {{vm}} zijn versleuteld, maar schijven, herstelpunt en machine zeggen niet met welke sleutels.',
        remedy: `De schijven zijn er en blijven versleuteld. Typ "${typed.commands}" en het nummer voor de stappen met de hand.`,
      },
      'keys-lost': {
        message: '{{what}} staat in geen sleutelkluis meer, en het herstel heeft er geen kopie van achtergelaten.',
        remedy: 'Kies een ander herstelpunt. De schijven van dit punt gaan zonder die sleutel niet open.',
      },
      'key-disabled': {
        message: '{{what}} in sleutelkluis {{vault}} is uitgeschakeld; de machine zou de schijven niet kunnen openen.',
        remedy: `Laat de sleutel inschakelen en probeer de stap opnieuw met "${typed.retry}" en het nummer.`,
      },
      'set-key-disabled': {
        message: 'De sleutel {{key}} waarmee {{vm}} is versleuteld, staat uit in {{vault}}.',
        remedy: `Laat hem daar inschakelen en probeer de stap opnieuw met "${typed.retry}" en het nummer.`,
      },
      'set-key-not-exported': {
        message:
          'De sleutel {{key}} is weg uit {{vault}}, en de mislukte herstelactie van {{vm}} heeft er geen kopie van achtergelaten.',
        remedy: 'Kies een ander herstelpunt in de kluislaag, of zet de sleutel terug en probeer de stap opnieuw.',
      },
      'set-unknown': {
        message:
          'Het herstel van {{vm}} mislukte omdat de versleutelingsset of de sleutel weg is, en ik kan niet zien welke sleutel het was: ook de set is weg.',
        remedy:
          'Zet de sleutel met de hand terug uit de kopie in de tussenopslag, maak er een set mee en vraag het herstel aan met die set.',
      },
      unsigned: {
        message: 'De sjabloon van Azure zelf stelt in wat het goedgekeurde plan niet kent: {{paths}}.',
        remedy: `Er is niets gemaakt. De schijven zijn er; typ "${typed.commands}" en het nummer om de machine met de hand te maken.`,
      },
      'template-foreign': {
        message:
          'De sjabloon in de tussenopslag bevat wat niemand heeft goedgekeurd en Azure Backup niet schrijft ({{count}}): {{found}}.',
        remedy: `Er is niets gemaakt. Behandel dit als een mogelijke aanval: zoek uit wie in de tussenopslag heeft geschreven. De schijven zijn er; typ "${typed.commands}" en het nummer om de machine met de hand volgens het plan te maken.`,
      },
      'half-made': {
        message:
          'In {{group}} staat al {{vm}}. Die heeft het label van een eerdere poging van {{id}} die mislukte, en Azure maakt geen tweede met die naam.',
        remedy: `Bekijk die eerst. Heeft niemand die nodig, verwijder die dan in Azure met de schijven en de netwerkinterface ("${typed.leftovers} {{id}}" laat zien wat er gemaakt is) en typ daarna "${typed.retry} {{id}}". Dan gaat het verder onder dezelfde goedkeuring.`,
      },
      'disks-foreign': {
        message:
          'Wat voor de teruggezette schijven doorgaat, is niet wat het plan heeft teruggezet ({{count}}): {{found}}.',
        remedy: `Er is niets van gemaakt. Behandel dit als een mogelijke aanval: zoek uit wie in de tussenopslag heeft geschreven of schijven in de doelgroep heeft gemaakt. Probeer de stap daarna opnieuw met "${typed.retry}" en het nummer.`,
      },
      'deployment-taken': {
        message: 'Er is al een implementatie met de naam {{name}}, en Strongroom heeft die niet verstuurd.',
        remedy: `Behandel dit als een mogelijke aanval: zoek uit wie die heeft gemaakt en wat ervan is gekomen. Probeer de stap daarna opnieuw met "${typed.retry}" en het nummer; de volgende poging heeft een eigen naam.`,
      },
      'deployment-foreign': {
        message: 'De implementatie {{name}} is niet wat er is goedgekeurd ({{count}}): {{found}}.',
        remedy: `Behandel dit als een mogelijke aanval: zoek uit wie die heeft verstuurd en wat ervan is gekomen, en gebruik daar niets van. Probeer de stap daarna opnieuw met "${typed.retry}" en het nummer; de volgende poging heeft een eigen naam.`,
      },
      'key-elsewhere': {
        message:
          'Een teruggezette schijf noemt {{url}} en zegt dat die in een andere sleutelkluis staat. Zo schrijft Azure Backup het niet: misschien probeert iemand iets onder te schuiven.',
        remedy: 'Er is niets mee gedaan. Zoek uit wie de schijf heeft gewijzigd en vraag het terugzetten opnieuw aan.',
      },
      'keys-moved': {
        message:
          'De teruggezette schijf {{disk}} noemt nu het geheim {{secret}}; dat is niet wat is gecontroleerd. Iemand heeft de schijf gewijzigd, misschien om iets onder te schuiven.',
        remedy: 'Er is niets mee gedaan. Zoek uit wie de schijf heeft gewijzigd en vraag het terugzetten opnieuw aan.',
      },
      'extension-altered': {
        message:
          'De extensie {{name}} liep met andere instellingen dan er zijn verstuurd ({{found}}). Iemand heeft de machine gewijzigd, misschien om bij de sleutels te komen.',
        remedy:
          'Haal de machine van het netwerk en zoek uit wie de extensie heeft gewijzigd voordat je de machine gebruikt.',
      },
      'deviations-refused': {
        message:
          'Wat de sjabloon van Azure buiten het goedgekeurde plan instelt, is afgewezen door {{by}}. Er is niets gemaakt.',
        remedy: `De schijven zijn er. Typ "${typed.commands}" en het nummer om de machine met de hand te maken. "${typed.retry}" en het nummer leest de sjabloon opnieuw, en vraagt het opnieuw als die nog afwijkt.`,
      },
      'deviations-expired': {
        message:
          'Niemand besliste op tijd over wat de sjabloon van Azure buiten het goedgekeurde plan instelt. Er is niets gemaakt.',
        remedy: `De schijven zijn er. Typ "${typed.commands}" en het nummer om de machine met de hand te maken. "${typed.retry}" en het nummer leest de sjabloon opnieuw, en vraagt het opnieuw als die nog afwijkt.`,
      },
      'no-room': {
        message: 'Hier is nu geen {{size}} vrij ({{title}}).',
        remedy: `Probeer een ander formaat als de kaart dat biedt, of typ later "${typed.retry}" en het nummer.`,
      },
      'deployment-canceled': {
        message: 'Iemand heeft de implementatie {{name}} in Azure geannuleerd.',
        remedy: `Probeer de stap opnieuw met "${typed.retry}" en het nummer, of ruim op wat er al is gemaakt.`,
      },
      'extension-failed': {
        message: 'De versleutelingsextensie {{name}} is mislukt op de nieuwe machine. Azure zegt: {{said}}',
        remedy: `Bekijk de afbeelding van het scherm, hef de toewijzing op en start opnieuw, of probeer de stap opnieuw met "${typed.retry}" en het nummer. Mislukt het weer, meld je dan aan op de machine en lees het log van de extensie.`,
      },
      'extension-agent-silent': {
        message:
          'De versleutelingsextensie {{name}} kon niet draaien, want de agent van {{vm}} meldde zich niet: de machine staat misschien stil bij het opstarten. Azure zegt: {{said}}',
        remedy: `Bekijk de afbeelding van het scherm. Hef de toewijzing op en start opnieuw, of probeer de stap opnieuw met "${typed.retry}" en het nummer.`,
      },
      'start-failed': {
        message: 'Azure kon {{vm}} niet starten ({{azureCode}}): {{message}}',
        remedy: `Typ "${typed.retry}" en het nummer om het opnieuw te proberen.`,
      },
      'start-failed-known': {
        message: 'Azure kon {{vm}} niet starten ({{azureCode}}): {{message}}',
        remedy: `{{remedy}} "${typed.retry}" en het nummer start opnieuw; het formaat wijzig je in de Azure-portal, zolang de toewijzing van {{vm}} is opgeheven.`,
      },
      'deallocate-failed': {
        message: 'Azure kon de toewijzing van {{vm}} niet opheffen ({{azureCode}}): {{message}}',
        remedy: `Typ "${typed.retry}" en het nummer om het opnieuw te proberen.`,
      },
      'deallocate-failed-known': {
        message: 'Azure kon de toewijzing van {{vm}} niet opheffen ({{azureCode}}): {{message}}',
        remedy: `{{remedy}} "${typed.retry}" en het nummer probeert het opnieuw.`,
      },
      'machine-foreign': {
        message: '{{vm}} is niet de machine die is goedgekeurd ({{count}}): {{found}}.',
        remedy: `Behandel dit als een mogelijke aanval: hef de toewijzing op en zoek uit wie de machine heeft gemaakt of gewijzigd. Heb je dit zelf gewijzigd, draai het dan terug en kijk opnieuw met "${typed.retry}" en het nummer.`,
      },
      'verify-gone': {
        message: '{{vm}} is er niet meer.',
        remedy: 'Kijk in de Azure-portal wie de machine heeft verwijderd.',
      },
      'verify-deallocated': {
        message: 'De toewijzing van {{vm}} is opgeheven, dus niets toont dat de machine start en de schijven opent.',
        remedy: `Start de machine met "${typed.retry}", het nummer en "herstart". Start je hem zelf, typ daarna "${typed.retry}" en het nummer.`,
      },
      'verify-not-provisioned': {
        message: 'Azure heeft {{vm}} niet afgemaakt.',
        remedy: `Bekijk de machine in de Azure-portal en kijk daarna opnieuw met "${typed.retry}" en het nummer.`,
      },
      'verify-not-provisioned-yet': {
        message: 'Na 15 minuten is Azure nog bezig {{vm}} te maken.',
        remedy: `Kijk later opnieuw met "${typed.retry}" en het nummer.`,
      },
      'verify-not-encrypted': {
        message: '{{vm}} draait, maar meldt de schijven niet als versleuteld; in het herstelpunt waren ze dat wel.',
        remedy: `Meld je aan en controleer dat voor je de machine gebruikt. "${typed.retry}" en het nummer kijkt opnieuw.`,
      },
      'verify-not-encrypted-at-host': {
        message: '{{vm}} draait, maar is niet versleuteld op de host, zoals in het plan staat en het origineel is.',
        remedy: `Hef de toewijzing op, zet versleuteling op de host aan en start de machine. "${typed.retry}" en het nummer kijkt opnieuw.`,
      },
      'verify-agent-silent': {
        message:
          '{{vm}} heeft zich binnen 15 minuten niet gemeld en staat misschien stil bij het opstarten, bijvoorbeeld voor een BitLocker-herstelsleutel.',
        remedy: `Bekijk de afbeelding van het scherm. Hef de toewijzing op en start opnieuw, of kijk opnieuw met "${typed.retry}" en het nummer.`,
      },
    },
  }),
};
