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
    help: 'what you can do now, and everything else I can do',
  },
  todo: 'An administrator still has to set',
  where: {
    personal: 'Only you can see what you ask here.',
    channel:
      "Mention me in a channel, or I don't hear you. A private or shared channel needs the app added to it as well.",
    group: "Mention me in this chat, or I don't hear you. Everyone here reads the answers.",
  },
} as const;
