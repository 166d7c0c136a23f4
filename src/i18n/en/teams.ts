import type { RoomTexts } from '../room-texts.ts';

export const teams = {
  texts: {
    say: {
      checking: 'Checking with Azure. The answer follows in a message to you.',
      slow: 'That takes longer than usual. Look again in a minute.',
      neutral: "I can't show the answer here. Ask again in our personal chat.",
      elsewhere: '{{name}}, my answer is in our personal chat.',
      done: 'See the conversation.',
      error: "Something went wrong on my side, and nothing was changed. Try again. In Strongroom's log, it's {{id}}.",
      refused: {
        'no-identity': "I can't tell who you are in this organisation. Sign in with a work account.",
        'other-tenant':
          "Your account belongs to another organisation. You can read what's posted here, but only accounts of this one can ask for something or decide.",
        guest: "Guests can't use Strongroom, only read what's posted here. Ask a member of this organisation.",
      },
    },
  },
} as const satisfies RoomTexts;
