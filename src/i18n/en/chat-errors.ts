import { languages } from '../../kernel/languages.ts';
export const chatErrors = {
  guest: {
    message: "Guests can't use Strongroom.",
    remedy: 'Ask a member of this organisation.',
  },
  'member-unknown': {
    message: "I can't tell now whether you're a member of this organisation or a guest, so I change nothing for you.",
    remedy: "Try again in a minute; if that doesn't help, the bot is missing the Graph permission User.Read.All.",
  },
  'channel-unset': {
    message: 'This conversation isn\'t set up: only "help" and "whoami" work here.',
    remedy: 'Write to me in our personal chat, or have an administrator type "channel allow all" here.',
  },
  'channel-command': {
    message: 'You can\'t use "{{command}}" in this channel. You can use {{commands}}.',
    remedy: 'Write to me in our personal chat, or ask an administrator to allow it.',
  },
  'channel-only': {
    message: 'This is a channel setting, and this is a personal chat.',
    remedy: "Type it in the channel that it's about.",
  },
  'channel-word-unknown': {
    message: '"{{given}}" is neither a command nor a vault that I watch.',
    remedy: 'Type "channel allow" with names of commands and vaults, "all" or "none".',
  },
  'page-unreadable': {
    message: '"{{given}}" isn\'t a page number.',
    remedy: 'For example, type "page 2".',
  },
  'message-too-long': {
    message: "That's more than {{most}} characters, so I didn't read it.",
    remedy: 'Make it shorter. To have an error explained, its code is enough.',
  },
  'too-many-lines': {
    message:
      "You've sent more than I run for one person at a time. {{count}} of your lines are already waiting, so this one wasn't accepted.",
    remedy:
      'Send it again in {{seconds}} seconds. Up to {{most}} restores may wait, and approvals and breakglass are always accepted.',
  },
  'form-open': {
    message: 'Your form for {{vm}} is already open in this conversation.',
    remedy: 'Continue with that one, or cancel it first.',
  },
  'vm-not-found-near': {
    message: "I can't find a protected virtual machine called {{name}}.",
    remedy: 'Did you mean {{suggestions}}? Or type "vms" for a list.',
  },
  'vm-not-visible-near': {
    message: "I can't find a virtual machine called {{name}} in the vaults that you can read.",
    remedy: 'Did you mean {{suggestions}}? Or ask an owner of its vault for a role that can read it.',
  },
  'not-your-form': {
    message: 'This form belongs to {{name}}.',
    remedy: 'Open your own: type "{{command}} {{rest}}".',
  },
  'stale-card': {
    message: 'This card is out of date, so nothing was done.',
    remedy: 'Use the newest card in the thread, or type "requests".',
  },
  'form-expired': {
    message: 'This form was closed after 15 minutes.',
    remedy: 'Type "{{command}} {{rest}}" for a new one.',
  },
  'already-confirmed': {
    message: "You've already confirmed {{id}}. Nothing was done this time.",
    remedy: 'Its card is in the thread, or on its way. Type "requests" to see how things stand.',
  },
  'confirmed-by-owner': {
    message: '{{name}} has already confirmed {{id}}.',
    remedy: 'If it waits for approval, type "approve {{id}}" to decide it. "why {{id}}" says who can.',
  },
  'unknown-command': {
    message: "I don't know that command.",
    remedy: 'Type "help" for what I can do.',
  },
  'no-command-of-topic': {
    message: 'There are no commands on this topic that you can use here.',
    remedy: 'Type "help all" for those that you can use, or "whoami" for what your Azure roles let you do.',
  },
  'timezone-unknown': {
    message: 'I don\'t know the time zone "{{given}}".',
    remedy: 'Type "timezone" and its name, for example "timezone Europe/Amsterdam", or the Windows name.',
  },
  'language-unknown': {
    message: 'I don\'t speak "{{given}}".',
    remedy: `Type ${languages.map((language) => `"language ${language}"`).join(' or ')}.`,
  },
} as const;
