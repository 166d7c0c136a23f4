import type { RoomTexts } from '../room-texts.ts';

export const saga = {
  texts: {
    audit: {
      event: {
        attempt: {
          opened: 'about to call Azure',
          accepted: 'Azure accepted it',
          refused: 'Azure refused it',
          found: 'turned up after all',
          doubled: 'Azure has a job of it that nobody follows',
          held: "waits before it's sent again",
          'not-sent': 'nothing was sent',
          'sent-again': 'sent again',
          unclear: 'Azure gave no clear answer',
        },
        step: {
          done: 'step done',
          skipped: 'step skipped',
          failed: 'step failed',
          suspicious: 'step found something suspicious',
          stuck: 'step held up for half an hour',
          overdue: 'step long overdue',
        },
      },
    },
    errors: {
      'stop-ended': {
        message: "{{id}} has already ended, so there's nothing to stop.",
        remedy: 'Type "status {{id}}" to see the outcome.',
      },
      'stop-already': {
        message: '{{name}} has already stopped {{id}}.',
        remedy: 'What is under way ends, and nothing more follows.',
      },
      'stop-swaps': {
        message: "Azure is swapping the disks; I can't stop that.",
        remedy: "Leave it: it ends by itself, and I'll post the end here.",
      },
      'stop-swapped': {
        message: 'The disks of {{vm}} have already been replaced. All that is left is to check whether it runs.',
        remedy: "Leave it: I'll post the end here.",
      },
      'stop-finishes': {
        message: "The step of {{id}} that runs now can't be stopped half-way.",
        remedy: "Leave it: it ends by itself, and I'll post the end here.",
      },
      stopped: {
        message: '{{name}} stopped {{id}}.',
        remedy: 'What it made by then stays.',
      },
      'stopped-gone': {
        message: '{{name}} stopped {{id}}.',
        remedy: 'What it made is deleted.',
      },
      'stopped-nothing': {
        message: '{{name}} stopped {{id}}. Nothing was created.',
        remedy: 'To begin again, make a new request.',
      },
      'not-your-taken-over': {
        message: 'Ask {{requester}}, who requested {{id}}, or {{name}}, who took it over: only they can do this.',
        remedy: 'Or reject it if you can decide it.',
      },
      'must-end': {
        message: "Leave it: {{id}} deletes or deallocates a copy that mustn't stay as it is, so it can't be stopped.",
        remedy: 'If you need a copy that stays, request a restore.',
      },
      'effect-missing': {
        message: 'Azure accepted the step, but shows no sign of it.',
        remedy: 'Look in the Azure portal, then type "retry".',
      },
      'effect-unread': {
        message: "Azure has ended the step, but what it made couldn't be read.",
        remedy: 'Fix what is in the way, then type "retry": it looks at what is there first.',
      },
      'resend-over': {
        message: 'The step was sent {{hours}} hours ago without an answer, and Azure shows no sign of it.',
        remedy: 'It isn\'t sent again by itself. Look in the Azure portal, then type "retry", or make a new request.',
      },
      'begin-expired': {
        message: "It was approved but couldn't start in time, so nothing happened.",
        remedy: 'Make a new request.',
      },
      'requester-lost-right': {
        message: "{{name}} no longer has the Azure role that the approved plan needs, so it can't go on.",
        remedy:
          'Have a role with the right to {{right}} extended, then type "retry {{id}}". Or ask someone who has it to type "takeover {{id}}".',
      },
      'requester-denied': {
        message:
          "The deny assignment {{denial}} on {{scope}} takes away the right of {{name}} to {{right}}, so it can't go on.",
        remedy:
          'Ask an owner of {{scope}} to lift it, then type "retry {{id}}". Or ask someone it spares to type "takeover {{id}}".',
      },
      'standing-ended': {
        message: 'The time for which {{id}} was approved is over, so nothing more runs under it.',
        remedy: 'Ask for it again.',
      },
    },
    say: {
      'send-held':
        "{{id}}: the answer to the last step was lost and Azure doesn't show it, so it isn't sent again now. I look for another {{minutes}} minutes; if it turns up or this is fixed, the request goes on by itself.",
      'send-held-late':
        "{{id}}: the answer to the last step was lost, Azure doesn't show it, and it's too late to send it again. I look for another {{minutes}} minutes; if it turns up, the request goes on by itself. If not, nothing came of it, and I'll say so.",
      stuck: {
        step: "{{id}} has waited half an hour because of that. It goes on by itself once that's fixed.",
        'by-hand': "If it can't wait, **commands {{id}}** shows how to continue by hand.",
        drill:
          "Until that's fixed I can't tell what the drill {{id}} created, so nothing of it is deleted, and its copy may still run. Once fixed, it goes on by itself.",
        copy: "Until that's fixed I can't tell whether the copy of {{id}} still runs, so it isn't deallocated. If it must stop now, stop it in the Azure portal.",
      },
      once: {
        drill:
          "Its copy is deleted, so it can't be tried again. Any screenshot is in the chat of the drill's owner. Fix the cause on the machine or in its backups, then drill again.",
        quarantine:
          "It isn't tried again, and its copy, if made, is deallocated and stays in quarantine. Fix the cause, then ask again.",
        suspect:
          'Treat it as a possible attack: look in the activity log for who made or changed what is named here, and use none of it.',
      },
      'role-ends':
        '{{id}}: your role {{role}} on {{scope}} ends {{at}}, and the work on {{vm}} still runs. Extend it before that, or have a colleague who holds it type **takeover {{id}}**.',
    },
  },
} as const satisfies RoomTexts;
