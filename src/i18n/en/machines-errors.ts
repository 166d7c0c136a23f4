export const machinesErrors = {
  'vault-not-in-channel': {
    message: "This channel doesn't cover the vault {{vault}}.",
    remedy: 'Ask in our personal chat, or have an administrator add it with "channel allow".',
  },
  'vm-not-found': {
    message: "I can't find a protected virtual machine called {{name}}.",
    remedy: 'Check the spelling, or type "vms" for a list.',
  },
  'vm-not-visible': {
    message: "I can't find a virtual machine called {{name}} in the vaults that you can read.",
    remedy: 'Check the spelling, or ask an owner of its vault for a role that can read it.',
  },
  'vm-not-known': {
    message:
      "I can't tell whether a virtual machine called {{name}} is yours to see: one of your role assignments has a condition.",
    remedy: 'Ask an owner of its vault for the role without a condition.',
  },
  'vm-not-protected': {
    message: "{{name}} exists but no vault protects it, so there's nothing to restore.",
    remedy: 'Protect it in a vault first. Then it gets recovery points.',
  },
  'vm-ambiguous': {
    message: 'More than one virtual machine is called {{name}}.',
    remedy: 'Ask again with one of these names: {{choices}}.',
  },
  'vault-ambiguous': {
    message: 'More than one vault is called {{vault}}.',
    remedy: 'Ask again with one of these names: {{choices}}.',
  },
  'vm-perhaps-other': {
    message: "I can't read the subscription {{unread}} right now, so there may be another {{name}}.",
    remedy: 'If you mean the one in {{vault}}, type "{{line}}".',
  },
  'vm-perhaps-other-somewhere': {
    message: "I can't read all subscriptions right now, so there may be another {{name}}.",
    remedy: 'If you mean the one in {{vault}}, type "{{line}}".',
  },
  'vm-perhaps-other-vault': {
    message: "I can't read the vault {{unread}} right now, so there may be another {{name}}.",
    remedy: 'If you mean the one in {{vault}}, type "{{line}}".',
  },
  'vault-not-found': {
    message: "I can't find a vault called {{vault}} among those that you can read.",
    remedy: 'Check the name, or ask a platform engineer whether its subscription is configured.',
  },
} as const;
