/** Sentences that Strongroom says by itself: at the door, and on phones. */
export const say = {
  checking: 'Checking with Azure. The answer follows in a message to you.',
  slow: 'That takes longer than usual. Look again in a minute.',
  neutral: "I can't show the answer here. Ask again in our personal chat.",
  done: 'Done.',
  error: "Something went wrong on my side, and nothing was changed. Try again. In Strongroom's log, it's {{id}}.",
  refused: {
    'no-identity': "I can't tell who you are in this organisation. Sign in with a work account.",
    'other-tenant':
      "Your account belongs to another organisation. You can read what's posted here, but only accounts of this one can ask for something or decide.",
    guest:
      "Guests can't use Strongroom: you can read what's posted here, but not ask for something or decide. Ask a member of this organisation.",
  },
  'type-to-approve': 'Look at the plan on the card. To approve it, type "approve {{id}} {{piece}}".',
  warnings: 'Good to know: {{warnings}}',
  'send-held':
    "{{id}}: the answer to the last step was lost and Azure doesn't show it, so it isn't sent again now. I look for another {{minutes}} minutes. If it turns up, or this is fixed by then, the request goes on by itself.",
  'send-held-late':
    "{{id}}: the answer to the last step was lost and Azure doesn't show it. The time to send it is over, so it isn't sent again now. I look for another {{minutes}} minutes: if it turns up, the request goes on by itself. If it doesn't, nothing came of it, and I tell you then.",
  stuck: {
    step: '{{id}} has waited half an hour because of that. I keep trying, and it goes on by itself as soon as it works.',
    'by-hand': "If it can't wait, **byhand {{id}}** shows how to continue by hand.",
    drill:
      "Until that's fixed I can't tell what the drill {{id}} created, so nothing of it is deleted, and its copy may still run. I keep trying, and it goes on by itself as soon as it works.",
    copy: "Until that's fixed I can't tell whether the copy of {{id}} still runs, so it isn't deallocated. I keep trying. If it must stop now, stop it in the Azure portal.",
  },
  once: {
    drill:
      "Its copy is deleted, so nothing can be tried again there. If its screen could be seen, the picture is in the personal chat of the drill's owner. Fix the cause on the machine or in its backups, then drill again.",
    quarantine:
      "It isn't tried again. If its copy was made, it's deallocated and stays in quarantine. Fix the cause, then ask again for a restore into quarantine.",
    suspect:
      'Treat it as a possible attack: look in the activity log for who made or changed what is named here, and use none of it.',
  },
  'taken-over':
    '{{name}} took {{id}} over from {{before}}. Plan and approval stay as they are; from now on it runs on the roles of {{name}}.',
  'taken-over-failed':
    '{{name}} took {{id}} over from {{before}}. Plan and approval stay as they are. Type **retry {{id}}** to continue where it stopped, on the roles of {{name}}.',
  'role-ends':
    "{{id}}: your role {{role}} on {{scope}} ends {{at}}, and the work on {{vm}} still runs. Extend it in Azure before that, or have a colleague who holds it type **takeover {{id}}**. Otherwise the next step isn't sent.",
  'approvals-here': 'Requests are decided in this channel from now on.',
  'approvals-moved': '{{name}} moved the approvals to another channel. Requests are no longer decided here.',
  language: 'I answer you in English from now on.',
  timezone: 'From now on I tell you times in {{zone}}, and read yours in it.',
  'timezone-here': 'Times that everyone reads here are in {{zone}} from now on, with UTC beside them.',
  private: {
    seen: 'From now on, answers that are for one person are given here, and only that person sees them. They disappear after 24 hours.',
    asked:
      'I sent you a line in that conversation that only you should see. If you do, tap "I see this" on it. If you don\'t, private answers stay in our personal chat.',
    off: "From now on, answers that are for one person go to that person's chat with me.",
    leaked:
      'That line was meant for someone else, and you saw it too. So private answers stay in personal chats here. Tell an administrator.',
  },
  'language-here': 'What everyone reads here is in English from now on.',
} as const;
