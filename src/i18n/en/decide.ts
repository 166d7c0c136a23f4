import type { RoomTexts } from '../room-texts.ts';

export const decide = {
  commands: {
    approve: {
      summary: "Approve someone else's request",
      names: ['approve', 'ok'],
      examples: ['approve R-7K2M', 'approve R-7K2M 4F9C'],
    },
    reject: {
      summary: "Reject someone else's request",
      names: ['reject', 'deny', 'decline'],
      examples: ['reject R-7K2M', 'reject R-7K2M wrong machine'],
    },
    stop: {
      summary: 'Stop a request for good, or a job: nothing more is created',
      names: ['stop', 'cancel', 'abort', 'cancel job'],
      examples: ['stop R-7K2M', 'stop 12bea6a4-0fec-46f3-9df1-0574d511c777'],
    },
    withdraw: {
      summary: 'Take back your vote, or your own request',
      names: ['withdraw', 'take back'],
      examples: ['withdraw R-7K2M'],
    },
    ask: {
      summary: 'Ask the requester something before you decide',
      names: ['ask', 'question'],
      examples: ['ask R-7K2M is the table really gone?'],
    },
    answer: {
      summary: 'Answer a question about your request',
      names: ['answer'],
      examples: ['answer R-7K2M yes, dropped at 01:40'],
    },
    breakglass: {
      summary: 'Start a request without a vote, in an emergency',
      names: ['breakglass', 'break glass'],
      examples: ['breakglass R-7K2M INC0012345 nobody answers', 'breakglass R-7K2M 4F9C'],
    },
    review: {
      summary: 'Sign the review of a request that started without a vote',
      names: ['review', 'sign'],
      examples: ['review R-7K2M', 'review R-7K2M right machine, right point'],
    },
    retry: {
      summary: 'Try the failed step of a request again under its approval',
      names: ['retry', 'try again'],
      examples: ['retry R-7K2M', 'retry R-7K2M size Standard_D4s_v5', 'retry R-7K2M restart'],
    },
    takeover: {
      summary: "Continue someone else's request when their role has ended or is about to",
      names: ['takeover', 'take over'],
      examples: ['takeover R-7K2M'],
    },
  },
  keywords: {
    now: [],
    restart: [],
  },
  texts: {
    cards: {
      button: {
        withdraw: 'Withdraw',
        stop: 'Stop',
        'keep-going': 'Keep going',
        retry: 'Try again',
        takeover: 'Take over',
        'retry-with': 'Retry with {{size}}',
        'retry-restart': 'Deallocate and start',
      },
    },
    commands: {
      argument: {
        question: 'a question',
        answer: 'an answer',
        ticket: 'a ticket such as INC0012345',
      },
    },
    /** What will and won't stop, before a request is stopped. */
    stop: {
      sure: 'Stop {{id}} for {{vm}} for good?',
      sent: 'Nothing more of it is sent.',
      cancels: 'Azure is asked to cancel the job that runs now, if it still can be.',
      'ends-in': "This copy can't be cancelled: it ends by itself in about {{duration}}, then nothing follows.",
      'step-ends': 'The step that runs now ends by itself, then nothing follows.',
      'left-stays': 'What exists by then stays, tagged with {{id}}; copies of keys are deleted.',
      'left-off':
        'A copy that exists by then is deallocated and stays, tagged with {{id}}; copies of keys are deleted.',
      'goes-on': '{{id}} goes on.',
      which: 'Which one? Type "stop" and its id: {{ids}}',
      nothing: 'Nothing you may stop is under way here.',
    },
    errors: {
      'wrong-hash-piece': {
        message: "{{piece}} isn't the start of the plan of {{id}}; the plan may have changed since you looked.",
        remedy: 'Type "approve {{id}}" to see the plan and what to type.',
      },
    },
    say: {
      'taken-over':
        '{{name}} took {{id}} over from {{before}}. Plan and approval stay as they are; from now on it runs on the roles of {{name}}.',
      'taken-over-failed':
        '{{name}} took {{id}} over from {{before}}. Plan and approval stay as they are. Type **retry {{id}}** to continue where it stopped, on the roles of {{name}}.',
      'approvals-here': 'Requests are decided in this channel from now on.',
      'approvals-off': 'Requests are no longer decided in this channel, but in the thread they were asked in.',
      'approvals-moved': '{{name}} moved the approvals to another channel. Requests are no longer decided here.',
    },
  },
} as const satisfies RoomTexts;
