import type { RoomTexts } from '../../room-texts.ts';

export const members = {
  texts: {
    cards: {
      /** What is said of a request that is made of several. */
      members: {
        pace_one: 'One at a time, in this order:',
        pace_other: '{{count}} at a time, in this order:',
        more_one: 'and {{count}} more',
        more_other: 'and {{count}} more',
        state: {
          waiting: 'waits for its turn',
          approved: 'about to start',
          running: 'running',
          succeeded: 'done',
          failed: 'failed',
          cancelled: 'cancelled',
          rejected: 'rejected',
          expired: "didn't start in time",
          withdrawn: 'left out',
          void: 'approval void',
        },
        progress: '{{done}} of {{of}} done',
      },
    },
    errors: {
      'member-of': {
        message: '{{id}} is part of {{parent}} and is decided with it.',
        remedy: 'Name {{parent}} instead.',
      },
      'which-member': {
        message: '{{id}} is made of several requests: {{members}}.',
        remedy: 'Name the one that you mean.',
      },
      'members-failed': {
        message: 'Done: {{done}} of {{of}}. Not done: {{members}}.',
        remedy: 'Type "retry" and the id of one to try it again.',
      },
      'members-left': {
        message: 'Done: {{done}} of {{of}}. Left out or cancelled: {{members}}.',
        remedy: "Ask for those again if they're still needed.",
      },
    },
  },
} as const satisfies RoomTexts;
