import type { protectionForms as english } from '../../en/protection/forms.ts';
import type { SameRoom, SameTexts } from '../../language-folder.ts';

export const protectionForms: SameRoom<typeof english> = {
  texts: (typed): SameTexts<typeof english> => ({
    cards: {
      preview: {
        'heading-policy': 'Nieuw beleid {{policy}} in {{vault}}: is dit het?',
        'heading-protect': '{{vms}} beveiligen in {{vault}}: is dit het?',
        'heading-resume': 'De beveiliging van {{vms}} in {{vault}} hervatten: is dit het?',
        'lead-policy': 'Er is nog niets gemaakt.',
        'lead-protect': 'Beleid {{policy}}. Er is nog niets veranderd.',
        'lead-resume':
          'Beleid {{policy}}. Herstelpunten die ouder zijn dan het bewaart, verlopen dan; de andere blijven. Er is nog niets veranderd.',
        twin: `Of typ: **${typed.confirm} {{id}}**`,
        sentence: `{{name}}: bekijk het en typ dan "${typed.confirm} {{id}}".`,
      },
      'protect-form': {
        'heading-protect': '{{vms}} beveiligen',
        'heading-resume': 'De beveiliging van {{vms}} hervatten',
        vault: 'Kluis',
        'vault-choice': "{{vault}} ({{region}}, abonnement {{subscription}}, {{used}} van {{most}} VM's)",
        'vault-choice-unknown': '{{vault}} ({{region}}, abonnement {{subscription}})',
        'vault-line': 'Kluis {{choice}}',
        policy: 'Beleid',
        vms: 'Machines',
        reason: 'Om {{vm}} in {{vault}} te beveiligen met {{policy}}.',
        'twin-protect': `Of typ: **${typed.protect} {{vms}} in {{vault}} met {{policy}}**`,
        'twin-resume': `Of typ: **${typed['protection resume']} {{vms}} met {{policy}}**`,
        'twin-resume-choose': `Of typ: **${typed['protection resume']} {{vms}} met** en een beleid`,
        line: {
          fine: '{{encryption}}. Niets te doen: Azure Backup mag de sleutels in {{keyVault}} lezen.',
          'not-needed': '{{encryption}}. Niets te doen.',
          lacking: '{{encryption}}. In sleutelkluis {{keyVault}} mist Azure Backup {{rights}}.',
          'lacking-asks':
            'Ga je verder, dan vraag ik die toegang aan. De beveiliging begint zodra iemand die heeft goedgekeurd.',
          'lacking-waits': `Laat die toegang eerst geven: typ **${typed.check} {{vm}}** voor de regels die moeten worden uitgevoerd.`,
          'by-hand': '{{encryption}}. {{why}}',
          unknown: '{{encryption}}. Of Azure Backup de sleutels mag lezen is niet te zeggen: {{why}}',
        },
      },
      keyaccess: {
        heading: 'Sleuteltoegang van {{vm}}',
        fine: 'Niets te doen: Azure Backup mag de sleutels van {{vm}} lezen.',
        'not-needed': 'Niets te doen: {{vm}} heeft geen sleutel in een sleutelkluis die Azure Backup kopieert.',
        'set-lacking':
          'De versleutelingsset van {{vm}} mag de sleutel niet gebruiken, dus gaat geen schijf open die ermee wordt teruggezet.',
        'by-hand': {
          'backup-no': 'Azure Backup mist op sleutel {{key}} in {{store}}: {{rights}}.',
          'backup-unknown': 'Ik kon niet zien of Azure Backup dit heeft op sleutel {{key}} in {{store}}: {{rights}}.',
          'set-no': 'Versleutelingsset {{set}} mist op sleutel {{key}} in {{store}}: {{rights}}.',
          'set-unknown':
            'Ik kon niet zien of versleutelingsset {{set}} dit heeft op sleutel {{key}} in {{store}}: {{rights}}.',
        },
        lacking: 'Azure Backup mag niet alle sleutels van {{vm}} lezen: tot dan mislukken de back-ups.',
        'lacking-copy':
          'Back-ups van {{vm}} werken, maar Azure Backup mag de geheimen niet kopiëren: een gewist geheim is verloren.',
        unknown: 'Of Azure Backup de sleutels van {{vm}} mag lezen is niet te zeggen.',
        vault: 'Sleutelkluis {{keyVault}} ({{model}})',
        model: { 'access-policy': 'toegangsbeleid', rbac: 'Azure-rollen' },
        lacks: 'Ontbreekt: {{rights}}.',
        holds: 'Toegekend: {{rights}}.',
        role: 'Er komt de aangepaste rol "{{role}}" met de vijf data-acties, nooit Key Vault Administrator.',
        who: 'Wie leest: Backup Management Service, toepassing {{app}}, object {{object}} in deze tenant.',
        hand: 'Uit te voeren door iemand die deze sleutelkluis mag veranderen:',
        az: 'Azure CLI',
        powershell: 'PowerShell',
        'ask-twin': `Of typ: **${typed.check} {{vm}} geven omdat** je reden`,
        'look-twin': `Kijk opnieuw als het klaar is. Of typ: **${typed.check} {{vm}}**`,
      },
      'ask-form': {
        examined: 'Wat is onderzocht, en wat kwam daaruit?',
        reason: 'Reden',
        reasonHint: 'Bijvoorbeeld: INC0012345',
        next: 'Een ander moet dit binnen {{duration}} goedkeuren.',
        twin: 'Of typ: **{{line}} omdat** je reden',
        'twin-resume-shorter': `Of typ: **${typed['protection resume']} {{vm}} met {{policy}} omdat** je reden`,
        'twin-grant-access': `Of typ: **${typed.check} {{vm}} geven omdat** je reden`,
      },
      button: {
        'protect-next': 'Verder',
        'protect-go': 'Back-up inschakelen',
        'resume-go': 'Beveiliging hervatten',
        'protect-change': 'Wijzigen',
        'ask-go': 'Goedkeuring vragen',
        'keyaccess-grant': 'Deze toegang aanvragen...',
        'keyaccess-look': 'Opnieuw kijken',
        'open-protect': 'Beveiligen...',
        'open-keyaccess': 'Sleuteltoegang',
        'open-stop': 'Beveiliging stoppen...',
        'open-hold': 'Punten vasthouden...',
        'open-unhold': 'Loslaten...',
        'open-raise': 'Punten terughalen...',
        'open-resume': 'Beveiliging hervatten...',
        'open-undelete': 'Terughalen...',
      },
    },
  }),
};
