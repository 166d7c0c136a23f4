import type { RoomTexts } from '../room-texts.ts';

export const store = {
  texts: {
    audit: {
      event: {
        database: { behind: 'came back behind what was committed' },
      },
    },
    errors: {
      store: {
        unavailable: { message: "I couldn't save that.", remedy: 'Nothing was done; try again in a minute.' },
        'in-doubt': {
          message: "I don't know whether that was saved: my database stopped answering.",
          remedy: 'In a minute, look at the card or type "status". If it isn\'t there, try again.',
        },
        full: {
          message: "The disk of Strongroom's database is full, so nothing was done.",
          remedy: 'Ask a platform engineer to free up space, then try again.',
        },
        unreleased: {
          message:
            "A version of Strongroom from before its first release made this database, and today's can't read it.",
          remedy:
            'To begin anew, move the data directory away, or make an empty database on the server and run "npm run migrate" on it.',
        },
      },
    },
  },
} as const satisfies RoomTexts;
