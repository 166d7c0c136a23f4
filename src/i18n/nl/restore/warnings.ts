import type { warnings as english } from '../../en/restore/warnings.ts';
import type { SameRoom, SameTexts } from '../../language-folder.ts';

export const warnings: SameRoom<typeof english> = {
  texts: (typed): SameTexts<typeof english> => ({
    plan: {
      'point-archived-standard': {
        message:
          'Dit punt van {{vm}} ligt in het archief: rehydrateren duurt tot {{hours}} uur, en het blijft nog {{days}} dagen in de kluis, wat geld kost. Te laat? Zet "dringend" in de getypte regel: ongeveer een uur, tegen een hogere prijs.',
      },
      'point-archived-high': {
        message:
          'Dit punt van {{vm}} ligt in het archief: rehydrateren duurt ongeveer {{hours}} uur tegen een hogere prijs, en het blijft nog {{days}} dagen in de kluis, wat geld kost.',
      },
      'point-unhealthy': {
        message:
          'Bij dit punt kende Defender for Cloud een dreiging op {{vm}}: {{titles}}. De back-up is niet gescand. Neem een ouder punt, of zet het geïsoleerd terug.',
      },
      'point-warning': {
        message:
          'Bij dit punt had Defender for Cloud een waarschuwing over {{vm}}: {{titles}}. De back-up is niet gescand. Bekijk eerst de melding, of zet het geïsoleerd terug.',
      },
      'point-past-expiry': {
        message:
          'De bewaartermijn van dit herstelpunt van {{vm}} eindigde op {{at}}: Azure kan het elk moment verwijderen. Zet het snel terug.',
      },
      'point-soft-deleted': {
        message: `Dit herstelpunt van {{vm}} is verwijderd en blijft alleen nog even bewaard. Zet het snel terug, of typ "${typed['retention raise']} {{vm}}" om het terug te halen.`,
      },
      'set-key-lost': {
        message:
          'Sleutel {{key}} van {{vm}} is weg uit {{vault}}. De eerste herstelactie mislukt met opzet, zodat Azure Backup zijn kopie vrijgeeft; dan zet ik die terug en herstel ik opnieuw.',
      },
      'set-key-deleted': {
        message:
          'De sleutel {{key}} waarmee {{vm}} is versleuteld, is verwijderd in {{vault}}. Ik haal hem terug voor het herstel.',
      },
      'set-key-disabled': {
        message:
          'De sleutel {{key}} waarmee {{vm}} is versleuteld, staat uit in {{vault}}, dus terugzetten mislukt. Zet hem aan voor het herstel begint.',
      },
      'set-key-unknown': {
        message:
          'Ik kan niet zien of sleutel {{key}} van {{vm}} in {{vault}} staat. Is hij weg, dan mislukt de eerste herstelactie en zet ik de sleutel terug. Laat mij de sleutels van {{vault}} opvragen, of kijk zelf.',
      },
      'set-key-unnamed': {
        message:
          'Ik kan niet zien met welke sleutel {{vm}} is versleuteld. Is die weg, dan mislukt het herstel. Laat mij de versleutelingsset lezen, of kijk zelf.',
      },
      'set-chosen': {
        message:
          'De schijven van {{vm}} komen terug met versleutelingsset {{set}}. Wie de sleutel ervan heeft, bepaalt of ze te lezen zijn.',
      },
      'sets-os-disk': {
        message: 'De OS-schijf van {{vm}} komt terug met versleutelingsset {{set}}.',
      },
      'sets-each-disk': {
        message:
          'De OS-schijf van {{vm}} komt terug met versleutelingsset {{set}}, en elke vertrouwelijke gegevensschijf met een eigen set: {{list}}.',
      },
      'disks-stay-private': {
        message: 'Schijven van {{vm}} staan alleen privétoegang toe. De teruggezette schijven houden dat.',
      },
      'staging-by-identity': {
        message:
          'Tussenopslag {{account}} neemt geen gedeelde sleutels aan, dus komt Azure Backup binnen als {{identity}} van kluis {{vault}}. Die heeft de rol VM Restore Operator nodig op {{account}} en de doelgroep.',
      },
      'encryption-unknown': {
        message:
          'Azure zegt niet of {{vm}} bij dit punt versleuteld was. Het wordt als versleuteld behandeld. Houd de sleutels bij de hand.',
      },
      'managed-unknown': {
        message:
          'Azure zegt niet of {{vm}} beheerde schijven had, dus komen ze terug als VHD-bestanden. Maak zo nodig beheerde schijven van de bestanden.',
      },
      'tier-unknown': {
        message: 'Azure zegt niet in welke laag het punt van {{vm}} ligt. Uit de kluislaag duurt het langer.',
      },
      'disks-unlisted': {
        message: 'Het punt noemt de schijven van {{vm}} niet. Vergelijk de teruggezette schijven met het origineel.',
      },
      'ade-stays-encrypted': {
        message:
          'De schijven blijven versleuteld: een machine daarvan heeft dezelfde sleutel en hetzelfde geheim nodig.',
      },
      'ade-settings-disks': {
        message:
          '{{vm}} heeft {{disks}} schijven. Boven {{limit}} schrijft Azure de versleutelingsinstellingen niet. De stap "Versleutelingsinstellingen schrijven" doet dat.',
      },
      'ade-settings-size': {
        message:
          'Schijf {{disk}} van {{vm}} heeft {{gb}} GB. Boven {{limit}} GB schrijft Azure de versleutelingsinstellingen niet. De stap "Versleutelingsinstellingen schrijven" doet dat.',
      },
      'ade-next-backup-size': {
        message:
          'Schijf {{disk}} van {{vm}} heeft {{gb}} GB. Azure maakt geen back-up van versleutelde schijven boven {{limit}} GB. De volgende back-ups mislukken: sluit de schijf uit of splits hem.',
      },
      'ade-retired': {
        message:
          'Azure Disk Encryption is gestopt op {{date}}: herstel van {{vm}} of ontgrendelen kan mislukken. Vraag Azure-ondersteuning voordat je erop vertrouwt.',
      },
      'snapshot-after-rotation': {
        message:
          'De sleutel van {{vm}} is na dit punt veranderd: terugzetten uit de momentopname kan mislukken. Kies een punt dat alleen in de kluislaag ligt.',
      },
      'kek-certificate': {
        message:
          'De KEK van {{vm}} hoort bij een certificaat, dus maakt Azure geen back-ups meer; bestaande punten kunnen worden teruggezet. Versleutel {{vm}} opnieuw met een losse sleutel.',
      },
      'kek-certificate-unknown': {
        message:
          'Het is onbekend of de sleutel van {{vm}} bij een certificaat hoort; Azure ondersteunt dat niet. Bekijk die in Key Vault: het moet een losse sleutel zijn.',
      },
      'conflict-vm-no-longer-encrypted': {
        message:
          '{{vm}} is niet meer versleuteld, maar bij dit punt wel: de teruggezette schijven zijn versleuteld. Zorg dat de sleutel en het geheim van toen nog bestaan.',
      },
      'conflict-vm-encrypted-since': {
        message:
          '{{vm}} is nu versleuteld, maar bij dit punt niet: de teruggezette schijven zijn onversleuteld. Versleutel de teruggezette machine voordat hij in gebruik gaat.',
      },
      'vault-guarded': {
        message:
          'Kluis {{vault}} staat achter een Resource Guard, en die kan ook een recht vragen. Activeer Backup MUA Operator op de guard; de eigenaar ervan kan die geven.',
      },
      'unmanaged-as-vhd': {
        message:
          '{{vm}} heeft onbeheerde schijven, die terugkomen als VHD-bestanden. Azure start geen VM’s met zulke schijven meer. Maak van de bestanden beheerde schijven, en daarvan een machine.',
      },
      'placement-left': {
        message:
          '{{vm}} hoort bij {{names}}; de kopie niet. Neemt de kopie het werk over, maak die daar dan met de hand.',
      },
      'selective-os-disk': {
        message:
          'De OS-schijf van {{vm}} komt mee: alleen gegevensschijven zijn te kiezen. Verwijder die daarna als je hem niet nodig hebt.',
      },
      'selective-ade': {
        message:
          'Alleen een deel van de schijven van {{vm}} wordt teruggezet, en een gegevensschijf ontgrendelt alleen met zijn OS-schijf. Azure zet de OS-schijf mee terug: bewaar hem tot de gegevensschijf ontgrendeld is.',
      },
      'selective-backup': {
        message:
          'De back-up van {{vm}} laat schijven weg: {{included}} van {{attached}} zitten in dit punt. Wat op de andere staat is hieruit niet terug te zetten.',
      },
      'selective-backup-named': {
        message:
          'De back-up van {{vm}} laat schijven weg: {{included}} van {{attached}} zitten in dit punt, zonder {{names}}.',
      },
      'subnet-of-profile': {
        message:
          'Het subnet van {{vm}} is nergens vastgelegd. De kopie komt in {{subnet}} van {{network}}, uit het herstelprofiel. Ga na of dat het goede is.',
      },
      'security-unknown': {
        message:
          '{{vm}} is weg, dus of die versleuteld was op de host of secure boot had is onbekend. De kopie heeft het niet. Zet het zo nodig aan terwijl de kopie uit staat.',
      },
      'azure-decides-host': {
        message:
          '{{vm}} gebruikt versleuteling op de host, dus Azure beslist of dit herstel kan. Weigert Azure, zet dan de schijven terug.',
      },
      'azure-decides-trusted-launch': {
        message:
          '{{vm}} is een VM met trusted launch, dus Azure beslist of dit herstel kan. Weigert Azure, zet dan de schijven terug.',
      },
      'azure-decides-confidential': {
        message:
          '{{vm}} is een vertrouwelijke VM: herstel daarvan is een preview in enkele regio’s, en Azure beslist. Ga na of je regio meedoet.',
      },
      'azure-decides-unmanaged': {
        message:
          '{{vm}} heeft onbeheerde schijven, dus Azure beslist of dit herstel kan. Weigert Azure, zet dan de schijven terug.',
      },
      'azure-decides-zone': {
        message:
          'Zone {{zone}} voor {{vm}} vraagt een zone-redundante kluis, en het is onbekend of deze dat is. Weigert Azure, zet dan terug in de zone van het origineel. Stel klantsleutels daarna opnieuw in.',
      },
      'azure-decides-set-replace': {
        message:
          'Azure bepaalt of een versleutelingsset mag terwijl de schijven van {{vm}} worden vervangen. Weigert Azure, laat dan de set weg.',
      },
      'azure-decides-other-subscription': {
        message:
          '{{vm}} wordt teruggezet naar {{group}}, in een ander abonnement dan kluis {{vault}}, uit de kluislaag. Dat moet van dezelfde tenant zijn en geregistreerd voor Microsoft.RecoveryServices.',
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
        message:
          '{{name}} mag de sleutels in {{vault}} niet gebruiken; een goedkeurder moet dat mogen. Anders stopt het vóór de sleutels.',
      },
      'key-return-by-approver': {
        message:
          '{{name}} mag geen sleutels terugzetten in {{vault}}; een goedkeurder moet dat mogen. Anders stopt het vóór de sleutels.',
      },
      'keys-set-anew': {
        message:
          'Geheimen van versleutelde schijven zijn weg ({{count}}) en komen terug uit de kopie van Azure Backup in de tussenopslag. Niemand kan bewijzen wat er in die kopie staat: dat blijkt pas als de schijf opengaat. Een verpakt geheim komt terug als nieuwe versie.',
      },
      'beside-original': {
        message:
          'De kopie komt in het subnet van {{vm}} terwijl die draait: zelfde naam, zelfde diensten, zelfde taken. Zet het geïsoleerd terug, tenzij beide tegelijk mogen draaien.',
      },
      'in-place-original-deallocated': {
        message: 'De kopie neemt de plaats in van {{vm}}, die uit moet blijven.',
      },
      'drill-may-stay-locked': {
        message:
          'Geen opening naar {{names}}: misschien blijven gegevensschijven van {{vm}} vergrendeld en mislukt de controle. Open die in herstelprofiel en subnet.',
      },
    },
  }),
};
