import type { Section } from '../../kernel/help-section.ts';
import { languages } from '../../kernel/languages.ts';
import type { RoomTexts } from '../room-texts.ts';

export const chat = {
  commands: {
    help: {
      summary: 'What I can do, or one command with examples',
      names: ['help', '?', 'hi', 'hello'],
      examples: ['help', 'help restore', 'help all'],
    },
    settings: {
      summary: 'Your language and time zone, and what I keep for you until your role is active',
      names: ['settings', 'my settings'],
      examples: ['settings', 'settings language nl', 'settings timezone Europe/Amsterdam', 'settings forget'],
    },
    channel: {
      summary: 'What this channel may use, its language and zone, where requests are decided, private answers',
      names: ['channel', 'this channel'],
      examples: [
        'channel',
        'channel allow all',
        'channel allow vms status restore rsv-prod',
        'channel allow none',
        'channel language nl',
        'channel timezone UTC',
        'channel approvals',
        'channel approvals off',
        'channel private',
        'channel private off',
      ],
    },
  },
  keywords: {
    page: [],
    in: ['in', 'vault'],
    reason: ['because'],
    size: [],
    region: ['other region', 'paired region'],
    all: ['all', 'everything'],
    off: [],
    language: [],
    forget: [],
    allow: [],
    approvals: ['approvals here'],
    private: [],
  },
  texts: {
    /** What is said about access, channels and what is kept. */
    access: {
      activate: 'Activate it',
      kept: '{{message}} I keep your request until {{until}} and continue when the role is active. "settings forget" deletes it. {{link}}',
      'went-on': 'Your role is active, so I continued with what you asked: {{asked}}.',
      'went-on-here': '{{name}} I continued with what you asked.',
      'not-understood': 'Your role is active, but I no longer understand what you asked: {{asked}}. Nothing was done.',
      'no-longer-kept':
        'No role was activated in time, so I no longer keep what you asked: {{asked}}. Nothing was done.',
      'kept-full':
        '{{message}} I already keep {{most}} of your requests: ask again once the role is active. "settings forget" deletes them. {{link}}',
      'kept-instead': 'I keep {{most}} at most, so I no longer keep the oldest: {{asked}}.',
      queued: 'Queued; runs in {{wait}}, at {{at}}: {{asked}}. "settings forget" takes it back.',
      'queued-already': 'Already queued; runs in {{wait}}, at {{at}}: {{asked}}.',
      'turn-missed':
        "I wasn't running at its turn, so nothing was done: {{asked}}. Send it again if you still want it.",
      'answer-missed':
        'I couldn\'t answer you in time: {{asked}}. Look at the card or type "status" before you send it again.',
      forgotten: 'I no longer keep {{asked}}.',
      'nothing-kept': 'I keep nothing for you.',
      'channel-personal': 'In our personal chat you can use everything your Azure roles allow.',
      'channel-decides': 'Requests are also decided in the approvals channel{{name}}.',
      'channel-decides-here': 'Requests are decided in this channel.',
      'channel-rules': 'Approval rules: {{rules}}.',
      'channel-may': 'This channel can use {{commands}}, for {{vaults}}.',
      'channel-reads':
        'Everyone reads {{language}} here, with times in {{zone}}: change that with "channel language nl" or "channel timezone Europe/Amsterdam".',
      'channel-shared':
        'This channel is shared: people of other organisations read it. I leave out Azure links and ids, and answer {{commands}} only to whoever asks. To show them less, allow only the commands and vaults that belong here.',
      'all-commands': 'all commands',
      'all-vaults': 'all vaults',
      'some-vaults': 'these vaults: {{names}}',
    },
    audit: {
      event: {
        ask: {
          kept: 'kept until a role is active',
          resumed: 'went on: a role is active',
          dropped: 'no longer kept',
        },
        setting: {
          approvals: 'set where requests are decided',
          channel: 'set what a channel may use',
          digest: 'set when the digest is posted',
          language: 'set a language',
          private: 'set where private answers are given',
          timezone: 'set a time zone',
        },
        person: { erased: 'erased what was kept of a person' },
      },
    },
    cards: {
      words: {
        twin: 'Or type {{lines}}',
        'twin-instead': 'Or type {{line}}, or instead of {{first}}: {{others}}',
      },
      'private-answers': {
        sentence:
          'Tap the button to get such answers here, for your eyes only. This line is a test: only you should see it.',
        twin: 'Or type: **channel private**',
      },
      help: {
        heading: 'Strongroom',
        lead: 'Backs up and restores encrypted virtual machines. Every restore is approved by a second person.',
        also: 'Also understood: {{names}}.',
        examples: 'For example',
        twin: 'More on a command: **help {{command}}**',
        'twin-all': 'Everything you can do here: **help all**',
        sentence: 'I understand commands and plain sentences.',
      },
      form: { 'label-more': '{{label}} ({{count}} more can be typed)' },
      'form-folded': {
        cancelled: '{{name}} closed the form for {{vm}}. No request was sent.',
        replaced: '{{name}} has newer forms open, so the one for {{vm}} was closed. No request was sent.',
        rehearsed: '{{name}} saw what would have been done for {{vm}}. No request was sent.',
        expired: "{{name}}'s form for {{vm}} was closed after 15 minutes. No request was sent.",
        submitted: '{{name}} sent the request for {{vm}}.',
      },
      button: {
        'form-cancel': 'Cancel',
        'open-own': 'Open my own form',
        'view-form': 'Open the form',
        'private-seen': 'I see this',
        'as-dialog': 'Open in a window',
      },
      'form-busy': { text: '{{name}} is filling in a form for {{vm}}.' },
    },
    /** To a line that is not a command, or not a whole one. */
    commands: {
      'did-you-mean': "I don't know that command. Did you mean {{suggestions}}?",
      renamed: 'Nothing happened yet: "{{given}}" is now **{{line}}**.',
      empty: 'I\'m here. Type "help" to see what I can do.',
      power:
        'Strongroom doesn\'t {{verb}} machines: it only backs up and restores. Use the Azure portal, or type "vm {{vm}}" to see its state.',
      'power-unnamed': "Strongroom doesn't {{verb}} machines: it only backs up and restores. Use the Azure portal.",
      verb: { start: 'start', stop: 'stop', restart: 'restart' },
      'for-example': 'For example: {{example}}',
      question: 'That\'s a question, so I did nothing. To do it, type "{{line}}".',
      problem: {
        missing: 'After "{{command}}" I need {{argument}}.',
        'no-value': 'I need a value after "{{given}}".',
        twice: 'You gave "{{given}}" more than once.',
        unexpected: 'I don\'t know what to do with "{{given}}" in "{{command}}".',
        'unknown-option': '"{{command}}" has no option "{{given}}".',
        'unknown-option-near': '"{{command}}" has no option "{{given}}". Did you mean "{{suggestion}}"?',
        'not-a-request-id': '"{{given}}" isn\'t a request id. They look like R-7K2M.',
        'excluded-letters': '"{{given}}" can\'t be a request id: they never contain {{letters}}. Look at it once more.',
      },
      argument: {
        subject: 'a request id or the name of a machine',
        words: 'names of commands or vaults, or "all"',
        id: 'a request id such as R-7K2M',
        vm: 'the name of a machine',
        vms: 'the names of machines',
        language: languages.join(' or '),
        name: 'a name',
        timezone: 'a time zone',
        vault: 'a vault',
      },
    },
    errors: {
      'approvals-not-here': {
        message: "Requests aren't decided in this channel, so nothing changed.",
        remedy: 'Type "channel approvals off" in the channel where they are.',
      },
      guest: {
        message: "Guests can't use Strongroom.",
        remedy: 'Ask a member of this organisation.',
      },
      'member-unknown': {
        message: "I can't tell now whether you're a member of this organisation, so I change nothing for you.",
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
        remedy: "Type it in the channel it's about.",
      },
      'channel-word-unknown': {
        message: '"{{given}}" is neither a command nor a vault I watch.',
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
        message: "{{count}} of your lines are already waiting, so this one wasn't accepted.",
        remedy:
          'Send it again in {{seconds}} seconds. Up to {{most}} restores may wait, and approvals and breakglass are always accepted.',
      },
      'form-open': {
        message: 'Your form for {{vm}} is already open in this conversation.',
        remedy: 'Continue with that one, or cancel it first.',
      },
      'not-your-form': {
        message: 'This form belongs to {{name}}.',
        remedy: 'Open your own: type "{{command}} {{rest}}".',
      },
      'stale-card': {
        message: 'This card is out of date, so nothing was done.',
        remedy: 'Use the newest card in the thread, or type "status".',
      },
      'form-expired': {
        message: 'This form was closed after 15 minutes.',
        remedy: 'Type "{{command}} {{rest}}" for a new one.',
      },
      'already-confirmed': {
        message: "You've already confirmed {{id}}. Nothing was done this time.",
        remedy: 'Its card is in the thread, or on its way. Type "status" to see how things stand.',
      },
      'confirmed-by-owner': {
        message: '{{name}} has already confirmed {{id}}.',
        remedy: 'If it waits for approval, type "approve {{id}}" to decide it. "status {{id}}" says who can.',
      },
      'unknown-command': {
        message: "I don't know that command.",
        remedy: 'Type "help" for what I can do.',
      },
      'no-command-of-topic': {
        message: "You can't use any commands on this topic here.",
        remedy: 'Type "help all" for what you can use, or "whoami" for what your Azure roles allow.',
      },
      'timezone-unknown': {
        message: 'I don\'t know the time zone "{{given}}".',
        remedy: 'For example, type "settings timezone Europe/Amsterdam". Windows names work too.',
      },
      'language-unknown': {
        message: 'I don\'t speak "{{given}}".',
        remedy: `Type ${languages.map((language) => `"settings language ${language}"`).join(' or ')}.`,
      },
    },
    help: {
      sections: {
        look: 'Look',
        restore: 'Restore',
        decide: 'Decide',
        backup: 'Back up',
        jobs: 'Jobs',
        audit: 'Audit',
        settings: 'Settings',
      } satisfies Record<Section, string>,
      situation: {
        title: 'What you can type now',
        twin: 'More on a topic: {{topics}}. On a command: {{command}}. Everything: **help all**',
        'twin-command': 'More on one command: {{command}}. Everything you can do here: **help all**',
        waits: '{{vm}}: it waits for your decision. This shows the plan first',
        pending: '{{vm}}: who has to approve it',
        running: '{{vm}}: progress',
        'has-failed': '{{vm}}: what failed, and what to do',
        failed: 'What failed here, including {{vm}}',
        unset: 'Set what this channel can be used for',
        check: 'Will {{vm}} restore?',
        restore: 'Restore {{vm}} from a recovery point; a second person approves it',
        backup: 'Back up {{vm}} now',
        vms: 'Your machines, protected or not',
        requests: 'What is waiting for you, under way or failed',
        doctor: "What's still to be set up",
        explain: 'What an error code means; paste yours',
        whoami: 'Your account as I see it, and what your Azure roles let you do',
      },
      sideEffect: {
        none: 'Only reads.',
        changes: 'Changes something at once.',
        'asks-approval': 'Someone else has to approve it before anything happens.',
      },
    },
    say: {
      language: 'I answer you in English from now on. Channels keep their own language.',
      timezone: 'From now on I tell you times in {{zone}}, and read yours in it.',
      'timezone-here': 'Times that everyone reads here are in {{zone}} from now on, with UTC beside them.',
      private: {
        seen: 'From now on, answers for one person are given here, and only that person sees them. They disappear after 24 hours.',
        asked:
          'I sent you a line in that conversation that only you should see. If you do, tap "I see this" on it. If you don\'t, private answers stay in our personal chat.',
        off: "From now on, answers for one person go to that person's chat with me.",
        leaked:
          'That line was meant for someone else, and you saw it too. So private answers stay in personal chats here. Tell an administrator.',
      },
      settings:
        'I answer you in {{language}} and give times in {{zone}}. Change that with "settings language nl" or "settings timezone Europe/Amsterdam".',
      'language-here': 'What everyone reads here is in English from now on.',
    },
    /** How a sentence was read. */
    words: {
      'read-as': 'I read this as **{{line}}**.',
      ignored: 'I left out: {{words}}.',
      'last-before': 'Last before {{named}}: {{at}}.',
      'nothing-yet': 'Nothing has happened yet.',
      machine: 'Which machine do you mean?',
      point: 'Which recovery point do you mean?',
      way: 'How should it be restored?',
      vault: 'Which vault do you mean?',
      command: 'What do you want to do?',
      this: 'Is this what you mean?',
      meaning_one: 'Do you mean this?',
      meaning_other: 'Do you mean one of these?',
      unknown_one: "I didn't understand that. Do you mean this?",
      unknown_other: "I didn't understand that. Do you mean one of these?",
      exact: "I don't do that from a sentence. Use the button on the card, or type {{lines}}.",
      near: 'Do you mean {{machine}}?',
    },
  },
} as const satisfies RoomTexts;
