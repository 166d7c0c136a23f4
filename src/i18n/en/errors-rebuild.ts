/** What goes wrong between restored disks and a running machine, and when it is tried again. */
export const rebuildErrors = {
  'effect-missing': {
    message: "Azure accepted the step, but what it should have created didn't appear.",
    remedy: 'Look in the Azure portal, then try the step again.',
  },
  'bad-blob-address': {
    message: "The job names a place in the staging account that isn't an address in this cloud.",
    remedy: 'Type "byhand" and the id to continue by hand.',
  },
  'blob-elsewhere': {
    message: "The job names a blob on {{host}}, which isn't in the staging account {{account}} that was approved.",
    remedy:
      'I read nothing from it. Find out how it got there before you continue: someone may be trying to slip something in.',
  },
  'key-right-missing': {
    message: 'Neither {{name}} nor anyone who approved this can do this step at {{scope}}.',
    remedy:
      'Have someone whose role includes {{action}} approve a new request. Or have such a role assigned, then try the step again.',
  },
  'not-failed': {
    message: '{{id}} has no failed step to try again.',
    remedy: 'Type "requests" to see how it stands.',
  },
  'takeover-state': {
    message: '{{id}} has nothing left for someone to take over.',
    remedy: 'Type "requests" to see how it stands.',
  },
  'takeover-yours': {
    message: "You're already carrying out {{id}}.",
    remedy: 'If a step failed, type "retry {{id}}".',
  },
  'takeover-approved': {
    message: "You approved {{id}}, so you can't carry it out too: every restore needs two people.",
    remedy: 'Ask a colleague who has the roles and hasn\'t approved it to type "takeover {{id}}".',
  },
  'taken-over': {
    message: '{{name}} took {{id}} over a moment before you.',
    remedy: 'Type "requests" to see how it stands.',
  },
  'resend-over': {
    message: 'The step was sent {{hours}} hours ago without an answer, and Azure shows nothing of it.',
    remedy: "It isn't sent again by itself. Look in the Azure portal, then try the step again or make a new request.",
  },
  'retry-over': {
    message: 'The approval of {{id}} covered retries until {{until}}.',
    remedy: 'Request the restore again. What {{id}} created is still there; type "leftovers" to see it.',
  },
  'retry-not-yours': {
    message: 'Only {{name}}, who asked for {{id}}, or someone who approved it may try it again.',
    remedy: 'Ask one of them.',
  },
  'retry-size': {
    message: "{{size}} isn't one of the sizes approved for {{id}}.",
    remedy: 'Choose one of: {{sizes}}.',
  },
  'retry-size-step': {
    message: "The failed step of {{id}} doesn't create a machine, so a size makes no difference.",
    remedy: 'Type "retry {{id}}".',
  },
  'not-restartable': {
    message: '{{id}} has no machine waiting to be restarted.',
    remedy: 'Type "retry {{id}}" to look at the machine again.',
  },
  'restart-right-missing': {
    message: "A restart is done on behalf of {{name}}, who requested the restore and isn't allowed to restart {{vm}}.",
    remedy:
      'Have {{name}} given a role that includes {{action}}, then ask again. Or restart {{vm}} yourself in the Azure portal.',
  },
  keys: {
    'copy-ambiguous': {
      message:
        'The copy that Azure Backup left of the keys tells two different things of the secret {{name}}. Someone may have written to it, to slip something in.',
      remedy:
        'Nothing was put back. Look in the logs of the staging account who wrote to the file, then restore the disks again.',
    },
    'copy-wrapping': {
      message:
        'The copy that Azure Backup left of the keys says that the secret {{name}} is wrapped by {{found}}; the plan says {{key}}. Someone may have written to it, to slip something in.',
      remedy:
        'Nothing was put back. Look in the logs of the staging account who wrote to the file, then restore the disks again.',
    },
    'copy-foreign': {
      message:
        'What the copy of the keys held for the {{what}} {{name}} was another one: {{found}} is now in the key vault {{vault}}. Someone may have written to the copy, to slip something in.',
      remedy:
        "It wasn't used. Delete it from the key vault if nobody needs it, and look in the logs of the staging account who wrote to the file.",
    },
    'no-material': {
      message: "The copy that Azure Backup left of the keys doesn't hold the {{what}} that's missing.",
      remedy: 'Choose another recovery point, preferably one in the vault tier.',
    },
  },
} as const;
