/** The rest of a restore as lines to copy, and what a restore left behind. */
export const byHandCards = {
  'by-hand': {
    heading: '{{subject}} by hand',
    about: {
      request: 'What is left of restoring {{vm}} as of {{when}}, for {{shell}}. The lines act with your own rights.',
      machine: 'Restoring {{vm}} as of {{when}}, for {{shell}}. The lines act with your own rights.',
    },
    shell: { az: 'az in bash (Cloud Shell)', powershell: 'PowerShell with Az' },
    step: { 'sign-in': 'Choose the subscription', 'remove-key-copy': 'Delete the copy of the keys' },
    portal: 'portal',
    none: 'Nothing is left to do by hand.',
    note: 'Type them in this order, in one session: later lines use what earlier ones set. I do not notice what you do by hand; withdraw the request first if it still waits.',
    twin: 'Or type: **byhand {{subject}} {{other}}**',
    sentence: '{{subject}} by hand: {{count}} steps.',
    'sentence-none': '{{subject}}: nothing is left to do by hand.',
  },
} as const;

export const byHandErrors = {
  'by-hand-no-restore': {
    message: '{{id}} is not a restore, so there are no steps to do by hand.',
    remedy: 'Type "byhand" and the name of a machine, or "job {{id}}" for what became of it.',
  },
  'by-hand-shell': {
    message: 'I write lines for "az" and for "powershell", not for "{{shell}}".',
    remedy: 'Type for example "byhand {{subject}} powershell".',
  },
} as const;
