import type { warnings as english } from '../../en/restore/warnings.ts';
import type { SameRoom, SameTexts } from '../../language-folder.ts';

export const warnings: SameRoom<typeof english> = {
  texts: (typed): SameTexts<typeof english> => ({
    plan: {
      'point-archived-standard': {
        message:
          'Dit herstelpunt van {{vm}} ligt in het archief. Azure rehydrateert het eerst, wat tot {{hours}} uur duurt, en zet het dan pas terug. Het blijft nog {{days}} dagen in de kluis, wat geld kost.',
        remedy: 'Is dat te laat, zet dan "dringend" in de getypte regel: ongeveer een uur, tegen een hogere prijs.',
      },
      'point-archived-high': {
        message:
          'Dit herstelpunt van {{vm}} ligt in het archief. Azure rehydrateert het met hoge prioriteit, binnen ongeveer {{hours}} uur en tegen een hogere prijs, en zet het dan terug. Het blijft nog {{days}} dagen in de kluis, wat geld kost.',
      },
      'point-unhealthy': {
        message:
          'Bij dit punt kende Defender for Cloud een dreiging op {{vm}}: {{titles}}. De back-up is niet gescand.',
        remedy: 'Neem een ouder punt, of zet het geïsoleerd terug.',
      },
      'point-warning': {
        message:
          'Bij dit punt had Defender for Cloud een waarschuwing over {{vm}}: {{titles}}. De back-up is niet gescand.',
        remedy: 'Bekijk eerst de melding, of zet het geïsoleerd terug.',
      },
      'point-past-expiry': {
        message:
          'De bewaartermijn van dit herstelpunt van {{vm}} eindigde op {{at}}. Azure heeft het nog, en kan het elk moment verwijderen.',
        remedy: 'Zet het snel terug.',
      },
      'point-soft-deleted': {
        message:
          'Dit herstelpunt van {{vm}} is verwijderd en blijft alleen nog een tijd bewaard. Tot dan kan het worden teruggezet.',
        remedy: `Zet het snel terug. Typ "${typed['retention raise']} {{vm}}" om zulke punten terug te halen.`,
      },
      'set-key-lost': {
        message:
          'Sleutel {{key}} van {{vm}} is weg uit {{vault}}. De eerste herstelactie mislukt met opzet, zodat Azure Backup zijn kopie van de sleutel vrijgeeft; dan zet ik die terug en herstel ik opnieuw.',
      },
      'set-key-deleted': {
        message:
          'De sleutel {{key}} waarmee {{vm}} is versleuteld, is verwijderd in {{vault}}. Ik haal hem terug voor het herstel.',
      },
      'set-key-disabled': {
        message:
          'De sleutel {{key}} waarmee {{vm}} is versleuteld, staat uit in {{vault}}. Azure zet er niets mee terug.',
        remedy: 'Zet de sleutel aan voor het herstel begint.',
      },
      'set-key-unknown': {
        message:
          'Ik kan niet zien of sleutel {{key}} in {{vault}}, waarmee {{vm}} is versleuteld, er nog is. Is hij er, dan is de eerste herstelactie meteen het herstel; is hij weg, dan mislukt die en zet ik de sleutel terug.',
        remedy: 'Laat mij de sleutels van {{vault}} opvragen, of kijk daar zelf.',
      },
      'set-key-unnamed': {
        message:
          'Ik kan niet zien met welke sleutel {{vm}} is versleuteld. Is die sleutel weg, dan mislukt het herstel.',
        remedy: 'Laat mij de versleutelingsset lezen, of kijk daar zelf.',
      },
      'set-chosen': {
        message: 'De schijven van {{vm}} komen terug met de versleutelingsset {{set}}.',
        remedy: 'Controleer of het de juiste is: wie de sleutel ervan heeft, bepaalt of ze te lezen zijn.',
      },
      'sets-os-disk': {
        message: 'De besturingssysteemschijf van {{vm}} komt terug met de versleutelingsset {{set}}.',
      },
      'sets-each-disk': {
        message:
          'De besturingssysteemschijf van {{vm}} komt terug met de versleutelingsset {{set}}, en elke vertrouwelijke gegevensschijf met een eigen set: {{list}}.',
      },
      'disks-stay-private': {
        message:
          'Schijven van {{vm}} staan alleen privétoegang toe. De teruggezette schijven houden dat: niemand kan ze via internet exporteren.',
      },
      'staging-by-identity': {
        message:
          'Tussenopslag {{account}} neemt geen gedeelde sleutels aan, dus komt Azure Backup binnen als identiteit {{identity}} van kluis {{vault}}.',
        remedy: 'Die identiteit heeft de rol VM Restore Operator nodig op {{account}} en op de doelgroep.',
      },
      'encryption-unknown': {
        message: 'Azure zegt niet of {{vm}} bij dit punt versleuteld was. Het wordt als versleuteld behandeld.',
        remedy: 'Houd de sleutels bij de hand. Was het niet versleuteld, dan is er niets verloren.',
      },
      'managed-unknown': {
        message:
          'Azure zegt niet of {{vm}} beheerde schijven had. De schijven komen terug als VHD-bestanden in de tussenopslag.',
        remedy: 'Maak daarna zo nodig beheerde schijven van de bestanden.',
      },
      'tier-unknown': {
        message: 'Azure zegt niet in welke laag het punt van {{vm}} ligt. Uit de kluislaag duurt herstel langer.',
      },
      'disks-unlisted': {
        message: 'Het punt noemt de schijven van {{vm}} niet. Azure bepaalt welke er zijn.',
        remedy: 'Vergelijk de teruggezette schijven met het origineel.',
      },
      'ade-stays-encrypted': {
        message:
          'De schijven blijven versleuteld: een machine daarvan heeft dezelfde sleutel en hetzelfde geheim nodig.',
      },
      'ade-settings-disks': {
        message:
          '{{vm}} heeft {{disks}} schijven. Boven {{limit}} schrijft Azure de versleutelingsinstellingen niet op de teruggezette schijven.',
        remedy: 'Terugzetten doet dat in de stap "Versleutelingsinstellingen schrijven".',
      },
      'ade-settings-size': {
        message:
          'Schijf {{disk}} van {{vm}} heeft {{gb}} GB. Boven {{limit}} GB schrijft Azure de versleutelingsinstellingen niet.',
        remedy: 'Terugzetten doet dat in de stap "Versleutelingsinstellingen schrijven".',
      },
      'ade-next-backup-size': {
        message:
          'Schijf {{disk}} van {{vm}} heeft {{gb}} GB. Azure maakt geen back-up van versleutelde schijven boven {{limit}} GB.',
        remedy: 'De volgende back-ups mislukken: sluit de schijf uit of splits hem.',
      },
      'ade-retired': {
        message:
          'Azure Disk Encryption is gestopt op {{date}}. Herstel van {{vm}} kan mislukken en schijven ontgrendelen misschien niet.',
        remedy: 'Vraag Azure-ondersteuning voordat je op dit herstel vertrouwt.',
      },
      'snapshot-after-rotation': {
        message: 'De sleutel van {{vm}} is na dit punt veranderd. Herstel uit de momentopname kan mislukken.',
        remedy: 'Kies een punt dat alleen in de kluislaag ligt.',
      },
      'kek-certificate': {
        message:
          'De KEK van {{vm}} hoort bij een certificaat. Met zo’n sleutel maakt Azure geen back-ups meer; bestaande punten kunnen worden teruggezet.',
        remedy: 'Versleutel {{vm}} opnieuw met een losse sleutel en maak een nieuwe back-up.',
      },
      'kek-certificate-unknown': {
        message:
          'Er kon niet worden gelezen of de sleutel van {{vm}} bij een certificaat hoort; Azure ondersteunt dat niet.',
        remedy: 'Bekijk de sleutel in Key Vault: het moet een losse sleutel zijn.',
      },
      'conflict-vm-no-longer-encrypted': {
        message: '{{vm}} is niet meer versleuteld, maar bij dit punt wel: de teruggezette schijven zijn versleuteld.',
        remedy: 'Zorg dat de sleutel en het geheim van toen nog bestaan.',
      },
      'conflict-vm-encrypted-since': {
        message: '{{vm}} is nu versleuteld, maar bij dit punt niet: de teruggezette schijven zijn onversleuteld.',
        remedy: 'Versleutel de teruggezette machine voordat hij in gebruik gaat.',
      },
      'vault-guarded': {
        message: 'Kluis {{vault}} staat achter een Resource Guard. Azure kan ook daarop een recht vragen.',
        remedy: 'Activeer de rol Backup MUA Operator op de guard; de eigenaar van de guard kan die geven.',
      },
      'unmanaged-as-vhd': {
        message:
          '{{vm}} heeft onbeheerde schijven, die als VHD-bestanden in de tussenopslag terugkomen. Azure start geen VM’s met onbeheerde schijven meer (gestopt op 31 maart 2026).',
        remedy: 'Maak van de bestanden beheerde schijven, en van de schijven een machine.',
      },
      'placement-left': {
        message: '{{vm}} hoort bij {{names}}; de kopie komt daar niet in.',
        remedy: 'Neemt de kopie het werk over, maak die dan met de hand op dezelfde plek.',
      },
      'selective-os-disk': {
        message: 'De OS-schijf van {{vm}} komt mee: Azure laat alleen gegevensschijven kiezen.',
        remedy: 'Verwijder de teruggezette OS-schijf als je hem niet nodig hebt.',
      },
      'selective-ade': {
        message:
          'Alleen een deel van de schijven van {{vm}} wordt teruggezet. Een gegevensschijf ontgrendelt alleen met de instellingen van zijn OS-schijf.',
        remedy:
          'Azure zet de OS-schijf mee terug: bewaar hem tot de gegevensschijf ontgrendeld is. Of houd sleutel en geheim bij de hand.',
      },
      'selective-backup': {
        message: 'De back-up van {{vm}} laat schijven weg: {{included}} van {{attached}} zitten in dit punt.',
        remedy: 'Wat op de andere schijven staat is hieruit niet terug te zetten.',
      },
      'selective-backup-named': {
        message:
          'De back-up van {{vm}} laat schijven weg: {{included}} van {{attached}} zitten in dit punt. Niet erin: {{names}}.',
        remedy: 'Wat op die schijven staat is hieruit niet terug te zetten.',
      },
      'subnet-of-profile': {
        message:
          'Niets vertelt nog in welk subnet {{vm}} stond: de kopie komt in {{subnet}} van {{network}}, dat in het herstelprofiel staat.',
        remedy: 'Ga na of dat het goede is.',
      },
      'security-unknown': {
        message:
          '{{vm}} is weg, dus niets vertelt of die versleuteld was op de host of veilig opstartte (secure boot). De kopie is het niet.',
        remedy:
          'Als het moet: zet het aan terwijl de toewijzing van de kopie is opgeheven, voordat iemand die gebruikt.',
      },
      'azure-decides-host': {
        message: '{{vm}} gebruikt versleuteling op de host. Volgens de algemene regels kan dit herstel; Azure beslist.',
        remedy: 'Weigert Azure, zet dan de schijven terug.',
      },
      'azure-decides-trusted-launch': {
        message: '{{vm}} is een VM met trusted launch. Volgens de algemene regels kan dit herstel; Azure beslist.',
        remedy: 'Weigert Azure, zet dan de schijven terug.',
      },
      'azure-decides-confidential': {
        message: '{{vm}} is een vertrouwelijke VM. Herstel daarvan is een preview in enkele regio’s; Azure beslist.',
        remedy: 'Ga na of je regio aan de preview meedoet.',
      },
      'azure-decides-unmanaged': {
        message: '{{vm}} heeft onbeheerde schijven. Volgens de algemene regels kan dit herstel; Azure beslist.',
        remedy: 'Weigert Azure, zet dan de schijven terug.',
      },
      'azure-decides-zone': {
        message:
          '{{vm}} wordt teruggezet in zone {{zone}}; dat vraagt een zone-redundante kluis, en hoe deze is opgeslagen is niet bekend.',
        remedy: 'Weigert Azure, zet dan terug in de zone van het origineel. Stel klantsleutels daarna opnieuw in.',
      },
      'azure-decides-set-replace': {
        message:
          'Er is een schijfversleutelingsset genoemd terwijl de schijven van {{vm}} worden vervangen; Azure bepaalt of dat mag.',
        remedy: 'Weigert Azure, laat dan de set weg.',
      },
      'azure-decides-other-subscription': {
        message:
          '{{vm}} wordt teruggezet naar {{group}}, in een ander abonnement dan kluis {{vault}}, uit de kluislaag.',
        remedy: 'Dat abonnement moet van dezelfde tenant zijn en geregistreerd voor Microsoft.RecoveryServices.',
      },
      'azure-decides-other-subscription-vm': {
        message: '{{vm}} ligt in een ander abonnement dan kluis {{vault}}; Azure bepaalt of het herstel mag.',
      },
      'replace-overwrites': {
        message: 'De schijven van {{vm}} zelf worden vervangen. De oude blijven in de resourcegroep.',
      },
      'restored-too': { message: '{{id}} van {{name}} zet {{vm}} ook terug en is nog bezig.' },
      'restored-before': { message: '{{vm}} is eerder teruggezet, {{at}}: {{id}} van {{name}}.' },
      'keys-by-approver': {
        message: '{{name}} mag de sleutels in {{vault}} niet gebruiken; een goedkeurder moet dat mogen.',
        remedy: 'Anders stopt het vóór de sleutels.',
      },
      'key-return-by-approver': {
        message: '{{name}} mag geen sleutels terugzetten in {{vault}}; een goedkeurder moet dat mogen.',
        remedy: 'Anders stopt het vóór de sleutels.',
      },
      'keys-set-anew': {
        message:
          'Geheimen van versleutelde schijven zijn weg ({{count}}) en komen terug uit de kopie die Azure Backup in de tussenopslag zet.',
        remedy:
          "Niemand kan bewijzen wat er in zo'n kopie staat: of het klopt, blijkt als de schijf opengaat. Een versleuteld geheim komt terug als nieuwe versie.",
      },
      'beside-original': {
        message:
          'De kopie komt in het subnet van {{vm}} terwijl die draait: zelfde naam, zelfde diensten, zelfde taken.',
        remedy: 'Zet het geïsoleerd terug, tenzij beide tegelijk mogen draaien.',
      },
      'in-place-original-deallocated': {
        message: 'De kopie neemt de plaats in van {{vm}}; de toewijzing daarvan moet opgeheven blijven.',
        remedy: 'Start {{vm}} niet zolang de kopie draait.',
      },
      'drill-may-stay-locked': {
        message:
          'Geen opening naar {{names}}: misschien blijven gegevensschijven van {{vm}} vergrendeld en mislukt de controle.',
        remedy: 'Open die in herstelprofiel en subnet.',
      },
    },
  }),
};
