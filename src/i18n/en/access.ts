/** What is said about access, channels and what is kept. */
export const access = {
  kept: '{{message}} [Activate it]({{link}}). I keep your request until {{until}} and continue when it\'s active; you can also ask again, or type "forget".',
  // The answer to a click is shown as it is, without Markdown.
  'kept-plain':
    '{{message}} Activate it: {{link}} . I keep your request until {{until}} and continue when it\'s active; you can also click again, or type "forget".',
  'went-on': 'Your role is active, so I continued with what you asked: {{asked}}.',
  'went-on-here': '{{name}} I continued with what you asked.',
  'not-understood': 'Your role is active, but I no longer understand what you asked: {{asked}}. Nothing was done.',
  'no-longer-kept': 'No role was activated in time, so I no longer keep what you asked: {{asked}}. Nothing was done.',
  'kept-full':
    '{{message}} [Activate it]({{link}}) and ask again then: I already keep {{most}} of your requests, and none of them can be dropped. "forget" deletes them.',
  'kept-full-plain':
    '{{message}} Activate it: {{link}} and click again then: I already keep {{most}} of your requests, and none of them can be dropped. "forget" deletes them.',
  'kept-instead': 'I keep {{most}} at most, so I no longer keep the oldest: {{asked}}.',
  queued:
    'You have sent me more than {{count}} lines or clicks at once, so this one runs in {{wait}}, at {{at}}: {{asked}}. You don\'t need to send it again. "forget" takes it back.',
  'queued-already': 'This one waits for its turn already and runs in {{wait}}, at {{at}}: {{asked}}.',
  'turn-missed':
    "I wasn't running when it was this line's turn, and it's too late to run it now: {{asked}}. Nothing was done; send it again if you still want it.",
  'answer-missed':
    'I couldn\'t answer you in time: {{asked}}. Look at the card or type "requests" before you send it again.',
  forgotten: 'I no longer keep {{asked}}.',
  'nothing-kept': 'I keep nothing for you.',
  'channel-personal': 'In our personal chat you can use everything that your Azure roles allow.',
  'channel-none':
    'This conversation isn\'t set up: only "help" and "whoami" work here. An administrator changes that with "channel allow".',
  'channel-may': 'This channel can use {{commands}}, for {{vaults}}.',
  'channel-shared':
    'This channel is shared: people of other organisations read what is posted here. I leave out links and ids of Azure, and tell {{commands}} only to whoever asks. To tell them less, name the commands and vaults that belong here.',
  'all-commands': 'all commands',
  'all-vaults': 'all vaults',
  'some-vaults': 'these vaults: {{names}}',
} as const;
