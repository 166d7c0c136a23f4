/** What goes wrong between restored disks and a running machine, and when it is tried again. */
export const rebuildErrors = {
  'effect-missing': {
    message: "Azure took the step, but what it should have made didn't appear.",
    remedy: 'Look in the Azure portal, then try the step again.',
  },
  'bad-blob-address': {
    message: 'The job names a place in the staging account that is no address of this cloud.',
    remedy: 'Type "byhand" and the id to go on by hand.',
  },
  'blob-elsewhere': {
    message: "The job names a blob on {{host}}, which isn't in the staging account {{account}} that was approved.",
    remedy:
      'Nothing of it was read. Find out how it came there before you go on: somebody may be trying to slip something in.',
  },
  'key-right-missing': {
    message: 'Neither {{name}} nor anyone who approved holds {{action}} at {{scope}}.',
    remedy: 'Have somebody who holds it approve a new request, or have it granted, then try the step again.',
  },
  'not-failed': {
    message: '{{id}} has no failed step that could be tried again.',
    remedy: 'Type "requests" to see how it stands.',
  },
  'takeover-state': {
    message: '{{id}} has nothing left to do that somebody could take over.',
    remedy: 'Type "requests" to see how it stands.',
  },
  'takeover-yours': {
    message: 'You carry {{id}} already.',
    remedy: 'If a step failed, type "retry {{id}}".',
  },
  'takeover-approved': {
    message:
      "The approval of {{id}} rests on your word, so you can't carry it as well: two people stand behind each restore.",
    remedy: 'Ask a colleague who holds the roles and hasn\'t approved it to type "takeover {{id}}".',
  },
  'taken-over': {
    message: '{{name}} took {{id}} over a moment before you.',
    remedy: 'Type "requests" to see how it stands.',
  },
  'resend-over': {
    message: 'The step was sent {{hours}} hours ago without an answer, and Azure shows nothing of it.',
    remedy: "It isn't sent again by itself. Look in the Azure portal, then try the step again or ask anew.",
  },
  'retry-over': {
    message: 'The approval of {{id}} covered further tries until {{until}}.',
    remedy: 'Ask for the restore again. What {{id}} made is still there; type "leftovers" to see it.',
  },
  'retry-not-yours': {
    message: 'Only {{name}}, who asked for {{id}}, or somebody who approved it may try it again.',
    remedy: 'Ask one of them.',
  },
  'retry-size': {
    message: '{{size}} is none of the sizes that were approved for {{id}}.',
    remedy: 'Choose one of: {{sizes}}.',
  },
  'retry-size-step': {
    message: 'The step of {{id}} that failed makes no machine, so a size changes nothing.',
    remedy: 'Type "retry {{id}}".',
  },
  'not-restartable': {
    message: 'There is no machine of {{id}} that waits to be restarted.',
    remedy: 'Type "retry {{id}}" to look at the machine again.',
  },
  'restart-right-missing': {
    message:
      "A restart is done on behalf of {{name}}, who asked for the restore and doesn't hold {{action}} on {{vm}}.",
    remedy: 'Have {{name}} given a role with it, then ask again. Or restart {{vm}} yourself in the Azure portal.',
  },
  keys: {
    'copy-ambiguous': {
      message:
        'The copy that Azure Backup left of the keys tells two different things of the secret {{name}}. Somebody may have written to it, to slip something in.',
      remedy:
        'Nothing was put back. Look in the logs of the staging account who wrote to the file, then restore the disks again.',
    },
    'copy-wrapping': {
      message:
        'The copy that Azure Backup left of the keys says that the secret {{name}} is wrapped by {{found}}; the plan says {{key}}. Somebody may have written to it, to slip something in.',
      remedy:
        'Nothing was put back. Look in the logs of the staging account who wrote to the file, then restore the disks again.',
    },
    'copy-foreign': {
      message:
        'What the copy of the keys held for the {{what}} {{name}} was another one: {{found}} is now in the key vault {{vault}}. Somebody may have written to the copy, to slip something in.',
      remedy:
        "It wasn't used. Delete it from the key vault if nobody needs it, and look in the logs of the staging account who wrote to the file.",
    },
    'no-material': {
      message: "The copy that Azure Backup left of the keys doesn't hold the {{what}} that is missing.",
      remedy: 'Choose another recovery point, preferably one in the vault tier.',
    },
  },
} as const;
