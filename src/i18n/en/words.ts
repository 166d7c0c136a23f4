/** How a sentence was read. */
export const words = {
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
  /** Of a machine that was not called by its name. */
  near: {
    point: 'Do you mean {{machine}}, and which recovery point?',
    way: 'Do you mean {{machine}}, and how should it be restored?',
    vault: 'Do you mean {{machine}}, and which vault?',
    command: 'Do you mean {{machine}}, and what do you want to do?',
    this: 'Do you mean {{machine}}?',
  },
  meaning_one: 'Do you mean this?',
  meaning_other: 'Do you mean one of these?',
  unknown_one: "I didn't understand that. Do you mean this?",
  unknown_other: "I didn't understand that. Do you mean one of these?",
  exact: "I don't do that from a sentence. Use the button on the card, or type {{lines}}.",
} as const;
