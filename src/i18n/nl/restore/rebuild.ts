import type { rebuild as english } from '../../en/restore/rebuild.ts';
import type { SameRoom, SameTexts } from '../../language-folder.ts';

export const rebuild: SameRoom<typeof english> = {
  texts: (typed): SameTexts<typeof english> => ({
    difference: {
      'not-encrypted-at-host': {
        message: '**Niet versleuteld op de host**, zoals {{vm}} wel is.',
        remedy: 'Zet {{copy}} uit, zet versleuteling op de host aan en start de machine.',
      },
      'less-secure': {
        message: '**Zonder {{names}}**, die het origineel wel heeft.',
        remedy: 'Vraag wie over de beveiliging gaat of die zo mag worden gebruikt.',
      },
      'security-unknown': {
        message: '{{copy}} is niet versleuteld op de host. Of {{vm}} dat was, is niet meer te zien: de machine is weg.',
        remedy: 'Zet de machine zo nodig uit, zet het aan en start weer.',
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
        message: '{{copy}} heeft een beheerde identiteit die niet in het plan staat.',
        remedy: 'Komt die niet van een Azure-beleid van jullie, zoek dan uit wie het deed.',
      },
      'extensions-added': {
        message: 'Met extensies die niet in het plan staan: {{names}}.',
        remedy: 'Komen ze niet van een Azure-beleid van jullie, zoek dan uit wie het deed.',
      },
      extensions: {
        message: 'Zonder deze extensies van het origineel: {{names}}.',
        remedy: 'Installeer wat je nodig hebt.',
      },
      tags: {
        message: 'Zonder deze tags van het origineel: {{names}}.',
        remedy: 'Zet ze opnieuw als facturering of beleid ze gebruikt.',
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
        message: 'Vergrendelingen op {{vm}} gelden niet voor de kopie.',
        remedy: 'Stel ze opnieuw in als de kopie blijft.',
      },
      'host-name': {
        message: 'In het besturingssysteem heet {{copy}} nog zoals {{vm}}.',
        remedy: 'Hernoem de machine voordat beide in één domein staan.',
      },
      'original-gone': {
        message: '{{vm}} bestaat niet meer, dus de kopie is er niet mee vergeleken.',
        remedy: 'Kijk zelf naar adressen, netwerkgroep, rollen, extensies, tags en vergrendelingen.',
      },
      'original-unread': {
        message: '{{vm}} was niet te lezen, dus de kopie is er niet mee vergeleken.',
        remedy: 'Kijk zelf naar adressen, netwerkgroep, rollen, extensies, tags en vergrendelingen.',
      },
    },
    rebuild: {
      'config-missing': {
        message: 'De schijven zijn er, maar het herstel liet geen beschrijving van de machine achter.',
        remedy: `Typ "${typed.commands}" en het nummer om de machine met de hand te maken.`,
      },
      'config-unreadable': {
        message:
          'De schijven zijn er, maar de beschrijving van de machine door Azure Backup noemt geen beheerde OS-schijf.',
        remedy: `Typ "${typed.commands}" en het nummer om de machine met de hand te maken.`,
      },
      'size-unknown': {
        message: 'Noch het herstelpunt, noch de sjabloon zegt welk formaat {{vm}} had.',
        remedy: `Probeer opnieuw met een formaat: "${typed.retry}", het nummer, "formaat" en het formaat.`,
      },
      'keys-unknown': {
        message: 'De schijven van {{vm}} zijn versleuteld, en niets zegt met welke sleutels.',
        remedy: `Typ "${typed.commands}" en het nummer voor de stappen met de hand.`,
      },
      'keys-lost': {
        message: '{{what}} staat in geen sleutelkluis meer, en het herstel heeft geen kopie achtergelaten.',
        remedy: 'Kies een ander herstelpunt: de schijven van dit punt gaan niet open.',
      },
      'key-disabled': {
        message: '{{what}} in sleutelkluis {{vault}} is uitgeschakeld; de schijven zouden niet opengaan.',
        remedy: `Laat die inschakelen, en typ dan "${typed.retry}".`,
      },
      'set-key-disabled': {
        message: 'De sleutel {{key}} waarmee {{vm}} is versleuteld, staat uit in {{vault}}.',
        remedy: `Laat die inschakelen, en typ dan "${typed.retry}".`,
      },
      'set-key-not-exported': {
        message:
          'Sleutel {{key}} is weg uit {{vault}}, en de mislukte herstelactie van {{vm}} heeft geen kopie achtergelaten.',
        remedy: 'Kies een ander punt in de kluislaag, of zet de sleutel terug en probeer opnieuw.',
      },
      'set-unknown': {
        message: 'De versleutelingsset van {{vm}} is weg, dus niemand weet welke sleutel het herstel nodig heeft.',
        remedy:
          'Zet de sleutel met de hand terug uit de kopie in de tussenopslag, maak er een set mee en vraag het daarmee opnieuw.',
      },
      unsigned: {
        message: 'De sjabloon van Azure stelt in wat het goedgekeurde plan niet kent: {{paths}}. Er is niets gemaakt.',
        remedy: `Typ "${typed.commands}" en het nummer om de machine met de hand te maken.`,
      },
      'template-foreign': {
        message:
          'De sjabloon in de tussenopslag bevat wat niemand heeft goedgekeurd en Azure Backup niet schrijft ({{count}}): {{found}}. Er is niets gemaakt.',
        remedy: `Behandel dit als een mogelijke aanval: zoek uit wie in de tussenopslag heeft geschreven. Om de machine met de hand te maken: typ "${typed.commands}" en het nummer.`,
      },
      'half-made': {
        message: 'In {{group}} staat al {{vm}}, van een eerdere poging van {{id}} die mislukte.',
        remedy: `Heeft niemand die nodig, verwijder die dan in Azure met wat "${typed.leftovers} {{id}}" toont, en typ "${typed.retry} {{id}}".`,
      },
      'disks-foreign': {
        message:
          'De gevonden schijven zijn niet wat het plan heeft teruggezet ({{count}}): {{found}}. Er is niets van gemaakt.',
        remedy: `Behandel dit als een mogelijke aanval: zoek uit wie in de tussenopslag of de doelgroep heeft geschreven. Typ dan "${typed.retry}".`,
      },
      'deployment-taken': {
        message: 'Er is al een implementatie met de naam {{name}}, en Strongroom heeft die niet verstuurd.',
        remedy: `Behandel dit als een mogelijke aanval: zoek uit wie die heeft gemaakt en wat ervan is gekomen. Typ dan "${typed.retry}".`,
      },
      'deployment-foreign': {
        message: 'De implementatie {{name}} is niet wat er is goedgekeurd ({{count}}): {{found}}.',
        remedy: `Behandel dit als een mogelijke aanval: zoek uit wie die heeft verstuurd, en gebruik niets wat ervan is gekomen. Typ dan "${typed.retry}".`,
      },
      'key-elsewhere': {
        message: 'Een teruggezette schijf noemt {{url}}, in een andere sleutelkluis. Misschien is ermee geknoeid.',
        remedy: 'Zoek uit wie de schijf heeft gewijzigd en vraag het terugzetten opnieuw aan.',
      },
      'keys-moved': {
        message:
          'De teruggezette schijf {{disk}} noemt nu geheim {{secret}}, dat niet is gecontroleerd. Misschien is ermee geknoeid.',
        remedy: 'Zoek uit wie de schijf heeft gewijzigd en vraag het terugzetten opnieuw aan.',
      },
      'extension-altered': {
        message:
          'Extensie {{name}} liep met andere instellingen dan verstuurd ({{found}}). Iemand heeft de machine gewijzigd, misschien om bij de sleutels te komen.',
        remedy: 'Haal de machine van het netwerk en zoek uit wie de extensie heeft gewijzigd.',
      },
      'deviations-refused': {
        message: '{{by}} wees af wat de sjabloon van Azure buiten het plan instelt. Er is niets gemaakt.',
        remedy: `Typ "${typed.retry}" om de sjabloon opnieuw te lezen, of "${typed.commands}" en het nummer om met de hand verder te gaan.`,
      },
      'deviations-expired': {
        message:
          'Niemand besliste op tijd over wat de sjabloon van Azure buiten het plan instelt. Er is niets gemaakt.',
        remedy: `Typ "${typed.retry}" om de sjabloon opnieuw te lezen, of "${typed.commands}" en het nummer om met de hand verder te gaan.`,
      },
      'no-room': {
        message: 'Hier is nu geen {{size}} vrij ({{title}}).',
        remedy: 'Probeer een ander formaat als de kaart dat biedt, of probeer het later opnieuw.',
      },
      'deployment-canceled': {
        message: 'Iemand heeft de implementatie {{name}} in Azure geannuleerd.',
        remedy: `Typ "${typed.retry}", of ruim op wat er al is gemaakt.`,
      },
      'extension-failed': {
        message: 'De versleutelingsextensie {{name}} is mislukt op de nieuwe machine. Azure zegt: {{said}}',
        remedy: `Bekijk het scherm, hef de toewijzing op en start opnieuw, of typ "${typed.retry}". Mislukt het weer, lees dan op de machine het log van de extensie.`,
      },
      'extension-agent-silent': {
        message:
          'Extensie {{name}} kon niet draaien: de agent van {{vm}} meldde zich niet. De machine staat misschien stil bij het opstarten. Azure zegt: {{said}}',
        remedy: `Bekijk het scherm, hef de toewijzing op en start opnieuw, of typ "${typed.retry}".`,
      },
      'start-failed': {
        message: 'Azure kon {{vm}} niet starten ({{azureCode}}): {{message}}',
        remedy: `Typ "${typed.retry}".`,
      },
      'start-failed-known': {
        message: 'Azure kon {{vm}} niet starten ({{azureCode}}): {{message}}',
        remedy: `{{remedy}} Typ dan "${typed.retry}"; het formaat van {{vm}} wijzig je in de Azure-portal.`,
      },
      'deallocate-failed': {
        message: 'Azure kon de toewijzing van {{vm}} niet opheffen ({{azureCode}}): {{message}}',
        remedy: `Typ "${typed.retry}".`,
      },
      'deallocate-failed-known': {
        message: 'Azure kon de toewijzing van {{vm}} niet opheffen ({{azureCode}}): {{message}}',
        remedy: `{{remedy}} Typ dan "${typed.retry}".`,
      },
      'machine-foreign': {
        message: '{{vm}} is niet de machine die is goedgekeurd ({{count}}): {{found}}.',
        remedy: `Behandel dit als een mogelijke aanval: hef de toewijzing op en zoek uit wie de machine heeft gemaakt of gewijzigd. Was jij het, draai het dan terug en typ "${typed.retry}".`,
      },
      'verify-gone': {
        message: '{{vm}} is er niet meer.',
        remedy: 'Kijk in de Azure-portal wie de machine heeft verwijderd.',
      },
      'verify-deallocated': {
        message: '{{vm}} staat uit, dus niets toont dat de machine start en de schijven opent.',
        remedy: `Start de machine met "${typed.retry}", het nummer en "herstart".`,
      },
      'verify-not-provisioned': {
        message: 'Azure heeft {{vm}} niet afgemaakt.',
        remedy: `Bekijk de machine in de Azure-portal, en typ dan "${typed.retry}".`,
      },
      'verify-not-provisioned-yet': {
        message: 'Na 15 minuten is Azure nog bezig {{vm}} te maken.',
        remedy: `Typ later "${typed.retry}".`,
      },
      'verify-not-encrypted': {
        message: '{{vm}} draait, maar meldt de schijven niet als versleuteld; dat waren ze wel.',
        remedy: `Meld je aan en controleer dat voor je de machine gebruikt. Typ dan "${typed.retry}".`,
      },
      'verify-not-encrypted-at-host': {
        message: '{{vm}} draait, maar is niet versleuteld op de host, zoals in het plan staat.',
        remedy: `Zet de machine uit, zet versleuteling op de host aan en start weer. Typ dan "${typed.retry}".`,
      },
      'verify-agent-silent': {
        message:
          '{{vm}} heeft zich binnen 15 minuten niet gemeld. De machine staat misschien stil bij het opstarten, bijvoorbeeld voor een BitLocker-herstelsleutel.',
        remedy: `Bekijk het scherm, hef de toewijzing op en start opnieuw, of typ "${typed.retry}".`,
      },
    },
  }),
};
