/** How a sentence was read. */
export const words = {
  'read-as': 'I read this as **{{line}}**.',
  ignored: "I didn't understand: {{words}}.",
  form: 'I read this as **{{line}}**. Nothing has happened yet.',
  machine: 'Which machine do you mean? Nothing has happened yet.',
  point: 'Which recovery point do you mean? Nothing has happened yet.',
  way: 'How should it be restored? Nothing has happened yet.',
  meaning: "I'm not sure that I understood all of it. Is it this? Nothing has happened yet.",
  either: 'This can mean more than one thing. Which one is it?',
  unknown: "I didn't understand that. Is it one of these?",
  exact: "I don't do that from a sentence. Use the button on the card, or type {{lines}}.",
} as const;
