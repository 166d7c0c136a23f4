export const notificationsErrors = {
  'not-a-reader': {
    message:
      "Only people who can read a vault of this channel can change what I post here. Your Azure roles don't let you read any of them.",
    remedy: 'Ask an owner of the vault for a role that can read it, or ask an administrator of Strongroom.',
  },
  'reader-not-known': {
    message: "I can't tell whether you can read a vault of this channel: one of your role assignments has a condition.",
    remedy: 'Ask an owner of the vault for the role without a condition.',
  },
  'subscribe-unknown': {
    message: "I can't find a vault or a protected virtual machine called {{name}}.",
    remedy: 'Check the spelling, or type "vms" for a list.',
  },
  'subscribe-nothing': {
    message: "There's no subscription with that name here.",
    remedy: 'Type "subscriptions" to see what you can choose from.',
  },
  'mute-unreadable': {
    message: '"{{given}}" doesn\'t say what to mute and how long.',
    remedy: 'For example "mute sql-01 4h", or "mute UserErrorKeyVaultPermissionsNotConfigured until fixed".',
  },
  'mute-no-time': {
    message: "A mute of no time is over at once, so {{subject}} isn't muted.",
    remedy: 'Give a time, such as "mute {{subject}} 4h", or "until fixed".',
  },
  'mute-too-long': {
    message: 'A mute ends within 30 days.',
    remedy: 'Give a shorter time, or "until fixed".',
  },
  'mute-nothing': {
    message: '"{{name}}" isn\'t muted here.',
    remedy: 'Type "subscriptions" for what is.',
  },
  'digest-time': {
    message: '"{{given}}" isn\'t a time of day.',
    remedy: 'For example "digest daily 08:00".',
  },
  'digest-hours': {
    message: '"{{given}}" isn\'t a number of hours.',
    remedy: 'For example "digest 36h", or "digest daily 08:00" for one every day.',
  },
  'take-nothing': {
    message: 'Nothing open here matches "{{name}}".',
    remedy: 'Name the machine or the error as the message shows it.',
  },
  'take-none': {
    message: 'Nothing that I posted here is waiting for someone to take it.',
    remedy: 'Type "jobs failed" or "digest" to see what failed, or "subscribe" and a vault to be told here.',
  },
  'take-taken': {
    message: '{{name}} is on it already.',
    remedy: 'To take it over, type "on it" in the thread of the message.',
  },
  'take-which': {
    message: 'More than one thing is open here: {{names}}.',
    remedy: 'Type "on it" with the name of one.',
  },
} as const;
