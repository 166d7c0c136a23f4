import type { DifferenceCode } from '../../../kernel/codes/restore.ts';
import type { RoomTexts } from '../../room-texts.ts';

export const rebuild = {
  texts: {
    /** What a restored machine has otherwise than its original, and what to do about it. */
    difference: {
      'not-encrypted-at-host': {
        message: '**Not encrypted at host**, as {{vm}} is.',
        remedy: 'Deallocate {{copy}}, turn encryption at host on and start it.',
      },
      'less-secure': {
        message: '**Without {{names}}**, which the original has.',
        remedy: 'Ask your security people whether it can be used like that.',
      },
      'security-unknown': {
        message: "{{copy}} isn't encrypted at host. {{vm}} is gone, so whether it was is unknown.",
        remedy: 'If it has to be, deallocate it, turn it on and start it.',
      },
      interfaces: {
        message: 'Network interfaces: {{after}} instead of {{before}}.',
        remedy: 'Add those that software on the machine needs.',
      },
      address: {
        message: 'Address {{after}} instead of {{before}}.',
        remedy: "Whatever connects to the original's address won't find the copy.",
      },
      subnet: { message: 'Subnet {{after}} instead of {{before}}.', remedy: 'Move it when others have to reach it.' },
      'public-address': {
        message: 'No public address; the original has {{name}}.',
        remedy: 'Give it one only if it must be reached from outside.',
      },
      'network-group': {
        message: 'Not in network security group {{name}} of the original.',
        remedy: 'Assign the group before you connect it.',
      },
      identity: {
        message: 'No managed identity; the original has: {{names}}.',
        remedy: 'Assign it if software on the machine signs in with it.',
      },
      'identity-roles': {
        message: "The roles of the original's own identity stay with it: {{roles}}.",
        remedy: 'Assign them to the identity of the copy.',
      },
      'identity-added': {
        message: "{{copy}} has a managed identity that isn't in the plan.",
        remedy: 'If no Azure policy of yours added it, find out who did.',
      },
      'extensions-added': {
        message: "With extensions that the plan doesn't add: {{names}}.",
        remedy: 'If no Azure policy of yours added them, find out who did.',
      },
      extensions: {
        message: 'Without these extensions of the original: {{names}}.',
        remedy: 'Install those you need.',
      },
      tags: {
        message: 'Without these tags of the original: {{names}}.',
        remedy: 'Set them again if billing or policies use them.',
      },
      size: { message: 'Size {{after}} instead of {{before}}.', remedy: "Resize it when there's room." },
      zone: { message: 'Zone {{after}} instead of {{before}}.', remedy: "There's nothing to do." },
      locks: {
        message: 'Without these locks of the original: {{names}}.',
        remedy: 'Set them again if you keep the copy.',
      },
      'locks-unread': {
        message: "Locks on {{vm}} don't apply to the copy.",
        remedy: 'Set them again if you keep the copy.',
      },
      'host-name': {
        message: 'Inside, {{copy}} still has the computer name of {{vm}}.',
        remedy: 'Rename it before both join one domain.',
      },
      'original-gone': {
        message: "{{vm}} no longer exists, so the copy wasn't compared with it.",
        remedy: 'Check addresses, network group, roles, extensions, tags and locks yourself.',
      },
      'original-unread': {
        message: "{{vm}} couldn't be read, so the copy wasn't compared with it.",
        remedy: 'Check addresses, network group, roles, extensions, tags and locks yourself.',
      },
    } satisfies Record<DifferenceCode, { message: string; remedy: string }>,
    /** Why no running machine came of restored disks. Everything that was made stays. */
    rebuild: {
      'config-missing': {
        message: 'The disks are there, but the restore left no description of the machine.',
        remedy: 'Type "commands" and the id to make the machine by hand.',
      },
      'config-unreadable': {
        message: "The disks are there, but Azure Backup's description of the machine names no managed OS disk.",
        remedy: 'Type "commands" and the id to make the machine by hand.',
      },
      'size-unknown': {
        message: 'Neither the recovery point nor its template says what size {{vm}} had.',
        remedy: 'Try again with a size: "retry", the id, "size" and the size.',
      },
      'keys-unknown': {
        message: 'The disks of {{vm}} are encrypted, and nothing says with which keys.',
        remedy: 'Type "commands" and the id for the steps by hand.',
      },
      'keys-lost': {
        message: "{{what}} isn't in any key vault anymore, and the restore left no copy.",
        remedy: "Choose another recovery point: the disks of this one can't be unlocked.",
      },
      'key-disabled': {
        message: "{{what}} in key vault {{vault}} is disabled, so the machine's disks wouldn't unlock.",
        remedy: 'Have it enabled, then type "retry".',
      },
      'set-key-disabled': {
        message: 'The key {{key}} that {{vm}} is encrypted with is disabled in {{vault}}.',
        remedy: 'Have it enabled, then type "retry".',
      },
      'set-key-not-exported': {
        message: 'Key {{key}} is gone from {{vault}}, and the failed restore of {{vm}} left no copy.',
        remedy: 'Choose another point in the vault tier, or put the key back and retry.',
      },
      'set-unknown': {
        message: 'The encryption set of {{vm}} is gone, so nobody knows which key the restore needs.',
        remedy:
          'Restore the key by hand from the copy in the staging account, make a set with it, and ask again with that.',
      },
      unsigned: {
        message: "Azure's template sets what the approved plan doesn't know: {{paths}}. Nothing was deployed.",
        remedy: 'Type "commands" and the id to make the machine by hand.',
      },
      'template-foreign': {
        message:
          "The template in the staging account contains what nobody approved and Azure Backup doesn't write ({{count}}): {{found}}. Nothing was deployed.",
        remedy:
          'Treat it as a possible attack: find out who wrote to the staging account. To make the machine by hand, type "commands" and the id.',
      },
      'half-made': {
        message: '{{group}} already has {{vm}}, from an earlier try of {{id}} that failed.',
        remedy: 'If nobody needs it, delete it in Azure with what "leftovers {{id}}" shows, then type "retry {{id}}".',
      },
      'disks-foreign': {
        message:
          "The disks found aren't the ones that the plan restored ({{count}}): {{found}}. Nothing was created from them.",
        remedy:
          'Treat it as a possible attack: find out who wrote to the staging account or the target group. Then type "retry".',
      },
      'deployment-taken': {
        message: "A deployment named {{name}} already exists, and Strongroom didn't send it.",
        remedy: 'Treat it as a possible attack: find out who made it and what came of it. Then type "retry".',
      },
      'deployment-foreign': {
        message: "The deployment {{name}} isn't the one that was approved ({{count}}): {{found}}.",
        remedy: 'Treat it as a possible attack: find out who sent it, and use nothing that it made. Then type "retry".',
      },
      'key-elsewhere': {
        message: 'A restored disk names {{url}}, in another key vault. Someone may have tampered with it.',
        remedy: 'Find out who wrote to the disk, then ask for the restore again.',
      },
      'keys-moved': {
        message:
          "Restored disk {{disk}} now names secret {{secret}}, which wasn't checked. Someone may have tampered with it.",
        remedy: 'Find out who wrote to the disk, then ask for the restore again.',
      },
      'extension-altered': {
        message:
          'Extension {{name}} ran with other settings than were sent ({{found}}). Someone changed the machine, perhaps to get at its keys.',
        remedy: 'Take the machine off the network, and find out who changed the extension.',
      },
      'deviations-refused': {
        message: "{{by}} rejected what Azure's template sets beyond the plan. Nothing was deployed.",
        remedy: 'Type "retry" to read the template again, or "commands" and the id to continue by hand.',
      },
      'deviations-expired': {
        message: "Nobody decided in time on what Azure's template sets beyond the plan. Nothing was deployed.",
        remedy: 'Type "retry" to read the template again, or "commands" and the id to continue by hand.',
      },
      'no-room': {
        message: 'No {{size}} free here ({{title}}).',
        remedy: 'Try another size if the card offers one, or try again later.',
      },
      'deployment-canceled': {
        message: 'Someone cancelled the deployment {{name}} in Azure.',
        remedy: 'Type "retry", or clean up what it made.',
      },
      'extension-failed': {
        message: 'The encryption extension {{name}} failed on the new machine. Azure says: {{said}}',
        remedy:
          'Look at its screenshot, deallocate and start it, or type "retry". If it fails again, read the log of the extension.',
      },
      'extension-agent-silent': {
        message:
          "Extension {{name}} couldn't run: the agent of {{vm}} didn't report. It may be waiting at its boot screen. Azure says: {{said}}",
        remedy: 'Look at its screenshot, deallocate and start it, or type "retry".',
      },
      'start-failed': {
        message: "Azure couldn't start {{vm}} ({{azureCode}}): {{message}}",
        remedy: 'Type "retry".',
      },
      'start-failed-known': {
        message: "Azure couldn't start {{vm}} ({{azureCode}}): {{message}}",
        remedy: '{{remedy}} Then type "retry"; the size of {{vm}} is changed in the Azure portal.',
      },
      'deallocate-failed': {
        message: "Azure couldn't deallocate {{vm}} ({{azureCode}}): {{message}}",
        remedy: 'Type "retry".',
      },
      'deallocate-failed-known': {
        message: "Azure couldn't deallocate {{vm}} ({{azureCode}}): {{message}}",
        remedy: '{{remedy}} Then type "retry".',
      },
      'machine-foreign': {
        message: "{{vm}} isn't the machine that was approved ({{count}}): {{found}}.",
        remedy:
          'Treat it as a possible attack: deallocate it, and find out who made or changed it. If that was you, undo it and type "retry".',
      },
      'verify-gone': {
        message: '{{vm}} is no longer there.',
        remedy: 'Check in the Azure portal who deleted it.',
      },
      'verify-deallocated': {
        message: '{{vm}} is deallocated, so nothing shows that it starts and unlocks its disks.',
        remedy: 'Start it with "retry", the id and "restart".',
      },
      'verify-not-provisioned': {
        message: "Azure didn't finish making {{vm}}.",
        remedy: 'Look at it in the Azure portal, then type "retry".',
      },
      'verify-not-provisioned-yet': {
        message: 'After 15 minutes Azure is still making {{vm}}.',
        remedy: 'Type "retry" later.',
      },
      'verify-not-encrypted': {
        message: "{{vm}} runs, but doesn't report its disks as encrypted; they were.",
        remedy: 'Sign in and check before you use it, then type "retry".',
      },
      'verify-not-encrypted-at-host': {
        message: "{{vm}} runs, but isn't encrypted at host as the plan says.",
        remedy: 'Deallocate it, turn encryption at host on and start it. Then type "retry".',
      },
      'verify-agent-silent': {
        message:
          "{{vm}} didn't report within 15 minutes. It may be waiting at its boot screen, for example for a BitLocker recovery key.",
        remedy: 'Look at its screenshot, deallocate and start it, or type "retry".',
      },
    },
  },
} as const satisfies RoomTexts;
