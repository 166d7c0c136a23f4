/** The one message when the app was added somewhere. */
export const welcome = {
  sentence: {
    personal: "I'm Strongroom: I back up and restore encrypted Azure machines. Type help to start.",
    by: '{{name}} added Strongroom here. It backs up and restores encrypted Azure machines.',
    nobody: 'Strongroom was added here. It backs up and restores encrypted Azure machines.',
  },
  heading: 'Welcome to Strongroom',
  lead: 'Ask for a restore or a backup here. A second person approves each restore, and you both follow it on one card.',
  first: 'Three things to type first',
  mentioned: '@Strongroom {{line}}',
  line: {
    vms: 'the machines you can restore',
    restore: 'opens a form; nothing happens until you send it and someone approves',
    help: 'what helps you now, and the rest of what I do',
  },
  todo: 'An administrator still has to set',
  where: {
    personal: 'What you ask here only you can see.',
    channel:
      "Mention me in a channel, or I don't hear you. In a private or shared channel someone has to add the app to that channel, too.",
    group: "Mention me in this chat, or I don't hear you. Everyone here reads the answers.",
  },
} as const;
