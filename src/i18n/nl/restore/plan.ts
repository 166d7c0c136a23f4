import type { plan as english } from '../../en/restore/plan.ts';
import type { SameRoom, SameTexts } from '../../language-folder.ts';

export const plan: SameRoom<typeof english> = {
  texts: (typed): SameTexts<typeof english> => ({
    plan: {
      'point-not-read': {
        message:
          'Van herstelpunt {{point}} is alleen een lijstregel gelezen, en lijsten laten weg of het versleuteld is.',
        remedy: 'Vraag het opnieuw, zodat het punt zelf wordt gelezen.',
      },
      'point-no-usable-tier': {
        message: 'Herstelpunt {{point}} bestaat in geen enkele laag meer waaruit Azure kan terugzetten.',
        remedy: 'Kies een ander herstelpunt.',
      },
      'item-soft-deleted': {
        message: 'De back-up van {{vm}} is voorlopig verwijderd. In deze toestand kan er niets uit worden teruggezet.',
        remedy: `Typ eerst "${typed.undelete} {{vm}}" en vraag het dan opnieuw.`,
      },
      'new-vm-ade': {
        message:
          '{{vm}} is versleuteld met Azure Disk Encryption. Azure kan uit zo’n punt niet direct een nieuwe VM maken.',
        remedy: 'Zet de schijven terug. De machine wordt daarna uit de schijven gemaakt.',
      },
      'new-vm-encryption-unknown': {
        message: 'Het is niet bekend of {{vm}} bij dit punt met Azure Disk Encryption versleuteld was.',
        remedy: 'Zet de schijven terug, dat is altijd veilig, of vraag het opnieuw wanneer het punt leesbaar is.',
      },
      'replace-ade': {
        message:
          '{{vm}} is versleuteld met Azure Disk Encryption. Azure kan de schijven van zo’n VM niet ter plekke vervangen.',
        remedy: 'Zet de schijven terug. De machine wordt daaruit gemaakt, naast het origineel of nadat dat gestopt is.',
      },
      'replace-encryption-unknown': {
        message: 'Het is niet bekend of {{vm}} bij dit punt versleuteld was, dus de schijven worden niet vervangen.',
        remedy: 'Zet de schijven terug, dat is altijd veilig, of vraag het opnieuw wanneer het punt leesbaar is.',
      },
      'replace-unmanaged': {
        message: '{{vm}} heeft onbeheerde schijven. Azure vervangt alleen beheerde schijven ter plekke.',
        remedy: 'Zet de schijven terug, of maak een nieuwe VM.',
      },
      'replace-managed-unknown': {
        message: 'Het is niet bekend of {{vm}} beheerde schijven heeft; alleen die kunnen worden vervangen.',
        remedy: 'Zet de schijven terug.',
      },
      'replace-vm-gone': {
        message: '{{vm}} bestaat niet meer (of kon niet worden gelezen), dus er zijn geen schijven om te vervangen.',
        remedy: 'Zet de schijven terug, of maak een nieuwe VM.',
      },
      'replace-leaves-trusted-launch': {
        message: 'Het punt is van een VM met trusted launch en {{vm}} heeft dat nu niet. Azure weigert die combinatie.',
        remedy: 'Zet de schijven terug, of maak een nieuwe VM; die krijgt trusted launch.',
      },
      'files-ade': {
        message:
          'Azure kan geen losse bestanden van {{vm}} terugzetten: de schijven zijn versleuteld met Azure Disk Encryption.',
        remedy: `Zet de schijven terug en kopieer de bestanden daarvan. Typ "${typed.restore} {{vm}}".`,
      },
      'files-encryption-unknown': {
        message:
          'Het is niet bekend of {{vm}} bij dit punt versleuteld was. Uit een versleuteld punt kunnen geen losse bestanden worden teruggezet.',
        remedy: `Zet de schijven terug en kopieer de bestanden daarvan. Typ "${typed.restore} {{vm}}".`,
      },
      'files-confidential': {
        message: 'Azure kan geen losse bestanden van {{vm}} terugzetten: het is een vertrouwelijke VM.',
        remedy: `Zet de schijven terug en kopieer de bestanden daarvan. Typ "${typed.restore} {{vm}}".`,
      },
      'files-not-offered': {
        message: 'Strongroom zet geen losse bestanden terug. Een script zou ze op een machine van jou koppelen.',
        remedy: `Gebruik Bestandsherstel van {{vm}} in de Azure-portal, of typ "${typed.restore} {{vm}}" voor hele schijven.`,
      },
      'set-confidential-snapshot-only': {
        message:
          'Azure zet een vertrouwelijke VM met een andere versleutelingsset alleen uit de kluislaag terug, en dit punt is een momentopname.',
        remedy: 'Kies een herstelpunt dat in de kluislaag ligt.',
      },
      'set-key-snapshot-only': {
        message:
          'De sleutel {{key}} waarmee {{vm}} is versleuteld, is weg uit {{vault}}, en Azure haalt hem alleen uit de kluislaag. Dit punt is een momentopname.',
        remedy: 'Kies een herstelpunt dat in de kluislaag ligt, of zet eerst de sleutel terug.',
      },
      'set-vault-without-customer-key': {
        message:
          'Schijfversleutelingsset {{set}} kan niet: kluis {{vault}} is zelf niet met een klantsleutel versleuteld.',
        remedy: 'Laat de set weg en wijs hem daarna toe aan de teruggezette schijven.',
      },
      'set-vault-key-unknown': {
        message: 'Het is niet bekend of kluis {{vault}} met een klantsleutel versleuteld is, wat set {{set}} vereist.',
        remedy: 'Laat de set weg en wijs hem daarna toe aan de teruggezette schijven, of probeer het later.',
      },
      'set-unmanaged': {
        message: 'Schijfversleutelingsset {{set}} kan niet: {{vm}} heeft onbeheerde schijven.',
        remedy: 'Laat de set weg.',
      },
      'set-managed-unknown': {
        message:
          'Schijfversleutelingsset {{set}} vereist beheerde schijven, en het is niet bekend of {{vm}} die heeft.',
        remedy: 'Laat de set weg en wijs hem daarna toe aan de teruggezette schijven.',
      },
      'set-ade': {
        message: 'Schijfversleutelingsset {{set}} kan niet: {{vm}} is versleuteld met Azure Disk Encryption.',
        remedy: 'Laat de set weg. De teruggezette schijven blijven versleuteld zoals ze waren.',
      },
      'set-encryption-unknown': {
        message:
          'Het is niet bekend of {{vm}} met Azure Disk Encryption versleuteld is; is dat zo, dan kan set {{set}} niet.',
        remedy: 'Laat de set weg.',
      },
      'set-secondary-region': {
        message: 'Schijfversleutelingsset {{set}} kan niet bij herstel in de tweede regio.',
        remedy: 'Laat de set weg, of zet terug in de regio van kluis {{vault}}.',
      },
      'set-other-region': {
        message: 'Schijfversleutelingsset {{set}} staat in {{region}}; de schijven worden teruggezet in {{wanted}}.',
        remedy: 'Kies een set in {{wanted}}.',
      },
      'to-managed-ade': {
        message:
          'De onbeheerde schijven van {{vm}} zijn versleuteld met Azure Disk Encryption en kunnen niet beheerd terugkomen.',
        remedy: 'Zet ze terug zoals ze zijn (VHD-bestanden in de tussenopslag).',
      },
      'to-managed-encryption-unknown': {
        message:
          'Het is niet bekend of de onbeheerde schijven van {{vm}} versleuteld zijn; versleutelde kunnen geen beheerde schijven worden.',
        remedy: 'Zet ze terug zoals ze zijn (VHD-bestanden in de tussenopslag).',
      },
      'lun-not-in-point': {
        message: 'Het herstelpunt heeft geen schijf met LUN {{luns}}. Wel: {{has}} (-1 is de OS-schijf).',
        remedy: 'Kies uit de schijven van het punt, of zet alle terug.',
      },
      'luns-only-with-disks': {
        message: 'Losse schijven kiezen kan alleen bij het terugzetten van schijven, niet bij een hele VM.',
        remedy: 'Kies "Alleen schijven", of neem alle schijven van {{vm}}.',
      },
      'luns-point-whole': {
        message:
          'Het herstelpunt bevat alle schijven van {{vm}}. Azure zet ze dan allemaal terug; losse kiezen kan niet.',
        remedy: 'Zet alle schijven terug en verwijder wat je niet nodig hebt.',
      },
      'selective-backup-only-disks': {
        message:
          'De back-up van {{vm}} laat schijven weg ({{included}} van {{attached}} zitten erin). Azure zet dan alleen schijven terug.',
        remedy: 'Zet de schijven terug en maak daaruit de machine.',
      },
      'other-subscription-impossible': {
        message:
          'Doelgroep {{group}} ligt in een ander abonnement dan kluis {{vault}}. Azure kan {{vm}} daar niet terugzetten.',
        remedy: 'Kies een doelgroep in het abonnement van de kluis.',
      },
      'other-subscription-off': {
        message:
          'Doelgroep {{group}} ligt in een ander abonnement, en in kluis {{vault}} staat herstel tussen abonnementen uit.',
        remedy:
          'Kies een doelgroep in het abonnement van de kluis, of laat het aanzetten in de eigenschappen van {{vault}}.',
      },
      'other-subscription-snapshot': {
        message:
          'Doelgroep {{group}} ligt in een ander abonnement, en dit punt is een momentopname: alleen de kluis zet daarheen terug.',
        remedy: 'Kies een punt dat in de kluis ligt.',
      },
      'staging-other-subscription': {
        message: 'Tussenopslag {{account}} ligt in een ander abonnement dan kluis {{vault}} en de doelgroep.',
        remedy:
          'Vraag een beheerder om in het herstelprofiel een account in het abonnement van de kluis of van de groep te noemen.',
      },
      'staging-other-subscription-replace': {
        message:
          'Tussenopslag {{account}} ligt in een ander abonnement dan kluis {{vault}}. Schijven vervangen gaat alleen via een account in dat van de kluis.',
        remedy:
          'Kies een andere manier van terugzetten, of vraag een beheerder om in het herstelprofiel een account in het abonnement van de kluis te noemen.',
      },
      'vm-other-subscription-ade': {
        message:
          '{{vm}} ligt in een ander abonnement dan kluis {{vault}} en is (misschien) versleuteld. Azure ondersteunt dat niet.',
        remedy: 'Vraag Azure-ondersteuning, en beveilig de VM voortaan in een kluis in het eigen abonnement.',
      },
      'other-region-off': {
        message:
          '{{vm}} kan niet in {{region}} worden teruggezet: herstel tussen regio’s staat niet aan voor {{vault}}.',
        remedy:
          'Zet terug in {{home}}. Zet voor een volgende keer herstel tussen regio’s aan (de kluis moet geografisch redundant zijn).',
      },
      'other-region-impossible': {
        message: 'Azure kan {{vm}} niet in {{region}} terugzetten: het is een vertrouwelijke VM.',
        remedy: 'Zet terug in {{home}}.',
      },
      'other-region': {
        message:
          'Strongroom zet nog niet terug tussen regio’s. Azure kan {{vm}} terugzetten in de gekoppelde regio van {{home}}: alleen uit de kluislaag, tot 36 uur oud, met een tussenopslag daar, en zo’n taak kan niet worden geannuleerd.',
        remedy: `Zet terug in {{home}}, of typ "${typed.commands} {{vm}} regio" voor de regels die het doen, en wat er daar ontbreekt.`,
      },
      'staging-other-region': {
        message: 'Tussenopslag {{account}} staat in {{region}}; de kluis heeft er een in {{wanted}} nodig.',
        remedy: 'Vraag een beheerder om in het herstelprofiel een v2-account in {{wanted}} te noemen.',
      },
      'staging-no-identity': {
        message:
          'Tussenopslag {{account}} neemt geen gedeelde sleutels aan, en kluis {{vault}} heeft geen identiteit om binnen te komen.',
        remedy:
          'Laat voor {{vault}} een door het systeem toegewezen identiteit aanzetten, met de rol VM Restore Operator op {{account}} en op de doelgroep, of vraag een beheerder om in het herstelprofiel een account te noemen dat sleutels aanneemt.',
      },
      'staging-identity-unmanaged': {
        message:
          '{{vm}} heeft onbeheerde schijven. Die kunnen niet worden teruggezet via tussenopslag {{account}}, die geen gedeelde sleutels aanneemt.',
        remedy:
          'Vraag een beheerder om in het herstelprofiel van {{vault}} een account te noemen dat sleutels aanneemt.',
      },
      'subnet-other-region': {
        message: 'Subnet {{subnet}} ligt in {{region}}; de machine wordt teruggezet in {{wanted}}.',
        remedy: 'Kies een subnet in {{wanted}}.',
      },
      'zone-encrypted': {
        message:
          '{{vm}} kan niet in zone {{zone}} worden teruggezet: Azure verplaatst geen versleutelde machine naar een andere zone.',
        remedy: 'Zet terug in de zone van het origineel.',
      },
      'zone-encryption-unknown': {
        message: 'Het is niet bekend hoe {{vm}} versleuteld is; een versleutelde machine kan niet naar zone {{zone}}.',
        remedy: 'Zet terug in de zone van het origineel.',
      },
      'zone-snapshot-tier': {
        message:
          '{{vm}} kan alleen uit de kluis naar zone {{zone}}, en dit punt ligt niet in de standaardlaag daarvan.',
        remedy: 'Kies een punt dat in de kluis ligt, of de zone van het origineel.',
      },
      'zone-unmanaged': {
        message: '{{vm}} kan niet in zone {{zone}} worden teruggezet: zones nemen alleen beheerde schijven aan.',
        remedy: 'Laat de zone weg.',
      },
      'zone-vault-redundancy': {
        message:
          '{{vm}} kan niet in zone {{zone}} worden teruggezet: alleen een zone-redundante kluis zet terug naar andere zones, en {{vault}} is dat niet.',
        remedy:
          'Zet terug in de zone van het origineel. Ligt die zone plat, beveilig nieuwe VM’s dan voortaan in een zone-redundante kluis: een kluis met back-ups wordt er geen meer.',
      },
      'zone-with-replace': {
        message: 'De schijven van {{vm}} worden ter plekke vervangen: zone {{zone}} kan niet worden gekozen.',
        remedy: 'Laat de zone weg, of maak een nieuwe VM.',
      },
      'new-vm-name-missing': { message: 'De nieuwe VM heeft een naam nodig.', remedy: 'Geef een naam op.' },
      'new-vm-name-invalid': {
        message: '"{{name}}" is geen naam die Azure voor een VM aanneemt.',
        remedy:
          'Gebruik hoogstens 64 letters, cijfers, punten, streepjes en onderstrepingstekens; begin met een letter of cijfer.',
      },
      'new-vm-name-taken': {
        message: 'In {{group}} is de naam {{name}} al bezet.',
        remedy: 'Kies een andere naam of een andere doelgroep.',
      },
      'new-vm-name-wanted': {
        message: 'In {{group}} gaat aanvraag {{id}} al een machine met de naam {{name}} maken.',
        remedy: 'Kies een andere naam, of wacht tot {{id}} voorbij is.',
      },
      'new-vm-subnet-missing': {
        message:
          'Er is geen netwerk voor de nieuwe VM: het herstelprofiel van kluis {{vault}} noemt geen geïsoleerd subnet.',
        remedy: 'Kies een subnet, of zet alleen de schijven terug.',
      },
      'new-vm-interface-taken': {
        message: 'In {{group}} bestaat de netwerkinterface {{nic}} al, die {{name}} zou krijgen.',
        remedy: 'Kies een andere naam of een andere doelgroep.',
      },
      'quarantine-no-place': {
        message: 'Er is geen quarantaine ingesteld voor kluis {{vault}}.',
        remedy:
          'Vraag de beheerder van Strongroom om een plek daarvoor in het herstelprofiel: een groep, een tussenopslag en een subnet waar niets in of uit kan. Of zet het geïsoleerd terug.',
      },
      'subnet-gone': {
        message: 'Er is geen subnet {{subnet}} in netwerk {{network}}.',
        remedy: 'Kies een ander subnet, of laat het herstelprofiel aanpassen.',
      },
      'original-subnet-unknown': {
        message: 'Het is niet bekend in welk subnet {{vm}} staat of stond.',
        remedy:
          'Laat wie Strongroom beheert subnetten ervoor als subnetIds in het herstelprofiel van kluis {{vault}} zetten, of zet de machine geïsoleerd terug.',
      },
      'in-place-running': {
        message:
          'De toewijzing van {{vm}} is niet opgeheven; een andere machine kan dan niet op die plek in het netwerk.',
        remedy: 'Stop {{vm}} eerst in de Azure-portal (toewijzing opheffen), of zet de machine geïsoleerd terug.',
      },
      'size-not-offered': {
        message: '{{size}} hoort niet bij de formaten die het herstelprofiel aanbiedt.',
        remedy: 'Kies een van: {{sizes}}.',
      },
      'rebuild-unmanaged': {
        message:
          '{{vm}} heeft onbeheerde schijven: Strongroom zet die terug als VHD-bestanden en maakt er geen machine van.',
        remedy: 'Zet de schijven terug; de aanvraag zegt daarna hoe je met de hand verdergaat.',
      },
      'rebuild-managed-unknown': {
        message:
          'Het is niet bekend of {{vm}} beheerde schijven heeft, en van onbeheerde schijven maakt Strongroom geen machine.',
        remedy: 'Zet de schijven terug; de aanvraag zegt daarna hoe je met de hand verdergaat.',
      },
      'rebuild-without-os-disk': {
        message: 'De OS-schijf van {{vm}} zit niet in dit herstelpunt: er kan geen machine van worden gemaakt.',
        remedy: 'Zet de schijven terug en koppel ze aan een machine die draait.',
      },
      'moved-mode': { message: 'Manier van terugzetten: {{before}} werd {{after}}' },
      'moved-vm': { message: 'VM: {{before}} werd {{after}}' },
      'moved-vault': { message: 'Kluis: {{before}} werd {{after}}' },
      'moved-point-name': { message: 'Herstelpunt: {{before}} werd {{after}}' },
      'moved-point-at': { message: 'Tijd van het punt: {{before}} werd {{after}}' },
      'moved-point-tier': { message: 'Laag van het punt: {{before}} werd {{after}}' },
      'moved-rehydration': { message: 'Terughalen uit het archief: {{before}} werd {{after}}' },
      'moved-point-threat': { message: 'Dreiging bij het punt: {{before}} werd {{after}}' },
      'moved-disks-selection': { message: 'Keuze van schijven: {{before}} werd {{after}}' },
      'moved-disks-included': { message: 'Teruggezette schijven: {{before}} werd {{after}}' },
      'moved-target-resourceGroup': { message: 'Doelgroep: {{before}} werd {{after}}' },
      'moved-target-vm': { message: 'Doelmachine: {{before}} werd {{after}}' },
      'moved-target-region': { message: 'Regio: {{before}} werd {{after}}' },
      'moved-target-zone': { message: 'Zone: {{before}} werd {{after}}' },
      'moved-target-diskEncryptionSet': { message: 'Schijfversleutelingsset: {{before}} werd {{after}}' },
      'moved-target-dataDiskSets': { message: 'Versleutelingssets van gegevensschijven: {{before}} werd {{after}}' },
      'moved-target-size': { message: 'Formaat: {{before}} werd {{after}}' },
      'moved-target-form': { message: 'Vorm van de schijven: {{before}} werd {{after}}' },
      'moved-target-diskAccess': { message: 'Toegang tot de schijven: {{before}} werd {{after}}' },
      'moved-target-security': { message: 'Beveiliging van de machine: {{before}} werd {{after}}' },
      'moved-machine': { message: 'Hoe de machine wordt gemaakt: {{before}} werd {{after}}' },
      'moved-network': { message: 'Netwerk: {{before}} werd {{after}}' },
      'moved-quarantine-openings': { message: 'Openingen van de quarantaine: {{before}} werd {{after}}' },
      'moved-networkMode': { message: 'Plaats in het netwerk: {{before}} werd {{after}}' },
      'moved-staging': { message: 'Tussenopslag: {{before}} werd {{after}}' },
      'moved-stagingIdentity': { message: 'Identiteit voor de tussenopslag: {{before}} werd {{after}}' },
      'moved-keys-point': { message: 'Sleutels van het punt: {{before}} werd {{after}}' },
      'moved-keys-vm': { message: 'Sleutels van de machine: {{before}} werd {{after}}' },
      'moved-keys-set': { message: 'Sleutel van de versleutelingsset: {{before}} werd {{after}}' },
      'moved-steps': { message: 'Stappen: {{before}} werd {{after}}' },
      'moved-alternatives-sizes': { message: 'Uitwijkformaten: {{before}} werd {{after}}' },
      'recommend-before-threat': {
        message: 'Het nieuwste punt van vóór die waarbij Defender for Cloud een dreiging op de machine zag.',
      },
      'recommend-despite-threat': {
        message:
          'Defender for Cloud zag bij elk punt dat meteen kan worden teruggezet, of ervoor, een dreiging op de machine.',
      },
      'recommend-snapshot-quick': { message: 'Het nieuwste punt, met een momentopname: teruggezet binnen minuten.' },
      'recommend-newest': { message: 'Het nieuwste punt: elk ouder punt verliest meer.' },
      'recommend-vault-after-rotation': {
        message:
          'Het nieuwste punt uit de kluislaag: de sleutel is veranderd, en herstel uit een momentopname kan dan mislukken.',
      },
      'recommend-despite-rotation': {
        message:
          'Het nieuwste punt. De sleutel is sindsdien veranderd en er is geen punt in de kluislaag; het kan mislukken.',
      },
      'recommend-crash-consistent': {
        message:
          'Het is crashconsistent: als na een stroomstoring. Toepassingen controleren hun gegevens bij het starten.',
      },
    },
  }),
};
