export const words = {
  'read-as': 'Ik lees dit als **{{line}}**.',
  ignored: 'Niet begrepen: {{words}}.',
  form: 'Ik lees dit als **{{line}}**. Er is nog niets gebeurd.',
  machine: 'Welke machine bedoel je? Er is nog niets gebeurd.',
  point: 'Welk herstelpunt bedoel je? Er is nog niets gebeurd.',
  way: 'Hoe wil je terugzetten? Er is nog niets gebeurd.',
  meaning: 'Ik weet niet zeker of ik alles begrijp. Bedoel je dit? Er is nog niets gebeurd.',
  either: 'Dit kan op meer manieren. Welke bedoel je?',
  unknown: 'Dat begrijp ik niet. Bedoel je een van deze?',
  exact: 'Dat doe ik niet uit een zin. Gebruik de knop op de kaart, of typ {{lines}}.',
} as const;
