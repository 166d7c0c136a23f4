import type { warnings as english } from '../../en/restore/warnings.ts';
import type { SameRoom, SameTexts } from '../../language-folder.ts';

export const warnings: SameRoom<typeof english> = {
  texts: (typed): SameTexts<typeof english> => ({
    plan: {
      'point-archived-standard': {
        message:
          'Dit punt van {{vm}} ligt in het archief: rehydrateren duurt tot {{hours}} uur, en de kopie kost nog {{days}} dagen geld. Met "dringend" in de getypte regel duurt het ongeveer een uur, tegen een hogere prijs.',
      },
      'point-archived-high': {
        message:
          'Dit punt van {{vm}} ligt in het archief: rehydrateren duurt ongeveer {{hours}} uur tegen een hogere prijs, en de kopie kost nog {{days}} dagen geld.',
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
          'De bewaartijd van dit punt van {{vm}} eindigde op {{at}}: Azure kan het elk moment verwijderen. Zet het snel terug.',
      },
      'point-soft-deleted': {
        message: `Dit punt van {{vm}} is voorlopig verwijderd. Zet het snel terug, of typ "${typed['retention raise']} {{vm}}" om het terug te halen.`,
      },
      'set-key-lost': {
        message:
          'Sleutel {{key}} van {{vm}} is weg uit {{vault}}. De eerste herstelactie mislukt met opzet, zodat Azure Backup zijn kopie vrijgeeft; dan zet ik die terug en herstel ik opnieuw.',
      },
      'set-key-deleted': {
        message: 'Sleutel {{key}} van {{vm}} is verwijderd in {{vault}}. Ik haal hem terug voor het herstel.',
      },
      'set-key-disabled': {
        message: 'Sleutel {{key}} van {{vm}} staat uit in {{vault}}, dus terugzetten mislukt. Zet hem eerst aan.',
      },
      'set-key-unknown': {
        message:
          'Ik kan niet zien of sleutel {{key}} van {{vm}} in {{vault}} staat. Is hij weg, dan mislukt de eerste herstelactie en zet ik hem terug. Laat mij de sleutels daar opvragen, of kijk zelf.',
      },
      'set-key-unnamed': {
        message:
          'Ik kan niet zien met welke sleutel {{vm}} is versleuteld. Is die weg, dan mislukt het herstel. Laat mij de versleutelingsset lezen, of kijk zelf.',
      },
      'set-chosen': {
        message:
          'De schijven van {{vm}} komen terug met versleutelingsset {{set}}. Wie de sleutel ervan heeft, bepaalt wie ze leest.',
      },
      'sets-os-disk': {
        message: 'De OS-schijf van {{vm}} komt terug met versleutelingsset {{set}}.',
      },
      'sets-each-disk': {
        message:
          'De OS-schijf van {{vm}} komt terug met versleutelingsset {{set}}, elke vertrouwelijke gegevensschijf met een eigen set: {{list}}.',
      },
      'staging-by-identity': {
        message:
          'Tussenopslag {{account}} neemt geen gedeelde sleutels aan, dus heeft {{identity}} van kluis {{vault}} de rol VM Restore Operator nodig daarop en op de doelgroep.',
      },
      'encryption-unknown': {
        message:
          'Azure zegt niet of {{vm}} toen versleuteld was, dus geldt het als versleuteld. Houd de sleutels bij de hand.',
      },
      'managed-unknown': {
        message:
          'Azure zegt niet of {{vm}} beheerde schijven had, dus komen ze terug als VHD-bestanden. Maak daarvan zo nodig beheerde schijven.',
      },
      'ade-stays-encrypted': {
        message:
          'De schijven blijven versleuteld: een machine daarvan heeft dezelfde sleutel en hetzelfde geheim nodig.',
      },
      'ade-next-backup-size': {
        message:
          'Schijf {{disk}} van {{vm}} heeft {{gb}} GB. Azure maakt back-ups van versleutelde schijven tot {{limit}} GB, dus de volgende mislukken: sluit hem uit of splits hem.',
      },
      'ade-retired': {
        message:
          'Azure Disk Encryption is gestopt op {{date}}: herstel of ontgrendelen van {{vm}} kan mislukken. Vraag het eerst aan Azure-ondersteuning.',
      },
      'snapshot-after-rotation': {
        message:
          'De sleutel van {{vm}} is na dit punt veranderd: de momentopname terugzetten kan mislukken. Kies een punt dat alleen in de kluislaag ligt.',
      },
      'kek-certificate': {
        message:
          'De KEK van {{vm}} hoort bij een certificaat: bestaande punten zijn terug te zetten, maar Azure maakt geen nieuwe. Versleutel {{vm}} opnieuw met een losse sleutel.',
      },
      'kek-certificate-unknown': {
        message:
          'De sleutel van {{vm}} hoort misschien bij een certificaat; dat ondersteunt Azure niet. Ga in Key Vault na dat het een losse sleutel is.',
      },
      'conflict-vm-no-longer-encrypted': {
        message:
          '{{vm}} is niet meer versleuteld, maar bij dit punt wel, dus de teruggezette schijven ook. Zorg dat de sleutel en het geheim van toen nog bestaan.',
      },
      'conflict-vm-encrypted-since': {
        message:
          '{{vm}} is nu versleuteld, maar bij dit punt niet: de teruggezette schijven zijn **onversleuteld**. Versleutel ze voor gebruik.',
      },
      'vault-guarded': {
        message:
          'Kluis {{vault}} staat achter een Resource Guard, en die kan Backup MUA Operator vragen. De eigenaar ervan kan die geven.',
      },
      'unmanaged-as-vhd': {
        message:
          '{{vm}} heeft onbeheerde schijven, waarmee Azure geen VM meer start. Ze komen terug als VHD-bestanden: maak daarvan beheerde schijven, en dan een machine.',
      },
      'placement-left': {
        message: '{{vm}} hoort bij {{names}}; de kopie niet. Neemt die het over, maak die daar dan met de hand.',
      },
      'selective-os-disk': {
        message:
          'De OS-schijf van {{vm}} komt mee: alleen gegevensschijven kun je weglaten. Verwijder hem daarna als je hem niet nodig hebt.',
      },
      'selective-ade': {
        message:
          'Gegevensschijven van {{vm}} ontgrendelen alleen met de OS-schijf, die meekomt: bewaar die tot ze ontgrendeld zijn.',
      },
      'selective-backup': {
        message:
          'Dit punt bevat {{included}} van {{attached}} schijven van {{vm}}. Wat op de andere staat is hieruit niet terug te zetten.',
      },
      'selective-backup-named': {
        message: 'Dit punt bevat {{included}} van {{attached}} schijven van {{vm}}, zonder {{names}}.',
      },
      'subnet-of-profile': {
        message:
          'Het subnet van {{vm}} is nergens vastgelegd. De kopie komt in {{subnet}} van {{network}}, uit het herstelprofiel: ga na of dat klopt.',
      },
      'security-unknown': {
        message:
          'Of {{vm}} versleuteling op de host of secure boot had, is niet meer te zien: de machine is weg. De kopie heeft geen van beide: zet ze zo nodig aan terwijl die uitstaat.',
      },
      'azure-decides-machine': {
        message: 'Azure beslist of dit voor {{vm}} kan. Weigert Azure, zet dan de schijven terug.',
      },
      'azure-decides-confidential': {
        message:
          "{{vm}} is een vertrouwelijke VM: herstel daarvan is een preview in enkele regio's. Ga na of de jouwe meedoet.",
      },
      'azure-decides-zone': {
        message:
          'Zone {{zone}} voor {{vm}} vraagt een zone-redundante kluis, en misschien is deze dat niet. Weigert Azure, zet dan terug in de zone van het origineel. Stel klantsleutels daarna opnieuw in.',
      },
      'azure-decides-set-replace': {
        message:
          'Azure bepaalt of schijven van {{vm}} met een versleutelingsset kunnen worden vervangen. Weigert Azure, laat dan de set weg.',
      },
      'azure-decides-other-subscription': {
        message:
          '{{vm}} wordt teruggezet naar {{group}}, in een ander abonnement dan kluis {{vault}}: dat moet van dezelfde tenant zijn en geregistreerd voor Microsoft.RecoveryServices.',
      },
      'azure-decides-other-subscription-vm': {
        message: '{{vm}} ligt in een ander abonnement dan kluis {{vault}}; Azure bepaalt of het herstel mag.',
      },
      'restored-too': { message: '{{id}} van {{name}} zet {{vm}} ook terug en is nog niet klaar.' },
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
          'Geheimen van versleutelde schijven zijn weg ({{count}}) en komen terug uit de kopie van Azure Backup in de tussenopslag, een verpakt geheim als nieuwe versie. Wat er in die kopie staat, blijkt pas als de schijf opengaat.',
      },
      'beside-original': {
        message:
          'De kopie komt in het subnet van {{vm}} terwijl die draait, met dezelfde naam, diensten en taken. Zet het geïsoleerd terug, tenzij beide tegelijk mogen draaien.',
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
