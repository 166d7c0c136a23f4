import type { plan as english } from '../../en/restore/plan.ts';
import type { SameRoom, SameTexts } from '../../language-folder.ts';

export const plan: SameRoom<typeof english> = {
  texts: (typed): SameTexts<typeof english> => ({
    plan: {
      'point-not-read': {
        message: 'Van punt {{point}} is alleen een lijstregel gelezen, en die zegt niets over versleuteling.',
        remedy: 'Vraag het opnieuw.',
      },
      'point-no-usable-tier': {
        message: 'Kies een ander herstelpunt: uit geen enkele laag van {{point}} kan Azure nog terugzetten.',
      },
      'item-soft-deleted': {
        message: `Typ eerst "${typed.undelete} {{vm}}": de back-up is voorlopig verwijderd.`,
      },
      'new-vm-ade': {
        message:
          'Zet de schijven terug en maak daaruit de machine: Azure maakt geen VM uit een punt met Azure Disk Encryption.',
      },
      'new-vm-encryption-unknown': {
        message:
          'Zet de schijven terug, dat is altijd veilig: het is onbekend of {{vm}} toen Azure Disk Encryption had.',
      },
      'replace-ade': {
        message:
          'Zet de schijven terug en maak daaruit de machine: Azure kan schijven met Azure Disk Encryption niet vervangen.',
      },
      'replace-encryption-unknown': {
        message: 'Zet de schijven terug, dat is altijd veilig: het is onbekend of {{vm}} toen versleuteld was.',
      },
      'replace-unmanaged': {
        message:
          'Zet de schijven terug, of maak een nieuwe VM: {{vm}} heeft onbeheerde schijven, en die vervangt Azure niet.',
      },
      'replace-managed-unknown': {
        message: 'Zet de schijven terug: alleen beheerde zijn te vervangen, en het is onbekend of {{vm}} die heeft.',
      },
      'replace-vm-gone': {
        message: 'Zet de schijven terug, of maak een nieuwe VM: {{vm}} is weg of niet te lezen.',
      },
      'replace-leaves-trusted-launch': {
        message: 'Het punt is van een VM met trusted launch en {{vm}} heeft dat nu niet: Azure weigert die combinatie.',
        remedy: 'Zet de schijven terug, of maak een nieuwe VM.',
      },
      'files-not-offered': {
        message: `Bestanden zet ik niet terug: typ "${typed.restore} {{vm}}" en kopieer ze van de schijven. Bestandsherstel in de Azure-portal kan ook, tenzij {{vm}} vertrouwelijk is of Azure Disk Encryption heeft.`,
      },
      'set-confidential-snapshot-only': {
        message:
          'Een vertrouwelijke VM krijgt alleen uit de kluislaag een andere versleutelingsset; dit punt is een momentopname.',
        remedy: 'Kies een punt in de kluislaag.',
      },
      'set-key-snapshot-only': {
        message:
          'Sleutel {{key}} van {{vm}} is weg uit {{vault}}. Azure haalt hem alleen uit de kluislaag; dit punt is een momentopname.',
        remedy: 'Kies een punt in de kluislaag, of zet eerst de sleutel terug.',
      },
      'set-vault-key': {
        message:
          'Versleutelingsset {{set}} vraagt een kluis met een klantsleutel, en die heeft {{vault}} niet, voor zover Azure het zegt.',
        remedy: 'Laat de set weg en wijs hem daarna toe aan de teruggezette schijven.',
      },
      'set-disks': {
        message:
          'Laat versleutelingsset {{set}} weg: die vraagt beheerde schijven zonder Azure Disk Encryption, en niets toont dat {{vm}} die heeft.',
      },
      'set-other-region': {
        message: 'Kies een versleutelingsset in {{wanted}}, waar de schijven komen: {{set}} staat in {{region}}.',
      },
      'lun-not-in-point': {
        message: 'Het herstelpunt heeft geen schijf met LUN {{luns}}. Wel: {{has}} (-1 is de OS-schijf).',
        remedy: 'Kies uit de schijven van het punt, of zet alle terug.',
      },
      'luns-only-with-disks': {
        message: 'Kies "Alleen schijven", of neem alle schijven van {{vm}}: een machine is niet van losse te maken.',
      },
      'luns-point-whole': {
        message: 'Zet alle schijven van {{vm}} terug, zoals in het punt, en verwijder wat je niet nodig hebt.',
      },
      'selective-backup-only-disks': {
        message:
          'Zet de schijven terug en maak daaruit de machine: de back-up van {{vm}} bevat {{included}} van {{attached}} schijven.',
      },
      'other-subscription-impossible': {
        message:
          'Kies een groep in het abonnement van kluis {{vault}}: Azure kan {{vm}} niet terugzetten naar {{group}} in een ander.',
      },
      'other-subscription-off': {
        message:
          'Groep {{group}} ligt in een ander abonnement; herstel tussen abonnementen staat uit in kluis {{vault}}.',
        remedy: 'Kies een groep in het abonnement van de kluis, of laat het aanzetten.',
      },
      'other-subscription-snapshot': {
        message: 'Groep {{group}} ligt in een ander abonnement, en een momentopname is daar niet terug te zetten.',
        remedy: 'Kies een punt dat in de kluis ligt.',
      },
      'staging-other-subscription': {
        message: 'Tussenopslag {{account}} ligt in een ander abonnement dan kluis {{vault}} en de doelgroep.',
        remedy: 'Vraag een platformbeheerder om er een in een van beide abonnementen in het herstelprofiel te noemen.',
      },
      'staging-other-subscription-replace': {
        message:
          'Om schijven te vervangen moet de tussenopslag in het abonnement van kluis {{vault}} liggen; {{account}} ligt daar niet.',
        remedy: "Zet anders terug, of vraag een platformbeheerder om zo'n account in het herstelprofiel te noemen.",
      },
      'vm-other-subscription-ade': {
        message:
          '{{vm}} is (misschien) versleuteld en ligt in een ander abonnement dan kluis {{vault}}. Azure ondersteunt dat niet.',
        remedy: 'Vraag Azure-ondersteuning, en beveilig de VM voortaan in het eigen abonnement.',
      },
      'other-region-off': {
        message: "{{vm}} kan niet in {{region}} worden teruggezet: herstel tussen regio's staat uit voor {{vault}}.",
        remedy: 'Zet terug in {{home}}. Zet het aan voor een volgende keer (de kluis moet geografisch redundant zijn).',
      },
      'other-region-impossible': {
        message: 'Zet terug in {{home}}: Azure kan {{vm}}, een vertrouwelijke VM, niet in {{region}} terugzetten.',
      },
      'other-region': {
        message:
          "Strongroom zet nog niet terug tussen regio's. Met de hand kan het naar de gekoppelde regio van {{home}}, uit een punt tot 36 uur oud, en het is niet te annuleren.",
        remedy: `Zet terug in {{home}}, of typ "${typed.commands} {{vm}} regio" voor de regels.`,
      },
      'staging-other-region': {
        message: 'Tussenopslag {{account}} staat in {{region}}; de kluis heeft er een in {{wanted}} nodig.',
        remedy: 'Vraag een platformbeheerder om in het herstelprofiel een v2-account in {{wanted}} te noemen.',
      },
      'staging-no-identity': {
        message: 'Tussenopslag {{account}} neemt geen gedeelde sleutels aan, en kluis {{vault}} heeft geen identiteit.',
        remedy:
          'Laat een identiteit van {{vault}} VM Restore Operator geven op {{account}} en de doelgroep, of vraag een platformbeheerder om een account dat sleutels aanneemt.',
      },
      'staging-identity-unmanaged': {
        message:
          'De onbeheerde schijven van {{vm}} kunnen niet via tussenopslag {{account}}, die geen gedeelde sleutels aanneemt.',
        remedy: 'Vraag een platformbeheerder om in het herstelprofiel een account te noemen dat sleutels aanneemt.',
      },
      'subnet-other-region': {
        message: 'Kies een subnet in {{wanted}}, waar de machine komt: {{subnet}} ligt in {{region}}.',
      },
      'zone-disks': {
        message:
          'Laat zone {{zone}} weg: Azure verplaatst daarheen alleen beheerde schijven met een platformsleutel, en niets toont dat {{vm}} die heeft.',
      },
      'zone-snapshot-tier': {
        message:
          'Alleen een punt in de standaardlaag van de kluis brengt {{vm}} naar zone {{zone}}; dit ligt daar niet.',
        remedy: 'Kies een punt dat in de kluis ligt, of de zone van het origineel.',
      },
      'zone-vault-redundancy': {
        message: 'Alleen een zone-redundante kluis brengt {{vm}} naar zone {{zone}}, en {{vault}} is dat niet.',
        remedy: 'Zet terug in de zone van het origineel.',
      },
      'zone-with-replace': {
        message: 'Laat zone {{zone}} weg: de schijven van {{vm}} worden ter plekke vervangen.',
      },
      'new-vm-name-missing': { message: 'Geef de nieuwe VM een naam.' },
      'new-vm-name-invalid': {
        message: '"{{name}}" is geen naam die Azure voor een VM aanneemt.',
        remedy: 'Gebruik hoogstens 64 letters, cijfers, punten, streepjes en onderstrepingstekens.',
      },
      'new-vm-name-taken': {
        message: 'In {{group}} is de naam {{name}} al bezet: kies een andere.',
      },
      'new-vm-name-wanted': {
        message: 'In {{group}} gaat aanvraag {{id}} al een machine met de naam {{name}} maken.',
        remedy: 'Kies een andere naam, of wacht tot {{id}} voorbij is.',
      },
      'new-vm-subnet-missing': {
        message: 'Het herstelprofiel van kluis {{vault}} noemt geen geïsoleerd subnet voor een nieuwe VM.',
        remedy: 'Kies een subnet, of zet alleen de schijven terug.',
      },
      'new-vm-interface-taken': {
        message: 'In {{group}} bestaat de netwerkinterface {{nic}} van {{name}} al: kies een andere naam.',
      },
      'quarantine-no-place': {
        message: 'Er is geen quarantaine ingesteld voor kluis {{vault}}.',
        remedy: 'Vraag een platformbeheerder om er een in het herstelprofiel te zetten, of zet het geïsoleerd terug.',
      },
      'subnet-gone': {
        message: 'Er is geen subnet {{subnet}} in netwerk {{network}}.',
        remedy: 'Kies een ander subnet, of laat het herstelprofiel aanpassen.',
      },
      'original-subnet-unknown': {
        message: 'Het is onbekend in welk subnet {{vm}} staat of stond.',
        remedy:
          'Laat subnetten ervoor als subnetIds in het herstelprofiel van {{vault}} zetten, of zet de machine geïsoleerd terug.',
      },
      'in-place-running': {
        message: '{{vm}} draait nog, dus een andere machine kan die plaats niet innemen.',
        remedy: 'Stop {{vm}} eerst in de Azure-portal, of zet de machine geïsoleerd terug.',
      },
      'size-not-offered': {
        message: 'Kies een van {{sizes}}: {{size}} staat niet in het herstelprofiel.',
      },
      'rebuild-unmanaged': {
        message:
          'Zet de schijven terug en ga met de hand verder: {{vm}} heeft onbeheerde, die als VHD-bestanden terugkomen.',
      },
      'rebuild-managed-unknown': {
        message: 'Zet de schijven terug en ga met de hand verder: het is onbekend of {{vm}} beheerde heeft.',
      },
      'rebuild-without-os-disk': {
        message:
          'Zet de schijven terug en koppel ze aan een andere machine: het punt bevat de OS-schijf van {{vm}} niet.',
      },
      'moved-mode': { message: 'Manier van terugzetten: {{before}} werd {{after}}' },
      'moved-vm': { message: 'VM: {{before}} werd {{after}}' },
      'moved-vault': { message: 'Kluis: {{before}} werd {{after}}' },
      'moved-point': { message: 'Herstelpunt: {{before}} werd {{after}}' },
      'moved-disks': { message: 'Schijven: {{before}} werd {{after}}' },
      'moved-target': { message: 'Doel: {{before}} werd {{after}}' },
      'moved-quarantine': { message: 'Openingen van de quarantaine: {{before}} werd {{after}}' },
      'moved-keys': { message: 'Sleutels: {{before}} werd {{after}}' },
      'moved-alternatives': { message: 'Uitwijkformaten: {{before}} werd {{after}}' },
      'moved-rehydration': { message: 'Terughalen uit het archief: {{before}} werd {{after}}' },
      'moved-machine': { message: 'Hoe de machine wordt gemaakt: {{before}} werd {{after}}' },
      'moved-network': { message: 'Netwerk: {{before}} werd {{after}}' },
      'moved-networkMode': { message: 'Plaats in het netwerk: {{before}} werd {{after}}' },
      'moved-staging': { message: 'Tussenopslag: {{before}} werd {{after}}' },
      'moved-stagingIdentity': { message: 'Identiteit voor de tussenopslag: {{before}} werd {{after}}' },
      'moved-steps': { message: 'Stappen: {{before}} werd {{after}}' },
      'recommend-before-threat': {
        message: 'Het nieuwste punt van voordat Defender for Cloud een dreiging zag.',
      },
      'recommend-despite-threat': {
        message: 'Defender for Cloud zag bij of voor elk punt dat nu terug te zetten is een dreiging.',
      },
      'recommend-snapshot-quick': { message: 'Het nieuwste punt, met een momentopname: teruggezet binnen minuten.' },
      'recommend-newest': { message: 'Het nieuwste punt: elk ouder punt verliest meer.' },
      'recommend-vault-after-rotation': {
        message: 'Het nieuwste punt uit de kluislaag: de sleutel is veranderd, dus een momentopname kan mislukken.',
      },
      'recommend-despite-rotation': {
        message:
          'Het nieuwste punt. Het kan mislukken: de sleutel is sindsdien veranderd en er is geen punt in de kluislaag.',
      },
      'recommend-crash-consistent': {
        message: 'Het is crashconsistent, als na een stroomstoring.',
      },
    },
  }),
};
