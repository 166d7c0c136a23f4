/** Who may do what where: refusals before anything else is looked at. */
export const accessErrors = {
  denied: {
    message: 'The deny assignment {{name}} takes {{action}} on {{scope}} away from you.',
    remedy: 'Ask an owner of {{scope}} who set it, and why.',
  },
  eligible: {
    message: "You're eligible for {{role}} on {{scope}}, and it isn't active now.",
    remedy: 'Activate it in the Azure portal under Privileged Identity Management, then ask again.',
  },
  guest: {
    message: "Guests can't use Strongroom.",
    remedy: 'Ask a member of this organisation.',
  },
  'member-unknown': {
    message: "I can't tell now whether you're a member of this organisation or a guest, so I change nothing for you.",
    remedy: 'Try again in a minute; if it stays so, the bot lacks the Graph permission User.Read.All.',
  },
  'channel-unset': {
    message: 'This conversation isn\'t set up: only "help" and "whoami" work here.',
    remedy: 'Write to me in our personal chat, or have an administrator type "channel allow all" here.',
  },
  'channel-command': {
    message: '"{{command}}" may not be used in this channel; these may: {{commands}}.',
    remedy: 'Write to me in our personal chat, or ask an administrator to allow it.',
  },
  'channel-only': {
    message: 'This is a setting of a channel, and here we are alone.',
    remedy: "Type it in the channel that it's about.",
  },
  'channel-word-unknown': {
    message: '"{{given}}" is neither a command nor a vault that I watch.',
    remedy: 'Type "channel allow" with names of commands and vaults, "all" or "none".',
  },
  'vault-not-in-channel': {
    message: "This channel doesn't cover the vault {{vault}}.",
    remedy: 'Ask in our personal chat, or have an administrator add it with "channel allow".',
  },
  'audit-not-yours': {
    message: 'The audit is for administrators; of a request also for who asked for it and who decides it.',
    remedy: 'Type "audit" with the id of such a request, or ask an administrator.',
  },
  'audit-needs-chat': {
    message: "I hand the audit over in our personal chat, and I don't know it yet.",
    remedy: 'Write to me there, and type "audit export {{id}}".',
  },
} as const;

/** What is said about access, channels and what is kept. */
export const access = {
  kept: '{{message}} [Activate it]({{link}}). I keep your request until {{until}} and go on when it\'s active; you can also ask again, or type "forget".',
  // The answer to a click is shown as it is, without Markdown.
  'kept-plain':
    '{{message}} Activate it: {{link}} . I keep your request until {{until}} and go on when it\'s active; you can also click again, or type "forget".',
  'went-on': 'Your role is active, and I went on with what you had asked: {{asked}}.',
  'went-on-here': '{{name}} I went on with what you had asked.',
  'no-longer-kept':
    'No role was activated in time, so I no longer keep what you had asked: {{asked}}. Nothing was done.',
  'kept-full':
    '{{message}} [Activate it]({{link}}) and ask again then: I keep {{most}} of your requests already, and none of them makes room. "forget" puts them away.',
  'kept-full-plain':
    '{{message}} Activate it: {{link}} and click again then: I keep {{most}} of your requests already, and none of them makes room. "forget" puts them away.',
  'kept-instead': 'I keep {{most}} at most, so I no longer keep the oldest: {{asked}}.',
  queued:
    'You have sent me more than {{count}} lines or clicks at once, so this one runs in {{wait}}, at {{at}}: {{asked}}. You need not send it again; "forget" takes it back.',
  'queued-already': 'This one waits for its turn already and runs in {{wait}}, at {{at}}: {{asked}}.',
  'turn-missed':
    "I wasn't running when this was to have its turn, and too much time has passed to do it now: {{asked}}. Nothing was done; send it again if you still want it.",
  forgotten: 'I no longer keep {{asked}}.',
  'nothing-kept': 'I keep nothing for you.',
  'channel-personal': 'In our personal chat you may use everything that your Azure roles allow.',
  'channel-none':
    'This conversation isn\'t set up: only "help" and "whoami" work here. An administrator changes that with "channel allow".',
  'channel-may': 'This channel may use {{commands}}, for {{vaults}}.',
  'all-commands': 'all commands',
  'all-vaults': 'all vaults',
  'some-vaults': 'these vaults: {{names}}',
} as const;
